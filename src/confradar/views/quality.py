"""Measures of the catalogue as a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from confradar.views.grid import Cell, Column, Grid
from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from confradar.queries.quality import QualityItem


def table(items: Iterable[QualityItem], say: Words = ENGLISH) -> Grid:
    """Measures of the catalogue, with their share where they are one."""
    columns = [
        Column(say("column.what"), style="bold"),
        Column(say("column.of")),
        Column(say("column.count"), "right"),
        Column(say("column.all"), "right"),
        Column(say("column.share"), "right"),
    ]
    rows: list[list[Cell]] = []
    for item in items:
        share = f"{item.count / item.of:.0%}" if item.of and item.count is not None else ""
        rows.append(
            [
                say.sentence(item.measure),
                say.sentence(say.named("venue", item.key)),
                say("never") if item.count is None else str(item.count),
                str(item.of or ""),
                share,
            ]
        )
    return columns, rows
