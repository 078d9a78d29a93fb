"""Dated points, soonest first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from confradar.errors import UsageError
from confradar.index.points import POINTS, SELECT, DeadlineItem
from confradar.model.kinds import DEADLINE_KINDS, KINDS
from confradar.model.names import fold, nearest
from confradar.queries.filters import AMONG, CERTAINTIES, VenueFilter, among, split, where


def find_deadline_kind(name: str) -> str:
    """A deadline kind, however its words are joined. Raises UsageError with the nearest."""
    kinds = {fold(kind): kind for kind in DEADLINE_KINDS}
    if fold(name) in kinds:
        return kinds[fold(name)]
    if fold(name).removesuffix("s") in KINDS:
        kind = fold(name).removesuffix("s")
        raise UsageError(
            f"--deadline-kind is of dates, and {name!r} is a kind of venue: confradar deadlines --kind {kind}"
        )
    close = nearest(name, DEADLINE_KINDS)
    raise UsageError(
        f"there is no deadline kind {name!r}",
        hint=f"did you mean {' or '.join(close)}?"
        if close
        else f"one of {', '.join(DEADLINE_KINDS)}",
    )


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
    limit: int | None = None,
) -> Iterator[DeadlineItem]:
    """Dated points from ``start`` up to and with ``end`` (seconds since the epoch; None is open),
    streamed in order of time.

    Without ``kinds`` all but openings, which are no deadlines. Raises UsageError for filters that
    name something unknown.
    """
    condition = where(index, wanted)
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
    if limit is not None:
        sql += " limit ?"
        values.append(min(limit, 2**63 - 1))
    return map(POINTS.read, index.execute(sql, values))
