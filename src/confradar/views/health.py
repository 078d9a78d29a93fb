"""Doctor's checks as a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from confradar.views.grid import Cell, Column, Grid, Styled
from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from confradar.queries.health import Check


def table(found: Iterable[Check], say: Words = ENGLISH) -> Grid:
    """Doctor's checks; what needs attention stands out without colour too."""
    columns = [
        Column(say("column.of")),
        Column(say("column.what"), style="bold", cap=30),
        Column(""),
        Column(say("column.detail"), grow=True, wrap=True),
    ]
    marks: dict[str, Cell] = {
        "ok": Styled(say("check.ok"), "green"),
        "note": Styled("-", "dim"),
        "attention": Styled("!", "bold red"),
    }
    rows: list[list[Cell]] = []
    before = ""
    for check in found:
        rows.append(
            [
                say.named("check", check.area) if check.area != before else "",
                say.named("check", check.item),
                marks[check.status],
                say.sentence(check.detail),
            ]
        )
        before = check.area
    return columns, rows
