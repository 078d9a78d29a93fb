"""From one reading of an official page to the next: what stands as before keeps its day, what moved
keeps its earlier values, what is missing is marked. Pure."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import date

from confradar.formats.calls.dated_points import Point
from confradar.formats.calls.page_points import Call
from confradar.formats.calls.years import Edition as ReadEdition
from confradar.model.deadline import Deadline, Revision
from confradar.model.rounds import with_keys
from confradar.model.venue import Edition
from confradar.sync.merge_call import offers, with_offers
from confradar.sync.merge_deadlines import in_free_rounds, paired
from confradar.sync.page_rules import value_of

# Of a line of evidence that is kept.
LETTERS = 500


def edition_read(points: Sequence[Point], year: int, address: str, today: date) -> Edition:
    """An edition of these points alone, each with the line that says it."""
    call = Call(ReadEdition(year), tuple(points))
    taken = [
        replace(
            offer,
            deadline=offer.deadline.model_copy(
                update={"evidence": offer.point.evidence[:LETTERS].strip() or None}
            ),
        )
        for offer in offers(call, None, address, today)
    ]
    return with_offers(None, call, taken, address, today)


def advanced(
    before: Edition | None, now: Edition, in_force: Container[str], today: date
) -> Edition:
    """The page's values after a reading. Those that were ``in_force`` through it (``value_of``) are
    earlier values of what it says instead; what it no longer says stays, marked as gone."""
    if before is None:
        return now
    pairs, alone = paired(before, now, same_keys=True)
    found = {place: _followed(before.deadlines[place], item, in_force) for place, item in pairs}
    held = [
        found.get(place) or (item if item.gone else item.model_copy(update={"gone": today}))
        for place, item in enumerate(before.deadlines)
    ]
    points = with_keys(
        [(item, item.lasting_key) for item in held], in_free_rounds(before, pairs, alone)
    )
    return now.model_copy(update={"recorded": before.recorded, "deadlines": tuple(points)})


def _followed(before: Deadline, now: Deadline, in_force: Container[str]) -> Deadline:
    """The value now, under the name that the page's former reading gave it."""
    named = now.model_copy(update={"round": before.round, "track": before.track})
    same = (before.at, before.zone) == (now.at, now.zone)
    history = list(before.revisions)
    if not same and value_of(before) in in_force:
        zone = before.zone if before.zone != now.zone else None
        history.append(Revision(at=before.at, zone=zone, recorded=now.recorded))
    told = {item.at for item in history}
    more = [item for item in now.revisions if item.at not in told and item.at != now.at]
    return named.model_copy(
        update={
            "recorded": before.recorded if same else now.recorded,
            "revisions": (*more, *history),
            "lasting": before.lasting,
        }
    )
