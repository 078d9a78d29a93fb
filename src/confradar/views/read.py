"""The points of a call, on a terminal (what, when as announced, and the reason to doubt it or the
line that says it) and as rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from confradar.views.grid import Column, Grid

if TYPE_CHECKING:
    from confradar.formats.calls.dated_points import Point
    from confradar.views.machine_rows import Row


def points(pairs: Iterable[tuple[str, Point]]) -> Grid:
    """A row for each point, each with its venue's short name."""
    columns = [
        Column("What", cap=34),
        Column("As announced"),
        Column("Sure", cap=5),
        Column("Evidence", grow=True, wrap=True),
    ]
    return columns, [
        [what(point), when(point), "yes" if point.sure else "?", _why(point)] for _, point in pairs
    ]


def point_row(point: Point, *, venue: str, where: str) -> Row:
    """A dated point as read from a page: ``where`` it stands, ``venue`` the short name that was
    found or given."""
    return {
        "venue": venue or None,
        "year": point.year,
        "kind": point.kind,
        "track": point.track or None,
        "round": point.round,
        "wall": point.wall,
        "zone": point.zone,
        "was": [day.isoformat() for day in point.was],
        "sure": point.sure,
        "doubts": list(point.doubts),
        "evidence": point.evidence,
        "label": point.label,
        "where": where,
    }


def what(point: Point) -> str:
    """Kind, track and round of a point in words."""
    parts = [point.kind.replace("_", " ")]
    if point.track and point.track not in point.kind:
        parts.append(point.track)
    if point.round:
        parts.append(f"round {point.round}")
    return ", ".join(parts)


def when(point: Point) -> str:
    """The wall time and zone of a point, with the day that it superseded."""
    was = f" (was {point.was[-1]})" if point.was else ""
    return " ".join(filter(None, [point.wall.replace("T", " "), point.zone])) + was


def _why(point: Point) -> str:
    return point.evidence if point.sure else f"{'; '.join(point.doubts)}: {point.evidence}"
