"""How far the rule was off, and so how wide an interval must be.

The interval is split-conformal on normalised errors: every earlier forecast of every venue is made
again, its error divided by the venue's own scale (its recency-weighted mean shift, shrunk towards
14 days), and the 10 % and 90 % quantiles of those ratios, times the scale at hand, are the 80 %
interval. Constants and measures: docs/forecast.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from confradar.forecast.past_editions import ESTIMATED_KINDS, History, Past, before, nearest
from confradar.forecast.rule import Class, class_of, expected, lag, scale

COVERAGE = 0.8
LEAST_ERRORS = 30
LEAST_GAPS = 10
FIRST_CALIBRATED_YEAR = 2021
# Ratios for kinds of which hardly any forecast can be checked: those of paper deadlines of the
# study's data.
USUAL_RATIOS = (-1.2, 1.2)


@dataclass(frozen=True)
class Calibration:
    """Quantiles of past errors divided by their scale, by kind; ``lag:`` kinds are measured from an
    announced paper deadline.

    ``after_gap`` is by how much wider than that the interval of an edition must be whose
    predecessor was never held or recorded.
    """

    ratios: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    after_gap: float = 1.0

    def interval(self, kind: str, scale: float) -> tuple[int, int]:
        """Days before and after the centre."""
        low, high = self.ratios.get(kind) or self.ratios.get("paper") or USUAL_RATIOS
        return round(low * scale), round(high * scale)


def calibrate(
    histories: Iterable[History], *, as_of: date | None = None, year: int | None = None
) -> Calibration:
    """Make every earlier forecast again and measure it. Only editions before ``year`` and dates
    before ``as_of`` count."""
    ratios: dict[str, list[float]] = {}
    gaps: list[float] = []
    for history in histories:
        for target in history.editions:
            if (
                not target.base
                or target.year < FIRST_CALIBRATED_YEAR
                or (year is not None and target.year >= year)
            ):
                continue
            if as_of is not None and any(point.day >= as_of for point in target.points[:1]):
                continue
            known = before(history, target.year)
            centres, moved = expected(known, target.year, target.start)
            if not centres:
                continue
            size = scale(known, target.year, moved)
            errors = [
                (day - nearest(day, centres.values())).days / size
                for day in target.days("paper").values()
            ]
            ratios.setdefault("paper", []).extend(errors)
            gaps += errors if class_of(known, target.year) is Class.gap else []
            for kind in ESTIMATED_KINDS:
                if kind != "paper":
                    for number, day in target.days(kind).items():
                        _measure_lag(ratios, known, target, kind, number, day, centres, size)
    found = {
        kind: _quantiles(values) for kind, values in ratios.items() if len(values) >= LEAST_ERRORS
    }
    return Calibration(
        found,
        _widening(gaps, found["paper"]) if "paper" in found and len(gaps) >= LEAST_GAPS else 1.0,
    )


def _widening(ratios: Sequence[float], common: tuple[float, float]) -> float:
    """By how much an interval must be widened (at least 1) for its share of these errors to fall
    inside."""
    needed = sorted(
        max(
            ratio / common[0] if common[0] < 0 else 0.0, ratio / common[1] if common[1] > 0 else 0.0
        )
        for ratio in ratios
    )
    return max(1.0, _quantile(needed, COVERAGE))


def _measure_lag(
    ratios: dict[str, list[float]],
    known: History,
    target: Past,
    kind: str,
    number: int,
    day: date,
    centres: Mapping[int, date],
    size: float,
) -> None:
    days = lag(known, kind, number)
    if days is None:
        return
    put = [centre + timedelta(days=days) for centre in centres.values()]
    ratios.setdefault(kind, []).append((day - nearest(day, put)).days / size)
    own = target.days("paper").get(number)
    if own is not None:
        ratios.setdefault(f"lag:{kind}", []).append((day - own).days - days + 0.0)


def _quantiles(values: Sequence[float]) -> tuple[float, float]:
    """The 10 % and 90 % quantiles."""
    ordered = sorted(values)
    edge = (1 - COVERAGE) / 2
    return _quantile(ordered, edge), _quantile(ordered, 1 - edge)


def _quantile(ordered: Sequence[float], share: float) -> float:
    """A quantile of sorted values, linear between neighbours."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


class PastForecast(NamedTuple):
    """What the rule would have said of an edition before it was announced, and what came."""

    year: int
    round: int
    predicted: date
    actual: date

    @property
    def error(self) -> int:
        """Days that the deadline came later than predicted (negative: earlier)."""
        return (self.actual - self.predicted).days


def past_forecasts(history: History) -> list[PastForecast]:
    """For each edition that has an earlier one: what the rule says of it from what came before."""
    found = []
    for edition in history.editions:
        papers = edition.days("paper")
        if edition.cancelled or not papers:
            continue
        centres, _ = expected(before(history, edition.year), edition.year, edition.start)
        for number, day in papers.items() if centres else ():
            predicted = nearest(day, centres.values())
            found.append(PastForecast(edition.year, number, predicted, day))
    return found
