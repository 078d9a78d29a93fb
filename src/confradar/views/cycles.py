"""The cycles of a reviewing venue (ARR) as a table and as plain rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, tzinfo
from typing import TYPE_CHECKING, Any

from confradar.model.days import AOE, DAY
from confradar.views.grid import NARROW, WIDE, Cell, Column, Grid, Styled
from confradar.views.machine_rows import deadline_document
from confradar.views.text import announced, late, ready, remaining, short_day, span
from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from confradar.index.points import DeadlineItem
    from confradar.queries.cycles import Cycle, Fed

# How long a cycle is shown after its last date.
SHOWN = 180 * DAY


def table(cycles: Iterable[Cycle], *, now: int, width: int, say: Words = ENGLISH) -> Grid:
    """A line a cycle, and one more for each further venue that it feeds; those long over are left
    out. Days are as announced."""
    columns = [
        Column(f"  {say('column.cycle')}"),
        Column(say("column.papers")),
        Column(say("column.state")),
        *([Column(say("column.reviews"))] if width >= WIDE else []),
    ]
    commit = [Column(say("column.commit"), style="bold", grow=True), Column(say("column.by"))]
    columns += commit
    if narrow := width < NARROW:
        columns = [Column(say("column.cycle")), Column(say("column.papers")), *commit]
    rows: list[list[Cell]] = []
    for cycle in cycles:
        commitments = [fed.commitment for fed in cycle.feeds if fed.commitment]
        if max(item.at for item in (cycle.paper, *commitments)) < now - SHOWN:
            continue
        style = "" if cycle.state(now) == "open" else "dim"
        found = _short_head(cycle, now, say) if narrow else _head(cycle, now, width, say)
        head: list[Cell] = [Styled(text, style) for text in found]
        for fed in cycle.feeds or (None,):
            feed = _short_feed(fed, now, say) if narrow else _feed(fed, now, width, say)
            rows.append([*head, *feed])
            head = [""] * len(head)
    return columns, rows


def _head(cycle: Cycle, now: int, width: int, say: Words) -> Iterator[str]:
    """The cells of a cycle itself: its month, when papers are due, whether they still are, when
    reviews are released."""
    paper, state = cycle.paper, cycle.state(now)
    month = say.month_of_year(date.fromisoformat(paper.wall[:10]))
    if state == "estimated":
        yield from (
            f"  ~{month}",
            ready(paper, now, AOE, say),
            say("cycle.latest", day=say.near_day(span(paper)[1])) + late(paper, now),
        )
    else:
        yield from (f"  {month}", _day(paper, width), _state(cycle, now, say))
    if width >= WIDE:
        yield _day(cycle.reviews, width) if cycle.reviews else ""


def _state(cycle: Cycle, now: int, say: Words) -> str:
    state = cycle.state(now)
    left = remaining(cycle.paper.at, now, say)
    return say("cycle.open", left=left) if state == "open" else say.named("status", state)


def _short_head(cycle: Cycle, now: int, say: Words) -> Iterator[str]:
    """The month, and whether papers are still taken or from when on they may be due."""
    paper, guess = cycle.paper, cycle.state(now) == "estimated"
    month = say.month_of_year(date.fromisoformat(paper.wall[:10]), short=True)
    yield f"{'~' if guess else ''}{month}"
    early = ready(paper, now, AOE, say, short=True) + late(paper, now)
    yield early if guess else _state(cycle, now, say)


def _feed(fed: Fed | None, now: int, width: int, say: Words) -> list[Cell]:
    """A venue that takes papers of the cycle, and until when they can be committed to it."""
    if fed is None:
        return ["", ""]
    name, commitment = f"{fed.acronym} {fed.year}", fed.commitment
    if commitment is None:
        return [name, say("date.unknown")]
    day, left = _day(commitment, width), say("note", text=remaining(commitment.at, now, say))
    return [name, day + left if commitment.at >= now else Styled(day, "dim")]


def _short_feed(fed: Fed | None, now: int, say: Words) -> list[Cell]:
    if fed is None:
        return ["", ""]
    by = fed.commitment
    return [fed.acronym, short_day(date.fromisoformat(by.wall[:10]), now, say) if by else "?"]


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
