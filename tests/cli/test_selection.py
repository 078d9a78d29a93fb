"""Options that say when: spans and days in every spelling that people use."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from confradar.cli.context import Context
from confradar.cli.option_groups import RunOptions
from confradar.cli.selection import moment, span
from confradar.errors import UsageError


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3 months", 90),
        ("3months", 90),
        ("3m", 90),
        ("1 year", 365),
        ("2 weeks", 14),
        ("2wks", 14),
        ("30", 30),
        ("48h", 2),
        ("24 hrs", 1),
        ("1mo", 30),
    ],
)
def test_spans(text: str, days: int) -> None:
    assert span(text, "--within") == timedelta(days=days)


@pytest.mark.parametrize("text", ["", "m", "three months", "3 fortnights", "-3d", "3d 4h"])
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="not a length of time"):
        span(text, "--within")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-01-01", "2027-01-01"),
        ("2027/01/01", "2027-01-01"),
        ("2027/1/1", "2027-01-01"),
        ("2027.01.01", "2027-01-01"),
        ("today", "2026-11-28"),
        ("Tomorrow", "2026-11-29"),
        ("yesterday", "2026-11-27"),
        ("3 months", "2027-02-26"),
        ("10d", "2026-12-08"),
    ],
)
def test_days_are_the_reader_s(text: str, day: str) -> None:
    """Late in the evening in UTC it is the next day in Tokyo."""
    tokyo = ZoneInfo("Asia/Tokyo")
    context = Context.of(RunOptions(tz="Asia/Tokyo", now="2026-11-27T20:00Z"))
    first, last = (
        datetime.fromtimestamp(moment(context, text, "--from", end=end), tokyo)
        for end in (False, True)
    )
    assert (f"{first:%Y-%m-%d %H:%M:%S}", f"{last:%Y-%m-%d %H:%M:%S}") == (
        f"{day} 00:00:00",
        f"{day} 23:59:59",
    )


def test_a_time_is_that_time() -> None:
    context = Context.of(RunOptions(tz="Asia/Tokyo", now="2026-11-27T20:00Z"))
    assert (
        datetime.fromtimestamp(moment(context, "2027-01-01T12:00Z", "--from"), UTC).isoformat()
        == "2027-01-01T12:00:00+00:00"
    )


@pytest.mark.parametrize("text", ["2027/13/01", "2027-02/01", "someday", "", "99999y", "27-01-01"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="not a day or a time"):
        moment(Context.of(RunOptions(now="2026-11-27T20:00Z")), text, "--from")
