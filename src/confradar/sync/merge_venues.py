"""Merging venues and editions of a source into the catalogue's. Pure."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from itertools import chain, count

from confradar.catalogue.same_venue import Matcher, agree, is_called
from confradar.formats.lists.reading import Reading
from confradar.model.counts import counted
from confradar.model.names import fold
from confradar.model.plausible import leads
from confradar.model.venue import H5, Acceptance, Edition, Venue
from confradar.sync.earlier_values import apply_moves
from confradar.sync.edition_pair import Meeting
from confradar.sync.merge_editions import merged_edition
from confradar.sync.merge_names import differing
from confradar.sync.merge_result import Change, Merged
from confradar.sync.precedence import NO_RULES, Rules


def merge(
    venues: Sequence[Venue],
    reading: Reading,
    *,
    areas: Mapping[str, str] | None = None,
    rules: Rules = NO_RULES,
) -> Merged:
    """Merge a reading into the catalogue's venues. Merging the same reading again changes nothing.

    ``areas`` gives each topic's top-level topic; ``rules`` are of this run.
    """
    merged = {venue.id: venue for venue in venues}
    changes: list[Change] = []
    matcher = Matcher(venues, areas)
    hosts = Matcher([*venues, *reading.venues])
    for record, known in matched(matcher, reading.venues):
        if known is None:
            if rules.fields is not None and not rules.fields.intersection(record.topics):
                continue
            host = hosts.named(record.parent) if record.parent else None
            fresh = with_free_id(
                record.model_copy(update={"parent": host.id if host else None}), merged
            )
            merged[fresh.id] = fresh
            changes.append(
                Change(
                    "new venue",
                    fresh.id,
                    None,
                    fresh.name,
                    None,
                    counted(len(fresh.editions), "edition"),
                    reading.source,
                )
            )
        else:
            told = len(changes)
            before, after = merged[known.id], _merge_venue(merged[known.id], record, rules, changes)
            if after != before and len(changes) == told:  # nothing is written that is not told
                changes.append(
                    Change(
                        "noted",
                        known.id,
                        None,
                        "sources and labels",
                        None,
                        f"as {reading.source} has them",
                        reading.source,
                    )
                )
            merged[known.id] = after
    if reading.moves:
        apply_moves(merged, reading, changes)
    return Merged(tuple(merged.values()), tuple(changes))


def matched(matcher: Matcher, records: Sequence[Venue]) -> list[tuple[Venue, Venue | None]]:
    """Each record with the venue that it describes, or None.

    Two records of one source are both one venue only where the venue bears both short names and the
    full names agree. Else it is the one that is called so, or the first.
    """
    pairs = [(record, matcher.find(record)) for record in records]
    taken: dict[str, Venue] = {}
    for called in (True, False):
        for record, known in pairs:
            if known is not None and is_called(known, record) == called:
                taken.setdefault(known.id, record)
    found: list[tuple[Venue, Venue | None]] = []
    for record, known in pairs:
        first = taken[known.id] if known is not None else record
        found.append(
            (
                record,
                known if known is None or first is record or agree(known, first, record) else None,
            )
        )
    return found


def merge_acceptance(
    venues: Sequence[Venue], rates: dict[tuple[str, int], Acceptance], source: str
) -> Merged:
    """Add acceptance rates by title and year where the catalogue has none; one that differs is left
    and reported."""
    merged = {venue.id: venue for venue in venues}
    changes: list[Change] = []
    for (title, year), rate in rates.items():
        venue = next(
            (
                merged[venue.id]
                for venue in venues
                if fold(title) in {fold(name) for name in venue.names()}
            ),
            None,
        )
        if venue is None:
            continue
        known = next((edition for edition in venue.editions if edition.year == year), None)
        shown = f"{rate.share:.1%}"
        if known is None:
            edition = Edition(year=year, acceptance=rate, source=source)
            editions = tuple(sorted((*venue.editions, edition), key=lambda item: -item.year))
        elif known.acceptance is None:
            editions = tuple(
                item.model_copy(update={"acceptance": rate}) if item.year == year else item
                for item in venue.editions
            )
        else:
            if known.acceptance != rate:
                changes.append(
                    Change(
                        "kept",
                        venue.id,
                        year,
                        "acceptance",
                        f"{known.acceptance.share:.1%}",
                        shown,
                        source,
                    )
                )
            continue
        merged[venue.id] = venue.model_copy(update={"editions": editions})
        changes.append(Change("acceptance", venue.id, year, "", None, shown, source))
    return Merged(tuple(merged.values()), tuple(changes))


def with_free_id(record: Venue, taken: Container[str]) -> Venue:
    """The record under its own id, or where that is taken one that tells its topic, or else a
    number."""
    candidates = chain(
        [record.id, f"{record.id}-{record.topics[0]}"],
        (f"{record.id}-{number}" for number in count(2)),
    )
    free = next(candidate for candidate in candidates if candidate not in taken)
    return record.model_copy(update={"id": free})


def _merge_venue(known: Venue, record: Venue, rules: Rules, changes: list[Change]) -> Venue:
    update = _facts(known, record, rules, changes)
    editions = {edition.year: edition for edition in known.editions}
    others = leads(known, record)
    for edition in record.editions:
        ours = editions.get(edition.year)
        if ours is None:
            editions[edition.year] = edition
            points = counted(len(edition.deadlines), "date")
            changes.append(
                Change(
                    "new edition",
                    known.id,
                    edition.year,
                    "",
                    None,
                    points,
                    edition.source or record.sources[0],
                )
            )
        else:
            meeting = Meeting(known.id, ours, edition, rules, changes, others.get(edition.year, ()))
            editions[edition.year] = merged_edition(meeting)
    update["editions"] = tuple(sorted(editions.values(), key=lambda item: -item.year))
    return known.model_copy(update=update)


def _facts(known: Venue, record: Venue, rules: Rules, changes: list[Change]) -> dict[str, object]:
    """What changes of a venue's own facts."""
    update: dict[str, object] = {}
    if record.gone or known.gone:  # gone once every list that has it has dropped it
        update["gone"] = (
            record.gone if record.gone and set(known.sources) <= set(record.sources) else None
        )
    if not set(record.sources) <= set(known.sources):
        # A source fills a venue's own facts when it is first met; later they are the curator's.
        for name in ("h5", "dblp", "url"):
            if getattr(known, name) is None and getattr(record, name) is not None:
                update[name] = getattr(record, name)
                changes.append(
                    Change(
                        "filled",
                        known.id,
                        None,
                        name,
                        None,
                        _shown(update[name]),
                        record.sources[0],
                    )
                )
        gaps = {
            name: value
            for name in ("ccf", "core", "thcpl")
            if (value := getattr(record.ranks, name)) and getattr(known.ranks, name) is None
        }
        if gaps:
            update["ranks"] = known.ranks.model_copy(update=gaps)
            changes.extend(
                Change("filled", known.id, None, name, None, value, record.sources[0])
                for name, value in gaps.items()
            )
        update["sources"] = (
            *known.sources,
            *(source for source in record.sources if source not in known.sources),
        )
    if rules.shown and (differs := differing(known, record)):
        update["differs"] = (*known.differs, *differs)
    return update


def _shown(value: object) -> str:
    return str(value.index if isinstance(value, H5) else value)
