"""Estimates of the whole catalogue as rows for the index, and one venue's forecast explained."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from confradar.catalogue.history import KINDS, expects, rhythm
from confradar.catalogue.index import CALLED_OFF
from confradar.model.counts import counted
from confradar.model.walls import parse_wall
from confradar.queries import coming, forecast
from confradar.queries.forecast import Calibration, Estimate, History, Past, Point
from confradar.queries.venues import VenuePage

# Pseudo-observations by which a venue's own record of extensions is shrunk towards its area's.
RISK_WEIGHT = 4


@dataclass(frozen=True, slots=True)
class PastForecast:
    """What the rule would have said of an edition before it was announced, and what came."""

    year: int
    round: int
    predicted: date
    actual: date

    @property
    def error(self) -> int:
        """Days that the deadline came later than predicted (negative: earlier)."""
        return (self.actual - self.predicted).days


@dataclass(frozen=True, slots=True)
class Risk:
    """How often a venue moved a paper deadline later after announcing it: own count, days, and the shrunken share (0 to 1)."""

    moved: int
    editions: int
    typical: int | None
    share: float


@dataclass(frozen=True, slots=True)
class Explained:
    """A venue's forecast: its estimates, how earlier forecasts did, and its extension risk."""

    history: History
    estimates: list[Estimate]
    past: list[PastForecast]
    risk: Risk


def index_rows(facts: Sequence[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], str]:
    """Estimates of all venues as plain rows, and the calibration as JSON; pure, and the same for every reader of a catalogue.

    Estimates reach to the year after the newest editions that have paper deadlines, and two editions at least.
    """
    histories = [forecast.history_of(item) for item in facts]
    calibration = forecast.calibrate(histories)
    # Nine of ten venues are no newer than this: one far-off year in somebody's file does not stretch everybody's estimates.
    last = sorted(max(years) for history in histories if (years := [edition.year for edition in history.editions if edition.days("paper")]))
    newest = last[int(0.9 * (len(last) - 1))] if last else 0
    rows = [
        {
            "venue": history.venue,
            "year": estimate.year,
            "kind": estimate.kind,
            "round": estimate.round if estimate.rounds > 1 else None,
            "day": estimate.centre.isoformat(),
            "low": estimate.low.isoformat(),
            "high": estimate.high.isoformat(),
            "reason": f"{estimate.class_.value}: {estimate.reason}",
        }
        for history in histories
        for estimate in coming.estimates(history, calibration, horizon=newest + 1)
        if estimate.kind in forecast.KINDS
    ]
    return rows, json.dumps({"ratios": calibration.ratios, "newest": newest})


def explain(index: sqlite3.Connection, page: VenuePage) -> Explained:
    """The forecast of one venue, made again from the editions in the index."""
    calibration, horizon = calibration_of(index)
    history = history_of_page(page)
    return Explained(
        history,
        coming.estimates(history, calibration, horizon=horizon),
        past_forecasts(history),
        extension_risk(index, page),
    )


def calibration_of(index: sqlite3.Connection) -> tuple[Calibration, int]:
    """The calibration that the index was built with, and the last year that it estimates."""
    row = index.execute("select value from meta where key = 'calibration'").fetchone()
    stored: dict[str, Any] = json.loads(row[0]) if row else {"ratios": {}, "newest": 0}
    return Calibration({kind: (low, high) for kind, (low, high) in stored["ratios"].items()}), stored.get("newest", 0) + 1


def history_of_page(page: VenuePage) -> History:
    """The editions of a page as the forecasts see them."""
    record = page.record
    return history_of_editions(record["id"], record["kind"], record.get("cadence"), page.editions, record.get("activity"))


def history_of_editions(
    venue: str, kind: str, cadence: str | None, editions: Sequence[Mapping[str, Any]], activity: str | None = None
) -> History:
    """Editions of the index, newest first, as the forecasts see them; none of a venue that does not recur."""
    recurring = expects(kind, cadence, activity)
    return History(venue, rhythm(kind, cadence), tuple(_past(edition) for edition in reversed(editions)) if recurring else ())


def _past(edition: Mapping[str, Any]) -> Past:
    points = [
        Point(point["kind"], point.get("round") or 1, parse_wall(point["at"]).time.date())
        for point in edition.get("deadlines", ())
        if point.get("instant") is not None and not point.get("doubt") and not point.get("track") and point["kind"] in KINDS
    ]
    days = [date.fromisoformat(edition[key]) if edition.get(key) and not edition.get("doubt") else None for key in ("start", "end")]
    ordered = tuple(sorted(points, key=lambda point: point.day))
    return Past(edition["year"], days[0], days[1], ordered, edition.get("status") in CALLED_OFF, bool(edition.get("joint_with")))


def past_forecasts(history: History) -> list[PastForecast]:
    """For each edition that has an earlier one: what the rule says of it from what came before."""
    found = []
    for edition in history.editions:
        known = forecast.before(history, edition.year)
        centres, _ = forecast.expected(known, edition.year, edition.start)
        if centres and not edition.cancelled:
            for number, day in edition.days("paper").items():
                nearest = min(centres.values(), key=lambda put: abs((put - day).days))
                found.append(PastForecast(edition.year, number, nearest, day))
    return found


def extension_risk(index: sqlite3.Connection, page: VenuePage) -> Risk:
    """From the recorded earlier values of paper deadlines, shrunk towards the venues that share its first topic, and those towards all."""
    own = _extensions(index, "v.id = ?", page.record["id"])
    area = _extensions(index, "v.position in (select venue from venue_topic where topic = ?)", page.record["topics"][0])
    every = _extensions(index, "1 = 1 or v.id = ?", "")
    overall = sum(bool(days) for days in every) / len(every) if every else 0.0
    of_area = (sum(bool(days) for days in area) + RISK_WEIGHT * overall) / (len(area) + RISK_WEIGHT)
    moved = sorted(days for days in own if days)
    share = (len(moved) + RISK_WEIGHT * of_area) / (len(own) + RISK_WEIGHT)
    return Risk(len(moved), len(own), moved[len(moved) // 2] if moved else None, share)


def _extensions(index: sqlite3.Connection, condition: str, value: str) -> list[int]:
    """Per edition whose paper deadline was announced: how many days later it moved, 0 if it did not."""
    rows = index.execute(
        f"select v.id, d.year, d.wall, d.revisions from deadline d join venue v on v.position = d.venue "  # noqa: S608 # constants
        f"where d.kind = 'paper' and d.track is null and d.certainty != 'estimated' and d.cancelled = 0 and d.year >= 2022 and ({condition})",
        (value,),
    )
    moves: dict[tuple[str, int], int] = {}
    for venue, year, wall, revisions in rows:
        earlier = [item["at"] for item in json.loads(revisions)] if revisions else []
        first = next((parse_wall(at).time.date() for at in earlier if at != "TBD"), None)
        days = (date.fromisoformat(wall[:10]) - first).days if first else 0
        moves[(venue, year)] = max(moves.get((venue, year), 0), days)
    return list(moves.values())


def wording(risk: Risk) -> str:
    """``moved later in 3 of 4 editions, typically +7 days; about 45 % for the next``."""
    if not risk.editions:
        return "no announced deadline on record"
    moved = f"moved later in {risk.moved} of {risk.editions} editions" + (
        f", typically +{counted(risk.typical, 'day')}" if risk.typical else ""
    )
    return f"{moved}; about {round(100 * risk.share)} % for the next"
