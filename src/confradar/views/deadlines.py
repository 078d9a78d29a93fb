"""Dated points as a table, and the marks that go with them."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from confradar.model.days import DAY
from confradar.views.grid import NARROW, WIDE, Cell, Column, Grid, Styled
from confradar.views.text import (
    announced,
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

SOON = 7 * DAY
NEAR = 30 * DAY


def doubts_marked(certainties: Iterable[str | None], width: int) -> bool:
    """Whether a table of dated points that are so certain marks one with ``?`` where it is so
    wide."""
    return width < WIDE and "tentative" in certainties


def earliest_first(items: Iterable[DeadlineItem], now: int) -> list[DeadlineItem]:
    """Dated points in the order of what leads their rows: an estimate stands where its interval
    begins, or first once it has begun."""
    return sorted(
        items, key=lambda item: max(item.ready, now)
    )  # stable: what has passed keeps its order


def table(
    items: Iterable[DeadlineItem],
    *,
    now: int,
    zone: tzinfo | None,
    width: int,
    followed: Container[str] = (),
    say: Words = ENGLISH,
) -> Grid:
    """Dated points: local time, countdown, venue (with a star where followed), what it is, and,
    where there is room, the time as announced. Only the venue is ever shortened: what does not fit
    goes on in a further line."""
    wide, narrow = width >= WIDE, width < NARROW
    columns = [
        Column(say("column.day" if narrow else "column.time"), whole=True),
        Column(say("column.left"), "right", whole=True, spare=narrow),
        Column(say("column.venue"), style="bold", cap=22, floor=8, grow=True, yearly=True),
        Column(say("column.what"), wrap=True, floor=13 if narrow else 17, turn=0 if narrow else 1),
    ]
    if not narrow:
        announced = say("column.announced")
        columns.append(Column(announced, wrap=True, floor=22, turn=0, spare=True))
    if wide:
        columns.append(Column(say("column.moved")))
    rows: list[list[Cell]] = []
    for item in items:
        name = f"{item.acronym}{star(item.venue, followed)} {item.year}"
        what_it_is = point_title(item, say) + via(item, say) + unapplied(item.unapplied, say)
        if item.certainty == "estimated":
            cells = _estimate_cells(item, name, what_it_is, now, zone, width, say)
        else:
            cells = _announced_cells(item, name, what_it_is, now, zone, width, say)
        rows.append(cells[: len(columns)])
    return columns, rows


def _estimate_cells(
    item: DeadlineItem,
    name: str,
    what_it_is: str,
    now: int,
    zone: tzinfo | None,
    width: int,
    say: Words,
) -> list[Cell]:
    """The row of an estimate: the early side first."""
    narrow, mark = width < NARROW, late(item, now)
    cells = (
        ready(item, now, zone, say, short=narrow),
        until(item, now, say),
        name,
        what_it_is + (mark if narrow else ""),
        interval(item, say) + mark,
        "",
    )
    return [Styled(cell, "dim") for cell in cells]


def _announced_cells(
    item: DeadlineItem,
    name: str,
    what_it_is: str,
    now: int,
    zone: tzinfo | None,
    width: int,
    say: Words,
) -> list[Cell]:
    """The row of an announced date; on narrow terminals its marks stand with what it is."""
    wide, narrow = width >= WIDE, width < NARROW
    mine = local(item.at, zone)
    if narrow:
        shown = short_day(mine.date(), now, say)
        what_it_is += flag(item, say) + doubt(item, say, short=True)
    else:
        shown = f"{mine:%Y-%m-%d %H:%M}"
        shown = say.of_week(mine, shown) if wide else shown
    return [
        shown,
        Styled(remaining(item.at, now, say), urgency(item.at, now)),
        name,
        what_it_is,
        Styled(_announced(item, say, wide=wide), "dim"),
        Styled(_moved(item, say), "yellow"),
    ]


def _announced(item: DeadlineItem, say: Words, *, wide: bool) -> str:
    """The time as announced; where there is no column for it, a moved or dropped one is marked
    first, so that it is not cut off."""
    moved = _moved(item, say)
    marks = [] if wide else [f"({moved}) "] if moved else []
    gone = [f"({say('gone')}) "] if item.gone else []
    wording = announced(item.wall, item.zone, item.date_only)
    return "".join([*marks, *gone]) + wording + doubt(item, say, short=not wide)


# ---- Marks


def star(venue: str, followed: Container[str]) -> str:
    """What marks a venue that the reader follows."""
    return "*" if venue in followed else ""


def doubt(item: DeadlineItem, say: Words = ENGLISH, *, short: bool = False) -> str:
    """What marks a date that is not certain; ``short``: as the legend explains below the table."""
    if item.certainty == "confirmed":
        return ""
    return " ?" if short else say("note", text=say(f"certainty.{item.certainty}"))


def flag(item: DeadlineItem, say: Words = ENGLISH) -> str:
    """What marks a deadline that moved or that its lists dropped."""
    moved = _moved(item, say)
    marks = [say("moved", days=moved)] if moved else []
    marks += [say("gone")] if item.gone else []
    return "".join(f", {mark}" for mark in marks)


def _moved(item: DeadlineItem, say: Words = ENGLISH) -> str:
    """By how many days a deadline has moved since it was first announced."""
    earlier = json.loads(item.revisions) if item.revisions else []
    first = next((value for value in earlier if value["at"][0].isdigit()), None)  # not TBD
    if first is None:
        return ""
    from confradar.model.instants import instant
    from confradar.model.wall_times import parse_wall
    from confradar.model.zones import parse_zone

    wall = parse_wall(first["at"]).time
    if "zone" in first:  # the walls are of different zones
        before = instant(wall, parse_zone(first["zone"])).timestamp()
        days = round((item.at - before) / DAY)
    else:
        days = (date.fromisoformat(item.wall[:10]) - wall.date()).days
    return say("whole_days", number=f"{days:+d}")


def urgency(at: int, now: int) -> str:
    left = at - now
    return "dim" if left < 0 else "bold red" if left < SOON else "yellow" if left < NEAR else ""
