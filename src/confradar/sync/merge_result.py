"""What a merge yields: the merged venues and the changes that led there."""

from __future__ import annotations

from dataclasses import dataclass

from confradar.model.deadline import Deadline
from confradar.model.venue import Edition, Venue
from confradar.model.wall_times import TBD


@dataclass(frozen=True)
class Change:
    """One thing a merge did: ``what`` is new venue, new edition, new, filled, moved, corrected,
    kept, noted (labels, confirming sources) or acceptance."""

    what: str
    venue: str
    year: int | None
    key: str
    old: str | None
    new: str | None
    source: str

    def __str__(self) -> str:
        where = f"{self.venue} {self.year}" if self.year else self.venue
        if self.what == "kept":
            return f"kept: {where} {self.key}: {self.old} ({self.source} says {self.new})"
        arrow = f"{self.old} -> {self.new}" if self.old is not None else f"{self.new}"
        return f"{self.what}: {where} {self.key}: {arrow}".rstrip(": ")


@dataclass(frozen=True)
class Merged:
    """The merged venues in the catalogue's order, new ones last, and what changed."""

    venues: tuple[Venue, ...]
    changes: tuple[Change, ...]


def name_of(deadline: Deadline) -> str:
    """A deadline's key as text: ``paper``, ``paper.2``, ``paper.1.short``."""
    kind, number, track = deadline.key
    return ".".join(
        [kind, *([str(number)] if number > 1 or track else []), *([track] if track else [])]
    )


def shown_point(deadline: Deadline, edition: Edition) -> str:
    """Its time and zone as announced."""
    return f"{deadline.at} {deadline.zone or edition.default_zone}" if deadline.known else TBD
