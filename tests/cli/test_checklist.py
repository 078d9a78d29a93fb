"""`confradar checklist` and `confradar guide`: the tasks and their dates, the texts in both
languages."""

from __future__ import annotations

import json
import os
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from calendars import by_ical
from support import called, deadline, edition, run, venue, written
from terminal import on_terminal
from terminal import said as confradar

pytestmark = pytest.mark.usefixtures("light")

OWN = """\
schema: 1
venues:
  - id: democonf
    acronym: DemoConf
    name: Demo Conference
    kind: conference
    topics: [nlp]
    cadence: annual
    sources: [https://democonf.org/]
    editions:
      - year: 2027
        place: Vienna, Austria
        country: AT
        start: 2027-06-01
        end: 2027-06-04
        source: https://democonf.org/
        deadlines:
          - {kind: paper, at: 2027-01-15 23:59, zone: AoE, source: https://democonf.org/}
          - {kind: notification, at: 2027-03-20, zone: AoE, source: https://democonf.org/}
  - id: nodates
    acronym: NoDates
    name: Conference without dates
    kind: conference
    topics: [nlp]
    cadence: annual
    sources: [https://democonf.org/]
    editions:
      - {year: 2027, place: "Vienna, Austria", country: AT}
"""
ROOT = Path(__file__).parents[2]


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(OWN)
    return path


def tasks(
    catalogue: Path, *arguments: str, now: str = "2026-11-21T00:00Z"
) -> dict[str, dict[str, object]]:
    done = confradar(
        "checklist", *arguments, "--catalogue", str(catalogue), "--format", "json", now=now
    )
    assert done.returncode == 0, done.stderr
    return {task["id"]: task for task in json.loads(done.stdout)["items"]}


def days(task: dict[str, object]) -> int:
    """How many days before (negative) or after its date a task is due, as its basis says."""
    basis = str(task["basis"])
    number = int(basis.split()[0]) if basis[0].isdigit() else 0
    return -number if " before " in basis else number


def test_the_five_steps_stand_in_their_order(catalogue: Path) -> None:
    found = confradar(
        "checklist", "democonf", "--catalogue", str(catalogue), "--format", "md"
    ).stdout
    heads = [line for line in found.splitlines() if line.startswith("## ")]
    assert [head[3] for head in heads] == ["1", "2", "3", "4", "5"]
    assert len([line for line in found.splitlines() if line.startswith("- [ ]")]) >= 30


def test_dates_are_worked_back_from_the_real_ones(catalogue: Path) -> None:
    found = tasks(catalogue, "democonf")
    first_day = [
        task for task in found.values() if str(task["basis"]).endswith("before the first day")
    ]
    assert len(first_day) >= 5
    for task in first_day:
        assert (date.fromisoformat(str(task["due"])) - date(2027, 6, 1)).days == days(task)
        assert task["certainty"] == "confirmed"


def test_a_date_that_is_not_announced_is_reckoned_from_the_nearest_and_says_so(
    catalogue: Path,
) -> None:
    """The camera-ready date is unknown here; the notification is the nearest known one."""
    reckoned = [
        task
        for task in tasks(catalogue, "democonf").values()
        if "camera-ready deadline is not announced" in str(task["basis"])
    ]
    assert reckoned
    for task in reckoned:
        assert task["certainty"] == "estimated"
        assert "reckoned from the notification" in str(task["basis"])
        assert date(2027, 3, 20) < date.fromisoformat(str(task["due"])) < date(2027, 6, 1)


def test_without_any_date_a_task_has_none_and_the_reason(catalogue: Path) -> None:
    for task in tasks(catalogue, "nodates").values():
        assert task["due"] is None
        assert "no date of this edition is announced yet" in str(task["basis"])


def test_nothing_is_due_before_today_without_saying_so(catalogue: Path) -> None:
    found = tasks(catalogue, "democonf", now="2027-05-20T00:00Z")
    for task in found.values():
        passed = str(task["due"]) < "2027-05-20"
        assert not task["late"] or passed
        assert task["late"] is passed or not str(task["basis"]).endswith("the first day"), (
            "the event is ahead"
        )
    data = confradar(
        "checklist",
        "democonf",
        "--catalogue",
        str(catalogue),
        "--format",
        "ics",
        now="2027-05-20T00:00Z",
    ).stdout
    unfolded = data.replace("\n ", "").replace("\r", "")
    assert not [
        line for line in unfolded.splitlines() if line.startswith("DUE") and line[-8:] < "20270520"
    ]
    assert unfolded.count("(was due ") == sum(bool(task["late"]) for task in found.values())


def test_what_is_over_is_said_without_denying_later_editions(catalogue: Path) -> None:
    arguments = ("checklist", "democonf", "--catalogue", str(catalogue))
    assert (
        "DemoConf 2028 is not announced yet: all days are worked back from estimates"
        in confradar(*arguments, now="2027-07-01T00:00Z").stderr
    )
    chosen = confradar(*arguments, "--year", "2027", now="2027-07-01T00:00Z").stderr
    assert "DemoConf 2027 is over; its dates show the rhythm" in chosen


def test_a_file_of_another_format_than_ics_is_refused_before_anything_is_said(
    catalogue: Path, tmp_path: Path
) -> None:
    done = confradar(
        "checklist", "democonf", "--catalogue", str(catalogue), "-o", str(tmp_path / "x.md")
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("confradar: -o goes with --format ics")


def test_authors_and_attendees_have_their_own_tasks(catalogue: Path) -> None:
    author, attendee = tasks(catalogue, "democonf"), tasks(catalogue, "democonf", "--attendee")
    assert {task["for"] for task in author.values()} == {"author", "both"}
    assert {task["for"] for task in attendee.values()} <= {"attendee", "both"}
    assert author.keys() - attendee.keys(), "talks, posters and camera-ready are not an attendee's"


def test_passport_and_visa_only_abroad(catalogue: Path) -> None:
    def about_visa(found: dict[str, dict[str, object]]) -> list[str]:
        return [
            id_
            for id_, task in found.items()
            if "visa;" in str(task["task"]) or "passport (" in str(task["task"])
        ]

    assert about_visa(tasks(catalogue, "democonf"))
    assert about_visa(tasks(catalogue, "democonf", "--from-country", "China"))
    assert not about_visa(tasks(catalogue, "democonf", "--from-country", "Austria"))
    assert not about_visa(tasks(catalogue, "democonf", "--from-country", "AT"))


def test_reimbursement_is_asked_before_booking(catalogue: Path) -> None:
    found = tasks(catalogue, "democonf", now="2026-01-01T00:00Z")
    asked = next(task for task in found.values() if "reimbursed" in str(task["task"]))
    booked = [task for task in found.values() if str(task["task"]).startswith("Book ")]
    assert booked
    assert all(str(asked["due"]) < str(task["due"]) for task in booked)


def test_tasks_land_in_a_calendar_with_uids_that_stay(catalogue: Path) -> None:
    first = confradar(
        "checklist", "democonf", "--catalogue", str(catalogue), "--format", "ics"
    ).stdout
    again = confradar(
        "checklist", "democonf", "--catalogue", str(catalogue), "--format", "ics"
    ).stdout
    later = confradar(
        "checklist",
        "democonf",
        "--catalogue",
        str(catalogue),
        "--format",
        "ics",
        now="2026-12-21T00:00Z",
    ).stdout
    assert first == again
    assert len(by_ical(first.encode())) >= 30
    assert by_ical(first.encode()).keys() == by_ical(later.encode()).keys()


def test_without_a_venue_the_steps_come_without_dates() -> None:
    done = confradar("checklist", "--format", "tsv")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0].split("\t")[:4] == ["step", "id", "task", "due"]
    assert all(line.split("\t")[3] == "" for line in lines[1:])
    refused = confradar("checklist", "--format", "ics")
    assert refused.returncode == 2
    assert "needs dates" in refused.stderr


@pytest.mark.shipped
@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_pages_fit_the_terminal(columns: int, language: str) -> None:
    from rich.cells import cell_len

    environ = {**os.environ, "CONFRADAR_NOW": "2026-11-21T00:00Z", "NO_COLOR": "1"}
    environ.pop("COLUMNS", None)
    for arguments in (
        ["checklist", "neurips"],
        ["guide"],
        ["guide", "faq"],
        ["guide", "refresher"],
        ["guide", "resources"],
    ):
        shown = on_terminal([*arguments, "--lang", language], columns=columns, environ=environ)
        assert len(shown.splitlines()) > 10
        for line in shown.splitlines():
            assert cell_len(line.rstrip()) <= columns, line


@pytest.mark.parametrize(
    "section", ["why", "resources", "conference", "steps", "topics", "refresher", "faq", "all"]
)
def test_sections_read_in_both_languages(section: str) -> None:
    english, chinese = confradar("guide", section), confradar("guide", section, "--lang", "zh")
    assert english.returncode == chinese.returncode == 0
    assert english.stdout.count("\n") == chinese.stdout.count("\n"), "the same points in both"
    assert any("\u4e00" <= letter <= "\u9fff" for letter in chinese.stdout)
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in english.stdout)
    assert "Traceback" not in english.stderr


def test_guide_in_json_and_markdown_and_unknown_sections() -> None:
    document = json.loads(confradar("guide", "faq", "--format", "json").stdout)
    assert document["schema"] == "confradar.guide/1"
    assert len(document["items"][0]["questions"]) >= 6
    assert confradar("guide", "refresher", "--format", "md").stdout.startswith("# ")
    unknown = confradar("guide", "refreshr")
    assert unknown.returncode == 2
    assert "did you mean refresher" in unknown.stderr


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2027-1-5 23:59", "2027-01-05"),
        ("2027-01-05 24:00", "2027-01-06"),
        ("2027-1-5", "2027-01-05"),
        ("2027-01-05T7:00", "2027-01-05"),
    ],
)
def test_tasks_are_dated_from_any_spelling_of_a_deadline(
    at: str, day: str, tiny: dict[str, str], tmp_path: Path
) -> None:
    point = deadline(at, zone="AoE")
    file = written(
        tmp_path / "own.yaml",
        venue("odd", editions=[edition(2027, point, start="2027-06-01", end="2027-06-03")]),
    )
    done = run(["checklist", "odd", "--catalogue", str(file), "--format", "json"], tiny)
    assert (done.code, "Traceback" in done.err) == (0, False)
    tasks = [
        task
        for task in json.loads(done.out)["items"]
        if task["basis"] == "3 days before the paper deadline"
    ]
    assert {task["due"] for task in tasks} == {
        (date.fromisoformat(day) - timedelta(days=3)).isoformat()
    }


def test_tasks_whose_date_has_passed_are_over_and_not_late(
    catalogue: Path, tiny: dict[str, str]
) -> None:
    """After the paper deadline and the notification: what was for the deadline is over, what is for
    the event is late."""
    environ = {**tiny, "CONFRADAR_NOW": "2027-05-25T00:00Z"}
    listed = called(
        ["checklist", "democonf", "--catalogue", str(catalogue), "--format", "md"], environ
    )
    lines = {
        words[3]: line
        for line in listed.out.splitlines()
        if (words := line.split(" "))[:2] == ["-", "["]
    }
    assert "(over)" in lines["1.1"]
    assert "(late)" in lines["2.3"]
    assert "(late)" not in lines["4.2"] and "(over)" not in lines["4.2"]
    late, over = (sum(f"({word})" in line for line in lines.values()) for word in ("late", "over"))
    assert (
        f"{late} tasks were due before today; {over} tasks are over with their stage" in listed.err
    )
    assert "first" not in listed.err


def test_during_the_event_its_tasks_are_on_and_what_follows_is_never_over(
    catalogue: Path, tiny: dict[str, str]
) -> None:
    def states(now: str) -> str:
        arguments = [
            "checklist",
            "democonf",
            "--year",
            "2027",
            "--catalogue",
            str(catalogue),
            "--format",
            "md",
        ]
        return called(arguments, {**tiny, "CONFRADAR_NOW": now}).out

    during = re.search(r"4\.2 .*", states("2027-06-03T00:00Z"))
    after = states("2027-08-20T00:00Z")
    assert during and "(over)" not in during[0]
    assert "(over)" in re.findall(r"4\.2 .*", after)[0]
    assert "(late)" in re.findall(r"5\.8 .*", after)[0]


def test_ticks_are_answered_in_one_line(catalogue: Path, tiny: dict[str, str]) -> None:
    def told(*arguments: str) -> str:
        done = called(["checklist", "democonf", "--catalogue", str(catalogue), *arguments], tiny)
        assert (done.code, done.out) == (0, "")
        return done.err

    assert told("--done", "3.1") == "DemoConf 2027: 3.1 done (1 of 48 done)\n"
    assert re.fullmatch(
        r"DemoConf 2027: 3\.1, 3\.2, .* done \(14 of 48 done\)\n", told("--done", "3")
    )
    assert told("--undo", "3.2,3.3") == "DemoConf 2027: 3.2, 3.3 not done (12 of 48 done)\n"
    assert (
        told("--add", "Print it", "--due", "2027-05-01")
        == "DemoConf 2027: m1 added, due 2027-05-01 (12 of 49 done)\n"
    )
    assert told("--note", "2.1", "ask Ann") == "DemoConf 2027: 2.1 noted (12 of 49 done)\n"
    unknown = called(["checklist", "democonf", "--catalogue", str(catalogue), "--done", "9"], tiny)
    assert (unknown.code, "there is no task '9'" in unknown.err) == (2, True)
