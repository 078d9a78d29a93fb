"""Dated points, soonest first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from confradar.catalogue.tables import MAIN_KINDS
from confradar.errors import UsageError
from confradar.model.names import fold, nearest
from confradar.queries.filters import CERTAINTIES, VenueFilter, split, where

DEADLINE_KINDS = (
    "abstract", "paper", "supplementary", "commitment", "review_release", "rebuttal_start", "rebuttal_end", "notification",
    "camera_ready", "early_registration", "registration", "workshop_proposal", "tutorial_proposal", "demo", "opening",
    "other",
)  # fmt: skip

_FIELDS = (
    "v.id, d.year, d.kind, d.round, d.at, d.wall, d.zone, d.date_only, d.certainty, d.low, d.high, d.label, d.source, d.revisions, "
    "d.track, v.acronym, v.name, d.gone, d.via, "
    "coalesce((select e.url from edition e where e.venue = d.venue and e.year = d.year), v.url), "
    "(select e.place from edition e where e.venue = d.venue and e.year = d.year)"
)

# Four of five paper deadlines stand on public lists this many seconds before they are due (docs/forecast.md).
ANNOUNCED_AHEAD = 120 * 86400


class DeadlineItem(NamedTuple):
    """One dated point of an edition. ``at``, ``low`` and ``high`` are seconds since the epoch (UTC); ``wall`` is ISO local
    time in ``zone`` as announced; ``revisions`` is JSON: earlier values, oldest first; ``gone`` the ISO day since which the lists that had it do not;
    ``via`` the venue that reviews the papers where this one does not; ``url`` is the edition's page, else the venue's.
    """

    venue: str
    year: int
    kind: str
    round: int | None
    at: int
    wall: str
    zone: str
    date_only: bool
    certainty: str
    low: int | None
    high: int | None
    label: str | None
    source: str
    revisions: str | None
    track: str | None
    acronym: str
    name: str
    gone: str | None = None
    via: str | None = None
    url: str | None = None
    place: str | None = None

    @property
    def ready(self) -> int:
        """When to be ready for it: the early side of an estimate, else the instant itself."""
        return self.at if self.low is None else min(self.low, self.at)

    def overdue(self, now: int) -> bool:
        """Whether an author's date is still an estimate although most like it are announced so soon before."""
        return self.certainty == "estimated" and self.kind in MAIN_KINDS and 0 <= self.at - now < ANNOUNCED_AHEAD


def find_deadline_kind(name: str) -> str:
    """A deadline kind, however its words are joined. Raises UsageError with the nearest."""
    kinds = {fold(kind): kind for kind in DEADLINE_KINDS}
    if fold(name) in kinds:
        return kinds[fold(name)]
    close = nearest(name, DEADLINE_KINDS)
    raise UsageError(
        f"there is no deadline kind {name!r}",
        hint=f"did you mean {' or '.join(close)}?" if close else f"one of {', '.join(DEADLINE_KINDS)}",
    )


def deadlines(
    index: sqlite3.Connection,
    wanted: VenueFilter,
    *,
    start: int | None,
    end: int | None,
    kinds: Sequence[str] = (),
    years: Sequence[int] = (),
    newest_first: bool = False,
    certainty: str = "all",
    limit: int | None = None,
) -> Iterator[DeadlineItem]:
    """Dated points from ``start`` up to and with ``end`` (seconds since the epoch; None is open), streamed in order of time.

    Without ``kinds`` all but openings, which are no deadlines. Raises UsageError for filters that name something unknown.
    """
    condition = where(index, wanted)
    clauses, values = [condition.sql, "d.cancelled = 0", CERTAINTIES[certainty]], list(condition.values)
    for sql, value in (("d.at >= ?", start), ("d.at <= ?", end)):
        if value is not None:
            clauses.append(sql)
            values.append(value)
    given = [find_deadline_kind(name) for name in split(kinds)]
    for column, items in (("d.kind", list[object](given)), ("d.year", list[object](years))):
        if items:
            clauses.append(f"{column} in ({', '.join('?' * len(items))})")
            values.extend(items)
    if not given:
        clauses.append("d.kind <> 'opening'")
    order = "d.at desc, v.id" if newest_first else "d.at, v.id"
    sql = f"select {_FIELDS} from deadline d join venue v on v.position = d.venue where {' and '.join(clauses)} order by {order}, d.kind, d.round, d.track"  # noqa: S608 # placeholders only
    if limit is not None:
        sql += " limit ?"
        values.append(min(limit, 2**63 - 1))
    for row in index.execute(sql, values):
        yield item_of(row)


def item_of(row: Sequence[object]) -> DeadlineItem:
    """A row of the fields above."""
    fields = list(row)
    fields[7] = bool(fields[7])
    return DeadlineItem(*fields)  # type: ignore[arg-type] # sqlite's values are of the columns' types
