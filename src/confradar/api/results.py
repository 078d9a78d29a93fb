"""What the library is asked with and what it answers: plain values, no I/O."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from confradar.views.reasons import label_of, reason_of, reason_text

if TYPE_CHECKING:
    from confradar.forecast.rule import Estimate
    from confradar.index.points import DeadlineItem
    from confradar.queries.venues import VenueItem

Names = str | Sequence[str]
Only = Literal["all", "announced", "estimated"]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which venues are meant: values of one field are alternatives, fields combine, nothing given
    means all. A text is as good as a list of one, and ``"A,B"`` as ``["A", "B"]``.

    ``names`` are venues or topics by id, name or alias, as beside a command's name; ``topics`` and
    ``countries`` are names in English or Chinese, or ids and ISO codes; ``kinds`` as `Kind`;
    ``ccf``, ``core`` and ``thcpl`` are ranks; ``query`` is words in names, topics and places;
    ``following``: only what the reader follows; ``hosts`` are the venues that it is held at.
    """

    names: Names = ()
    topics: Names = ()
    kinds: Names = ()
    ccf: Names = ()
    core: Names = ()
    thcpl: Names = ()
    countries: Names = ()
    query: str | None = None
    following: bool = False
    hosts: Names = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a deadline was before it moved: ``wall`` as announced (where that is ``TBD``, ``at`` is
    None), and the ISO day on which that was recorded."""

    at: datetime | None
    wall: str
    recorded: str | None


@dataclass(frozen=True, slots=True)
class DatedPoint:
    """A deadline or another date of an edition, under the names of the JSON documents.

    ``at`` is the instant (UTC), ``wall`` the ISO local time in ``zone`` as announced.
    ``date_only``: no time was published, and the last second of the day counts. ``certainty`` is
    confirmed, tentative or estimated; ``low`` and ``high`` are the 80 % interval of an estimate,
    ``reason`` is what it rests on. ``gone`` is the ISO day since which its lists no longer have it,
    ``via`` the venue that reviews the papers where this one does not, ``url`` the edition's page,
    ``link`` where to submit.
    """

    venue: str
    acronym: str
    name: str
    year: int
    kind: str
    round: int | None
    track: str | None
    at: datetime
    wall: str
    zone: str
    date_only: bool
    certainty: str
    low: datetime | None
    high: datetime | None
    label: str | None
    reason: str | None
    source: str
    revisions: tuple[Earlier, ...]
    gone: str | None
    via: str | None
    url: str | None
    link: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class EstimatedDate:
    """An estimated date of an edition: the day ``centre``, and the 80 % interval ``low`` to
    ``high``, both inclusive. ``kind`` is a deadline kind, first_day or last_day; ``round`` is one
    of ``rounds``; ``history`` is what kind of history it rests on (stable, usual, volatile, single
    edition, after a gap), ``reason`` says so in words."""

    year: int
    kind: str
    round: int
    rounds: int
    centre: date
    low: date
    high: date
    history: str
    reason: str


@dataclass(frozen=True, slots=True)
class ListedVenue:
    """A venue with its ranks, the ids of its topics, and its next abstract, paper or commitment
    deadline (None where none is ahead). ``parent`` is the venue that it belongs to."""

    id: str
    acronym: str
    name: str
    kind: str
    topics: tuple[str, ...]
    ccf: str | None
    core: str | None
    thcpl: str | None
    h5: int | None
    url: str | None
    parent: str | None
    next_deadline: DatedPoint | None


@dataclass(frozen=True, slots=True)
class CalendarOptions:
    """How a calendar is made: its name, ``language`` (en or zh), ``alarms`` (so long before each
    deadline), ``todo``: a task beside each deadline, ``events``: the editions' own days,
    ``estimates``: what is not announced too, marked."""

    name: str = "confradar"
    language: str = "en"
    alarms: Sequence[timedelta] = ()
    todo: bool = False
    events: bool = True
    estimates: bool = False


def _moment(at: int | None) -> datetime | None:
    return None if at is None else datetime.fromtimestamp(at, UTC)


def point_of(item: DeadlineItem) -> DatedPoint:
    same = {
        name: getattr(item, name)
        for name in DatedPoint.__slots__
        if name not in {"at", "low", "high", "label", "reason", "revisions"}
    }
    earlier = tuple(
        Earlier(_moment(value["instant"]), value["at"], value.get("recorded"))
        for value in (json.loads(item.revisions) if item.revisions else ())
    )
    return DatedPoint(
        **same,
        at=datetime.fromtimestamp(item.at, UTC),
        low=_moment(item.low),
        high=_moment(item.high),
        label=label_of(item),
        reason=reason_of(item),
        revisions=earlier,
    )


def estimate_of(item: Estimate) -> EstimatedDate:
    """A date that the index estimates, as the library gives it."""
    same = ("year", "kind", "round", "rounds", "centre", "low", "high")
    return EstimatedDate(
        **{name: getattr(item, name) for name in same},
        history=item.class_.value,
        reason=reason_text(item.reason),
    )


def venue_of(item: VenueItem) -> ListedVenue:
    same = {
        name: getattr(item, name)
        for name in ListedVenue.__slots__
        if name not in {"topics", "next_deadline"}
    }
    due = item.next_deadline
    return ListedVenue(
        **same,
        topics=tuple(json.loads(item.topics)),
        next_deadline=point_of(due) if due else None,
    )
