"""How often paper deadlines were moved later after they were announced. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from confradar.model.counts import counted
from confradar.model.wall_times import TBD, parse_wall

if TYPE_CHECKING:  # read commands use these classes, and load no models
    from confradar.model.deadline import Deadline
    from confradar.model.venue import Venue

FIRST_YEAR = 2022
# Pseudo-observations by which a venue's own record of extensions is shrunk towards its area's.
WEIGHT = 4


class Risk(NamedTuple):
    """How often a venue moved a paper deadline later after announcing it: own count, days, and the
    shrunken share (0 to 1)."""

    moved: int
    editions: int
    typical: int | None
    share: float


def moves(venue: Venue) -> list[int]:
    """For each edition whose paper deadline was announced: how many days later it moved, 0 if it
    did not."""
    held = [
        edition
        for edition in venue.editions
        if edition.year >= FIRST_YEAR and not edition.called_off
    ]
    papers = [
        [
            item
            for item in edition.deadlines
            if item.kind == "paper" and not item.track and item.known
        ]
        for edition in held
    ]
    return [max(0, *map(_moved, items)) for items in papers if items]


def share_moved(moves: Sequence[int], towards: float | None = None) -> float:
    """The share of editions whose deadline moved later, shrunk towards another share where one is
    given."""
    if towards is None:
        return _count(moves) / len(moves) if moves else 0.0
    return (_count(moves) + WEIGHT * towards) / (len(moves) + WEIGHT)


def risk(own: Sequence[int], area: float) -> Risk:
    """From a venue's own moves, shrunk towards the share of its area: the venues that share its
    first topic."""
    moved = sorted(days for days in own if days)
    return Risk(
        len(moved), len(own), moved[len(moved) // 2] if moved else None, share_moved(own, area)
    )


def wording(risk: Risk) -> str:
    """``moved later in 3 of 4 editions, typically +7 days; about 45 % for the next``."""
    if not risk.editions:
        return "no announced deadline on record"
    typical = f", typically +{counted(risk.typical, 'day')}" if risk.typical else ""
    return (
        f"moved later in {risk.moved} of {risk.editions} editions{typical}; about "
        f"{round(100 * risk.share)} % for the next"
    )


def _count(moves: Sequence[int]) -> int:
    return sum(bool(days) for days in moves)


def _moved(deadline: Deadline) -> int:
    first = next(
        (parse_wall(item.at).time.date() for item in deadline.revisions if item.at != TBD), None
    )
    return (deadline.wall.date() - first).days if first else 0
