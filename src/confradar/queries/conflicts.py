"""Where sources disagree: the values that are kept beside the ones in use."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from confradar.queries.filters import VenueFilter, where

if TYPE_CHECKING:
    from confradar.index.documents import EditionDoc


@dataclass(frozen=True, slots=True)
class ConflictItem:
    """A value in use (with its source) and another one that is not, for days, place or a deadline
    (its kind, round and track), or without a ``year`` for the venue's name or rank.
    """

    venue: str
    year: int | None
    key: str
    value: str | None
    source: str | None
    other: str
    other_source: str
    recorded: str | None
    why: str | None
    acronym: str


def conflicts(
    index: sqlite3.Connection, wanted: VenueFilter, *, year: int | None = None
) -> Iterator[ConflictItem]:
    """All disagreements about these venues: of the newest editions first, of the venues themselves
    (unless a ``year`` is asked for) last. Raises UsageError for filters that name something
    unknown."""
    condition = where(index, wanted)
    sql = f"""select v.id, v.acronym, e.year, e.doc
        from edition e join venue v on v.position = e.venue
        where {condition.sql} and (? is null or e.year = ?) order by e.year desc, v.id"""
    for id_, acronym, held, doc in index.execute(sql, (*condition.values, year, year)):
        if '"differs"' not in doc:
            continue
        edition = json.loads(doc)
        for other in edition.get("differs", ()):
            value, source = _in_use(edition, other["key"])
            said = f"{other['value']} {other['zone']}" if other.get("zone") else other["value"]
            yield ConflictItem(
                id_,
                held,
                other["key"],
                value,
                source,
                said,
                other["source"],
                other.get("recorded"),
                other.get("why"),
                acronym,
            )

    if year is None:
        yield from _of_venues(index, wanted)


def _of_venues(index: sqlite3.Connection, wanted: VenueFilter) -> Iterator[ConflictItem]:
    condition = where(index, wanted)
    rows = index.execute(
        f"select v.id, v.acronym, v.doc from venue v where {condition.sql} order by v.id",
        condition.values,
    )
    for id_, acronym, held in rows:
        if '"differs"' in held:
            venue = json.loads(held)
            for other in venue.get("differs", ()):
                key = other["key"]
                value = venue["name"] if key == "name" else venue.get("ranks", {}).get(key)
                yield ConflictItem(
                    id_,
                    None,
                    key,
                    value,
                    venue["sources"][0],
                    other["value"],
                    other["source"],
                    other.get("recorded"),
                    None,
                    acronym,
                )


def _in_use(edition: EditionDoc, key: str) -> tuple[str | None, str | None]:
    """The value that is followed, and its source; None where there is none."""
    if key == "days":
        return (
            f"{edition['start']}/{edition.get('end') or edition['start']}"
            if edition.get("start")
            else None
        ), edition.get("source")
    facts = {
        "place": edition.get("place"),
        "start": edition.get("start"),
        "end": edition.get("end"),
    }
    if key in facts:
        return facts[key], edition.get("source")
    kind, _, rest = key.partition(".")
    number, _, track = rest.partition(".")
    for point in edition.get("deadlines", ()):
        if (point["kind"], point.get("round") or 1, point.get("track") or "") == (
            kind,
            int(number or 1) if number.isdigit() or not number else 0,
            track,
        ):
            return (f"{point['at']} {point['zone']}" if point["at"] != "TBD" else "TBD"), point[
                "source"
            ]
    return None, None
