"""Venues as a table, each with its next deadline."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import date, tzinfo
from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING

from confradar.views.deadlines import doubt, flag, star, urgency
from confradar.views.grid import NARROW, WIDE, Cell, Column, Grid, Styled
from confradar.views.text import (
    interval,
    late,
    local,
    point_title,
    ready,
    remaining,
    short_day,
    unapplied,
    until,
    via,
)
from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from confradar.index.points import DeadlineItem
    from confradar.queries.venues import VenueItem

# Where an estimate's interval has room too.
ROOMY = 140


def table(
    items: Iterable[VenueItem],
    *,
    now: int,
    zone: tzinfo | None,
    width: int,
    followed: Container[str] = (),
    names: Mapping[str, str] = MappingProxyType({}),
    say: Words = ENGLISH,
) -> Grid:
    """Venues with ranks and next deadline; where none is ahead, when the last one was. Followed
    ones bear a star; ``names`` are those that they have in the language, by id."""
    wide, narrow = width >= WIDE, width < NARROW
    rows: list[list[Cell]] = []
    for item in items:
        mark = unapplied(item.unapplied, say)
        row: list[Cell] = [item.acronym + star(item.id, followed) + (mark if narrow else "")]
        row += (
            []
            if narrow
            else [names.get(item.id, item.name) + mark, item.ccf or "", item.core or ""]
        )
        row += [item.thcpl or "", str(item.h5 or ""), say.named("venue", item.kind)] if wide else []
        rows.append(row + next_cells(item, now=now, zone=zone, width=width, say=say))
    return _columns(width, say), rows


def _columns(width: int, say: Words) -> list[Column]:
    """The columns that a terminal of this width has room for."""
    wide, venue = width >= WIDE, say("column.venue")
    next_one = [
        Column(say("column.next"), wrap=True),
        Column(say("column.left"), "right", whole=True),
    ]
    if width < NARROW:
        return [Column(venue, style="bold", cap=13, floor=8, grow=True), *next_one]
    more = [Column("TH-CPL"), Column("h5", "right"), Column(say("column.kind"))]
    return [
        Column(venue, style="bold", cap=18 if wide else 13),
        Column(say("column.name"), grow=True, floor=20, spare=True),
        Column("CCF"),
        Column("CORE"),
        *(more if wide else []),
        *next_one,
    ]


def soonest_first(items: Iterable[VenueItem], now: int) -> list[VenueItem]:
    """Venues that come in the order of ``open`` in that of what leads their rows: see
    `earliest_first`."""

    def place(item: VenueItem) -> float:
        following = item.next_deadline
        if following is None or item.open is None:
            return inf
        return max(following.ready, now) if following.at == item.open else item.open

    return sorted(items, key=place)


def next_cells(
    item: VenueItem, *, now: int, zone: tzinfo | None, width: int, say: Words = ENGLISH
) -> list[Cell]:
    """A venue's next deadline and the time until then; where none is ahead, when the last one
    was."""
    following = item.next_deadline
    if following is None:
        if item.last is None:
            return ["", ""]
        return [Styled(say("last", day=f"{local(item.last, zone):%Y-%m-%d}"), "dim"), ""]
    if following.certainty == "estimated":
        day = _estimated(following, now, zone, width, say)
        return [Styled(day, "dim"), Styled(until(following, now, say), "dim")]
    day = (
        _announced(following, now, zone, width, say) + doubt(following, say) + flag(following, say)
    )
    return [day, Styled(remaining(following.at, now, say), urgency(following.at, now))]


def _estimated(item: DeadlineItem, now: int, zone: tzinfo | None, width: int, say: Words) -> str:
    day = ready(item, now, zone, say, short=width < NARROW)
    span = say("note", text=interval(item, say)) if width >= ROOMY else ""
    return f"{day} {point_title(item, say)}{via(item, say)}{span}{late(item, now)}"


def _announced(item: DeadlineItem, now: int, zone: tzinfo | None, width: int, say: Words) -> str:
    narrow, mine = width < NARROW, local(item.at, zone).date()
    if item.kind != "commitment":
        day = short_day(mine, now, say) if narrow else f"{mine:%Y-%m-%d}"
        return f"{day} {point_title(item, say)}{via(item, say)}"
    # of a paper that was reviewed already: nothing new can be written for it. The day is as
    # announced, with its zone where the reader's is another
    wall = date.fromisoformat(item.wall[:10])
    zone_name = f" {item.zone}" if wall != mine else ""
    reviewer = via(item, say) if width >= WIDE else ""
    day = short_day(wall, now, say) + zone_name
    return say("commit.short" if narrow else "commit", day=day) + reviewer
