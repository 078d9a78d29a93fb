"""Days: what everything that works with them shares. The names of months and weekdays, the spelling
of a day, its length, and how far AoE (anywhere on Earth) is behind UTC."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

DAY = 86_400
"""Seconds of a day."""
AOE_BEHIND = timedelta(hours=12)
"""How long a day still goes on anywhere on Earth once it is over in UTC."""
AOE = timezone(-AOE_BEHIND, "AoE")


ISO_DAY = r"\d{4}-\d{2}-\d{2}"
"""The pattern of a day as records have it: ``2027-01-15``."""

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(MONTHS, start=1)}
"""The number of a month by the first three letters of its English name."""
MONTH_NAME = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
"""The pattern of a month's English name, in full or short."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The first three letters of the weekdays, as ``date.weekday()`` counts them."""


def aoe_day(at: int) -> date:
    """The day that it is anywhere on Earth at an instant (seconds since the epoch)."""
    return datetime.fromtimestamp(at, AOE).date()
