"""Lists of venues: their order, and the next deadline of each."""

from __future__ import annotations

import sqlite3

import pytest

from confradar.errors import UsageError
from confradar.model.days import DAY
from confradar.queries.deadlines import deadlines
from confradar.queries.filters import VenueFilter
from confradar.queries.reminders import reminders
from confradar.queries.stats import stats
from confradar.queries.topics import topics
from confradar.queries.venue_page import venue_page
from confradar.queries.venues import VenueItem, venues
from queries.conftest import Catalogue
from support import NOW_EPOCH, deadline, edition, venue

NOBODY = VenueFilter(query="zzz")


def listed(index: sqlite3.Connection, now: int = NOW_EPOCH, **options: object) -> list[VenueItem]:
    return list(venues(index, VenueFilter(), now=now, **options))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("next", ["lingua", "visio", "gone", "sido", "annals"]),
        ("name", ["annals", "gone", "lingua", "sido", "visio"]),
        ("rank", ["lingua", "visio", "annals", "sido", "gone"]),
        ("h5", ["lingua", "annals", "gone", "sido", "visio"]),
    ],
)
def test_orders(sort: str, order: list[str], index: sqlite3.Connection) -> None:
    assert [item.id for item in listed(index, sort=sort)] == order


def test_an_unknown_order_is_refused_even_where_nothing_matches(index: sqlite3.Connection) -> None:
    with pytest.raises(UsageError, match="no order 'nxt'") as caught:
        list(venues(index, NOBODY, now=0, sort="nxt"))
    assert caught.value.hint == "did you mean next?"


@pytest.mark.parametrize("limit", [1, 2, 10**30])
def test_limit(limit: int, index: sqlite3.Connection) -> None:
    assert len(listed(index, limit=limit)) == min(limit, 5)


@pytest.mark.parametrize(
    ("now", "kind", "at"),
    [
        (NOW_EPOCH - 1, "abstract", NOW_EPOCH),
        (NOW_EPOCH, "abstract", NOW_EPOCH),
        (NOW_EPOCH + 1, "paper", NOW_EPOCH + 7 * 86400),
        (NOW_EPOCH + 7 * 86400, "paper", NOW_EPOCH + 7 * 86400),
    ],
)
def test_the_next_deadline_is_the_first_for_authors_that_has_not_passed(
    now: int, kind: str, at: int, index: sqlite3.Connection
) -> None:
    """Up to its last second; tracks, notifications and dates to be announced are none."""
    (item,) = [item for item in listed(index, now) if item.id == "lingua"]
    assert item.next_deadline is not None
    assert (item.next_deadline.kind, item.next_deadline.at) == (kind, at)


def test_after_the_last_one_there_is_none_but_it_is_remembered(index: sqlite3.Connection) -> None:
    (item,) = [item for item in listed(index, NOW_EPOCH + 7 * 86400 + 1) if item.id == "lingua"]
    assert (item.next_deadline, item.last) == (None, NOW_EPOCH + 7 * 86400)


def test_a_cancelled_edition_has_no_deadline(index: sqlite3.Connection) -> None:
    (item,) = [item for item in listed(index) if item.id == "gone"]
    assert (item.next_deadline, item.last) == (None, None)


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_the_dates_of_an_edition_that_is_called_off_are_no_deadlines_anywhere(
    indexed: Catalogue, status: str
) -> None:
    past = [
        edition(year, deadline(f"{year - 1}-10-01"), start=f"{year}-05-01", end=f"{year}-05-04")
        for year in (2025, 2026)
    ]
    off = edition(2027, deadline("2026-10-01"), start="2027-05-01", end="2027-05-04", status=status)
    index = indexed(venue("off", editions=[off, *past]))
    (item,) = listed(index)
    assert item.next_deadline is None
    assert venue_page(index, "off", now=NOW_EPOCH).editions[0]["status"] == status
    assert 2027 not in {
        entry.year for entry in deadlines(index, VenueFilter(), start=NOW_EPOCH, end=None)
    }
    spans = [("400d", 400 * DAY)]
    due = reminders(index, VenueFilter(), spans, now=NOW_EPOCH, certainty="confirmed")
    assert list(due) == []


def test_a_page_shows_editions_newest_first_with_what_belongs_to_the_venue(
    index: sqlite3.Connection,
) -> None:
    page = venue_page(index, "babel", now=NOW_EPOCH)
    assert page.called == "Babel"
    assert [edition["year"] for edition in page.editions] == [2027, 2026]
    assert [child[0] for child in page.children] == ["sido"]
    assert venue_page(index, "sido", now=NOW_EPOCH).parent == ("lingua", "LINGUA")


def test_a_page_of_one_year(index: sqlite3.Connection) -> None:
    assert [
        edition["year"]
        for edition in venue_page(index, "lingua", now=NOW_EPOCH, year=2026).editions
    ] == [2026]
    with pytest.raises(UsageError, match="no edition 1999") as caught:
        venue_page(index, "lingua", now=NOW_EPOCH, year=1999)
    assert caught.value.hint == "known: 2027, 2026"
    with pytest.raises(UsageError) as caught:
        venue_page(index, "annals", now=NOW_EPOCH, year=1999)
    assert caught.value.hint == "it has no editions"


def test_topics_count_venues_of_their_sub_topics_once(indexed: Catalogue) -> None:
    counts = {
        item.id: item
        for item in topics(
            indexed(venue("a", topics=["translation", "sentiment"]), venue("b", topics=["cv"]))
        )
    }
    assert {name: counts[name].venues for name in ("ai", "nlp", "translation", "cv", "speech")} == {
        "ai": 2, "nlp": 1, "translation": 1, "cv": 1, "speech": 0,
    }  # fmt: skip
    assert (counts["ai"].depth, counts["nlp"].depth, counts["translation"].depth) == (0, 1, 2)


def test_stats_count_what_there_is(indexed: Catalogue) -> None:
    from datetime import date

    index = indexed(
        venue(
            "a",
            editions=[
                edition(2026, deadline("2026-01-01"), deadline("TBD", "abstract")),
                edition(2025),
            ],
        ),
        venue("b", kind="workshop"),
    )
    found = {
        (item.group, item.key): (item.venues, item.editions, item.dates)
        for item in stats(index, today=date(2026, 9, 1))
    }
    assert found["total", "all"] == (2, 2, 1)
    assert found["kind", "workshop"] == (1, 0, 0)
    assert found["topic", "nlp"] == (2, 2, 1)
    assert found["source", "official and other pages"] == (1, 1, 1)
