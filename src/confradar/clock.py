"""The only reader of the wall clock."""

from __future__ import annotations

from datetime import UTC, datetime

from confradar.errors import UsageError


def now(override: str | None = None) -> datetime:
    """The present instant, in UTC. ``override`` (RFC 3339, or a date; UTC where no offset is given)
    replaces it.

    Raises UsageError when ``override`` is not such a text, or too far away to calculate with.
    """
    if not override:
        return datetime.now(UTC)
    try:
        value = datetime.fromisoformat(override)
        return reckonable(
            value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        )
    except (ValueError, OverflowError):
        raise UsageError(
            f"--now: {override!r} is not a time",
            hint=f"write 2026-09-01 or 2026-09-01T12:00Z, of the years {YEARS[0]} to {YEARS[-1]}",
        ) from None


# What is calculated from an instant reaches decades back and ahead, which a calendar of four digits
# must hold.
YEARS = range(1900, 9001)


def reckonable(moment: datetime) -> datetime:
    """The same instant. Raises ValueError where it is too far away to calculate with."""
    if moment.year not in YEARS:
        raise ValueError(f"not within {YEARS[0]} to {YEARS[-1]}")
    return moment
