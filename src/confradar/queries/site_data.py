"""All that a web site shows, each table of the index read once, however many venues there are."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from confradar.index.forecast_tables import PAST_FORECASTS, RISKS
from confradar.index.points import POINTS, SELECT, DeadlineItem
from confradar.queries.calendar import RECENT, CalendarEntry, calendar, known_keys
from confradar.queries.cycles import REVIEWING, Cycle, cycles
from confradar.queries.events import Event, Time, events
from confradar.queries.filters import VenueFilter, Where, where
from confradar.queries.lookup import AMONG, among
from confradar.queries.topics import TopicItem, topics
from confradar.queries.venue_page import VenuePage, edition_status
from confradar.queries.venues import VenueItem, venues

if TYPE_CHECKING:
    from confradar.forecast.calibration import PastForecast
    from confradar.forecast.extensions import Risk
    from confradar.index.documents import EditionDoc, SourceDoc, VenueDoc

T = TypeVar("T")


class Question(NamedTuple):
    """What a site is about: the venues that are ``wanted``, seen at ``now`` (seconds since the
    epoch), its lists from ``start`` on, its calendars a month longer; with ``estimates`` or not.
    """

    wanted: VenueFilter
    now: int
    start: int
    estimates: bool = True


class SiteData(NamedTuple):
    """What the index says of the venues of a site, in the order of `list`.

    ``areas`` are each venue's topics with their ancestors; ``topics`` those that have venues here,
    each with how many; ``cycles`` those of venues that review for others; ``entries`` what its
    calendars hold; ``keys`` those of everything in the catalogue, on the site or not.
    """

    venues: Sequence[VenueItem]
    pages: Mapping[str, VenuePage]
    areas: Mapping[str, frozenset[str]]
    topics: Sequence[TopicItem]
    entries: Sequence[CalendarEntry]
    events: Sequence[Event]
    past: Mapping[str, Sequence[PastForecast]]
    risks: Mapping[str, Risk]
    cycles: Mapping[str, Sequence[Cycle]]
    sources: Sequence[SourceDoc]
    keys: frozenset[str]


def newest_record(index: sqlite3.Connection, *, but: Iterable[str] = ()) -> date:
    """The day of the newest record in the catalogue, ``but`` of these sources; the first day of the
    epoch where none has one."""
    (day,) = index.execute(
        "select max(day) from (select max(recorded) day from deadline union all "
        f"select max(recorded) from source where id not in {AMONG} union all "
        "select max(max(coalesce(json_extract(doc, '$.recorded'), ''), "
        "coalesce(json_extract(doc, '$.checked'), ''))) from edition)",
        (among(but),),
    ).fetchone()
    return date.fromisoformat(day) if day else date(1970, 1, 1)


def site_data(index: sqlite3.Connection, asked: Question) -> SiteData:
    """What a site shows. Raises UsageError for a filter that names something unknown."""
    certainty = "all" if asked.estimates else "confirmed"
    listed = list(venues(index, asked.wanted, now=asked.now, certainty=certainty))
    ids = [item.id for item in listed]
    (total,) = index.execute("select count(*) from venue").fetchone()
    own = VenueFilter() if len(ids) == total else VenueFilter(ids=ids)
    areas = _areas(index)
    of_site = {id_: areas.get(id_, frozenset()) for id_ in ids}
    first_day = datetime.fromtimestamp(asked.start, UTC).date()
    time = Time(first_day, None, asked.now)
    return SiteData(
        listed,
        dict(_pages(index, own, asked)),
        of_site,
        _topics(index, of_site),
        list(calendar(index, own, start=asked.start - RECENT, end=None, estimates=asked.estimates)),
        events(index, own, time, estimates=asked.estimates),
        _grouped(PAST_FORECASTS.by_venue(index, "1")),
        dict(RISKS.by_venue(index, "1")),
        _cycles(index, ids),
        [json.loads(doc) for (doc,) in index.execute("select doc from source order by id")],
        frozenset(known_keys(index)),
    )


def upcoming(data: SiteData, start: int) -> list[CalendarEntry]:
    """The dated points from an instant on that still hold, the soonest first."""
    return [entry for entry in data.entries if (entry.at or 0) >= start and not entry.cancelled]


def _pages(
    index: sqlite3.Connection, own: VenueFilter, asked: Question
) -> Iterator[tuple[str, VenuePage]]:
    """Everything about each venue, as `venues.venue_page` tells it of one."""
    condition = where(index, own)
    editions = _editions(index, condition, asked.now)
    estimates = _estimates(index, condition) if asked.estimates else {}
    names: dict[str, str] = dict(index.execute("select id, acronym from venue"))
    children = _grouped(
        (parent, (id_, acronym, name))
        for parent, id_, acronym, name in index.execute(
            "select parent, id, acronym, name from venue where parent is not null order by folded"
        )
    )
    topic_names: dict[str, str] = dict(index.execute("select id, en from topic"))
    sources = {key: json.loads(value) for key, value in index.execute("select id, doc from source")}
    sql = f"select id, doc, parent, unapplied from venue v where {condition.sql} order by position"
    for id_, doc, parent, unapplied in index.execute(sql, condition.values):
        record: VenueDoc = json.loads(doc) | ({"unapplied": unapplied} if unapplied else {})
        page = VenuePage(
            record["acronym"],
            record,
            editions.get(id_, []),
            children.get(id_, []),
            (parent, names[parent]) if parent in names else None,
            sources,
            {topic: topic_names.get(topic, topic) for topic in record["topics"]},
            estimates.get(id_, []),
            {
                edition["year"]: edition["submission"]
                for edition in editions.get(id_, ())
                if "submission" in edition
            },
        )
        yield id_, page


def _editions(
    index: sqlite3.Connection, condition: Where, now: int
) -> Mapping[str, list[EditionDoc]]:
    """The editions of each venue, newest first, each with its status."""
    rows = index.execute(
        "select v.id, e.doc from edition e join venue v on v.position = e.venue "
        f"where {condition.sql} order by e.year desc",
        condition.values,
    )
    found: dict[str, list[EditionDoc]] = _grouped((id_, json.loads(doc)) for id_, doc in rows)
    for edition in (edition for editions in found.values() for edition in editions):
        edition["status"] = edition_status(edition, now=now)
    return found


def _estimates(index: sqlite3.Connection, condition: Where) -> Mapping[str, list[DeadlineItem]]:
    """The estimates of each venue, the soonest first."""
    rows = index.execute(
        f"{SELECT} where {condition.sql} and d.certainty = 'estimated' "
        "order by d.at, d.kind, d.round",
        condition.values,
    )
    return _grouped((point.venue, point) for point in map(POINTS.read, rows))


def _cycles(index: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Sequence[Cycle]]:
    sql = "select id from venue where kind = ? union select via from deadline where via is not null"
    reviewing = {id_ for (id_,) in index.execute(sql, (REVIEWING,))}
    return {id_: found for id_ in ids if id_ in reviewing if (found := cycles(index, id_))}


def _areas(index: sqlite3.Connection) -> dict[str, frozenset[str]]:
    rows = index.execute(
        "select v.id, t.topic from venue_topic t join venue v on v.position = t.venue"
    )
    return {id_: frozenset(found) for id_, found in _grouped(rows).items()}


def _topics(index: sqlite3.Connection, areas: Mapping[str, frozenset[str]]) -> list[TopicItem]:
    """The tree, with how many of these venues each topic has; none without."""
    from dataclasses import replace

    counts: dict[str, int] = defaultdict(int)
    for found in areas.values():
        for topic in found:
            counts[topic] += 1
    return [replace(topic, venues=counts[topic.id]) for topic in topics(index) if counts[topic.id]]


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for id_, item in pairs:
        found[id_].append(item)
    return found
