"""The cycles of a reviewing venue (ARR) as a table and as plain rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, tzinfo
from typing import TYPE_CHECKING, Any

from confradar.model.days import AOE, DAY
from confradar.views.grid import NARROW, WIDE, Cell, Column, Grid, Styled
from confradar.views.machine_rows import deadline_document
from confradar.views.text import announced, late, ready, remaining, short_day, span
from confradar.views.words import ENGLISH

if TYPE_CHECKING:
    from confradar.index.points import DeadlineItem
    from confradar.queries.cycles import Cycle, Fed

# How long a cycle is shown after its last date.
SHOWN = 180 * DAY


def table(cycles: Iterable[Cycle], *, now: int, width: int) -> Grid:
    """A line a cycle, and one more for each further venue that it feeds; those long over are left
    out. Days are as announced."""
    columns = [
        Column("  Cycle"),
        Column("Papers"),
        Column("State"),
        *([Column("Reviews")] if width >= WIDE else []),
    ]
    columns += [Column("Commit to", style="bold", grow=True), Column("By")]
    if narrow := width < NARROW:
        columns = [
            Column("Cycle"),
            Column("Papers"),
            Column("Commit to", style="bold", grow=True),
            Column("By"),
        ]
    rows: list[list[Cell]] = []
    for cycle in cycles:
        commitments = [fed.commitment for fed in cycle.feeds if fed.commitment]
        if max(item.at for item in (cycle.paper, *commitments)) < now - SHOWN:
            continue
        style = "" if cycle.state(now) == "open" else "dim"
        found = _short_head(cycle, now) if narrow else _head(cycle, now, width)
        head: list[Cell] = [Styled(text, style) for text in found]
        for fed in cycle.feeds or (None,):
            rows.append([*head, *(_short_feed(fed, now) if narrow else _feed(fed, now, width))])
            head = [""] * len(head)
    return columns, rows


def _head(cycle: Cycle, now: int, width: int) -> Iterator[str]:
    """The cells of a cycle itself: its month, when papers are due, whether they still are, when
    reviews are released."""
    paper, state = cycle.paper, cycle.state(now)
    month = f"{date.fromisoformat(paper.wall[:10]):%b %Y}"
    if state == "estimated":
        yield from (
            f"  ~{month}",
            ready(paper, now, AOE),
            f"est. to {ENGLISH.near_day(span(paper)[1])}{late(paper, now)}",
        )
    else:
        yield from (f"  {month}", _day(paper, width), _state(cycle, now))
    if width >= WIDE:
        yield _day(cycle.reviews, width) if cycle.reviews else ""


def _state(cycle: Cycle, now: int) -> str:
    state = cycle.state(now)
    return f"open, {remaining(cycle.paper.at, now)}" if state == "open" else state


def _short_head(cycle: Cycle, now: int) -> Iterator[str]:
    """The month, and whether papers are still taken or from when on they may be due."""
    paper, guess = cycle.paper, cycle.state(now) == "estimated"
    yield f"{'~' if guess else ''}{date.fromisoformat(paper.wall[:10]):%b %y}"
    yield ready(paper, now, AOE, short=True) + late(paper, now) if guess else _state(cycle, now)


def _feed(fed: Fed | None, now: int, width: int) -> list[Cell]:
    """A venue that takes papers of the cycle, and until when they can be committed to it."""
    if fed is None:
        return ["", ""]
    name, commitment = f"{fed.acronym} {fed.year}", fed.commitment
    if commitment is None:
        return [name, "not announced"]
    day = _day(commitment, width)
    return [
        name,
        f"{day} ({remaining(commitment.at, now)})" if commitment.at >= now else Styled(day, "dim"),
    ]


def _short_feed(fed: Fed | None, now: int) -> list[Cell]:
    if fed is None:
        return ["", ""]
    by = fed.commitment
    return [fed.acronym, short_day(date.fromisoformat(by.wall[:10]), now) if by else "?"]


def _day(item: DeadlineItem, width: int) -> str:
    return announced(item.wall, item.zone, item.date_only) if width >= WIDE else item.wall[:10]


def plain(cycles: Sequence[Cycle], *, now: int, zone: tzinfo | None) -> list[dict[str, Any]]:
    """The same as plain data, all of them."""

    def item(point: DeadlineItem | None) -> Any:
        return deadline_document(point, now=now, zone=zone)

    return [
        {
            "state": cycle.state(now),
            "paper": item(cycle.paper),
            "reviews": item(cycle.reviews),
            "feeds": [
                {"venue": fed.venue, "year": fed.year, "commitment": item(fed.commitment)}
                for fed in cycle.feeds
            ],
        }
        for cycle in cycles
    ]
