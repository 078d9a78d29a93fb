"""Estimates in the commands: shown by default, always told apart, never in place of an announced
date."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from calendars import by_ical
from confradar.catalogue.load import load_text
from support import SHIPPED
from terminal import said as confradar

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
{next}      - year: 2026
        start: 2026-06-01
        end: 2026-06-04
        source: https://democonf.org/
        deadlines:
          - {{kind: paper, at: 2026-01-14 23:59, zone: AoE, source: https://democonf.org/}}
      - year: 2025
        deadlines:
          - {{kind: paper, at: 2025-01-15 23:59, zone: AoE, source: https://democonf.org/}}
"""
ANNOUNCED = """\
      - year: 2027
        deadlines:
          - {kind: paper, at: 2027-01-22 23:59, zone: AoE, source: https://democonf.org/}
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(OWN.format(next=""))
    return path


def rows(*arguments: str, now: str = "2026-11-21T00:00Z") -> list[dict[str, object]]:
    done = confradar(*arguments, "--format", "jsonl", now=now)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_list_and_deadlines_show_estimates_by_default(catalogue: Path) -> None:
    (found,) = rows("deadlines", "democonf", "--catalogue", str(catalogue), "--within", "365d")
    assert (found["certainty"], found["kind"], found["year"]) == ("estimated", "paper", 2027)
    assert str(found["wall"]).startswith("2027-01-13"), "the same weekday as in 2026"
    assert str(found["low"]) < str(found["at"]) < str(found["high"])
    following = next(
        row for row in rows("list", "--catalogue", str(catalogue), "--query", "democonf")
    )["next_deadline"]
    assert isinstance(following, dict)
    assert following["certainty"] == "estimated"


def test_confirmed_leaves_them_out_and_estimated_shows_only_them(catalogue: Path) -> None:
    assert rows(
        "deadlines",
        "democonf",
        "--catalogue",
        str(catalogue),
        "--confirmed",
        "--from",
        "2024-01-01",
        "--to",
        "2028-01-01",
    )
    both = rows(
        "deadlines",
        "democonf",
        "--catalogue",
        str(catalogue),
        "--from",
        "2024-01-01",
        "--to",
        "2028-01-01",
    )
    only = rows(
        "deadlines",
        "democonf",
        "--catalogue",
        str(catalogue),
        "--estimated",
        "--from",
        "2024-01-01",
        "--to",
        "2028-01-01",
    )
    assert {row["certainty"] for row in both} == {"confirmed", "estimated"}
    assert {row["certainty"] for row in only} == {"estimated"}
    assert confradar("list", "--confirmed", "--estimated").returncode == 2


def test_an_announced_date_takes_the_place_of_the_estimate_under_the_same_uid(
    catalogue: Path,
) -> None:
    arguments = (
        "export",
        "democonf",
        "--catalogue",
        str(catalogue),
        "--no-events",
        "--to",
        "2027-12-31",
    )
    assert "nothing to export" in confradar(*arguments).stderr, "left out unless asked for"
    before = confradar(*arguments, "--estimated").stdout
    (guess,) = by_ical(before.encode()).values()
    assert guess.summary == "[est.] DemoConf 2027: paper deadline"
    assert "STATUS:TENTATIVE" in before
    catalogue.write_text(OWN.format(next=ANNOUNCED))
    after = confradar(*arguments, "--estimated", "--to", "2027-06-01").stdout
    (announced,) = by_ical(after.encode()).values()
    assert announced.uid == guess.uid
    assert announced.summary == "DemoConf 2027: paper deadline"
    assert "STATUS:CONFIRMED" in after


def test_an_estimate_that_passed_is_told_as_such_and_the_next_is_offered(catalogue: Path) -> None:
    shown = confradar(
        "show", "democonf", "--catalogue", str(catalogue), now="2027-02-20T00:00Z"
    ).stdout
    assert "probably passed, not confirmed" in shown
    following = rows(
        "list", "--catalogue", str(catalogue), "--query", "democonf", now="2027-02-20T00:00Z"
    )[0]["next_deadline"]
    assert isinstance(following, dict)
    assert following["year"] == 2028


def test_show_and_forecast_give_the_reason(catalogue: Path) -> None:
    shown = confradar("show", "democonf", "--catalogue", str(catalogue)).stdout
    assert "Estimated, not announced" in shown
    assert "2 editions, same week each year" in shown
    told = confradar("forecast", "democonf", "--catalogue", str(catalogue)).stdout
    assert "2 editions, same week each year" in told
    assert "2025 |" in told
    assert "~" in told
    items = rows("forecast", "democonf", "--catalogue", str(catalogue))
    assert items[0]["class"] == "stable"
    assert confradar("forecast", "coursera").returncode == 0


def test_the_checklist_works_back_from_an_estimate_and_says_so(catalogue: Path) -> None:
    tasks = rows("checklist", "democonf", "--catalogue", str(catalogue))
    assert {task["certainty"] for task in tasks} == {"estimated"}
    assert any("the first day is estimated" in str(task["basis"]) for task in tasks)


def test_most_conferences_have_a_next_deadline() -> None:
    """Of those with dates of the last editions; the rest rest, roll or are irregular: nobody could
    know."""
    known = {
        venue.id
        for venue in load_text(SHIPPED.read_text("utf-8"), "x").venues
        if any(item.deadlines and item.year >= 2024 for item in venue.editions)
    }
    found = [row for row in rows("list", "--kind", "conference") if row["id"] in known]
    assert len(found) >= 250
    assert sum(row["next_deadline"] is not None for row in found) / len(found) >= 0.9


def test_the_year_ahead_in_machine_learning_is_not_blank() -> None:
    ahead = {
        (row["venue"], row["year"])
        for row in rows("deadlines", "--topic", "ml", "--within", "365d", "--estimated")
    }
    assert {
        ("icml", 2027),
        ("uai", 2027),
        ("colt", 2027),
        ("neurips", 2027),
        ("aistats", 2028),
        ("iclr", 2028),
    } <= ahead
