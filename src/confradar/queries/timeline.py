"""A year of editions as bars: when to submit, under review, rebuttal, notification, camera-ready,
the event."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from confradar.index.points import DeadlineItem
from confradar.model.days import aoe_day
from confradar.model.kinds import CALLED_OFF
from confradar.queries.deadlines import deadlines
from confradar.queries.filters import VenueFilter, Where, where
from confradar.queries.forecast import event_days

# In the order in which they are drawn, the later over the earlier.
BAR_KINDS = (
    "review",
    "submission",
    "rebuttal",
    "event",
    "opening",
    "abstract",
    "camera_ready",
    "notification",
    "paper",
)
_POINTS = (
    "opening",
    "abstract",
    "paper",
    "review_release",
    "rebuttal_start",
    "rebuttal_end",
    "notification",
    "camera_ready",
)


@dataclass(frozen=True, slots=True)
class Bar:
    """Something that takes days, or a day: from ``first`` to ``last``, both inclusive, in the
    reader's zone.

    Of an estimate it may begin as early as ``low`` and end as late as ``high`` (its 80 % interval);
    else these are the same days.
    """

    kind: str
    round: int | None
    first: date
    last: date
    low: date
    high: date
    certainty: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A venue's edition with its bars, in the order of BAR_KINDS; ``unapplied`` as of deadlines."""

    venue: str
    acronym: str
    name: str
    unapplied: int | None
    year: int
    bars: tuple[Bar, ...]


def timeline(
    index: sqlite3.Connection,
    wanted: VenueFilter,
    *,
    start: date,
    end: date,
    zone: tzinfo | None,
    certainty: str = "all",
    limit: int | None = None,
) -> list[Edition]:
    """Editions with something between ``start`` and ``end`` (both inclusive), the one with the
    first date in it first.

    Main-track dates only, in ``zone`` (None: the system's). Cancelled editions are left out. Raises
    UsageError for a filter that names something unknown.
    """
    points: dict[tuple[str, int], list[DeadlineItem]] = {}
    for item in deadlines(index, wanted, start=None, end=None, kinds=_POINTS, certainty=certainty):
        if item.track is None:
            points.setdefault((item.venue, item.year), []).append(item)
    events = {(bar_of[0], bar_of[1]): bar_of[2] for bar_of in _events(index, wanted, certainty)}
    names = dict(_names(index, wanted))
    sooner_first = []
    for key in sorted({*points, *events}):
        bars = [*_bars(points.get(key, ()), zone), *([events[key]] if key in events else [])]
        bars.sort(key=lambda bar: (BAR_KINDS.index(bar.kind), bar.first, bar.round or 0))
        if seen := [
            max(bar.first, start)
            for bar in bars
            if bar.low <= end and bar.high >= start and bar.kind != "review"
        ]:
            sooner_first.append((min(seen), Edition(key[0], *names[key[0]], key[1], tuple(bars))))
    sooner_first.sort(key=lambda item: (item[0], item[1].acronym.casefold(), item[1].year))
    return [edition for _, edition in sooner_first[:limit]]


def _names(
    index: sqlite3.Connection, wanted: VenueFilter
) -> Iterator[tuple[str, tuple[str, str, int | None]]]:
    condition = where(index, wanted)
    sql = f"select id, acronym, name, unapplied from venue v where {condition.sql}"
    for id_, *names in index.execute(sql, condition.values):
        yield id_, tuple(names)


def day_of(item: DeadlineItem, zone: tzinfo | None) -> date:
    """The day of a dated point: the reader's, but of an estimate the day itself, which has no
    time."""
    if item.certainty == "estimated":
        return date.fromisoformat(item.wall[:10])
    return datetime.fromtimestamp(item.at, UTC).astimezone(zone).date()


def _range(item: DeadlineItem, zone: tzinfo | None) -> tuple[date, date]:
    """The first and last day of an estimate's interval, else the day twice."""
    if item.low is None or item.high is None:
        day = day_of(item, zone)
        return day, day
    return aoe_day(item.low), aoe_day(item.high)


def _bars(points: Sequence[DeadlineItem], zone: tzinfo | None) -> Iterator[Bar]:
    """The points of one edition as bars, round by round."""
    rounds: dict[int, dict[str, DeadlineItem]] = {}
    for item in points:
        rounds.setdefault(item.round or 1, {})[item.kind] = item
    for of_kind in rounds.values():
        abstract, paper, decision = (
            of_kind.get(kind) for kind in ("abstract", "paper", "notification")
        )
        for kind in ("opening", "abstract", "paper", "notification", "camera_ready"):
            if kind in of_kind:
                yield _bar(kind, of_kind[kind], of_kind[kind], zone)
        since = of_kind.get("opening") or abstract
        if since and paper and since.at < paper.at:
            yield _bar("submission", since, paper, zone)
        if paper and decision and paper.at < decision.at:
            yield _bar("review", paper, decision, zone)
        opened = of_kind.get("rebuttal_start") or of_kind.get("review_release")
        closed = of_kind.get("rebuttal_end")
        if begin := opened or closed:
            yield _bar(
                "rebuttal", begin, closed if closed and closed.at >= begin.at else begin, zone
            )


def _bar(kind: str, first: DeadlineItem, last: DeadlineItem, zone: tzinfo | None) -> Bar:
    doubts = {first.certainty, last.certainty}
    certainty = next(level for level in ("estimated", "tentative", "confirmed") if level in doubts)
    return Bar(
        kind,
        first.round,
        day_of(first, zone),
        day_of(last, zone),
        _range(first, zone)[0],
        _range(last, zone)[1],
        certainty,
    )


def _events(
    index: sqlite3.Connection, wanted: VenueFilter, certainty: str
) -> Iterator[tuple[str, int, Bar]]:
    """The days of editions: announced, else estimated from the ones before, by venue and year."""
    if certainty != "estimated":
        yield from _announced_events(index, where(index, wanted, dates="e"))
    if certainty != "confirmed":
        yield from _estimated_events(index, where(index, wanted, dates="t"))


def _announced_events(
    index: sqlite3.Connection, condition: Where
) -> Iterator[tuple[str, int, Bar]]:
    off = ", ".join(f"'{status}'" for status in sorted(CALLED_OFF))
    rows = index.execute(
        "select v.id, e.year, e.start, coalesce(e.end, e.start), v.unapplied "
        "from venue v join edition e on e.venue = v.position "
        f"where {condition.sql} and e.start is not null "
        f"and coalesce(json_extract(e.doc, '$.status'), '') not in ({off})",
        condition.values,
    )
    for id_, year, start, end, unapplied in rows:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
        certainty = "tentative" if unapplied else "confirmed"
        yield id_, year, Bar("event", None, first, last, first, last, certainty)


def _estimated_events(
    index: sqlite3.Connection, condition: Where
) -> Iterator[tuple[str, int, Bar]]:
    for id_, first, last in event_days(index, condition):
        event = "event", None, first.centre, last.centre, first.low, last.high, "estimated"
        yield id_, first.year, Bar(*event)


def months(start: date, count: int) -> list[date]:
    """The first days of ``count`` months from that of ``start`` on, and of the one after them."""
    firsts = [start.replace(day=1)]
    while len(firsts) <= count:
        firsts.append((firsts[-1] + timedelta(days=31)).replace(day=1))
    return firsts
