"""The points of a call, on a terminal (what, when as announced, and the reason to doubt it or the
line that says it) and as rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from confradar.views.grid import Column, Grid
from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from confradar.formats.calls.dated_points import Point
    from confradar.views.machine_rows import Row


def points(pairs: Iterable[tuple[str, Point]], say: Words = ENGLISH) -> Grid:
    """A row for each point, each with its venue's short name."""
    columns = [
        Column(say("column.what"), cap=24, wrap=True),
        Column(say("column.announced"), whole=True),
        Column(say("column.sure"), cap=5),
        Column(say("column.evidence"), grow=True, wrap=True),
    ]
    return columns, [
        [
            what(point, say),
            _announced(point),
            say("yes") if point.sure else "?",
            _why(point, say),
        ]
        for _, point in pairs
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


def what(point: Point, say: Words = ENGLISH) -> str:
    """Kind, track and round of a point in words."""
    parts = [say.named("kind", point.kind)]
    if point.track and point.track not in point.kind:
        parts.append(point.track)
    if point.round:
        parts.append(say("round", number=point.round))
    return say("comma").join(parts)


def when(point: Point, say: Words = ENGLISH) -> str:
    """The wall time and zone of a point, with the day that it superseded."""
    was = say("note", text=say("was", day=point.was[-1])) if point.was else ""
    return _announced(point) + was


def _announced(point: Point) -> str:
    return " ".join(filter(None, [point.wall.replace("T", " "), point.zone]))


def _why(point: Point, say: Words) -> str:
    was = [say("was", day=point.was[-1])] if point.was else []
    said = say("semicolon").join([*map(say.sentence, point.doubts), *was])
    return f"{said}{say('colon')}{point.evidence}" if said else point.evidence
