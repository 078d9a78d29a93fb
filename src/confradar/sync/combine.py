"""The merged catalogue: a pure function of the curated one and the sources' copies, plus what
earlier states remember."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from confradar.catalogue import render
from confradar.catalogue.load import Catalogue, load_text
from confradar.formats.lists.reading import Reading
from confradar.model.deadline import Revision
from confradar.model.venue import Source, Topic, Venue
from confradar.sync.merge_venues import merge
from confradar.sync.precedence import Rules

_WALL = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
NOTE = (
    "Written by `confradar sync`: the shipped catalogue merged with the sources. Not for "
    "editing; your own records go into your overlay."
)


def areas_of(topics: Iterable[Topic]) -> dict[str, str]:
    """Each topic's top-level topic."""
    parents = {topic.id: topic.parent for topic in topics}

    def top(topic: str) -> str:
        seen = {topic}
        while (parent := parents.get(topic)) and parent not in seen:
            seen.add(parent)
            topic = parent
        return topic

    return {topic: top(topic) for topic in parents}


def combined(
    base: Catalogue,
    copies: Sequence[tuple[str, Sequence[Venue]]],
    areas: Mapping[str, str],
    dormant: frozenset[str],
    fields: Mapping[str, frozenset[str] | None] = MappingProxyType({}),
) -> tuple[Venue, ...]:
    """The curated venues with each source's copy merged in, in the configured order; ``dormant``
    are lists that are not asked.

    ``fields`` are, by source, the topics of which new venues are taken from it.
    """
    curated = max((source.recorded for source in base.sources if source.recorded), default=None)
    rules = Rules(curated, dormant, shown=True)
    venues = base.venues
    for source, copy in copies:
        venues = merge(
            venues,
            Reading(source, tuple(copy)),
            areas=areas,
            rules=rules._replace(fields=fields.get(source)),
        ).venues
    return venues


def to_text(venues: Iterable[Venue], sources: Iterable[Source]) -> bytes:
    """The merged catalogue as the file that the index is built from."""
    return render.document(venues, sources, NOTE).encode()


def from_text(data: bytes, name: str) -> tuple[Venue, ...]:
    """The venues of such a file. Raises CatalogueError, DataError."""
    return load_text(data.decode(), name).venues


def recalled(venues: Iterable[Venue], journal: Iterable[Mapping[str, Any]]) -> tuple[Venue, ...]:
    """The venues with the earlier values of their deadlines that the journal knows: for a state
    whose catalogue was lost."""
    earlier: dict[tuple[Any, Any, Any], list[Revision]] = {}
    for entry in journal:
        if entry.get("what") == "moved" and (wall := _WALL.match(str(entry.get("old")))):
            seen = date.fromisoformat(str(entry["seen"])[:10])
            then = str(entry["old"]).removeprefix(wall[0]).strip()
            zone = None if str(entry.get("new")).endswith(f" {then}") else then or None
            earlier.setdefault(
                (entry.get("venue"), entry.get("year"), entry.get("key")), []
            ).append(Revision(at=wall[0], zone=zone, recorded=seen))
    return tuple(
        _with_history(venue, earlier) if any(key[0] == venue.id for key in earlier) else venue
        for venue in venues
    )


def _with_history(
    venue: Venue, earlier: Mapping[tuple[Any, Any, Any], Sequence[Revision]]
) -> Venue:
    from confradar.sync.merge_result import name_of

    editions = []
    for edition in venue.editions:
        deadlines = []
        for item in edition.deadlines:
            known = {revision.at for revision in item.revisions}
            more = [
                revision
                for revision in earlier.get((venue.id, edition.year, name_of(item)), ())
                if revision.at not in known
            ]
            deadlines.append(
                item.model_copy(update={"revisions": (*item.revisions, *more)}) if more else item
            )
        editions.append(edition.model_copy(update={"deadlines": tuple(deadlines)}))
    return venue.model_copy(update={"editions": tuple(editions)})
