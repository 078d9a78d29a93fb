"""The tree of topics as a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from confradar.views.grid import Column, Grid
from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from confradar.queries.topics import TopicItem


def topics(items: Iterable[TopicItem], say: Words = ENGLISH) -> Grid:
    """The topic tree, indented."""
    columns = [
        Column(say("column.topic"), style="bold", whole=True),
        Column("Name", grow=True, floor=8, spare=True),
        Column("名称", floor=8, spare=True),
        Column(say("column.venues"), "right"),
    ]
    return columns, [
        [f"{'  ' * item.depth}{item.id}", item.en, item.zh, str(item.venues)] for item in items
    ]
