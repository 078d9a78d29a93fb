"""Reading calendars back with parsers that did not write them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

# An item of a calendar: UID, title, and when: (start, end) or (due,), instants in UTC or days.
When = tuple[date | datetime, ...]


@dataclass(frozen=True)
class Item:
    """An event or a task as some reader understood it."""

    uid: str
    summary: str
    when: When


def _utc(value: date | datetime) -> date | datetime:
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def by_icalendar(data: bytes) -> dict[str, Item]:
    import icalendar

    found = {}
    for part in icalendar.Calendar.from_ical(data).walk():
        if part.name in {"VEVENT", "VTODO"}:
            names = ("DTSTART", "DTEND") if part.name == "VEVENT" else ("DUE",)
            found[str(part["UID"])] = Item(
                str(part["UID"]),
                str(part["SUMMARY"]),
                tuple(_utc(part.decoded(name)) for name in names),
            )
    return found


def by_vobject(data: bytes) -> dict[str, Item]:
    import vobject  # type: ignore[import-untyped] # has no types

    found = {}
    for part in vobject.readOne(data.decode()).components():
        values = (
            (part.dtstart.value, part.dtend.value) if part.name == "VEVENT" else (part.due.value,)
        )
        found[part.uid.value] = Item(
            part.uid.value, part.summary.value, tuple(_utc(value) for value in values)
        )
    return found


def by_ical(data: bytes) -> dict[str, Item]:
    from ical.calendar_stream import IcsCalendarStream

    calendar = IcsCalendarStream.calendar_from_ics(data.decode())
    found = {}
    for event in calendar.events:
        assert event.dtstart is not None
        assert event.dtend is not None
        found[str(event.uid)] = Item(
            str(event.uid), str(event.summary), (_utc(event.dtstart), _utc(event.dtend))
        )
    for todo in calendar.todos:
        assert todo.due is not None
        found[str(todo.uid)] = Item(str(todo.uid), str(todo.summary), (_utc(todo.due),))
    return found


READERS: dict[str, Callable[[bytes], dict[str, Item]]] = {
    "icalendar": by_icalendar,
    "vobject": by_vobject,
    "ical": by_ical,
}
