"""The ladder of a plan: which venues to try with a paper, one after the other, found exactly. Pure:
slots in, plan out.

A paper is *free* from the day it is ready, and again from each decision. It is under review at one
place at a time, and no venue is tried twice. A step submits a free paper to a slot:

- It is **due** at the paper deadline and, where there is one, at the abstract deadline of the same
  round: an abstract is registered for a paper that is free.
- It is **certain** when the latest time that the paper may become free is not after the earliest
  that it may be due; **likely** when the expected times fit (the centres of estimates); **tight**
  when only the earliest free time and the latest due time do. Else it cannot be made. Announced
  dates have one time, estimates the ends of their 80 % interval. With an abstract deadline, the
  worse of the two counts.
- Its **slack** is the time from when the paper is expected to be free until it is expected to be
  due. A step that would wait longer than a given time is not taken.
- A slot whose decision date is not known ends a ladder: nothing can follow it.

The best ladder is one of those with the most steps, up to the depth asked for, and among them the
first in the order of the reader's choice: the better first step, then the better second one, and so
on. docs/plan.md has the same in more words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from confradar.model.days import DAY
from confradar.model.kinds import RANKS
from confradar.queries.plan_slots import Slot, Span

LEVELS = ("certain", "likely", "tight")
ORDERS = ("rank", "soonest", "h5", "acceptance", "fit")
NEAR = 60 * DAY


@dataclass(frozen=True, slots=True)
class Rules:
    """What a step may be: no less feasible than ``least``, and of no longer wait than ``wait``
    seconds (None: any). ``order`` is one of ORDERS; ``now`` is in seconds since the epoch.
    """

    now: int
    least: str = "likely"
    wait: int | None = None
    order: str = "rank"

    def free(self, ready: int) -> Span:
        """When a paper that is ready then (seconds since the epoch) is free: a time that has passed
        counts as now."""
        start = max(ready, self.now)
        return Span(start, start, start)


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
    alternatives to it, best first. ``free`` is when the paper can be submitted; ``missed`` the last
    chance at the same venue before, where it was a near one.
    """

    number: int
    choice: int
    slot: Slot
    fit: Fit
    free: Span
    missed: tuple[Slot, Fit] | None = None


@dataclass(frozen=True)
class Plan:
    """The steps of the best ladder, and of each the alternatives."""

    steps: tuple[Step, ...]
    alternatives: tuple[tuple[Step, ...], ...] = field(default=())


# ---- One step


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


def preference(slot: Slot, order: str) -> tuple[object, ...]:
    """The reader's order as a key, smaller is better; of equals the one with the sooner deadline
    and decision, then by name.

    ``rank``: CCF, then CORE, then the h5-index. ``soonest``: the paper deadline. ``h5``: the higher
    one. ``acceptance``: the higher rate. ``fit``: the higher score of the paper's text. Venues
    without come last.
    """
    venue = slot.venue
    decided = slot.decided
    soon = (
        slot.paper.at,
        decided is None,
        decided.at if decided else 0,
        venue.id,
        slot.paper.year,
        slot.paper.round or 1,
    )
    ranks = [
        RANKS[name].index(value) if value else len(RANKS[name])
        for name, value in (("ccf", venue.ccf), ("core", venue.core))
    ]
    h5 = (venue.h5 is None, -(venue.h5 or 0))
    rate = (venue.acceptance is None, -(venue.acceptance or 0.0))
    keys: dict[str, tuple[object, ...]] = {
        "rank": (*ranks, *h5),
        "soonest": (),
        "h5": h5,
        "acceptance": rate,
        "fit": (-venue.fit,),
    }
    return (*keys[order], *soon)


# ---- The search


class Search:
    """The exact search for the best ladder. ``order`` holds, for a given order of venues, their
    ids: step n is then at the n-th.

    The order of choice is followed depth first, so the first ladder of a length that is found is
    the best one of that length. Whether a ladder can be long enough is asked first without the rule
    that no venue comes twice, which is quick to answer and spares nearly all wrong turns; those it
    does not spare are remembered.
    """

    def __init__(
        self, slots: Sequence[Slot], ready: Span, rules: Rules, venues: Sequence[str] | None = None
    ) -> None:
        self.ready = ready
        self.rules = rules
        self.venues = venues
        ahead = [slot for slot in slots if Span.of(slot.paper).high >= ready.at]
        self.slots = sorted(ahead, key=lambda slot: preference(slot, rules.order))
        self._next: dict[int | None, list[int]] = {}
        self._reach: dict[tuple[int | None, int, int], bool] = {}
        self._dead: set[tuple[int | None, int, frozenset[str]]] = set()

    def best(self, depth: int) -> tuple[Slot, ...]:
        """The best ladder of at most ``depth`` steps; empty where no step can be made."""
        depth = min(
            depth,
            len(self.venues)
            if self.venues is not None
            else len({slot.venue.id for slot in self.slots}),
        )
        for length in range(depth, 0, -1):
            self._dead.clear()
            if (places := self._ladder(None, 0, length, frozenset())) is not None:
                return tuple(self.slots[place] for place in places)
        return ()

    def free(self, place: int | None) -> Span | None:
        """When the paper is free after the slot at ``place`` (None: before any)."""
        return self.ready if place is None else self.slots[place].decided

    def following(self, place: int | None) -> list[int]:
        """The slots that may follow, in the reader's order."""
        if place not in self._next:
            free = self.free(place)
            self._next[place] = [
                other
                for other, slot in enumerate(self.slots)
                if free and other != place and allowed(fit(slot, free), self.rules)
            ]
        return self._next[place]

    def _fits(self, place: int, number: int) -> bool:
        return self.venues is None or self.slots[place].venue.id == self.venues[number]

    def _can(self, place: int | None, number: int, left: int) -> bool:
        """Whether ``left`` more steps can follow, were a venue allowed to come twice."""
        if left == 0:
            return True
        key = (place, number, left)
        if key not in self._reach:
            self._reach[key] = any(
                self._fits(other, number) and self._can(other, number + 1, left - 1)
                for other in self.following(place)
            )
        return self._reach[key]

    def _ladder(
        self, place: int | None, number: int, left: int, used: frozenset[str]
    ) -> tuple[int, ...] | None:
        if left == 0:
            return ()
        key = (place, left, used)
        if key in self._dead or not self._can(place, number, left):
            return None
        for other in self.following(place):
            venue = self.slots[other].venue.id
            if venue in used or not self._fits(other, number):
                continue
            rest = self._ladder(other, number + 1, left - 1, used | {venue})
            if rest is not None:
                return (other, *rest)
        self._dead.add(key)
        return None


def plan(
    slots: Sequence[Slot], *, ready: int, depth: int, rules: Rules, alternatives: int = 0
) -> Plan:
    """The best ladder for a paper that is ready at ``ready`` (seconds since the epoch; a past one
    counts as now), with up to ``alternatives`` other venues at each step: those that could take the
    paper there, tight ones too, in the reader's order.
    """
    start = rules.free(ready)
    steps = _steps(Search(slots, start, rules).best(depth), start, slots)
    used = [step.slot.venue.id for step in steps]
    others = (
        _alternatives(step, slots, rules, used[: step.number], alternatives) for step in steps
    )
    return Plan(steps, tuple(others))


def check(
    slots: Sequence[Slot], venues: Sequence[str], *, ready: int, rules: Rules
) -> tuple[Step, ...]:
    """The steps of a given order of venues (ids), as many from the first on as can be made: of
    their editions and rounds those that lead on, the sooner first.
    """
    start = rules.free(ready)
    soonest = replace(rules, order="soonest")
    return _steps(Search(slots, start, soonest, venues).best(len(venues)), start, slots)


def _steps(chosen: Sequence[Slot], start: Span, slots: Sequence[Slot]) -> tuple[Step, ...]:
    """The steps of a ladder: each with when the paper is free for it, from ``start`` on, and the
    chance that was missed of all ``slots``."""
    steps: list[Step] = []
    free: Span | None = start
    for number, slot in enumerate(chosen, start=1):
        assert free is not None  # noqa: S101 # only the last slot of a ladder may have no decision
        missed = _missed(slots, slot, free) if number > 1 else None
        steps.append(Step(number, 0, slot, fit(slot, free), free, missed))
        free = slot.decided
    return tuple(steps)


def _missed(slots: Sequence[Slot], slot: Slot, free: Span) -> tuple[Slot, Fit] | None:
    """The venue's last chance before this one, unless it closes more than NEAR before the paper is
    free."""
    before = [
        other
        for other in slots
        if other.venue.id == slot.venue.id and other.paper.at < slot.paper.at
    ]
    if not before:
        return None
    last = max(before, key=lambda other: other.paper.at)
    here = fit(last, free)
    return (last, here) if here.slack >= -NEAR else None


def _alternatives(
    step: Step, slots: Sequence[Slot], rules: Rules, used: Sequence[str], limit: int
) -> tuple[Step, ...]:
    """Other venues that could take the paper at this step, in the reader's order; those less
    feasible than asked for come last."""
    loose = replace(rules, least=LEVELS[-1])
    fits = [(slot, fit(slot, step.free)) for slot in slots if slot.venue.id not in used]
    usable = [(slot, here) for slot, here in fits if allowed(here, loose)]
    usable.sort(key=lambda item: (not allowed(item[1], rules), preference(item[0], rules.order)))
    of_venue: dict[str, tuple[Slot, Fit]] = {}
    for slot, here in usable:
        of_venue.setdefault(slot.venue.id, (slot, here))
    best = list(of_venue.values())[:limit]
    return tuple(
        Step(step.number, choice, slot, here, step.free)
        for choice, (slot, here) in enumerate(best, start=1)
    )
