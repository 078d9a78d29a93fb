"""A calendar of deadlines (`.ics`) -> points: each event is what its summary says, on the day or at
the time that it gives.

An event that ends after it begins is a range: a deadline is its end, which a whole-day event has
one day too late.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from confradar.errors import DataError
from confradar.formats.calls.blocks import Block, Text

EVENTS = 1_000


def blocks_of_calendar(data: bytes) -> tuple[str, list[Block]]:
    """The calendar's name, and a row for each event. Raises DataError for what is no calendar."""
    import icalendar

    if data.count(b"BEGIN:") > 3 * EVENTS:
        raise DataError(
            f"the calendar has more than {EVENTS:,} events", hint="give that of the deadlines alone"
        )
    try:
        calendar = icalendar.Calendar.from_ical(data)
        events = list(calendar.walk("VEVENT"))[:EVENTS]
    except (ValueError, KeyError, IndexError, RecursionError) as error:
        raise DataError(
            f"the calendar cannot be read: {' '.join(str(error).split())[:120]}",
            hint="save it anew",
        ) from None
    rows = []
    for event in events:
        summary = " ".join(str(event.get("summary", "")).split())
        start, end = event.get("dtstart"), event.get("dtend")
        if summary and start is not None:
            rows.append(
                Block(
                    "row",
                    (Text(summary), Text(_when(start.dt, end.dt if end is not None else None))),
                )
            )
    return str(calendar.get("x-wr-calname") or calendar.get("name") or ""), rows


def _when(start: date | datetime, end: date | datetime | None) -> str:
    if isinstance(start, datetime):
        last = end if isinstance(end, datetime) else start
        zone = _zone(last)
        return f"{last:%Y-%m-%d %H:%M} {zone}".strip()
    last_day = (
        end - timedelta(days=1)
        if isinstance(end, date) and not isinstance(end, datetime) and end > start
        else start
    )
    return f"{start:%Y-%m-%d}" + (f" - {last_day:%Y-%m-%d}" if last_day > start else "")


def _zone(moment: datetime) -> str:
    if moment.tzinfo is None:
        return ""
    if moment.tzinfo is UTC:
        return "UTC"
    offset = moment.utcoffset() or timedelta()
    key = getattr(moment.tzinfo, "key", "")
    if key and not key.startswith("Etc/"):
        return str(key)
    hours = int(offset.total_seconds() // 3600)
    return "AoE" if hours == -12 else f"UTC{hours:+d}"
