"""Doctor's checks as a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from confradar.views.grid import Cell, Column, Grid, Styled

if TYPE_CHECKING:
    from confradar.queries.health import Check


def table(found: Iterable[Check]) -> Grid:
    """Doctor's checks; what needs attention stands out without colour too."""
    columns = [
        Column("Of"),
        Column("What", style="bold", cap=30),
        Column(""),
        Column("Detail", grow=True, wrap=True),
    ]
    marks: dict[str, Cell] = {
        "ok": Styled("ok", "green"),
        "note": Styled("-", "dim"),
        "attention": Styled("!", "bold red"),
    }
    rows: list[list[Cell]] = []
    before = ""
    for check in found:
        rows.append(
            [
                check.area if check.area != before else "",
                check.item,
                marks[check.status],
                check.detail,
            ]
        )
        before = check.area
    return columns, rows
