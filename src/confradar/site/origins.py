"""Where a site's facts come from, as others are told: the lists and pages that say them, and not
what only passed them on, nor where on this machine something is kept.

Another confradar's catalogue, followed as a source, is a relay: its facts name their own sources.
So a site that follows a site says what that one said, and following in a circle changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from confradar.model.rounds import numbered

if TYPE_CHECKING:
    from confradar.index.documents import SourceDoc
    from confradar.model.venue import Edition, Source, Venue
    from confradar.queries.site_data import SiteData
    from confradar.sources.registry import SourceSpec


class Origins(NamedTuple):
    """The ids of the sources that are ``relays``, and of those that are ``local`` files."""

    relays: frozenset[str] = frozenset()
    local: frozenset[str] = frozenset()

    @classmethod
    def of(cls, specs: Iterable[SourceSpec]) -> Origins:
        """Those of the configuration."""
        every = list(specs)
        return cls(
            frozenset(spec.id for spec in every if spec.format == "confradar"),
            frozenset(spec.id for spec in every if not spec.remote),
        )

    def told(self, sources: Sequence[str]) -> list[str]:
        """The sources without relays, where others are among them."""
        return [name for name in sources if name not in self.relays] or list(sources)

    def of_data(self, data: SiteData) -> SiteData:
        """The same of what a site shows."""
        for page in data.pages.values():
            page.record["sources"] = self.told(page.record["sources"])
        named = {name for page in data.pages.values() for name in page.record["sources"]}
        kept = [
            self._named(doc)
            for doc in data.sources
            if doc["id"] not in self.relays or doc["id"] in named
        ]
        return data._replace(sources=kept)

    def _named(self, doc: SourceDoc) -> SourceDoc:
        return {**doc, "name": doc["id"]} if doc["id"] in self.local else doc

    def of_venue(self, venue: Venue) -> Venue:
        """A record as it is published: without relays, its rounds numbered as every sync does."""
        editions = tuple(self._edition(edition) for edition in venue.editions)
        sources = tuple(self.told(venue.sources))
        return venue.model_copy(update={"sources": sources, "editions": editions})

    def _edition(self, edition: Edition) -> Edition:
        deadlines = tuple(
            item.model_copy(update={"also": self._others(item.also)})
            for item in numbered(edition.deadlines)
        )
        source = None if edition.source in self.relays else edition.source
        return edition.model_copy(
            update={"source": source, "also": self._others(edition.also), "deadlines": deadlines}
        )

    def _others(self, also: Sequence[str]) -> tuple[str, ...]:
        return tuple(name for name in also if name not in self.relays)

    def of_sources(self, sources: Iterable[Source], venues: Sequence[Venue]) -> list[Source]:
        """The sources that a published catalogue names: no relay that no record needs."""
        needed = {name for venue in venues for name in venue.sources}
        return [
            source.model_copy(update={"name": source.id}) if source.id in self.local else source
            for source in sources
            if source.id not in self.relays or source.id in needed
        ]
