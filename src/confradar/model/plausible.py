"""Whether announced values can be: the rules that weigh one value of a record, for `lint` and for
what lists give. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from confradar.model.deadline import Deadline
from confradar.model.venue import Edition, Venue

MAX_LEAD_DAYS = 540
MAX_EVENT_DAYS = 14
ODD_SHIFT_DAYS = 150
# A lead that a sibling edition has too, give or take so many days, is the venue's own, however
# long.
OWN_LEAD_DAYS = 60
_AFTER_EVENT_OK = {"camera_ready", "other", "registration", "demo", "opening"}
_NO_RHYTHM = {"irregular", "rolling", "monthly"}
_ORDER = {"abstract": 0, "paper": 1, "notification": 3, "camera_ready": 4}
# Two zones may lie so far apart.
_ZONES = timedelta(hours=26)
# What is so much later is so in any two zones: most pairs of dates need no look at them.
_SURE = timedelta(days=1)


class Doubt(NamedTuple):
    """Why a value cannot be: the rule that it breaks, its place among the edition's deadlines
    (None: the days of the event)."""

    rule: str
    place: int | None
    why: str


class Lead(NamedTuple):
    """How many days before 1 January of its edition's year, and before its event (None where that
    is not known), a paper was due."""

    year: int
    event: int | None


def doubts(edition: Edition, leads: Sequence[Lead] = ()) -> Iterator[Doubt]:
    """What of an edition cannot be. ``leads`` are its siblings'; where a venue has fewer than two,
    they tell nothing of a year."""
    found = [*_event(edition), *_beside_event(edition, leads), *_year_typo(edition, leads)]
    yield from found
    yield from _order(edition, {item.place for item in found})


def leads(*venues: Venue) -> dict[int, list[Lead]]:
    """By the year of each edition of one venue (or of several records of it), the leads of its
    other editions; none without a rhythm."""
    if any(venue.cadence and venue.cadence.value in _NO_RHYTHM for venue in venues):
        return {}
    editions = [edition for venue in venues for edition in venue.editions]
    own = [
        (edition.year, _lead(edition, item))
        for edition in editions
        for item in edition.deadlines
        if _is_paper(item)
    ]
    return {
        year: [lead for other, lead in own if other != year]
        for year in {edition.year for edition in editions}
    }


def doubted(edition: Edition, leads: Sequence[Lead] = ()) -> dict[int | None, str]:
    """The places of the deadlines that cannot be and that nobody explained, with the reason; None
    is the event."""
    return {
        item.place: item.why
        for item in doubts(edition, leads)
        if item.rule not in edition.explained
    }


def doubted_in(venue: Venue) -> dict[int, dict[int | None, str]]:
    """``doubted`` of every edition of a venue, by year, without what the venue explains."""
    known = leads(venue)
    return {
        edition.year: {
            item.place: item.why
            for item in doubts(edition, known.get(edition.year, ()))
            if item.rule not in edition.explained and item.rule not in venue.explained
        }
        for edition in venue.editions
    }


def _event(edition: Edition) -> Iterator[Doubt]:
    if edition.start and edition.start.year != edition.year:
        yield Doubt(
            "event-year",
            None,
            f"the event begins {edition.start}, but the edition is {edition.year}",
        )
    if edition.start and edition.end and (edition.end - edition.start).days > MAX_EVENT_DAYS:
        yield Doubt(
            "event-length", None, f"the event lasts {(edition.end - edition.start).days + 1} days"
        )


def _beside_event(edition: Edition, leads: Sequence[Lead]) -> Iterator[Doubt]:
    """What must be before the event's last day, and what is too long before its first; not beside
    an event that cannot be itself."""
    if not edition.start or edition.start.year != edition.year:
        return
    for place, item in enumerate(edition.deadlines):
        if not item.known:
            continue
        day, said = item.wall.date(), f"{item.kind} deadline {item.at} is"
        if edition.end and day > edition.end and item.kind.value not in _AFTER_EVENT_OK:
            yield Doubt(
                "deadline-after-event", place, f"{said} after the event's last day {edition.end}"
            )
        days = (edition.start - day).days
        if days > MAX_LEAD_DAYS and not _usual(_lead(edition, item), leads):
            yield Doubt(
                "lead-time", place, f"{said} {days} days before the event: is the year right?"
            )


def _usual(lead: Lead, others: Sequence[Lead]) -> bool:
    """Whether a sibling edition has such a lead too."""
    return any(abs(lead.year - other.year) <= OWN_LEAD_DAYS for other in others)


def _order(edition: Edition, doubted: Container[int | None]) -> Iterator[Doubt]:
    """Within a round: abstract, paper, notification, camera-ready. Of two in the wrong order it is
    the one that cannot be, or either."""
    steps: dict[tuple[int, str], dict[str, tuple[int, Deadline]]] = {}
    for place, item in enumerate(edition.deadlines):
        if item.kind in _ORDER and item.known:
            steps.setdefault((item.round or 1, item.track or ""), {})[item.kind.value] = (
                place,
                item,
            )
    for (_, track), by_kind in steps.items():
        if (
            "abstract" in by_kind
            and "paper" not in by_kind
            and (last := _last_paper(edition, track))
        ):
            by_kind["paper"] = last  # an abstract after every paper is of none of them
    for by_kind in steps.values():
        known = sorted(by_kind.items(), key=lambda item: _ORDER[item[0]])
        for (first, (before, earlier)), (second, (after, later)) in pairwise(known):
            if later.wall - earlier.wall >= _SURE:
                continue
            if earlier.instant(edition.default_zone) > later.instant(edition.default_zone) + _ZONES:
                for place in [place for place in (before, after) if place in doubted] or (
                    before,
                    after,
                ):
                    yield Doubt(
                        "order-of-dates",
                        place,
                        f"{second} {later.at} is before {first} {earlier.at}",
                    )


def _last_paper(edition: Edition, track: str) -> tuple[int, Deadline] | None:
    """The last paper deadline of a track and its place; None where one of them is still to be
    announced."""
    papers = [
        (place, item)
        for place, item in enumerate(edition.deadlines)
        if item.kind.value == "paper" and (item.track or "") == track
    ]
    if not papers or not all(item.known for _, item in papers):
        return None
    return max(papers, key=lambda paper: paper[1].wall)


def _year_typo(edition: Edition, leads: Sequence[Lead]) -> Iterator[Doubt]:
    """A paper deadline far from those of every sibling edition, by the edition's year and by its
    event: most often a wrong year."""
    if len(leads) < 2:
        return
    for place, item in enumerate(edition.deadlines):
        if _is_paper(item):
            lead = _lead(edition, item)
            if all(_apart(lead, other) > ODD_SHIFT_DAYS for other in leads):
                off = min(_apart(lead, other) for other in leads)
                yield Doubt(
                    "year-typo",
                    place,
                    f"paper deadline {item.at} is {off} days off its sibling editions: is the "
                    "year right?",
                )


def _apart(lead: Lead, other: Lead) -> int:
    by_year = abs(lead.year - other.year)
    if lead.event is None or other.event is None:
        return by_year
    return min(by_year, abs(lead.event - other.event))


def _is_paper(item: Deadline) -> bool:
    return item.kind == "paper" and not item.track and item.known


def _lead(edition: Edition, item: Deadline) -> Lead:
    day, start = item.wall.date(), edition.start
    event = (start - day).days if start and start.year == edition.year else None
    return Lead((date(edition.year, 1, 1) - day).days, event)
