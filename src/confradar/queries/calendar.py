"""What goes into a calendar: dated points and the editions' own days, with all that an entry tells."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from confradar.queries.deadlines import find_deadline_kind
from confradar.queries.filters import AMONG, CERTAINTIES, VenueFilter, among, where


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A dated point (``at`` in seconds since the epoch) or an edition's days (``start`` to ``end``, ISO dates, both inclusive).

    ``topics`` and ``revisions`` are decoded; ``recorded`` is the ISO day on which the record last changed, where known,
    ``gone`` the one since which the lists that had it do not; ``via`` the venue that reviews the papers where this one does not;
    ``unapplied`` the line of the reader's own file that breaks a rule, so that what it says of the venue is left out.
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
    at: int | None = None
    kind: str | None = None
    round: int | None = None
    track: str | None = None
    wall: str | None = None
    zone: str | None = None
    date_only: bool = False
    certainty: str = "confirmed"
    low: int | None = None
    high: int | None = None
    label: str | None = None
    revisions: tuple[dict[str, Any], ...] = ()
    start: str | None = None
    end: str | None = None
    lasting: str | None = None
    via: str | None = None
    unapplied: int | None = None

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
        """What identifies it for good: venue, year, and the lasting key of its first sight; never a date or a title."""
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
    """Entries from ``start`` to ``end`` (seconds since the epoch, None is open): dated points in order of time, then editions' days.

    An edition counts while any of its days is in the window. Cancelled ones are included and marked. Raises UsageError.
    """
    condition = where(index, wanted)
    base = "v.id, v.acronym, v.name, v.kind, v.topics, {}.year, e.doc, v.url, v.unapplied"
    certainty = CERTAINTIES["all" if estimates else "confirmed"]
    given = [find_deadline_kind(name) for entry in kinds for name in entry.split(",") if name.strip()]
    of_kind = f" and d.kind in {AMONG}" if given else ""
    points = f"""
        select {base.format("d")}, d.at, d.kind, d.round, d.track, d.wall, d.zone, d.date_only, d.certainty, d.low, d.high, d.label, d.source, d.revisions, d.recorded, d.gone, d.key, d.via
        from deadline d join venue v on v.position = d.venue left join edition e on e.venue = d.venue and e.year = d.year
        where {condition.sql} and (? is null or d.at >= ?) and (? is null or d.at <= ?){of_kind} and {certainty}
        order by d.at, v.id, d.kind, d.round, d.track"""  # noqa: S608 # placeholders only
    for row in index.execute(points, (*condition.values, start, start, end, end, *([among(given)] if given else ()))):
        facts = _facts(row)
        at, kind, number, track, wall, zone, date_only, certainty, low, high, label, source, revisions, recorded, gone, lasting, via = row[
            9:
        ]
        facts.update(source=source, recorded=recorded, gone=gone)
        yield CalendarEntry(
            **facts, at=at, kind=kind, round=number, track=track, wall=wall, zone=zone, date_only=bool(date_only), certainty=certainty,
            low=low, high=high, label=label, revisions=tuple(json.loads(revisions)) if revisions else (), lasting=lasting, via=via,
        )  # fmt: skip
    if not events or given:
        return
    days = f"""
        select {base.format("e")}, e.start, e.end from edition e join venue v on v.position = e.venue
        where {condition.sql} and e.start is not null
          and (? is null or coalesce(e.end, e.start) >= date(?, 'unixepoch')) and (? is null or e.start <= date(?, 'unixepoch'))
        order by e.start, v.id"""  # noqa: S608 # placeholders only
    for row in index.execute(days, (*condition.values, start, start, end, end)):
        yield CalendarEntry(**_facts(row), start=row[9], end=row[10] or row[9])


def known_keys(index: sqlite3.Connection) -> set[str]:
    """The keys of everything in the catalogue, to tell what was removed from what was only not selected."""
    points = index.execute("select v.id, d.year, d.key from deadline d join venue v on v.position = d.venue")
    keys = {f"{venue}/{year}/{key}" for venue, year, key in points}
    events = index.execute("select v.id, e.year from edition e join venue v on v.position = e.venue where e.start is not null")
    return keys | {f"{venue}/{year}/event" for venue, year in events}


def _facts(row: Sequence[Any]) -> dict[str, Any]:
    id_, acronym, name, kind, topics, year, doc, url, unapplied = row[:9]
    edition = json.loads(doc) if doc else {}  # an estimated edition has no record yet
    return {
        "venue": id_,
        "acronym": acronym,
        "name": name,
        "venue_kind": kind,
        "topics": tuple(json.loads(topics)),
        "year": year,
        "url": edition.get("url") or url,
        "place": edition.get("place"),
        "status": edition.get("status"),
        "recorded": edition.get("recorded"),
        "gone": edition.get("gone"),
        "source": edition.get("source"),
        "unapplied": unapplied,
    }
