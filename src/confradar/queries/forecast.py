"""One venue's forecast explained, and the estimated days of events."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from confradar.forecast.calibration import PastForecast
from confradar.forecast.extensions import Risk
from confradar.forecast.rule import Estimate
from confradar.index.forecast_tables import ESTIMATES, PAST_FORECASTS, RISKS
from confradar.queries.filters import Where


@dataclass(frozen=True, slots=True)
class Explained:
    """A venue's forecast: the paper deadlines that it rests on (year and day), its estimates, how
    earlier forecasts did, and its extension risk."""

    papers: Sequence[tuple[int, date]]
    estimates: Sequence[Estimate]
    past: Sequence[PastForecast]
    risk: Risk


def explain(index: sqlite3.Connection, venue: str) -> Explained:
    """The forecast of the venue with this id."""
    papers = index.execute(
        "select d.year, d.wall from deadline d join venue v on v.position = d.venue "
        "where v.id = ? and d.kind = 'paper' and d.taught order by d.year, d.wall",
        (venue,),
    )
    return Explained(
        [(year, date.fromisoformat(wall[:10])) for year, wall in papers],
        estimates_of(index, venue),
        list(PAST_FORECASTS.of(index, "v.id = ?", venue)),
        extension_risk(index, venue),
    )


def estimates_of(index: sqlite3.Connection, venue: str, year: int | None = None) -> list[Estimate]:
    """The estimates of the venue with this id, the event's days among them; only those of the
    edition of ``year`` where given."""
    found = ESTIMATES.of(index, "v.id = ?", venue)
    return [item for item in found if year in {None, item.year}]


def event_days(
    index: sqlite3.Connection, condition: Where
) -> Iterator[tuple[str, Estimate, Estimate]]:
    """By venue's id the first and the last day of each estimated event, under a condition on venues
    (alias v) and estimates (alias t)."""
    wanted = f"{condition.sql} and t.kind in ('first_day', 'last_day')"
    days = {
        (id_, item.year, item.kind): item
        for id_, item in ESTIMATES.by_venue(index, wanted, *condition.values)
    }
    for (id_, year, kind), first in days.items():
        if kind == "first_day":
            yield id_, first, days[(id_, year, "last_day")]


def extension_risk(index: sqlite3.Connection, venue: str) -> Risk:
    """How often the venue with this id moved a paper deadline."""
    return next(RISKS.of(index, "v.id = ?", venue))
