"""All that `plan` says: the ladder that is found or checked, who is left out or stands in the way,
and how it could go on."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from confradar.errors import UsageError
from confradar.model.days import DAY
from confradar.queries.filters import VenueFilter
from confradar.queries.lookup import find_venue
from confradar.queries.plan_ladder import Plan, Rules, check, fit, plan
from confradar.queries.plan_left_out import LeftOut, beyond, left_out, obstacle
from confradar.queries.plan_slots import Offer, Slot, Span, offers

# How long (in seconds) a free paper waits where nothing else is said: longer than from any large
# conference's decisions to the next one's deadline in its field, shorter than half a year.
WAIT = 90 * DAY
# So many venues of those that a paper fits best are planned with.
FITTING = 10


@dataclass(frozen=True)
class Request:
    """A ladder to find: venues that are ``wanted``, up to ``depth`` steps from ``ready`` (seconds
    since the epoch; a past one counts as now), with so many ``alternatives`` at each. Or one to
    check: ``order`` names its venues, which are ``wanted`` too.

    ``confirmed`` leaves estimates out; ``fits`` holds by id how well the paper's text fits: then no
    other venues are taken.
    """

    wanted: VenueFilter
    ready: int
    rules: Rules
    depth: int = 3
    alternatives: int = 0
    order: Sequence[str] = ()
    confirmed: bool = False
    fits: Mapping[str, float] | None = None

    @property
    def start(self) -> Span:
        """From when on the paper can be submitted."""
        return self.rules.free(self.ready)


@dataclass(frozen=True)
class Answer:
    """The ladder, and of the venues that are not on it the reason for each (``left``); of a given
    order the steps that cannot be made (``blocked``: number and reason).

    ``matching`` counts the venues that were asked for. For a ladder that ends early ``tight`` is
    the slot that would go on, were tight steps taken, and ``late`` the one that would with a longer
    wait, of ``wait_days``; ``undecided`` says that the date of the last decision is not known.
    """

    ladder: Plan
    matching: int
    left: Sequence[LeftOut] = ()
    blocked: Sequence[tuple[int, LeftOut]] = ()
    ends_early: bool = False
    undecided: bool = False
    tight: Slot | None = None
    late: Slot | None = None
    wait_days: int = 0

    @property
    def reasons(self) -> Sequence[tuple[str, int]]:
        """Why venues are left out, the most frequent reason first, each with their number."""
        return Counter(item.reason for item in self.left).most_common()


def rules_for(
    now: int, *, least: str, wait: int | None, order: str | None, given: bool, fitting: bool
) -> Rules:
    """The rules of a plan, with what is meant where nothing is said: a paper waits WAIT, but any
    time for the next venue of a ``given`` order; the order is by rank, by fit where a paper's text
    decides which are ``fitting``. Raises UsageError for the order fit without one."""
    order = order or ("fit" if fitting else "rank")
    if order == "fit" and not fitting:
        raise UsageError("--by fit needs the paper's text", hint="give it by --match FILE")
    if wait is None and not given:
        wait = WAIT
    return Rules(now, least, wait, order)


def answer(index: sqlite3.Connection, request: Request) -> Answer:
    """The answer to a request. Raises UsageError for names that are not there, and for an order
    that has one twice."""
    wanted = request.wanted
    if request.fits is not None:
        wanted = wanted._replace(ids=list(request.fits))
    fits = request.fits or MappingProxyType({})
    matching = offers(index, wanted, confirmed=request.confirmed, fits=fits)
    slots = [slot for offer in matching for slot in offer.slots]
    if request.order:
        order = _ids(index, request.order)
        steps = check(slots, order, ready=request.ready, rules=request.rules)
        ladder = Plan(steps)
        return Answer(ladder, len(matching), blocked=_blocked(ladder, order, matching, request))
    ladder = plan(
        slots,
        ready=request.ready,
        depth=request.depth,
        rules=request.rules,
        alternatives=request.alternatives,
    )
    left = left_out(matching, ladder, ready=request.ready, depth=request.depth, rules=request.rules)
    result = Answer(ladder, len(matching), left)
    return _continued(result, slots, request) if len(ladder.steps) < request.depth else result


def _ids(index: sqlite3.Connection, names: Sequence[str]) -> list[str]:
    order = [find_venue(index, name).id for name in names]
    for id_ in order:
        if order.count(id_) > 1:
            raise UsageError(f"--ladder names {id_} twice", hint="a ladder tries each venue once")
    return order


def _free(ladder: Plan, request: Request) -> Span | None:
    """When the paper is free after the ladder; None where the last decision's date is not known."""
    return ladder.steps[-1].slot.decided if ladder.steps else request.start


def _blocked(
    ladder: Plan, order: Sequence[str], matching: Sequence[Offer], request: Request
) -> list[tuple[int, LeftOut]]:
    """The steps of a given order that cannot be made: the first with its reason, those after it as
    not reached."""
    by_id = {offer.venue.id: offer for offer in matching}
    made = len(ladder.steps)
    blocked = []
    for number, id_ in enumerate(order[made:], start=made + 1):
        if number == made + 1:
            free = _free(ladder, request)
            reason = obstacle(by_id[id_], number, free, ready=request.ready, rules=request.rules)
        else:
            detail = "the step before it cannot be made"
            reason = LeftOut(by_id[id_].venue, "not reached", detail)
        blocked.append((number, reason))
    return blocked


def _continued(result: Answer, slots: Sequence[Slot], request: Request) -> Answer:
    """How a ladder that ends early could go on."""
    steps = result.ladder.steps
    free = _free(result.ladder, request)
    if free is None:
        return replace(result, ends_early=bool(steps), undecided=True)
    used = [step.slot.venue.id for step in steps]
    tight, late = beyond(slots, used, free, rules=request.rules)
    late = None if late is tight else late
    days = -(-fit(late, free).slack // DAY) if late else 0
    return replace(result, ends_early=bool(steps), tight=tight, late=late, wait_days=days)
