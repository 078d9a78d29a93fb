"""Which edition a checklist is for, when its tasks are due, and what is to be known of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from confradar.errors import UsageError
from confradar.forecast.reason import Reason
from confradar.forecast.rule import Class, Estimate
from confradar.model.days import DAY
from confradar.queries.checklist import Subject, checklist, chosen_edition, standing, subject
from confradar.queries.venue_page import VenuePage, venue_page
from queries.conftest import Catalogue
from support import NOW_EPOCH, deadline, edition, venue


def task(id_: str, anchor: str, days: int, **more: Any) -> dict[str, Any]:
    text = {"en": f"Do {id_}", "zh": id_}
    return {"id": id_, "text": text, "from": anchor, "days": days, "source": "us", **more}


GUIDE: Any = {
    "sections": [],
    "faq": [],
    "checklist": [
        {
            "id": "1",
            "title": {"en": "Go", "zh": "去"},
            "tasks": [
                task("1.1", "deadline", -10, **{"for": "author"}),
                task("1.2", "first_day", -30, abroad=True),
                task("1.3", "notification", 2),
                task("1.4", "last_day", 5, **{"for": "attendee"}),
            ],
        }
    ],
}


def year_at(page: VenuePage, now: int) -> int | None:
    """The year of the edition that is chosen then."""
    chosen = chosen_edition(page, now=now)
    return chosen["year"] if chosen else None


def test_the_next_edition_that_has_dates_is_chosen(indexed: Catalogue) -> None:
    days = {"start": "2026-11-01", "end": "2026-11-03"}
    index = indexed(
        venue(
            "a",
            editions=[edition(2028), edition(2026, **days), edition(2025, start="2025-11-01")],
        )
    )
    page = venue_page(index, "a", now=NOW_EPOCH)
    assert [year_at(page, NOW_EPOCH + days * DAY) for days in (0, 90)] == [2026, 2028]


def test_where_all_is_over_the_estimated_edition_is_chosen(indexed: Catalogue) -> None:
    index = indexed(venue("a", editions=[edition(2025, start="2025-11-01", end="2025-11-02")]))
    page = venue_page(index, "a", now=NOW_EPOCH)
    assert year_at(page, NOW_EPOCH) == 2025
    coming = Estimate(
        year=2026,
        kind="first_day",
        round=1,
        rounds=1,
        centre=date(2026, 11, 1),
        low=date(2026, 10, 20),
        high=date(2026, 11, 10),
        class_=Class.stable,
        reason=Reason("habit", 1),
    )
    chosen = chosen_edition(page, now=NOW_EPOCH, estimates=[coming])
    assert chosen == {"year": 2026, "deadlines": []}


def test_an_edition_that_is_not_there_is_refused(indexed: Catalogue) -> None:
    index = indexed(venue("a", editions=[edition(2027, deadline("2026-10-01"))]))
    assert subject(index, None, now=NOW_EPOCH, year=None) == Subject()
    with pytest.raises(UsageError, match="a has no edition 2031"):
        subject(index, "a", now=NOW_EPOCH, year=2031)


@pytest.fixture
def of(indexed: Catalogue) -> Subject:
    days = {"start": "2027-06-01", "end": "2027-06-03", "country": "CH"}
    record = edition(2027, deadline("2026-12-01"), deadline("2027-03-01", "notification"), **days)
    index = indexed(venue("a", editions=[record]))
    return subject(index, "a", now=NOW_EPOCH, year=None)


@pytest.mark.parametrize(
    ("attendee", "country", "ids"),
    [
        (False, None, ["1.1", "1.2", "1.3"]),
        (False, "CH", ["1.1", "1.3"]),
        (True, "DE", ["1.2", "1.3", "1.4"]),
    ],
)
def test_tasks_are_those_of_the_reader(
    attendee: bool, country: str | None, ids: list[str], of: Subject
) -> None:
    listed = checklist(GUIDE, of, now=NOW_EPOCH, attendee=attendee, from_country=country)
    assert [item.id for item in listed.tasks] == ids


def test_days_are_counted_from_the_edition_s_own(of: Subject) -> None:
    listed = checklist(GUIDE, of, now=NOW_EPOCH)
    assert [item.due for item in listed.tasks] == ["2026-11-21", "2027-05-02", "2027-03-03"]
    assert {item.certainty for item in listed.tasks} == {"confirmed"}
    assert (listed.venue, listed.year, listed.country) == ("a", 2027, "CH")


def test_without_a_venue_there_are_tasks_without_days() -> None:
    listed = checklist(GUIDE, Subject(), now=NOW_EPOCH)
    assert [item.due for item in listed.tasks] == [None, None, None]
    assert standing(listed, "") == ""


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-09-01", ""),
        ("2026-11-25", "late"),
        ("2027-05-20", "all late"),
        ("2027-06-20", "over"),
    ],
)
def test_what_is_to_be_known_of_the_dates(
    now: str, expected: str, of: Subject, indexed: Catalogue
) -> None:
    at = int((date.fromisoformat(now) - date(1970, 1, 1)).total_seconds())
    assert standing(checklist(GUIDE, of, now=at), "conference") == expected
    assert standing(checklist(GUIDE, of, now=at), "course") == "no event"
    none = subject(indexed(venue("none")), "none", now=at, year=None)
    assert standing(checklist(GUIDE, none, now=at), "conference") == "no edition"
