"""What the forecasts know of a venue: its editions with their days and main-track dates."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from confradar.model.kinds import DATED_KINDS, RECURRING

if TYPE_CHECKING:  # read commands use these classes, and load no models
    from confradar.model.venue import Edition, Venue

ESTIMATED_KINDS = (
    "abstract",
    "paper",
    "notification",
    "camera_ready",
    "workshop_proposal",
    "tutorial_proposal",
    "early_registration",
    "registration",
)

# The same week of the next year, on the same weekday.
YEAR = 364

_NONE: Mapping[int, date] = {}


class Point(NamedTuple):
    """A known main-track date of an edition."""

    kind: str
    round: int
    day: date


@dataclass(frozen=True, slots=True)
class Past:
    """One edition as far as it is announced. ``cancelled`` (or postponed) and ``joint`` ones
    (IJCAI-ECAI) carry no dates into the future;
    ``rounds`` is how many its call has, where that is known."""

    year: int
    start: date | None = None
    end: date | None = None
    points: tuple[Point, ...] = ()
    cancelled: bool = False
    joint: bool = False
    rounds: int | None = None
    base: bool = field(init=False, repr=False, compare=False)
    """Whether later editions can be told from this one: it has paper deadlines of its own, and was
    held."""
    # by kind and round: every question asks for them so
    _days: Mapping[str, Mapping[int, date]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found: dict[str, dict[int, date]] = {}
        for point in self.points:
            found.setdefault(point.kind, {})[point.round] = point.day
        object.__setattr__(self, "_days", found)
        object.__setattr__(self, "base", "paper" in found and not (self.cancelled or self.joint))

    @property
    def kinds(self) -> Set[str]:
        """The kinds of its dates."""
        return self._days.keys()

    def days(self, kind: str) -> Mapping[int, date]:
        """The dates of a kind by round."""
        return self._days.get(kind, _NONE)


@dataclass(frozen=True)
class History:
    """A venue's editions, oldest first, and its cadence (annual, biennial, triennial,
    irregular)."""

    venue: str
    cadence: str
    editions: tuple[Past, ...]

    @cached_property
    def papers(self) -> tuple[Past, ...]:
        """The editions that later ones can be told from."""
        return tuple([edition for edition in self.editions if edition.base])

    @cached_property
    def kinds(self) -> Set[str]:
        """The kinds of dates that one of the newest two full editions has: another kind was given
        up, or never was. The last edition is full once it tells what comes after its papers, all
        earlier ones are; where none is full, what there is counts."""
        full = self.papers
        if full and full[-1].kinds.isdisjoint({"notification", "camera_ready"}):
            full = full[:-1] or full
        return {kind for edition in full[-2:] for kind in edition.kinds}

    @cached_property
    def shifts(self) -> tuple[int, ...]:
        """How many days each paper deadline was from the same week of the edition before, oldest
        first; rounds are matched by date."""
        found: list[int] = []
        for earlier, later in pairwise(self.papers):
            years = timedelta(days=YEAR * (later.year - earlier.year))
            put = [day + years for day in earlier.days("paper").values()]
            found.extend((day - nearest(day, put)).days for day in later.days("paper").values())
        return tuple(found)


def nearest(day: date, others: Iterable[date]) -> date:
    """The day that is least far from ``day``; of two the earlier."""
    first, *more = others
    if not more:  # as nearly always
        return first
    return min(first, *more, key=lambda other: (abs((other - day).days), other))


def before(history: History, year: int, as_of: date | None = None) -> History:
    """The history without edition ``year`` and later ones, and without editions whose first date is
    not before ``as_of``."""
    kept = [edition for edition in history.editions if edition.year < year]
    if as_of is not None:
        kept = [item for item in kept if all(point.day < as_of for point in item.points[:1])]
    if len(kept) == len(history.editions):
        return history  # and with it what is known of it already
    return History(history.venue, history.cadence, tuple(kept))


def history_of(venue: Venue, doubts: Mapping[int, Container[int | None]] | None = None) -> History:
    """The history that a venue's record holds; without editions where none can be expected.
    ``doubts`` are those of ``plausible.doubted_in``, where they are known already."""
    if doubts is None:
        from confradar.model.plausible import doubted_in  # it loads the models

        doubts = doubted_in(venue)
    cadence = rhythm(venue.kind.value, venue.cadence)
    editions = tuple(
        _past(edition, doubts[edition.year])
        for edition in sorted(venue.editions, key=lambda item: item.year)
    )
    return History(
        venue.id, cadence, editions if expects(venue.kind.value, cadence, venue.activity) else ()
    )


def rhythm(kind: str, cadence: str | None) -> str:
    """The cadence of a venue; a conference or workshop that tells none is annual, anything else
    without one is rolling."""
    return cadence or ("annual" if kind in DATED_KINDS else "rolling")


def expects(kind: str, cadence: str | None, activity: str | None) -> bool:
    """Whether further editions with dates of their own are expected: of a living series that
    recurs, ARR's cycles among them."""
    return rhythm(kind, cadence) in RECURRING and activity is None


def usable_dates(edition: Edition, doubted: Container[int | None]) -> Iterator[int]:
    """The places of the deadlines that a forecast may see: announced dates of the main track, still
    standing, and not ``doubted``."""
    gone = edition.gone
    for place, deadline in enumerate(edition.deadlines):
        wanted = deadline.kind in ESTIMATED_KINDS and not deadline.track and deadline.known
        if wanted and place not in doubted and not deadline.withdrawn(gone):
            yield place


def _past(edition: Edition, doubted: Container[int | None]) -> Past:
    shown = [edition.deadlines[place] for place in usable_dates(edition, doubted)]
    points = sorted(
        (Point(item.kind.value, item.round or 1, item.wall.date()) for item in shown),
        key=lambda point: point.day,
    )
    start, end = (None, None) if None in doubted else (edition.start, edition.end)
    return Past(
        edition.year,
        start,
        end,
        tuple(points),
        edition.called_off,
        bool(edition.joint_with),
        edition.rounds,
    )
