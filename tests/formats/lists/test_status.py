"""Editions that lists call off, in each of their shapes."""

from __future__ import annotations

import pytest

from confradar.formats.lists.reading import Reading
from lists import flat, held, series, typed


@pytest.mark.parametrize(
    ("reading", "status"),
    [
        (flat(date="Cancelled"), "cancelled"),
        (flat(date="May 3-5 (canceled)"), "cancelled"),
        (flat(date="Postponed to 2028"), "postponed"),
        (flat(date="will not take place"), "cancelled"),
        (flat(deadline="Cancelled"), "cancelled"),
        (flat(deadline="延期举办"), "postponed"),
        (flat(deadline="TBD", note="停办"), "cancelled"),
        (flat(place="Rome (cancelled)"), "cancelled"),
        (flat(canceled=True), "cancelled"),
        (flat(postponed=True), "postponed"),
        (flat(status="Postponed"), "postponed"),
        (flat(deadline="2027-01-10", note="The conference has been cancelled."), "cancelled"),
        (flat(note="<b>NOTE</b>: Cancelled due to a strike"), "cancelled"),
        (flat(comment="merged into XYZ from 2027 on"), "cancelled"),
        (typed({"type": "paper", "label": "Paper submission", "date": "Cancelled"}), "cancelled"),
        (typed({"type": "paper", "label": "Cancelled", "date": "2027-01-10"}), "cancelled"),
        (
            typed({"type": "paper", "date": "2027-01-10"}, note="Postponed until further notice"),
            "postponed",
        ),
        (series({"deadline": "Cancelled"}), "cancelled"),
        (series({"deadline": "TBD", "comment": "Postponed"}), None),
        (
            series({"deadline": "2027-01-10 23:59:59", "comment": "ABC 2027 is cancelled"}),
            "cancelled",
        ),
        (series({"deadline": "2027-01-10 23:59:59"}, date="推迟"), "postponed"),
        (series({"deadline": "2027-01-10 23:59:59"}, note="will not be held in 2027"), "cancelled"),
        (flat(date="延期"), "postponed"),
        (flat(date="May 3-6, 2027 (merged into XYZ)"), "cancelled"),
        (flat(note="There will be no ABC 2027"), "cancelled"),
        (flat(date="Sep 6-9, 2027 (postponed from May 3-6, 2027)"), None),
        (flat(date="May 3-5, not cancelled"), None),
        (flat(date="Postponed to May 3-5, 2027"), None),
        (flat(note="not cancelled"), None),
        (flat(note="The conference is not cancelled"), None),
        (flat(deadline="2027-01-10", note="Deadline postponed to 10 January"), None),
        (flat(deadline="2027-01-10", note="Workshops are cancelled"), None),
        (series({"deadline": "2027-01-10 23:59:59", "comment": "postponed"}), None),
    ],
)
def test_status(reading: Reading, status: str | None) -> None:
    assert held(reading).status == status


def test_what_an_edition_that_is_called_off_was_to_be_is_kept() -> None:
    edition = held(
        series({"deadline": "2027-01-10 23:59:59"}, date="May 3-5", note="Postponed to 2028")
    )
    assert (str(edition.start), [item.at for item in edition.deadlines]) == (
        "2027-05-03",
        ["2027-01-10 23:59:59"],
    )


def test_one_round_or_other_date_that_is_called_off_leaves_the_edition_and_is_told() -> None:
    rounds = series(
        {"deadline": "2027-01-10 23:59:59", "comment": "Round 1"},
        {"deadline": "2027-05-10 23:59:59", "comment": "Round 2 (cancelled)"},
    )
    others = flat(deadline="2027-01-10", rebuttal="cancelled")
    for reading in (rounds, others):
        assert (held(reading).status, len(held(reading).deadlines)) == (None, 1)
        (told,) = reading.unread
        assert "called off" in told.reason


def test_a_deadline_that_is_put_off_is_read_as_such() -> None:
    reading = flat(deadline="Postponed to 2027-01-17")
    assert (
        [item.at for item in held(reading).deadlines],
        held(reading).status,
        reading.unread,
    ) == (["2027-01-17"], None, ())


def test_what_may_be_about_the_event_is_told() -> None:
    reading = flat(deadline="2027-01-10", note="Round 1 is cancelled")
    assert [(item.key, item.lost) for item in reading.unread] == [("note", False)]
