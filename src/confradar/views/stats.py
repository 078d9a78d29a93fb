"""How much the catalogue holds, as a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from confradar.views.grid import Cell, Column, Grid
from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from confradar.queries.stats import StatItem


def stats(items: Iterable[StatItem], say: Words = ENGLISH) -> Grid:
    """Counts by group, and how old each source's data are."""
    columns = [
        Column(say("column.of")),
        Column(say("column.what"), style="bold", floor=8),
        Column(say("column.venues"), "right"),
        Column(say("column.editions"), "right"),
        Column(say("column.dates"), "right"),
        Column(say("column.current"), floor=24, spare=True),
    ]
    rows: list[list[Cell]] = []
    before = ""
    for item in items:
        newest = max(filter(None, (item.recorded, item.checked)), default=None)
        age = newest + say("note", text=_age(item, say)) if newest else ""
        rows.append(
            [
                say.named("group", item.group) if item.group != before else "",
                say.named("venue" if item.group == "kind" else "group", item.key),
                str(item.venues),
                str(item.editions),
                str(item.dates),
                age,
            ]
        )
        before = item.group
    return columns, rows


def _age(item: StatItem, say: Words) -> str:
    return say("ago", amount=say.counted("whole_days", item.age_days or 0))
