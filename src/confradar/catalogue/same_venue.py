"""Which venue of the catalogue a record of another source is.

Names decide and keys break ties. A short name speaks for a match as loudly as a distinguishing word
(a continent, "workshop", another host) speaks against it; a dblp stream is a hint only, since
satellites share it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from confradar.model.likeness import apart, bare, marked, telling
from confradar.model.names import fold
from confradar.model.venue import Venue

# Readers file here what names no area of confradar's: it tells nothing apart.
BROAD = "interdisciplinary"

_REMARK = re.compile(r"^(?P<name>.*\S)\s*\((?P<remark>[^()]+)\)$")


class Matcher:
    """Finds venues by names, dblp key and area together. ``areas`` gives each topic's top-level
    topic."""

    def __init__(self, venues: Iterable[Venue], areas: Mapping[str, str] | None = None) -> None:
        self._areas = areas or {}
        self._by_name: dict[str, list[Venue]] = {}
        self._by_dblp: dict[str, list[Venue]] = {}
        for venue in venues:
            for name in {bare(name) for name in venue.names()}:
                self._by_name.setdefault(name, []).append(venue)
            if venue.dblp:
                self._by_dblp.setdefault(venue.dblp.casefold(), []).append(venue)

    def find(self, record: Venue) -> Venue | None:
        """The venue that ``record`` describes, or None: a new one. Of several the one that is most
        alike is meant."""
        found = [venue for name in _spellings(record) for venue in self._by_name.get(name, ())]
        found += self._by_dblp.get((record.dblp or "").casefold(), ())
        candidates = {venue.id: venue for venue in found}
        namesakes = [venue for venue in candidates.values() if is_called(venue, record)]
        fitting = [
            venue
            for venue in candidates.values()
            if self._fits(venue, record, several=len(namesakes) > 1)
        ]
        return max(fitting, key=lambda venue: self._rank(venue, record), default=None)

    def named(self, name: str) -> Venue | None:
        """The one venue with this name."""
        found = {venue.id: venue for venue in self._by_name.get(bare(name), ())}
        return next(iter(found.values())) if len(found) == 1 else None

    def _fits(self, venue: Venue, record: Venue, *, several: bool) -> bool:
        """Whether more speaks for a match than against it."""
        key = _key(venue, record)
        if not is_called(venue, record):
            shortened = (
                key > 0
                and telling(record.name) <= telling(venue.name)
                and _likeness(venue, record) >= 0.5
            )
            same = key >= 0 and _likeness(venue, record) == 1
            return (same or shortened) and not _told_apart(venue, record)
        if _told_apart(venue, record):
            return key > 0
        if key or _likeness(venue, record) >= 0.5:
            return key > 0 or _likeness(venue, record) >= 0.5
        named = several or bool(telling(record.name) - telling(record.acronym))
        return not (named and self._elsewhere(venue, record))

    def _rank(self, venue: Venue, record: Venue) -> tuple[bool, bool, int, float, bool]:
        likeness = _likeness(venue, record)
        return (
            is_called(venue, record),
            not _told_apart(venue, record),
            _key(venue, record),
            likeness,
            not self._elsewhere(venue, record),
        )

    def _elsewhere(self, venue: Venue, record: Venue) -> bool:
        """Whether the two are of different areas; a record whose area is not known is of any."""
        ours, theirs = (
            {self._areas[topic] for topic in item.topics if topic in self._areas} - {BROAD}
            for item in (venue, record)
        )
        return bool(ours and theirs) and not ours & theirs


def is_called(venue: Venue, record: Venue) -> bool:
    """Whether a venue has the record's short name, in whichever spelling. A remark in brackets
    behind it must be another name of the venue: ``S&P (Oakland)``.
    """
    names = {bare(name) for name in venue.names()}
    if bare(record.acronym) in names or (record.id and bare(record.id) in names):
        return True
    remark = _REMARK.match(record.acronym)
    return bool(remark and {bare(remark["name"]), bare(remark["remark"])} <= names)


def agree(venue: Venue, ours: Venue, theirs: Venue) -> bool:
    """Whether two records of one list that are both called as ``venue`` are it: their full names
    agree, where they have one."""
    named = [record for record in (ours, theirs) if telling(record.name) - telling(record.acronym)]
    both = is_called(venue, ours) and is_called(venue, theirs)
    return both and (
        len(named) < 2 or (not _told_apart(ours, theirs) and _likeness(ours, theirs) >= 0.5)
    )


def _spellings(record: Venue) -> list[str]:
    remark = _REMARK.match(record.acronym)
    return [
        bare(name)
        for name in (record.acronym, record.id, record.name, *([remark["name"]] if remark else []))
    ]


def _key(venue: Venue, record: Venue) -> int:
    """1 where the dblp keys are equal, -1 where they differ, 0 where one of them is not known."""
    if not venue.dblp or not record.dblp:
        return 0
    return 1 if venue.dblp.casefold() == record.dblp.casefold() else -1


def _told_apart(venue: Venue, record: Venue) -> bool:
    """Whether a word of their names tells them apart, whichever of the venue's names is taken."""
    if (
        not telling(record.name) - telling(record.acronym)
        and is_called(venue, record)
        and not marked(record.name)
    ):
        return False  # it has no full name
    known = [name for name in (venue.name, *venue.aliases) if len(fold(name).split()) > 1] or [
        venue.name
    ]
    return all(apart((venue.acronym, name), (record.acronym, record.name)) for name in known)


def _likeness(venue: Venue, record: Venue) -> float:
    """The share of the telling words of the two full names that both have (0 to 1), of the name
    that is nearest."""
    theirs = telling(record.name)
    names = [words for name in (venue.name, *venue.aliases) if (words := telling(name))]
    return max((len(words & theirs) / len(words | theirs) for words in names), default=0.0)
