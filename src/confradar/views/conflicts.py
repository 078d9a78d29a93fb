"""Where sources disagree, as a table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from confradar.views.facts import short
from confradar.views.grid import NARROW, WIDE, Cell, Column, Grid
from confradar.views.text import by_key, without_seconds
from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from confradar.queries.conflicts import ConflictItem


def table(found: Iterable[ConflictItem], *, width: int, say: Words = ENGLISH) -> Grid:
    """Disagreements: the value in use beside the other one; why it is not followed where there is
    room."""
    columns = [
        Column(say("column.venue"), style="bold", cap=24, floor=8, yearly=True),
        Column(say("column.what"), cap=24, wrap=True, floor=8),
        Column(say("column.used"), wrap=True, floor=10, turn=0),  # a date
        Column(say("column.other"), wrap=True, floor=10, turn=0),
        *(
            [Column(say("column.reason"), grow=True, wrap=True, style="dim", floor=30, turn=-1)]
            if width >= WIDE
            else []
        ),
    ]
    rows: list[list[Cell]] = []
    for item in found:
        used = _said(item.value, item.source or "?", say) if item.value else say("nothing")
        other = _said(item.other, item.other_source, say)
        cells: list[Cell] = [
            f"{item.acronym} {item.year or ''}".strip(),
            say.named("key", by_key(item.key, say)),
            used,
            other,
            say.sentence(item.why or ""),
        ]
        rows.append(cells[: len(columns)])
    if width < NARROW:
        columns = [Column(say("column.venue"), wrap=True, floor=12), *columns[2:]]
        rows = [[f"{venue} {about}", *others] for venue, about, *others in rows]
    return columns, rows


_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")


def _said(value: str, source: str, say: Words) -> str:
    """A value with its source, without the seconds of times, a span of days in words, which a
    narrow column may part."""
    days = say("days", first=r"\1", last=r"\2")
    return _DAYS.sub(days, without_seconds(value)) + say("note", text=short(source))
