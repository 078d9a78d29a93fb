"""One step of a plan: whether a slot can take a paper that is free then, and how surely. Pure.

A paper is *free* from the day it is ready, and again from each decision. A step submits a free
paper to a slot:

- It is **due** at the paper deadline and, where there is one, at the abstract deadline of the same
  round: an abstract is registered for a paper that is free.
- It is **certain** when the latest time that the paper may become free is not after the earliest
  that it may be due; **likely** when the expected times fit (the centres of estimates); **tight**
  when only the earliest free time and the latest due time do. Else it cannot be made. Announced
  dates have one time, estimates the ends of their 80 % interval. With an abstract deadline, the
  worse of the two counts.
- Its **slack** is the time from when the paper is expected to be free until it is expected to be
  due. A step that would wait longer than a given time is not taken.
"""

from __future__ import annotations

from dataclasses import dataclass

from confradar.model.days import DAY
from confradar.queries.plan_slots import Slot, Span
from confradar.queries.plan_worth import LISTS, worth

LEVELS = ("certain", "likely", "tight")
NEAR = 60 * DAY


@dataclass(frozen=True, slots=True)
class Rules:
    """What a step may be: no less feasible than ``least``, and of no longer wait than ``wait``
    seconds (None: any). ``order`` and ``lists`` tell what a venue is worth (`plan_worth.level`);
    ``now`` is in seconds since the epoch.
    """

    now: int
    least: str = "likely"
    wait: int | None = None
    order: str = "rank"
    lists: tuple[str, ...] = LISTS

    def free(self, ready: int) -> Span:
        """When a paper that is ready then (seconds since the epoch) is free: a time that has passed
        counts as now."""
        start = max(ready, self.now)
        return Span(start, start, start)

    def worth(self, slot: Slot, start: Span) -> float:
        """What a first step at a slot is worth to a paper that is free from ``start`` on."""
        return worth(slot, start.at, self.order, self.lists)


@dataclass(frozen=True, slots=True)
class Fit:
    """How a slot follows what comes before: its feasibility (None: it cannot), and the seconds
    between expected times, in the worst case, and at best.
    """

    level: str | None
    slack: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Step:
    """A slot at its place in a ladder. ``choice`` is 0 for the ladder's own, 1 and on for the
    alternatives to it, best first. ``free`` is when the paper can be submitted; ``worth`` what the
    step is worth as a first one; ``missed`` the last chance at the same venue before, where it was
    a near one.
    """

    number: int
    choice: int
    slot: Slot
    fit: Fit
    free: Span
    worth: float
    missed: tuple[Slot, Fit] | None = None


def fit(slot: Slot, free: Span) -> Fit:
    """How ``slot`` can take a paper that is ``free`` then."""
    due = [Span.of(item) for item in (slot.paper, slot.abstract) if item]
    levels = [_level(free, span) for span in due]
    level = None if None in levels else max((level for level in levels if level), key=LEVELS.index)
    return Fit(
        level,
        min(span.at for span in due) - free.at,
        min(span.low for span in due) - free.high,
        min(span.high for span in due) - free.low,
    )


def _level(free: Span, due: Span) -> str | None:
    if free.high <= due.low:
        return "certain"
    if free.at <= due.at:
        return "likely"
    return "tight" if free.low <= due.high else None


def allowed(here: Fit, rules: Rules) -> bool:
    """Whether a step of this fit may be taken."""
    if here.level is None or LEVELS.index(here.level) > LEVELS.index(rules.least):
        return False
    return rules.wait is None or here.slack <= rules.wait
