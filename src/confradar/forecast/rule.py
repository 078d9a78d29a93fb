"""The rule by which dates of editions that are not announced yet are estimated: the centre, the
size of its error, the class.

The rule of the centre: the last edition's date plus 364 days for each year between (the same
weekday); where that edition had four or more rounds, the same calendar date; and where the coming
event's days are known and have moved by 28 to 130 days, 0.55 of that move on top. Constants and
measures: docs/forecast.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from confradar.forecast.past_editions import YEAR, History, Past
from confradar.forecast.reason import Reason
from confradar.model.kinds import Word

EVENT_SHARE = 0.55
EVENT_MOVES = (28, 130)
MANY_ROUNDS = 4
PRIOR_DAYS = 14.0
PRIOR_WEIGHT = 1.0
PRIOR_WEIGHT_MANY_ROUNDS = 0.5
RECENCY = 0.8
SHIFT_CAP = 60
WIDER_AFTER_GAP = 2.0
WIDER_AFTER_EVENT_MOVE = 1.5
# Once an edition, whatever its rounds: told for the rounds that had one.
ONCE = frozenset({"workshop_proposal", "tutorial_proposal", "early_registration", "registration"})
# These fall into the event's days, or come after it, whatever the series did before.
LATE = frozenset({"registration"})
# A single edition says nothing of a later year than this many after it.
SINGLE_REACH = 2
STEPS = {"annual": 1, "biennial": 2, "triennial": 3}


class Class(Word):
    """What kind of history an estimate rests on."""

    stable = "stable"
    usual = "usual"
    volatile = "volatile"
    single = "single edition"
    gap = "after a gap"


class Estimate(NamedTuple):
    """An estimated date: centre, 80 % interval (days, both inclusive), class, and the reason."""

    year: int
    kind: str
    round: int
    rounds: int
    centre: date
    low: date
    high: date
    class_: Class
    reason: Reason


# ---- The centre


def expected(history: History, year: int, start: date | None = None) -> tuple[dict[int, date], int]:
    """Paper deadlines of edition ``year`` by round from the last edition that has some, and how far
    its event moved (days)."""
    papers = history.papers
    if not papers:
        return {}, 0
    last = papers[-1]
    years = year - last.year
    rounds = last.days("paper")
    moved = 0
    if start and last.start and start.year == year and last.start.year == last.year:
        moved = (start - last.start).days - YEAR * years
    if abs(moved) > EVENT_MOVES[1]:
        moved = 0
    if len(rounds) >= MANY_ROUNDS:
        return {number: _same_date(day, years) for number, day in rounds.items()}, moved
    shift = round(EVENT_SHARE * moved) if abs(moved) > EVENT_MOVES[0] else 0
    return {
        number: day + timedelta(days=YEAR * years + shift) for number, day in rounds.items()
    }, moved


def _same_date(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def lag(history: History, kind: str, number: int) -> int | None:
    """Days from the paper deadline to another date of its round, in the latest edition that has
    both; None where it is not kept."""
    for edition in reversed(history.papers) if kind in history.kinds else ():
        papers, others = edition.days("paper"), edition.days(kind)
        if others and papers:
            both = set(others) & set(papers)
            chosen = number if number in both or kind in ONCE else max(both, default=None)
            if chosen not in both:
                return None
            if chosen is not None:
                return (others[chosen] - papers[chosen]).days
    return None


# ---- The scale and the class


def scale(history: History, year: int, moved: int) -> float:
    """The size of error to expect, in days."""
    seen = [min(abs(shift), SHIFT_CAP) for shift in history.shifts]
    weights = [RECENCY ** (len(seen) - 1 - place) for place in range(len(seen))]
    papers = history.papers
    prior = (
        PRIOR_WEIGHT_MANY_ROUNDS
        if papers and len(papers[-1].days("paper")) >= MANY_ROUNDS
        else PRIOR_WEIGHT
    )
    size = (
        sum(shift * weight for shift, weight in zip(seen, weights, strict=True))
        + prior * PRIOR_DAYS
    ) / (sum(weights) + prior)
    if papers and year - papers[-1].year > 1:
        size *= WIDER_AFTER_GAP
    return size * (WIDER_AFTER_EVENT_MOVE if abs(moved) > EVENT_MOVES[0] else 1.0)


def step_of(history: History) -> int:
    """The years from one edition to the next: by the cadence, of an irregular series its median
    gap."""
    if step := STEPS.get(history.cadence):
        return step
    gaps = sorted(later.year - earlier.year for earlier, later in pairwise(history.papers))
    return gaps[len(gaps) // 2] if gaps else 1


def steady(papers: Sequence[Past]) -> bool:
    """Whether the last three gaps of a series are equally long, so that the year of its next
    edition can be told."""
    return len({later.year - earlier.year for earlier, later in pairwise(papers[-4:])}) == 1


def class_of(history: History, year: int) -> Class:
    """The class of a forecast for ``year``."""
    papers = history.papers
    seen = [abs(shift) for shift in history.shifts]
    if papers and year - papers[-1].year > step_of(history):
        return Class.gap
    if not seen:
        return Class.single
    return Class.stable if max(seen) <= 10 else Class.usual if max(seen) <= 30 else Class.volatile
