"""What the forecasts know of a venue: its editions with their days and main-track dates. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Point:
    """A known main-track date of an edition."""

    kind: str
    round: int
    day: date


@dataclass(frozen=True, slots=True)
class Past:
    """One edition as far as it is announced. ``cancelled`` (or postponed) and ``joint`` ones (IJCAI-ECAI) carry no dates into the future."""

    year: int
    start: date | None = None
    end: date | None = None
    points: tuple[Point, ...] = ()
    cancelled: bool = False
    joint: bool = False

    @property
    def base(self) -> bool:
        """Whether later editions can be told from this one: it has paper deadlines of its own, and was held."""
        return bool(self.days("paper")) and not self.cancelled and not self.joint

    def days(self, kind: str) -> dict[int, date]:
        """The dates of a kind by round."""
        return {point.round: point.day for point in self.points if point.kind == kind}


@dataclass(frozen=True, slots=True)
class History:
    """A venue's editions, oldest first, and its cadence (annual, biennial, triennial, irregular)."""

    venue: str
    cadence: str
    editions: tuple[Past, ...]


def before(history: History, year: int, as_of: date | None = None) -> History:
    """The history without edition ``year`` and later ones, and without editions whose first date is not before ``as_of``."""
    kept = [
        edition
        for edition in history.editions
        if edition.year < year and (as_of is None or all(point.day < as_of for point in edition.points[:1]))
    ]
    return History(history.venue, history.cadence, tuple(kept))


def history_of(facts: Mapping[str, Any]) -> History:
    """A History from the plain data of ``catalogue.history.facts``."""
    editions = tuple(
        Past(item["year"], item["start"], item["end"], tuple(Point(*point) for point in item["points"]), item["cancelled"], item["joint"])
        for item in facts["editions"]
    )
    return History(facts["venue"], facts["cadence"], editions)
