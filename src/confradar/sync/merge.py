"""Merging venues and editions of a source into the catalogue's. Pure."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from itertools import chain, count

from confradar.catalogue.match import Matcher, agree, is_called
from confradar.formats.lists.reading import Reading
from confradar.model.counts import counted
from confradar.model.names import fold
from confradar.model.plausible import Lead, doubted, leads
from confradar.model.venue import H5, Acceptance, Difference, Edition, Venue
from confradar.sync.deadlines import merge_deadlines
from confradar.sync.history import apply_moves
from confradar.sync.identity import differing
from confradar.sync.plan import Change, Plan
from confradar.sync.rules import NO_RULES, Rules, follows, ruled_out, without


def merge(venues: Sequence[Venue], reading: Reading, *, areas: Mapping[str, str] | None = None, rules: Rules = NO_RULES) -> Plan:
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
            fresh = with_free_id(record.model_copy(update={"parent": host.id if host else None}), merged)
            merged[fresh.id] = fresh
            changes.append(Change("new venue", fresh.id, None, fresh.name, None, counted(len(fresh.editions), "edition"), reading.source))
        else:
            told = len(changes)
            before, after = merged[known.id], _merge_venue(merged[known.id], record, rules, changes)
            if after != before and len(changes) == told:  # nothing is written that is not told
                changes.append(Change("noted", known.id, None, "sources and labels", None, f"as {reading.source} has them", reading.source))
            merged[known.id] = after
    if reading.moves:
        apply_moves(merged, reading, changes)
    return Plan(tuple(merged.values()), tuple(changes))


def matched(matcher: Matcher, records: Sequence[Venue]) -> list[tuple[Venue, Venue | None]]:
    """Each record with the venue that it describes, or None.

    Two records of one source are both one venue only where the venue bears both short names and the full names agree.
    Else it is the one that is called so, or the first.
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
        found.append((record, known if known is None or first is record or agree(known, first, record) else None))
    return found


def merge_acceptance(venues: Sequence[Venue], rates: dict[tuple[str, int], Acceptance], source: str) -> Plan:
    """Add acceptance rates by title and year where the catalogue has none; one that differs is left and reported."""
    merged = {venue.id: venue for venue in venues}
    changes: list[Change] = []
    for (title, year), rate in rates.items():
        venue = next((merged[venue.id] for venue in venues if fold(title) in {fold(name) for name in venue.names()}), None)
        if venue is None:
            continue
        known = next((edition for edition in venue.editions if edition.year == year), None)
        shown = f"{rate.share:.1%}"
        if known is None:
            edition = Edition(year=year, acceptance=rate, source=source)
            editions = tuple(sorted((*venue.editions, edition), key=lambda item: -item.year))
        elif known.acceptance is None:
            editions = tuple(item.model_copy(update={"acceptance": rate}) if item.year == year else item for item in venue.editions)
        else:
            if known.acceptance != rate:
                changes.append(Change("kept", venue.id, year, "acceptance", f"{known.acceptance.share:.1%}", shown, source))
            continue
        merged[venue.id] = venue.model_copy(update={"editions": editions})
        changes.append(Change("acceptance", venue.id, year, "", None, shown, source))
    return Plan(tuple(merged.values()), tuple(changes))


def with_free_id(record: Venue, taken: Container[str]) -> Venue:
    """The record under its own id, or where that is taken one that tells its topic, or else a number."""
    candidates = chain([record.id, f"{record.id}-{record.topics[0]}"], (f"{record.id}-{number}" for number in count(2)))
    free = next(candidate for candidate in candidates if candidate not in taken)
    return record.model_copy(update={"id": free})


def _merge_venue(known: Venue, record: Venue, rules: Rules, changes: list[Change]) -> Venue:
    update: dict[str, object] = {}
    if record.gone or known.gone:  # gone once every list that has it has dropped it
        update["gone"] = record.gone if record.gone and set(known.sources) <= set(record.sources) else None
    if not set(record.sources) <= set(known.sources):
        # A source fills a venue's own facts when it is first met; later they are the curator's.
        for name in ("h5", "dblp", "url"):
            if getattr(known, name) is None and getattr(record, name) is not None:
                update[name] = getattr(record, name)
                changes.append(Change("filled", known.id, None, name, None, _shown(update[name]), record.sources[0]))
        gaps = {
            name: value
            for name in ("ccf", "core", "thcpl")
            if (value := getattr(record.ranks, name)) and getattr(known.ranks, name) is None
        }
        if gaps:
            update["ranks"] = known.ranks.model_copy(update=gaps)
            changes.extend(Change("filled", known.id, None, name, None, value, record.sources[0]) for name, value in gaps.items())
        update["sources"] = (*known.sources, *(source for source in record.sources if source not in known.sources))
    if rules.shown and (differs := differing(known, record)):
        update["differs"] = (*known.differs, *differs)
    editions = {edition.year: edition for edition in known.editions}
    others = leads(known, record)
    for edition in record.editions:
        ours = editions.get(edition.year)
        if ours is None:
            editions[edition.year] = edition
            points = len(edition.deadlines)
            changes.append(
                Change(
                    "new edition",
                    known.id,
                    edition.year,
                    "",
                    None,
                    f"{points} date{'s' if points != 1 else ''}",
                    edition.source or record.sources[0],
                )
            )
        else:
            editions[edition.year] = _merge_edition(known.id, ours, edition, rules, changes, others.get(edition.year, ()))
    update["editions"] = tuple(sorted(editions.values(), key=lambda item: -item.year))
    return known.model_copy(update=update)


def _merge_edition(venue: str, ours: Edition, theirs: Edition, rules: Rules, changes: list[Change], leads: Sequence[Lead]) -> Edition:
    update: dict[str, object] = {}
    differs = list(ours.differs)
    source = theirs.source or ""
    if theirs.gone:
        update.update(without(ours, source, theirs.gone, rules.dormant))
    else:
        update["gone"] = None
        for name in ("url", "place", "country", "format", "status", "name"):
            placed = name == "country" and ours.place is not None  # a place without a country is the curator's choice
            if getattr(ours, name) is None and getattr(theirs, name) is not None and not placed:
                update[name] = getattr(theirs, name)
                changes.append(Change("filled", venue, ours.year, name, None, _shown(update[name]), source))
        update.update(_merge_place(venue, ours, theirs, differs, rules, changes))
        update.update(_merge_days(venue, ours, theirs, differs, rules, changes))
        if ours.start is None and theirs.start is None and ours.when is None and theirs.when:
            update["when"] = theirs.when
        if ours.source is None:
            update["source"], update["recorded"] = theirs.source, theirs.recorded
        elif source and source != update.get("source", ours.source) and source not in ours.also:
            update["also"] = (*ours.also, source)
    deadlines = merge_deadlines(venue, ours, theirs, differs, rules, changes, leads)
    differs += [item for item in theirs.differs if item.why and not ruled_out(differs, item.key, item.value)]
    update["differs"], update["deadlines"] = tuple(differs), tuple(deadlines)
    return ours.model_copy(update=update)


def _merge_place(
    venue: str, ours: Edition, theirs: Edition, differs: list[Difference], rules: Rules, changes: list[Change]
) -> dict[str, object]:
    """The place where a list was seen to move it (a copy's ``differs`` tells); else one in another country is noted.

    Places that are merely spelled otherwise are left as they are.
    """
    if ours.place is None or theirs.place is None or ours.place == theirs.place or ruled_out(differs, "place", theirs.place):
        return {}
    source = theirs.source or ""
    moved = any(item.key == "place" and item.why is None for item in theirs.differs)
    if moved and follows(theirs.recorded, source, ours.recorded, ours.source or "", rules.curated):
        if source != ours.source:
            differs.append(Difference(source=ours.source or "", key="place", value=ours.place, recorded=ours.recorded))
        changes.append(Change("corrected", venue, ours.year, "place", ours.place, theirs.place, source))
        return {"place": theirs.place, "country": theirs.country}
    if moved or (ours.country and theirs.country and ours.country != theirs.country):
        differs.append(Difference(source=source, key="place", value=theirs.place, recorded=theirs.recorded))
        changes.append(Change("kept", venue, ours.year, "place", ours.place, theirs.place, source))
    return {}


def _merge_days(
    venue: str, ours: Edition, theirs: Edition, differs: list[Difference], rules: Rules, changes: list[Change]
) -> dict[str, object]:
    """First and last day, decided together: one without the other is no event."""
    if theirs.start is None or (ours.start, ours.end) == (theirs.start, theirs.end):
        return {}
    source = theirs.source or ""
    new, old = _span(theirs), _span(ours)
    followed: dict[str, object] = {"start": theirs.start, "end": theirs.end, "when": None}
    ruled = ruled_out(differs, "days", new)
    if ours.start is None and not ruled:
        changes.append(Change("filled", venue, ours.year, "days", None, new, source))
        return followed
    if theirs.start == theirs.end == ours.start:
        return {}  # only the first day of what is known
    follow = follows(theirs.recorded, source, ours.recorded, ours.source or "", rules.curated)
    wrong, other = (None in doubted(edition) for edition in (ours, theirs))
    if source != ours.source and wrong != other:
        follow = wrong  # what cannot be loses against what can
    if ruled or not follow:
        if not ruled:
            differs.append(Difference(source=source, key="days", value=new, recorded=theirs.recorded))
            changes.append(Change("kept", venue, ours.year, "days", old, new, source))
        return {}
    if source != ours.source:
        differs.append(Difference(source=ours.source or "", key="days", value=old, recorded=ours.recorded))
    changes.append(Change("corrected", venue, ours.year, "days", old, new, source))
    return {**followed, "source": theirs.source, "recorded": theirs.recorded}


def _span(edition: Edition) -> str:
    return f"{edition.start}/{edition.end or edition.start}"


def _shown(value: object) -> str:
    return str(value.index if isinstance(value, H5) else value)
