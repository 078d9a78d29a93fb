"""What data may contain and no format may let through: formulas, escape sequences, markup, line
breaks, reordering marks."""

from __future__ import annotations

import csv as csv_module
import inspect
import io
import json as json_module
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC
from importlib import import_module
from pathlib import Path

import pytest
import yaml as yaml_module
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from confradar.cli import options
from confradar.index.documents import EditionDoc, PointDoc, VenueDoc
from confradar.index.points import DeadlineItem
from confradar.queries.venue_first_screen import Front
from confradar.queries.venue_page import VenuePage
from confradar.queries.venues import VenueItem
from confradar.views import csv, deadlines, machine_rows, markdown, renderers, venues
from confradar.views.grid import show
from confradar.views.machine_rows import Row
from confradar.views.report import Report
from confradar.views.venue_page import show_page

NOW = 1788220800

POINT = DeadlineItem(
    venue="a",
    year=2026,
    kind="other",
    round=1,
    at=NOW + 90000,
    wall="2026-09-02T01:00:00",
    zone="UTC",
    certainty="confirmed",
    label="A label",
    source="https://call.example/",
    revisions='[{"at": "2026-08-01", "recorded": null}]',
    track="demo",
    acronym="ACR",
    name="A name",
)
VENUE = VenueItem(
    "a",
    "ACR",
    "A name",
    "conference",
    '["nlp"]',
    "A",
    "A*",
    None,
    3,
    "https://a.example/",
    None,
    None,
    next_deadline=POINT,
)

Render = Callable[[Iterable[Row], Sequence[str]], str]


def in_format(name: str) -> Render:
    """Rows in a format."""

    def rendered(rows: Iterable[Row], columns: Sequence[str]) -> str:
        pieces = renderers.render(name, Report("s/1", "now", rows, columns))
        assert not isinstance(pieces, bytes)
        return "".join(pieces)

    return rendered


# Whatever writes from rows or items: a new one has to pass the same tests.
OF_ROWS = (renderers.ROWS, renderers.ITEMS, renderers.PAGE)
FORMATS: dict[str, Render] = {name: in_format(name) for name in renderers.names(*OF_ROWS)}

# Most of what hypothesis draws should be nasty.
NASTY = st.sampled_from(
    ["\x1b[31m", "\x9b1m", "\r\n", "\t", "\x00", "\x07", "\x7f", "\u202e", "\u2066", "\u2028",
     "\x85", "[red]", "[/]", "|", "`", "<b>", "=1+1", "@x", "\ud800", "語", "👩\u200d🔬", '"', "'",
     ",", ":", "- ", "#", "\\", "\ufeff", "\ue000"]
)  # fmt: skip
TEXTS = st.lists(st.one_of(NASTY, st.text(max_size=5)), max_size=6).map("".join)


def deadline_rows(text: str) -> list[Row]:
    point = POINT._replace(label=text, track=text, acronym=text, name=text, source=text, zone=text)
    return list(
        machine_rows.picked(
            [machine_rows.deadline_row(point, now=NOW, zone=UTC)], machine_rows.DEADLINE.columns
        )
    )


def unsafe(text: str) -> list[str]:
    """Letters of an output that could steer a terminal or reorder what is read."""
    return [
        letter
        for letter in text
        if letter not in "\n\u200c\u200d"
        and unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    ]


@pytest.mark.parametrize("name", FORMATS)
@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_no_format_lets_a_control_character_through(name: str, text: str) -> None:
    shown = FORMATS[name](deadline_rows(text), machine_rows.DEADLINE.columns)
    assert unsafe(shown.replace("\t", "") if name == "tsv" else shown) == []


@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_tsv_has_the_same_number_of_cells_in_every_line(text: str) -> None:
    lines = FORMATS["tsv"](deadline_rows(text) * 2, machine_rows.DEADLINE.columns).split("\n")
    assert lines.pop() == ""
    assert [len(line.split("\t")) for line in lines] == [len(machine_rows.DEADLINE.columns)] * 3


@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_csv_has_the_same_number_of_cells_and_no_formula(text: str) -> None:
    lines = list(
        csv_module.reader(
            io.StringIO(FORMATS["csv"](deadline_rows(text), machine_rows.DEADLINE.columns))
        )
    )
    assert [len(line) for line in lines] == [len(machine_rows.DEADLINE.columns)] * 2
    assert not [cell for cell in lines[1] if cell.lstrip().startswith(("=", "+", "-", "@"))]


@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_markdown_keeps_its_columns_and_no_html(text: str) -> None:
    lines = FORMATS["md"](deadline_rows(text), machine_rows.DEADLINE.columns).splitlines()
    assert {len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in lines} == {
        len(machine_rows.DEADLINE.columns) + 1
    }
    assert "<" not in lines[2]


@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_json_and_yaml_read_back_as_they_were(text: str) -> None:
    rows = deadline_rows(text)
    assert json_module.loads(FORMATS["json"](rows, ())) == {
        "schema": "s/1",
        "generated_at": "now",
        "items": rows,
    }
    assert json_module.loads(FORMATS["jsonl"](rows, ())) == rows[0]
    if not re.search("[\ud800-\udfff]", text):  # YAML has no such letters
        assert yaml_module.safe_load(FORMATS["yaml"](rows, ()))["items"] == rows


@pytest.mark.parametrize(
    ("given_", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "' =1"),
        ("  =1", "'  =1"),
        ("\r=1", "' =1"),
        ("\u202e=1", "'=1"),
        ("＝1", "'＝1"),
        ("A=1", "A=1"),
        ("A*", "A*"),
    ],
)
def test_csv_cells_never_begin_like_a_formula(given_: str, cell: str) -> None:
    assert csv.cell(given_) == cell


@pytest.mark.parametrize(
    ("given_", "cell"),
    [
        ("a|b", "a\\|b"),
        ("<script>", "&lt;script&gt;"),
        ("A* & *B*", "A\\* &amp; \\*B\\*"),
        ("[x](javascript:1)", "\\[x\\](javascript:1)"),
        ("`x` _y_ ~~z~~", "\\`x\\` \\_y\\_ \\~\\~z\\~\\~"),
        ("a\nb\\", "a b\\\\"),
    ],
)
def test_markdown_cells_show_what_was_written(given_: str, cell: str) -> None:
    assert markdown.cell(given_) == cell


def test_nothing_is_lost_of_an_empty_result() -> None:
    assert FORMATS["tsv"]([], ("a", "b")) == "a\tb\n"
    assert json_module.loads(FORMATS["json"]([], ())) == {
        "schema": "s/1",
        "generated_at": "now",
        "items": [],
    }
    assert yaml_module.safe_load(FORMATS["yaml"]([], ())) == {
        "schema": "s/1",
        "generated_at": "now",
        "items": [],
    }


# ---- Tables


def on(width: int | None, print_: Callable[[Console], None]) -> str:
    """What a console shows: a colour terminal of this width, or (None) a pipe."""
    out = io.StringIO()
    terminal = width is not None
    console = Console(
        file=out,
        width=width or 1000,
        force_terminal=terminal,
        color_system="truecolor" if terminal else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    print_(console)
    return re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue())


def deadline_table(console: Console, point: DeadlineItem) -> None:
    show(console, *deadlines.table([point], now=NOW, zone=UTC, width=console.width))


def venue_table(console: Console, item: VenueItem) -> None:
    show(console, *venues.table([item], now=NOW, zone=UTC, width=console.width))


def venue_page(console: Console, text: str) -> None:
    point: PointDoc = {
        "kind": "other",
        "label": text,
        "at": "2026-09-02",
        "zone": "UTC",
        "instant": NOW,
        "source": text,
        "certainty": "tentative",
    }
    edition: EditionDoc = {
        "year": 2026,
        "name": text,
        "place": text,
        "note": text,
        "url": text,
        "deadlines": [point],
    }
    record: VenueDoc = {
        "id": "a",
        "acronym": text,
        "name": f"{text}.",
        "aliases": [text],
        "kind": "conference",
        "topics": ["nlp"],
        "url": text,
        "sources": [text],
        "note": text,
    }
    whole = VenuePage("a", record, [edition], [("b", text, text)], None, {}, {"nlp": text})
    show_page(console, whole, Front((edition,), ()), now=NOW, zone=UTC)


@given(text=TEXTS, width=st.sampled_from([None, 40, 80, 120]))
@settings(max_examples=60, deadline=None)
def test_tables_stay_within_the_terminal_and_show_one_line_a_record_elsewhere(
    text: str, width: int | None
) -> None:
    point = POINT._replace(label=text, track=text, acronym=text, name=text, zone=text)
    for shown in (
        on(width, lambda console: deadline_table(console, point)),
        on(
            width,
            lambda console: venue_table(
                console, VENUE._replace(acronym=text, name=text, next_deadline=point)
            ),
        ),
    ):
        assert unsafe(shown) == []
        assert len(shown.splitlines()) >= 2 if width else len(shown.splitlines()) == 2
        assert max(map(cell_len, shown.splitlines())) <= (width or 10**6)


@given(text=TEXTS, width=st.sampled_from([None, 40, 80, 120]))
@settings(max_examples=40, deadline=None)
def test_pages_stay_within_the_terminal(text: str, width: int | None) -> None:
    shown = on(width, lambda console: venue_page(console, text))
    assert unsafe(shown) == []
    assert max(map(cell_len, shown.splitlines())) <= (width or 10**6)


@pytest.mark.parametrize("width", [None, 160])
def test_rich_markup_and_emoji_codes_are_printed_as_they_stand(width: int | None) -> None:
    text = "[red]x[/red] :smile: [link=file:///etc]y[/]"
    for shown in (
        on(width, lambda console: venue_table(console, VENUE._replace(name=text))),
        on(width, lambda console: venue_page(console, text)),
    ):
        assert text in shown


@pytest.mark.parametrize(
    ("revisions", "moved"),
    [
        ('[{"at": "2026-08-01", "recorded": null}]', "+32 d"),
        ('[{"at": "2026-9-5 9:00", "recorded": null}]', "-3 d"),
        ('[{"at": "TBD", "recorded": null}, {"at": "2026-09-01", "recorded": null}]', "+1 d"),
        ('[{"at": "TBD", "recorded": null}]', ""),
        (None, ""),
    ],
)
def test_a_moved_date_tells_by_how_much(revisions: str | None, moved: str) -> None:
    shown = on(120, lambda console: deadline_table(console, POINT._replace(revisions=revisions)))
    assert shown.splitlines()[1].rstrip().endswith(moved or "UTC")


# ---- The registry


def test_every_format_is_one_module_with_one_function() -> None:
    for form in renderers.FORMATS:
        module = import_module(f"confradar.views.{form.module or form.name}")
        assert inspect.signature(module.render).parameters.keys() == {"report"}, form.name
        assert module.__doc__, form.name


def test_a_name_of_a_format_means_one_only() -> None:
    known = [name for form in renderers.FORMATS for name in (form.name, *form.also)]
    assert len(known) == len(set(known))


def test_a_format_is_documented_and_offered_by_what_it_takes() -> None:
    documented = (Path(__file__).parents[2] / "docs" / "formats.md").read_text()
    offered = {*options.FORMATS, *options.PAGES, *options.EXPORTS}
    for form in renderers.FORMATS:
        assert f"| `{form.name}` |" in documented
        assert form.name in offered


def test_a_result_has_no_shape_that_it_was_not_given() -> None:
    bare = Report("s/1", "now", [])
    for name in renderers.names(renderers.SCREEN, renderers.CALENDAR):
        with pytest.raises(TypeError, match="this result has no"):
            list(renderers.render(name, bare))


def test_a_calendar_is_bytes_and_a_screen_is_what_is_printed() -> None:
    report = Report("s/1", "now", [], screen=lambda out: print("seen", file=out))
    assert list(renderers.render("table", report)) == ["seen\n"]
    assert renderers.render("ics", report._replace(calendar=lambda: b"BEGIN")) == b"BEGIN"
    paged = report._replace(page=lambda: ["# A page\n"])
    assert list(renderers.render("md", paged)) == ["# A page\n"]
