"""What stands beside ccfddl's list: acceptance rates, and the history of moved deadlines."""

from __future__ import annotations

from typing import Any

import pytest

from confradar.errors import DataError
from confradar.formats.lists import ccfddl_companions
from confradar.formats.lists.reading import Reading


def rates(text: str) -> tuple[dict[tuple[str, int], Any], Reading]:
    return ccfddl_companions.read_acceptance(text.encode())


def test_acceptance_rates_are_read_and_the_impossible_are_reported() -> None:
    good = "{year: 2024, submitted: 100, accepted: 25, source: page}"
    found, reading = rates(
        f"- {{title: A, accept_rates: [{good}, {{year: 2025, submitted: 10, accepted: 20, "
        f"source: page}}]}}"
    )
    assert found[("A", 2024)].share == 0.25
    assert [(item.record, item.reason) for item in reading.unread] == [
        ("A 2025", "accepted is more than submitted")
    ]
    only_rate, _ = rates("- {title: A, accept_rates: [{year: 2024, rate: 0.3, source: page}]}")
    assert only_rate[("A", 2024)].share == 0.3


@pytest.mark.parametrize(
    "text",
    ["- 1", "- {title: A, accept_rates: 5}", "- {accept_rates: []}",
        "- {title: A, accept_rates: [5]}", "- {title: A, accept_rates: [{}]}",
        "- {title: A, accept_rates: [{year: x}]}", "- {title: A, accept_rates: [{year: 2024}]}",
        "- {title: A, accept_rates: [{year: 2024, rate: 0.3}]}"],
)  # fmt: skip
def test_rates_that_cannot_be_read_are_reported(text: str) -> None:
    found, reading = rates(text)
    assert (found, len(reading.unread)) == ({}, 1)


HEAD = "recorded_on,title,year,round,field,old_date,new_date\n"


@pytest.mark.parametrize(
    ("row", "extended"),
    [
        ("2026-05-01,A,2026,0,paper,2026-05-06,2026-05-13", True),
        ("2026-05-08,A,2026,0,paper,2026-05-06,2026-05-20", True),
        ("2026-02-10,A,2026,0,paper,2026-05-06,2026-05-08", True),
        ("2026-05-01,A,2026,0,paper,2026-05-06,2027-05-06", False),
        ("2026-05-01,A,2026,0,paper,2026-05-06,2026-08-06", False),
        ("2026-05-01,A,2026,0,paper,2026-05-06,2026-05-01", False),
        ("2025-05-01,A,2026,0,paper,2026-05-06,2026-05-13", False),
        ("2026-07-01,A,2026,0,paper,2026-05-06,2026-05-13", False),
    ],
)
def test_extensions_are_told_from_corrections_by_size_and_timing(row: str, extended: bool) -> None:
    reading = ccfddl_companions.read_revisions((HEAD + row).encode())
    assert (len(reading.moves), reading.fields, reading.unread) == (int(extended), 1, ())


def test_rows_of_the_history_that_cannot_be_read_are_reported() -> None:
    text = (
        HEAD
        + "2026-05-01,A,2026,0,paper,soon,2026-05-13\n2026-05-01,B\n"
        + "2026-05-01,C,20x6,0,paper,2026-05-06,2026-05-13\n"
    )
    reading = ccfddl_companions.read_revisions(text.encode())
    assert [(item.record, item.line) for item in reading.unread] == [
        ("A 2026", 2),
        ("B None", 3),
        ("C 20x6", 4),
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><body>Not found</body></html>",
        b"title,year\nA,2026\n",
        b"\xff\xfe",
        b'recorded_on\n"' + b"x" * 200_000,
    ],
)
def test_what_is_not_a_history_is_refused(data: bytes) -> None:
    with pytest.raises(DataError):
        ccfddl_companions.read_revisions(data)
