"""Why a matching venue is not on a ladder: a reason that the reader can check, for every one of
them. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from confradar.index.points import DeadlineItem
from confradar.model.days import DAY, aoe_day
from confradar.queries.plan_ladder import Plan
from confradar.queries.plan_slots import Candidate, Offer, Slot, Span
from confradar.queries.plan_step import LEVELS, Fit, Rules, Step, allowed, fit

_NONE = {
    "cancelled": "its newest edition is cancelled",
    "postponed": "its newest edition is postponed, to days that are not known",
    "rolling": "takes papers at any time, but no decision date can be told",
    "no papers": "takes no papers by a date",
    "reviews for others": "reviews papers that are committed to other venues, whose steps say so",
    "no date known": "no paper deadline is announced or estimated",
}
_NOBODY: Mapping[tuple[str, int], str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A venue that is not on the ladder: the reason in two or three words, the same for all like
    it, and in full."""

    venue: Candidate
    reason: str
    detail: str


def left_out(
    offers: Sequence[Offer],
    ladder: Plan,
    *,
    ready: int,
    depth: int,
    rules: Rules,
    taken: Mapping[tuple[str, int], str] = _NOBODY,
) -> list[LeftOut]:
    """Every offer that is not on the ladder of ``ladder``, with its reason, in the order given.
    ``ready`` is in seconds since the epoch; ``taken`` are the editions (venue and year) that
    another paper is sent to, with its name."""
    on = {step.slot.venue.id for step in ladder.steps}
    start = rules.free(ready)
    frees: list[tuple[int, Span]] = [(step.number, step.free) for step in ladder.steps]
    last = ladder.steps[-1].slot.decided if ladder.steps else start
    if last and len(frees) < depth:
        frees.append((len(frees) + 1, last))
    return [
        LeftOut(
            offer.venue,
            *(_elsewhere(offer, start, taken) or _reason(offer, ladder.steps, frees, start, rules)),
        )
        for offer in offers
        if offer.venue.id not in on
    ]


def _elsewhere(
    offer: Offer, ready: Span, taken: Mapping[tuple[str, int], str]
) -> tuple[str, str] | None:
    """Whether another paper is sent to the venue's next edition."""
    ahead = [slot for slot in offer.slots if fit(slot, ready).level]
    if not ahead or ahead[0].edition not in taken:
        return None
    first = ahead[0]
    name = f"{first.venue.acronym} {first.paper.year}"
    return "another paper", f"{taken[first.edition]} is sent to {name} (--together allows both)"


def _reason(
    offer: Offer,
    steps: Sequence[Step],
    frees: Sequence[tuple[int, Span]],
    ready: Span,
    rules: Rules,
) -> tuple[str, str]:
    if (
        offer.committed
        and offer.committed.at >= ready.at
        and not any(slot.paper.at >= ready.at for slot in offer.slots)
    ):
        return (
            "reviewed elsewhere",
            f"takes papers that were reviewed elsewhere, until {day_text(offer.committed)}",
        )
    if offer.none:
        return offer.none, _NONE[offer.none]
    usable = [slot for slot in offer.slots if fit(slot, ready).level]
    if not usable:
        return _closed(offer.slots, ready)
    tried = [
        (number, slot, fit(slot, free))
        for number, free in frees
        for slot in usable
        if fit(slot, free).level
    ]
    if not tried:
        return (
            "under review then",
            f"closes on {day_text(usable[0].paper)}, while the paper is under review elsewhere",
        )
    taken = [(number, slot) for number, slot, here in tried if allowed(here, rules)]
    if taken:
        return _passed_over(taken, steps, ready, rules)
    return _not_allowed(*min(tried, key=lambda item: item[2].slack), rules)


def _not_allowed(number: int, slot: Slot, here: Fit, rules: Rules) -> tuple[str, str]:
    """Why a step that could be made may not be: it waits too long, or is too tight."""
    if _waits(here, rules):
        day = day_text(slot.paper)
        return (
            "long wait",
            f"the paper would wait {here.slack // DAY} days for {day} (step {number})",
        )
    early = (
        f": due {-(here.slack // DAY)} days before the paper is expected to be free"
        if here.slack < 0
        else ""
    )
    return "too tight", f"only {here.level} at step {number}{early}"


def _waits(here: Fit, rules: Rules) -> bool:
    return rules.wait is not None and here.slack > rules.wait


def _closed(slots: Sequence[Slot], ready: Span) -> tuple[str, str]:
    late = [slot for slot in slots if slot.paper.at >= ready.at and slot.abstract]
    if late:
        abstract = late[0].abstract
        return (
            "abstract passed",
            f"the abstract was due on {day_text(abstract) if abstract else ''}",
        )
    return "deadline before", f"its last known paper deadline is {day_text(slots[-1].paper)}"


def _passed_over(
    taken: Sequence[tuple[int, Slot]], steps: Sequence[Step], ready: Span, rules: Rules
) -> tuple[str, str]:
    """Why a slot that a step could take was not taken."""
    number, slot = next(((number, slot) for number, slot in taken if slot.decided), taken[0])
    if number > len(steps):
        return "no decision known", "the step before it ends the ladder"
    if slot.decided is None and number > 1:
        return (
            "no decision known",
            f"could take the paper at step {number}, but its decision date is not known, so "
            "nothing could follow",
        )
    chosen = steps[number - 1].slot
    if rules.worth(slot, ready) > rules.worth(chosen, ready):
        return (
            "leads less far",
            f"could take the paper at step {number}, but the steps after it would be worth less",
        )
    return (
        "after others",
        f"could take the paper at step {number}; {chosen.venue.acronym} is worth more",
    )


def obstacle(offer: Offer, number: int, free: Span | None, *, ready: int, rules: Rules) -> LeftOut:
    """Why the venue cannot be step ``number`` of a given order, the paper being ``free`` then
    (None: nobody can tell)."""
    if free is None:
        return LeftOut(
            offer.venue,
            "no decision known",
            "the decision date of the venue before it is not known",
        )
    frees = [(number, free)]
    return LeftOut(offer.venue, *_reason(offer, (), frees, rules.free(ready), rules))


def beyond(
    slots: Sequence[Slot], used: Sequence[str], free: Span, *, rules: Rules
) -> tuple[Slot | None, Slot | None]:
    """For a ladder that ends early, the slots of other venues that would go on soonest: one that
    only is too tight, and one that only the wait keeps out.
    """
    loose, unbound = Rules(rules.now, LEVELS[-1], rules.wait), Rules(rules.now, rules.least)
    others = [(slot, fit(slot, free)) for slot in slots if slot.venue.id not in used]

    def soonest(under: Rules) -> Slot | None:
        usable = [(slot, here) for slot, here in others if allowed(here, under)]
        return min(
            usable, key=lambda item: (abs(item[1].slack), item[0].venue.id), default=(None, None)
        )[0]

    return soonest(loose), soonest(unbound)


def day_text(item: DeadlineItem) -> str:
    """A day for a sentence, ``~`` before an estimate: the announced or estimated one, without its
    time."""
    if item.certainty == "estimated":
        return f"~{aoe_day(item.at)}"
    return item.wall[:10]
