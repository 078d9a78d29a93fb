"""Where one can go: by edition, soonest first, with the dates to register."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date

import pytest

from confradar.errors import UsageError
from confradar.index.opening import open_index
from confradar.queries.calendar import calendar
from confradar.queries.deadlines import deadlines
from confradar.queries.events import Time, events, left_out, near_events
from confradar.queries.filters import VenueFilter
from confradar.queries.timeline import timeline
from confradar.queries.venues import venues
from support import NOW_EPOCH, TOPICS, deadline, edition, venue, written

Catalogue = Callable[..., sqlite3.Connection]

TODAY = date(2026, 9, 1)
ALL = Time(TODAY, None, NOW_EPOCH)


def place(text: str | None, country: str | None = None) -> dict[str, str]:
    return {key: value for key, value in (("place", text), ("country", country)) if value}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    folder = tmp_path_factory.mktemp("events")
    moved = edition(
        2027,
        deadline("2026-10-01", zone="UTC"),
        deadline("2026-08-01", "early_registration", zone="UTC"),
        deadline("2026-12-01", "early_registration", round=2, zone="UTC"),
        deadline("2026-11-01", "early_registration", track="authors", zone="UTC"),
        deadline("2027-01-01", "registration", zone="UTC"),
        start="2027-02-01",
        end="2027-02-04",
        format="hybrid",
        **place("Seoul, Korea", "KR"),
    )
    earlier = edition(
        2026, deadline("2025-10-01", zone="UTC"), start="2026-02-01", **place("Vienna", "AT")
    )
    file = written(
        folder / "c.yaml",
        venue("moves", editions=[moved, earlier]),
        venue(
            "here",
            name="Vienna Logic Days",
            topics=["cv"],
            editions=[
                edition(2026, start="2026-08-30", end="2026-09-01", **place("Vienna, Austria"))
            ],
        ),
        venue("over", editions=[edition(2026, start="2026-08-30", **place("Graz", "AT"))]),
        venue(
            "off",
            editions=[edition(2026, start="2026-10-01", status="cancelled", **place("Graz", "AT"))],
        ),
        venue("somewhere", editions=[edition(2027, start="2027-06-01", end="2027-06-02")]),
        venue(
            "home",
            editions=[edition(2026, start="2026-11-01", format="online", place="Online")],
        ),
        venue(
            "undated",
            editions=[
                edition(2027, **place("Linz", "AT")),
                edition(2026, deadline("2026-01-10"), start="2026-05-04", end="2026-05-06"),
                edition(2025, deadline("2025-01-10"), start="2025-05-05", end="2025-05-07"),
            ],
        ),
    )
    with closing(open_index([file], TOPICS, folder / "index")) as connection:
        yield connection


def ids(index: sqlite3.Connection, time: Time = ALL, **wanted: object) -> list[str]:
    return [item.venue for item in events(index, VenueFilter(**wanted), time)]  # type: ignore[arg-type] # any field


def test_what_is_coming_soonest_first(index: sqlite3.Connection) -> None:
    """An event goes on until its last day is over; a cancelled one does not."""
    assert ids(index) == ["here", "home", "moves", "somewhere"]
    assert ids(index, Time(date(2026, 9, 2), date(2027, 2, 1), NOW_EPOCH)) == ["home", "moves"]


def test_a_region_is_that_of_the_edition(index: sqlite3.Connection) -> None:
    """Not of an earlier one; a place tells its country where the record does not."""
    assert ids(index, regions=["Europe"]) == ids(index, countries=["Austria"]) == ["here"]
    assert ids(index, regions=["asia"]) == ids(index, regions=["KR"]) == ["moves"]
    assert ids(index, regions=["east-asia,AT"]) == ["here", "moves"]
    assert ids(index, regions=["Latvia"]) == [], "a country where nothing was held yet"
    assert ids(index, regions=["europe"], topics=["nlp"]) == []


def test_words_are_those_of_the_venue_and_of_the_edition_s_place(
    index: sqlite3.Connection,
) -> None:
    assert ids(index, query="vienna") == ["here"]
    assert ids(index, query="seo") == ids(index, query="moves KOREA") == ["moves"]
    assert ids(index, query="computer vision") == ["here"], "a name of its topic"


def test_what_is_held_online_too(index: sqlite3.Connection) -> None:
    found = events(index, VenueFilter(), ALL, online=True)
    assert [(item.venue, item.format) for item in found] == [
        ("home", "online"),
        ("moves", "hybrid"),
    ]


def test_the_next_day_to_register_is_told_else_the_last_one(index: sqlite3.Connection) -> None:
    (item,) = events(index, VenueFilter(venues=["moves"]), ALL)
    assert item.early_registration
    assert item.registration
    assert item.early_registration.wall[:10] == "2026-12-01", "of the main track"
    assert item.registration.wall[:10] == "2027-01-01"
    (item,) = events(index, VenueFilter(venues=["moves"]), Time(TODAY, None, NOW_EPOCH * 2))
    assert item.early_registration
    assert item.early_registration.wall[:10] == "2026-12-01"


def test_an_estimate_is_asked_for_and_has_the_place_that_is_announced(
    index: sqlite3.Connection,
) -> None:
    austria = VenueFilter(regions=["AT"])
    assert left_out(index, austria, ALL).estimated == 1
    here, undated = events(index, austria, ALL, estimates=True)
    assert (here.certainty, undated.certainty) == ("confirmed", "estimated")
    assert (undated.venue, undated.year, undated.place) == ("undated", 2027, "Linz")
    assert undated.low < undated.start <= undated.end < undated.high
    assert left_out(index, austria, ALL, estimates=True).estimated == 0


def test_what_has_no_place_is_counted_where_places_are_asked_for(
    index: sqlite3.Connection,
) -> None:
    assert left_out(index, VenueFilter(regions=["asia"]), ALL).placeless == 1
    assert left_out(index, VenueFilter(), ALL).placeless == 0


def test_the_first_screen_has_the_next_half_year(index: sqlite3.Connection) -> None:
    part = near_events(events(index, VenueFilter(), ALL), today=TODAY)
    assert [item.venue for item in part.items] == ["here", "home", "moves"]
    assert part.later == 1
    part = near_events(events(index, VenueFilter(venues=["somewhere"]), ALL), today=TODAY)
    assert [item.venue for item in part.items] == ["somewhere"], "rather than nothing"


def test_what_is_no_region_is_an_error_with_the_nearest(index: sqlite3.Connection) -> None:
    for name, near in (("Eurpoe", "europe"), ("Austira", "austria"), ("EU", "such as europe")):
        with pytest.raises(UsageError, match=f"no region and no country '{name}'") as caught:
            ids(index, regions=[name])
        assert near in str(caught.value.hint)


def test_other_questions_ask_for_the_edition_s_region_too(index: sqlite3.Connection) -> None:
    asia, europe = (VenueFilter(regions=[name]) for name in ("asia", "europe"))
    points = list(deadlines(index, asia, start=None, end=None))
    assert {(item.venue, item.year) for item in points} == {("moves", 2027)}
    earlier = {(item.venue, item.year) for item in deadlines(index, europe, start=None, end=None)}
    assert ("moves", 2026) in earlier
    assert ("moves", 2027) not in earlier
    listed = {item.id: item.next_deadline for item in venues(index, europe, now=NOW_EPOCH)}
    assert set(listed) == {"here", "undated"}
    (item,) = venues(index, asia, now=NOW_EPOCH)
    assert item.next_deadline
    assert (item.id, item.next_deadline.year) == ("moves", 2027)
    entries = calendar(index, asia, start=None, end=None, estimates=True)
    assert {(entry.venue, entry.year) for entry in entries} == {("moves", 2027)}
    drawn = timeline(index, asia, start=TODAY, end=date(2028, 1, 1), zone=None)
    assert [(item.venue, item.year) for item in drawn] == [("moves", 2027)]


SITES = [{"place": "Paris, France", "country": "FR"}, {"place": "Rio, Brazil"}]
PARTS = [
    {"name": "tutorials", "start": "2027-05-31"},
    {"name": "workshops", "start": "2027-06-01", "end": "2027-06-02"},
    {"name": "main", "start": "2027-06-03", "end": "2027-06-05"},
]


def test_every_site_of_an_edition_is_found_and_told(indexed: Catalogue) -> None:
    days = {"start": "2027-06-01", "end": "2027-06-05", "sites": SITES}
    index = indexed(
        venue("several", editions=[edition(2027, **days, **place("Sydney, Australia", "AU"))]),
        venue("one", editions=[edition(2027, start="2027-06-02", **place("Sydney", "AU"))]),
    )
    for region in ("europe", "FR", "brazil", "south-america"):
        assert ids(index, regions=[region]) == ["several"], region
        entries = calendar(index, VenueFilter(regions=[region]), start=None, end=None)
        assert [entry.venue for entry in entries] == ["several"]
    assert ids(index, regions=["AU"]) == ["several", "one"]
    assert ids(index, countries=["Brazil"]) == ["several"]
    assert ids(index, query="paris") == ["several"]
    assert [item.id for item in venues(index, VenueFilter(query="paris"), now=0)] == ["several"]
    assert [item.id for item in venues(index, VenueFilter(countries=["FR"]), now=0)] == ["several"]
    (item,) = events(index, VenueFilter(venues=["several"]), ALL)
    assert (item.place, list(item.sites)) == ("Sydney, Australia", SITES)


@pytest.mark.parametrize(
    ("first", "last", "only"),
    [
        ("2027-05-31", "2027-05-31", ("tutorials",)),
        ("2027-06-01", "2027-06-02", ("workshops",)),
        ("2027-05-20", "2027-06-01", ("tutorials", "workshops")),
        ("2027-06-02", "2027-06-03", ()),
        ("2027-01-01", None, ()),
    ],
)
def test_days_on_which_only_some_parts_are_held_are_told(
    first: str, last: str | None, only: tuple[str, ...], indexed: Catalogue
) -> None:
    record = edition(2027, start="2027-06-01", end="2027-06-05", parts=PARTS)
    index = indexed(venue("a", editions=[record]))
    end = date.fromisoformat(last) if last else None
    (item,) = events(index, VenueFilter(), Time(date.fromisoformat(first), end, NOW_EPOCH))
    assert item.only == only
    assert (str(item.start), str(item.end)) == ("2027-05-31", "2027-06-05"), "with every part"


def test_without_the_days_of_the_main_part_nothing_is_said_of_the_others(
    indexed: Catalogue,
) -> None:
    record = edition(2027, start="2027-06-01", end="2027-06-05", parts=PARTS[:2])
    index = indexed(venue("a", editions=[record]))
    (item,) = events(index, VenueFilter(), Time(date(2027, 6, 1), date(2027, 6, 2), NOW_EPOCH))
    assert item.only == ()
