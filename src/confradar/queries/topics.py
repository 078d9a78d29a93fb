"""The tree of topics, with how many venues each has."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


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
