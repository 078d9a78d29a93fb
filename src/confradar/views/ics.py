"""iCalendar (RFC 5545), as thirteen independent readers were measured to read alike: UTC only,
stable UIDs, nothing random."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from typing import TYPE_CHECKING, Any

from confradar.views.calendar_entries import description, event_days, summary
from confradar.views.held import places
from confradar.views.ics_replaced import Earlier, cancelled, keep_growing
from confradar.views.text import safe
from confradar.views.words import words

if TYPE_CHECKING:
    from icalendar import Calendar, Component

    from confradar.queries.calendar import CalendarEntry
    from confradar.views.report import Report

# The name space of every UID; it must never change, or readers would see every event twice.
NAMESPACE = uuid.UUID("5b0a3e0e-6d53-5d0c-9a51-6f2f6c1c9a77")
# The day of records whose source gives none: when the catalogue was first compiled.
FIRST_COMPILED = date(2026, 11, 21)
BLOCK = timedelta(minutes=30)
LARGE = 1_000_000
# A line of so many octets is folded.
FOLD = 75


@dataclass(frozen=True)
class Options:
    """How the calendar is made: its name, language, alarms (time before the deadline), tasks beside
    the events, and the reader's zone (None: the system's), in which a day without a time says when
    it is over.
    """

    name: str
    language: str = "en"
    alarms: Sequence[timedelta] = ()
    todo: bool = False
    zone: tzinfo | None = None


def render(report: Report) -> bytes:
    """The calendar of a report."""
    if report.calendar is None:
        raise TypeError("this result has no calendar")
    return report.calendar()


def calendar_file(
    entries: Iterable[CalendarEntry],
    options: Options,
    *,
    before: Mapping[str, Earlier] | None = None,
    known: Iterable[str] = (),
) -> bytes:
    """The calendar file. Equal entries and options give equal bytes.

    ``before`` holds what the replaced file said (see `ics_replaced`): a SEQUENCE never falls when a
    date moves, and an event whose key is no longer among ``known`` is kept as cancelled.
    """
    calendar = calendar_of(options)
    earlier = before or {}
    written: set[str] = set()
    for entry in entries:
        for component in components(entry, options):
            keep_growing(component, earlier.get(str(component["UID"])))
            written.add(str(component["UID"]))
            calendar.add_component(component)
    # two UIDs for each known key take long where many files are written: only where there is
    # something to compare with
    alive = (
        {uid(prefix + key) for key in known for prefix in ("", "todo/")}
        if earlier.keys() - written
        else set()
    )
    for name, event in earlier.items():
        if name not in written and name not in alive:
            calendar.add_component(cancelled(event))
    return written_out(calendar)


def written_out(component: Component) -> bytes:
    """The same bytes as ``component.to_ical()``, which takes twice as long: it makes empty
    parameters for each line, and folds it character by character."""
    return b"".join(
        _folded(_line(name, value)) + b"\r\n" for name, value in component.property_items()
    )


def _line(name: str, value: Any) -> bytes:
    """A property as a content line, not folded."""
    if not hasattr(value, "to_ical"):
        value = _text(value)
    head = name.encode()
    if value.params and (parameters := value.params.to_ical()):
        head += b";" + parameters
    written = value.to_ical()
    return head + b":" + (written.encode() if isinstance(written, str) else written)


def _folded(data: bytes) -> bytes:
    """A content line folded as the library does: before the 75th octet, never behind a mark of
    escape. Others than ASCII it folds itself."""
    if len(data) < FOLD:
        return data
    if not data.isascii():
        from icalendar.parser import Contentline

        line: Any = Contentline(data)  # type: ignore[no-untyped-call] # not typed in icalendar
        return bytes(line.to_ical())
    pieces = []
    while len(data) >= FOLD:
        end = FOLD - 2 if data[FOLD - 2] in b"\\^" else FOLD - 1
        pieces.append(data[:end])
        data = data[end:]
    return b"\r\n ".join([*pieces, data])


def objects(entries: Iterable[CalendarEntry], options: Options, mark: str) -> dict[str, bytes]:
    """Each event as a calendar of its own, by UID, as CalDAV collections hold them. The property
    ``mark`` bears a digest of it."""
    import hashlib

    from icalendar import Calendar, vText

    found: dict[str, bytes] = {}
    for entry in entries:
        for component in components(entry, options):
            calendar = Calendar()
            calendar.add("prodid", "-//confradar//confradar//EN")
            calendar.add("version", "2.0")
            component[mark] = vText(hashlib.sha256(component.to_ical()).hexdigest()[:24])
            calendar.add_component(component)
            found[str(component["UID"])] = bytes(calendar.to_ical())
    return found


def uid(key: str) -> str:
    """UUIDv5 of an entry's key."""
    return str(uuid.uuid5(NAMESPACE, key))


def calendar_of(options: Options) -> Calendar:
    """An empty calendar with its name and refresh interval."""
    from icalendar import Calendar, vDuration, vText

    calendar = Calendar()
    calendar.add("prodid", "-//confradar//confradar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    name = safe(options.name)
    calendar["NAME"] = vText(name)
    # the library escapes text of known properties only
    calendar["X-WR-CALNAME"] = vText(name)
    interval = vDuration(timedelta(hours=12))
    interval.params["VALUE"] = "DURATION"
    calendar["REFRESH-INTERVAL"] = interval
    calendar["X-PUBLISHED-TTL"] = vDuration(timedelta(hours=12))
    calendar["COLOR"] = vText("steelblue")
    return calendar


def components(entry: CalendarEntry, options: Options) -> list[Component]:
    """The event of an entry, and its task where such are wanted."""
    from icalendar import Event, Todo

    event = Event()
    _common(event, entry, options, uid(entry.key))
    _when(event, entry)
    event["TRANSP"] = _text("TRANSPARENT")
    components: list[Component] = [event]
    if entry.is_deadline and not entry.cancelled:
        for before in options.alarms:
            event.add_component(_alarm(entry, before, summary(entry, words(options.language))))
    if options.todo and entry.is_deadline:
        todo = Todo()
        _common(todo, entry, options, uid(f"todo/{entry.key}"))
        due: date | datetime = (
            _day(entry) if entry.date_only else datetime.fromtimestamp(entry.at or 0, UTC)
        )
        todo.add("due", due)
        todo["STATUS"] = "CANCELLED" if entry.cancelled else "NEEDS-ACTION"
        components.append(todo)
    return components


def _common(component: Component, entry: CalendarEntry, options: Options, name: str) -> None:
    """What events and tasks share. Set as values of the library's own types: ``add`` would find
    these out each time."""
    from icalendar import vInt, vText, vUri

    component["UID"] = vText(name)
    component["DTSTAMP"] = component["LAST-MODIFIED"] = _stamped(entry.recorded)
    component["SEQUENCE"] = vInt(sequence(entry))
    say = words(options.language)
    component["SUMMARY"] = vText(summary(entry, say))
    component["DESCRIPTION"] = vText("\n".join(description(entry, say, options.zone)))
    component["CATEGORIES"] = _categories(*entry.topics, entry.venue_kind)
    component["STATUS"] = _text(
        "CANCELLED"
        if entry.cancelled
        else "TENTATIVE"
        if entry.certainty != "confirmed"
        else "CONFIRMED"
    )
    if entry.url:
        component["URL"] = vUri(safe(entry.url))
    if entry.is_event and (held := places(entry.place, entry.sites, say)):
        component["LOCATION"] = vText(safe(held))


# What many events share is made once.


@cache
def _text(text: str | bytes) -> Any:
    from icalendar import vText

    return vText(text)


@cache
def _stamped(recorded: str | None) -> Any:
    from icalendar import vDatetime

    return vDatetime(stamp(recorded))


@cache
def _categories(*names: str) -> Any:
    from icalendar import vCategory

    return vCategory(list(names))


def _when(event: Component, entry: CalendarEntry) -> None:
    """A block that ends at the deadline, or begins with the opening; whole days (the end is
    exclusive) for editions and dates without a time."""
    from icalendar import vDatetime, vDDDTypes

    if entry.is_event:
        first, last = event_days(entry)
        event["DTSTART"], event["DTEND"] = vDDDTypes(first), vDDDTypes(last + timedelta(days=1))
    elif entry.date_only:
        day = _day(entry)
        event["DTSTART"], event["DTEND"] = vDDDTypes(day), vDDDTypes(day + timedelta(days=1))
    else:
        begin, due = block(entry)
        event["DTSTART"], event["DTEND"] = vDatetime(begin), vDatetime(due)


def block(entry: CalendarEntry) -> tuple[datetime, datetime]:
    """Half an hour that ends at a deadline, or begins with an opening."""
    at = datetime.fromtimestamp(entry.at or 0, UTC)
    return (at - BLOCK, at) if entry.is_deadline else (at, at + BLOCK)


def _day(entry: CalendarEntry) -> date:
    return date.fromisoformat((entry.wall or "")[:10])


def stamp(recorded: str | None) -> datetime:
    """When a record last changed: the day its source was seen to have it, midnight UTC."""
    day = date.fromisoformat(recorded) if recorded else FIRST_COMPILED
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def minutes_since(year: int, when: datetime) -> int:
    """Minutes from the first day of the second year before ``year``: a number that grows when a
    date moves later."""
    return min(
        max(0, int((when - datetime(year - 2, 1, 1, tzinfo=UTC)).total_seconds() // 60)), 9_999_999
    )


def sequence(entry: CalendarEntry) -> int:
    """RFC 5545's SEQUENCE from the record alone: higher for every recorded move, and for every
    later date.

    Minutes (see ``minutes_since``), plus ten million for each earlier value, and a thousand million
    for a cancellation.
    """
    if entry.certainty == "estimated":
        return 0  # whatever is announced later is newer
    if entry.is_event:
        when = datetime.combine(event_days(entry)[0], datetime.min.time(), UTC)
    else:
        when = datetime.fromtimestamp(entry.at or 0, UTC)
    return minutes_since(entry.year, when) + 10_000_000 * (
        len(entry.revisions) + (100 if entry.cancelled else 0)
    )


def _alarm(entry: CalendarEntry, before: timedelta, text: str) -> Component:
    """So long before the deadline itself: counted from the start of its block, as every client can;
    a whole day begins and ends when the client's own does, so there it is the instant.
    """
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    first, last = block(entry)
    if entry.date_only:
        alarm.add("trigger", last - before, parameters={"VALUE": "DATE-TIME"})
    else:
        alarm.add("trigger", last - first - before)
    return alarm
