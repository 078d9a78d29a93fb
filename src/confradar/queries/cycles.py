"""The cycles of a venue that reviews for others (ARR): when each takes papers, and where its papers
can be committed to."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from confradar.index.points import POINTS, SELECT, DeadlineItem

# A kind of venue that holds no event and prints no issue: papers submitted there are reviewed for
# others.
REVIEWING = "community"


class Fed(NamedTuple):
    """An edition whose papers are reviewed in a cycle; ``commitment`` is None where its day is not
    known."""

    venue: str
    acronym: str
    year: int
    commitment: DeadlineItem | None


class Cycle(NamedTuple):
    """One round of reviewing. ``reviews`` is when they are released, where that is known."""

    paper: DeadlineItem
    reviews: DeadlineItem | None
    feeds: tuple[Fed, ...]

    def state(self, now: int) -> str:
        """estimated, open or closed at ``now`` (seconds since the epoch)."""
        return (
            "closed"
            if self.paper.at < now
            else "estimated"
            if self.paper.certainty == "estimated"
            else "open"
        )


def cycles(index: sqlite3.Connection, venue: str) -> list[Cycle]:
    """The cycles of ``venue`` (an id), soonest first; none of a venue that does not review for
    others (REVIEWING, or named by one).

    An edition belongs to the cycle in which its papers are due (``via``); where it only says when
    to commit, to the latest cycle that is decided by then.
    """
    sql = f"{SELECT} where d.cancelled = 0 and d.track is null and"
    editions: dict[tuple[str, int], list[DeadlineItem]] = {}
    for row in index.execute(
        f"{sql} d.via = ? and d.certainty != 'estimated' order by d.at", (venue,)
    ):
        item = POINTS.read(row)
        editions.setdefault((item.venue, item.year), []).append(item)
    kinds = "v.id = ? and (v.kind = ? or ?) and d.kind in ('paper', 'review_release')"
    own = [
        POINTS.read(row)
        for row in index.execute(f"{sql} {kinds} order by d.at", (venue, REVIEWING, bool(editions)))
    ]
    papers = [item for item in own if item.kind == "paper"]
    reviews = {(item.year, item.round): item for item in own if item.kind == "review_release"}
    feeds: dict[DeadlineItem, list[Fed]] = {}
    for points in editions.values():
        commitment = next((item for item in points if item.kind == "commitment"), None)
        for paper in _due(points, papers, reviews, commitment):
            feeds.setdefault(paper, []).append(
                Fed(points[0].venue, points[0].acronym, points[0].year, commitment)
            )
    return [
        Cycle(item, reviews.get((item.year, item.round)), tuple(feeds.get(item, ())))
        for item in papers
    ]


def _due(
    points: Sequence[DeadlineItem],
    papers: Sequence[DeadlineItem],
    reviews: dict[tuple[int, int | None], DeadlineItem],
    commitment: DeadlineItem | None,
) -> list[DeadlineItem]:
    """The cycles that an edition takes papers from: its own submission days, else the last one
    decided before its commitment."""
    days = {item.wall[:10] for item in points if item.kind == "paper"}
    if days:
        return [item for item in papers if item.wall[:10] in days]
    decided = [
        item
        for item in papers
        if commitment and reviews.get((item.year, item.round), item).at <= commitment.at
    ]
    return decided[-1:]
