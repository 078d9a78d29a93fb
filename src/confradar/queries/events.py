"""Where one can go: the days of editions, each with its place and until when to register."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from confradar.model.days import DAY
from confradar.model.kinds import CALLED_OFF
from confradar.queries.deadlines import deadlines
from confradar.queries.filters import VenueFilter, Where, held, says, where
from confradar.queries.first_screen import Part
from confradar.queries.forecast import event_days

if TYPE_CHECKING:
    from confradar.index.documents import EditionDoc, PartDoc, SiteDoc, VenueDoc
    from confradar.index.points import DeadlineItem

# What a first screen shows: so many seconds ahead, and so many events of 24 lines.
HALF_A_YEAR = 180 * DAY
SCREEN = 18
_FROM_HOME = frozenset({"online", "hybrid"})
_VENUE = "v.id, v.acronym, v.name, v.kind"
# What the part is called that an edition is mainly about.
MAIN_PART = "main"
_FEES = ("early_registration", "registration")


class LeftOut(NamedTuple):
    """How many events a question leaves out: ``placeless`` ones, whose place is not known, and
    ``estimated`` ones."""

    placeless: int
    estimated: int


class Time(NamedTuple):
    """From the ``first`` day to the ``last``, both inclusive (None: without end), and the instant
    ``now`` (seconds since the epoch) that tells which registration date is the next."""

    first: date
    last: date | None
    now: int


@dataclass(frozen=True, slots=True)
class Event:
    """An edition to go to: from ``start`` to ``end``, both inclusive.

    An estimate may begin as early as ``low`` and end as late as ``high`` (its 80 % interval); else
    these are the same days. ``certainty`` is confirmed, tentative or estimated. ``country`` is an
    ISO 3166 code, ``format`` in-person, online or hybrid; ``sites`` are the further sites,
    ``parts`` those with days of their own, ``only`` the names of the parts to which the days that
    were asked for belong, where others have none of them. ``early_registration`` and
    ``registration`` are the next such dates of its main track, else the latest that passed;
    ``url`` is the edition's page, else the venue's; ``gone`` and ``unapplied`` as of dated points.
    """

    venue: str
    acronym: str
    name: str
    kind: str
    year: int
    start: date
    end: date
    low: date
    high: date
    certainty: str
    url: str | None = None
    unapplied: int | None = None
    place: str | None = None
    country: str | None = None
    format: str | None = None
    early_registration: DeadlineItem | None = None
    registration: DeadlineItem | None = None
    source: str | None = None
    gone: str | None = None
    sites: tuple[SiteDoc, ...] = ()
    parts: tuple[PartDoc, ...] = ()
    only: tuple[str, ...] = ()


def events(
    index: sqlite3.Connection,
    wanted: VenueFilter,
    time: Time,
    *,
    online: bool = False,
    estimates: bool = False,
) -> list[Event]:
    """Editions of which a day is in a time, the soonest first; an estimate stands where it may
    begin.

    Regions, countries and the words of the query are those of the edition itself, not of the
    venue's earlier ones. ``online``: those that take place online too.
    Cancelled and postponed editions are left out. Raises UsageError for a filter that names
    something unknown.
    """
    fees = _fees(index, wanted, time.now)
    found = _found(index, wanted, time, online=online, estimates=estimates)
    return [_with_fees(event, fees) for event in found]


def near_events(items: Sequence[Event], *, today: date) -> Part[Event]:
    """Those of the next half year, as many as a screen has room for; where none is so near, those
    that come first."""
    near = sum((item.low - today).days * DAY <= HALF_A_YEAR for item in items)
    shown = tuple(items[: min(near or SCREEN, SCREEN)])
    return Part(shown, later=len(items) - len(shown))


def left_out(
    index: sqlite3.Connection,
    wanted: VenueFilter,
    time: Time,
    *,
    online: bool = False,
    estimates: bool = False,
) -> LeftOut:
    """What the same question does not show: of regions and countries the events of which it is not
    known where they are held, and estimates that were not asked for."""
    anywhere = wanted._replace(regions=(), countries=())
    placeless = (
        _found(index, anywhere, time, online=online, estimates=estimates)
        if anywhere != wanted
        else []
    )
    guessed = [] if estimates else _found(index, wanted, time, online=online, estimates=True)
    return LeftOut(
        sum(item.country is None and item.format != "online" for item in placeless),
        sum(item.certainty == "estimated" for item in guessed),
    )


def _found(
    index: sqlite3.Connection, wanted: VenueFilter, time: Time, *, online: bool, estimates: bool
) -> list[Event]:
    found = [_of_time(event, time) for event in _announced(index, wanted, time.first)]
    if estimates:
        found += _estimated(index, wanted)
    return [
        event
        for event in sorted(found, key=lambda event: (event.low, event.high, event.venue))
        if event.high >= time.first
        and (time.last is None or event.low <= time.last)
        and (not online or event.format in _FROM_HOME)
    ]


def _of_time(event: Event, time: Time) -> Event:
    """The event with the parts that alone are held on the days that were asked for: those that are
    not all of it, where the days of the main one are others."""
    last = event.end if time.last is None else min(time.last, event.end)
    asked = max(time.first, event.start).isoformat(), last.isoformat()
    there = [
        part["name"]
        for part in event.parts
        if part["start"] <= asked[1] and part.get("end", part["start"]) >= asked[0]
    ]
    named = {part["name"] for part in event.parts}
    return replace(event, only=tuple(there)) if MAIN_PART in named - set(there) else event


def _condition(index: sqlite3.Connection, wanted: VenueFilter, dates: str) -> Where:
    """The condition on events, in a table (alias ``dates``): countries too are of the edition."""
    condition = where(index, wanted._replace(countries=()), dates=dates)
    if wanted.countries:
        there = held(index, wanted.countries, dates)
        condition = condition._replace(sql=f"{condition.sql} and {there}")
    return condition


def _announced(index: sqlite3.Connection, wanted: VenueFilter, since: date) -> Iterator[Event]:
    condition = _condition(index, wanted, "e")
    rows = index.execute(
        f"select {_VENUE}, e.year, e.start, coalesce(e.end, e.start), e.place, e.country, "
        "coalesce(e.url, v.url), v.unapplied, e.doc from edition e join venue v "
        f"on v.position = e.venue where {condition.sql} and coalesce(e.end, e.start) >= ?",
        (*condition.values, since.isoformat()),
    )
    for id_, acronym, name, kind, year, first, last, place, country, url, line, doc in rows:
        edition: EditionDoc = json.loads(doc)
        gone = edition.get("gone")
        if edition.get("status") in CALLED_OFF:
            continue
        sites, parts = tuple(edition.get("sites", ())), tuple(edition.get("parts", ()))
        places = [place or "", *(site["place"] for site in sites)]
        if wanted.query is not None and not says(wanted.query, [*_texts(index, id_), *places]):
            continue
        days = date.fromisoformat(first), date.fromisoformat(last)
        certainty = "tentative" if line or gone or edition.get("doubt") else "confirmed"
        found = Event(id_, acronym, name, kind, year, *days, *days, certainty, url, line)
        yield replace(
            found,
            place=place,
            country=country,
            format=edition.get("format"),
            source=edition.get("source"),
            gone=gone,
            sites=sites,
            parts=parts,
        )


def _estimated(index: sqlite3.Connection, wanted: VenueFilter) -> Iterator[Event]:
    """Editions with estimated days, and the place where that is announced already."""
    condition = _condition(index, wanted, "t")
    venues = {
        id_: row for id_, *row in index.execute(f"select {_VENUE}, v.url, v.unapplied from venue v")
    }
    announced = {
        (id_, year): row
        for id_, year, *row in index.execute(
            "select v.id, e.year, e.place, e.country, e.url, json_extract(e.doc, '$.format'), "
            "json_extract(e.doc, '$.sites') from edition e join venue v on v.position = e.venue "
            "where e.start is null"
        )
    }
    for id_, first, last in event_days(index, condition):
        acronym, name, kind, url, line = venues[id_]
        place, country, page, form, further = announced.get((id_, first.year), (None,) * 5)
        sites: tuple[SiteDoc, ...] = tuple(json.loads(further or "[]"))
        places = [place or "", *(site["place"] for site in sites)]
        if wanted.query is None or says(wanted.query, [*_texts(index, id_), *places]):
            days = first.centre, last.centre, first.low, last.high
            named = id_, acronym, name, kind, first.year
            found = Event(*named, *days, "estimated", page or url, line, place, country, form)
            yield replace(found, source="estimate", sites=sites)


def _texts(index: sqlite3.Connection, venue: str) -> list[str]:
    """What a venue is found by, without the places of its editions."""
    ((doc, kind),) = index.execute("select doc, kind from venue where id = ?", (venue,))
    record: VenueDoc = json.loads(doc)
    areas = index.execute(
        "select n.folded from venue v join venue_topic t on t.venue = v.position "
        "join topic_name n on n.topic = t.topic where v.id = ?",
        (venue,),
    )
    names = (venue, record["acronym"], record["name"], record.get("name_zh", ""), kind)
    return [*names, *record.get("aliases", ()), *record.get("formerly", ()), *(n for (n,) in areas)]


def _with_fees(event: Event, fees: Mapping[tuple[str, int, str], DeadlineItem]) -> Event:
    early, late = (fees.get((event.venue, event.year, kind)) for kind in _FEES)
    return replace(event, early_registration=early, registration=late)


def _fees(
    index: sqlite3.Connection, wanted: VenueFilter, now: int
) -> dict[tuple[str, int, str], DeadlineItem]:
    """By venue, year and kind the registration date that comes next, else the latest one."""
    found: dict[tuple[str, int, str], DeadlineItem] = {}
    for item in deadlines(index, wanted, start=None, end=None, kinds=_FEES):
        key = item.venue, item.year, item.kind
        if item.track is None and (key not in found or found[key].at < now):
            found[key] = item
    return found
