"""Calendar entries: what they say in each language (titles, descriptions, original wordings), as
rows, and as a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING

from confradar.views.held import parts_text, places
from confradar.views.machine_rows import ENTRY, Row, window
from confradar.views.markdown import table
from confradar.views.reasons import label_of, reason_of
from confradar.views.text import local, safe, span, unapplied, utc, what
from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from confradar.queries.calendar import CalendarEntry


def summary(entry: CalendarEntry, say: Words = ENGLISH) -> str:
    """The title of an entry: ``NeurIPS 2026: paper deadline``; what was dropped before its day says
    so."""
    return _title(entry, say) + _mark(entry, say)


def off(entry: CalendarEntry, say: Words = ENGLISH) -> str:
    """What stands behind a title where the edition is called off; empty where it is not."""
    return say("note", text=say(f"status.{entry.status}")) if entry.status else ""


def _mark(entry: CalendarEntry, say: Words) -> str:
    own = unapplied(entry.unapplied, say)
    if entry.is_event or not entry.gone or entry.gone > (entry.wall or "")[:10]:
        return own
    return say("entry.gone") + own


def _title(entry: CalendarEntry, say: Words) -> str:
    venue = f"{safe(entry.acronym)} {entry.year}"
    if entry.is_event:
        return venue
    if entry.kind == "other" and entry.label:
        name = safe(entry.label)
    else:
        name = what(entry.kind or "other", entry.round, entry.track, say, group="due")
    title = say("entry.title", venue=venue, name=name)
    return say("estimate", title=title) if entry.certainty == "estimated" else title


def description(entry: CalendarEntry, say: Words, zone: tzinfo | None) -> list[str]:
    """The lines of an entry's description: the full name, the original wording and the instant,
    label, moves, source.

    ``zone`` is the reader's, None the system's.
    """
    return [
        safe(entry.name),
        *(_of_event(entry, say) if entry.is_event else _of_point(entry, say, zone)),
        *_of_record(entry, say),
    ]


def _of_event(entry: CalendarEntry, say: Words) -> Iterator[str]:
    if held := places(entry.place, entry.sites, say):
        yield say("entry.place", place=safe(held))
    if parts := parts_text(entry.parts, say):
        yield safe(parts)


def _of_point(entry: CalendarEntry, say: Words, zone: tzinfo | None) -> Iterator[str]:
    """What is told of a dated point: when, and whether that is sure, its label, its history."""
    yield wording(entry, say)
    if entry.certainty == "estimated":
        low, high = _window(entry)
        ready = "" if entry.kind == "notification" else say("entry.be_ready", low=low)
        yield say("entry.estimated", ready=ready, low=low, high=high)
        yield (entry.point and reason_of(entry.point, say)) or ""
    else:
        if entry.date_only and entry.is_deadline:
            yield say("entry.last_instant", instants=_last_instant(entry, say, zone))
        if entry.label and entry.kind != "other":
            yield say("entry.label", label=safe(entry.label))
    if entry.via:
        yield say("entry.via", venue=safe(entry.via))
    if entry.revisions:
        days = (re.split("[ T]", str(item["at"]))[0] for item in entry.revisions)
        yield say("entry.moved", days=", ".join(days))


def _of_record(entry: CalendarEntry, say: Words) -> Iterator[str]:
    """What is told of every entry: whether it still holds, its page, its source."""
    if entry.status:
        yield say(f"entry.{entry.status}")
    if entry.gone:
        yield say("entry.gone_since", day=entry.gone)
    if entry.url:
        yield safe(entry.url)
    if entry.source and entry.certainty != "estimated":
        yield say("entry.source", source=safe(entry.source))
    if entry.point and entry.point.evidence:
        yield say("entry.read", day=entry.recorded or "", line=safe(entry.point.evidence))


def _last_instant(entry: CalendarEntry, say: Words, zone: tzinfo | None) -> str:
    """``Sat 9 Jan 2027 11:59 UTC = Sat 9 Jan 2027 19:59 UTC+08:00``: in UTC, and in the reader's
    zone where that is another."""
    exact, mine = local(entry.at or 0, UTC), local(entry.at or 0, zone)
    offset = f"{mine:%z}"
    moments = [(exact, "UTC")]
    if mine.utcoffset():
        moments.append((mine, f"UTC{offset[:3]}:{offset[3:5]}"))
    return " = ".join(f"{say.of_week(moment)} {moment:%H:%M} {name}" for moment, name in moments)


def _window(entry: CalendarEntry) -> tuple[date, date]:
    """The first and the last day of an estimate's interval."""
    if entry.point is None:
        raise ValueError("an edition's own days are no estimate of a point")
    return span(entry.point)


def readiness(entry: CalendarEntry, say: Words = ENGLISH) -> str:
    """What to do about an estimate: ``be ready by 2027-01-20, est. 2027-01-20 to 2027-02-01``."""
    low, high = _window(entry)
    key = "readiness.notification" if entry.kind == "notification" else "readiness"
    return say(key, low=low, high=high)


def wording(entry: CalendarEntry, say: Words = ENGLISH) -> str:
    """``Fri 15 May 2026 23:59 AoE = Sat 16 May 11:59 UTC``; the day alone where no time was
    published."""
    wall = datetime.fromisoformat(entry.wall or "")
    day = say.of_week(wall)
    if entry.date_only:
        return say("entry.wording.day", day=day, zone=safe(entry.zone or ""))
    clock = f"{wall:%H:%M}" if wall.second in {0, 59} else f"{wall:%H:%M:%S}"
    exact = datetime.fromtimestamp(entry.at or 0, UTC)
    instant = f"{say.of_week(exact, say.near_day(exact))} {exact:%H:%M}"
    return say("entry.wording", day=day, clock=clock, zone=safe(entry.zone or ""), instant=instant)


def event_days(entry: CalendarEntry) -> tuple[date, date]:
    """First and last day of an edition."""
    return date.fromisoformat(entry.start or ""), date.fromisoformat(entry.end or "")


def entry_row(entry: CalendarEntry, say: Words) -> Row:
    """A calendar entry, with the UID, title and sequence that its event in an .ics has."""
    from confradar.views.ics import sequence, uid

    plain = {name: getattr(entry, name, None) for name in ENTRY.columns}
    return plain | {
        "uid": uid(entry.key),
        "summary": summary(entry, say),
        "kind": entry.kind or "event",
        "at": utc(entry.at) if entry.at is not None else None,
        **window(entry),
        "status": entry.status or ("tentative" if entry.certainty != "confirmed" else "confirmed"),
        "sequence": sequence(entry),
        "label": label_of(entry.point) if entry.point else None,
        "reason": reason_of(entry.point) if entry.point else None,
        "sites": list(entry.sites),
        "parts": list(entry.parts),
    }


def markdown(entries: Iterable[CalendarEntry], say: Words) -> Iterator[str]:
    """A table to paste into a page: day (UTC), title, original wording, place, link."""
    names = ("when", "what", "announced", "place", "link")
    rows = (dict(zip(names, _cells(entry, say), strict=True)) for entry in entries)
    return table(rows, [say(f"page.{name}") for name in names])


def _cells(entry: CalendarEntry, say: Words) -> Iterator[str | None]:
    if entry.is_event:
        yield f"{entry.start} - {entry.end}"
    else:
        yield (entry.wall or "")[:10] if entry.date_only else utc(entry.at or 0)
    yield summary(entry, say) + off(entry, say)
    yield "" if entry.is_event else wording(entry, say)
    yield places(entry.place, entry.sites, say) or None
    yield entry.url
