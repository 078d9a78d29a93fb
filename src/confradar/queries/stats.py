"""How much the catalogue holds, by kind, topic and source, and how old it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class StatItem:
    """A count: ``group`` is total, checked (editions compared with their official pages), kind,
    topic or source.

    Of a source also the newest day it was recorded, the day on which it was last seen to be
    current, and the age of its data in days, by the later of the two.
    """

    group: str
    key: str
    venues: int
    editions: int
    dates: int
    recorded: str | None = None
    age_days: int | None = None
    checked: str | None = None


def stats(
    index: sqlite3.Connection, *, today: date, checked: Mapping[str, str] | None = None
) -> list[StatItem]:
    """Venues, editions and dates: in all, by kind, by topic (sub-topics included) and by source (of
    each date).

    ``checked`` gives the ISO day on which a source was last seen to be current.
    """
    kinds = index.execute("select kind from venue group by kind order by count(*) desc").fetchall()
    topics = index.execute(
        "select topic from venue_topic group by topic order by count(*) desc, topic"
    ).fetchall()
    of_topic = "v.position in (select venue from venue_topic where topic = ?)"
    return [
        _counts(index, "total", "all", "1"),
        *_checked(index, today),
        *(_counts(index, "kind", kind, "v.kind = ?", kind) for (kind,) in kinds),
        *(_counts(index, "topic", topic, of_topic, topic) for (topic,) in topics),
        *_by_source(index, today, checked or {}),
    ]


def _counts(
    index: sqlite3.Connection, group: str, key: str, venue_sql: str, *values: str
) -> StatItem:
    """The venues that a condition chooses, their editions and their announced dates."""
    of_venue = f"join venue v on v.position = {{}}.venue where {venue_sql}"
    numbers = [
        index.execute(sql, values).fetchone()[0]
        for sql in (
            f"select count(*) from venue v where {venue_sql}",
            f"select count(*) from edition e {of_venue.format('e')}",
            f"select count(*) from deadline d {of_venue.format('d')} "
            "and d.certainty != 'estimated'",
        )
    ]
    return StatItem(group, key, *numbers)


def _checked(index: sqlite3.Connection, today: date) -> Iterator[StatItem]:
    """What was compared with official pages, where there is some."""
    with_check = "json_extract(e.doc, '$.checked') is not null"
    venues, editions, newest = index.execute(
        "select count(distinct e.venue), count(*), max(json_extract(e.doc, '$.checked')) "
        f"from edition e where {with_check}"
    ).fetchone()
    if not editions:
        return
    dates = index.execute(
        "select count(*) from deadline d join edition e on e.venue = d.venue and e.year = d.year "
        f"where d.certainty != 'estimated' and {with_check}"
    ).fetchone()[0]
    age = (today - date.fromisoformat(newest)).days
    yield StatItem("checked", "official pages", venues, editions, dates, None, age, newest)


def _by_source(
    index: sqlite3.Connection, today: date, checked: Mapping[str, str]
) -> Iterator[StatItem]:
    """What each source gave, and how old it is."""
    days: dict[str, str | None] = dict(index.execute("select id, recorded from source"))
    rows = index.execute(
        "select iif(source like 'http%', 'official and other pages', source), "
        "count(distinct venue), count(distinct venue || '/' || year), count(*) "
        "from deadline where certainty != 'estimated' group by 1 order by 4 desc"
    )
    for source, venues, editions, dates in rows:
        day, seen = days.get(source), checked.get(source)
        newest = max(filter(None, (day, seen)), default=None)
        age = (today - date.fromisoformat(newest)).days if newest else None
        yield StatItem("source", source, venues, editions, dates, day, age, seen)
