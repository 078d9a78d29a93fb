"""The agenda: what belongs to a morning, and how it is shown: a screen, Markdown, data."""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC
from pathlib import Path

import pytest
from rich.console import Console

from confradar import paths
from confradar.index.opening import open_index
from confradar.model.days import DAY
from confradar.queries.agenda import Agenda, agenda
from confradar.sync.store import State, Store
from confradar.views import agenda as view
from confradar.views.words import words
from support import NOW_EPOCH, TOPICS, deadline, edition, venue, written


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    folder = tmp_path_factory.mktemp("agenda")
    file = written(
        folder / "c.yaml",
        venue(
            "alpha",
            acronym="ALPHA",
            editions=[
                edition(
                    2027,
                    deadline("2026-09-10", "abstract", zone="UTC"),
                    deadline("2026-09-17", zone="UTC"),
                    deadline("2026-09-12", zone="UTC", track="demo"),
                    deadline("2026-10-30", "notification", zone="UTC"),
                    start="2026-10-05",
                    end="2026-10-08",
                    place="Graz, Austria",
                    country="AT",
                )
            ],
        ),
        venue(
            "beta",
            acronym="BETA",
            editions=[edition(2027, deadline("2027-02-01", zone="UTC"))],
        ),
        venue(
            "gamma",
            acronym="GAMMA",
            editions=[edition(2027, deadline("2026-09-03", zone="UTC"))],
        ),
    )
    guide = paths.bundled("guide.yaml")
    with closing(open_index([file], TOPICS, folder / "index", guide=guide)) as connection:
        yield connection


def morning(
    index: sqlite3.Connection, folder: Path, *following: str, every_track: bool = False
) -> Agenda:
    return agenda(
        index,
        Store(folder / "sync"),
        folder / "checklists",
        following,
        now=NOW_EPOCH,
        within=30 * DAY,
        every_track=every_track,
    )


def ticked(folder: Path, name: str, text: str = "") -> None:
    (folder / "checklists").mkdir(exist_ok=True)
    (folder / "checklists" / name).write_text(text)


def changed(folder: Path, **entry: object) -> None:
    """A sync that changed something."""
    known = {"seen": "2026-08-30T06:00:00Z", "sync": 1, "source": "hf", **entry}
    Store(folder / "sync").folder.mkdir(parents=True)
    Store(folder / "sync").commit(
        State(1, "2026-08-30T06:00:00Z"), json.dumps(known).encode() + b"\n"
    )


MOVED = {
    "what": "moved",
    "venue": "alpha",
    "acronym": "ALPHA",
    "year": 2027,
    "key": "paper",
    "old": "2026-09-14 23:59:59 UTC",
    "new": "2026-09-17 23:59:59 UTC",
    "days": 3,
    "nature": "extension",
}


def test_dates_are_those_of_followed_venues_and_authors(
    index: sqlite3.Connection, tmp_path: Path
) -> None:
    found = morning(index, tmp_path, "alpha", "beta")
    assert [(item.venue, item.kind) for item in found.dates] == [
        ("alpha", "abstract"),
        ("alpha", "paper"),
    ]
    assert found.other == 1, "of the demo track"
    assert [(item.venue, item.kind) for item in found.later] == [("beta", "paper")]
    every = morning(index, tmp_path, "alpha", every_track=True)
    assert (len(every.dates), every.other) == (3, 0)


def test_who_follows_nothing_is_told_how_to_begin(
    index: sqlite3.Connection, tmp_path: Path
) -> None:
    found = morning(index, tmp_path)
    assert (found.dates, found.later, found.events, found.changes) == ((), (), (), ())
    assert "confradar follow neurips acl" in shown(found)
    assert "confradar follow neurips acl" in "".join(view.markdown(found, now=NOW_EPOCH))


def test_events_that_are_near_are_listed(index: sqlite3.Connection, tmp_path: Path) -> None:
    (event,) = morning(index, tmp_path, "alpha", "beta").events
    assert (event.venue, event.start, event.place) == ("alpha", "2026-10-05", "Graz, Austria")


def test_changes_of_the_last_week_are_told(index: sqlite3.Connection, tmp_path: Path) -> None:
    changed(tmp_path, **MOVED)
    assert [entry["what"] for entry in morning(index, tmp_path, "alpha").changes] == ["moved"]
    assert morning(index, tmp_path, "beta").changes == ()


def test_tasks_are_those_of_checklists_that_were_begun(
    index: sqlite3.Connection, tmp_path: Path
) -> None:
    assert morning(index, tmp_path, "alpha").checklists == ()
    ticked(tmp_path, "alpha-2027.toml", '[done]\n"1.1" = 2026-08-20T10:00:00Z\n')
    found = morning(index, tmp_path, "alpha")
    (listed,) = found.checklists
    assert (listed.venue, listed.year, listed.done) == ("alpha", 2027, 1)
    days = [item.task.due or "" for item in found.tasks]
    assert days == sorted(days)
    assert days
    assert days[-1] <= "2026-09-15", "two weeks ahead"
    assert "1.1" not in {item.task.id for item in found.tasks}


def test_a_file_that_cannot_be_read_is_told_and_the_rest_is_there(
    index: sqlite3.Connection, tmp_path: Path
) -> None:
    ticked(tmp_path, "alpha-2027.toml", "[broken")
    ticked(tmp_path, "beta-2027.toml")
    ticked(tmp_path, "lost-2027.toml")
    found = morning(index, tmp_path, "alpha")
    assert [item.venue for item in found.checklists] == ["beta"]
    assert len(found.damaged) == 1
    assert "alpha-2027.toml" in found.damaged[0]


# ---- Shown


def shown(found: Agenda, language: str = "en", width: int = 100) -> str:
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=True, color_system=None, highlight=False
    )
    view.show_agenda(console, found, view.Seen(NOW_EPOCH, UTC, 30, words(language)))
    return out.getvalue()


def full(index: sqlite3.Connection, folder: Path) -> Agenda:
    changed(folder, **MOVED)
    ticked(folder, "alpha-2027.toml")
    return morning(index, folder, "alpha", "beta")


def test_the_screen_has_a_section_for_each_and_fits(
    index: sqlite3.Connection, tmp_path: Path
) -> None:
    text = shown(full(index, tmp_path))
    lines = text.splitlines()
    assert lines[0] == "Tuesday, 1 September 2026"
    heads = [
        "Next dates (30 days)",
        "Changed in the last week",
        "To do (ALPHA 2027: 0 of",
        "Events",
    ]
    assert [any(line.startswith(head) for line in lines) for head in heads] == [True] * 4
    assert "1 more of other tracks and kinds: --tracks all" in lines
    assert "Later: BETA 2027 paper 2027-02-01" in lines
    assert len(lines) <= 24
    assert "more: confradar checklist alpha" in text


def test_the_screen_in_chinese_has_no_english_words(
    index: sqlite3.Connection, tmp_path: Path
) -> None:
    text = shown(full(index, tmp_path), "zh")
    assert text.startswith("2026年9月1日，星期二")
    for english in (
        "Next dates",
        "Changed",
        "To do",
        "Events",
        "Venue",
        "paper ",
        "paper.",
        " d ",
        "moved",
    ):
        assert english not in text
    assert "改期 +3 天（延长）" in text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_markdown_has_the_same_sections_in_both_languages(
    index: sqlite3.Connection, tmp_path: Path, language: str
) -> None:
    text = "".join(view.markdown(full(index, tmp_path), now=NOW_EPOCH, say=words(language)))
    assert text.count("\n## ") == 4
    assert "**ALPHA 2027**" in text
    assert "2026-09-14 23:59 UTC -\\> 2026-09-17 23:59 UTC" in text.replace("&gt;", "\\>")


def test_data_has_everything_and_names_nothing_anew(
    index: sqlite3.Connection, tmp_path: Path
) -> None:
    found = view.data(full(index, tmp_path), now=NOW_EPOCH, zone=UTC, say=words("zh"))
    assert list(found) == ["following", "dates", "changes", "checklists", "tasks", "events"]
    assert [item["kind"] for item in found["dates"]] == ["abstract", "paper", "paper"]
    assert found["changes"][0]["what"] == "moved", "values are never translated"
    assert found["events"][0]["start"] == "2026-10-05"
    json.dumps(found)
