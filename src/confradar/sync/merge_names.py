"""What lists call a venue and how they rank it: what they changed of it, and where they differ from
what is in force. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from confradar.catalogue.same_venue import Matcher
from confradar.model.kinds import RANKS
from confradar.model.likeness import telling
from confradar.model.venue import Difference, Rank, Venue
from confradar.sync.compare import Movement, changed_facts, movement_of


class Altered(NamedTuple):
    """A list's own record whose ``key`` (acronym, name, or the list that ranks) it changed."""

    record: Venue
    key: str
    old: str
    new: str


def altered(before: Iterable[Venue], after: Iterable[Venue]) -> tuple[Altered, ...]:
    """What a list changed of its venues' names and ranks between two readings. A rank that it had
    not before is a gap filled."""
    known = {venue.id: venue for venue in before}
    pairs = ((known[venue.id], venue) for venue in after if venue.id in known)
    return tuple(
        Altered(new, key, was, now or "none")
        for old, new in pairs
        for key, was, now in changed_facts(old, new)
        if old.gone == new.gone
    )


def movements_of_lists(
    found: Sequence[tuple[str, Altered]], merged: Sequence[Venue], told: Sequence[Movement]
) -> Iterator[Movement]:
    """The changes of lists (each with its source) that did not become changes of the merged venues,
    whose values stay."""
    matcher = Matcher(merged)
    said = {(item.what, item.venue, item.key) for item in told}
    for source, item in found:
        venue = matcher.find(item.record)
        what, key = movement_of(item.key)
        if venue is not None and (what, venue.id, key) not in said:
            yield Movement(
                what, venue.id, venue.acronym, key=key, old=item.old, new=item.new, source=source
            )


def differing(ours: Venue, theirs: Venue) -> tuple[Difference, ...]:
    """Ranks and full names that a list gives otherwise; a name that is only spelled otherwise is
    the same."""
    ranks = [
        (key, rank)
        for key in RANKS
        if (rank := getattr(theirs.ranks, key)) and _other(ours.ranks, key, rank)
    ]
    words = telling(theirs.name)
    named = words - telling(theirs.acronym) and all(
        telling(name) != words for name in (ours.name, *ours.aliases)
    )
    names = [("name", theirs.name)] if named else []
    return tuple(
        Difference(source=theirs.sources[-1], key=key, value=value)
        for key, value in (*names, *ranks)
    )


def _other(ranks: Rank, key: str, rank: str) -> bool:
    return getattr(ranks, key) not in (None, rank)
