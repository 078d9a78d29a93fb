"""What is said by hand: read as it is written, and compared with what is known."""

from __future__ import annotations

from datetime import date

import pytest

from confradar.errors import UsageError
from confradar.model.venue import Edition, Venue
from confradar.sync.add_entry import Entry, read_date, wanted
from support import deadline, edition, venue

TODAY = date(2026, 9, 1)


def known(*points: dict[str, object], **changed: object) -> Venue:
    return Venue.model_validate(venue("v", editions=[edition(2027, *points, **changed)]))


def said(base: Venue, *dates: str, doubtful: bool = False, **facts: object) -> Edition:
    """The edition that the reader's file has of what is said."""
    points = tuple(read_date(text, "AoE") for text in dates)
    entry = Entry(2027, points, **facts)  # type: ignore[arg-type]
    made = wanted(base, entry, known=True, doubtful=doubtful, today=TODAY)
    assert made.edition is not None
    return made.edition(None)


@pytest.mark.parametrize(
    ("text", "key", "at", "zone"),
    [
        ("paper=2027-01-15", ("paper", 1, ""), "2027-01-15", None),
        ("paper.2=2027-01-15T23:59", ("paper", 2, ""), "2027-01-15 23:59", "AoE"),
        ("paper.short=2027/1/5 9:00", ("paper", 1, "short"), "2027-1-5 9:00", "AoE"),
        ("Camera-Ready.2.demo=tbd", ("camera_ready", 2, "demo"), "TBD", None),
        ("paper.2026=2027-01-15", ("paper", 1, "2026"), "2027-01-15", None),
    ],
)
def test_a_date_is_read_as_it_is_written(
    text: str, key: tuple[str, int, str], at: str, zone: str | None
) -> None:
    point = read_date(text, "AoE")
    assert (point.key, point.at, point.zone, point.source) == (key, at, zone, "own")


def test_an_exact_time_replaces_a_bare_day_and_a_bare_day_says_no_more() -> None:
    bare, exact = known(deadline("2027-01-15")), known(deadline("2027-01-15 12:00", zone="UTC"))
    assert [item.at for item in said(bare, "paper=2027-01-15T10:00").deadlines] == [
        "2027-01-15 10:00"
    ]
    assert said(exact, "paper=2027-01-15").deadlines == ()
    assert said(exact, "paper=2027-01-15T00:00").deadlines == (), "the same instant, in AoE"


@pytest.mark.parametrize("text", ["paper=2027-01-16", "paper=2027-01-15T13:00", "paper=TBD"])
def test_an_announced_value_of_others_is_not_contradicted_unawares(text: str) -> None:
    base = known(deadline("2027-01-15 12:00", zone="UTC"))
    with pytest.raises(UsageError, match="2027-01-15 12:00 UTC is known"):
        said(base, text)
    assert len(said(base, text, doubtful=True).deadlines) == 1


def test_what_was_to_be_announced_and_the_reader_s_own_word_are_replaced() -> None:
    assert len(said(known(deadline("TBD")), "paper=2027-01-16").deadlines) == 1
    own = known(deadline("2027-01-15", source="own"))
    (moved,) = said(own, "paper=2027-01-16").deadlines
    assert [item.at for item in moved.revisions] == ["2027-01-15"]


def test_a_last_day_stands_beside_the_first_that_is_known() -> None:
    base = known(start="2027-06-01")
    assert said(base, end=date(2027, 6, 4)).start == date(2027, 6, 1)
    with pytest.raises(UsageError, match="before the first day"):
        said(base, end=date(2027, 5, 4))
