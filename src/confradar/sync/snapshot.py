"""A source's last good copy as records of ours, carried from one reading to the next. Pure.

A list does not say when a record of it changed; two readings do. So a value that stands as before
keeps the day by which it was first seen, one that differs gets the new day, and what is missing
stays, marked as gone. Keys of deadlines (kind, round, track) stay what they were, whatever else a
list adds beside them, since calendars know an event by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from confradar.catalogue.same_venue import Matcher
from confradar.formats.lists.reading import Reading
from confradar.model.deadline import Deadline
from confradar.model.rounds import numbered, with_keys
from confradar.model.venue import Difference, Edition, Venue
from confradar.sync.merge_deadlines import LAST, paired
from confradar.sync.merge_venues import matched, with_free_id

# What the day of an edition's record is about.
_DATED = ("start", "end", "status")
_FACTS = ("url", "place", "country", "start", "end", "when", "format", "status", "name")


class _Days(NamedTuple):
    """The days of a reading: whether it is the first, and the days that what differs and what is
    new bear."""

    first: bool
    today: date
    changed: date | None
    new: date | None


def seeded(catalogue: Iterable[Venue], source: str) -> tuple[Venue, ...]:
    """What the curated catalogue has from a source: the copy that its first reading is compared
    with."""
    found = []
    for venue in catalogue:
        editions = tuple(
            part for edition in venue.editions if (part := _part(edition, source)) is not None
        )
        if editions:
            found.append(
                venue.model_copy(
                    update={
                        "editions": editions,
                        "sources": (source,),
                        "note": None,
                        "explained": {},
                    }
                )
            )
    return tuple(found)


def _part(edition: Edition, source: str) -> Edition | None:
    deadlines = tuple(
        Deadline(
            kind=item.kind,
            round=item.round,
            track=item.track,
            at=item.at,
            zone=item.zone,
            source=source,
            recorded=day,
        )
        for item in edition.deadlines
        if source in (item.source, *item.also)
        for day in [item.recorded if item.source == source else None]
    )
    if not deadlines and (
        source not in (edition.source, *edition.also) or not (edition.start or edition.when)
    ):
        return None  # not the list's, or only its acceptance rate
    facts = {name: getattr(edition, name) for name in _FACTS} if edition.source == source else {}
    recorded = edition.recorded if edition.source == source else None
    return Edition(
        **facts,
        year=edition.year,
        zone=edition.zone,
        source=source,
        recorded=recorded,
        deadlines=deadlines,
    )


def advance(
    old: Sequence[Venue],
    reading: Reading,
    *,
    since: date | None,
    today: date,
    changed: date | None,
    areas: Mapping[str, str],
) -> tuple[Venue, ...]:
    """The copy after a reading. ``since`` is the day of the last one, None for the first: ``old``
    is what the catalogue has then.

    ``changed`` is the day on which the list says it last changed, if it says so: no witness of a
    single record. So what a first reading shows has no day, and what was seen to differ has that
    day where it lies between the two readings, or else ``today`` (none where a first reading
    differs from what the catalogue has of the list). ``areas`` gives each topic's top-level topic.
    """
    first = since is None
    believed = changed is not None and (since or changed) <= changed <= today
    day = changed if believed else None if first else today
    days = _Days(first, today, day, None if first else day)
    known = {venue.id: venue for venue in old}
    copies = dict(known)
    seen: set[str] = set()
    for record, match in matched(Matcher(old, areas), reading.venues):
        before = known[match.id] if match and match.id not in seen else None
        if before is None:
            fresh = with_free_id(record, copies)
            copies[fresh.id] = _dated(fresh, days.new)
            seen.add(fresh.id)
        else:
            copies[before.id] = _renewed(before, record, days)
            seen.add(before.id)
    return tuple(venue if id_ in seen else _gone(venue, today) for id_, venue in copies.items())


def lives(venues: Iterable[Venue]) -> int:
    """How many editions (a venue without any counts as one) are not gone."""
    return sum(
        max(sum(edition.gone is None for edition in venue.editions), not venue.editions)
        for venue in venues
        if venue.gone is None
    )


def _dated(venue: Venue, day: date | None) -> Venue:
    """A first sighting: each part that carries no day of its own gets ``day``."""
    return venue.model_copy(
        update={"editions": tuple(_dated_edition(edition, day) for edition in venue.editions)}
    )


def _dated_edition(edition: Edition, day: date | None) -> Edition:
    deadlines = tuple(
        item if item.recorded else item.model_copy(update={"recorded": day})
        for item in edition.deadlines
    )
    return edition.model_copy(update={"recorded": edition.recorded or day, "deadlines": deadlines})


def _renewed(before: Venue, record: Venue, days: _Days) -> Venue:
    editions = {edition.year: edition for edition in before.editions}
    fresh = {edition.year for edition in record.editions}
    for edition in record.editions:
        ours = editions.get(edition.year)
        editions[edition.year] = (
            _dated_edition(edition, days.new)
            if ours is None
            else _renewed_edition(ours, edition, days)
        )
    kept = [
        edition if year in fresh else _gone_edition(edition, days.today)
        for year, edition in editions.items()
    ]
    return record.model_copy(
        update={"id": before.id, "editions": tuple(sorted(kept, key=lambda item: -item.year))}
    )


def _renewed_edition(before: Edition, record: Edition, days: _Days) -> Edition:
    moved = _place_moved(before, record, days.first)
    # What the catalogue has of another source was not seen to change in this one.
    compared = [name for name in _DATED if not (days.first and getattr(before, name) is None)]
    same = not moved and all(getattr(before, name) == getattr(record, name) for name in compared)
    deadlines: dict[int, Deadline] = {}
    pairs, fresh = paired(before, record)
    for place, item in pairs:
        deadlines[place] = _renewed_deadline(before.deadlines[place], item, days)
    # What a first reading is compared with was corrected by curators, who may have filed a date
    # under another kind.
    kept = [
        (deadlines.get(place) or _gone_deadline(item, days.today), item.lasting_key)
        for place, item in enumerate(before.deadlines)
        if place in deadlines or not days.first
    ]
    added = [
        item if item.recorded else item.model_copy(update={"recorded": days.new}) for item in fresh
    ]
    keyed = with_keys(kept, added)
    ordered = sorted(keyed, key=lambda item: item.wall if item.known else LAST)
    recorded = record.recorded or (before.recorded if same else days.changed)
    displaced = tuple(item for item in before.differs if item.why is None)
    if moved:
        displaced = (
            Difference(
                source=record.source or "",
                key="place",
                value=before.place or "",
                recorded=before.recorded,
            ),
        )
    differs = (*displaced, *record.differs)  # what the list itself says twice, as it says it now
    return record.model_copy(
        update={"recorded": recorded, "deadlines": tuple(numbered(ordered)), "differs": differs}
    )


def _place_moved(before: Edition, record: Edition, first: bool) -> bool:
    """Whether the list names another place. What a first reading is compared with is spelled by
    curators: then the country decides."""
    if before.place is None or record.place is None or before.place == record.place:
        return False
    return not first or bool(before.country and record.country and before.country != record.country)


def _renewed_deadline(before: Deadline, record: Deadline, days: _Days) -> Deadline:
    key = {"track": before.track}
    if before.known and not record.known:  # announced beats to be announced
        return _gone_deadline(before, days.today)
    same = (before.at, before.zone) == (record.at, record.zone)
    return record.model_copy(
        update={**key, "recorded": record.recorded or (before.recorded if same else days.changed)}
    )


def _gone(venue: Venue, today: date) -> Venue:
    editions = tuple(_gone_edition(edition, today) for edition in venue.editions)
    return venue.model_copy(update={"gone": venue.gone or today, "editions": editions})


def _gone_edition(edition: Edition, today: date) -> Edition:
    deadlines = tuple(_gone_deadline(item, today) for item in edition.deadlines)
    return edition.model_copy(update={"gone": edition.gone or today, "deadlines": deadlines})


def _gone_deadline(deadline: Deadline, today: date) -> Deadline:
    return deadline if deadline.gone else deadline.model_copy(update={"gone": today})
