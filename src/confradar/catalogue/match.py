"""Which venue of the catalogue a record of another source is. Names collide (two venues called FSE), so more than one thing must agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from confradar.model.names import fold
from confradar.model.venue import Venue

_STOP = {"the", "of", "on", "and", "for", "in", "international", "conference", "annual", "acm", "ieee", "symposium", "workshop", "meeting"}

# Readers file here what names no area of confradar's: it tells nothing apart.
BROAD = "interdisciplinary"


class Matcher:
    """Finds venues by dblp key, id, acronym, alias, full name and area together. ``areas`` gives each topic's top-level topic."""

    def __init__(self, venues: Iterable[Venue], areas: Mapping[str, str] | None = None) -> None:
        self._areas = areas or {}
        self._by_name: dict[str, list[Venue]] = {}
        self._by_dblp: dict[str, list[Venue]] = {}
        for venue in venues:
            for name in {fold(name) for name in venue.names()}:
                self._by_name.setdefault(name, []).append(venue)
            if venue.dblp:
                self._by_dblp.setdefault(venue.dblp.casefold(), []).append(venue)

    def find(self, record: Venue) -> Venue | None:
        """The venue that ``record`` describes, or None: a new one.

        A shared dblp key decides unless names contradict it; a shared short name decides unless dblp keys do, or full names and
        areas together; among several of that short name the one that is most alike is meant.
        """
        called = [venue for name in (record.acronym, record.id) for venue in self._by_name.get(fold(name), ())]
        described = self._by_name.get(fold(record.name), [])
        keyed = {venue.id: venue for venue in self._by_dblp.get((record.dblp or "").casefold(), ())}
        for group in (called, described):
            if both := [venue for venue in group if venue.id in keyed]:
                return max(both, key=lambda venue: _likeness(venue, record))
        for group in (called, described):
            for venue in sorted(group, key=lambda venue: (-_likeness(venue, record), self._apart(venue, record))):
                if _likeness(venue, record) >= 0.5 or not self._contradicted(venue, record, several=len({item.id for item in group}) > 1):
                    return venue
        likely = [venue for venue in keyed.values() if _likeness(venue, record) >= 0.3]
        return max(likely, key=lambda venue: _likeness(venue, record), default=None)

    def _contradicted(self, venue: Venue, record: Venue, *, several: bool) -> bool:
        """Whether something speaks against a shared name: dblp keys, or the area where the full names are not alike either."""
        if venue.dblp and record.dblp:
            return venue.dblp.casefold() != record.dblp.casefold()
        named = several or bool(_words(record.name) - _words(record.acronym))
        return named and self._apart(venue, record)

    def _apart(self, venue: Venue, record: Venue) -> bool:
        """Whether the two are of different areas; a record whose area is not known is of any."""
        ours, theirs = ({self._areas[topic] for topic in item.topics if topic in self._areas} - {BROAD} for item in (venue, record))
        return bool(ours and theirs) and not ours & theirs


def _words(name: str) -> set[str]:
    return set(fold(name).split()) - _STOP


def _likeness(venue: Venue, record: Venue) -> float:
    """Shared words of the full names (0 to 1), the general ones left out."""
    ours = {word for name in (venue.name, *venue.aliases) for word in _words(name)}
    theirs = _words(record.name)
    return len(ours & theirs) / len(theirs) if theirs else 0.0
