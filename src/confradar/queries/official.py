"""Which official pages there are to read, and what their editions say in the catalogue in use."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from confradar.model.kinds import CALLED_OFF
from confradar.queries.filters import VenueFilter, where
from confradar.queries.lookup import venue_called

if TYPE_CHECKING:
    from confradar.model.venue import Edition, Venue
    from confradar.sources.registry import SourceSpec

# So far ahead (in seconds) is an estimated deadline a reason to look whether it is announced.
AHEAD = 400 * 86400
# What the index adds to a record.
_ADDED = ("instant", "date_only", "wall", "doubt")


@dataclass(frozen=True, slots=True)
class DuePage:
    """An official page of an edition that is not over; ``dated`` where its address names the year,
    ``form`` where it is not for its bytes to tell (``document.FORMS``), ``source`` the reader's
    source that names it."""

    venue: str
    acronym: str
    year: int
    address: str
    dated: bool
    form: str | None = None
    source: str | None = None

    @property
    def key(self) -> tuple[str, int, str]:
        """What its record is known by."""
        return self.venue, self.year, self.address


def due_pages(
    index: sqlite3.Connection, wanted: VenueFilter, *, now: int, years: Sequence[int] = ()
) -> tuple[list[DuePage], int]:
    """The official pages of these venues, of the editions that are not over (or of ``years``), in
    the order of the catalogue; and how many of the venues name none. Raises UsageError for a filter
    that names something unknown."""
    from confradar.model.addresses import address_in, names_year

    condition = where(index, wanted)
    rows = index.execute(
        "select v.position, v.id, v.acronym, json_extract(v.doc, '$.dates') from venue v "
        f"where {condition.sql} order by v.position",
        condition.values,
    ).fetchall()
    found: dict[tuple[str, int, str], DuePage] = {}
    for position, id_, acronym, dates in rows:
        patterns = json.loads(dates) if dates else []
        held = sorted(years) or (_years(index, position, now) if patterns else [])
        for year in held:
            for pattern in patterns:
                page = DuePage(id_, acronym, year, address_in(pattern, year), names_year(pattern))
                found.setdefault((page.venue, page.year, page.address), page)
    return list(found.values()), sum(1 for row in rows if not row[3])


def source_pages(index: sqlite3.Connection, specs: Sequence[SourceSpec]) -> list[DuePage]:
    """The official pages that are the reader's sources; those of venues that are gone are left
    out."""
    from confradar.sources.page_shapes import PAGE_FORMATS

    found = []
    for spec in specs:
        called = venue_called(index, spec.venue) if spec.venue else None
        if called and spec.year:
            form = PAGE_FORMATS[spec.format]
            found.append(
                DuePage(called.id, called.acronym, spec.year, spec.location, True, form, spec.id)
            )
    return found


def _years(index: sqlite3.Connection, position: int, now: int) -> list[int]:
    """The years of the editions that are not over, and of those whose papers are expected to be due
    soon; where there is none, this year and the next."""
    today = datetime.fromtimestamp(now, UTC).date()
    over: set[int] = set()
    coming: set[int] = set()
    for year, start, end, doc in index.execute(
        "select year, start, end, doc from edition where venue = ?", (position,)
    ):
        last = end or start or f"{year}-12-31"
        off = json.loads(doc).get("status") in CALLED_OFF
        (over if last < today.isoformat() or off else coming).add(year)
    coming |= {
        year
        for (year,) in index.execute(
            "select distinct year from deadline "
            "where venue = ? and certainty = 'estimated' and at between ? and ?",
            (position, now, now + AHEAD),
        )
    }
    return sorted(coming - over) or [
        year for year in (today.year, today.year + 1) if year not in over
    ]


def editions_in_use(
    index: sqlite3.Connection, venues: Container[str]
) -> dict[tuple[str, int], Edition]:
    """The editions of venues as they are in use, the reader's own word included, by id and year."""
    from confradar.model.venue import Edition

    rows = index.execute(
        "select v.id, e.year, e.doc from edition e join venue v on v.position = e.venue"
    )
    return {
        (id_, year): Edition.model_validate(_as_written(json.loads(doc)))
        for id_, year, doc in rows
        if id_ in venues
    }


def heads(index: sqlite3.Connection, venues: Container[str]) -> dict[str, Venue]:
    """The venues without their editions, by id."""
    from confradar.model.venue import Venue

    rows = index.execute("select v.id, v.doc from venue v")
    return {id_: Venue.model_validate_json(doc) for id_, doc in rows if id_ in venues}


def families(index: sqlite3.Connection, venues: Container[str]) -> dict[str, frozenset[str]]:
    """By venue, the ids that its page may be of: its own, its parent's, its children's."""
    found: dict[str, set[str]] = {}
    for id_, parent in index.execute("select id, parent from venue"):
        for one, other in ((id_, id_), (id_, parent), (parent, id_)):
            if one in venues and other:
                found.setdefault(one, set()).add(other)
    return {id_: frozenset(ids) for id_, ids in found.items()}


def names_of(index: sqlite3.Connection) -> Mapping[str, set[str]]:
    """The ids of the venues that a folded name belongs to."""
    found: dict[str, set[str]] = {}
    for folded, id_ in index.execute(
        "select n.folded, v.id from venue_name n join venue v on v.position = n.venue"
    ):
        found.setdefault(folded, set()).add(id_)
    return found


def _as_written(doc: dict[str, Any]) -> dict[str, Any]:
    """An edition's record without what the index adds."""
    return _plain(doc) | {
        "deadlines": [
            _plain(point) | {"revisions": list(map(_plain, point.get("revisions", ())))}
            for point in doc.get("deadlines", ())
        ]
    }


def _plain(doc: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in doc.items() if key not in _ADDED}
