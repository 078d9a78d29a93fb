"""What goes into a calendar: dated points and the editions' own days, with all that an entry
says."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from confradar.index.documents import PartDoc, RevisionDoc, SiteDoc
from confradar.index.points import POINTS, DeadlineItem
from confradar.model.days import DAY
from confradar.queries.deadlines import find_kinds
from confradar.queries.filters import CERTAINTIES, VenueFilter, Where, where
from confradar.queries.lookup import AMONG, among

T = TypeVar("T")
# How far back a calendar reaches where nothing else is said, in seconds.
RECENT = 30 * DAY


class _OfPoint(Generic[T]):
    """A field of an entry's dated point; ``default`` where the entry is an edition's days."""

    def __init__(self, default: T) -> None:
        self._default = default

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, entry: CalendarEntry, owner: type | None = None) -> T:
        value: T = getattr(entry.point, self._name) if entry.point else self._default
        return value


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A dated point, or (without one) an edition's days: ``start`` to ``end``, ISO dates, both
    inclusive.

    ``topics`` are ids; ``status`` is cancelled or postponed; ``sites`` are an edition's further
    sites, ``parts`` those with days of their own; the rest is as of a dated point.
    """

    venue: str
    acronym: str
    name: str
    venue_kind: str
    topics: tuple[str, ...]
    year: int
    url: str | None
    place: str | None
    status: str | None
    recorded: str | None
    gone: str | None
    source: str | None
    unapplied: int | None = None
    start: str | None = None
    end: str | None = None
    point: DeadlineItem | None = None
    sites: tuple[SiteDoc, ...] = ()
    parts: tuple[PartDoc, ...] = ()

    at = _OfPoint[int | None](None)
    kind = _OfPoint[str | None](None)
    round = _OfPoint[int | None](None)
    track = _OfPoint[str | None](None)
    wall = _OfPoint[str | None](None)
    zone = _OfPoint[str | None](None)
    date_only = _OfPoint[bool](False)  # the value of the field
    certainty = _OfPoint[str]("confirmed")
    low = _OfPoint[int | None](None)
    high = _OfPoint[int | None](None)
    label = _OfPoint[str | None](None)
    via = _OfPoint[str | None](None)
    link = _OfPoint[str | None](None)
    lasting = _OfPoint[str | None](None)

    @property
    def revisions(self) -> tuple[RevisionDoc, ...]:
        """Earlier values, oldest first."""
        return (
            tuple(json.loads(self.point.revisions)) if self.point and self.point.revisions else ()
        )

    @property
    def cancelled(self) -> bool:
        """Whether it no longer holds: its edition's ``status`` is cancelled or postponed."""
        return self.status is not None

    @property
    def is_event(self) -> bool:
        """Whether this is an edition's own days."""
        return self.at is None

    @property
    def is_deadline(self) -> bool:
        """Whether something is due then: it is neither an edition's own days nor an opening."""
        return not self.is_event and self.kind != "opening"

    @property
    def key(self) -> str:
        """What identifies it for good: venue, year, and the lasting key of its first sight; never a
        date or a title."""
        if self.is_event:
            return f"{self.venue}/{self.year}/event"
        own = f"{self.kind}/{self.round or 1}" + (f"/{self.track}" if self.track else "")
        return f"{self.venue}/{self.year}/{self.lasting or own}"


def calendar(
    index: sqlite3.Connection,
    wanted: VenueFilter,
    *,
    start: int | None,
    end: int | None,
    kinds: Sequence[str] = (),
    events: bool = True,
    estimates: bool = False,
) -> Iterator[CalendarEntry]:
    """Entries from ``start`` to ``end`` (seconds since the epoch, None is open): dated points in
    order of time, then editions' days.

    An edition counts while any of its days is in the window. Cancelled ones are included and
    marked. Raises UsageError.
    """
    given = find_kinds(kinds)
    condition = where(index, wanted, dates="d")
    clause, values = _between(condition, start, end, given, "all" if estimates else "confirmed")
    points = f"""
        select v.kind, v.topics, json_extract(e.doc, '$.status'), {POINTS.select("d")}
        from deadline d join venue v on v.position = d.venue
          left join edition e on e.venue = d.venue and e.year = d.year
        where {clause} order by d.at, v.id, d.kind, d.round, d.track"""
    for kind, topics, status, *point in index.execute(points, values):
        yield entry_of(POINTS.read(point), venue_kind=kind, topics=topics, status=status)
    if events and not given:
        yield from _events(index, where(index, wanted, dates="e"), start, end)


def _events(
    index: sqlite3.Connection, condition: Where, start: int | None, end: int | None
) -> Iterator[CalendarEntry]:
    """The days of editions, in order of time."""
    days = f"""
        select v.id, v.acronym, v.name, v.kind, v.topics, e.year, coalesce(e.url, v.url), e.place,
          e.doc, v.unapplied, e.start, coalesce(e.end, e.start)
        from edition e join venue v on v.position = e.venue
        where {condition.sql} and e.start is not null
          and (? is null or coalesce(e.end, e.start) >= date(?, 'unixepoch'))
          and (? is null or e.start <= date(?, 'unixepoch'))
        order by e.start, v.id"""
    for row in index.execute(days, (*condition.values, start, start, end, end)):
        id_, acronym, name, kind, topics, year, url, place, doc, unapplied, first, last = row
        edition = json.loads(doc)
        yield CalendarEntry(
            id_,
            acronym,
            name,
            kind,
            tuple(json.loads(topics)),
            year,
            url,
            place,
            **{key: edition.get(key) for key in ("status", "recorded", "gone", "source")},
            unapplied=unapplied,
            start=first,
            end=last,
            sites=tuple(edition.get("sites", ())),
            parts=tuple(edition.get("parts", ())),
        )


def grouped(entries: Iterable[CalendarEntry], by: str) -> dict[str | None, Sequence[CalendarEntry]]:
    """The entries of each venue, or of each topic (``by``), in the order of their ids."""
    groups: dict[str, list[CalendarEntry]] = {}
    for entry in entries:
        for key in (entry.venue,) if by == "venue" else entry.topics:
            groups.setdefault(key, []).append(entry)
    return dict(sorted(groups.items()))


def count_of_estimates(
    index: sqlite3.Connection,
    wanted: VenueFilter,
    *,
    start: int | None,
    end: int | None,
    kinds: Sequence[str] = (),
) -> int:
    """How many estimates ``calendar`` would give beside what is announced. Raises UsageError."""
    condition = where(index, wanted, dates="d")
    clause, values = _between(condition, start, end, find_kinds(kinds), "estimated")
    sql = f"select count(*) from deadline d join venue v on v.position = d.venue where {clause}"
    return int(index.execute(sql, values).fetchone()[0])


def _between(
    condition: Where, start: int | None, end: int | None, kinds: Sequence[str], certainty: str
) -> tuple[str, tuple[object, ...]]:
    """SQL for the dated points of a time, and its values."""
    of_kind = f" and d.kind in {AMONG}" if kinds else ""
    of_time = "(? is null or d.at >= ?) and (? is null or d.at <= ?)"
    sql = f"{condition.sql} and {of_time}{of_kind} and {CERTAINTIES[certainty]}"
    return sql, (*condition.values, start, start, end, end, *([among(kinds)] if kinds else ()))


def entry_of(
    point: DeadlineItem, *, venue_kind: str, topics: str, status: str | None
) -> CalendarEntry:
    """The entry of a dated point; ``topics`` is a JSON list of ids."""
    own = {
        name: getattr(point, name)
        for name in (
            "venue",
            "acronym",
            "name",
            "year",
            "url",
            "place",
            "recorded",
            "gone",
            "source",
            "unapplied",
        )
    }
    return CalendarEntry(
        **own, venue_kind=venue_kind, topics=tuple(json.loads(topics)), status=status, point=point
    )


def known_keys(index: sqlite3.Connection) -> set[str]:
    """The keys of everything in the catalogue, to know what was removed from what was only not
    selected."""
    points = index.execute(
        "select v.id, d.year, d.lasting from deadline d join venue v on v.position = d.venue"
    )
    keys = {f"{venue}/{year}/{key}" for venue, year, key in points}
    events = index.execute(
        "select v.id, e.year from edition e join venue v on v.position = e.venue "
        "where e.start is not null"
    )
    return keys | {f"{venue}/{year}/event" for venue, year in events}
