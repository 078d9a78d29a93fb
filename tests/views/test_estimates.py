"""Estimates in tables: the early side leads, and what should be announced by now says so, at every
width."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from rich.console import Console

from confradar.index.points import DeadlineItem
from confradar.queries.venues import VenueItem
from confradar.views import deadlines, venues
from confradar.views.grid import Grid, show
from confradar.views.text import short_day

DAY = 86400
NOW = int(datetime(2026, 11, 27, tzinfo=UTC).timestamp())


def estimate(venue: str, low: str, centre: str, high: str, kind: str = "paper") -> DeadlineItem:
    """A date that is estimated to fall on ``centre``, at the earliest on ``low``."""
    first, at, last = (
        int(datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp())
        for day in (low, centre, high)
    )
    at, last = at + DAY - 1, last + DAY - 1
    wall = f"{centre}T23:59:59"
    return DeadlineItem(
        2027,
        kind,
        at,
        wall,
        "AoE",
        "estimated",
        "estimate",
        venue,
        venue.upper(),
        venue,
        date_only=True,
        low=first,
        high=last,
    )


def announced(venue: str, day: str, kind: str = "paper", via: str | None = None) -> DeadlineItem:
    at = int(datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp())
    wall = f"{day}T12:00:00"
    return DeadlineItem(
        2027, kind, at, wall, "UTC", "confirmed", "s", venue, venue.upper(), venue, via=via
    )


def lines(grid: Grid, width: int) -> list[str]:
    """The rows of a table as a terminal of this width shows them."""
    out = io.StringIO()
    show(
        Console(
            file=out,
            width=width,
            force_terminal=True,
            color_system=None,
            highlight=False,
            markup=False,
        ),
        *grid,
    )
    return [line.rstrip() for line in out.getvalue().splitlines()[1:]]


def dated(items: Sequence[DeadlineItem], width: int) -> list[str]:
    return lines(deadlines.table(items, now=NOW, zone=UTC, width=width), width)


FAR = estimate("far", "2027-05-05", "2027-05-24", "2027-06-06")
LATE = estimate("late", "2027-01-20", "2027-01-27", "2027-02-01")
BEGUN = estimate("begun", "2026-11-20", "2026-12-15", "2026-12-30")
SURE = announced("sure", "2027-01-22")


@pytest.mark.parametrize(
    ("width", "days"),
    [
        (40, ["~any day", "~20 Jan", "22 Jan", "~5 May"]),
        (80, ["any day", "by ~2027-01-20", "2027-01-22 12:00", "by ~2027-05-05"]),
        (120, ["any day", "by ~2027-01-20", "Fri 2027-01-22 12:00", "by ~2027-05-05"]),
    ],
)
def test_the_early_side_leads_and_sorts(width: int, days: list[str]) -> None:
    rows = [
        re.split(r"\s{2,}", row)[:3]
        for row in dated(deadlines.earliest_first([BEGUN, SURE, LATE, FAR], NOW), width)
    ]
    lefts, names = (
        ["now", "~54 d", "56 d", "~159 d"],
        ["BEGUN 2027", "LATE 2027", "SURE 2027", "FAR 2027"],
    )
    assert rows == [list(row) for row in zip(days, lefts, names, strict=True)]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_mark_of_what_should_be_announced_is_never_cut(width: int) -> None:
    assert [row.endswith("!") for row in dated([LATE, SURE, FAR], width)] == [True, False, False]


def test_what_does_not_come_from_an_author_has_no_such_mark() -> None:
    decision = estimate("d", "2027-01-20", "2027-01-27", "2027-02-01", "notification")
    assert decision.overdue(NOW) is False
    assert dated([decision], 80)[0].startswith("from ~2027-01-20")


@pytest.mark.parametrize("width", [80, 120])
def test_an_interval_is_always_labelled(width: int) -> None:
    assert "est. 20 Jan - 1 Feb" in dated([LATE], width)[0]


def test_what_has_passed_keeps_its_order() -> None:
    past = [announced("b", "2026-10-02"), announced("a", "2026-09-01")]
    assert [re.split(r"\s{2,}", row)[2] for row in dated(past, 80)] == ["B 2027", "A 2027"]


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (40, "commit by 23 Dec"),
        (80, "commit a reviewed one by 23 Dec"),
        (120, "commit a reviewed one by 23 Dec via arr"),
    ],
)
def test_a_commitment_is_not_worded_as_a_deadline_to_write_for(width: int, shown: str) -> None:
    following = announced("naacl", "2026-12-23", "commitment", "arr")
    item = VenueItem(
        "naacl",
        "NAACL",
        "North American Chapter",
        "conference",
        '["nlp"]',
        "B",
        "A",
        None,
        None,
        None,
        None,
        None,
        next_deadline=following,
    )
    assert shown in lines(venues.table([item], now=NOW, zone=UTC, width=width), width)[0]


def test_a_list_has_those_first_that_a_new_paper_can_be_written_for() -> None:
    def item(point: DeadlineItem, open_: int | None) -> VenueItem:
        return VenueItem(
            point.venue,
            point.acronym,
            "",
            "conference",
            "[]",
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            open_,
            next_deadline=point,
        )

    given = [
        item(LATE, LATE.at),
        item(SURE, SURE.at),
        item(BEGUN, BEGUN.at),
        item(announced("c", "2026-12-23", "commitment"), None),
    ]
    assert [found.id for found in venues.soonest_first(given, NOW)] == [
        "begun",
        "late",
        "sure",
        "c",
    ]


@pytest.mark.parametrize(
    ("day", "shown"),
    [("2027-01-05", "5 Jan"), ("2026-09-01", "1 Sep"), ("2027-11-27", "27 Nov 2027")],
)
def test_a_short_day_has_its_year_where_that_is_not_plain(day: str, shown: str) -> None:
    assert short_day(datetime.fromisoformat(day).date(), NOW) == shown
