"""The only reader of the wall clock."""

from __future__ import annotations

from datetime import UTC, datetime

from confradar.errors import UsageError


def now(override: str | None = None) -> datetime:
    """The present instant, in UTC. ``override`` (RFC 3339, or a date; UTC where no offset is given) replaces it.

    Raises UsageError when ``override`` is not such a text.
    """
    if not override:
        return datetime.now(UTC)
    try:
        value = datetime.fromisoformat(override)
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except (ValueError, OverflowError):
        raise UsageError(f"--now: {override!r} is not a time", hint="write 2026-09-01 or 2026-09-01T12:00Z") from None
