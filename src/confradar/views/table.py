"""Tables for a terminal: lean Rich tables, no markup, nothing of the data interpreted."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Sequence
from datetime import date, tzinfo
from math import inf
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from confradar.views.text import announced, countdown, interval, late, local, ready, safe, short_day, unapplied, until, what

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from confradar.index.points import DeadlineItem
    from confradar.queries.overview import StatItem, TopicItem
    from confradar.queries.quality import QualityItem
    from confradar.queries.venues import VenueItem

WIDE = 110
NARROW = 70
ROOMY = 140
GAP = 2
LEAST = 8
SOON = 7 * 86400
NEAR = 30 * 86400


class Column(NamedTuple):
    """A column: its header, whether it takes the room that is left and may be shortened (``grow``), or goes on in further
    lines instead (``wrap``), its widest (``cap``), and the width above which it gives way before any other column is cut
    below its own (``floor``)."""

    header: str
    justify: Literal["left", "right"] = "left"
    grow: bool = False
    wrap: bool = False
    style: str = ""
    cap: int | None = None
    floor: int | None = None


class Styled(NamedTuple):
    """A cell with a style of its own."""

    text: str
    style: str


Cell = str | Styled
Grid = tuple[list[Column], list[list[Cell]]]


GONE = "no longer listed"


def show(console: Console, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
    """Print the rows. On a terminal the growing column is shortened to fit; elsewhere nothing is."""
    from rich.table import Table
    from rich.text import Text

    texts = [[Text(safe(cell.text), style=cell.style) if isinstance(cell, Styled) else Text(safe(cell)) for cell in row] for row in rows]
    widths = _widths(columns, [[text.cell_len for text in row] for row in texts], console.width if console.is_terminal else None)
    if not console.is_terminal:
        _write_plain(console, columns, texts, widths)
        return
    table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="bold")
    for column, width in zip(columns, widths, strict=True):
        overflow: Literal["fold", "ellipsis"] = "fold" if column.wrap else "ellipsis"
        table.add_column(column.header, justify=column.justify, no_wrap=not column.wrap, overflow=overflow, width=width, style=column.style)
    for row in texts:
        table.add_row(*row)
    console.print(table)


def _write_plain(console: Console, columns: Sequence[Column], rows: Sequence[Sequence[Text]], widths: Sequence[int]) -> None:
    """The same columns as lines without anything at their ends, for pipes; styled only where the reader insists."""
    from rich.text import Text

    header = [Text(column.header, style="bold") for column in columns]
    for row in (header, *rows):
        line = Text()
        for text, column, width in zip(row, columns, widths, strict=True):
            pad = " " * (width - text.cell_len)
            line.append_text(Text.assemble(pad, text) if column.justify == "right" else Text.assemble(text, pad))
            line.append(" " * GAP)
        line.rstrip()
        console.print(line, soft_wrap=True)


def _widths(columns: Sequence[Column], lengths: Sequence[Sequence[int]], room: int | None) -> list[int]:
    """The width of each column: its widest cell, but on a terminal (``room``) within caps, the growing one taking what is left."""
    from rich.cells import cell_len

    natural = [max([cell_len(column.header), *(row[place] for row in lengths)]) for place, column in enumerate(columns)]
    if room is None:
        return natural
    widths = [min(width, column.cap or width) for width, column in zip(natural, columns, strict=True)]
    left = room - sum(widths) - GAP * (len(columns) - 1)
    order = sorted(range(len(columns)), key=lambda place: (not columns[place].grow, -widths[place]))
    for place, least in [*((place, columns[place].floor) for place in order), *((place, LEAST) for place in order)]:
        if left >= 0:
            break
        if least is None:
            continue
        shorter = min(widths[place], max(least, widths[place] + left))
        left += widths[place] - shorter
        widths[place] = shorter
    return widths


def venues(items: Iterable[VenueItem], *, now: int, zone: tzinfo | None, width: int, followed: Container[str] = ()) -> Grid:
    """Venues with ranks and next deadline; where none is ahead, when the last one was. Followed ones bear a star."""
    wide, narrow = width >= WIDE, width < NARROW
    columns = [Column("Venue", style="bold", cap=18 if wide else 13)]
    columns += [] if narrow else [Column("Name", grow=True), Column("CCF"), Column("CORE")]
    columns += [Column("TH-CPL"), Column("h5", "right"), Column("Kind")] if wide else []
    columns += [Column("Next deadline"), Column("In", "right", floor=6)]
    rows: list[list[Cell]] = []
    for item in items:
        row: list[Cell] = [item.acronym + star(item.id, followed) + (unapplied(item.unapplied) if narrow else "")]
        row += [] if narrow else [item.name + unapplied(item.unapplied), item.ccf or "", item.core or ""]
        row += [item.thcpl or "", str(item.h5 or ""), item.kind] if wide else []
        rows.append(row + _next(item, now=now, zone=zone, width=width))
    return columns, rows


def soonest_first(items: Iterable[VenueItem], now: int) -> list[VenueItem]:
    """Venues that come in the order of ``open`` in that of what leads their rows: see `earliest_first`."""

    def place(item: VenueItem) -> float:
        following = item.next_deadline
        if following is None or item.open is None:
            return inf
        return max(following.ready, now) if following.at == item.open else item.open

    return sorted(items, key=place)


def star(venue: str, followed: Container[str]) -> str:
    """What marks a venue that the reader follows."""
    return "*" if venue in followed else ""


def _next(item: VenueItem, *, now: int, zone: tzinfo | None, width: int) -> list[Cell]:
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
        shown = f"{ready(following, now, short=narrow)} {named}{via}{span}{late(following, now)}"
        return [Styled(shown, "dim"), Styled(until(following, now), "dim")]
    mine = local(following.at, zone)
    if following.kind == "commitment":  # of a paper that was reviewed already: nothing new can be written for it
        wall = date.fromisoformat(following.wall[:10])  # as announced, with its zone where the reader's day is another
        told = f"commit {'' if narrow else 'a reviewed one '}by {short_day(wall, now)}" + (
            f" {following.zone}" if wall != mine.date() else ""
        )
        told += via if width >= WIDE else ""
    else:
        told = f"{short_day(mine.date(), now) if narrow else f'{mine:%Y-%m-%d}'} {named}{via}"
    day = f"{told}{_doubt(following)}{_flag(following)}"
    return [day, Styled(_left(following.at, now), _urgency(following.at, now))]


def earliest_first(items: Iterable[DeadlineItem], now: int) -> list[DeadlineItem]:
    """Dated points in the order of what leads their rows: an estimate stands where its interval begins, or first once it has begun."""
    return sorted(items, key=lambda item: max(item.ready, now))  # stable: what has passed keeps its order


def deadlines(items: Iterable[DeadlineItem], *, now: int, zone: tzinfo | None, width: int, followed: Container[str] = ()) -> Grid:
    """Dated points: local time, countdown, venue (with a star where followed), what it is, and, where there is room, the time as announced."""
    wide, narrow = width >= WIDE, width < NARROW
    pattern = "%a %Y-%m-%d %H:%M" if wide else "%Y-%m-%d %H:%M"
    columns = [
        Column("Day" if narrow else "Your time"),
        Column("In", "right", floor=6),
        Column("Venue", style="bold", cap=22),
        Column("What", grow=True, floor=None if narrow else 24),
        Column("As announced", floor=23),
        Column("Moved"),
    ]
    shown = 4 if narrow else 6 if wide else 5  # the time as announced is the first to go
    rows: list[list[Cell]] = []
    for item in earliest_first(items, now):
        name = f"{item.acronym}{star(item.venue, followed)} {item.year}"
        via = f" via {item.via}" if item.via else ""
        called = (item.label if item.kind == "other" and item.label else what(item.kind, item.round, item.track)) + via
        called += unapplied(item.unapplied)
        if item.certainty == "estimated":
            mark = late(item, now)
            cells = [ready(item, now, short=narrow), until(item, now), name, called + (mark if narrow else ""), interval(item) + mark, ""]
            rows.append([Styled(cell, "dim") for cell in cells[:shown]])
            continue
        mine = local(item.at, zone)
        row: list[Cell] = [
            short_day(mine.date(), now) if narrow else f"{mine:{pattern}}",
            Styled(_left(item.at, now), _urgency(item.at, now)),
            name,
            called,
            Styled(_announced(item, wide=wide), "dim"),
            Styled(_moved(item), "yellow"),
        ]
        rows.append(row[:shown])
    return columns[:shown], rows


def _announced(item: DeadlineItem, *, wide: bool) -> str:
    """The time as announced; where there is no column for it, a moved or dropped one is marked first, so that it is not cut off."""
    moved = _moved(item)
    marks = [] if wide else [f"({moved}) "] if moved else []
    gone = [f"({GONE}) "] if item.gone else []
    return "".join([*marks, *gone]) + announced(item.wall, item.zone, item.date_only) + _doubt(item)


def _doubt(item: DeadlineItem) -> str:
    return "" if item.certainty == "confirmed" else f" ({item.certainty})"


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
    from confradar.model.walls import parse_wall
    from confradar.model.zones import instant, parse_zone

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
    columns = [Column("Topic", style="bold"), Column("Name", grow=True), Column("名称"), Column("Venues", "right")]
    return columns, [[f"{'  ' * item.depth}{item.id}", item.en, item.zh, str(item.venues)] for item in items]


def stats(items: Iterable[StatItem]) -> Grid:
    """Counts by group, and how old each source's data are."""
    columns = [
        Column("Of"),
        Column("What", style="bold"),
        Column("Venues", "right"),
        Column("Editions", "right"),
        Column("Dates", "right"),
        Column("Current on"),
    ]
    rows: list[list[Cell]] = []
    before = ""
    for item in items:
        newest = max(filter(None, (item.recorded, item.checked)), default=None)
        age = f"{newest} ({item.age_days} d ago)" if newest else ""
        rows.append([item.group if item.group != before else "", item.key, str(item.venues), str(item.editions), str(item.dates), age])
        before = item.group
    return columns, rows


def quality(items: Iterable[QualityItem]) -> Grid:
    """Measures of the catalogue, with their share where they are one."""
    columns = [Column("What", style="bold"), Column("Of"), Column("Count", "right"), Column("All", "right"), Column("Share", "right")]
    rows: list[list[Cell]] = []
    for item in items:
        share = f"{item.count / item.of:.0%}" if item.of and item.count is not None else ""
        rows.append([item.measure, item.key, "never" if item.count is None else str(item.count), str(item.of or ""), share])
    return columns, rows


def generic(columns: Sequence[str], rows: Iterable[Any], flat: Any) -> Grid:
    """Any rows with chosen columns."""
    return [Column(name) for name in columns], [[flat(value) for value in row.values()] for row in rows]
