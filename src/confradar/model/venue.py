"""Venue: a recurring series or a standing resource; Edition: one year of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from confradar.model.addresses import Pattern
from confradar.model.base import Country, Day, Record, Slug, Text, Url
from confradar.model.deadline import Deadline, ZoneText
from confradar.model.held import Part, Site, check_days
from confradar.model.kinds import Activity, Cadence, DeadlineKind, Format, Kind
from confradar.model.submission import Submission, check_once


class Rank(Record):
    """Ranks in the lists of CCF (A-C), CORE/ICORE (A*-C) and TH-CPL (A-B); absent where a list does
    not rank it.

    ``ccf_list`` and ``core_list`` name the edition of the list, such as CCF2026, CORE2023 or
    ICORE2026.
    """

    ccf: Literal["A", "B", "C"] | None = None
    ccf_list: Annotated[str, StringConstraints(pattern=r"^CCF20\d\d$")] | None = None
    core: Literal["A*", "A", "B", "C"] | None = None
    core_list: Annotated[str, StringConstraints(pattern=r"^I?CORE20\d\d$")] | None = None
    thcpl: Literal["A", "B"] | None = None

    @model_validator(mode="after")
    def _ranked(self) -> Self:
        for name in ("ccf", "core"):
            if getattr(self, f"{name}_list") and not getattr(self, name):
                raise ValueError(
                    f"{name}_list names the list of a rank: give {name} too, or neither"
                )
        return self


class H5(Record):
    """Google Scholar's h5-index, with the year of the metric where known and where the value was
    read."""

    index: int = Field(ge=0, le=2000)
    year: int | None = Field(default=None, ge=2000, le=2100)
    source: Text


class Acceptance(Record):
    """Papers accepted of those submitted. ``rate`` (0 to 1) is given only where the counts are not
    both known."""

    submitted: int | None = Field(default=None, ge=1)
    accepted: int | None = Field(default=None, ge=0)
    rate: float | None = Field(default=None, ge=0, le=1)
    source: Text

    @model_validator(mode="after")
    def _usable(self) -> Self:
        if self.submitted and self.accepted is not None:
            if self.accepted > self.submitted:
                raise ValueError("accepted is more than submitted")
        elif self.rate is None:
            raise ValueError("give submitted and accepted, or rate")
        return self

    @property
    def share(self) -> float:
        """The acceptance rate, 0 to 1."""
        if self.submitted and self.accepted is not None:
            return self.accepted / self.submitted
        return self.rate or 0.0


class Difference(Record):
    """What another source says, not followed here: ``key`` is start, end, place or ``kind``,
    ``kind.round``, ``kind.round.track``; of a venue its name, or the list that ranks it.
    """

    source: Text
    key: Text
    value: Text
    zone: ZoneText | None = None
    recorded: Day | None = None
    why: Text | None = None


class Edition(Record):
    """One year of a venue. ``source`` is where place, days and link come from; each deadline
    carries its own. ``gone`` is the day on which the lists that had it were first seen without it;
    likewise of a venue. ``checked`` is the day on which the record was last compared with the
    official page; ``parent`` the venue it is held at in this year, where that is not the series'
    own; ``joint_with`` the other series of a joint year (IJCAI-ECAI), from which no year of its own
    is estimated. ``status`` says that it is called off, for good or to days that are not known; of
    one that is put off to known days these are given instead. ``rounds`` is how many rounds of
    papers its call has, where that is known: no further one is estimated. ``place`` is its main
    site, ``sites`` are the further ones; ``parts`` have days of their own. ``submission`` holds
    what official pages say that a paper needs, a group for each page.
    """

    year: int = Field(ge=1950, le=2100)
    name: Text | None = None
    url: Url | None = None
    place: Text | None = None
    country: Country | None = None
    sites: tuple[Site, ...] = ()
    start: Day | None = None
    end: Day | None = None
    when: Text | None = None
    parts: tuple[Part, ...] = ()
    format: Format | None = None
    status: Literal["cancelled", "postponed"] | None = None
    zone: ZoneText | None = None
    rounds: int | None = Field(default=None, ge=1, le=99)
    acceptance: Acceptance | None = None
    source: Text | None = None
    also: tuple[Text, ...] = ()
    recorded: Day | None = None
    checked: Day | None = None
    gone: Day | None = None
    parent: Slug | None = None
    joint_with: tuple[Slug, ...] = ()
    note: Text | None = None
    explained: dict[str, str] = Field(default={})
    differs: tuple[Difference, ...] = ()
    submission: tuple[Submission, ...] = ()
    deadlines: tuple[Deadline, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        check_days(self.start, self.end)
        check_once(self.submission)
        seen: set[tuple[str, int, str]] = set()
        for deadline in self.deadlines:
            key = deadline.key
            if key in seen:
                kind, number, track = key
                raise ValueError(
                    f"two {kind} deadlines of round "
                    f"{number}{f' of track {track}' if track else ''}: tell them apart by round "
                    "or track"
                )
            seen.add(key)
        if any(deadline.lasting for deadline in self.deadlines):  # else they differ as the keys do
            keys = [deadline.lasting_key for deadline in self.deadlines]
            if repeated := next((key for key in keys if keys.count(key) > 1), None):
                raise ValueError(
                    f"two deadlines have the lasting key {repeated}: calendars could not tell "
                    "them apart"
                )
        return self

    @property
    def whole_days(self) -> tuple[date | None, date | None]:
        """Its first and last day with those of its sites and parts: a part may be held right before
        or after its own days."""
        held = [(item.start, item.end) for item in self.sites]
        held += [(item.start, item.end) for item in self.parts]
        days = [day for pair in held for day in pair if day]
        if self.start is None or not days:
            return self.start, self.end
        return min(self.start, *days), max(self.end or self.start, *days)

    @property
    def called_off(self) -> bool:
        """Whether its dates no longer hold: it is cancelled or postponed."""
        return self.status is not None

    @property
    def default_zone(self) -> str:
        """The zone of deadlines that name none: the edition's, else AoE."""
        return self.zone or "AoE"


class Recurrence(Record):
    """A deadline that comes on one day of every month, as an official page says: ``day``, local
    ``time`` (HH:MM) and ``zone``.

    ``recorded`` is the day on which the page (``source``) was read; the dates are counted from
    then.
    """

    kind: DeadlineKind
    day: int = Field(ge=1, le=28)
    time: (
        Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$")] | None
    ) = None
    zone: ZoneText | None = None
    label: Text | None = None
    source: Text
    recorded: Day


class Venue(Record):
    """A venue with its editions, newest first. Standing resources (courses, projects...) have none.

    ``name_zh`` is its Chinese name, where its organisers or a list give one; it is found by it.
    ``formerly`` holds the ids that it had, or that were merged into it: every command still takes
    them.
    ``recurs`` are deadlines of every month, written once. ``dates`` are the official pages that say
    the dates of an edition, as patterns: ``{year}`` and ``{yy}`` stand for its year.
    ``submission`` holds what a paper needs at any time, as journals have it.
    """

    id: Slug
    formerly: tuple[Slug, ...] = ()
    acronym: Text
    name: Text
    name_zh: Text | None = None
    aliases: tuple[Text, ...] = ()
    kind: Kind
    topics: tuple[Slug, ...] = Field(min_length=1)
    ranks: Rank = Rank()
    h5: H5 | None = None
    url: Url | None = None
    dates: tuple[Pattern, ...] = ()
    dblp: Text | None = None
    cadence: Cadence | None = None
    activity: Activity | None = None
    recurs: tuple[Recurrence, ...] = ()
    parent: Slug | None = None
    sources: tuple[Text, ...] = Field(min_length=1)
    gone: Day | None = None
    note: Text | None = None
    explained: dict[str, str] = Field(default={})
    differs: tuple[Difference, ...] = ()
    submission: tuple[Submission, ...] = ()
    editions: tuple[Edition, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        check_once(self.submission)
        years = [edition.year for edition in self.editions]
        for year in years:
            if years.count(year) > 1:
                raise ValueError(
                    f"two editions of {year}: one record a year, told apart by round or track"
                )
        return self

    def names(self) -> Iterator[str]:
        """Everything it is called: id, acronym, full name, Chinese name, aliases, former ids."""
        yield from (self.id, self.acronym, self.name)
        if self.name_zh:
            yield self.name_zh
        yield from (*self.aliases, *self.formerly)

    def edition(self, year: int) -> Edition | None:
        """Its edition of that year, where it has one."""
        return next((item for item in self.editions if item.year == year), None)

    def with_edition(self, edition: Edition) -> Self:
        """The venue with that edition in its place, the newest first."""
        others = [item for item in self.editions if item.year != edition.year]
        editions = sorted([*others, edition], key=lambda item: -item.year)
        return self.model_copy(update={"editions": tuple(editions)})


class Source(Record):
    """A public list that facts were read from."""

    id: Slug
    name: Text
    url: Url | None = None
    licence: Text | None = None
    recorded: Day | None = None
    note: Text | None = None


class Topic(Record):
    """A node of the topic tree, with its English and Chinese names."""

    id: Slug
    en: Text
    zh: Text
    parent: Slug | None = None
    aliases: tuple[Text, ...] = ()

    def names(self) -> Iterator[str]:
        """Everything it is called: id, English and Chinese name, aliases."""
        yield from (self.id, self.en, self.zh, *self.aliases)
