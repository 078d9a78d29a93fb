"""Merging the dated points of one edition: which are the same, which are new, which moved. Pure."""

from __future__ import annotations

from datetime import date

from confradar.model.deadline import TBD, Deadline, Revision
from confradar.model.venue import Difference, Edition
from confradar.sync.plan import Change, name_of, shown_point
from confradar.sync.rules import follows, ruled_out, without

NEAR_DAYS = 21
EXTENSION_DAYS = 60


def merge_deadlines(
    venue: str, ours: Edition, theirs: Edition, differs: list[Difference], curated: date | None, changes: list[Change]
) -> list[Deadline]:
    """The edition's deadlines with theirs merged in; other values that were looked at are added to ``differs``."""
    known = list(ours.deadlines)
    pairs, fresh = paired(ours, theirs)
    for position, incoming in pairs:
        known[position] = _merge_deadline(venue, ours, theirs, known[position], incoming, differs, curated, changes)
    for deadline in fresh:
        if ruled_out(differs, name_of(deadline), deadline.at):
            continue
        later = (position for position, item in enumerate(known) if not item.known or (deadline.known and item.wall > deadline.wall))
        known.insert(next(later, len(known)), deadline)
        changes.append(Change("new", venue, ours.year, name_of(deadline), None, shown_point(deadline, theirs), deadline.source))
    return known


def _merge_deadline(
    venue: str,
    ours: Edition,
    theirs: Edition,
    known: Deadline,
    incoming: Deadline,
    differs: list[Difference],
    curated: date | None,
    changes: list[Change],
) -> Deadline:
    key = name_of(known)
    if incoming.gone:
        same = known.known and incoming.known and _same_point(known, ours, incoming, theirs)
        return known.model_copy(update=without(known, incoming.source, incoming.gone)) if same else known
    if not incoming.known:
        return known
    update: dict[str, object] = {}
    if known.label is None and incoming.label is not None and incoming.source == known.source:
        update["label"] = incoming.label
    if known.known and _same_point(known, ours, incoming, theirs) and not _more_exact(known, incoming):
        if known.gone:
            return incoming.model_copy(update={"round": known.round, "track": known.track, "revisions": known.revisions})
        if incoming.source != known.source and incoming.source not in known.also:
            update["also"] = (*known.also, incoming.source)
        return known.model_copy(update=update) if update else known
    old, new = shown_point(known, ours), shown_point(incoming, theirs)
    moved = {"at": incoming.at, "zone": incoming.zone, "source": incoming.source, "recorded": incoming.recorded, "also": (), "gone": None}
    moved["label"] = known.label or incoming.label
    if not known.known:
        changes.append(Change("announced", venue, ours.year, key, TBD, new, incoming.source))
        return known.model_copy(update=moved)
    ruled = ruled_out(differs, key, incoming.at)
    if not known.gone and (ruled or not follows(incoming.recorded, incoming.source, known.recorded, known.source, curated)):
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
        zone = known.zone if known.zone != incoming.zone else None
        update["revisions"] = (*known.revisions, Revision(at=known.at, zone=zone, recorded=incoming.recorded))
    changes.append(Change("moved" if 1 <= later <= EXTENSION_DAYS else "corrected", venue, ours.year, key, old, new, incoming.source))
    return known.model_copy(update={**update, **moved})


def _same_point(known: Deadline, ours: Edition, incoming: Deadline, theirs: Edition) -> bool:
    """The same minute, or the same day where one of the two gives no time."""
    if known.date_only or incoming.date_only:
        return known.wall.date() == incoming.wall.date()
    return abs((known.instant(ours.default_zone) - incoming.instant(theirs.default_zone)).total_seconds()) < 60


def _more_exact(known: Deadline, incoming: Deadline) -> bool:
    """Whether the list that gave the day alone now gives the time."""
    return known.date_only and not incoming.date_only and known.source == incoming.source


def paired(ours: Edition, theirs: Edition) -> tuple[list[tuple[int, Deadline]], list[Deadline]]:
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
        return (
            sum((item.kind, item.track) == (deadline.kind, deadline.track) for item in theirs.deadlines)
            == 1
            == sum((item.kind, item.track) == (deadline.kind, deadline.track) for item in ours.deadlines)
        )

    order = {"paper": 0, "abstract": 1}
    for deadline in sorted(theirs.deadlines, key=lambda item: (order.get(item.kind.value, 2), not item.known)):
        number = deadline.round or 1
        found = min(
            candidates(deadline), key=lambda place: (distance(place, deadline), ours.deadlines[place].known != deadline.known), default=None
        )
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
