"""What the index holds of forecasts: estimates, as dated points too, how earlier ones did, and how
often deadlines moved."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Mapping, Sequence, Set
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from confradar.forecast import coming, extensions
from confradar.forecast.calibration import calibrate, past_forecasts
from confradar.forecast.past_editions import ESTIMATED_KINDS, History, history_of
from confradar.forecast.rule import Estimate
from confradar.index.forecast_tables import ESTIMATES, PAST_FORECASTS, RISKS
from confradar.index.points import POINTS, DeadlineItem
from confradar.model.days import AOE_BEHIND, DAY

if TYPE_CHECKING:
    from confradar.model.venue import Venue

# How many venues' estimates are held until they are written.
AT_ONCE = 500
_EPOCH = date(1970, 1, 1).toordinal()
_BEHIND = int(AOE_BEHIND.total_seconds())


class VenueHistory(NamedTuple):
    """What is kept of a venue until all are read: its position, history and moves of deadlines, its
    first topic, all its topics with their ancestors, and by kind of date where its papers were
    reviewed last."""

    position: int
    history: History
    moves: list[int]
    area: str
    areas: Set[str]
    reviewers: dict[str, str | None]


def history_row(
    position: int, venue: Venue, areas: Set[str], doubts: Mapping[int, Container[int | None]]
) -> VenueHistory:
    """What the forecasts want of a venue; ``doubts`` as of ``plausible.doubted_in``."""
    held = (
        edition
        for edition in sorted(venue.editions, key=lambda edition: edition.year)
        if edition.deadlines
    )
    reviewers = {
        point.kind.value: point.via
        for edition in held
        for point in edition.deadlines
        if not point.track
    }
    return VenueHistory(
        position,
        history_of(venue, doubts),
        extensions.moves(venue),
        venue.topics[0],
        areas,
        reviewers,
    )


def write_forecasts(connection: sqlite3.Connection, known: Sequence[VenueHistory]) -> None:
    """Write the estimates of all venues. They reach to the year after the newest editions that have
    paper deadlines, and two editions at least."""
    calibration = calibrate(item.history for item in known)
    horizon = _newest([item.history for item in known]) + 1
    overall = extensions.share_moved([days for item in known for days in item.moves])
    by_area: dict[str, list[int]] = {}
    for item in known:
        for area in item.areas:
            by_area.setdefault(area, []).extend(item.moves)
    shares = {area: extensions.share_moved(moves, overall) for area, moves in by_area.items()}
    for start in range(0, len(known), AT_ONCE):
        part = known[start : start + AT_ONCE]
        found = [
            (item, estimate)
            for item in part
            for estimate in coming.estimates(item.history, calibration, horizon=horizon)
        ]
        ESTIMATES.write(connection, ((item.position, estimate) for item, estimate in found))
        PAST_FORECASTS.write(
            connection,
            ((item.position, past) for item in part for past in past_forecasts(item.history)),
        )
        RISKS.write(
            connection,
            ((item.position, extensions.risk(item.moves, shares[item.area])) for item in part),
        )
        POINTS.write(
            connection,
            (
                (item.position, _point(estimate, item.reviewers))
                for item, estimate in found
                if estimate.kind in ESTIMATED_KINDS
            ),
        )


def _newest(histories: Sequence[History]) -> int:
    """The last year that counts: one far-off year in somebody's file does not stretch everybody's
    estimates, and nine of ten venues are no newer than this."""
    last = sorted(
        max(years)
        for history in histories
        if (years := [edition.year for edition in history.editions if edition.days("paper")])
    )
    return last[int(0.9 * (len(last) - 1))] if last else 0


def _point(item: Estimate, reviewers: dict[str, str | None]) -> DeadlineItem:
    """An estimate as a dated point: the whole day anywhere on Earth, from the first second of
    ``low`` to the last of ``high``."""
    number = item.round if item.rounds > 1 else None
    return DeadlineItem(
        year=item.year,
        kind=item.kind,
        round=number,
        at=_aoe(item.centre, end=True),
        wall=f"{item.centre.isoformat()}T23:59:59",
        zone="AoE",
        date_only=True,
        certainty="estimated",
        low=_aoe(item.low, end=False),
        high=_aoe(item.high, end=True),
        basis=item.reason._replace(history=item.class_.value).written(),
        source="estimate",
        lasting=f"{item.kind}/{number or 1}",
        via=reviewers.get(item.kind),
    )


def _aoe(day: date, *, end: bool) -> int:
    """The first or last second of a day anywhere on Earth, in seconds since the epoch."""
    midnight = (day.toordinal() - _EPOCH) * DAY + _BEHIND
    return midnight + (DAY - 1 if end else 0)
