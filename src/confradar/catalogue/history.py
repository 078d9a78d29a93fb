"""A venue's record as the forecasts see it: years, days, and the dates of the main track."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # read commands use this module's constants, and load no models
    from confradar.model.venue import Edition, Venue

# Quarterly and monthly are cadences of journals; rolling ones have no deadline to expect.
RECURRING = frozenset({"annual", "biennial", "triennial", "irregular"})
KINDS = frozenset(
    {"abstract", "paper", "notification", "camera_ready", "workshop_proposal", "tutorial_proposal", "early_registration", "registration"}
)


def rhythm(kind: str, cadence: str | None) -> str:
    """The cadence of a venue; a conference or workshop that tells none is annual, anything else without one is rolling."""
    return cadence or ("annual" if kind in {"conference", "workshop"} else "rolling")


def expects(kind: str, cadence: str | None, activity: str | None) -> bool:
    """Whether further editions with dates of their own are expected: of a living series that recurs, ARR's cycles among them."""
    return rhythm(kind, cadence) in RECURRING and activity is None


def points(edition: Edition, doubted: Container[int | None] = ()) -> Iterator[tuple[str, int, date]]:
    """Kind, round and day of the main track's announced dates, in order of time; without those at the places ``doubted``."""
    found = [
        (deadline.kind.value, deadline.round or 1, deadline.wall.date())
        for place, deadline in enumerate(edition.deadlines)
        if deadline.known
        and place not in doubted
        and not deadline.withdrawn(edition.gone)
        and not deadline.track
        and deadline.kind.value in KINDS
    ]
    yield from sorted(found, key=lambda item: item[2])


def facts(venue: Venue) -> dict[str, Any]:
    """The venue's cadence and its editions, oldest first, as plain data; without editions where none can be expected."""
    cadence = rhythm(venue.kind.value, venue.cadence)
    from confradar.model.plausible import doubted_in  # read commands use this module's constants, and load no models

    recurring = expects(venue.kind.value, cadence, venue.activity)
    doubts = doubted_in(venue)
    editions = [
        {
            "year": edition.year,
            "start": None if None in doubts[edition.year] else edition.start,
            "end": None if None in doubts[edition.year] else edition.end,
            "cancelled": edition.called_off,
            "joint": bool(edition.joint_with),
            "points": tuple(points(edition, doubts[edition.year])),
        }
        for edition in sorted(venue.editions, key=lambda item: item.year)
    ]
    return {"venue": venue.id, "cadence": cadence, "editions": editions if recurring else []}
