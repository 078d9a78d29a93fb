"""How much the catalogue holds, as a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from confradar.views.grid import Cell, Column, Grid

if TYPE_CHECKING:
    from confradar.queries.stats import StatItem


def stats(items: Iterable[StatItem]) -> Grid:
    """Counts by group, and how old each source's data are."""
    columns = [
        Column("Of"),
        Column("What", style="bold", floor=8),
        Column("Venues", "right"),
        Column("Editions", "right"),
        Column("Dates", "right"),
        Column("Current on", floor=24, spare=True),
    ]
    rows: list[list[Cell]] = []
    before = ""
    for item in items:
        newest = max(filter(None, (item.recorded, item.checked)), default=None)
        age = f"{newest} ({item.age_days} d ago)" if newest else ""
        rows.append(
            [
                item.group if item.group != before else "",
                item.key,
                str(item.venues),
                str(item.editions),
                str(item.dates),
                age,
            ]
        )
        before = item.group
    return columns, rows
