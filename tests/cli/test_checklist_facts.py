"""`confradar checklist` goes by what is known of the edition's submission, and says from where; of
a journal it has the steps of a paper."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import icalendar
import pytest

from support import Done, called, deadline, edition, environment, venue, written

PAGE = {"source": "https://a.example/cfp", "recorded": "2026-11-20"}
FACTS = {
    **PAGE,
    "pages": {"main": 8},
    "anonymous": "double-blind",
    "template": "https://a.example/style.zip",
    "system": "OpenReview",
    "submit": "https://a.example/submit",
    "rebuttal": "response",
    "duties": ["registration"],
    "notes": {"preprints": "ask the chairs"},
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    home = environment(
        tmp_path_factory.mktemp("facts"), CONFRADAR_NOW="2026-11-27T00:00Z", COLUMNS="200"
    )
    oslo = {"place": "Oslo", "country": "NO"}
    days = {"start": "2027-06-20", "country": "AU", "sites": [oslo]}
    coming = edition(2027, deadline("2027-01-15"), **days)
    fees = {**PAGE, "fees": [{"who": "author", "amount": 750, "currency": "USD"}]}
    special = deadline("2027-03-01", track="si-x", label="Special issue: X")
    written(
        Path(home["CONFRADAR_CONFIG_DIR"]) / "venues.yaml",
        venue("told", editions=[{**coming, "submission": [FACTS, {**fees}]}]),
        venue(
            "earlier",
            editions=[deepcopy(coming), edition(2026, submission=[deepcopy(FACTS)])],
        ),
        venue("untold", editions=[deepcopy(coming)]),
        venue(
            "letters",
            acronym="Letters",
            kind="journal",
            cadence="rolling",
            submission=[{**PAGE, "speed": {"first_decision": 45}}],
            editions=[edition(2027, special)],
        ),
        venue(
            "annals",
            acronym="Annals",
            kind="journal",
            editions=[
                edition(
                    2027,
                    *(
                        deadline(f"2027-0{month}-01", track=f"si-{month}", label=f"Issue {month}")
                        for month in range(1, 8)
                    ),
                )
            ],
        ),
    )
    return home


def ask(home: dict[str, str], *words: str) -> Done:
    return called(["checklist", *words], home)


def tasks(home: dict[str, str], *words: str) -> dict[str, Any]:
    items = json.loads(ask(home, *words, "--format", "json").out)["items"]
    return {item["id"]: item for item in items}


def told(task: dict[str, Any]) -> dict[str, object]:
    return {item["fact"]: item["value"] for item in task["facts"]}


def test_a_journals_checklist_has_the_next_special_issues(home: dict[str, str]) -> None:
    lines = ask(home, "annals", "--format", "table").out.splitlines()
    assert [line for line in lines if line.startswith("Issue")] == [
        f"Issue {month}: 1 {name} 2027"
        for month, name in enumerate(("Jan", "Feb", "Mar", "Apr"), 1)
    ]
    assert "3 more special issues: confradar show annals --all" in lines


def test_each_task_has_the_facts_that_it_goes_by(home: dict[str, str]) -> None:
    listed = tasks(home, "told")
    assert told(listed["3.12"]) == {"pages": {"main": 8}, "template": FACTS["template"]}
    assert told(listed["3.13"]) == {"anonymous": "double-blind", "preprints": None}
    assert told(listed["3.14"]) == {"system": "OpenReview", "submit": FACTS["submit"]}
    assert told(listed["3.15"]) == {"rebuttal": "response"}
    assert set(told(listed["2.1"])) == {"duties", "fees"}
    assert listed["1.3"]["facts"] == []
    (fact,) = listed["2.8"]["facts"]
    assert (fact["year"], fact["earlier"], fact["source"]) == (2027, False, PAGE["source"])
    assert set(told(tasks(home, "told", "--attendee")["2.8"])) == {"fees"}


def test_facts_stand_under_their_task_with_their_page(home: dict[str, str]) -> None:
    lines = ask(home, "told", "--format", "table").out.splitlines()
    (place,) = [number for number, line in enumerate(lines) if " 3.13 " in line]
    assert lines[place + 1].strip() == (
        "2027, a.example, read 2026-11-20: double-blind; preprints: ask the chairs"
    )
    page = ask(home, "told", "--format", "md").out.splitlines()
    (place,) = [number for number, line in enumerate(page) if "3.13" in line]
    assert page[place + 1] == (
        "  - 2027, https://a.example/cfp, read 2026-11-20: double-blind; preprints: ask the chairs"
    )


def test_facts_of_an_earlier_edition_say_so_in_every_language(home: dict[str, str]) -> None:
    for language, head in (("en", "as of 2026, a.example"), ("zh", "2026 年的要求，a.example")):
        shown = ask(home, "earlier", "--format", "table", "--lang", language).out
        assert shown.count(head) == 8
        assert "2027, a.example" not in shown
        assert "2027 年，a.example" not in shown
    assert {item["earlier"] for item in tasks(home, "earlier")["3.12"]["facts"]} == {True}


def test_a_calendar_tells_them_too(home: dict[str, str]) -> None:
    text = ask(home, "earlier", "--format", "ics").out
    entries = icalendar.Calendar.from_ical(text).walk("VTODO")
    (entry,) = [entry for entry in entries if str(entry["description"]).startswith("3.14 ")]
    assert "as of 2026, https://a.example/cfp, read 2026-11-20: OpenReview" in str(
        entry["description"]
    )


def test_without_facts_the_list_is_what_it_was(home: dict[str, str]) -> None:
    listed, other = tasks(home, "untold"), tasks(home, "told")
    assert {item["facts"] == [] for item in listed.values()} == {True}
    assert [item["due"] for item in listed.values()] == [item["due"] for item in other.values()]


def test_of_several_sites_one_at_home_does_not_keep_authors_there(home: dict[str, str]) -> None:
    assert "2.4" in tasks(home, "told", "--from-country", "NO")


def test_a_journal_has_the_steps_of_a_paper_and_no_days(home: dict[str, str]) -> None:
    done = ask(home, "letters", "--format", "table")
    assert "there is no event to travel to" in done.err
    lines = done.out.splitlines()
    assert lines[:3] == [
        "Letters: preparation checklist",
        "Open for submissions at any time",
        "Special issue: X: 1 Mar 2027",
    ]
    assert "at any time, a.example, read 2026-11-20: first decision in 45 days" in done.out
    listed = tasks(home, "letters")
    assert list(listed) == ["1.1", "3.1", "3.2", "3.3", "3.12", "3.13", "3.14", "3.15"]
    assert {(item["due"], item["basis"]) for item in listed.values()} == {(None, "")}
    assert "随时可以投稿" in ask(home, "letters", "--format", "md", "--lang", "zh").out
