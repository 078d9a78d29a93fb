"""What every reader of an upstream list returns: the venues, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from confradar.model.venue import Venue


@dataclass(frozen=True)
class Unread:
    """Something of a source that could not be read: which record, which key, why. ``line`` is 0
    where unknown.

    Where ``lost`` is false nothing was left out: it is only told, such as a tag that names no topic
    of ours.
    """

    source: str
    record: str
    key: str
    reason: str
    line: int = 0
    lost: bool = True

    @property
    def text(self) -> str:
        """Which value, and why it could not be read; without the source."""
        line = f" (line {self.line})" if self.line else ""
        return f"{self.record}{line}: {self.key}: {self.reason}"

    def __str__(self) -> str:
        return f"{self.source}: {self.text}"


@dataclass(frozen=True)
class Move:
    """An announced deadline that moved: dates without time, and the day on which the change was
    recorded."""

    title: str
    year: int
    kind: str
    old: date
    new: date
    recorded: date


@dataclass(frozen=True)
class Reading:
    """All that one upstream file says. ``editions`` and ``fields`` count what stood there: each was
    read or is in ``unread``."""

    source: str
    venues: tuple[Venue, ...] = ()
    unread: tuple[Unread, ...] = ()
    editions: int = 0
    fields: int = 0
    moves: tuple[Move, ...] = ()
