"""The lists that `sync` asks, as a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from confradar.views.grid import Cell, Column, Grid, Styled

if TYPE_CHECKING:
    from confradar.queries.sources import SourceItem


def table(found: Iterable[SourceItem]) -> Grid:
    """Sources with where they are, what they hold and how the last try went."""
    columns = [
        Column("Source", style="bold"),
        Column("Format"),
        Column("Editions", "right"),
        Column("Dates", "right"),
        Column("Unread", "right"),
        Column("Checked"),
        Column("Address, and what went wrong", grow=True, wrap=True),
    ]
    rows: list[list[Cell]] = []
    for item in found:
        state = Styled("disabled", "dim") if not item.enabled else (item.checked or "never")[:10]
        numbers = [
            "" if number is None else str(number)
            for number in (item.editions, item.dates, item.unread)
        ]
        rows.append(
            [
                item.id,
                item.format,
                *numbers,
                state,
                item.location + (f"; last try: {item.error}" if item.error else ""),
            ]
        )
    return columns, rows
