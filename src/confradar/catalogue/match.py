"""Which venue of the catalogue a record of another source is. Names collide (two venues called FSE), so more than one thing must agree."""

from __future__ import annotations

from collections.abc import Iterable

from confradar.model.names import fold
from confradar.model.venue import Venue

_STOP = {"the", "of", "on", "and", "for", "in", "international", "conference", "annual", "acm", "ieee", "symposium", "workshop", "meeting"}


class Matcher:
    """Finds venues by dblp key, id, acronym, alias and full name together."""

    def __init__(self, venues: Iterable[Venue]) -> None:
        self._by_name: dict[str, list[Venue]] = {}
        self._by_dblp: dict[str, list[Venue]] = {}
        for venue in venues:
            for name in {fold(name) for name in venue.names()}:
                self._by_name.setdefault(name, []).append(venue)
            if venue.dblp:
                self._by_dblp.setdefault(venue.dblp.casefold(), []).append(venue)

    def find(self, record: Venue) -> Venue | None:
        """The venue that ``record`` describes, or None: a new one.

        A shared dblp key decides unless names contradict it; a shared short name decides unless dblp keys or full names do.
        """
        called = [venue for name in (record.acronym, record.id) for venue in self._by_name.get(fold(name), ())]
        described = self._by_name.get(fold(record.name), [])
        keyed = {venue.id: venue for venue in self._by_dblp.get((record.dblp or "").casefold(), ())}
        for group in (called, described):
            if both := [venue for venue in group if venue.id in keyed]:
                return max(both, key=lambda venue: _likeness(venue, record))
        for group in (called, described):
            for venue in sorted(group, key=lambda venue: -_likeness(venue, record)):
                contradicted = bool(venue.dblp and record.dblp and venue.dblp.casefold() != record.dblp.casefold())
                if not contradicted or _likeness(venue, record) >= 0.5:
                    return venue
        likely = [venue for venue in keyed.values() if _likeness(venue, record) >= 0.3]
        return max(likely, key=lambda venue: _likeness(venue, record), default=None)


def _likeness(venue: Venue, record: Venue) -> float:
    """Shared words of the full names (0 to 1), the general ones left out."""
    ours = {word for name in (venue.name, *venue.aliases) for word in fold(name).split()} - _STOP
    theirs = set(fold(record.name).split()) - _STOP
    return len(ours & theirs) / len(theirs) if theirs else 0.0
