"""The ladder of a plan: which venues to try with a paper, one after the other. Pure: slots in, plan
out.

A paper is under review at one place at a time, and no venue is tried twice (what a step may be is
told in `plan_step`). A slot whose decision date is not known ends a ladder: nothing can follow it.
The best ladder is the one that is worth most (`plan_worth`), found exactly (`plan_search`).
docs/plan.md has the same in more words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from confradar.queries.plan_search import in_order
from confradar.queries.plan_slots import Slot, Span
from confradar.queries.plan_step import LEVELS, NEAR, Fit, Rules, Step, allowed, fit


@dataclass(frozen=True)
class Plan:
    """The steps of the best ladder, and of each the alternatives."""

    steps: tuple[Step, ...]
    alternatives: tuple[tuple[Step, ...], ...] = field(default=())


def laid_out(
    chosen: Sequence[Slot],
    slots: Sequence[Slot],
    *,
    ready: int,
    rules: Rules,
    alternatives: int = 0,
    taken: Collection[tuple[str, int]] = (),
) -> Plan:
    """A ladder that was found among ``slots`` as steps, for a paper that is ready at ``ready``
    (seconds since the epoch; a past one counts as now), with up to ``alternatives`` other venues at
    each: those that could take the paper there, tight ones too, the better first; none at an
    edition that is ``taken`` by another paper.
    """
    start = rules.free(ready)
    steps = _steps(chosen, start, slots, rules)
    used = [step.slot.venue.id for step in steps]
    free = [slot for slot in slots if slot.edition not in taken]
    others = (
        _alternatives(step, free, rules, used[: step.number], alternatives, start) for step in steps
    )
    return Plan(steps, tuple(others))


def check(
    slots: Sequence[Slot], venues: Sequence[str], *, ready: int, rules: Rules
) -> tuple[Step, ...]:
    """The steps of a given order of venues (ids), as many from the first on as can be made: of
    their editions and rounds those that lead on, the sooner first.
    """
    start = rules.free(ready)
    return _steps(in_order(slots, venues, start, rules), start, slots, rules)


def _steps(
    chosen: Sequence[Slot], start: Span, slots: Sequence[Slot], rules: Rules
) -> tuple[Step, ...]:
    """The steps of a ladder: each with when the paper is free for it, from ``start`` on, and the
    chance that was missed of all ``slots``."""
    steps: list[Step] = []
    free: Span | None = start
    for number, slot in enumerate(chosen, start=1):
        assert free is not None  # noqa: S101 # only the last slot of a ladder may have no decision
        missed = _missed(slots, slot, free) if number > 1 else None
        steps.append(Step(number, 0, slot, fit(slot, free), free, rules.worth(slot, start), missed))
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
    step: Step,
    slots: Sequence[Slot],
    rules: Rules,
    used: Sequence[str],
    limit: int,
    start: Span,
) -> tuple[Step, ...]:
    """Other venues that could take the paper at this step, the better first; those less feasible
    than asked for come last."""
    loose = replace(rules, least=LEVELS[-1])
    fits = [(slot, fit(slot, step.free)) for slot in slots if slot.venue.id not in used]
    usable = [(slot, here) for slot, here in fits if allowed(here, loose)]
    usable.sort(
        key=lambda item: (
            not allowed(item[1], rules),
            -rules.worth(item[0], start),
            item[0].place,
        )
    )
    of_venue: dict[str, tuple[Slot, Fit]] = {}
    for slot, here in usable:
        of_venue.setdefault(slot.venue.id, (slot, here))
    best = list(of_venue.values())[:limit]
    return tuple(
        Step(step.number, choice, slot, here, step.free, rules.worth(slot, start))
        for choice, (slot, here) in enumerate(best, start=1)
    )
