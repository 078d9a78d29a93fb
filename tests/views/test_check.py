"""What official pages say, as people see it."""

from __future__ import annotations

import io
from typing import Any

from rich.console import Console

from confradar.queries.page_findings import PageFinding
from confradar.views.check import show_findings

PAGE = "https://a.example/2027/dates"


def shown(*found: PageFinding, width: int = 80) -> list[str]:
    out = io.StringIO()
    show_findings(Console(file=out, width=width, color_system=None), list(found))
    return [line.rstrip() for line in out.getvalue().splitlines()]


def value(status: str, **more: Any) -> PageFinding:
    return PageFinding("alpha", "Alpha", 2027, status, "paper", page=PAGE, **more)


def test_a_value_stands_beside_the_one_in_use_with_its_line() -> None:
    more = {"said": "2027-01-08 23:59:59 AoE", "effect": "conflict", "evidence": "Due: [b]8 Jan"}
    item = value("differs", value="2027-01-04", source="https://www.b.example/x", **more)
    assert shown(item) == [
        f"Alpha 2027  {PAGE}",
        "  differs  paper 2027-01-08 23:59 AoE, in use 2027-01-04 (b.example): conflict",
        "    Due: [b]8 Jan",
    ]


def test_values_that_agree_are_counted() -> None:
    agreeing = [value("agrees", said="2027-01-08"), value("agrees", said="2027-03-08")]
    assert shown(*agreeing, value("gone"))[1:] == ["  gone  paper", "  agrees  2 dates"]


def test_pages_with_the_same_reason_stand_in_one_line() -> None:
    pages = [
        PageFinding("alpha", "Alpha", 2028, "not there yet", why="the server answers 404"),
        PageFinding("beta", "Be\x1bta", 2027, "not there yet", why="the server answers 404"),
        PageFinding("beta", "Beta", 2028, "failed", why="no connection"),
    ]
    assert shown(*pages) == [
        "not there yet (the server answers 404): Alpha 2028, Beta 2027",
        "failed (no connection): Beta 2028",
    ]


def test_dates_stay_whole_on_a_narrow_terminal() -> None:
    lines = shown(value("new", said="2027-01-08 23:59 AoE", effect="fills a gap"), width=40)
    assert lines[-2:] == ["  new  paper 2027-01-08 23:59 AoE: fills", "  a gap"]
