"""Dates that a list had under the wrong venue, once it has them under the right one. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from confradar.model.deadline import Deadline
from confradar.model.names import fold
from confradar.model.rounds import closed_up
from confradar.model.venue import Edition, Venue

# A list, an edition's year and an instant.
_Point = tuple[str, int, datetime]


def without_misfiled(venues: Sequence[Venue]) -> tuple[Venue, ...]:
    """The venues without what a list dropped from one and gives for the same year and instant for
    its kin.

    That was never the first one's (AsiaCCS read as CCS): it is removed, where what is only dropped
    stays, marked as no longer listed.
    """
    dropped = {_point(edition, item) for _, edition, item in _points(venues, gone=True)}
    if not dropped:
        return tuple(venues)
    given: dict[_Point, list[Venue]] = defaultdict(list)
    for venue, edition, item in _points(venues, gone=False):
        given[_point(edition, item)].append(venue)
    wrong = {
        (venue.id, edition.year, item.lasting_key)
        for venue, edition, item in _points(venues, gone=True)
        if any(_kin(venue, other) for other in given[_point(edition, item)])
    }
    return tuple(
        _without(venue, wrong) if any(venue.id == id_ for id_, _, _ in wrong) else venue
        for venue in venues
    )


def _points(venues: Sequence[Venue], *, gone: bool) -> Iterator[tuple[Venue, Edition, Deadline]]:
    for venue in venues:
        for edition in venue.editions:
            for item in edition.deadlines:
                if item.known and bool(item.gone) == gone:
                    yield venue, edition, item


def _point(edition: Edition, item: Deadline) -> _Point:
    return item.source, edition.year, item.instant(edition.default_zone)


def _kin(venue: Venue, other: Venue) -> bool:
    """Whether two venues may have been taken for one: they share a dblp key, or one's short name
    holds the other's."""
    if venue.id == other.id:
        return False
    names = [fold(name).replace(" ", "") for name in (venue.acronym, other.acronym)]
    return (
        bool(venue.dblp and venue.dblp == other.dblp)
        or names[0] in names[1]
        or names[1] in names[0]
    )


def _without(venue: Venue, wrong: set[tuple[str, int, str]]) -> Venue:
    return venue.model_copy(
        update={"editions": tuple(_right(venue, edition, wrong) for edition in venue.editions)}
    )


def _right(venue: Venue, edition: Edition, wrong: set[tuple[str, int, str]]) -> Edition:
    removed = [
        item for item in edition.deadlines if (venue.id, edition.year, item.lasting_key) in wrong
    ]
    left = [item for item in edition.deadlines if item not in removed]
    for track in {item.track for item in removed}:
        left = closed_up(left, track)
    return edition.model_copy(update={"deadlines": tuple(left)}) if removed else edition
