"""Venues as a table, each with its next deadline."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date, tzinfo
from math import inf
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
) -> Grid:
    """Venues with ranks and next deadline; where none is ahead, when the last one was. Followed
    ones bear a star."""
    wide, narrow = width >= WIDE, width < NARROW
    columns = [
        Column(
            "Venue", style="bold", cap=18 if wide else 13, floor=8 if narrow else None, grow=narrow
        )
    ]
    columns += (
        []
        if narrow
        else [Column("Name", grow=True, floor=20, spare=True), Column("CCF"), Column("CORE")]
    )
    columns += [Column("TH-CPL"), Column("h5", "right"), Column("Kind")] if wide else []
    columns += [Column("Next deadline", wrap=True), Column("In", "right", whole=True)]
    rows: list[list[Cell]] = []
    for item in items:
        row: list[Cell] = [
            item.acronym + star(item.id, followed) + (unapplied(item.unapplied) if narrow else "")
        ]
        row += (
            []
            if narrow
            else [item.name + unapplied(item.unapplied), item.ccf or "", item.core or ""]
        )
        row += [item.thcpl or "", str(item.h5 or ""), item.kind] if wide else []
        rows.append(row + next_cells(item, now=now, zone=zone, width=width))
    return columns, rows


def soonest_first(items: Iterable[VenueItem], now: int) -> list[VenueItem]:
    """Venues that come in the order of ``open`` in that of what leads their rows: see
    `earliest_first`."""

    def place(item: VenueItem) -> float:
        following = item.next_deadline
        if following is None or item.open is None:
            return inf
        return max(following.ready, now) if following.at == item.open else item.open

    return sorted(items, key=place)


def next_cells(item: VenueItem, *, now: int, zone: tzinfo | None, width: int) -> list[Cell]:
    """A venue's next deadline and the time until then; where none is ahead, when the last one
    was."""
    following = item.next_deadline
    if following is None:
        if item.last is None:
            return ["", ""]
        return [Styled(f"(last {local(item.last, zone):%Y-%m-%d})", "dim"), ""]
    if following.certainty == "estimated":
        day = _estimated(following, now, zone, width)
        return [Styled(day, "dim"), Styled(until(following, now), "dim")]
    day = _announced(following, now, zone, width) + doubt(following) + flag(following)
    return [day, Styled(remaining(following.at, now), urgency(following.at, now))]


def _estimated(item: DeadlineItem, now: int, zone: tzinfo | None, width: int) -> str:
    day = ready(item, now, zone, short=width < NARROW)
    span = f" ({interval(item)})" if width >= ROOMY else ""
    return f"{day} {point_title(item)}{via(item)}{span}{late(item, now)}"


def _announced(item: DeadlineItem, now: int, zone: tzinfo | None, width: int) -> str:
    narrow, mine = width < NARROW, local(item.at, zone).date()
    if item.kind != "commitment":
        day = short_day(mine, now) if narrow else f"{mine:%Y-%m-%d}"
        return f"{day} {point_title(item)}{via(item)}"
    # of a paper that was reviewed already: nothing new can be written for it. The day is as
    # announced, with its zone where the reader's is another
    wall = date.fromisoformat(item.wall[:10])
    zone_name = f" {item.zone}" if wall != mine else ""
    what = "" if narrow else "a reviewed one "
    reviewer = via(item) if width >= WIDE else ""
    return f"commit {what}by {short_day(wall, now)}{zone_name}{reviewer}"
