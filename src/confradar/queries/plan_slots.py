"""The slots of a plan: where a paper can be submitted, and when it is decided there, one slot for
each edition and round; and why a venue offers none."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median_low
from types import MappingProxyType

from confradar.forecast.reason import Reason
from confradar.index.points import POINTS, SELECT, DeadlineItem
from confradar.model.days import DAY, aoe_day
from confradar.model.kinds import CALLED_OFF, PAPER_KINDS
from confradar.queries.calendar import CalendarEntry, calendar
from confradar.queries.cycles import REVIEWING, cycles
from confradar.queries.filters import VenueFilter, Where, where

# What a paper deadline is told by, of the cycle in which the papers are reviewed.
_OF_CYCLE = (
    *("at", "wall", "zone", "date_only", "certainty", "low", "high", "label", "source"),
    *("revisions", "recorded", "gone", "link", "evidence", "basis"),
)


@dataclass(frozen=True, slots=True)
class Span:
    """When something is: ``at``, and no earlier than ``low``, no later than ``high`` (seconds since
    the epoch).

    All three are equal for what is announced; an estimate's are its 80 % interval.
    """

    low: int
    at: int
    high: int

    @classmethod
    def of(cls, item: DeadlineItem) -> Span:
        """The time of a dated point."""
        low, high = (item.at if edge is None else edge for edge in (item.low, item.high))
        return cls(min(low, item.at), item.at, max(high, item.at))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A venue as a plan weighs it. ``acceptance`` is the share accepted (0 to 1) of its latest
    edition that says it, ``fit`` how well the paper's text fits it (0 to 1), where one is given;
    ``unapplied`` as of deadlines.
    """

    id: str
    acronym: str
    name: str
    kind: str
    ccf: str | None
    core: str | None
    h5: int | None
    acceptance: float | None
    fit: float = 0.0
    unapplied: int | None = None
    thcpl: str | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """One chance to submit: an edition's round with its main-track dates. ``notification`` is None
    where it is not known.

    Where another venue reviews the papers (ARR), both stages are one slot: ``paper`` is when its
    cycle takes them, ``reviewer`` its short name, and ``commitment`` until when they are committed
    to this edition, if that is known.
    """

    venue: Candidate
    abstract: DeadlineItem | None
    paper: DeadlineItem
    notification: DeadlineItem | None
    commitment: DeadlineItem | None = None
    reviewer: str | None = None

    @property
    def place(self) -> tuple[int, str, int, int]:
        """Its place among equals: the sooner deadline, then by id, year and round."""
        return self.paper.at, self.venue.id, self.paper.year, self.paper.round or 1

    @property
    def edition(self) -> tuple[str, int]:
        """The venue and year."""
        return self.venue.id, self.paper.year

    @property
    def decided(self) -> Span | None:
        """When the paper is free again."""
        return Span.of(self.notification) if self.notification else None


@dataclass(frozen=True, slots=True)
class Offer:
    """A matching venue with its slots, soonest first, past ones too. ``none`` says why there are
    none: cancelled, postponed, rolling, no papers (a course, a project...), reviews for others, no
    date known. ``committed`` is when it last takes papers that were reviewed elsewhere (ARR).
    """

    venue: Candidate
    slots: tuple[Slot, ...]
    none: str | None
    committed: DeadlineItem | None


def offers(
    index: sqlite3.Connection,
    wanted: VenueFilter,
    *,
    confirmed: bool = False,
    fits: Mapping[str, float] = MappingProxyType({}),
) -> list[Offer]:
    """Every matching venue with its slots, past ones too, in the catalogue's order. ``confirmed``
    leaves estimates out; ``fits`` holds by id how well the paper's text fits.

    A slot's notification is the announced one of its round, else its estimate, else reckoned from
    the venue's own history (see ``reckoned``), which ``confirmed`` leaves out too. Raises
    UsageError for a filter that names something unknown.
    """
    condition = where(index, wanted)
    rates = _acceptance(index)
    rows = index.execute(
        "select v.position, v.id, v.acronym, v.name, v.kind, v.ccf, v.core, v.h5, v.unapplied, "
        "v.thcpl, json_extract(v.doc, '$.cadence') "
        f"from venue v where {condition.sql} order by v.position",
        condition.values,
    ).fetchall()
    points = _points(index, condition)
    off = _called_off(index)
    reviewed = _reviewed(index, points)
    acronyms = dict(index.execute("select id, acronym from venue where kind = ?", (REVIEWING,)))
    result = []
    for position, *facts, unapplied, thcpl, cadence in rows:
        rate, fit = rates.get(position), fits.get(facts[0], 0.0)
        venue = Candidate(*(*facts, rate, fit, unapplied, thcpl))
        own = [*points.get(venue.id, []), *reviewed.get(venue.id, [])]
        own.sort(key=lambda item: (item.at, item.year, item.round or 1))
        usable = [item for item in own if not confirmed or item.certainty != "estimated"]
        slots = tuple(_slots(venue, usable, [] if confirmed else lags(own), acronyms))
        none = None if slots else _why_none(venue, usable, cadence, off.get(position))
        committed = [item for item in usable if item.kind == "commitment"]
        result.append(Offer(venue, slots, none, committed[-1] if committed else None))
    return result


def _points(index: sqlite3.Connection, condition: Where) -> dict[str, list[DeadlineItem]]:
    """The dates by which papers are sent in and decided, of main tracks, by venue."""
    points: dict[str, list[DeadlineItem]] = {}
    sql = f"""{SELECT} where {condition.sql} and d.track is null and d.cancelled = 0
        and (d.gone is null or d.gone > substr(d.wall, 1, 10))
        and d.kind in ('abstract', 'paper', 'commitment', 'notification')
        order by d.at, d.year, d.round"""
    for row in index.execute(sql, condition.values):
        item = POINTS.read(row)
        points.setdefault(item.venue, []).append(item)
    return points


def _reviewed(
    index: sqlite3.Connection, points: Mapping[str, Sequence[DeadlineItem]]
) -> dict[str, list[DeadlineItem]]:
    """For editions that only say when to commit reviewed papers, by venue: when the cycle that
    leads there takes them, as a paper deadline of the edition."""
    given = [item for own in points.values() for item in own]
    papers = {(item.venue, item.year) for item in given if item.kind == "paper"}
    vias = {item.via for item in given if item.via and (item.venue, item.year) not in papers}
    found: dict[str, list[DeadlineItem]] = {}
    for via in sorted(vias):
        for cycle in cycles(index, via):
            for fed in cycle.feeds:
                if fed.commitment and (fed.venue, fed.year) not in papers:
                    of_cycle = {name: getattr(cycle.paper, name) for name in _OF_CYCLE}
                    shown = fed.commitment._replace(kind="paper", lasting=None, **of_cycle)
                    found.setdefault(fed.venue, []).append(shown)
    return found


def _slots(
    venue: Candidate,
    points: Sequence[DeadlineItem],
    on_record: Sequence[int],
    acronyms: Mapping[str, str],
) -> Iterable[Slot]:
    if venue.kind == REVIEWING:
        return
    by_key = {(item.kind, item.year, item.round or 1): item for item in points}
    for item in points:
        if item.kind == "paper":
            key = (item.year, item.round or 1)
            decision = by_key.get(("notification", *key))
            if decision is None or decision.at <= item.at:
                decision = reckoned(item, on_record)
            commitment = by_key.get(("commitment", *key)) if item.via else None
            reviewer = acronyms.get(item.via, item.via) if item.via else None
            yield Slot(venue, _abstract(points, item), item, decision, commitment, reviewer)


def _abstract(points: Sequence[DeadlineItem], paper: DeadlineItem) -> DeadlineItem | None:
    """The abstract deadline of a paper's: of its round, or else by its date; never one that is due
    after the paper."""
    before = [
        item
        for item in points
        if item.kind == "abstract" and item.year == paper.year and item.at <= paper.at
    ]
    return next((item for item in before if (item.round or 1) == (paper.round or 1)), None)


def lags(points: Iterable[DeadlineItem]) -> list[int]:
    """Days from paper deadline to notification in every edition and round of a venue that announced
    both, shortest first."""
    announced = [item for item in points if item.certainty != "estimated"]
    papers = {(item.year, item.round or 1): item.at for item in announced if item.kind == "paper"}
    decisions = {
        (item.year, item.round or 1): item.at for item in announced if item.kind == "notification"
    }
    return sorted(
        round((decisions[key] - at) / DAY)
        for key, at in papers.items()
        if decisions.get(key, 0) > at
    )


def reckoned(paper: DeadlineItem, on_record: Sequence[int]) -> DeadlineItem | None:
    """A notification from the venue's own lags: the median after the paper deadline (the shorter of
    the middle two), no earlier than the shortest after its ``low``, no later than the longest after
    its ``high``. None where no lag is on record.
    """
    if not on_record:
        return None
    span, days = Span.of(paper), median_low(on_record)
    at = span.at + days * DAY
    basis = Reason("median", days, len(on_record))
    return paper._replace(
        kind="notification",
        at=at,
        wall=f"{aoe_day(at)}T23:59:59",
        zone="AoE",
        date_only=True,
        certainty="estimated",
        low=span.low + on_record[0] * DAY,
        high=span.high + on_record[-1] * DAY,
        label=None,
        basis=basis.written(),
        source="estimate",
        revisions=None,
        recorded=None,
        gone=None,
        via=None,
        link=None,
        lasting=None,
    )


def _why_none(
    venue: Candidate, points: Sequence[DeadlineItem], cadence: str | None, off: str | None
) -> str:
    if venue.kind == REVIEWING and points:
        return "reviews for others"
    if venue.kind == "journal" and not points:
        return "rolling" if cadence in {None, "rolling"} else "no date known"
    if venue.kind not in PAPER_KINDS and not points:
        return "no papers"
    return off or "no date known"


def _called_off(index: sqlite3.Connection) -> dict[int, str]:
    """The venues whose newest edition is cancelled or postponed, with which of the two."""
    rows = index.execute(
        "select venue, json_extract(doc, '$.status'), max(year) from edition group by venue"
    )
    return {venue: status for venue, status, _ in rows if status in CALLED_OFF}


def _acceptance(index: sqlite3.Connection) -> Mapping[int, float]:
    """The acceptance rate of each venue's latest edition that has one."""
    rows = index.execute(
        "select venue, json_extract(doc, '$.acceptance.submitted'), "
        "json_extract(doc, '$.acceptance.accepted'), json_extract(doc, '$.acceptance.rate') "
        "from edition where json_extract(doc, '$.acceptance') is not null order by year"
    )
    return {
        venue: accepted / submitted if submitted and accepted is not None else rate or 0.0
        for venue, submitted, accepted, rate in rows
    }


def entries(index: sqlite3.Connection, slots: Sequence[Slot]) -> list[CalendarEntry]:
    """Abstract, paper, commitment and notification of these slots as calendar entries, each once,
    in order of time; reckoned notifications too."""
    if not slots:
        return []
    wanted = VenueFilter(venues=[slot.venue.id for slot in slots])
    every = list(calendar(index, wanted, start=None, end=None, events=False, estimates=True))
    of_slots = {entry.key: entry for slot in slots for entry in _entries(slot, every)}
    return sorted(of_slots.values(), key=lambda entry: (entry.at or 0, entry.key))


def _entries(slot: Slot, every: Sequence[CalendarEntry]) -> Iterator[CalendarEntry]:
    """The entries of a slot, out of ``every`` one of its venue."""
    here = [
        entry
        for entry in every
        if (entry.venue, entry.year) == slot.edition and entry.track is None
    ]
    for item in (slot.abstract, slot.paper, slot.commitment, slot.notification):
        if item is None:
            continue
        key = (item.kind, item.at, item.round or 1)
        known = (entry for entry in here if (entry.kind, entry.at, entry.round or 1) == key)
        yield next(known, None) or _reckoned_entry(item._replace(via=slot.paper.via), here[0])


def _reckoned_entry(point: DeadlineItem, like: CalendarEntry) -> CalendarEntry:
    """The entry of a point that no edition says, beside another of its edition."""
    return replace(like, point=point, source=point.source, recorded=None, gone=None)
