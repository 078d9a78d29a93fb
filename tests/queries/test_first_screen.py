"""The first screen: which part of a list is near, what a page begins with, and that nothing is left
out unsaid."""

from __future__ import annotations

import pytest

from confradar.index.documents import EditionDoc, PointDoc, VenueDoc
from confradar.index.points import DeadlineItem
from confradar.queries.first_screen import Asked, facing_authors, near_dates, near_venues
from confradar.queries.venue_first_screen import front
from confradar.queries.venue_page import VenuePage
from confradar.queries.venues import VenueItem
from confradar.views.first_screen import left_out
from support import NOW_EPOCH as NOW

DAY = 86400


def date(
    venue: str,
    days: int,
    kind: str = "paper",
    year: int = 2027,
    track: str | None = None,
    certainty: str = "confirmed",
) -> DeadlineItem:
    """A dated point so many days from now."""
    return DeadlineItem(
        year,
        kind,
        NOW + days * DAY,
        "2027-01-01T23:59:59",
        "AoE",
        certainty,
        "s",
        venue,
        venue.upper(),
        venue,
        track=track,
        date_only=True,
    )


def venue(id_: str, kind: str, days: int | None) -> VenueItem:
    following = None if days is None else date(id_, days)
    return VenueItem(
        id_, id_, id_, kind, "[]", None, None, None, None, None, None, None, next_deadline=following
    )


def test_near_dates_are_authors_dates_of_main_tracks_within_a_season() -> None:
    shown = [
        date("a", 1, "abstract"),
        date("b", 90, certainty="estimated"),
        date("c", 3, "commitment"),
    ]
    others = [
        date("a", 2, "notification"),
        date("a", 2, track="demo"),
        date("b", 5, "camera_ready"),
    ]
    later = [date("d", 91), date("a", 400, "notification")]
    part = near_dates([*shown, *others, *later], Asked(), now=NOW)
    assert list(part.items) == shown
    assert (part.other, part.later) == (3, 2)
    assert left_out(part) == "3 more of other kinds, 2 later: --all"


def test_what_the_reader_chose_is_not_chosen_again() -> None:
    items = [date("a", 1, "notification"), date("b", 200)]
    assert near_dates(items, Asked(time=False, kinds=False), now=NOW).items == tuple(items)
    assert near_dates(items, Asked(kinds=False), now=NOW).items == (items[0],)
    assert near_dates(items, Asked(time=False), now=NOW).items == (items[1],)


def test_of_named_venues_everything_up_to_the_next_edition() -> None:
    following = [
        date("a", 150),
        date("a", 250, "notification"),
        date("a", 30, "registration", year=2026),
    ]
    beyond = [date("a", 515, year=2028)]
    part = near_dates([*following, *beyond], Asked(named=True), now=NOW)
    assert list(part.items) == following
    assert left_out(part) == "1 later: --all"


@pytest.mark.parametrize(
    "items",
    [[date("a", 200), date("a", 300)], [date("a", 5, "notification")], [date("a", 200, "demo")]],
)
def test_where_nothing_is_near_there_is_what_there_is(items: list[DeadlineItem]) -> None:
    assert near_dates(items, Asked(), now=NOW).items == tuple(items)


def test_every_date_is_shown_or_counted() -> None:
    kinds = ("paper", "notification", "demo")
    items = [
        date("a", days, kind, 2027 + days // 365, track)
        for days in range(-30, 800, 40)
        for kind in kinds
        for track in (None, "x")
    ]
    for asked in (Asked(), Asked(named=True), Asked(kinds=False), Asked(time=False)):
        part = near_dates(items, asked, now=NOW)
        assert len(part.items) + part.other + part.later == len(items)


def test_near_venues_are_dated_conferences_and_workshops() -> None:
    items = [
        venue("a", "conference", 3),
        venue("b", "workshop", 365),
        venue("c", "conference", 366),
        venue("d", "journal", 5),
        venue("e", "project", None),
        venue("f", "workshop", None),
    ]
    part = near_venues(items, now=NOW)
    assert [item.id for item in part.items] == ["a", "b"]
    assert left_out(part) == "2 more of other kinds, 1 later, 1 without a date: --all"
    assert near_venues(items[3:], now=NOW).items == tuple(items[3:]), "nothing dated: what there is"


def test_proposals_and_demos_are_not_authors_dates() -> None:
    kinds = (
        "paper",
        "rebuttal_end",
        "camera_ready",
        "workshop_proposal",
        "tutorial_proposal",
        "demo",
        "other",
    )
    assert [kind for kind in kinds if facing_authors(date("a", 1, kind))] == [
        "paper",
        "rebuttal_end",
        "camera_ready",
    ]
    assert not facing_authors(date("a", 1, "camera_ready", track="demo"))


def page(*editions: EditionDoc, estimates: tuple[DeadlineItem, ...] = ()) -> VenuePage:
    record: VenueDoc = {
        "id": "a",
        "acronym": "A",
        "name": "A",
        "kind": "conference",
        "topics": ["nlp"],
        "sources": ["s"],
    }
    return VenuePage("a", record, list(editions), [], None, {}, {}, estimates)


def held(year: int, status: str, *days: int, kind: str = "paper") -> EditionDoc:
    points: list[PointDoc] = [
        {"kind": kind, "at": "", "source": "s", "zone": "UTC", "instant": NOW + number * DAY}
        for number in days
    ]
    return {"year": year, "status": status, "deadlines": points}


def test_a_page_begins_with_the_next_edition_and_its_estimates() -> None:
    guesses = (
        date("a", 100, certainty="estimated"),
        date("a", 465, year=2028, certainty="estimated"),
    )
    whole = page(held(2026, "closed", -90, -10), held(2025, "over", -500), estimates=guesses)
    part = front(whole, now=NOW, history=False, later=False)
    assert [edition["year"] for edition in part.coming] == [2026]
    assert part.coming[0]["deadlines"] == []
    assert part.estimates == guesses[:1]
    assert (part.passed, part.earlier, part.later, part.over) == (2, 1, (2028,), ())


def test_history_and_all_bring_the_rest() -> None:
    guesses = (
        date("a", -20, "camera_ready", 2026, certainty="estimated"),
        date("a", 465, year=2028, certainty="estimated"),
    )
    whole = page(held(2027, "open", -90, 10), held(2025, "over", -500), estimates=guesses)
    with_history = front(whole, now=NOW, history=True, later=False)
    assert len(with_history.coming[0]["deadlines"]) == 2
    assert [edition["year"] for edition in with_history.over] == [2025]
    assert with_history.estimates == guesses[:1]
    assert front(whole, now=NOW, history=True, later=True).estimates == guesses


def test_an_edition_that_was_asked_for_comes_first_whenever_it_was() -> None:
    assert (
        front(
            page(held(2025, "over", -500)), now=NOW, history=True, later=True, chosen=True
        ).coming[0]["year"]
        == 2025
    )


def test_the_rounds_of_a_far_year_wait_and_those_of_the_next_weeks_do_not() -> None:
    whole = page(held(2028, "open", 400), held(2027, "open", 35, 80, 120), held(2026, "open", 5))
    part = front(whole, now=NOW, history=False, later=False)
    assert [(edition["year"], len(edition["deadlines"])) for edition in part.coming] == [
        (2026, 1),
        (2027, 2),
    ]
    assert part.later == (2027, 2028)


def test_a_cancelled_next_edition_is_told() -> None:
    part = front(
        page(held(2027, "cancelled", 10), held(2026, "over", -300)),
        now=NOW,
        history=False,
        later=False,
    )
    assert [edition["status"] for edition in part.coming] == ["cancelled"]
