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

# The form of each service.
_FORMS = {
    "google": "https://calendar.google.com/calendar/render",
    "outlook": "https://outlook.live.com/calendar/0/deeplink/compose",
}
SERVICES = tuple(_FORMS)


def links(entry: CalendarEntry, say: Words, zone: tzinfo | None) -> dict[str, str]:
    """By service a link for Google Calendar's ``render?action=TEMPLATE`` and for Outlook's
    ``deeplink/compose``; ``zone`` is the reader's."""
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
    queries = {
        "google": {"action": "TEMPLATE", "text": text, "dates": google, "details": details},
        "outlook": {
            "path": "/calendar/action/compose",
            "rru": "addevent",
            "subject": text,
            **outlook,
            "body": details,
        },
    }
    return {
        service: f"{_FORMS[service]}?{urlencode({**query, **place}, quote_via=quote)}"
        for service, query in queries.items()
    }
