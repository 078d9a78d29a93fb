"""Dated points: the edges of a window, kinds, order."""

from __future__ import annotations

import sqlite3

import pytest

from confradar.errors import UsageError
from confradar.index.points import DeadlineItem
from confradar.queries.deadlines import deadlines
from confradar.queries.filters import VenueFilter
from queries.conftest import Catalogue
from support import NOW_EPOCH, deadline, edition, venue

WEEK = 7 * 86400


def found(
    index: sqlite3.Connection, start: int | None = None, end: int | None = None, **options: object
) -> list[DeadlineItem]:
    return list(deadlines(index, VenueFilter(), start=start, end=end, **options))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "end", "ids"),
    [
        (NOW_EPOCH, NOW_EPOCH, ["lingua"]),
        (NOW_EPOCH - 1, NOW_EPOCH - 1, ["visio"]),
        (NOW_EPOCH - 1, NOW_EPOCH, ["visio", "lingua"]),
        (NOW_EPOCH + 1, NOW_EPOCH + WEEK - 1, ["lingua"]),
        (NOW_EPOCH + 1, NOW_EPOCH + WEEK, ["lingua", "lingua"]),
        (None, NOW_EPOCH - 1, ["lingua", "visio"]),
        (NOW_EPOCH + WEEK + 1, None, ["lingua"]),
        (NOW_EPOCH + 365 * 86400, None, []),
        (5, 4, []),
    ],
)
def test_a_window_includes_both_its_ends(
    start: int | None, end: int | None, ids: list[str], index: sqlite3.Connection
) -> None:
    assert [item.venue for item in found(index, start, end)] == ids


def test_order_of_time_and_its_reverse(index: sqlite3.Connection) -> None:
    times = [item.at for item in found(index)]
    assert times == sorted(times)
    assert [item.at for item in found(index, newest_first=True)] == times[::-1]


@pytest.mark.parametrize("kind", ["camera_ready", "camera-ready", "Camera Ready", "CAMERA_READY"])
def test_kinds_may_be_written_in_any_joint(kind: str, indexed: Catalogue) -> None:
    index = indexed(
        venue(
            "a",
            editions=[
                edition(2026, deadline("2026-01-01"), deadline("2026-02-01", "camera_ready"))
            ],
        )
    )
    assert [item.kind for item in found(index, kinds=[kind])] == ["camera_ready"]


def test_kinds_and_years_combine(index: sqlite3.Connection) -> None:
    assert [
        (item.year, item.kind) for item in found(index, kinds=["paper,abstract"], years=[2026])
    ] == [(2026, "paper")]


@pytest.mark.parametrize(
    ("kind", "hint"),
    [("papr", "did you mean paper?"), ("xyz", "one of abstract"), ("", "leave it out")],
)
def test_an_unknown_kind_is_refused(kind: str, hint: str, index: sqlite3.Connection) -> None:
    with pytest.raises(UsageError) as caught:
        found(index, kinds=[kind])
    assert hint in (caught.value.hint or "")


def test_a_point_keeps_what_was_announced(indexed: Catalogue) -> None:
    point = deadline(
        "2026-05-06 24:00",
        round=2,
        zone="PT",
        certainty="tentative",
        label="Second cycle",
        revisions=[{"at": "2026-05-01"}],
    )
    (item,) = found(indexed(venue("a", editions=[edition(2026, point, zone="Europe/Paris")])))
    assert (item.wall, item.zone, item.at) == ("2026-05-07T00:00:00", "PT", 1778137200)
    assert (item.round, item.certainty, item.label, item.date_only) == (
        2,
        "tentative",
        "Second cycle",
        False,
    )
    assert item.revisions == '[{"at": "2026-05-01", "recorded": null, "instant": 1777705199}]'


@pytest.mark.parametrize(
    ("zone", "instant"),
    [(None, 1778155199), ("UTC", 1778111999), ("UTC+14", 1778061599), ("Europe/Paris", 1778104799)],
)
def test_a_day_ends_in_the_edition_s_zone_and_anywhere_on_earth_without_one(
    zone: str | None, instant: int, indexed: Catalogue
) -> None:
    own = {"zone": zone} if zone else {}
    (item,) = found(indexed(venue("a", editions=[edition(2026, deadline("2026-05-06"), **own)])))
    assert (item.at, item.date_only) == (instant, True)


def test_a_link_of_a_deadline_is_its_own(indexed: Catalogue) -> None:
    record = venue(
        "v",
        editions=[
            edition(
                2027,
                deadline("2027-01-15", link="https://submit.example/"),
                deadline("2027-02-15", "notification"),
            )
        ],
    )
    assert [(item.kind, item.link) for item in found(indexed(record))] == [
        ("paper", "https://submit.example/"),
        ("notification", None),
    ]
