"""Calendar files put together of events that are written once, where an event stands in many of
them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from confradar.views.ics import BLOCK, Options, calendar_of, components, stamp, uid, written_out
from confradar.views.text import safe

if TYPE_CHECKING:
    from confradar.queries.calendar import CalendarEntry


def event_text(entry: CalendarEntry, options: Options, *, number: int) -> bytes:
    """An entry as it stands in calendar files, with this SEQUENCE: what is in many of them is
    written once."""
    from icalendar import vInt

    (event,) = components(entry, options)
    event["SEQUENCE"] = vInt(number)
    return written_out(event)


def cancelled_text(key: str, title: str, when: str, number: int, recorded: str | None) -> bytes:
    """An entry that is gone, as readers need it to remove it: ``when`` is an instant (RFC 3339), a
    day, or the first and last of several with a slash; ``number`` its SEQUENCE."""
    from icalendar import Event, vDatetime, vDDDTypes, vInt, vText

    event = Event()
    event["UID"] = vText(uid(key))
    event["DTSTAMP"] = event["LAST-MODIFIED"] = vDatetime(stamp(recorded))
    event["SEQUENCE"] = vInt(number)
    event["SUMMARY"] = vText(safe(title))
    event["STATUS"], event["TRANSP"] = vText("CANCELLED"), vText("TRANSPARENT")
    first, _, last = when.partition("/")
    if "T" in first:
        due = datetime.fromisoformat(first).astimezone(UTC)
        event["DTSTART"], event["DTEND"] = vDatetime(due - BLOCK), vDatetime(due)
    else:
        after = date.fromisoformat(last or first) + timedelta(days=1)
        event["DTSTART"] = vDDDTypes(date.fromisoformat(first))
        event["DTEND"] = vDDDTypes(after)
    return written_out(event)


def file_of(options: Options, events: Iterable[bytes]) -> bytes:
    """The calendar file that holds these events (see `event_text`)."""
    head, end = written_out(calendar_of(options)).split(b"END:", 1)
    return b"".join([head, *events, b"END:", end])
