"""Where sources disagree, as a table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from confradar.views.facts import short
from confradar.views.grid import NARROW, WIDE, Cell, Column, Grid
from confradar.views.text import by_key, without_seconds

if TYPE_CHECKING:
    from confradar.queries.conflicts import ConflictItem


def table(found: Iterable[ConflictItem], *, width: int) -> Grid:
    """Disagreements: the value in use beside the other one; why it is not followed where there is
    room."""
    columns = [
        Column("Venue", style="bold", cap=24, floor=8, yearly=True),
        Column("About", cap=24, wrap=True, floor=8),
        Column("In use", wrap=True, floor=10, turn=0),  # a date
        Column("Other", wrap=True, floor=10, turn=0),
        *(
            [Column("Why", grow=True, wrap=True, style="dim", floor=30, turn=-1)]
            if width >= WIDE
            else []
        ),
    ]
    rows: list[list[Cell]] = []
    for item in found:
        used = f"{_readable(item.value)} ({short(item.source or '?')})" if item.value else "nothing"
        other = f"{_readable(item.other)} ({short(item.other_source)})"
        cells: list[Cell] = [
            f"{item.acronym} {item.year or ''}".strip(),
            by_key(item.key),
            used,
            other,
            item.why or "",
        ]
        rows.append(cells[: len(columns)])
    if width < NARROW:
        columns = [Column("Venue", wrap=True, floor=12), *columns[2:]]
        rows = [[f"{venue} {about}", *others] for venue, about, *others in rows]
    return columns, rows


_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")


def _readable(value: str) -> str:
    """A value without the seconds of times, a span of days in words, which a narrow column may
    part."""
    return _DAYS.sub(r"\1 to \2", without_seconds(value))
