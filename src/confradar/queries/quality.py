"""How far the catalogue can be relied on today: what is announced, checked, and known from more
than one place."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from confradar.model.counts import counted
from confradar.model.days import DAY

NEAR_DAYS = 60
OLD_YEARS = 2


@dataclass(frozen=True, slots=True)
class QualityItem:
    """A measure: ``count`` of ``of`` (None where it is a number of its own, such as an age in days;
    ``count`` None: never)."""

    measure: str
    key: str
    count: int | None
    of: int | None = None


def quality(index: sqlite3.Connection, *, now: int, today: date) -> Iterator[QualityItem]:
    """All measures, in a fixed order. ``now`` is in seconds since the epoch."""
    yield from _announced(index, now)
    newest = index.execute("select max(json_extract(doc, '$.checked')) from edition").fetchone()[0]
    age = (today - date.fromisoformat(newest)).days if newest else None
    yield QualityItem("days since the newest check", "official pages", age)
    yield from _behind(index, now)
    yield _one_list(index, now)
    yield _old(index, today)


def _announced(index: sqlite3.Connection, now: int) -> Iterator[QualityItem]:
    """Next main deadlines that are announced, of all that are shown, by kind of venue."""
    rows = index.execute(
        "select v.kind, sum(n.certainty != 'estimated'), count(*) "
        "from venue v join deadline n on n.rowid = (select d.rowid from deadline d "
        "where d.venue = v.position and d.main and d.at >= ? order by d.at limit 1) "
        "group by v.kind order by count(*) desc, v.kind",
        (now,),
    )
    for kind, count, of in rows:
        yield QualityItem("next dates announced", kind, count, of)


def _behind(index: sqlite3.Connection, now: int) -> Iterator[QualityItem]:
    """Venues with an estimate ahead, by the editions with an announced paper deadline that it rests
    on."""
    rows = index.execute(
        "select min(seen, 3), count(*) from (select count(distinct case "
        "when d.kind = 'paper' and d.track is null and d.certainty != 'estimated' "
        "and not d.cancelled then d.year end) seen from deadline d group by d.venue "
        "having max(d.certainty = 'estimated' and d.at >= ?)) group by 1 order by 1",
        (now,),
    ).fetchall()
    total = sum(count for _, count in rows)
    for seen, count in rows:
        yield QualityItem(
            "venues estimated from",
            "3 or more editions" if seen == 3 else counted(seen, "edition"),
            count,
            total,
        )


def _one_list(index: sqlite3.Connection, now: int) -> QualityItem:
    """Coming dates that only one list has: no official page, no second list."""
    count, of = index.execute(
        "select coalesce(sum(json_extract(p.value, '$.source') not like 'http%' "
        "and coalesce(json_array_length(p.value, '$.also'), 0) = 0), 0), count(*) "
        "from edition e, json_each(e.doc, '$.deadlines') p "
        "where json_extract(p.value, '$.instant') between ? and ?",
        (now, now + NEAR_DAYS * DAY),
    ).fetchone()
    return QualityItem("known from one list only", f"dates within {NEAR_DAYS} days", count, of)


def _old(index: sqlite3.Connection, today: date) -> QualityItem:
    """Living series whose newest edition on record is of a year more than two years back."""
    count, of = index.execute(
        "select coalesce(sum(newest < ?), 0), count(*) from (select max(e.year) newest "
        "from edition e join venue v on v.position = e.venue "
        "where json_extract(v.doc, '$.activity') is null group by e.venue)",
        (today.year - OLD_YEARS,),
    ).fetchone()
    return QualityItem("newest edition over two years old", "venues", count, of)
