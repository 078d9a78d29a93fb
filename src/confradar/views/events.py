"""Events as a table and as rows: when, where, and until when to register."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from confradar.views.deadlines import doubt, star
from confradar.views.grid import NARROW, WIDE, Cell, Column, Grid, Styled
from confradar.views.held import places
from confradar.views.machine_rows import Row, deadline_document
from confradar.views.text import HALF_A_YEAR, local, ready, short_day, unapplied
from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from confradar.index.points import DeadlineItem
    from confradar.queries.events import Event


def event_row(item: Event, *, now: int, zone: tzinfo | None) -> Row:
    """An event item; days are ISO dates, ``low`` and ``high`` of an estimate only."""
    estimated = item.certainty == "estimated"
    return {
        "venue": item.venue,
        "year": item.year,
        "acronym": item.acronym,
        "kind": item.kind,
        "start": item.start.isoformat(),
        "end": item.end.isoformat(),
        "low": item.low.isoformat() if estimated else None,
        "high": item.high.isoformat() if estimated else None,
        "certainty": item.certainty,
        "place": item.place,
        "country": item.country,
        "sites": list(item.sites),
        "parts": list(item.parts),
        "format": item.format,
        "early_registration": deadline_document(item.early_registration, now=now, zone=zone),
        "registration": deadline_document(item.registration, now=now, zone=zone),
        "early_registration_certainty": _certainty(item.early_registration),
        "registration_certainty": _certainty(item.registration),
        "url": item.url,
        "source": item.source,
        "gone": item.gone,
        "name": item.name,
        "unapplied": item.unapplied,
    }


def _certainty(item: DeadlineItem | None) -> str | None:
    return item.certainty if item else None


def table(
    items: Iterable[Event],
    *,
    now: int,
    zone: tzinfo | None,
    width: int,
    followed: Container[str] = (),
    say: Words = ENGLISH,
) -> Grid:
    """Events: days, venue (with a star where followed), place, the last days for the early fee and
    for registering, and, where there is room, the link. An estimate's days are those on which it
    may fall, with a ``~``; what is not sure has a ``?``. Days are never cut."""
    today = local(now, zone).date()
    rows: list[list[Cell]] = []
    columns = _columns(width, say)
    for item in items:
        cells = (
            _days(item, today, say),
            f"{item.acronym}{star(item.venue, followed)} {item.year}{_only(item, say)}",
            _place(item, say) + unapplied(item.unapplied, say),
            _until(item.early_registration, now, zone, say),
            _until(item.registration, now, zone, say),
            item.url or "",
        )
        faint = item.certainty == "estimated"
        rows.append([Styled(cell, "dim") if faint else cell for cell in cells[: len(columns)]])
    return columns, rows


def _columns(width: int, say: Words) -> list[Column]:
    narrow, wide = width < NARROW, width >= WIDE
    columns = [
        Column(say("column.when"), whole=True),
        Column(
            say("column.event"),
            style="bold",
            cap=24,
            floor=9 if narrow else 14,
            grow=True,
            yearly=True,
            turn=0,
        ),
        Column(
            say("column.where"),
            wrap=True,
            floor=13 if narrow else 28 if wide else 18,
            turn=0 if wide else 1,
        ),
        Column(say("column.early"), whole=True, spare=True),
        Column(say("column.register"), whole=True, spare=True),
    ]
    if wide:
        columns.append(Column(say("column.link"), wrap=True, floor=24, spare=True))
    return columns


def _days(item: Event, today: date, say: Words) -> str:
    """``9-14 Mar``, with the year where it is not plain which one, and the mark of certainty."""
    if item.certainty == "estimated":
        return f"~{_between(item.low, item.high, today, say)}"
    days = _between(item.start, item.end, today, say)
    return f"{days} ?" if item.certainty == "tentative" else days


def _between(first: date, last: date, today: date, say: Words) -> str:
    if (last - today).days >= HALF_A_YEAR:
        return say.days(first, last)
    return say.near_days(first, last)


def _place(item: Event, say: Words) -> str:
    """Where it is, of several sites the cities, and that one can take part from home."""
    held = places(item.place, item.sites, say, brief=True)
    if item.format == "online":
        return held or say("format.online")
    at_home = say("note", text=say("format.hybrid")) if item.format == "hybrid" else ""
    return f"{held}{at_home}".strip()


def _only(item: Event, say: Words) -> str:
    """`` (workshops)``: the parts that alone are held then."""
    named = say("list").join(say.named("held", name) for name in item.only)
    return say("note", text=named) if named else ""


def _until(item: DeadlineItem | None, now: int, zone: tzinfo | None, say: Words) -> str:
    """The last day to register, or that it is over; of an estimate the early side, with a ``~``."""
    if item is None:
        return ""
    if item.certainty == "estimated":
        return ready(item, now, zone, say, short=True)
    if item.at < now:
        return say("passed")
    return short_day(local(item.at, zone).date(), now, say) + doubt(item, say, short=True)
