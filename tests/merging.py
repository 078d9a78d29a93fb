"""Venues, editions and points to merge, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from confradar.formats.lists.reading import Reading
from confradar.model.deadline import Deadline
from confradar.model.venue import Edition, Venue
from confradar.sync.merge_result import Merged
from confradar.sync.merge_venues import merge

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)
PAGE = "https://icml.cc/2026/cfp"


def paper(
    at: str = "2026-05-06 23:59:59",
    source: str = "ccfddl",
    recorded: date | None = MAY,
    **facts: Any,
) -> Deadline:
    return Deadline.model_validate(
        {"kind": "paper", "at": at, "zone": "AoE", "source": source, "recorded": recorded, **facts}
    )


def edition(
    *deadlines: Deadline, source: str = "ccfddl", recorded: date | None = MAY, **facts: Any
) -> Edition:
    return Edition.model_validate(
        {"year": 2026, "source": source, "recorded": recorded, "deadlines": deadlines, **facts}
    )


def venue(*editions: Edition, source: str = "ccfddl", **facts: Any) -> Venue:
    base = {
        "id": "icml",
        "acronym": "ICML",
        "name": "International Conference on Machine Learning",
        "kind": "conference",
    }
    return Venue.model_validate(
        {**base, "topics": ["ml"], "sources": [source], "editions": editions, **facts}
    )


def merged(ours: Venue | list[Venue], *theirs: Venue, source: str = "hf") -> Merged:
    return merge(ours if isinstance(ours, list) else [ours], Reading(source, theirs))


def dated(plan: Merged) -> list[tuple[str, str]]:
    return [
        (".".join(map(str, item.key)).rstrip("."), item.at)
        for item in plan.venues[0].editions[0].deadlines
    ]


def whats(plan: Merged) -> list[str]:
    return [change.what for change in plan.changes]
