"""The best ladder is worth as much as the one that trying every ladder finds; its steps are what
the definitions say."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from confradar.index.points import DeadlineItem
from confradar.model.days import DAY
from confradar.queries.filters import VenueFilter
from confradar.queries.plan_ladder import Plan, check, laid_out
from confradar.queries.plan_left_out import left_out
from confradar.queries.plan_search import Search
from confradar.queries.plan_slots import Candidate, Slot, Span, entries, offers
from confradar.queries.plan_step import LEVELS, Rules
from confradar.queries.plan_worth import BASE, KEPT, ORDERS, level, worth
from confradar.views.reasons import reason_of
from support import NOW_EPOCH, deadline, edition, venue

Catalogue = Callable[..., sqlite3.Connection]
READY = Span(0, 0, 0)


def point(id_: str, year: int, kind: str, at: int, before: int = 0, after: int = 0) -> DeadlineItem:
    """A dated point ``at`` days from the epoch; an estimate where it has an interval."""
    low, high = ((at - before) * DAY, (at + after) * DAY) if before or after else (None, None)
    certainty = "estimated" if low is not None else "confirmed"
    return DeadlineItem(
        year,
        kind,
        at * DAY,
        "",
        "UTC",
        certainty,
        source="s",
        low=low,
        high=high,
        venue=id_,
        acronym=id_,
        name=id_,
    )


@st.composite
def catalogues(draw: st.DrawFn) -> list[Slot]:
    """A few venues with slots, some estimated, some without abstract or decision."""
    slots = []
    for number in range(draw(st.integers(1, 5))):
        id_ = f"v{number}"
        facts = (
            draw(st.sampled_from(["A", "B", None])),
            draw(st.sampled_from(["A*", None])),
            draw(st.sampled_from([10, 20, None])),
        )
        where = Candidate(
            id_, id_, id_, "conference", *facts, draw(st.sampled_from([0.2, 0.3, None]))
        )
        for year in range(draw(st.integers(1, 3))):
            due = draw(st.integers(-3, 60))
            around = draw(st.sampled_from([(0, 0), (2, 2), (6, 3)]))
            abstract = draw(st.sampled_from([None, 0, 3]))
            told = draw(st.sampled_from([None, 2, 8, 15]))
            slots.append(
                Slot(
                    where,
                    None
                    if abstract is None
                    else point(id_, year, "abstract", due - abstract, *around),
                    point(id_, year, "paper", due, *around),
                    None
                    if told is None
                    else point(
                        id_,
                        year,
                        "notification",
                        due + told,
                        *draw(st.sampled_from([(0, 0), (1, 4), (5, 5)])),
                    ),
                )
            )
    return slots


def feasibility(free: Span, slot: Slot) -> str | None:
    """The definition, written once more: the first of three tests that both due dates pass."""
    dues = [(free, Span.of(slot.paper))]
    if slot.abstract:
        dues.append((free, Span.of(slot.abstract)))
    tests = {
        "certain": lambda f, d: f.high <= d.low,
        "likely": lambda f, d: f.high <= d.low or f.at <= d.at,
        "tight": lambda f, d: f.high <= d.low or f.at <= d.at or f.low <= d.high,
    }
    return next((name for name in LEVELS if all(tests[name](f, d) for f, d in dues)), None)


def can_follow(free: Span | None, slot: Slot, rules: Rules) -> bool:
    if free is None:
        return False
    here = feasibility(free, slot)
    dues = [slot.paper.at, *([slot.abstract.at] if slot.abstract else [])]
    waits = rules.wait is not None and min(dues) - free.at > rules.wait
    return here is not None and LEVELS.index(here) <= LEVELS.index(rules.least) and not waits


def is_ladder(ladder: tuple[Slot, ...], rules: Rules) -> bool:
    """Whether every step can be made."""
    free: Span | None = READY
    for slot in ladder:
        if not can_follow(free, slot, rules):
            return False
        free = slot.decided
    return len({slot.venue.id for slot in ladder}) == len(ladder)


def value(ladder: tuple[Slot, ...], rules: Rules) -> float:
    """The definition, written once more: each step counts KEPT times the one before it, and one
    that is not decided nothing, but as the first."""
    return sum(
        KEPT**number * worth(slot, READY.at, rules.order, rules.lists)
        for number, slot in enumerate(ladder)
        if slot.decided or number == 0
    )


def most(slots: list[Slot], depth: int, rules: Rules) -> float:
    """What the best of all ladders is worth."""
    return max(
        (
            value(ladder, rules)
            for length in range(1, depth + 1)
            for ladder in itertools.permutations(slots, length)
            if is_ladder(ladder, rules)
        ),
        default=0.0,
    )


def planned(slots: list[Slot], depth: int, rules: Rules, alternatives: int = 0) -> Plan:
    start = rules.free(0)
    _, chosen = Search(slots, start, rules).best(depth)
    return laid_out(chosen, slots, ready=0, rules=rules, alternatives=alternatives)


RULES = st.builds(
    Rules,
    st.just(0),
    st.sampled_from(LEVELS),
    st.sampled_from([None, 10 * DAY, 40 * DAY]),
    st.sampled_from(ORDERS),
)


@given(catalogues(), RULES, st.integers(1, 4))
def test_no_ladder_is_worth_more(slots: list[Slot], rules: Rules, depth: int) -> None:
    slots = slots[:9]
    total, found = Search(slots, READY, rules).best(depth)
    assert is_ladder(found, rules)
    assert len(found) <= depth
    assert total == pytest.approx(value(found, rules))
    assert total == pytest.approx(most(slots, depth, rules))


@given(catalogues(), RULES)
def test_a_ladder_goes_on_where_it_can(slots: list[Slot], rules: Rules) -> None:
    """A step whose decision nobody knows is taken where nothing else can follow."""
    _, found = Search(slots, READY, rules).best(3)
    if len(found) < 3:
        used = {slot.venue.id for slot in found}
        free = found[-1].decided if found else READY
        assert not any(can_follow(free, slot, rules) for slot in slots if slot.venue.id not in used)


@given(catalogues(), RULES, st.permutations(["v0", "v1", "v2", "v3", "v4"]))
def test_a_given_order_goes_as_far_as_brute_force_gets_it(
    slots: list[Slot], rules: Rules, order: list[str]
) -> None:
    per_venue = [[slot for slot in slots if slot.venue.id == id_] for id_ in order]
    longest = max(
        (
            length
            for length in range(6)
            if any(is_ladder(ladder, rules) for ladder in itertools.product(*per_venue[:length]))
        ),
        default=0,
    )
    found = check(slots, order, ready=0, rules=rules)
    assert len(found) == longest
    assert is_ladder(tuple(step.slot for step in found), rules)
    assert [step.slot.venue.id for step in found] == order[:longest]


@given(catalogues(), RULES)
def test_every_alternative_could_take_the_step(slots: list[Slot], rules: Rules) -> None:
    found = planned(slots, 3, rules, alternatives=9)
    used: set[str] = set()
    for step, others in zip(found.steps, found.alternatives, strict=True):
        used.add(step.slot.venue.id)
        loose = Rules(0, "tight", rules.wait, rules.order)
        able = {slot.venue.id for slot in slots if can_follow(step.free, slot, loose)}
        assert {other.slot.venue.id for other in others} == able - used
        assert step.fit.level == feasibility(step.free, step.slot)


# ---- From the index


def text(
    index: sqlite3.Connection, *names: str, depth: int = 3, ready: int = NOW_EPOCH, **rules: object
) -> dict[str, str]:
    """The ladder and the reasons, by venue."""
    found = offers(index, VenueFilter(venues=names))
    under = Rules(NOW_EPOCH, **rules)  # type: ignore[arg-type]
    slots = [slot for offer in found for slot in offer.slots]
    _, chosen = Search(slots, under.free(ready), under).best(depth)
    made = laid_out(chosen, slots, ready=ready, rules=under)
    told = {step.slot.venue.id: f"step {step.number}, {step.fit.level}" for step in made.steps}
    return told | {
        item.venue.id: item.reason
        for item in left_out(found, made, ready=ready, depth=depth, rules=under)
    }


def call(
    year: int, abstract: str | None, paper: str, told: str | None, **changed: object
) -> dict[str, object]:
    """An edition with its three dates."""
    dates = [("abstract", abstract), ("paper", paper), ("notification", told)]
    return edition(year, *(deadline(at, kind, zone="UTC", **changed) for kind, at in dates if at))


def test_every_venue_is_on_the_ladder_or_has_its_reason(indexed: Catalogue) -> None:
    index = indexed(
        venue(
            "first",
            ranks={"ccf": "A"},
            editions=[call(2027, "2026-09-10", "2026-09-17", "2026-12-01")],
        ),
        venue(
            "second",
            ranks={"ccf": "A"},
            editions=[call(2027, "2026-12-02", "2026-12-09", "2027-03-01")],
        ),
        venue(
            "slow",
            ranks={"ccf": "A", "core": "A*"},
            h5={"index": 200, "source": "https://slow.example/"},
            editions=[call(2027, None, "2026-11-20", "2026-12-25")],
        ),
        venue("late", editions=[call(2027, "2026-08-25", "2026-09-17", "2026-12-01")]),
        venue("gone", editions=[call(2026, None, "2025-09-17", "2025-12-01")]),
        venue("off", editions=[edition(2027, deadline("2026-10-01"), status="cancelled")]),
        venue("later", editions=[edition(2027, deadline("2026-10-01"), status="postponed")]),
        venue("lower", ranks={"ccf": "B"}, editions=[call(2027, None, "2026-09-20", "2026-12-01")]),
        venue("mute", editions=[call(2027, None, "2026-09-20", None)]),
        venue("journal", kind="journal", cadence="rolling"),
        venue("tba", editions=[edition(2027, deadline("TBD"))]),
        venue("arr", editions=[edition(2027, deadline("2026-10-01", "commitment"))]),
        venue("course", kind="course", cadence=None),
        venue("far", editions=[call(2027, None, "2027-08-01", "2027-10-01")]),
    )
    names = [name for (name,) in index.execute("select id from venue")]
    assert text(index, *names, wait=90 * DAY, depth=2) == {
        "first": "step 1, certain",
        "second": "step 2, certain",
        "slow": "leads less far",
        "late": "abstract passed",
        "gone": "deadline before",
        "off": "cancelled",
        "later": "postponed",
        "lower": "after others",
        "mute": "after others",
        "journal": "rolling",
        "tba": "no date known",
        "arr": "reviewed elsewhere",
        "course": "no papers",
        "far": "long wait",
    }


def test_a_last_step_whose_decision_nobody_knows_adds_nothing(indexed: Catalogue) -> None:
    """It is taken behind another where nothing else can follow, but nothing makes way for it."""
    index = indexed(
        venue("good", ranks={"ccf": "A"}, editions=[call(2027, None, "2026-09-20", "2026-12-01")]),
        venue("poor", ranks={"ccf": "C"}, editions=[call(2027, None, "2026-09-10", "2026-09-20")]),
        venue("mute", ranks={"ccf": "A"}, editions=[call(2027, None, "2026-10-01", None)]),
        venue("later", ranks={"ccf": "A"}, editions=[call(2027, None, "2027-01-01", None)]),
    )
    assert text(index, "good", "poor", "mute") == {
        "good": "step 1, certain",
        "poor": "after others",
        "mute": "after others",
    }
    assert text(index, "good", "later")["later"] == "step 2, certain"
    assert text(index, "mute", "poor") == {"mute": "step 1, certain", "poor": "after others"}


def test_a_good_venue_in_two_months_is_preferred_to_a_poor_one_next_week(
    indexed: Catalogue,
) -> None:
    """And one good step to three poor ones: quality counts before number."""
    index = indexed(
        venue("good", ranks={"ccf": "A"}, editions=[call(2027, None, "2026-11-01", "2027-02-01")]),
        *(
            venue(
                f"poor{number}",
                ranks={"ccf": "C"},
                editions=[call(2027, None, f"2026-{month}-08", f"2026-{month}-28")],
            )
            for number, month in enumerate(("09", "10", "11", "12"))
        ),
    )
    assert text(index)["good"] == "step 1, certain"


def test_a_rank_is_worth_half_a_year_of_waiting_and_no_more(indexed: Catalogue) -> None:
    def first(told: str) -> str:
        index = indexed(
            venue("a", ranks={"ccf": "A"}, editions=[call(2027, None, "2026-09-20", told)]),
            venue("b", ranks={"ccf": "B"}, editions=[call(2027, None, "2026-09-20", "2026-12-01")]),
        )
        return next(id_ for id_, where in text(index, depth=1).items() if "step 1" in where)

    assert first("2027-05-25") == "a"
    assert first("2027-06-05") == "b"


def test_no_number_of_steps_outweighs_one_of_a_better_rank() -> None:
    assert sum(KEPT**number for number in range(100)) <= BASE * 1.0
    ranked = [
        level(Candidate("v", "", "", "conference", ccf, core, None, None), "rank", lists)
        for ccf, core, lists in (
            ("A", None, ("ccf", "core")),
            ("B", "A*", ("ccf", "core")),
            (None, "A", ("ccf", "core")),
            ("C", None, ("ccf", "core")),
            (None, None, ("ccf", "core")),
        )
    ]
    assert ranked == [3, 2, 2, 1, 0]
    named = Candidate("v", "", "", "conference", "B", "A*", None, None)
    assert level(named, "rank", ("core", "ccf")) == 3, "the list that the reader names"


def test_a_decision_is_reckoned_from_the_venue_s_own_lags(indexed: Catalogue) -> None:
    past = [
        call(year, None, f"{year - 1}-09-01", f"{year - 1}-{told}")
        for year, told in ((2024, "12-10"), (2025, "11-30"), (2026, "12-01"))
    ]
    index = indexed(venue("v", editions=[call(2027, None, "2026-10-01 12:00", None), *past]))
    (offer,) = offers(index, VenueFilter())
    told = offer.slots[-1].notification
    assert told is not None
    assert (told.certainty, reason_of(told)) == (
        "estimated",
        "91 days after its paper deadline, the median of 3 on record",
    )
    paper = offer.slots[-1].paper.at
    assert [round((at - paper) / DAY) for at in (told.low or 0, told.at, told.high or 0)] == [
        90,
        91,
        100,
    ]
    assert [
        offer.slots[-1].notification for offer in offers(index, VenueFilter(), confirmed=True)
    ] == [None]
    entry = entries(index, offer.slots[-1:])[-1]
    assert (entry.key, entry.certainty, entry.wall) == (
        "v/2027/notification/1",
        "estimated",
        "2026-12-31T23:59:59",
    )


def test_a_cycle_whose_abstract_is_due_before_the_paper_is_ready_is_not_offered(
    indexed: Catalogue,
) -> None:
    cycles = [
        (1, "2026-09-10", "2026-09-17", "2026-12-01"),
        (2, "2026-10-10", "2026-10-17", "2027-01-15"),
    ]
    kinds = ("abstract", "paper", "notification")
    dates = [
        deadline(at, kind, round=number, zone="UTC")
        for number, *days in cycles
        for kind, at in zip(kinds, days, strict=True)
    ]
    (offer,) = offers(indexed(venue("v", editions=[edition(2027, *dates)])), VenueFilter())

    def offered(day: int) -> list[int | None]:
        steps = check(offer.slots, ["v"], ready=day, rules=Rules(NOW_EPOCH))
        return [step.slot.paper.round for step in steps]

    first = offer.slots[0].abstract
    assert first is not None
    assert first.at > NOW_EPOCH
    assert offered(first.at) == [1]
    assert offered(first.at + DAY) == [2]


def test_rounds_keep_their_own_dates(indexed: Catalogue) -> None:
    dates = [
        deadline(at, kind, round=number, zone="UTC")
        for number, *both in ((1, "2026-09-10", "2026-11-01"), (2, "2026-10-10", "2026-12-01"))
        for kind, at in zip(("paper", "notification"), both, strict=True)
    ]
    demo = deadline("2026-09-20", track="demo", zone="UTC")
    (offer,) = offers(indexed(venue("v", editions=[edition(2027, *dates, demo)])), VenueFilter())
    assert [
        (slot.paper.round, slot.paper.wall[:10], slot.notification and slot.notification.wall[:10])
        for slot in offer.slots
    ] == [
        (1, "2026-09-10", "2026-11-01"),
        (2, "2026-10-10", "2026-12-01"),
    ]


def test_the_two_stages_of_a_reviewing_venue_are_one_step(indexed: Catalogue) -> None:
    cycle = [
        deadline("2026-10-01 12:00", round=1, zone="UTC"),
        deadline("2026-11-20", "review_release", round=1, zone="UTC"),
    ]
    told = deadline("2027-01-10", "notification", zone="UTC")
    commit = deadline("2026-12-01", "commitment", via="arr", zone="UTC")
    own = deadline("2026-10-01 12:00", via="arr", zone="UTC")
    again = [dict(commit), dict(told)]
    index = indexed(
        venue("arr", acronym="ARR", kind="community", editions=[edition(2026, *cycle)]),
        venue("acl", editions=[edition(2027, own, commit, told)]),
        venue("committed", editions=[edition(2027, *again)]),
    )
    by_id = {offer.venue.id: offer for offer in offers(index, VenueFilter())}
    assert (by_id["arr"].slots, by_id["arr"].none) == ((), "reviews for others")
    for name in ("acl", "committed"):
        (slot,) = by_id[name].slots
        assert slot.commitment is not None
        assert (slot.reviewer, slot.paper.wall[:10], slot.commitment.wall[:10]) == (
            "ARR",
            "2026-10-01",
            "2026-12-01",
        )
        kinds = [entry.kind for entry in entries(index, [slot])]
        assert kinds == ["paper", "commitment", "notification"]


@pytest.mark.parametrize("order", ORDERS)
def test_the_search_is_quick_where_it_is_hard(order: str) -> None:
    """Monthly rounds of a few venues, and more steps asked for than there are venues to try."""
    slots = [
        Slot(
            Candidate(f"v{n}", "", "", "conference", None, None, None, None),
            None,
            point(f"v{n}", r, "paper", 30 * r + n),
            point(f"v{n}", r, "notification", 30 * r + n + 100),
        )
        for n in range(6)
        for r in range(30)
    ]
    _, found = Search(slots, READY, Rules(0, order=order)).best(12)
    assert len({slot.venue.id for slot in found}) == len(found) == 6
