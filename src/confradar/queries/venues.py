"""Venues with their next deadline."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from confradar.index.points import POINTS, DeadlineItem
from confradar.model.choice import one_of
from confradar.model.kinds import KINDS, RANKS
from confradar.queries.filters import CERTAINTIES, VenueFilter, held, where

SORTS = ("next", "name", "rank", "h5")


def _place(column: str, order: Sequence[str]) -> str:
    """SQL for the place of a value in an order."""
    places = " ".join(f"when {value!r} then {place}" for place, value in enumerate(order))
    return f"case {column} {places} else {len(order)} end"


_KIND = _place("v.kind", KINDS[:3])
_CORE = _place("v.core", RANKS["core"])
_CCF = "v.ccf is null, v.ccf"
_H5 = "v.h5 is null, v.h5 desc, v.folded"
_ORDER = {
    "next": f"d.at is null, open is null, open, d.at, {_KIND}, {_CCF}, {_H5}",
    "name": "v.folded, v.id",
    "rank": f"{_CCF}, v.core is null, {_CORE}, {_H5}",
    "h5": _H5,
}


class VenueItem(NamedTuple):
    """A venue as a list shows it. ``topics`` is a JSON list of ids; ``last`` is the latest main
    deadline that has passed, ``open`` the next one that a new paper can be written for (a
    commitment takes papers that were reviewed already); ``unapplied`` as of its dates.
    """

    id: str
    acronym: str
    name: str
    kind: str
    topics: str
    ccf: str | None
    core: str | None
    thcpl: str | None
    h5: int | None
    url: str | None
    parent: str | None
    last: int | None
    open: int | None = None
    unapplied: int | None = None
    next_deadline: DeadlineItem | None = None


def venues(
    index: sqlite3.Connection,
    wanted: VenueFilter,
    *,
    now: int,
    sort: str = "next",
    limit: int | None = None,
    certainty: str = "all",
    within: int | None = None,
) -> Iterator[VenueItem]:
    """Venues with their next main deadline (abstract, paper, commitment) at or after ``now``
    (seconds since the epoch), streamed; only those that have one ``within`` so many seconds, where
    given. Of regions those that have an edition there still to be held, with its deadline.

    The order "next" is that of the dates that a new paper can be written for: a venue to which
    papers reviewed elsewhere can still be committed stands where it takes new ones again, or below
    all that do. Raises UsageError for filters or an order that do not exist.
    """
    sort = one_of(sort, SORTS, "there is no order")
    condition = where(index, wanted)
    ahead = CERTAINTIES[certainty].replace("d.", "n.")
    if wanted.regions:
        ahead += f" and {held(index, wanted.regions, 'n')}"
    # first which ones: else all that is told of them is read and sorted of those left out, too
    sql = f"""
        with chosen as materialized (
          select v.position as venue, d.rowid as due, {_open(ahead)} as open
          from venue v left join deadline d on d.rowid =
            (select n.rowid {_ahead(ahead)} order by n.at limit 1)
          where {condition.sql}{" and d.at is not null" if certainty == "estimated" else ""}
          {_to_be_held(index, wanted.regions, now)}
          {"" if within is None else " and d.at <= ?"} order by {_ORDER[sort]}
          {"" if limit is None else " limit ?"})
        select {_columns()}, {POINTS.select("d")}
        from chosen join venue v on v.position = chosen.venue
        left join deadline d on d.rowid = chosen.due order by {_ORDER[sort]}"""
    until = [] if within is None else [now + within]
    most = [] if limit is None else [min(limit, 2**63 - 1)]
    for row in index.execute(sql, (now, now, *condition.values, *until, *most, now)):
        yield VenueItem._make((*row[: -POINTS.width], POINTS.read_or_none(row[-POINTS.width :])))


def _ahead(wanted: str) -> str:
    """SQL for the main deadlines of a venue that are ahead and ``wanted``, a condition on ``n``;
    its parameter is the present time."""
    return f"from deadline n where n.venue = v.position and n.main = 1 and n.at >= ? and {wanted}"


def _to_be_held(index: sqlite3.Connection, regions: Sequence[str], now: int) -> str:
    """SQL: of regions, that an edition of a venue is still to be held there."""
    if not regions:
        return ""
    today = datetime.fromtimestamp(now, UTC).date()
    return f"""
        and exists (select 1 from edition e where e.venue = v.position
          and coalesce(e.end, e.start, e.year || '-12-31') >= '{today}'
          and json_extract(e.doc, '$.status') is null and {held(index, regions, "e")})"""


def _open(ahead: str) -> str:
    """SQL for the soonest of the dates that `_ahead` gives for which a new paper can be written,
    beside the soonest of all, ``d``."""
    later = f"(select min(n.at) {_ahead(ahead)} and n.kind != 'commitment')"
    return f"case d.kind when 'commitment' then {later} else d.at end"


def _columns() -> str:
    """SQL for the columns of a chosen venue; its parameter is the present time."""
    columns = {name: f"v.{name}" for name in VenueItem._fields[:-1]} | {
        "last": "(select max(p.at) from deadline p where p.venue = v.position and p.main "
        "and p.at < ? and p.certainty != 'estimated')",
        "open": "chosen.open",
    }
    return ", ".join(f"{column} as {name}" for name, column in columns.items())


def lists_mixed(index: sqlite3.Connection, wanted: VenueFilter, sort: str) -> list[str]:
    """The editions of lists (``CORE2023 and ICORE2026``) that an order by rank or h5 mixes; one
    text a list, none where it does not.

    Values whose edition no record names count as of one more.
    """
    paths = {
        "rank": (("$.ranks.ccf", "$.ranks.ccf_list"), ("$.ranks.core", "$.ranks.core_list")),
        "h5": (("$.h5.index", "$.h5.year"),),
    }
    condition = where(index, wanted)
    mixed = []
    for value, edition in paths.get(sort, ()):
        rows = index.execute(
            "select distinct json_extract(v.doc, ?) from venue v "
            f"where json_extract(v.doc, ?) is not null and {condition.sql}",
            (edition, value, *condition.values),
        ).fetchall()
        named = sorted(str(name) for (name,) in rows if name is not None)
        if len(rows) > 1:
            unnamed = ["an edition that no record names"] if len(rows) > len(named) else []
            mixed.append(("h5 of " if sort == "h5" else "") + " and ".join([*named, *unnamed]))
    return mixed
