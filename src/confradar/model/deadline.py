"""Deadline: one dated point of an edition, as announced."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, Field, field_validator

from confradar.model.base import Day, Record, Slug, Text, Url
from confradar.model.instants import instant
from confradar.model.kinds import Certainty, DeadlineKind
from confradar.model.wall_times import TBD, parse_wall
from confradar.model.zones import parse_zone


def _wall(text: str) -> str:
    if text != TBD:
        parse_wall(text)
    return text


def _zone(text: str) -> str:
    parse_zone(text)
    return text


LASTING = r"[a-z_]+/[1-9]\d?(?:/[a-z0-9-]+)?"
WallText = Annotated[str, AfterValidator(_wall)]
ZoneText = Annotated[str, AfterValidator(_zone)]


class Revision(Record):
    """An earlier announced value of a deadline that moved.

    ``at`` as in Deadline; ``zone`` where it was another than the deadline's now; ``recorded``: day
    the move was seen.
    """

    at: WallText
    zone: ZoneText | None = None
    recorded: Day | None = None


class Deadline(Record):
    """A dated point of an edition, exactly as announced.

    ``at`` is the local wall time (or ``TBD``), ``zone`` the zone as written; without one the
    edition's counts, and AoE where that names none. ``source`` is a source id of the catalogue or a
    page's address, ``also`` further sources that give the same date, ``recorded`` the day by which
    ``source`` was seen to carry it, ``gone`` the day on which the lists that had it were first seen
    without it. ``lasting`` is given where its lasting key is another than that of its kind, round
    and track. ``via`` is the venue (ARR) that reviews the papers where this one does not; ``link``
    where to submit, or to read more of it. ``evidence`` is the line of the page (``source``) that
    says so, where the program itself read it.
    """

    kind: DeadlineKind
    round: int | None = Field(default=None, ge=1, le=99)
    track: Slug | None = None
    at: WallText
    zone: ZoneText | None = None
    label: Text | None = None
    link: Url | None = None
    via: Slug | None = None
    certainty: Certainty = Certainty.confirmed
    source: Text
    also: tuple[Text, ...] = ()
    recorded: Day | None = None
    gone: Day | None = None
    revisions: tuple[Revision, ...] = ()
    note: Text | None = None
    evidence: Text | None = None
    lasting: Annotated[str, Field(pattern=f"^{LASTING}$")] | None = None

    @field_validator("certainty")
    @classmethod
    def _announced(cls, value: Certainty) -> Certainty:
        if value is Certainty.estimated:
            raise ValueError("a catalogue holds announced dates only: confirmed or tentative")
        return value

    @property
    def key(self) -> tuple[str, int, str]:
        """What identifies it within its edition: kind, round (1 where there is one), track ('' is
        the main one)."""
        return (self.kind.value, self.round or 1, self.track or "")

    @property
    def lasting_key(self) -> str:
        """What calendars know it by within its edition, for good: ``paper/1``, ``paper/2/short``;
        that of its first sight, whatever is later found of its kind, round and track."""
        return self.lasting or self.default_key

    @property
    def default_key(self) -> str:
        """The lasting key of a point that is first seen with this kind, round and track."""
        kind, number, track = self.key
        return f"{kind}/{number}/{track}" if track else f"{kind}/{number}"

    def with_key(self, key: str) -> Deadline:
        """The same point under a lasting key."""
        return self.model_copy(update={"lasting": None if key == self.default_key else key})

    @property
    def known(self) -> bool:
        """Whether a date is given (not ``TBD``)."""
        return self.at != TBD

    @property
    def wall(self) -> datetime:
        """The naive local time; 23:59:59 for a date without a time."""
        return parse_wall(self.at).time

    def withdrawn(self, edition_gone: date | None = None) -> bool:
        """Whether its lists (or its whole edition's: ``edition_gone``) dropped it before its day;
        an old date that a list tidied away was not withdrawn."""
        days = [day for day in (self.gone, edition_gone) if day]
        return bool(days) and self.known and min(days) <= self.wall.date()

    @property
    def date_only(self) -> bool:
        """Whether no time of day was published."""
        return self.known and parse_wall(self.at).date_only

    def instant(self, default_zone: str) -> datetime:
        """The exact instant in UTC; ``default_zone`` is the edition's."""
        return instant(self.wall, parse_zone(self.zone or default_zone))
