"""What official pages say, on a terminal and as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from confradar.model.counts import counted
from confradar.views.facts import short
from confradar.views.grid import NARROW, Cell, Column, Grid, Styled
from confradar.views.text import without_seconds

if TYPE_CHECKING:
    from confradar.queries.page_findings import PageFinding

_STYLES = {
    "new": "green",
    "differs": "bold yellow",
    "gone": "red",
    "failed": "red",
    "wrong year": "yellow",
    "not readable": "yellow",
}


def table(found: Iterable[PageFinding], *, width: int) -> Grid:
    """Findings, those that agree counted in one line an edition; on narrow terminals without the
    line that says so."""
    columns = [
        Column("Venue", style="bold", cap=20, floor=8, yearly=True),
        Column("", whole=True),
        Column("What", cap=24, wrap=True, floor=8),
        Column("In use", wrap=True, floor=10, turn=0),
        Column("The page", wrap=True, floor=10, turn=0),
        Column("Why, and the line that says it", grow=True, wrap=True, floor=30, turn=-1),
    ]
    rows = [cells for _, items in groupby(found, _edition) for cells in _cells(list(items))]
    if width < NARROW:
        return columns[:-1], [cells[:-1] for cells in rows]
    return columns, rows


def _edition(item: PageFinding) -> tuple[str, int, str]:
    return item.venue, item.year, item.page


def _cells(items: Sequence[PageFinding]) -> Iterator[list[Cell]]:
    agreeing = [item for item in items if item.status == "agrees"]
    for item in items:
        if item.status != "agrees":
            yield _line(item)
    if agreeing:
        first = agreeing[0]
        name = f"{first.acronym} {first.year}"
        yield [name, "agrees", counted(len(agreeing), "date"), "", "", short(first.page)]


def _line(item: PageFinding) -> list[Cell]:
    name = f"{item.acronym} {item.year}"
    status = Styled(item.status, _STYLES.get(item.status, ""))
    if item.key is None:
        return [name, status, "", "", "", f"{item.why or ''} ({item.page})".strip()]
    used = f"{without_seconds(item.value)} ({short(item.source or '?')})" if item.value else ""
    why = "; ".join(filter(None, [item.effect if item.effect != "none" else None, item.why]))
    told = ": ".join(filter(None, [why, item.evidence]))
    return [name, status, item.key, used, without_seconds(item.said or ""), told]
