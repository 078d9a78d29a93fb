"""The topic tree with its counts, and what the catalogue holds and how old it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TopicItem:
    """A topic; ``venues`` counts those of its sub-topics too, ``depth`` is its level in the tree (0
    at the top)."""

    id: str
    en: str
    zh: str
    parent: str | None
    venues: int
    depth: int


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


def topics(index: sqlite3.Connection) -> list[TopicItem]:
    """The tree in its order: each topic followed by its sub-topics."""
    counts: dict[str, int] = dict(
        index.execute("select topic, count(*) from venue_topic group by topic")
    )
    rows = index.execute("select id, en, zh, parent from topic order by position").fetchall()
    children: dict[str | None, list[tuple[str, str, str, str | None]]] = {}
    for id_, en, zh, parent in rows:
        children.setdefault(parent, []).append((id_, en, zh, parent))
    ordered: list[TopicItem] = []

    def walk(parent: str | None, depth: int) -> None:
        for id_, en, zh, above in children.get(parent, ()):
            ordered.append(TopicItem(id_, en, zh, above, counts.get(id_, 0), depth))
            walk(id_, depth + 1)

    walk(None, 0)
    return ordered


def stats(
    index: sqlite3.Connection, *, today: date, checked: Mapping[str, str] | None = None
) -> list[StatItem]:
    """Venues, editions and dates: in all, by kind, by topic (sub-topics included) and by source (of
    each date).

    ``checked`` gives the ISO day on which a source was last seen to be current.
    """

    def counted(group: str, key: str, venue_sql: str, values: tuple[str, ...]) -> StatItem:
        numbers = [
            index.execute(sql.replace("{}", venue_sql), values).fetchone()[0]
            for sql in (
                "select count(*) from venue v where {}",
                "select count(*) from edition e join venue v on v.position = e.venue where {}",
                "select count(*) from deadline d join venue v on v.position = d.venue where d.certainty != 'estimated' and {}",
            )
        ]
        return StatItem(group, key, *numbers)

    items = [counted("total", "all", "1", ())]
    venues, editions, newest_check = index.execute(
        "select count(distinct e.venue), count(*), max(json_extract(e.doc, '$.checked')) from edition e "
        "where json_extract(e.doc, '$.checked') is not null"
    ).fetchone()
    if editions:
        dates = index.execute(
            "select count(*) from deadline d join edition e on e.venue = d.venue and e.year = d.year "
            "where d.certainty != 'estimated' and json_extract(e.doc, '$.checked') is not null"
        ).fetchone()[0]
        items.append(
            StatItem(
                "checked",
                "official pages",
                venues,
                editions,
                dates,
                None,
                (today - date.fromisoformat(newest_check)).days,
                newest_check,
            )
        )
    for (kind,) in index.execute(
        "select kind from venue group by kind order by count(*) desc"
    ).fetchall():
        items.append(counted("kind", kind, "v.kind = ?", (kind,)))
    by_topic = "v.position in (select venue from venue_topic where topic = ?)"
    for (topic,) in index.execute(
        "select topic from venue_topic group by topic order by count(*) desc, topic"
    ).fetchall():
        items.append(counted("topic", topic, by_topic, (topic,)))
    days: dict[str, str | None] = dict(index.execute("select id, recorded from source"))
    rows = index.execute(
        "select iif(source like 'http%', 'official and other pages', source), count(distinct venue), count(distinct venue || '/' || year), count(*) "
        "from deadline where certainty != 'estimated' group by 1 order by 4 desc"
    )
    for source, venues, editions, dates in rows:
        day, seen = days.get(source), (checked or {}).get(source)
        newest = max(filter(None, (day, seen)), default=None)
        age = (today - date.fromisoformat(newest)).days if newest else None
        items.append(StatItem("source", source, venues, editions, dates, day, age, seen))
    return items
