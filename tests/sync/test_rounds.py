"""Shown rounds follow the dates, lasting keys stay, and neither depends on which list was met
first."""

from __future__ import annotations

from datetime import date
from itertools import permutations

from confradar.forecast.past_editions import history_of
from confradar.formats.lists.reading import Reading
from confradar.model import plausible
from confradar.model.deadline import Deadline
from confradar.model.rounds import numbered, with_keys
from confradar.model.venue import Edition, Venue
from confradar.sync.merge_venues import merge


def point(kind: str, at: str, round: int | None = None, source: str = "a") -> Deadline:
    return Deadline.model_validate({"kind": kind, "at": at, "round": round, "source": source})


def venue(*deadlines: Deadline) -> Venue:
    edition = Edition(year=2027, source=deadlines[0].source, deadlines=deadlines)
    facts = {
        "id": "rdx",
        "acronym": "RDX",
        "name": "Example Conference on RDX",
        "kind": "conference",
        "topics": ["ml"],
    }
    return Venue.model_validate({**facts, "sources": [deadlines[0].source], "editions": [edition]})


def test_an_abstract_is_of_the_round_of_the_paper_that_follows_it() -> None:
    points = [
        point("abstract", "2027-01-19"),
        point("paper", "2026-12-15", 2),
        point("paper", "2027-01-26"),
    ]
    assert [(item.kind.value, item.round) for item in numbered(points)] == [
        ("abstract", 2),
        ("paper", 1),
        ("paper", 2),
    ]


def test_an_abstract_is_never_of_a_paper_before_it() -> None:
    points = [
        point("paper", "2026-12-15", 1),
        point("paper", "2027-01-26", 2),
        point("abstract", "2027-02-19"),
    ]
    assert [item.round for item in numbered(points)] == [1, 2, 3]
    assert set(plausible.doubted(venue(*numbered(points)).editions[0])) == {1, 2}


def test_an_abstract_that_comes_between_its_paper_and_another_one_s_abstract_is_of_none() -> None:
    points = [
        point("paper", "2026-11-27", 1),
        point("abstract", "2026-11-28", 1),
        point("abstract", "2027-02-02", 2),
        point("paper", "2027-02-09", 2),
    ]
    assert [item.round for item in numbered(points)] == [1, 3, 2, 2]


def test_an_abstract_keeps_its_round_where_only_the_other_round_s_paper_is_known() -> None:
    points = [
        point("abstract", "2026-12-08", 1),
        point("abstract", "2027-01-19", 2),
        point("paper", "2027-01-26", 2),
    ]
    assert [item.round for item in numbered(points)] == [1, 2, 2]


def test_a_list_that_holds_the_second_round_alone_keeps_calling_it_so() -> None:
    assert [
        item.round
        for item in numbered([point("abstract", "2027-01-19", 2), point("paper", "2027-01-26", 2)])
    ] == [2, 2]


def test_a_new_round_takes_a_free_key_and_leaves_the_known_one_its_own() -> None:
    known = point("paper", "2027-01-26")
    found = numbered(with_keys([(known, known.lasting_key)], [point("paper", "2026-12-15", 1)]))
    assert [(item.round, item.lasting_key) for item in found] == [(2, "paper/1"), (1, "paper/2")]


def test_the_order_of_the_lists_does_not_change_dates_and_rounds() -> None:
    lists = {
        "a": venue(point("paper", "2027-01-26 17:00:00")),
        "b": venue(
            point("abstract", "2026-12-08 23:59:59", 1, "b"),
            point("paper", "2026-12-15 23:59:59", 1, "b"),
            point("paper", "2027-01-26 17:00:00", 2, "b"),
        ),
        "c": venue(point("paper", "2027-01-26", source="c")),
    }
    results = set()
    for order in permutations(lists):
        venues: tuple[Venue, ...] = ()
        for name in order:
            venues = merge(venues, Reading(name, (lists[name],))).venues
        results.add(
            tuple(
                (item.kind.value, item.round, item.at) for item in venues[0].editions[0].deadlines
            )
        )
    assert results == {
        (
            ("abstract", 1, "2026-12-08 23:59:59"),
            ("paper", 1, "2026-12-15 23:59:59"),
            ("paper", 2, "2027-01-26 17:00:00"),
        )
    }


def test_a_deadline_a_year_early_loses_against_one_that_can_be_whichever_list_came_first() -> None:
    def listed(source: str, at: str) -> Venue:
        record = venue(point("paper", at, source=source))
        edition = record.editions[0].model_copy(
            update={"start": date(2027, 9, 6), "end": date(2027, 9, 9)}
        )
        return record.model_copy(update={"editions": (edition,)})

    lists = [listed("a", "2026-01-11 23:59:59"), listed("b", "2027-01-11 23:59:59")]
    for first, second in (lists, lists[::-1]):
        merged = merge([first], Reading(second.sources[0], (second,))).venues[0].editions[0]
        assert [(item.at, item.round) for item in merged.deadlines] == [
            ("2027-01-11 23:59:59", None)
        ]
        assert [item.value for item in merged.differs] == ["2026-01-11 23:59:59"]


def listed(source: str, paper: str, abstract: str | None = None, **event: object) -> Venue:
    points = [
        point("paper", paper, source=source),
        *([point("abstract", abstract, source=source)] if abstract else []),
    ]
    record = venue(*points)
    return record.model_copy(update={"editions": (record.editions[0].model_copy(update=event),)})


def test_an_abstract_after_its_paper_loses_against_another_list_s_in_any_order() -> None:
    lists = [listed("a", "2026-12-17", "2027-01-10"), listed("b", "2027-01-17", "2027-01-10")]
    for first, second in (lists, lists[::-1]):
        merged = merge([first], Reading(second.sources[0], (second,))).venues[0].editions[0]
        assert {(item.kind.value, item.at) for item in merged.deadlines} == {
            ("abstract", "2027-01-10"),
            ("paper", "2027-01-17"),
        }


def test_an_event_in_another_year_loses_and_dates_are_not_doubted_beside_it() -> None:
    lists = [
        listed("a", "2027-01-10", start=date(2026, 9, 6), end=date(2026, 9, 9)),
        listed("b", "2027-01-10", start=date(2027, 9, 6), end=date(2027, 9, 9)),
    ]
    for first, second in (lists, lists[::-1]):
        merged = merge([first], Reading(second.sources[0], (second,))).venues[0].editions[0]
        assert merged.start == date(2027, 9, 6)
    assert list(plausible.doubted(lists[0].editions[0])) == [None]


def test_what_cannot_be_teaches_forecasts_nothing() -> None:
    record = listed("a", "2027-10-11", start=date(2027, 9, 6), end=date(2027, 9, 9))
    assert history_of(record).editions[0].points == ()
    record = listed("a", "2027-02-11", start=date(2027, 9, 6), end=date(2027, 9, 9))
    assert len(history_of(record).editions[0].points) == 1
