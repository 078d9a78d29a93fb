"""From a wall time in its zone to the instant that it means."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo


def instant(wall: datetime, zone: tzinfo) -> datetime:
    """The UTC instant of a naive wall time in a zone; walls that are missing or doubled resolve as
    PEP 495 fold=0."""
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def wall_trouble(wall: datetime, zone: tzinfo) -> str | None:
    """``missing`` or ``doubled`` when daylight saving makes the wall time not exist or exist twice,
    else None."""
    first, second = wall.replace(tzinfo=zone, fold=0), wall.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return None
    there_and_back = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    return "doubled" if there_and_back == wall else "missing"
