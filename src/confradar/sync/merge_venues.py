"""Merging venues and editions of a source into the catalogue's. Pure."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from itertools import chain, count

from confradar.catalogue.same_venue import Matcher, agree, is_called
from confradar.formats.lists.reading import Reading
from confradar.model.counts import counted
from confradar.model.kinds import RANKS
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
        if known is not None:
            merged[known.id] = _amended(merged[known.id], record, reading.source, rules, changes)
        elif rules.fields is None or rules.fields.intersection(record.topics):
            host = hosts.named(record.parent) if record.parent else None
            own = record.model_copy(update={"parent": host.id if host else None})
            fresh = with_free_id(own, merged)
            merged[fresh.id] = fresh
            size = counted(len(fresh.editions), "edition")
            changes.append(
                Change("new venue", fresh.id, None, fresh.name, None, size, reading.source)
            )
    if reading.moves:
        apply_moves(merged, reading, changes)
    return Merged(tuple(merged.values()), tuple(changes))


def _amended(
    known: Venue, record: Venue, source: str, rules: Rules, changes: list[Change]
) -> Venue:
    """A venue with what a record says of it. Nothing is written that is not told."""
    told = len(changes)
    after = _merge_venue(known, record, rules, changes)
    if after != known and len(changes) == told:
        as_there = f"as {source} has them"
        changes.append(
            Change("noted", known.id, None, "sources and labels", None, as_there, source)
        )
    return after


def matched(matcher: Matcher, records: Sequence[Venue]) -> list[tuple[Venue, Venue | None]]:
    """Each record with the venue that it describes, or None.

    Two records of one source are both one venue only where the venue has both short names and the
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
    by_name: dict[str, str] = {}
    for venue in venues:
        for name in venue.names():
            by_name.setdefault(fold(name), venue.id)
    changes: list[Change] = []
    for (title, year), rate in rates.items():
        if (id_ := by_name.get(fold(title))) is None:
            continue
        shown = f"{rate.share:.1%}"
        known = merged[id_].edition(year)
        if known is None or known.acceptance is None:
            merged[id_] = _with_rate(merged[id_], year, rate, source)
            changes.append(Change("acceptance", id_, year, "", None, shown, source))
        elif known.acceptance != rate:
            kept = f"{known.acceptance.share:.1%}"
            changes.append(Change("kept", id_, year, "acceptance", kept, shown, source))
    return Merged(tuple(merged.values()), tuple(changes))


def _with_rate(venue: Venue, year: int, rate: Acceptance, source: str) -> Venue:
    """The venue with an edition's rate, the edition added where there is none."""
    editions = {edition.year: edition for edition in venue.editions}
    known = editions.get(year)
    editions[year] = (
        known.model_copy(update={"acceptance": rate})
        if known
        else Edition(year=year, acceptance=rate, source=source)
    )
    newest_first = tuple(sorted(editions.values(), key=lambda item: -item.year))
    return venue.model_copy(update={"editions": newest_first})


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
        update |= _filled(known, record, changes)
        new = (source for source in record.sources if source not in known.sources)
        update["sources"] = (*known.sources, *new)
    if rules.shown and (differs := differing(known, record)):
        update["differs"] = (*known.differs, *differs)
    return update


def _filled(known: Venue, record: Venue, changes: list[Change]) -> dict[str, object]:
    """The facts of a record that a venue lacks."""
    source = record.sources[0]
    filled: dict[str, object] = {
        name: value
        for name in ("h5", "dblp", "url")
        if getattr(known, name) is None and (value := getattr(record, name)) is not None
    }
    ranks = {
        name: value
        for name in RANKS
        if (value := getattr(record.ranks, name)) and getattr(known.ranks, name) is None
    }
    changes.extend(
        Change("filled", known.id, None, name, None, _shown(value), source)
        for name, value in [*filled.items(), *ranks.items()]
    )
    return filled | ({"ranks": known.ranks.model_copy(update=ranks)} if ranks else {})


def _shown(value: object) -> str:
    return str(value.index if isinstance(value, H5) else value)
