"""What a terminal shows: nothing that changes the meaning is cut, and a screen of several tables
fits."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

import pytest
from rich.console import Console

from confradar.index.points import DeadlineItem
from confradar.views import deadlines
from confradar.views.grid import show
from confradar.views.screen import Section, print_sections

NOW = int(datetime(2026, 11, 27, tzinfo=UTC).timestamp())
DAY = 86400


def point(
    acronym: str,
    kind: str,
    number: int | None,
    track: str | None,
    days: int,
    zone: str = "AoE",
    certainty: str = "confirmed",
) -> DeadlineItem:
    at = NOW + days * DAY
    wall = f"{datetime.fromtimestamp(at, UTC):%Y-%m-%dT23:59:00}"
    return DeadlineItem(
        2027, kind, at, wall, zone, certainty, "s", acronym, acronym, acronym, number, track
    )


POINTS = [
    point("COLING", "paper", None, "industry", 4),
    point("USENIX Security", "notification", 12, "workshop-proposals", 40, certainty="tentative"),
    point("A very long name of a venue", "abstract", 2, None, 400, zone="America/Los_Angeles"),
]


def shown(width: int) -> str:
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=True, color_system=None, highlight=False, markup=False
    )
    show(console, *deadlines.table(POINTS, now=NOW, zone=UTC, width=width))
    return out.getvalue()


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 200])
def test_only_the_venue_is_ever_cut(width: int) -> None:
    text = shown(width)
    assert max(map(len, text.splitlines())) <= width
    words = re.findall(r"[\w/-]+", text)
    for word in ("industry", "notification", "round", "12", "workshop", "proposals", "abstract"):
        assert word in words, f"{word} is whole"
    for line in text.splitlines():
        assert "…" not in line or re.search(r" (US|CO|A )[^…]*… '27 ", line), line


@pytest.mark.parametrize(
    ("width", "days"),
    [
        (40, ["1 Dec", "6 Jan", "1 Jan 2028"]),
        (80, ["2026-12-01 00:00", "2027-01-06 00:00", "2028-01-01 00:00"]),
    ],
)
def test_days_are_whole(width: int, days: list[str]) -> None:
    text = shown(width)
    assert all(day in text for day in days)


@pytest.mark.parametrize("width", [40, 80])
def test_a_tentative_date_is_marked_where_the_word_has_no_room(width: int) -> None:
    assert "?" in shown(width)
    assert deadlines.doubts_marked([item.certainty for item in POINTS], width)
    assert "(tentative)" in shown(120)
    assert not deadlines.doubts_marked([item.certainty for item in POINTS], 120)


def sections(console: Console, *rows: int) -> list[Section]:
    def lines(name: int, count: int) -> None:
        for _ in range(count + 2):
            console.print(str(name))

    return [
        Section(count, lambda shown, name=name: lines(name, shown))  # type: ignore[misc]
        for name, count in enumerate(rows)
    ]


@pytest.mark.parametrize(
    ("rows", "counts"),
    [((3, 2), [3, 2]), ((50, 2), [16, 2]), ((50, 50), [9, 9]), ((1, 1, 90), [1, 1, 14])],
)
def test_sections_share_a_screen(rows: tuple[int, ...], counts: list[int]) -> None:
    out = io.StringIO()
    console = Console(file=out, width=80, force_terminal=True, color_system=None)
    assert print_sections(console, sections(console, *rows), lines=22) == counts
    assert out.getvalue().count("\n") <= 22


def test_a_pipe_has_every_row() -> None:
    console = Console(file=io.StringIO(), width=80)
    assert print_sections(console, sections(console, 50, 50), lines=22) == [50, 50]
