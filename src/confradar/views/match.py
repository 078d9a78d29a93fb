"""The venues that a text fits, as rows and as a table in which siblings stand together."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import tzinfo
from math import inf
from typing import TYPE_CHECKING

from confradar.views.machine_rows import Row, venue_row

if TYPE_CHECKING:
    from confradar.queries.match import Match
    from confradar.views.grid import Cell, Grid
    from confradar.views.words import Words

_STYLES = {"strong": "green", "fair": "", "weak": "dim"}


def match_row(item: Match, *, now: int, zone: tzinfo | None) -> Row:
    """A venue that a text fits; ``next_deadline`` is a deadline item or None."""
    return {
        **venue_row(item.venue, now=now, zone=zone),
        "fit": item.fit,
        "score": round(item.score, 4),
        "group": list(item.group),
        "words": list(item.words),
        "newest": item.newest,
        "known": item.known,
    }


def grouped(found: Iterable[Match]) -> list[list[Match]]:
    """Siblings that fit as well together, where the best of them stands; inside a group the next
    deadline first."""
    groups: dict[tuple[object, ...], list[Match]] = {}
    for item in found:
        groups.setdefault((item.group or item.venue.id, item.fit), []).append(item)
    return [
        sorted(
            group,
            key=lambda item: item.venue.next_deadline.ready if item.venue.next_deadline else inf,
        )
        for group in groups.values()
    ]


def matches(
    found: Iterable[Match],
    *,
    now: int,
    zone: tzinfo | None,
    width: int,
    followed: Container[str] = (),
    say: Words,
) -> Grid:
    """Venue, fit, next deadline, and the words that speak for it; of siblings the further ones are
    marked ``or``."""
    from confradar.views.deadlines import star
    from confradar.views.grid import NARROW, Column, Styled  # rows need none of it
    from confradar.views.text import unapplied
    from confradar.views.venues import next_cells

    narrow = width < NARROW
    columns = [
        Column(say("column.venue"), style="bold", cap=16, floor=8),
        Column(say("column.fit"), whole=True),
        Column(say("column.next"), wrap=True, floor=11 if narrow else 18, turn=0),
        *([] if narrow else [Column(say("column.left"), "right")]),
        Column(say("column.why"), grow=True, wrap=True, floor=10 if narrow else 20, turn=-1),
    ]
    rows: list[list[Cell]] = []
    for group in grouped(found):
        for place, item in enumerate(group):
            name = item.venue.acronym + star(item.venue.id, followed)
            day, left = next_cells(item.venue, now=now, zone=zone, width=width, say=say)
            fit = Styled(say.named("fit", item.fit), _STYLES[item.fit])
            why = _since(item, say) if place else _why(item, say)
            row: list[Cell] = [say("or", name=name), ""] if place else [name, fit]
            row += [day] if narrow else [day, left]
            rows.append([*row, why + unapplied(item.venue.unapplied, say)])
    return columns, rows


def _why(item: Match, say: Words) -> str:
    words = ", ".join(item.words)
    since = _since(item, say)
    return f"{since}{say('colon')}{words}" if words else since


def _since(item: Match, say: Words) -> str:
    """What stands behind it."""
    if item.known == "titles":
        return say("match.titles", year=item.newest)
    return say("match.own" if item.known == "own" else "match.topic")
