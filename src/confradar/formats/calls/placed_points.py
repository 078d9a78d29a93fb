"""A point as read, with what of its place on the page matters for the others."""

from __future__ import annotations

import re
from dataclasses import dataclass

from confradar.formats.calls.dated_points import Point

_FRESH = {
    "extended",
    "extension",
    "new",
    "updated",
    "revised",
    "deadline",
    "due",
    "date",
    "old",
    "original",
    "final",
    "the",
    "of",
    "for",
    "is",
    "wa",
}


@dataclass(frozen=True)
class Read:
    """A point as read, and what of its place on the page matters for the others: its list, whether
    it is struck through as a whole, whether its words call it the new or the old one, and the
    heading that it stands under; `whole`: its words are struck through as well; `announced`: they
    say that a date is another one now.
    """

    point: Point
    run: int
    prose: bool
    struck: bool
    extended: str | None
    heading: str = ""
    whole: bool = False
    announced: bool = False


def meaning_key(point: Point) -> tuple[str, str, int]:
    """What a point is for: its kind, its track (empty: the main one) and its round (0: none)."""
    return point.kind, point.track, point.round or 0


def words_of(label: str) -> set[str]:
    """The words of a label that say what it is for."""
    return {word.rstrip("s") for word in re.findall(r"[^\W\d_]{2,}", label.lower())} - _FRESH
