"""The checklist: which edition it is for, when its tasks are due and why, and how that is shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import cast

import pytest

from confradar.forecast.reason import Reason
from confradar.forecast.rule import Class, Estimate
from confradar.index.documents import GuideDoc
from confradar.queries.checklist import (
    Subject,
    TaskItem,
    checklist,
    subject,
)
from confradar.queries.task_dates import Basis
from confradar.queries.venue_page import venue_page
from confradar.state.progress import Added, Progress
from confradar.views import checklist as view
from confradar.views.words import words
from support import NOW_EPOCH, deadline, edition, venue

Catalogue = Callable[..., sqlite3.Connection]


def task(id_: str, anchor: str, days: int, **more: object) -> dict[str, object]:
    text = {"en": f"Do {id_}", "zh": f"做 {id_}"}
    return {"id": id_, "text": text, "from": anchor, "days": days, "source": "guide", **more}


GUIDE = cast(
    GuideDoc,
    {
        "sections": [],
        "faq": [],
        "checklist": [
            {
                "id": "1",
                "title": {"en": "Write", "zh": "写作"},
                "tasks": [
                    task("1.1", "deadline", -30, why={"en": "time", "zh": "时间"}),
                    task("1.2", "notification", 0),
                ],
            },
            {
                "id": "2",
                "title": {"en": "Travel", "zh": "出行"},
                "tasks": [
                    task("2.1", "first_day", -90, abroad=True),
                    task("2.2", "first_day", 0),
                    task("2.3", "last_day", 7, **{"for": "author"}),
                    task("2.4", "early_registration", -1, **{"for": "attendee"}),
                ],
            },
        ],
    },
)
COMING = edition(
    2027,
    deadline("2026-09-20", zone="UTC"),
    deadline("2026-10-20", "notification", zone="UTC"),
    start="2027-03-01",
    end="2027-03-04",
    place="Vienna, Austria",
    country="AT",
)


def made(index: sqlite3.Connection, **asked: object) -> dict[str, TaskItem]:
    """The tasks for the only venue of a catalogue, by id."""
    of = subject(index, "v", now=NOW_EPOCH, year=None)
    return {item.id: item for item in checklist(GUIDE, of, now=NOW_EPOCH, **asked).tasks}  # type: ignore[arg-type]


def estimate(kind: str, centre: date, year: int = 2027) -> Estimate:
    why = Reason("habit", 3, 0)
    return Estimate(year, kind, 1, 1, centre, centre, centre, Class.stable, why)


def test_tasks_are_worked_back_from_announced_dates(indexed: Catalogue) -> None:
    tasks = made(indexed(venue("v", editions=[COMING])))
    assert {id_: item.due for id_, item in tasks.items()} == {
        "1.1": "2026-08-21",
        "1.2": "2026-10-20",
        "2.1": "2026-12-01",
        "2.2": "2027-03-01",
        "2.3": "2027-03-11",
    }
    assert tasks["2.1"].basis == Basis("announced", "first_day", -90)
    assert {item.certainty for item in tasks.values()} == {"confirmed"}
    assert [id_ for id_, item in tasks.items() if item.late] == ["1.1"], "its deadline is ahead"


def test_what_is_not_announced_is_worked_back_from_its_estimate_else_the_nearest_date(
    indexed: Catalogue,
) -> None:
    index = indexed(venue("v", editions=[edition(2027, deadline("2026-09-20", zone="UTC"))]))
    of = subject(index, "v", now=NOW_EPOCH, year=None)
    guessed = Subject(of.page, of.edition, [estimate("first_day", date(2027, 3, 1))])
    tasks = {item.id: item for item in checklist(GUIDE, guessed, now=NOW_EPOCH).tasks}
    assert (tasks["2.2"].due, tasks["2.2"].certainty) == ("2027-03-01", "estimated")
    assert tasks["2.2"].basis == Basis("estimated", "first_day", 0)
    assert (tasks["1.2"].due, tasks["1.2"].certainty) == ("2026-12-12", "estimated")
    assert tasks["1.2"].basis == Basis("nearest", "notification", 0, "deadline")


def test_without_any_date_or_edition_tasks_have_rules_but_no_days(indexed: Catalogue) -> None:
    tasks = made(indexed(venue("v", editions=[edition(2027, place="Rome, Italy", country="IT")])))
    assert {item.due for item in tasks.values()} == {None}
    assert {item.basis.by for item in tasks.values()} == {"nothing"}
    general = checklist(GUIDE, Subject(), now=NOW_EPOCH)
    assert (general.venue, general.year) == (None, None)
    assert {item.basis.by for item in general.tasks} == {"rule"}


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({}, "1.1 1.2 2.1 2.2 2.3"),
        ({"attendee": True}, "1.1 1.2 2.1 2.2 2.4"),
        ({"from_country": "AT"}, "1.1 1.2 2.2 2.3"),
        ({"from_country": "DE"}, "1.1 1.2 2.1 2.2 2.3"),
    ],
)
def test_tasks_are_those_of_who_comes_and_from_where(
    indexed: Catalogue, asked: dict[str, object], left: str
) -> None:
    assert list(made(indexed(venue("v", editions=[COMING])), **asked)) == left.split()


def test_nobody_travels_to_what_is_held_online(indexed: Catalogue) -> None:
    online = {**COMING, "format": "online"}
    assert "2.1" not in made(indexed(venue("v", editions=[online])))


def test_a_task_whose_occasion_has_passed_is_over_not_late(indexed: Catalogue) -> None:
    past = {**COMING, "start": "2026-08-01", "end": "2026-08-04"}
    index = indexed(venue("v", editions=[past]))
    page = venue_page(index, "v", now=NOW_EPOCH)
    of = Subject(page, page.editions[0])
    tasks = {item.id: item for item in checklist(GUIDE, of, now=NOW_EPOCH).tasks}
    assert [(item.late, item.over) for item in (tasks["2.1"], tasks["2.2"])] == [(False, True)] * 2
    assert (tasks["2.3"].late, tasks["2.3"].over) == (True, False), "what comes after is to be done"


def test_what_the_reader_did_noted_and_added_is_shown(indexed: Catalogue) -> None:
    kept = Progress(
        {"1.1": "2026-08-25T10:00:00Z"},
        {"1.2": "ask Ada"},
        (
            Added("+1", "Book a room", "14d-before-event", None, "first_day", -14),
            Added("+2", "Call home", "2026-08-30", "2026-08-30", None, 0),
            Added("+3", "Sleep", None, None, None, 0),
        ),
    )
    tasks = made(indexed(venue("v", editions=[COMING])), progress=kept)
    assert (tasks["1.1"].done, tasks["1.1"].late) == ("2026-08-25T10:00:00Z", False)
    assert tasks["1.2"].note == "ask Ada"
    assert (tasks["+1"].due, tasks["+1"].basis.by) == ("2027-02-15", "announced")
    assert (tasks["+2"].late, view.basis_text(tasks["+2"].basis, words("zh"))) == (
        True,
        "2026-08-30",
    )
    assert (tasks["+3"].due, tasks["+3"].certainty) == (None, "")


# ---- Shown


@pytest.mark.parametrize(
    ("basis", "english", "chinese"),
    [
        (
            Basis("announced", "first_day", -90),
            "90 days before the first day",
            "开幕日前 90 天",
        ),
        (Basis("rule", "deadline", 1), "1 day after the paper deadline", "论文截止后 1 天"),
        (
            Basis("estimated", "notification", 0),
            "at the notification; the notification is estimated",
            "录用通知当天；录用通知为预估日期",
        ),
        (
            Basis("nearest", "registration", -2, "deadline"),
            "2 days before the registration deadline; the registration deadline is not announced, "
            "so reckoned from the paper deadline",
            "注册截止前 2 天；注册截止日期未公布，按论文截止推算",
        ),
        (
            Basis("nothing", "last_day", 3),
            "3 days after the last day (no date of this edition is announced yet)",
            "闭幕日后 3 天（尚无已公布日期）",
        ),
    ],
)
def test_a_basis_is_told_in_both_languages(basis: Basis, english: str, chinese: str) -> None:
    assert [view.basis_text(basis, words(language)) for language in ("en", "zh")] == [
        english,
        chinese,
    ]


def test_markdown_ticks_marks_and_escapes(indexed: Catalogue) -> None:
    kept = Progress({"1.2": "2026-08-25T10:00:00Z"}, {"1.1": "*soon*"})
    of = subject(indexed(venue("v", editions=[COMING])), "v", now=NOW_EPOCH, year=None)
    found = checklist(GUIDE, of, now=NOW_EPOCH, progress=kept)
    page = "".join(view.markdown(found, words("en")))
    assert page.startswith("# v-A 2027: preparation checklist (1 of 5 done)\n")
    assert (
        "- [ ] 1.1 Do 1.1 - **2026-08-21 (late)** (30 days before the paper deadline). \\*soon\\*\n"
        in page
    )
    assert "- [x] 1.2 Do 1.2 - **2026-10-20** (at the notification)\n" in page
    assert "## 2. 出行\n" in "".join(view.markdown(found, words("zh")))


def test_a_row_is_in_the_language_that_was_asked_for(indexed: Catalogue) -> None:
    item = made(indexed(venue("v", editions=[COMING])))["1.1"]
    row = view.task_row(item, words("zh"))
    assert (row["task"], row["title"], row["why"]) == ("做 1.1", "写作", "时间")
    assert (row["due"], row["late"], row["for"]) == ("2026-08-21", True, "both")
    assert datetime.fromtimestamp(NOW_EPOCH, UTC).date() > date.fromisoformat(row["due"])
