"""`confradar plan` as its reader sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from calendars import READERS
from cli.conftest import Run
from support import deadline, edition, run, venue, written
from terminal import on_terminal

READY = ["--ready", "2027-01-15", "--topic", "ml", "--ccf", "A"]


def call(year: int, abstract: str, paper: str, told: str) -> dict[str, object]:
    dates = [("abstract", abstract), ("paper", paper), ("notification", told)]
    return edition(year, *(deadline(f"{at} 12:00", kind, zone="UTC") for kind, at in dates))


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """Two venues that follow each other, the second with a hostile and wide name."""
    first = venue(
        "first", acronym="First", editions=[call(2027, "2026-09-10", "2026-09-17", "2026-12-01")]
    )
    second = venue(
        "second",
        acronym="机器[red]学习\u202e大会=1",
        name="=cmd|' /C calc'!A0",
        editions=[call(2027, "2026-12-02", "2026-12-09", "2027-03-01")],
    )
    return written(tmp_path / "c.yaml", first, second)


def test_the_ladder_and_what_is_left_out(cr: Run) -> None:
    done = cr("plan", *READY, "--wait", "90d", "--format", "json", "--explain")
    document = json.loads(done.out)
    assert document["schema"] == "confradar.plan/1"
    chosen = [item for item in document["items"] if item["choice"] == 0]
    assert [(item["step"], item["venue"], item["year"]) for item in chosen] == [
        (1, "icml", 2027),
        (2, "neurips", 2027),
    ]
    assert {item["feasibility"] for item in chosen} <= {"certain", "likely"}
    assert chosen[0]["paper"]["certainty"] == "estimated"
    assert chosen[0]["paper"]["low"] < chosen[0]["paper"]["at"] < chosen[0]["paper"]["high"]
    assert chosen[1]["free"] == chosen[0]["notification"]["at"]
    matching = {
        item["id"]
        for item in json.loads(cr("list", "--topic", "ml", "--ccf", "A", "--format", "json").out)[
            "items"
        ]
    }
    left = {item["venue"] for item in document["items"] if item["step"] is None}
    assert all(
        item["reason"] and item["detail"] for item in document["items"] if item["step"] is None
    )
    assert left | {item["venue"] for item in chosen} == matching
    assert f"left out {len(left)} of {len(matching)} matching venues" in done.err
    assert "with --feasible tight it could be ICLR" in done.err


def test_piped_it_is_rows_that_tell_estimates(cr: Run) -> None:
    done = cr(
        "plan",
        *READY,
        "--wait",
        "90d",
        "--alternatives",
        "0",
        "--columns",
        "step,venue,certainty,notification_certainty,paper.wall",
    )
    assert done.rows == [
        ["1", "icml", "estimated", "estimated", "2027-01-27T23:59:59"],
        ["2", "neurips", "estimated", "estimated", "2027-05-05T23:59:59"],
    ]
    assert cr("plan", *READY, "--format", "md").out.startswith("| step | choice | acronym |")


@pytest.mark.parametrize("columns", [80, 120, 160])
def test_the_table_fits_and_survives_hostile_text(
    columns: int, tiny: dict[str, str], catalogue: Path
) -> None:
    arguments = ["plan", "first", "second", "--catalogue", str(catalogue), "--explain"]
    arguments += ["--alternatives", "0"]
    shown = on_terminal(arguments, columns=columns, environ={**tiny, "NO_COLOR": "1"})
    assert max(map(cell_len, shown.splitlines())) <= columns
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    table = shown.splitlines()[:3]
    assert [line.split()[0] for line in table] == ["Step", "1", "2"]
    assert {cell_len(line[: line.index("2026-12-0")]) for line in table[2:]} == {
        cell_len(table[1][: table[1].index("2026-09-10")])
    }
    assert "机器[red]学习" in table[2]
    assert "certain" in table[2]


def test_a_given_order_is_checked(tiny: dict[str, str], catalogue: Path) -> None:
    asked = ["plan", "--catalogue", str(catalogue), "--format", "jsonl", "--ladder"]
    steps = [json.loads(line) for line in run([*asked, "first,second"], tiny).out.splitlines()]
    assert [(step["venue"], step["feasibility"], step["slack"]) for step in steps] == [
        ("first", "certain", 9),
        ("second", "certain", 1),
    ]
    steps = [
        json.loads(line)
        for line in run([*asked, "second,goldjournal,first"], tiny).out.splitlines()
    ]
    assert [(step["step"], step["feasibility"], step["reason"]) for step in steps] == [
        (1, "certain", None),
        (2, "no", "rolling"),
        (3, "no", "not reached"),
    ]


def test_the_ladder_as_a_calendar(tiny: dict[str, str], catalogue: Path, tmp_path: Path) -> None:
    file = tmp_path / "plan.ics"
    plan = ["plan", "--catalogue", str(catalogue), "first", "second"]
    asked = [*plan, "--format", "ics", "-o", str(file)]
    done = run(asked, tiny)
    assert (done.code, done.out) == (0, "")
    for read in READERS.values():
        titles = [item.summary.partition(": ")[2] for item in read(file.read_bytes()).values()]
        assert sorted(titles) == [
            "abstract deadline",
            "abstract deadline",
            "notification",
            "notification",
            "paper deadline",
            "paper deadline",
        ]
    before = file.read_bytes()
    run(asked, tiny)
    assert file.read_bytes() == before


PAPERS = ["--paper", "论文[b]\u202e=2026-09-01", "--paper", "two=2026-09-01"]


@pytest.mark.parametrize("columns", [80, 120, 160])
def test_several_papers_are_one_table(columns: int, tiny: dict[str, str], catalogue: Path) -> None:
    arguments = ["plan", "first", "second", "--catalogue", str(catalogue), *PAPERS]
    shown = on_terminal(arguments, columns=columns, environ={**tiny, "NO_COLOR": "1"})
    assert max(map(cell_len, shown.splitlines())) <= columns
    assert "\u202e" not in shown
    table = shown.splitlines()[:3]
    assert table[0].startswith("For ")
    assert table[1].startswith("论文[b]")
    assert table[2].startswith("two ")
    assert shown.count("2026-12-01") == 1, "two papers, two editions"


def test_the_rows_of_several_papers_say_whose_they_are(
    tiny: dict[str, str], catalogue: Path, tmp_path: Path
) -> None:
    asked = ["plan", "first", "second", "--catalogue", str(catalogue), *PAPERS]
    rows = run([*asked, "--columns", "manuscript,step,venue"], tiny).rows
    assert sorted(row[0] for row in rows) == ["two", "论文[b]"]
    assert {row[2] for row in rows} == {"first", "second"}
    both = run([*asked, "--together", "--columns", "manuscript,venue"], tiny).rows
    assert [row[1] for row in both] == ["first", "second", "first", "second"]
    file = tmp_path / "p.ics"
    run([*asked, "--together", "--format", "ics", "-o", str(file)], tiny)
    for read in READERS.values():
        assert len(read(file.read_bytes())) == 6, "of two papers at one edition each date once"
    assert run([*asked, "--format", "md"], tiny).out.startswith("| manuscript | step |")


def test_submission_to_a_cycle_and_commitment_are_told_as_one_step(
    tiny: dict[str, str], tmp_path: Path
) -> None:
    cycle = deadline("2026-10-01 12:00", round=1, zone="UTC")
    dates = [
        deadline("2026-10-01 12:00", via="arr", zone="UTC"),
        deadline("2026-12-01 12:00", "commitment", via="arr", zone="UTC"),
        deadline("2027-01-10 12:00", "notification", zone="UTC"),
    ]
    file = written(
        tmp_path / "c.yaml",
        venue("arr", acronym="ARR", kind="community", editions=[edition(2026, cycle)]),
        venue("acl", acronym="ACL", editions=[edition(2027, *dates)]),
    )
    asked = ["plan", "acl", "arr", "--catalogue", str(file), "--depth", "1"]
    shown = on_terminal(asked, columns=80, environ={**tiny, "NO_COLOR": "1"})
    assert "ARR -> ACL 2027" in shown
    assert "submit to ARR by 2026-10-01, commit to ACL 2027 by 2026-12-01" in shown
    assert "1 reviews for others" in shown
    (item,) = json.loads(run([*asked, "--format", "json"], tiny).out)["items"]
    assert (item["via"], item["commitment"]["at"]) == ("arr", "2026-12-01T12:00:00Z")


def test_a_step_that_depends_on_an_uncertain_date_is_told(cr: Run, warm: dict[str, str]) -> None:
    shown = on_terminal(["plan", *READY], columns=100, environ={**warm, "NO_COLOR": "1"})
    assert "2: may not fit: ICML decides" in shown
    items = json.loads(cr("plan", *READY, "--format", "json").out)["items"]
    depends = {(item["step"], item["choice"]): item["depends"] for item in items}
    assert depends[1, 0] == ["abstract", "paper"]
    assert depends[2, 0] == ["decision", "abstract", "paper"]


def test_a_plan_begins_with_the_venue_that_is_worth_waiting_for(cr: Run) -> None:
    asked = ["plan", "--topic", "cv", "--ready", "2027-01-15", "--ccf", "A,B"]
    assert cr(*asked, "--columns", "step,venue,year").rows[0] == ["1", "iccv", "2027"]
    soonest = cr(*asked, "--by", "soonest", "--columns", "venue").rows[0]
    assert soonest == ["miccai"]


def test_the_ready_day_is_the_reader_s(tiny: dict[str, str], tmp_path: Path) -> None:
    """A deadline at noon of a day is before that day for those whose day begins later."""
    file = written(
        tmp_path / "c.yaml",
        venue("v", editions=[call(2027, "2026-09-17", "2026-09-17", "2026-12-01")]),
    )
    asked = [
        "plan",
        "v",
        "--catalogue",
        str(file),
        "--ready",
        "2026-09-17",
        "--columns",
        "venue",
        "--no-header",
    ]
    assert run([*asked, "--tz", "UTC"], tiny).out == "v\n"
    later = run([*asked, "--ready", "2026-09-18", "--tz", "UTC+14"], tiny)
    assert later.out == "v\n", "18 September there has begun before"
    assert run([*asked, "--ready", "2026-09-18", "--tz", "UTC"], tiny).out == ""


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["--ready", "soon"], "--ready: 'soon' is not a day", "write 2026-09-01"),
        (["--by", "rnk"], "--by: there is no order 'rnk'", "did you mean rank?"),
        (
            ["--feasible", "maybe"],
            "--feasible: there is no level 'maybe'",
            "one of certain, likely, tight",
        ),
        (["--wait", "long"], "'long' is not a length of time", "write 60d"),
        (["--ladder", "neurips,neurps"], "no venue 'neurps'", "did you mean neurips"),
        (["--ladder", "nips,neurips"], "--ladder names neurips twice", "each venue once"),
        (
            ["--ladder", "neurips", "--topic", "ml"],
            "--ladder names the venues itself",
            "leave the filters",
        ),
        (["--ladder", ","], "--ladder names no venue", ""),
        (["--estimated"], "a plan takes announced dates too", ""),
        (["-o", "x"], "-o goes with --format ics", ""),
        (["--paper", "survey"], "--paper: 'survey' is no paper", "--paper NAME=2027-01-15"),
        (["--paper", "=2027-01-15"], "is no paper", ""),
        (["--paper", "a=soon"], "--paper a: 'soon' is not a day", ""),
        (["--paper", "a=today", "--paper", "a=today"], "'a' is named twice", ""),
        (["--paper", "a=today", "--ready", "today"], "both say when", ""),
        (["--paper", "a=today", "--ladder", "icml"], "checks one paper", "--ready DAY"),
        (["--depth", "0"], "0 is not in the range", ""),
    ],
)
def test_wrong_usage(arguments: list[str], message: str, hint: str, cr: Run) -> None:
    done = cr("plan", *arguments)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert hint in done.err


def test_nothing_found_is_told(cr: Run, tmp_path: Path) -> None:
    done = cr("plan", "--query", "zzzz")
    assert (done.code, done.out, done.err) == (
        0,
        "",
        "no venue can take the paper\nno venue matches these filters\n",
    )
    done = cr("plan", "tmlr", "--format", "ics", "-o", str(tmp_path / "x.ics"))
    assert (done.code, done.out) == (0, "")
    assert "no file is written" in done.err
    assert "1 rolling" in done.err
    assert not (tmp_path / "x.ics").exists()
