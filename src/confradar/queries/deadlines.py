"""Dated points, soonest first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from confradar.errors import UsageError
from confradar.index.points import POINTS, SELECT, DeadlineItem
from confradar.model.choice import one_of
from confradar.model.kinds import DEADLINE_KINDS, KINDS
from confradar.model.names import fold
from confradar.queries.filters import CERTAINTIES, VenueFilter, split, where
from confradar.queries.lookup import AMONG, among


def find_deadline_kind(name: str) -> str:
    """A deadline kind, however its words are joined. Raises UsageError with the nearest."""
    kind = fold(name).removesuffix("s")
    if kind in KINDS:
        raise UsageError(
            f"{name!r} is a kind of venue, not of date: confradar deadlines --kind {kind}"
        )
    return one_of(name, DEADLINE_KINDS, "there is no deadline kind")


def find_kinds(names: Sequence[str]) -> list[str]:
    """The deadline kinds of these names, several in one joined by commas. Raises UsageError with
    the nearest."""
    return [find_deadline_kind(name) for name in split(names)]


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
) -> Iterator[DeadlineItem]:
    """Dated points from ``start`` up to and with ``end`` (seconds since the epoch; None is open),
    streamed in order of time.

    Without ``kinds`` all but openings, which are no deadlines. Raises UsageError for filters that
    name something unknown.
    """
    condition = where(index, wanted, dates="d")
    clauses, values = (
        [condition.sql, "d.cancelled = 0", CERTAINTIES[certainty]],
        list(condition.values),
    )
    for sql, value in (("d.at >= ?", start), ("d.at <= ?", end)):
        if value is not None:
            clauses.append(sql)
            values.append(value)
    given = find_kinds(kinds)
    for column, items in (("d.kind", list[object](given)), ("d.year", list[object](years))):
        if items:
            clauses.append(f"{column} in {AMONG}")
            values.append(among(items))
    if not given:
        clauses.append("d.kind <> 'opening'")
    order = "d.at desc, v.id" if newest_first else "d.at, v.id"
    sql = f"{SELECT} where {' and '.join(clauses)} order by {order}, d.kind, d.round, d.track"
    return map(POINTS.read, index.execute(sql, values))
