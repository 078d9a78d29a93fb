"""What moved between two states of the catalogue, and how the new one keeps the earlier values.
Pure."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from confradar.formats.lists.drafts import EXTENSION_DAYS
from confradar.model.deadline import Deadline, Revision
from confradar.model.rounds import numbered, with_keys
from confradar.model.venue import Edition, Venue
from confradar.model.wall_times import TBD
from confradar.sync.merge_deadlines import LAST, paired
from confradar.sync.merge_result import name_of, shown_point

# A correction of less than this (in seconds) is no move.
MINUTE = 60
DAY = timedelta(days=1)
_NAMES = ("acronym", "name")


@dataclass(frozen=True)
class Movement:
    """One thing that a sync changed.

    ``what`` is new venue, name (``key``: acronym, or the full name), rank (``key`` is the list that
    ranks), new edition, new deadline, announced (TBD before), moved, days, place, cancelled,
    postponed, held again, gone, back or removed (its source is no longer asked); ``key`` a
    deadline's kind, round and track. Of a moved deadline ``days`` counts days (negative: earlier;
    by the calendar, between zones by the clock), ``nature`` is extension (later, by at most 60
    days) or correction, ``from_at`` and ``to_at`` are seconds since the epoch. ``first`` is True of
    what brings the first announced abstract or paper deadline of its edition; ``evidence`` is the
    line of a page that was read.
    """

    what: str
    venue: str
    acronym: str
    year: int | None = None
    key: str | None = None
    old: str | None = None
    new: str | None = None
    days: int | None = None
    nature: str | None = None
    source: str | None = None
    from_at: int | None = None
    to_at: int | None = None
    first: bool | None = None
    evidence: str | None = None


def carried(
    before: Iterable[Venue], after: Iterable[Venue], today: date, lists: Container[str]
) -> tuple[Venue, ...]:
    """``after`` with what only ``before`` knows of its deadlines.

    They keep their keys, their earlier values (and what ``before`` said, where they moved), and
    those that one of ``lists`` gave and that no list gives any more stay, marked as gone.
    """
    known = {venue.id: venue for venue in before}
    return tuple(
        _carried_venue(known[venue.id], venue, today, lists) if venue.id in known else venue
        for venue in after
    )


def _carried_venue(before: Venue, after: Venue, today: date, lists: Container[str]) -> Venue:
    known = {edition.year: edition for edition in before.editions}
    editions = tuple(
        _carried_edition(known[item.year], item, today, lists) if item.year in known else item
        for item in after.editions
    )
    return after if editions == after.editions else after.model_copy(update={"editions": editions})


def _carried_edition(
    before: Edition, after: Edition, today: date, lists: Container[str]
) -> Edition:
    """Calendars know a deadline by its key, so those that are the same points keep theirs."""
    pairs, fresh = paired(before, after, same_keys=True)
    carried = [
        (
            _carried_deadline(before, before.deadlines[place], after, item, today),
            before.deadlines[place].lasting_key,
        )
        for place, item in pairs
    ]
    matched = {place for place, _ in pairs}
    dropped = [
        item
        for place, item in enumerate(before.deadlines)
        if place not in matched and item.source in lists
    ]
    kept = [
        (item.model_copy(update={"gone": item.gone or today}), item.lasting_key) for item in dropped
    ]
    deadlines = tuple(
        numbered(
            sorted(
                with_keys([*carried, *kept], fresh),
                key=lambda item: item.wall if item.known else LAST,
            )
        )
    )
    same = {item.lasting_key: item for item in deadlines} == {
        item.lasting_key: item for item in after.deadlines
    }
    return after if same else after.model_copy(update={"deadlines": deadlines})


def _carried_deadline(
    before: Edition, old: Deadline, after: Edition, new: Deadline, today: date
) -> Deadline:
    if old.known and not new.known:  # announced beats to be announced
        return old.model_copy(update={"gone": old.gone or today})
    history = list(old.revisions)
    if _moved(before, old, after, new):
        zone = old.zone or before.default_zone
        history.append(
            Revision(
                at=old.at,
                zone=zone if zone != (new.zone or after.default_zone) else None,
                recorded=today,
            )
        )
    told = {item.at for item in history}
    earlier = [item for item in new.revisions if item.at not in told]
    return new.model_copy(update={"revisions": (*earlier, *history)})


def _moved(before: Edition, old: Deadline, after: Edition, new: Deadline) -> bool:
    if not (old.known and new.known):
        return False
    return (
        abs((new.instant(after.default_zone) - old.instant(before.default_zone)).total_seconds())
        >= MINUTE
    )


def compare(before: Sequence[Venue], after: Sequence[Venue]) -> tuple[Movement, ...]:
    """What a reader would want to know, in the order of ``after``. Wordings, links and further
    sources are not told."""
    known = {venue.id: venue for venue in before}
    kept = {venue.id for venue in after}
    removed = [
        Movement("removed", venue.id, venue.acronym, source=venue.sources[-1])
        for venue in before
        if venue.id not in kept
    ]
    return (
        *(movement for venue in after for movement in _of_venue(known.get(venue.id), venue)),
        *removed,
    )


def movement_of(key: str) -> tuple[str, str | None]:
    """The ``what`` and ``key`` of the Movement that tells that a name or rank changed."""
    return ("name", None if key == "name" else key) if key in _NAMES else ("rank", key)


def changed_facts(before: Venue, after: Venue) -> Iterator[tuple[str, str, str | None]]:
    """What a venue is called and how it is ranked otherwise than before: key, old and new value. A
    rank that was not known is no change."""
    facts = [(key, getattr(before, key), getattr(after, key)) for key in _NAMES]
    facts += [
        (key, getattr(before.ranks, key), getattr(after.ranks, key))
        for key in type(after.ranks).model_fields
    ]
    return ((key, old, new) for key, old, new in facts if old and old != new)


def _of_venue(before: Venue | None, after: Venue) -> Iterator[Movement]:
    if before is None:
        editions = len(after.editions)
        held = f", {editions} edition{'s' if editions != 1 else ''}" if editions else ""
        yield Movement(
            "new venue",
            after.id,
            after.acronym,
            new=f"{after.name}{held}",
            source=after.sources[-1],
        )
        return
    whole = (before.gone is None) != (after.gone is None)
    if whole:
        yield Movement(
            "gone" if after.gone else "back", after.id, after.acronym, source=after.sources[-1]
        )
    for key, was, now in changed_facts(before, after):
        what, of = movement_of(key)
        yield Movement(
            what,
            after.id,
            after.acronym,
            key=of,
            old=was,
            new=now or "none",
            source=after.sources[-1],
        )
    known = {edition.year: edition for edition in before.editions}
    for edition in after.editions:
        for movement in _of_edition(after, known.pop(edition.year, None), edition):
            if not (whole and movement.what in {"gone", "back"}):  # told of the venue
                yield movement
    for edition in known.values():
        yield Movement("removed", after.id, after.acronym, edition.year, source=edition.source)


def _told(
    venue: Venue, edition: Edition, what: str, old: str | None = None, new: str | None = None
) -> Movement:
    return Movement(
        what, venue.id, venue.acronym, edition.year, old=old, new=new, source=edition.source
    )


def _of_event(venue: Venue, before: Edition, after: Edition) -> Iterator[Movement]:
    """What moved of an edition besides its deadlines."""
    told = partial(_told, venue, after)
    if before.status != after.status:
        yield told(after.status or "held again")
    if (before.gone is None) != (after.gone is None):
        yield told("gone" if after.gone else "back")
    if (
        before.start
        and (before.start, before.end) != (after.start, after.end)
        and (after.start or not after.called_off)
    ):
        yield told("days", _days(before), _days(after))
    elif after.start and not before.start:
        yield told("days", before.when, _days(after))
    if after.place and before.place != after.place:
        displaced = any(
            (item.key, item.source, item.why) == ("place", after.source, None)
            for item in after.differs
        )
        yield replace(
            told("place", before.place, after.place), source=None if displaced else after.source
        )


def _of_edition(venue: Venue, before: Edition | None, after: Edition) -> Iterator[Movement]:
    if before is None:
        main = _main(after)
        line = main[0].evidence if main else None
        new = _told(venue, after, "new edition", new=_summary(after))
        yield replace(new, first=bool(main) or None, evidence=line)
        return
    yield from _of_event(venue, before, after)
    known = {item.lasting_key: item for item in before.deadlines}
    for item in after.deadlines:
        movement = _of_deadline(venue, before, known.pop(item.lasting_key, None), after, item)
        if movement is not None:
            yield movement
    for item in known.values():
        yield Movement(
            "removed",
            venue.id,
            venue.acronym,
            after.year,
            name_of(item),
            old=shown_point(item, before),
            source=item.source,
        )


def _of_deadline(
    venue: Venue, before: Edition, old: Deadline | None, after: Edition, new: Deadline
) -> Movement | None:
    said = _said(before, after, new)

    def told(what: str, **more: object) -> Movement:
        return Movement(what, venue.id, venue.acronym, after.year, **{**said, **more})  # type: ignore[arg-type] # fields by their names

    if old is None:
        return told("new deadline")
    if not old.known or not new.known:
        return told("announced", old=TBD) if new.known else None
    if _moved(before, old, after, new):
        first, last = old.instant(before.default_zone), new.instant(after.default_zone)
        same_zone = (old.zone or before.default_zone) == (new.zone or after.default_zone)
        extended = first < last and (last - first).days <= EXTENSION_DAYS
        return told(
            "moved",
            old=shown_point(old, before),
            days=(new.wall.date() - old.wall.date()).days
            if same_zone
            else round((last - first) / DAY),
            nature="extension" if extended else "correction",
            from_at=int(first.timestamp()),
        )
    if (old.gone is None) != (new.gone is None) and (before.gone is None) == (after.gone is None):
        return (
            told("gone", old=said["new"], new=None, to_at=None, evidence=None)
            if new.gone
            else told("back")
        )
    return None


def _said(before: Edition, after: Edition, new: Deadline) -> dict[str, object]:
    """What every movement of a deadline tells of it as it is now."""
    said: dict[str, object] = {
        "key": name_of(new),
        "new": shown_point(new, after),
        "source": new.source,
        "evidence": new.evidence,
    }
    if new in _main(after) and not _main(before):
        said["first"] = True
    if new.known:
        said["to_at"] = int(new.instant(after.default_zone).timestamp())
    return said


def _summary(edition: Edition) -> str:
    """What is known of a new edition: its days, place, and first main date."""
    main = [f"{name_of(item)} {shown_point(item, edition)}" for item in _main(edition)]
    first = ", ".join(main[:2])
    count = len(edition.deadlines)
    return ", ".join(
        part
        for part in (
            first,
            f"{count} date{'s' if count != 1 else ''}",
            _days(edition) or edition.when,
            edition.place,
        )
        if part
    )


def _main(edition: Edition) -> list[Deadline]:
    """What papers are due by, as far as it is announced."""
    kinds = {"abstract", "paper"}
    return [item for item in edition.deadlines if item.kind.value in kinds and item.known]


def _days(edition: Edition) -> str | None:
    return f"{edition.start} to {edition.end or edition.start}" if edition.start else None


def unfold(movement: Movement) -> Mapping[str, object]:
    """A movement as one line of the journal: what is given of it."""
    return {name: value for name, value in vars(movement).items() if value is not None}
