"""One-click links that open a calendar's own form, filled in."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from confradar.views.calendar_entries import description, event_days, summary
from confradar.views.ics import block

if TYPE_CHECKING:
    from confradar.queries.calendar import CalendarEntry
    from confradar.views.words import Words

SERVICES = ("google", "outlook")


def link(entry: CalendarEntry, service: str, say: Words, zone: tzinfo | None) -> str:
    """A link for Google Calendar's ``render?action=TEMPLATE`` or Outlook's ``deeplink/compose``;
    ``zone`` is the reader's."""
    text, details = summary(entry, say), "\n".join(description(entry, say, zone))
    if entry.is_event or entry.date_only:
        if entry.is_event:
            first, last = event_days(entry)
        else:
            first = last = datetime.fromisoformat(entry.wall or "").date()
        after = last + timedelta(days=1)
        google = f"{first:%Y%m%d}/{after:%Y%m%d}"
        outlook = {"startdt": first.isoformat(), "enddt": after.isoformat(), "allday": "true"}
    else:
        start, end = block(entry)
        google = f"{start:%Y%m%dT%H%M%SZ}/{end:%Y%m%dT%H%M%SZ}"
        outlook = {"startdt": f"{start:%Y-%m-%dT%H:%M:%SZ}", "enddt": f"{end:%Y-%m-%dT%H:%M:%SZ}"}
    place = {"location": entry.place} if entry.is_event and entry.place else {}
    if service == "google":
        query = {"action": "TEMPLATE", "text": text, "dates": google, "details": details, **place}
        return f"https://calendar.google.com/calendar/render?{urlencode(query, quote_via=quote)}"
    query = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": text,
        **outlook,
        "body": details,
        **place,
    }
    return (
        f"https://outlook.live.com/calendar/0/deeplink/compose?{urlencode(query, quote_via=quote)}"
    )
