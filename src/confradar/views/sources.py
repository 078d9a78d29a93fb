"""The lists that `sync` asks, as a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from confradar.views.grid import Cell, Column, Grid, Styled
from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from confradar.queries.sources import SourceItem


def table(found: Iterable[SourceItem], say: Words = ENGLISH) -> Grid:
    """Sources with where they are, what they hold and how the last try went."""
    columns = [
        Column(say("column.source"), style="bold"),
        Column(say("column.format")),
        Column(say("column.editions"), "right"),
        Column(say("column.dates"), "right"),
        Column(say("column.unread"), "right"),
        Column(say("column.checked")),
        Column(say("column.address"), grow=True, wrap=True),
    ]
    rows: list[list[Cell]] = []
    for item in found:
        checked = (item.checked or "")[:10] or say("never")
        state = checked if item.enabled else Styled(say("disabled"), "dim")
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
                item.location
                + (say("source.failed", why=say.sentence(item.error)) if item.error else ""),
            ]
        )
    return columns, rows
