"""The dated points that a page gives, each with the line that says it and the reasons to doubt
it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

YEAR_GUESSED = "the page names no year beside it"
EDITION_GUESSED = "the page does not say of which year it is"
PROSE = "it stands in a sentence"
WEEKDAY = "that day is on another weekday than the page says"
MOVED = "its list says another day, and words beside the list that it was moved"
OF_PAPERS = "its words speak of papers, and of what is none"
UNKNOWN = "words that nothing understands"
CLASH = "the page gives two values"
ORDER = "it comes before what it follows"
CONTRADICTS = "its words say that something is handed in, and what is around them that it is told"


@dataclass(frozen=True)
class Point:
    """A dated point of an edition, as a page announces it.

    `day` and `clock` (HH:MM or HH:MM:SS; None where only a day is given) are local in `zone`, which
    is None where the page names none. `track` is empty for the main one. `was` are the days that it
    superseded, the oldest first. `doubts` are the reasons why it may be wrong: none make it sure.
    """

    kind: str
    day: date
    year: int
    label: str
    evidence: str
    clock: str | None = None
    zone: str | None = None
    track: str = ""
    round: int | None = None
    was: tuple[date, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.doubts

    @property
    def wall(self) -> str:
        """Its day, with the time where one is given: `2027-01-15` or `2027-01-15T23:59`."""
        return f"{self.day:%Y-%m-%d}" + (f"T{self.clock}" if self.clock else "")
