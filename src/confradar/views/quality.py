"""Measures of the catalogue as a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from confradar.views.grid import Cell, Column, Grid

if TYPE_CHECKING:
    from confradar.queries.quality import QualityItem


def table(items: Iterable[QualityItem]) -> Grid:
    """Measures of the catalogue, with their share where they are one."""
    columns = [
        Column("What", style="bold"),
        Column("Of"),
        Column("Count", "right"),
        Column("All", "right"),
        Column("Share", "right"),
    ]
    rows: list[list[Cell]] = []
    for item in items:
        share = f"{item.count / item.of:.0%}" if item.of and item.count is not None else ""
        rows.append(
            [
                item.measure,
                item.key,
                "never" if item.count is None else str(item.count),
                str(item.of or ""),
                share,
            ]
        )
    return columns, rows
