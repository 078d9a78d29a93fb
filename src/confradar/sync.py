"""Merging what a source says into the catalogue: a pure plan of changes, without loss.

The rules, in order: what a curator ruled on (a ``differs`` entry, or a value whose source is a page) stays; announced beats
TBD; of two lists the later-recorded one is followed, and the other value is kept under ``differs``. Nothing is deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pathlib import Path

from confradar.catalogue import edit
from confradar.catalogue.load import CatalogueError, load_text, read_text
from confradar.catalogue.match import Matcher
from confradar.errors import DataError
from confradar.model.deadline import TBD, Deadline, Revision
from confradar.model.names import fold
from confradar.model.venue import H5, Acceptance, Difference, Edition, Venue
from confradar.sources.files import Upstream
from confradar.sources.reading import Move, Reading
from confradar.storage import locked, write_atomic

NEAR_DAYS = 21
EXTENSION_DAYS = 60


@dataclass(frozen=True)
class Change:
    """One thing a merge did: ``what`` is new venue, new edition, new, filled, moved, corrected, kept or acceptance."""

    what: str
    venue: str
    year: int | None
    key: str
    old: str | None
    new: str | None
    source: str

    def __str__(self) -> str:
        where = f"{self.venue} {self.year}" if self.year else self.venue
        if self.what == "kept":
            return f"kept: {where} {self.key}: {self.old} ({self.source} says {self.new})"
        arrow = f"{self.old} -> {self.new}" if self.old is not None else f"{self.new}"
        return f"{self.what}: {where} {self.key}: {arrow}".rstrip(": ")


@dataclass(frozen=True)
class Plan:
    """The merged venues in the catalogue's order, new ones last, and what changed."""

    venues: tuple[Venue, ...]
    changes: tuple[Change, ...]


def merge(venues: Sequence[Venue], reading: Reading) -> Plan:
    """Merge a reading into the catalogue's venues. Merging the same reading again changes nothing."""
    matcher = Matcher(venues)
    merged = {venue.id: venue for venue in venues}
    changes: list[Change] = []
    for record in reading.venues:
        known = matcher.find(record)
        if known is None:
            fresh = _with_free_id(record, merged)
            merged[fresh.id] = fresh
            changes.append(Change("new venue", fresh.id, None, fresh.name, None, f"{len(fresh.editions)} editions", reading.source))
        else:
            merged[known.id] = _merge_venue(merged[known.id], record, changes)
    if reading.moves:
        _apply_moves(merged, reading, changes)
    return Plan(tuple(merged.values()), tuple(changes))


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


def merge_upstream(venues: Sequence[Venue], upstream: Upstream) -> Plan:
    """Merge whatever an upstream file held."""
    if upstream.rates:
        return merge_acceptance(venues, upstream.rates, upstream.reading.source)
    return merge(venues, upstream.reading)


def update_file(path: Path, steps: Sequence[Callable[[Sequence[Venue]], Plan]], *, locks: Path, dry_run: bool = False) -> tuple[Change, ...]:
    """Run merge steps on a catalogue file and write what they changed, under a lock, in place and atomically.

    The new text is read back and compared with the merged venues before it replaces the file. Raises CatalogueError when
    the file is broken, DataError when it cannot be edited faithfully, StateError when it cannot be written.
    """
    with locked(path, locks):
        text = read_text(path)
        before = load_text(text, str(path)).venues
        venues, changes = before, list[Change]()
        for step in steps:
            plan = step(venues)
            venues = plan.venues
            changes.extend(plan.changes)
        after = edit.rewritten(text, before, venues)
        try:
            faithful = {venue.id: venue for venue in load_text(after, str(path)).venues} == {venue.id: venue for venue in venues}
        except CatalogueError as error:
            raise DataError(f"{path}: the merged records do not hold together, nothing was written:\n{error}") from None
        if not faithful:
            raise DataError(f"{path}: its layout does not allow to edit it in place, nothing was written", hint="write records as blocks, as in data/venues.yaml")
        if not dry_run and after != text:
            write_atomic(path, after.encode())
    return tuple(changes)


def _with_free_id(record: Venue, taken: Iterable[str]) -> Venue:
    ids = set(taken)
    candidates = [record.id, f"{record.id}-{record.topics[0]}", *(f"{record.id}-{number}" for number in range(2, 100))]
    free = next(candidate for candidate in candidates if candidate not in ids)
    return record.model_copy(update={"id": free})


def _merge_venue(known: Venue, record: Venue, changes: list[Change]) -> Venue:
    update: dict[str, object] = {}
    if not set(record.sources) <= set(known.sources):
        # A source fills a venue's own facts when it is first met; later they are the curator's.
        for name in ("h5", "dblp", "url"):
            if getattr(known, name) is None and getattr(record, name) is not None:
                update[name] = getattr(record, name)
                changes.append(Change("filled", known.id, None, name, None, _shown(update[name]), record.sources[0]))
        gaps = {name: value for name in ("ccf", "core", "thcpl") if (value := getattr(record.ranks, name)) and getattr(known.ranks, name) is None}
        if gaps:
            update["ranks"] = known.ranks.model_copy(update=gaps)
            changes.extend(Change("filled", known.id, None, name, None, value, record.sources[0]) for name, value in gaps.items())
        update["sources"] = (*known.sources, *(source for source in record.sources if source not in known.sources))
    editions = {edition.year: edition for edition in known.editions}
    for edition in record.editions:
        ours = editions.get(edition.year)
        if ours is None:
            editions[edition.year] = edition
            points = len(edition.deadlines)
            changes.append(Change("new edition", known.id, edition.year, "", None, f"{points} date{'s' if points != 1 else ''}", edition.source or record.sources[0]))
        else:
            editions[edition.year] = _merge_edition(known.id, ours, edition, changes)
    update["editions"] = tuple(sorted(editions.values(), key=lambda item: -item.year))
    return known.model_copy(update=update)


def _merge_edition(venue: str, ours: Edition, theirs: Edition, changes: list[Change]) -> Edition:
    ours = _with_rounds_of(ours, theirs)
    update: dict[str, object] = {}
    differs = list(ours.differs)
    source = theirs.source or ""
    for name in ("url", "place", "country", "format", "status", "name"):
        if getattr(ours, name) is None and getattr(theirs, name) is not None:
            update[name] = getattr(theirs, name)
            changes.append(Change("filled", venue, ours.year, name, None, _shown(update[name]), source))
    update.update(_merge_days(venue, ours, theirs, differs, changes))
    if ours.start is None and theirs.start is None and ours.when is None and theirs.when:
        update["when"] = theirs.when
    if ours.source is None:
        update["source"], update["recorded"] = theirs.source, theirs.recorded
    elif source and source != update.get("source", ours.source) and source not in ours.also:
        update["also"] = (*ours.also, source)
    deadlines = _merge_deadlines(venue, ours, theirs, differs, changes)
    update["differs"], update["deadlines"] = tuple(differs), tuple(deadlines)
    return ours.model_copy(update=update)


def _with_rounds_of(ours: Edition, theirs: Edition) -> Edition:
    """Where we number no rounds and they do, ours is the round of theirs that is nearest: a list may hold only the second."""

    def papers(edition: Edition) -> list[Deadline]:
        return [item for item in edition.deadlines if item.kind.value == "paper" and not item.track and item.known]

    if any(item.round for item in ours.deadlines) or len(papers(ours)) != 1 or len(papers(theirs)) < 2:
        return ours
    mine = papers(ours)[0]
    nearest = min(papers(theirs), key=lambda item: abs((item.wall - mine.wall).days))
    if abs((nearest.wall - mine.wall).days) > NEAR_DAYS or (nearest.round or 1) == 1:
        return ours
    deadlines = tuple(item if item.track else item.model_copy(update={"round": nearest.round}) for item in ours.deadlines)
    return ours.model_copy(update={"deadlines": deadlines})


def _merge_days(venue: str, ours: Edition, theirs: Edition, differs: list[Difference], changes: list[Change]) -> dict[str, object]:
    """First and last day, decided together: one without the other is no event."""
    if theirs.start is None or (ours.start, ours.end) == (theirs.start, theirs.end):
        return {}
    source = theirs.source or ""
    new, old = _span(theirs), _span(ours)
    followed: dict[str, object] = {"start": theirs.start, "end": theirs.end, "when": None}
    if ours.start is None:
        changes.append(Change("filled", venue, ours.year, "days", None, new, source))
        return followed
    if theirs.start == theirs.end == ours.start:
        return {}  # only the first day of what is known
    ruled = any((item.source, item.key, item.value) == (source, "days", new) for item in differs)
    if ruled or not _follows(theirs.recorded, source, ours.recorded, ours.source or ""):
        if not ruled:
            differs.append(Difference(source=source, key="days", value=new, recorded=theirs.recorded))
            changes.append(Change("kept", venue, ours.year, "days", old, new, source))
        return {}
    if source != ours.source:
        differs.append(Difference(source=ours.source or "", key="days", value=old, recorded=ours.recorded))
    changes.append(Change("corrected", venue, ours.year, "days", old, new, source))
    return {**followed, "source": theirs.source, "recorded": theirs.recorded}


def _merge_deadlines(venue: str, ours: Edition, theirs: Edition, differs: list[Difference], changes: list[Change]) -> list[Deadline]:
    known = list(ours.deadlines)
    pairs, fresh = _paired(ours, theirs)
    for position, incoming in pairs:
        known[position] = _merge_deadline(venue, ours, theirs, known[position], incoming, differs, changes)
    for deadline in fresh:
        if any((item.source, item.key, item.value) == (deadline.source, _name(deadline), deadline.at) for item in differs):
            continue
        known.append(deadline)
        changes.append(Change("new", venue, ours.year, _name(deadline), None, _point(deadline, theirs), deadline.source))
    return sorted(known, key=lambda item: (item.known, item.instant(ours.default_zone).isoformat() if item.known else ""))


def _merge_deadline(
    venue: str, ours: Edition, theirs: Edition, known: Deadline, incoming: Deadline, differs: list[Difference], changes: list[Change]
) -> Deadline:
    key = _name(known)
    if not incoming.known:
        return known
    update: dict[str, object] = {}
    if known.label is None and incoming.label is not None and incoming.source == known.source:
        update["label"] = incoming.label
    if known.known and _same_point(known, ours, incoming, theirs):
        if incoming.source != known.source and incoming.source not in known.also:
            update["also"] = (*known.also, incoming.source)
        return known.model_copy(update=update) if update else known
    old, new = _point(known, ours), _point(incoming, theirs)
    moved = {"at": incoming.at, "zone": incoming.zone, "source": incoming.source, "recorded": incoming.recorded, "also": ()}
    if not known.known:
        changes.append(Change("announced", venue, ours.year, key, TBD, new, incoming.source))
        return known.model_copy(update=moved)
    ruled = any((item.source, item.key, item.value) == (incoming.source, key, incoming.at) for item in differs)
    if ruled or not _follows(incoming.recorded, incoming.source, known.recorded, known.source):
        if not ruled:
            differs.append(Difference(source=incoming.source, key=key, value=incoming.at, zone=incoming.zone, recorded=incoming.recorded))
            changes.append(Change("kept", venue, ours.year, key, old, new, incoming.source))
        return known.model_copy(update=update) if update else known
    if incoming.source != known.source:
        differs.append(Difference(source=known.source, key=key, value=known.at, zone=known.zone, recorded=known.recorded))
        changes.append(Change("corrected", venue, ours.year, key, old, new, incoming.source))
        return known.model_copy(update={**update, **moved})
    later = (incoming.wall - known.wall).days
    if 1 <= later <= EXTENSION_DAYS:
        update["revisions"] = (*known.revisions, Revision(at=known.at, recorded=incoming.recorded))
    changes.append(Change("moved" if 1 <= later <= EXTENSION_DAYS else "corrected", venue, ours.year, key, old, new, incoming.source))
    return known.model_copy(update={**update, **moved})


def _same_point(known: Deadline, ours: Edition, incoming: Deadline, theirs: Edition) -> bool:
    """The same minute, or the same day where one of the two gives no time."""
    if known.date_only or incoming.date_only:
        return known.wall.date() == incoming.wall.date()
    return abs((known.instant(ours.default_zone) - incoming.instant(theirs.default_zone)).total_seconds()) < 60


def _follows(incoming: date | None, source: str, known: date | None, owner: str) -> bool:
    """Whether the incoming value replaces the known one: never over a curated page, else the later-recorded one, or the same list."""
    if owner.startswith(("http://", "https://")) and owner != source:
        return False
    if source == owner:
        return known is None or incoming is None or incoming >= known
    return incoming is not None and (known is None or incoming > known)


def _paired(ours: Edition, theirs: Edition) -> tuple[list[tuple[int, Deadline]], list[Deadline]]:
    """Match deadlines by kind, track and near date; a kind that both give once is the same point. The rest are new.

    Rounds are matched by date, not by number: a source may list only the second. New dates take the round of their
    edition's paper deadline that matched.
    """
    rounds: dict[int, int] = {}
    pairs: list[tuple[int, Deadline]] = []
    fresh: list[Deadline] = []
    taken: set[int] = set()

    def candidates(deadline: Deadline) -> list[int]:
        return [
            position
            for position, known in enumerate(ours.deadlines)
            if position not in taken and known.kind == deadline.kind and (known.track or "") == (deadline.track or "")
        ]

    def distance(position: int, deadline: Deadline) -> int:
        known = ours.deadlines[position]
        return abs((known.wall - deadline.wall).days) if known.known and deadline.known else 0

    def lone(deadline: Deadline) -> bool:
        return sum((item.kind, item.track) == (deadline.kind, deadline.track) for item in theirs.deadlines) == 1 == sum(
            (item.kind, item.track) == (deadline.kind, deadline.track) for item in ours.deadlines
        )

    order = {"paper": 0, "abstract": 1}
    for deadline in sorted(theirs.deadlines, key=lambda item: order.get(item.kind.value, 2)):
        number = deadline.round or 1
        found = min(candidates(deadline), key=lambda position: distance(position, deadline), default=None)
        if found is not None and (distance(found, deadline) <= NEAR_DAYS or lone(deadline)):
            taken.add(found)
            pairs.append((found, deadline))
            if not deadline.track:
                rounds.setdefault(number, ours.deadlines[found].round or 1)
        else:
            fresh.append(deadline)
    used = {known.key for known in ours.deadlines}
    renumbered: list[Deadline] = []
    for deadline in fresh:
        number = rounds.get(deadline.round or 1, deadline.round or 1)
        while (deadline.kind.value, number, deadline.track or "") in used:
            number += 1
        used.add((deadline.kind.value, number, deadline.track or ""))
        plain = number == 1 and deadline.round is None
        renumbered.append(deadline.model_copy(update={"round": None if plain else number}))
    return pairs, renumbered


def _apply_moves(merged: dict[str, Venue], reading: Reading, changes: list[Change]) -> None:
    """Keep the earlier values of deadlines that were extended, as a chain that ends at the date in the catalogue."""
    names = {fold(name): id_ for id_, venue in merged.items() for name in venue.names()}
    for (title, year, kind), moves in _grouped(reading.moves).items():
        venue = merged.get(names.get(fold(title), ""))
        if venue is None:
            continue
        editions = []
        for edition in venue.editions:
            if edition.year == year:
                deadlines = tuple(_with_history(venue.id, year, item, kind, moves, changes) for item in edition.deadlines)
                edition = edition.model_copy(update={"deadlines": deadlines})
            editions.append(edition)
        merged[venue.id] = venue.model_copy(update={"editions": tuple(editions)})


def _grouped(moves: Iterable[Move]) -> dict[tuple[str, int, str], list[Move]]:
    groups: dict[tuple[str, int, str], list[Move]] = {}
    for move in moves:
        groups.setdefault((move.title, move.year, move.kind), []).append(move)
    return groups


def _with_history(venue: str, year: int, deadline: Deadline, kind: str, moves: list[Move], changes: list[Change]) -> Deadline:
    if deadline.kind.value != kind or deadline.track or not deadline.known or deadline.revisions:
        return deadline
    chain: list[Move] = []
    day = deadline.wall.date()
    for move in sorted(moves, key=lambda item: item.recorded, reverse=True):
        if move.new == day:
            chain.append(move)
            day = move.old
    if not chain:
        return deadline
    time = deadline.at[10:]
    revisions = tuple(Revision(at=f"{move.old.isoformat()}{time}", recorded=move.recorded) for move in reversed(chain))
    changes.append(Change("history", venue, year, _name(deadline), " -> ".join(item.at for item in revisions), deadline.at, deadline.source))
    return deadline.model_copy(update={"revisions": revisions})


def _name(deadline: Deadline) -> str:
    """A deadline's key as text: ``paper``, ``paper.2``, ``paper.1.short``."""
    kind, number, track = deadline.key
    return ".".join([kind, *([str(number)] if number > 1 or track else []), *([track] if track else [])])


def _point(deadline: Deadline, edition: Edition) -> str:
    return f"{deadline.at} {deadline.zone or edition.default_zone}" if deadline.known else TBD


def _span(edition: Edition) -> str:
    return f"{edition.start}/{edition.end or edition.start}"


def _shown(value: object) -> str:
    return str(value.index if isinstance(value, H5) else value)

