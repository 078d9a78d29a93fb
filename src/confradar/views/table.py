"""What the tables of a terminal show: venues, dated points, counts."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable
from datetime import date, tzinfo
from math import inf
from typing import TYPE_CHECKING

from confradar.views.grid import Cell, Column, Grid, Styled
from confradar.views.text import (
    announced,
    countdown,
    interval,
    late,
    local,
    ready,
    short_day,
    unapplied,
    until,
    what,
)

if TYPE_CHECKING:
    from confradar.index.points import DeadlineItem
    from confradar.queries.overview import StatItem, TopicItem
    from confradar.queries.quality import QualityItem
    from confradar.queries.venues import VenueItem

WIDE = 110
NARROW = 70
ROOMY = 140
SOON = 7 * 86400
NEAR = 30 * 86400
GONE = "no longer listed"
TENTATIVE = "? tentative"


def venues(
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


def star(venue: str, followed: Container[str]) -> str:
    """What marks a venue that the reader follows."""
    return "*" if venue in followed else ""


def next_cells(item: VenueItem, *, now: int, zone: tzinfo | None, width: int) -> list[Cell]:
    """A venue's next deadline and the time until then; where none is ahead, when the last one
    was."""
    following = item.next_deadline
    if following is None:
        if item.last is None:
            return ["", ""]
        return [Styled(f"(last {local(item.last, zone):%Y-%m-%d})", "dim"), ""]
    narrow = width < NARROW
    named = what(following.kind, following.round, following.track)
    via = f" via {following.via}" if following.via else ""
    if following.certainty == "estimated":
        span = f" ({interval(following)})" if width >= ROOMY else ""
        shown = (
            f"{ready(following, now, zone, short=narrow)} {named}{via}{span}{late(following, now)}"
        )
        return [Styled(shown, "dim"), Styled(until(following, now), "dim")]
    mine = local(following.at, zone)
    if (
        following.kind == "commitment"
    ):  # of a paper that was reviewed already: nothing new can be written for it
        wall = date.fromisoformat(
            following.wall[:10]
        )  # as announced, with its zone where the reader's day is another
        told = f"commit {'' if narrow else 'a reviewed one '}by {short_day(wall, now)}" + (
            f" {following.zone}" if wall != mine.date() else ""
        )
        told += via if width >= WIDE else ""
    else:
        told = f"{short_day(mine.date(), now) if narrow else f'{mine:%Y-%m-%d}'} {named}{via}"
    day = f"{told}{_doubt(following)}{_flag(following)}"
    return [day, Styled(_left(following.at, now), _urgency(following.at, now))]


def doubts_marked(items: Iterable[DeadlineItem], width: int) -> bool:
    """Whether a table of dated points that is so wide marks one with ``?``."""
    return width < WIDE and any(item.certainty == "tentative" for item in items)


def earliest_first(items: Iterable[DeadlineItem], now: int) -> list[DeadlineItem]:
    """Dated points in the order of what leads their rows: an estimate stands where its interval
    begins, or first once it has begun."""
    return sorted(
        items, key=lambda item: max(item.ready, now)
    )  # stable: what has passed keeps its order


def deadlines(
    items: Iterable[DeadlineItem],
    *,
    now: int,
    zone: tzinfo | None,
    width: int,
    followed: Container[str] = (),
) -> Grid:
    """Dated points: local time, countdown, venue (with a star where followed), what it is, and,
    where there is room, the time as announced. Only the venue is ever shortened: what does not fit
    goes on in a further line."""
    wide, narrow = width >= WIDE, width < NARROW
    pattern = "%a %Y-%m-%d %H:%M" if wide else "%Y-%m-%d %H:%M"
    columns = [
        Column("Day" if narrow else "Your time", whole=True),
        Column("In", "right", whole=True, spare=narrow),
        Column("Venue", style="bold", cap=22, floor=8, grow=True, yearly=True),
        Column("What", wrap=True, floor=13 if narrow else 17, turn=0 if narrow else 1),
        *([] if narrow else [Column("As announced", wrap=True, floor=22, turn=0, spare=True)]),
        *([Column("Moved")] if wide else []),
    ]
    rows: list[list[Cell]] = []
    for item in items:
        name = f"{item.acronym}{star(item.venue, followed)} {item.year}"
        via = f" via {item.via}" if item.via else ""
        called = (
            item.label
            if item.kind == "other" and item.label
            else what(item.kind, item.round, item.track)
        ) + via
        called += unapplied(item.unapplied)
        if item.certainty == "estimated":
            mark = late(item, now)
            cells = [
                ready(item, now, zone, short=narrow),
                until(item, now),
                name,
                called + (mark if narrow else ""),
                interval(item) + mark,
                "",
            ]
            rows.append([Styled(cell, "dim") for cell in cells[: len(columns)]])
            continue
        mine = local(item.at, zone)
        row: list[Cell] = [
            short_day(mine.date(), now) if narrow else f"{mine:{pattern}}",
            Styled(_left(item.at, now), _urgency(item.at, now)),
            name,
            f"{called}{_flag(item)}{_doubt(item, short=True)}" if narrow else called,
            Styled(_announced(item, wide=wide), "dim"),
            Styled(_moved(item), "yellow"),
        ]
        rows.append(row[: len(columns)])
    return columns, rows


def _announced(item: DeadlineItem, *, wide: bool) -> str:
    """The time as announced; where there is no column for it, a moved or dropped one is marked
    first, so that it is not cut off."""
    moved = _moved(item)
    marks = [] if wide else [f"({moved}) "] if moved else []
    gone = [f"({GONE}) "] if item.gone else []
    return (
        "".join([*marks, *gone])
        + announced(item.wall, item.zone, item.date_only)
        + _doubt(item, short=not wide)
    )


def _doubt(item: DeadlineItem, *, short: bool = False) -> str:
    """What marks a date that is not certain; ``short``: as TENTATIVE explains below the table."""
    return "" if item.certainty == "confirmed" else " ?" if short else f" ({item.certainty})"


def _flag(item: DeadlineItem) -> str:
    """What marks a deadline that moved or that its lists dropped."""
    moved = _moved(item)
    return (f", moved {moved}" if moved else "") + (f", {GONE}" if item.gone else "")


def _moved(item: DeadlineItem) -> str:
    """By how many days a deadline has moved since it was first announced."""
    earlier = json.loads(item.revisions) if item.revisions else []
    first = next((value for value in earlier if value["at"][0].isdigit()), None)  # not TBD
    if first is None:
        return ""
    from confradar.model.instants import instant
    from confradar.model.walls import parse_wall
    from confradar.model.zones import parse_zone

    wall = parse_wall(first["at"]).time
    if "zone" in first:  # the walls are of different zones
        return f"{round((item.at - instant(wall, parse_zone(first['zone'])).timestamp()) / 86400):+d} d"
    return f"{(date.fromisoformat(item.wall[:10]) - wall.date()).days:+d} d"


def _left(at: int, now: int) -> str:
    words = countdown(at, now)
    return words.removeprefix("in ")


def _urgency(at: int, now: int) -> str:
    left = at - now
    return "dim" if left < 0 else "bold red" if left < SOON else "yellow" if left < NEAR else ""


def topics(items: Iterable[TopicItem]) -> Grid:
    """The topic tree, indented."""
    columns = [
        Column("Topic", style="bold", whole=True),
        Column("Name", grow=True, floor=8, spare=True),
        Column("名称", floor=8, spare=True),
        Column("Venues", "right"),
    ]
    return columns, [
        [f"{'  ' * item.depth}{item.id}", item.en, item.zh, str(item.venues)] for item in items
    ]


def stats(items: Iterable[StatItem]) -> Grid:
    """Counts by group, and how old each source's data are."""
    columns = [
        Column("Of"),
        Column("What", style="bold", floor=8),
        Column("Venues", "right"),
        Column("Editions", "right"),
        Column("Dates", "right"),
        Column("Current on", floor=24, spare=True),
    ]
    rows: list[list[Cell]] = []
    before = ""
    for item in items:
        newest = max(filter(None, (item.recorded, item.checked)), default=None)
        age = f"{newest} ({item.age_days} d ago)" if newest else ""
        rows.append(
            [
                item.group if item.group != before else "",
                item.key,
                str(item.venues),
                str(item.editions),
                str(item.dates),
                age,
            ]
        )
        before = item.group
    return columns, rows


def quality(items: Iterable[QualityItem]) -> Grid:
    """Measures of the catalogue, with their share where they are one."""
    columns = [
        Column("What", style="bold"),
        Column("Of"),
        Column("Count", "right"),
        Column("All", "right"),
        Column("Share", "right"),
    ]
    rows: list[list[Cell]] = []
    for item in items:
        share = f"{item.count / item.of:.0%}" if item.of and item.count is not None else ""
        rows.append(
            [
                item.measure,
                item.key,
                "never" if item.count is None else str(item.count),
                str(item.of or ""),
                share,
            ]
        )
    return columns, rows
