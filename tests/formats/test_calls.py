"""Calls of many layouts, each read to its points; and what the stages on the way there do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from confradar.errors import DataError
from confradar.formats.calls.blocks import Text
from confradar.formats.calls.dated_points import Point
from confradar.formats.calls.document import form_of, read_document
from confradar.formats.calls.event_words import is_event
from confradar.formats.calls.html import blocks_of_html
from confradar.formats.calls.page_points import Call
from confradar.formats.calls.plain import join_wrapped
from confradar.formats.calls.times import find_clocks, find_zones
from confradar.formats.calls.values import find_values

CALLS = Path(__file__).parents[1] / "corpus" / "calls"
SAMPLES = sorted(path for path in CALLS.iterdir() if path.suffix != ".points")


def call(text: str, name: str = "call.txt", *, year: int | None = None) -> Call:
    found = read_document(text.encode(), name, year=year)[0].call
    assert found is not None
    return found


def line(point: Point) -> str:
    was = " ".join(day.isoformat() for day in point.was) or "-"
    told = [
        point.wall,
        point.zone or "-",
        point.kind,
        point.track or "-",
        str(point.round or "-"),
        was,
    ]
    return " | ".join([*told, "sure" if point.sure else "doubtful"])


@pytest.mark.parametrize("page", SAMPLES, ids=lambda page: page.stem)
def test_every_layout_gives_its_points(page: Path) -> None:
    year, *wanted = page.with_suffix(".points").read_text().splitlines()
    if not wanted:
        with pytest.raises(DataError):
            read_document(page.read_bytes(), page.name, year=int(year))
        return
    found = read_document(page.read_bytes(), page.name, year=int(year))[0].call
    assert found is not None
    assert [line(point) for point in found.points] == wanted


@pytest.mark.parametrize("page", SAMPLES, ids=lambda page: page.stem)
def test_no_year_is_told_wrong_and_sure(page: Path) -> None:
    year, *wanted = page.with_suffix(".points").read_text().splitlines()
    try:
        found = read_document(page.read_bytes(), page.name)[0].call
    except DataError:
        return
    assert found is not None
    days = {text.split(" | ")[0][:10] for text in wanted}
    assert all(
        point.year == int(year) and point.day.isoformat() in days
        for point in found.points
        if point.sure
    )


@pytest.mark.parametrize(
    ("text", "day", "was"),
    [
        ("March 1, 2026 → March 8, 2026", "3-8", ["3-1"]),
        ("extended from March 1 to March 8, 2026", "3-8", ["3-1"]),
        ("March 8, 2026 (was March 1)", "3-8", ["3-1"]),
        ("March 8, 2026 (originally 1 March 2026)", "3-8", ["3-1"]),
        ("8 March 2026 (was 1.3.)", "3-8", ["3-1"]),
        ("March 1, 2026, extended to March 8, 2026", "3-8", ["3-1"]),
    ],
)
def test_an_extension_is_one_value_with_its_earlier_day(
    text: str, day: str, was: list[str]
) -> None:
    values = find_values(Text(text))
    assert [f"{value.first.month}-{value.first.day}" for value in values] == [day]
    assert [f"{item.month}-{item.day}" for item in values[0].was] == was


def test_a_struck_part_of_a_date_takes_the_rest_from_the_live_one() -> None:
    value = find_values(Text("15 22 April 2026", ((0, 2),)))[0]
    assert (value.first.day, [(day.month, day.day) for day in value.was]) == (22, [(4, 15)])


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("11:59 pm", "23:59"),
        ("5pm", "17:00"),
        ("12 noon", "12:00"),
        ("23h59", "23:59"),
        ("17:00:00", "17:00:00"),
        ("9 a.m.", "09:00"),
    ],
)
def test_times_of_day(text: str, clock: str) -> None:
    assert [found.text for found in find_clocks(text)] == [clock]


def test_midnight_says_no_more_than_the_day() -> None:
    assert find_clocks("March 1, midnight") == []


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("anywhere on earth", "AoE"),
        ("UTC-12:00", "AoE"),
        ("23:59 AoE (UTC-12)", "AoE"),
        ("5 pm Pacific Time", "PT"),
        ("SST (UTC/GMT-11)", "UTC-11"),
        ("GMT+1", "UTC+1"),
        ("Beijing time", "Asia/Shanghai"),
        ("Europe/Berlin", "Europe/Berlin"),
    ],
)
def test_zones_by_their_names(text: str, zone: str) -> None:
    assert next(found.name for found in find_zones(text)) == zone


def test_an_ambiguous_zone_is_doubtful_and_not_guessed() -> None:
    found = call("FOO 2026\nPaper submission: 3 March 2026, 17:00 CST\nNotification: 1 May 2026\n")
    assert (found.points[0].zone, found.points[0].sure) == (None, False)
    assert "CST is ambiguous" in found.points[0].doubts[0]


@pytest.mark.parametrize(
    "label",
    [
        "Conference",
        "Workshop dates",
        "FOO 2026 will be held in Rome",
        "Main conference",
        "CLEF 2025, Madrid, Spain",
    ],
)
def test_the_event_itself_is_no_point(label: str) -> None:
    assert is_event(label, ranged=True)


@pytest.mark.parametrize(
    "label",
    ["Workshop proposals", "Conference registration", "Tutorial slides due", "Demo submission"],
)
def test_what_is_handed_in_for_an_event_is_none_itself(label: str) -> None:
    assert not is_event(label)


def test_wrapped_lines_are_one_and_lists_are_not() -> None:
    lines = [
        "Authors will be notified of acceptance by the programme committee by",
        "12 May 2026.",
        "- Papers: 1 March",
        "- Reviews: 2 April",
    ]
    assert join_wrapped(lines) == [f"{lines[0]} {lines[1]}", *lines[2:]]


def test_html_keeps_what_is_struck_through_however_it_is_marked() -> None:
    page = "<p><s>1</s> <del>2</del> <strike>3</strike> <span style='text-decoration:line-through'>4</span> 5</p>"
    assert blocks_of_html(page)[0].text.live.strip() == "5"


def test_hidden_parts_scripts_and_comments_are_not_read() -> None:
    page = (
        "<p>a</p><p style='display: none'>b</p><script>c</script><!-- d --><template>e</template>"
    )
    assert [block.text.text for block in blocks_of_html(page)] == ["a"]


def test_dates_in_figures_are_doubtful_where_the_page_does_not_show_their_order() -> None:
    alone = call("FOO 2026\nPaper submission: 03/04/2026\nNotification: 05/06/2026\n")
    shown = call("FOO 2026\nPaper submission: 03/04/2026\nNotification: 25/06/2026\n")
    assert not any(point.sure for point in alone.points)
    assert [(point.day, point.sure) for point in shown.points] == [
        (date(2026, 4, 3), True),
        (date(2026, 6, 25), True),
    ]


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"", "a.html", "empty"),
        (b"\x89PNG\r\n\x1a\nx", "a.html", "a picture"),
        (b"PK\x03\x04x", "a.docx", "an office file"),
        (b"<p>FOO 2026: dates to be announced</p>", "a.html", "no dates found"),
        (
            b"# FOO\nSubmission: {{ site.deadline }}\nNotification: {{ site.told }}\n",
            "a.md",
            "a template",
        ),
        (
            b"The cat sat on 3 March 2026 on a mat, and slept.",
            "a.txt",
            "but none that a call gives",
        ),
        (b"Submission: 3 March\nNotification: 5 April\n", "a.txt", "for which year"),
        (b"\0" * 5000, "a.txt", "no text"),
        (b"[" * 100_000, "a.json", "not the JSON"),
        (b"a: &a [b, b]\nc: [*a, *a]\n", "a.yml", "anchor"),
        (b"x" * 40_000 + b" 3 March 2026", "a.txt", "15,000 letters"),
        (b"<p>" * 250_000, "a.html", "200,000 elements"),
        (b"FOO 2026\n" + b"Submission: 3 March 2026\n" * 2100, "a.txt", "1,000 dates"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_line(data: bytes, name: str, why: str) -> None:
    with pytest.raises(DataError) as refused:
        read_document(data, name)
    assert why in str(refused.value)
    assert "\n" not in str(refused.value)


def test_several_editions_on_a_page_need_a_year() -> None:
    text = """<h3>Next</h3><ul><li>Submission: 1 March 2026<li>Notification: 1 April 2026<li>Workshop: 1 July 2026</ul>
    <h3>Last</h3><ul><li>Submission: 1 March 2025<li>Notification: 1 April 2025<li>Workshop: 1 July 2025</ul>"""
    with pytest.raises(DataError, match="2025, 2026"):
        call(text, "a.html")
    assert [point.day.year for point in call(text, "a.html", year=2025).points] == [2025, 2025]


def test_text_that_runs_together_is_refused() -> None:
    text = "FOO 2026 Paper submissionMarch 3, 2026Author notificationApril 20, 2026Camera readyMay 10, 2026Conference"
    with pytest.raises(DataError, match="runs together"):
        call(text)


@pytest.mark.parametrize(
    "charset",
    [
        "utf-8",
        "utf-16",
        "latin-1",
        "cp1252",
        "shift_jis",
        "gb18030",
        "koi8-r",
        "utf-32",
        "x-user-defined",
        "hex",
    ],
)
def test_no_encoding_label_breaks_a_page(charset: str) -> None:
    page = f'<meta charset="{charset}"><h1>FOO 2026</h1><p>Submission deadline: 3 March 2026</p>'
    encoded = page.encode(charset) if charset in {"utf-8", "utf-16", "utf-32"} else page.encode()
    found = read_document(encoded, "a.html")[0].call
    assert found is not None
    assert found.points[0].day == date(2026, 3, 3)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 20_000 + "Submission deadline: 3 March 2026",
        "<table><tr><td>" * 3_000 + "Submission deadline: 3 March 2026",
        "&lt;&#0;&#x110000;&bogus;" * 500 + "<p>Submission deadline: 3 March 2026",
        "<script>" + "var day = '3 March 2026';" * 10_000,
        "\x1b[31m\x07<p>Submission deadline: 3 March 2026",
        '<script type="application/ld+json">' * 5_000 + "[" * 100_000 + "</script>",
        '<div data-date="2026-03-03">' * 200,
        '<a-b label="Paper">3 March 2026' * 3_000,
        "<script>" + '{a: "3 March 2026", label: "Paper submission"' * 10_000 + "</script>",
    ],
    ids=[
        *("nested", "tables", "entities", "script", "controls", "events"),
        *("countdowns", "components", "objects"),
    ],
)
def test_hostile_pages_end_in_points_or_in_a_line(page: str) -> None:
    html = f"<h1>FOO 2026</h1><ul><li>Notification: 1 May 2026</ul>{page}"
    try:
        found = call(html, "a.html")
    except DataError as refused:
        assert "deep" in str(refused)
    else:
        assert date(2026, 5, 1) in {point.day for point in found.points}


@pytest.mark.parametrize(
    ("data", "name", "form"),
    [
        (b"<!doctype html><html><body><p>a<p>b<br>", "-", "html"),
        (b"---\ntitle: a\n---\n# b\n", "-", "md"),
        (b"Dear all,\nplease\n", "-", "txt"),
        (b"From: a@b\nTo: c@d\nSubject: e\n\nf", "-", "eml"),
        (b"BEGIN:VCALENDAR\r\n", "-", "ics"),
        (b'{"invitations": []}', "-", "json"),
        (b"x", "https://foo.example/cfp.html?x=1", "html"),
        (b"x", "calls.mbox", "eml"),
        (b"x", "_data/dates.yml", "yaml"),
    ],
)
def test_what_a_document_is(data: bytes, name: str, form: str) -> None:
    assert form_of(data, name) == form


def test_a_pasted_calls_venue_is_found_below_its_greeting() -> None:
    found = call((CALLS / "greeting-first.txt").read_text())
    assert (found.edition.venue, found.edition.year) == ("NOTH", 2026)
