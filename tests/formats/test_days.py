"""The days that a line of a call names."""

import pytest

from confradar.formats.calls.dates import SWAPPED, find_days


def days(text: str) -> list[tuple[int | None, int, int, int | None]]:
    return [(day.year, day.month, day.day, day.last) for day in find_days(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Paper due: March 5, 2026",
        "5th of March 2026",
        "5 th of March 2026",
        "Thu, 5 Mar. 2026",
        "05-Mar-2026",
        "2026-03-05 23:59",
        "2026/3/5",
        "2026 March 5",
        "5. März 2026",
        "5 mars 2026",
        "5 de marzo de 2026",
        "5 marca 2026",
        "5 марта 2026",
        "05.03.2026",
        "2026年3月5日",
        "2026년 3월 5일",
        "05/Mar/2026",
        "Mar-05-2026",
        "05-Mar-26",
        "5 March '26",
        "March 5 (Thursday), 2026",
        "5 (Thu) March 2026",
        "Mar.5, 2026",
        "05.03.26",
        "2026. 3. 5.",
        "5° marzo 2026",
        "5 mart 2026",
    ],
)
def test_one_day_is_read_in_every_spelling(text: str) -> None:
    assert days(text) == [(2026, 3, 5, None)]


def test_a_month_behind_a_dash_is_no_year() -> None:
    assert days("15-May-26 June") == [(None, 5, 15, None)]
    assert days("10 May - 15 June 2026") == [(2026, 5, 10, None), (2026, 6, 15, None)]


def test_weekdays_in_brackets_part_no_range() -> None:
    assert (
        days("May 15 (Fri) - 17 (Sun), 2026")
        == days("15 (Fri) - 17 (Sun) May 2026")
        == [(2026, 5, 15, 17)]
    )


def test_a_range_keeps_its_last_day_and_a_day_without_year_has_none() -> None:
    assert days("Rebuttal: May 4-8, 2026") == [(2026, 5, 4, 8)]
    assert days("4 – 8 May") == [(None, 5, 4, 8)]


def test_a_range_over_two_months_shares_its_year_also_over_new_year() -> None:
    assert days("May 30 - June 2, 2026") == [(2026, 5, 30, None), (2026, 6, 2, None)]
    assert days("30 December - 2 January 2027") == [(2026, 12, 30, None), (2027, 1, 2, None)]


def test_a_numeric_day_that_may_be_swapped_says_so() -> None:
    assert [day.doubt for day in find_days("03/04/2026, 25/04/2026, 04/25/2026, 04/04/2026")] == [
        SWAPPED,
        "",
        "",
        "",
    ]
    assert (
        days("25 / 04 / 2026") == days("25/04/2026") == days("04/25/2026") == [(2026, 4, 25, None)]
    )


@pytest.mark.parametrize(
    "text", ["31 June 2026", "version 1.2.2026b3", "23:59", "pages 4-8", "in May 2026", ""]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert days(text) == []
