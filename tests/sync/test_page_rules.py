"""What a page that was read may change by itself, value by value."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from confradar.formats.calls.dated_points import Point
from confradar.model.deadline import Deadline
from confradar.model.kinds import Certainty, DeadlineKind
from confradar.model.plausible import Lead
from confradar.model.venue import Edition
from confradar.sync.page_history import advanced, edition_read
from confradar.sync.page_records import Force, PageRecord, from_lines, to_lines
from confradar.sync.page_rules import How, Verdict, laid_over, value_of

PAGE = "https://x.example/2027/dates"
TODAY = date(2026, 11, 27)


def known(at: str, kind: str = "paper", **changed: Any) -> Deadline:
    """A deadline of a list."""
    return Deadline(kind=DeadlineKind(kind), at=at, **{"zone": "AoE", "source": "ccf", **changed})


def point(day: str, kind: str = "paper", **changed: Any) -> Point:
    """A point of the page."""
    given = {"label": kind, "evidence": f"{kind}: {day}", **changed}
    return Point(kind, date.fromisoformat(day), 2027, **given)


def listed(*deadlines: Deadline, **changed: Any) -> Edition:
    """The edition as the lists have it."""
    facts = {"start": date(2027, 6, 10), "end": date(2027, 6, 12), "source": "ccf", **changed}
    return Edition(year=2027, deadlines=deadlines, **facts)


def said(*points: Point, today: date = TODAY) -> Edition:
    """The edition as the page has it."""
    return edition_read(points, 2027, PAGE, today)


def laid(
    ours: Edition | None, *points: Point, leads: tuple[Lead, ...] = (), **force: Any
) -> tuple[Edition | None, list[Verdict]]:
    """The page laid over the lists."""
    record = PageRecord("x", 2027, PAGE, force=Force(**force))
    return laid_over(ours, said(*points), record, leads)


@pytest.mark.parametrize(
    "value, at, how",
    [
        (known("TBD"), point("2027-01-15"), How.fills),
        (known("2027-01-15", gone=TODAY), point("2027-01-18"), How.fills),
        (known("2027-01-15"), point("2027-01-15", clock="17:00", zone="PT"), How.fills),
        (known("2027-01-15"), point("2027-01-15", clock="17:00"), How.agrees),
        (known("2027-01-15"), point("2027-01-15"), How.agrees),
        (known("2027-01-15 23:59"), point("2027-01-15", clock="23:59", zone="AoE"), How.agrees),
        (known("2027-01-15 24:00"), point("2027-01-16", clock="00:00", zone="AoE"), How.agrees),
        (known("2027-01-15 24:00"), point("2027-01-20", was=(date(2027, 1, 15),)), How.supersedes),
        (known("2027-01-15 23:59"), point("2027-01-20", was=(date(2027, 1, 15),)), How.supersedes),
        (known("2027-01-15 23:59"), point("2027-01-20", was=(date(2027, 1, 14),)), How.differs),
        (known("2027-01-15 23:59"), point("2027-01-20"), How.differs),
        (known("2027-01-15 23:59"), point("2027-01-15", clock="17:00", zone="PT"), How.differs),
    ],
)  # fmt: skip
def test_a_value_beside_that_of_a_list(value: Deadline, at: Point, how: How) -> None:
    edition, (verdict,) = laid(listed(value), at)
    assert verdict.how is how
    assert edition is not None
    (found,) = edition.deadlines
    in_force = found.evidence is not None
    assert in_force == (how in {How.fills, How.supersedes})
    assert found.lasting_key == value.lasting_key
    assert [item.source for item in edition.differs] == ([PAGE] if how is How.differs else [])
    if how is How.supersedes:
        assert [item.at for item in found.revisions] == [value.at]
    if how is How.agrees:
        assert (found.at, found.source, found.also) == (value.at, "ccf", (PAGE,))


def test_a_new_edition_has_only_what_the_page_says() -> None:
    edition, verdicts = laid(None, point("2027-01-15"), point("2027-03-20", "notification"))
    assert edition is not None and edition.source == PAGE
    assert {item.lasting_key for item in edition.deadlines} == {"paper/1", "notification/1"}
    assert all(item.certainty is Certainty.tentative for item in edition.deadlines)
    assert all(verdict.how is How.fills for verdict in verdicts)


def test_another_round_counts_beside_one_that_the_page_gives_too() -> None:
    ours = listed(known("2027-01-15 23:59"))
    rounds = (point("2027-01-15", round=1), point("2027-04-01", round=2))
    edition, _ = laid(ours, *rounds)
    assert edition is not None
    assert [(item.round or 1, item.at[:10]) for item in edition.deadlines] == [
        (1, "2027-01-15"),
        (2, "2027-04-01"),
    ]
    alone, (verdict,) = laid(ours, point("2027-04-01"))
    assert verdict.how is How.differs
    assert alone is not None and alone.deadlines == ours.deadlines


def test_what_cannot_be_is_left_out() -> None:
    ours = listed(known("2027-01-15 23:59"))
    after_event = point("2027-07-20", "notification")
    edition, verdicts = laid(ours, after_event, point("2027-03-20", "camera_ready"))
    assert edition is not None
    assert {item.kind.value for item in edition.deadlines} == {"paper", "camera_ready"}
    assert How.impossible in {verdict.how for verdict in verdicts}
    leads = tuple(Lead(year, 20) for year in (-20, -19, -21))
    wrong_year, (verdict,) = laid(None, point("2026-01-20"), leads=leads)
    assert wrong_year is None and verdict.how is How.impossible


def test_the_readers_word_decides() -> None:
    ours, at = listed(known("2027-01-15 23:59")), point("2027-01-20")
    value = value_of(said(at).deadlines[0])
    accepted, (verdict,) = laid(ours, at, accepted=(value,))
    assert accepted is not None and verdict.how is How.accepted
    (found,) = accepted.deadlines
    assert (found.at, found.certainty) == ("2027-01-20", Certainty.confirmed)
    assert [item.source for item in accepted.differs] == ["ccf"]
    rejected, (verdict,) = laid(ours, at, rejected=(value,))
    assert rejected is not None and verdict.how is How.rejected
    assert rejected.deadlines == ours.deadlines


def test_a_page_follows_its_own_earlier_reading() -> None:
    first = said(point("2027-01-15"), point("2027-03-20", "notification"))
    later = date(2026, 12, 20)
    now = said(point("2027-01-22"), today=later)
    held = {value_of(first.deadlines[0])}
    moved = advanced(first, now, held, later)
    paper, told = moved.deadlines
    assert (paper.at, [item.at for item in paper.revisions]) == ("2027-01-22", ["2027-01-15"])
    assert (told.at, told.gone) == ("2027-03-20", later)
    record = PageRecord("x", 2027, PAGE, force=Force(moved))
    edition, _ = laid_over(listed(known("2027-01-15")), moved, record)
    assert edition is not None and edition.deadlines[0].at == "2027-01-22"
    silent = advanced(first, now, (), later)
    _, (verdict, *_) = laid_over(listed(known("2027-01-15")), silent, record)
    assert verdict.how is How.differs, "it was never in force through the page"


def test_records_are_kept_as_they_are() -> None:
    record = PageRecord(
        "x", 2027, PAGE, "read", latest=(point("2027-01-15", was=(date(2027, 1, 8),)),),
        force=Force(said(point("2027-01-15")), ("a",), ("b",)), former=Force(), etag='"1"',
    )  # fmt: skip
    assert from_lines(to_lines([record])) == {record.key: record}
    for broken in (
        b"[]",
        b"{",
        b'{"venue": "x"}',
        b'{"venue": "x", "year": 1, "address": "y", "force": 3}',
    ):
        with pytest.raises(ValueError):
            from_lines(broken)
