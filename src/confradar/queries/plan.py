"""All that `plan` says: the ladders that are found or the one that is checked, who is left out or
stands in the way, and how a ladder could go on."""

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
from confradar.queries.plan_ladder import Plan, check, laid_out
from confradar.queries.plan_left_out import LeftOut, beyond, left_out, obstacle
from confradar.queries.plan_papers import share
from confradar.queries.plan_slots import Offer, Slot, Span, offers
from confradar.queries.plan_step import Rules, fit
from confradar.queries.plan_worth import LISTS, RANK_WAIT

# How long (in seconds) a free paper waits where nothing else is said: as long as one rank is worth.
WAIT = RANK_WAIT
# So many venues of those that a paper fits best are planned with.
FITTING = 10


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: its name (empty where there is one alone) and when it is ready (seconds since the
    epoch; a past one counts as now)."""

    name: str
    ready: int


@dataclass(frozen=True)
class Request:
    """Ladders to find: for each paper venues that are ``wanted``, up to ``depth`` steps, with so
    many ``alternatives`` at each, no two papers at one edition unless they may be ``together``. Or
    one to check: ``order`` names its venues, which are ``wanted`` too.

    ``confirmed`` leaves estimates out; ``fits`` holds by id how well the paper's text fits: then no
    other venues are taken.
    """

    wanted: VenueFilter
    papers: Sequence[Paper]
    rules: Rules
    depth: int = 3
    alternatives: int = 0
    order: Sequence[str] = ()
    confirmed: bool = False
    fits: Mapping[str, float] | None = None
    together: bool = False


@dataclass(frozen=True)
class Answer:
    """The ladder of a paper, and of the venues that are not on it the reason for each (``left``);
    of a given order the steps that cannot be made (``blocked``: number and reason).

    ``matching`` counts the venues that were asked for. For a ladder that ends early ``tight`` is
    the slot that would go on, were tight steps taken, and ``late`` the one that would with a longer
    wait, of ``wait_days``; ``undecided`` says that the date of the last decision is not known.
    """

    paper: Paper
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


@dataclass(frozen=True)
class Answers:
    """An answer for each paper, in the order given; ``exact``: no other ladders are worth more in
    sum."""

    of_papers: tuple[Answer, ...]
    exact: bool = True

    @property
    def slots(self) -> list[Slot]:
        """The slots of all ladders."""
        return [step.slot for answer in self.of_papers for step in answer.ladder.steps]


def rules_for(
    now: int,
    *,
    least: str,
    wait: int | None,
    order: str | None,
    given: bool,
    fitting: bool,
    lists: Sequence[str] = (),
) -> Rules:
    """The rules of a plan, with what is meant where nothing is said: a paper waits WAIT, but any
    time for the next venue of a ``given`` order; the order is by rank, by fit where a paper's text
    decides which are ``fitting``. ``lists`` of ranks that the reader names are asked before the
    others. Raises UsageError for the order fit without a text."""
    order = order or ("fit" if fitting else "rank")
    if order == "fit" and not fitting:
        raise UsageError("--by fit needs the paper's text", hint="give it by --match FILE")
    if wait is None and not given:
        wait = WAIT
    return Rules(now, least, wait, order, tuple(dict.fromkeys((*lists, *LISTS))))


def answer(index: sqlite3.Connection, request: Request) -> Answers:
    """The answer to a request. Raises UsageError for names that are not there, and for an order
    that has one twice."""
    wanted = request.wanted
    if request.fits is not None:
        wanted = wanted._replace(ids=list(request.fits))
    fits = request.fits or MappingProxyType({})
    matching = offers(index, wanted, confirmed=request.confirmed, fits=fits)
    if request.order:
        return Answers((_checked(matching, _ids(index, request.order), request),))
    return _found(matching, request)


def _ids(index: sqlite3.Connection, names: Sequence[str]) -> list[str]:
    order = [find_venue(index, name).id for name in names]
    for id_ in order:
        if order.count(id_) > 1:
            raise UsageError(f"--ladder names {id_} twice", hint="a ladder tries each venue once")
    return order


def _checked(matching: Sequence[Offer], order: Sequence[str], request: Request) -> Answer:
    """The given order of venues, as far as it can be made."""
    (paper,) = request.papers
    slots = [slot for offer in matching for slot in offer.slots]
    ladder = Plan(check(slots, order, ready=paper.ready, rules=request.rules))
    blocked = _blocked(ladder, order, matching, paper, request.rules)
    return Answer(paper, ladder, len(matching), blocked=blocked)


def _found(matching: Sequence[Offer], request: Request) -> Answers:
    """The best ladders."""
    slots = [slot for offer in matching for slot in offer.slots]
    rules, papers = request.rules, request.papers
    readies = [paper.ready for paper in papers]
    shared = share(slots, readies, depth=request.depth, rules=rules, together=request.together)
    found = []
    for paper, chosen in zip(papers, shared.ladders, strict=True):
        taken = {
            slot.edition: other.name
            for other, ladder in zip(papers, shared.ladders, strict=True)
            for slot in ladder
            if other is not paper and not request.together
        }
        ladder = laid_out(
            chosen,
            slots,
            ready=paper.ready,
            rules=rules,
            alternatives=request.alternatives,
            taken=taken,
        )
        left = left_out(
            matching, ladder, ready=paper.ready, depth=request.depth, rules=rules, taken=taken
        )
        result = Answer(paper, ladder, len(matching), left)
        if len(ladder.steps) < request.depth:
            free = [slot for slot in slots if slot.edition not in taken]
            result = _continued(result, free, rules)
        found.append(result)
    return Answers(tuple(found), shared.exact)


def _free(ladder: Plan, paper: Paper, rules: Rules) -> Span | None:
    """When the paper is free after the ladder; None where the last decision's date is not known."""
    return ladder.steps[-1].slot.decided if ladder.steps else rules.free(paper.ready)


def _blocked(
    ladder: Plan, order: Sequence[str], matching: Sequence[Offer], paper: Paper, rules: Rules
) -> list[tuple[int, LeftOut]]:
    """The steps of a given order that cannot be made: the first with its reason, those after it as
    not reached."""
    by_id = {offer.venue.id: offer for offer in matching}
    made = len(ladder.steps)
    blocked = []
    for number, id_ in enumerate(order[made:], start=made + 1):
        if number == made + 1:
            free = _free(ladder, paper, rules)
            reason = obstacle(by_id[id_], number, free, ready=paper.ready, rules=rules)
        else:
            detail = "the step before it cannot be made"
            reason = LeftOut(by_id[id_].venue, "not reached", detail)
        blocked.append((number, reason))
    return blocked


def _continued(result: Answer, slots: Sequence[Slot], rules: Rules) -> Answer:
    """How a ladder that ends early could go on."""
    steps = result.ladder.steps
    free = _free(result.ladder, result.paper, rules)
    if free is None:
        return replace(result, ends_early=bool(steps), undecided=True)
    used = [step.slot.venue.id for step in steps]
    tight, late = beyond(slots, used, free, rules=rules)
    late = None if late is tight else late
    days = -(-fit(late, free).slack // DAY) if late else 0
    return replace(result, ends_early=bool(steps), tight=tight, late=late, wait_days=days)
