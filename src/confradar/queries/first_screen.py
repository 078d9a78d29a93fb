"""What the first screen of a list shows: how many days ahead and which kinds, and how much it
leaves out. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from confradar.model.days import DAY
from confradar.model.kinds import DATED_KINDS, MAIN_KINDS

if TYPE_CHECKING:
    from confradar.index.points import DeadlineItem
    from confradar.queries.venues import VenueItem

Item = TypeVar("Item")

# How far away (in seconds) a date may be in the first screen: of dates a season (the help of
# `deadlines` names it in days), of venues, each with its next date only, a year.
SEASON = 90 * DAY
YEAR = 365 * DAY
# What concerns authors, from the abstract to the conference; proposals, demos and what only a label
# names are other people's.
AUTHOR_KINDS = MAIN_KINDS | {
    "supplementary",
    "review_release",
    "rebuttal_start",
    "rebuttal_end",
    "notification",
    "camera_ready",
    "early_registration",
    "registration",
}


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """What is shown, and how many are left out: of ``other`` kinds or tracks, ``later`` than what
    is near, and ``undated``."""

    items: tuple[Item, ...]
    other: int = 0
    later: int = 0
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader left open, and the first screen may choose: the time, the kinds and tracks;
    ``named``: of which venues they did not."""

    time: bool = True
    kinds: bool = True
    named: bool = False


def near_dates(items: Sequence[DeadlineItem], asked: Asked, *, now: int) -> Part[DeadlineItem]:
    """Authors' dates of main tracks within SEASON of ``now`` (seconds since the epoch), before or
    after it.

    Of venues that were named everything up to their next edition. Where nothing is so near, what
    there is.
    """
    if asked.named:
        asked = Asked(time=asked.time, kinds=False, named=True)
    following = _next_years(items, now) if asked.named else {}

    def far(item: DeadlineItem) -> bool:
        near = abs((item.at if item.at < now else max(item.ready, now)) - now) <= SEASON
        return (
            asked.time
            and not near
            and not (asked.named and item.year <= following.get(item.venue, item.year))
        )

    def other(item: DeadlineItem) -> bool:
        return asked.kinds and not for_authors(item)

    kept = tuple(item for item in items if not far(item) and not other(item))
    if not kept and items and (asked.time or asked.kinds):
        return near_dates(
            items, Asked(time=False, kinds=asked.time and asked.kinds, named=asked.named), now=now
        )
    later = sum(far(item) for item in items)
    return Part(kept, len(items) - len(kept) - later, later)


def for_authors(item: DeadlineItem) -> bool:
    """Whether it is what every author of a venue must not miss: an abstract, paper or commitment of
    its main track."""
    return item.kind in MAIN_KINDS and not item.track


def facing_authors(item: DeadlineItem) -> bool:
    """Whether it is a date of authors, of the main track."""
    return item.kind in AUTHOR_KINDS and not item.track


def _next_years(items: Sequence[DeadlineItem], now: int) -> dict[str, int]:
    """The edition that comes next of each venue: that of its next main date, else of its next
    one."""
    ahead = sorted(
        (item for item in items if item.at >= now),
        key=lambda item: (not for_authors(item), item.at),
    )
    years: dict[str, int] = {}
    for item in ahead:
        years.setdefault(item.venue, item.year)
    return years


def near_venues(items: Sequence[VenueItem], *, now: int) -> Part[VenueItem]:
    """Conferences and workshops whose next date is within YEAR of ``now``; where there is none,
    all."""
    dated = [item for item in items if item.kind in DATED_KINDS]
    kept = tuple(
        item for item in dated if item.next_deadline and item.next_deadline.ready <= now + YEAR
    )
    if not kept:
        return Part(tuple(items))
    undated = sum(item.next_deadline is None for item in dated)
    return Part(kept, len(items) - len(dated), len(dated) - len(kept) - undated, undated)
