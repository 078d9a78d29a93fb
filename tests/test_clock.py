"""The clock can be set to any time that a calendar of four digits holds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from confradar import clock
from confradar.errors import UsageError


@pytest.mark.parametrize(
    ("text", "hour"),
    [("2026-09-01", 0), ("2026-09-01T12:00Z", 12), ("2026-09-01T12:00+02:00", 10)],
)
def test_a_time_is_taken_in_utc(text: str, hour: int) -> None:
    assert clock.now(text) == datetime(2026, 9, 1, hour, tzinfo=UTC)


@pytest.mark.parametrize("text", ["tomorrow", "2026-13-01", "0001-01-01", "9999-12-31", "12:00"])
def test_what_is_no_time_or_too_far_away_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is not a time") as caught:
        clock.now(text)
    assert "of the years 1900 to 9000" in (caught.value.hint or "")


def test_without_one_it_is_the_present() -> None:
    assert clock.now(None).tzinfo is UTC
    assert clock.now("") <= clock.now()
