"""More than one day in a value: extensions, periods with their two ends, and what is left out and
told."""

from __future__ import annotations

from typing import Any

import pytest

from confradar.formats.lists.reading import Reading
from lists import flat, held, series, typed

PAPER = {"type": "paper", "label": "Paper submission", "date": "2027-01-10"}


def points(reading: Reading) -> list[tuple[str, str, list[str]]]:
    """Kind, date and earlier dates of each point."""
    return [
        (item.kind.value, item.at[:10], [old.at[:10] for old in item.revisions])
        for item in held(reading).deadlines
    ]


@pytest.mark.parametrize(
    "reading",
    [
        flat(cfp="2027-01-10", cfp_ext="2027-01-17"),
        flat(deadline="2027-01-10", deadline_ext="2027-01-17"),
        flat(deadline="2027-01-10", extended_deadline="2027-01-17"),
        flat(deadline="2027-01-17", deadline_ext="2027-01-10"),
        flat(deadline="2027-01-10", deadline_extension="extended to January 17, 2027"),
        typed(PAPER, {**PAPER, "label": "(Extended) paper submission", "date": "2027-01-17"}),
        typed(
            {**PAPER, "label": "Original deadline"},
            {**PAPER, "label": "Paper deadline", "date": "2027-01-17"},
        ),
        typed(
            PAPER, {**PAPER, "label": "Paper deadline (was January 10, 2027)", "date": "2027-01-17"}
        ),
        series({"deadline": "2027-01-10 23:59:59", "deadline_ext": "2027-01-17 23:59:59"}),
        series(
            {"deadline": "2027-01-10 23:59:59"},
            {"deadline": "2027-01-17 23:59:59", "comment": "(Extended) full paper deadline"},
        ),
        series(
            {"deadline": "2027-01-10 23:59:59"},
            {"deadline": "2027-01-17 23:59:59", "comment": "延期截稿"},
        ),
    ],
)
def test_a_deadline_and_its_extension_are_one_with_its_earlier_value(reading: Reading) -> None:
    assert (points(reading), reading.unread) == ([("paper", "2027-01-17", ["2027-01-10"])], ())


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"cfp_ext": "2027-01-17"}, [("paper", "2027-01-17", [])]),
        ({"deadline": "2027-01-10", "deadline_ext": "TBD"}, [("paper", "2027-01-10", [])]),
        (
            {"deadline": "2027-01-10", "deadline_ext": "2027-06-17"},
            [("paper", "2027-01-10", []), ("paper", "2027-06-17", [])],
        ),
        (
            {
                "abstract_deadline": "2027-01-03",
                "extended_abstract_deadline": "2027-01-05",
                "deadline": "2027-01-10",
            },
            [("abstract", "2027-01-05", ["2027-01-03"]), ("paper", "2027-01-10", [])],
        ),
    ],
)
def test_extensions_alone_unknown_or_too_far_off(
    facts: dict[str, str], expected: list[tuple[str, str, list[str]]]
) -> None:
    assert points(flat(**facts)) == expected


def test_an_extended_abstract_is_a_paper_of_its_own_track() -> None:
    reading = flat(deadline="2027-01-10", extended_abstract="2027-01-05")
    assert [(item.kind.value, item.track) for item in held(reading).deadlines] == [
        ("paper", "extended-abstract"),
        ("paper", None),
    ]


@pytest.mark.parametrize(
    "reading",
    [
        flat(deadline={"open": "2026-12-01", "close": "2027-01-15"}),
        flat(submission={"opens": "2026-12-01", "closes": "2027-01-15"}),
        flat(submission_window="1 December 2026 - 15 January 2027"),
        flat(important_dates={"submission window": "1 Dec 2026 to 15 Jan 2027"}),
        typed({"type": "paper", "label": "Submission window", "date": "1 Dec 2026 - 15 Jan 2027"}),
        typed({"type": "paper", "label": "投稿起止时间", "date": "2026年12月1日至2027年1月15日"}),
        typed(
            {
                "type": "paper",
                "label": "Submission period",
                "open": "2026-12-01",
                "close": "2027-01-15",
            }
        ),
        series({"deadline": "2026-12-01 - 2027-01-15", "comment": "submission window"}),
        series({"submission_open": "2026-12-01 00:00:00", "deadline": "2027-01-15 23:59:59"}),
        series({"deadline": {"open": "2026-12-01 00:00:00", "close": "2027-01-15 23:59:59"}}),
    ],
)
def test_a_window_has_its_opening_and_its_deadline(reading: Reading) -> None:
    assert (points(reading), reading.unread) == (
        [("opening", "2026-12-01", []), ("paper", "2027-01-15", [])],
        (),
    )


@pytest.mark.parametrize(
    "reading",
    [
        flat(rebut="6-9 April 2027"),
        flat(rebuttal={"start": "2027-04-06", "end": "2027-04-09"}),
        typed(
            {
                "type": "rebuttal",
                "label": "Author response",
                "date": "April 6, 2027 - April 9, 2027",
            }
        ),
        series({"rebuttal": "2027-04-06 to 2027-04-09", "deadline": "TBD"}),
    ],
)
def test_a_rebuttal_has_two_ends(reading: Reading) -> None:
    told = [point for point in points(reading) if point[0] != "paper"]
    assert told == [("rebuttal_start", "2027-04-06", []), ("rebuttal_end", "2027-04-09", [])]


@pytest.mark.parametrize(
    "value",
    ["April 06-09", "6-9 April", "2027-01-10, 2027-01-17", "April 6, 2027 and April 9, 2027"],
)
@pytest.mark.parametrize(
    ("form", "key"),
    [
        (lambda value: flat(deadline="2027-01-10", rebut=value), "rebut"),
        (lambda value: typed(PAPER, {"type": "rebuttal", "date": value}), "date"),
        (
            lambda value: series({"deadline": "2027-01-10 23:59:59", "rebuttal": value}),
            "timeline.rebuttal",
        ),
        (lambda value: series({"deadline": "2027-01-10 23:59:59"}, rebuttal=value), "rebuttal"),
        (lambda value: flat(deadline="2027-01-10", notification=value), "notification"),
        (
            lambda value: series(
                {"deadline": "2027-01-10 23:59:59"}, {"deadline": value, "comment": "Round 2"}
            ),
            "timeline.deadline",
        ),
    ],
)
def test_several_days_in_one_value_are_left_out_and_told(form: Any, key: str, value: str) -> None:
    reading = form(value)
    assert [point[:2] for point in points(reading)] == [("paper", "2027-01-10")]
    (told,) = reading.unread
    assert (told.key, told.lost) == (key, True)
    assert told.reason == f"{value!r} names several days, not one"


@pytest.mark.parametrize(
    ("facts", "place", "key"),
    [
        ({"place": ["Rome, Italy", "Paris, France"]}, "Rome, Italy", "place"),
        ({"places": ["Rome, Italy", "Paris, France"]}, "Rome, Italy", "places"),
        ({"venues": [{"city": "Rome"}, {"city": "Paris"}]}, "Rome", "venues"),
        ({"city": ["Rome", "Pisa"], "country": "Italy"}, "Rome, Italy", "city"),
        ({"place": "Rome, Italy", "location": "Paris, France"}, "Rome, Italy", "location"),
        ({"place": "Rome, Italy", "place2": "Paris, France"}, "Rome, Italy", "place2"),
        ({"place": "Rome, Italy", "second_place": "Paris, France"}, "Rome, Italy", "second_place"),
        (
            {"place": "Rome, Italy", "date": "May 3-5, 2027", "date2": "May 10-12, 2027"},
            "Rome, Italy",
            "date2",
        ),
        ({"place": "Rome, Italy", "start": ["2027-05-03", "2027-05-10"]}, "Rome, Italy", "start"),
    ],
)
@pytest.mark.parametrize("form", ["flat", "typed", "series"])
def test_a_second_place_or_set_of_days_is_left_out_and_told(
    form: str, facts: dict[str, Any], place: str, key: str
) -> None:
    made: dict[str, Any] = {
        "flat": flat,
        "typed": lambda **given: typed(PAPER, **given),
        "series": lambda **given: series({"deadline": "TBD"}, **given),
    }
    reading = made[form](**facts)
    assert held(reading).place == place
    assert [(item.key, "further place or day" in item.reason) for item in reading.unread] == [
        (key, True)
    ]


@pytest.mark.parametrize(
    "facts",
    [
        {"place": "Rome, Italy", "location": "Convention Center"},
        {"city": "Rome", "country": "Italy"},
        {"place": "Rome, Italy", "venue": "Palazzo"},
    ],
)
def test_one_place_in_more_words_is_one(facts: dict[str, str]) -> None:
    reading = flat(**facts)
    assert (held(reading).place, reading.unread) == ("Rome, Italy", ())
