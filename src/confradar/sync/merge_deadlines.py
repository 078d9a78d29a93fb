"""Merging the dated points of one edition: which are the same, which are new, which moved. Pure."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import datetime

from confradar.formats.lists.drafts import EXTENSION_DAYS
from confradar.model.deadline import Deadline, Revision
from confradar.model.plausible import Lead, doubted
from confradar.model.rounds import numbered, with_keys
from confradar.model.venue import Edition
from confradar.model.wall_times import TBD
from confradar.sync.edition_pair import Meeting
from confradar.sync.merge_result import name_of, shown_point
from confradar.sync.precedence import follows, without

NEAR_DAYS = 21
# No further than this does another list move a point.
MOVE_DAYS = 30
# Where what is to be announced stands among dates.
LAST = datetime(9999, 12, 31)


def merge_deadlines(meeting: Meeting) -> list[Deadline]:
    """The edition's deadlines with theirs merged in; other values that were looked at are left
    beside them."""
    ours, theirs = meeting.ours, meeting.theirs
    known = list(ours.deadlines)
    weighed = (
        doubted_deadlines(ours, ours, meeting.leads),
        doubted_deadlines(theirs, ours, meeting.leads),
    )
    pairs, unmatched = paired(ours, theirs, weighed=weighed)
    fresh = with_keys(
        [(item, item.lasting_key) for item in known], in_free_rounds(ours, pairs, unmatched)
    )[len(known) :]
    for position, incoming in pairs:
        worse = (known[position].key in weighed[0]) - (incoming.key in weighed[1])
        known[position] = _merge_deadline(meeting, known[position], incoming, worse)
    for deadline in fresh:
        alike = [
            name_of(item)
            for item in ours.deadlines
            if (item.kind, item.track) == (deadline.kind, deadline.track)
        ]
        if any(meeting.ruled_out(key, deadline.at) for key in (name_of(deadline), *alike)):
            continue
        later = (
            position
            for position, item in enumerate(known)
            if not item.known or (deadline.known and item.wall > deadline.wall)
        )
        known.insert(next(later, len(known)), deadline)
        meeting.tell("new", name_of(deadline), None, shown_point(deadline, theirs), deadline.source)
    return numbered(known) if fresh else known


def _merge_deadline(meeting: Meeting, known: Deadline, incoming: Deadline, worse: int) -> Deadline:
    """``worse``: 1 where only the known value cannot be, -1 where only the incoming one cannot."""
    ours, theirs = meeting.ours, meeting.theirs
    if (
        incoming.gone and incoming.known and not known.known
    ):  # one list dropped it, for another it is to be announced
        return incoming.model_copy(update={"round": known.round, "track": known.track})
    same = known.known and incoming.known and same_point(known, ours, incoming, theirs)
    if incoming.gone:
        return (
            known.model_copy(
                update=without(known, incoming.source, incoming.gone, meeting.rules.dormant)
            )
            if same
            else known
        )
    if not incoming.known:
        return known
    labelled = known.label or (incoming.label if incoming.source == known.source else None)
    if not same or _more_exact(known, ours, incoming, theirs):
        return _merge_value(
            meeting, known.model_copy(update={"label": labelled}), incoming, worse, same=same
        )
    if known.gone:
        return incoming.model_copy(
            update={"round": known.round, "track": known.track, "revisions": known.revisions}
        )
    update: dict[str, object] = {"label": labelled} if labelled != known.label else {}
    if incoming.source != known.source and incoming.source not in known.also:
        update["also"] = (*known.also, incoming.source)
    return known.model_copy(update=update) if update else known


def _merge_value(
    meeting: Meeting, known: Deadline, incoming: Deadline, worse: int, *, same: bool
) -> Deadline:
    """The deadline where the incoming value is another, or says more of the ``same`` day."""
    key = name_of(known)
    old, new = shown_point(known, meeting.ours), shown_point(incoming, meeting.theirs)
    moved = _value_of(incoming) | {"label": known.label or incoming.label}
    other = incoming.source != known.source
    if not known.known:
        meeting.tell("announced", key, TBD, new, incoming.source)
        return known.model_copy(update=moved)
    ruled = meeting.ruled_out(key, incoming.at)
    # a time for the same day: whoever gave the day agrees
    if same and other and not known.gone and not ruled:
        meeting.tell("corrected", key, old, new, incoming.source)
        also = tuple(source for source in (known.source, *known.also) if source != incoming.source)
        return known.model_copy(update={**moved, "also": also})
    if not known.gone and (ruled or not _followed(meeting, known, incoming, worse)):
        if not ruled:
            meeting.leave(incoming.source, key, incoming.at, incoming.recorded, incoming.zone)
            meeting.tell("kept", key, old, new, incoming.source)
        return known
    later = (incoming.wall - known.wall).days
    extended = not other and 1 <= later <= EXTENSION_DAYS
    if other:
        meeting.leave(known.source, key, known.at, known.recorded, known.zone)
    if extended:
        zone = known.zone if known.zone != incoming.zone else None
        earlier = Revision(at=known.at, zone=zone, recorded=incoming.recorded)
        known = known.model_copy(update={"revisions": (*known.revisions, earlier)})
    meeting.tell("moved" if extended else "corrected", key, old, new, incoming.source)
    return known.model_copy(update=moved)


def _value_of(deadline: Deadline) -> dict[str, object]:
    """What makes a value: the time, and who says so since when."""
    return {
        "at": deadline.at,
        "zone": deadline.zone,
        "source": deadline.source,
        "recorded": deadline.recorded,
        "also": (),
        "gone": None,
    }


def _followed(meeting: Meeting, known: Deadline, incoming: Deadline, worse: int) -> bool:
    """Whether another value is followed: what cannot be loses against what can, and another list
    does not move a point far."""
    if incoming.source != known.source and worse:
        return worse > 0
    if (
        incoming.source not in (known.source, *known.also)
        and abs((incoming.wall - known.wall).days) > MOVE_DAYS
    ):
        return False
    return follows(
        incoming.recorded, incoming.source, known.recorded, known.source, meeting.rules.curated
    )


def same_point(known: Deadline, ours: Edition, incoming: Deadline, theirs: Edition) -> bool:
    """The same minute, or the same day where one of the two gives no time."""
    if known.date_only or incoming.date_only:
        return known.wall.date() == incoming.wall.date()
    return same_instant(known, ours, incoming, theirs)


def same_instant(known: Deadline, ours: Edition, incoming: Deadline, theirs: Edition) -> bool:
    return (
        abs(
            (
                known.instant(ours.default_zone) - incoming.instant(theirs.default_zone)
            ).total_seconds()
        )
        < 60
    )


def _more_exact(known: Deadline, ours: Edition, incoming: Deadline, theirs: Edition) -> bool:
    """Whether only the incoming one gives a time; of another list it must say more than the end of
    the day does."""
    if not known.date_only or incoming.date_only:
        return False
    return incoming.source == known.source or not same_instant(known, ours, incoming, theirs)


def doubted_deadlines(
    edition: Edition, known: Edition, leads: Sequence[Lead] = ()
) -> frozenset[tuple[str, int, str]]:
    """The keys of the edition's deadlines that cannot be, beside the event of ``known`` where it
    has one that can be."""
    if known.start and known.start.year == known.year:
        edition = edition.model_copy(update={"start": known.start, "end": known.end})
    return frozenset(
        edition.deadlines[place].key for place in doubted(edition, leads) if place is not None
    )


def paired(
    ours: Edition,
    theirs: Edition,
    *,
    same_keys: bool = False,
    weighed: tuple[Container[object], Container[object]] | None = None,
) -> tuple[list[tuple[int, Deadline]], list[Deadline]]:
    """Match deadlines of a kind and track: first what one list calls the same, then by near date,
    the nearest first. The rest are new.

    A kind that both give once is the same point. Rounds are matched by date, not by number: a
    source may list only the second. ``same_keys``: of what is left, equal keys are the same point,
    however far it moved. ``weighed`` are the keys on either side of what cannot be.
    """
    weighed = weighed or (doubted_deadlines(ours, ours), doubted_deadlines(theirs, theirs))
    alone = _alone(ours) & _alone(theirs)
    found = _called_alike(ours, theirs)
    taken = set(found.values())
    candidates = sorted(
        (*_distance(known, deadline), place, number)
        for number, deadline in enumerate(theirs.deadlines)
        for place, known in enumerate(ours.deadlines)
        if (known.kind, known.track) == (deadline.kind, deadline.track)
    )
    for distance, _, place, number in candidates:
        deadline = theirs.deadlines[number]
        free = number not in found and place not in taken
        if free and distance <= _reach(ours.deadlines[place], deadline, alone, weighed):
            found[number] = place
            taken.add(place)
    if same_keys:
        left = [item for item in enumerate(ours.deadlines) if item[0] not in taken]
        places = {known.lasting_key: place for place, known in left}
        for number, deadline in enumerate(theirs.deadlines):
            if number not in found and deadline.lasting_key in places:
                found[number] = places[deadline.lasting_key]
    pairs = [(place, theirs.deadlines[number]) for number, place in found.items()]
    fresh = [deadline for number, deadline in enumerate(theirs.deadlines) if number not in found]
    return pairs, fresh


def _called_alike(ours: Edition, theirs: Edition) -> dict[int, int]:
    """By place of theirs, the place of ours that the same list calls the same: what it labels as
    one round stays it, however far it moved."""

    def called(edition: Edition) -> dict[tuple[object, ...], int]:
        labels = [
            (item.source, item.kind, item.track, " ".join(item.label.split()).casefold())
            if item.label and item.known
            else None
            for item in edition.deadlines
        ]
        return {
            label: place
            for place, label in enumerate(labels)
            if label is not None and labels.count(label) == 1
        }

    known = called(ours)
    return {place: known[label] for label, place in called(theirs).items() if label in known}


def _reach(
    known: Deadline,
    incoming: Deadline,
    alone: set[tuple[object, str | None]],
    weighed: tuple[Container[object], Container[object]],
) -> float:
    """How many days apart two may be that are the same point.

    What each gives once has moved as far as its own list says, and is as far off as one that cannot
    be (a wrong year).
    """
    if (incoming.kind, incoming.track) not in alone:
        return NEAR_DAYS
    wrong = (known.key in weighed[0]) != (incoming.key in weighed[1])
    return (
        float("inf") if wrong or incoming.source in (known.source, *known.also) else EXTENSION_DAYS
    )


# The kinds by which rounds are matched first.
_LEADS = {"paper": 0, "abstract": 1}


def _alone(edition: Edition) -> set[tuple[object, str | None]]:
    """Kinds and tracks that an edition gives once."""
    given = [(item.kind, item.track) for item in edition.deadlines]
    return {point for point in given if given.count(point) == 1}


def _distance(known: Deadline, deadline: Deadline) -> tuple[int, bool]:
    """Days between two points, one to be announced being near to any; then whether their rounds
    differ."""
    other_round = (known.round or 1) != (deadline.round or 1)
    if known.known and deadline.known:
        return abs((known.wall - deadline.wall).days), other_round
    return (0 if known.known == deadline.known else NEAR_DAYS), other_round


def in_free_rounds(
    ours: Edition, pairs: list[tuple[int, Deadline]], fresh: list[Deadline]
) -> list[Deadline]:
    """New deadlines with rounds that are free: those of the edition's matched ones where they can
    be."""
    rounds = {
        incoming.round or 1: ours.deadlines[place].round or 1
        for place, incoming in sorted(
            pairs, key=lambda pair: _LEADS.get(pair[1].kind.value, 2), reverse=True
        )
        if not incoming.track
    }
    used = {known.key for known in ours.deadlines}
    renumbered: list[Deadline] = []
    for deadline in sorted(fresh, key=lambda item: _LEADS.get(item.kind.value, 2)):
        number = rounds.get(deadline.round or 1, deadline.round or 1)
        while (deadline.kind.value, number, deadline.track or "") in used:
            number += 1
        used = used | {(deadline.kind.value, number, deadline.track or "")}
        plain = number == 1 and deadline.round is None
        renumbered.append(deadline.model_copy(update={"round": None if plain else number}))
    return renumbered
