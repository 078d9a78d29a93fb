"""Where sources disagree: the value in use beside the other one, and its table."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from confradar.errors import UsageError
from confradar.queries.conflicts import ConflictItem, conflicts
from confradar.queries.filters import VenueFilter
from confradar.views import conflicts as view
from support import deadline, edition, venue

Catalogue = Callable[..., sqlite3.Connection]


def differs(key: str, value: str, **more: Any) -> dict[str, Any]:
    return {"source": "hf", "key": key, "value": value, "recorded": "2026-08-30", **more}


@pytest.fixture
def index(indexed: Catalogue) -> sqlite3.Connection:
    return indexed(
        venue(
            "alpha",
            acronym="ALPHA",
            ranks={"ccf": "A"},
            differs=[differs("ccf", "B")],
            editions=[
                edition(
                    2027,
                    deadline("2026-10-01 17:00:00", zone="PT"),
                    deadline("2026-12-01", round=2),
                    deadline("2026-11-01", track="demo"),
                    start="2027-03-01",
                    end="2027-03-04",
                    place="Vienna, Austria",
                    country="AT",
                    source="ccfddl",
                    differs=[
                        differs("paper", "2026-10-03 23:59:59", zone="AoE", why="older than ours"),
                        differs("paper.2", "2026-12-05"),
                        differs("paper.1.demo", "2026-11-09"),
                        differs("abstract", "2026-09-20"),
                        differs("days", "2027-03-02/2027-03-04"),
                        differs("place", "Graz, Austria"),
                    ],
                ),
                edition(2026, deadline("2025-10-01"), differs=[differs("paper", "2025-10-02")]),
            ],
        ),
        venue("beta", acronym="BETA", editions=[edition(2027, deadline("2026-10-01"))]),
    )


def test_each_says_what_is_used_and_what_the_other_one_is(index: sqlite3.Connection) -> None:
    found = {item.key: item for item in conflicts(index, VenueFilter(), year=2027)}
    used = {key: (item.value, item.source) for key, item in found.items()}
    assert used == {
        "paper": ("2026-10-01 17:00:00 PT", "https://call.example/"),
        "paper.2": ("2026-12-01 AoE", "https://call.example/"),
        "paper.1.demo": ("2026-11-01 AoE", "https://call.example/"),
        "abstract": (None, None),
        "days": ("2027-03-01/2027-03-04", "ccfddl"),
        "place": ("Vienna, Austria", "ccfddl"),
    }
    paper = found["paper"]
    assert (paper.other, paper.other_source) == ("2026-10-03 23:59:59 AoE", "hf")
    assert (paper.recorded, paper.why) == ("2026-08-30", "older than ours")


def test_newest_editions_come_first_and_venues_last(index: sqlite3.Connection) -> None:
    found = list(conflicts(index, VenueFilter()))
    assert [item.year for item in found] == [2027] * 6 + [2026, None]
    assert (found[-1].key, found[-1].value, found[-1].other) == ("ccf", "A", "B")


def test_filters_choose_the_venues(index: sqlite3.Connection) -> None:
    assert list(conflicts(index, VenueFilter(venues=["beta"]))) == []
    assert len(list(conflicts(index, VenueFilter(venues=["alpha"]), year=2026))) == 1
    with pytest.raises(UsageError, match="there is no venue 'gamma'"):
        list(conflicts(index, VenueFilter(venues=["gamma"])))


ITEM = ConflictItem(
    "alpha",
    2027,
    "days",
    "2027-03-01/2027-03-04",
    "https://www.alpha.example/cfp",
    "2026-10-03 23:59:59 AoE",
    "hf",
    None,
    "older",
    "ALPHA",
)


USED, OTHER = "2027-03-01 to 2027-03-04 (alpha.example)", "2026-10-03 23:59 AoE (hf)"


@pytest.mark.parametrize(
    ("width", "cells"),
    [
        (120, ["ALPHA 2027", "days", USED, OTHER, "older"]),
        (80, ["ALPHA 2027", "days", USED, OTHER]),
        (40, ["ALPHA 2027 days", USED, OTHER]),
    ],
)
def test_the_table_keeps_values_whole_and_leaves_out_what_has_no_room(
    width: int, cells: list[str]
) -> None:
    columns, rows = view.table([ITEM], width=width)
    assert rows == [cells]
    assert len(columns) == len(cells)


def test_where_nothing_is_in_use_the_table_says_so() -> None:
    _, rows = view.table(
        [ConflictItem("a", None, "ccf", None, None, "B", "hf", None, None, "A")], width=80
    )
    assert rows == [["A", "ccf", "nothing", "B (hf)"]]
