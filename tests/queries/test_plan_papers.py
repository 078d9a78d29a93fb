"""Several papers over one calendar: no two at an edition, none worth more in sum."""

from __future__ import annotations

import itertools
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from confradar.queries import plan_papers
from confradar.queries.filters import VenueFilter
from confradar.queries.plan import Paper, Request, answer
from confradar.queries.plan_papers import share
from confradar.queries.plan_slots import Slot
from confradar.queries.plan_step import Rules
from queries.conftest import Catalogue
from queries.test_plan_ladder import call, catalogues, is_ladder, value
from support import NOW_EPOCH, venue

RULES = Rules(0)


def editions(ladders: tuple[tuple[Slot, ...], ...]) -> list[tuple[str, int]]:
    return [slot.edition for ladder in ladders for slot in ladder]


def most(slots: list[Slot], papers: int) -> float:
    """What the best ladders of at most two steps, for papers that are ready at once, are worth."""
    ladders = [()] + [
        ladder
        for length in (1, 2)
        for ladder in itertools.permutations(slots, length)
        if is_ladder(ladder, RULES)
    ]
    return max(
        sum(value(ladder, RULES) for ladder in choice)
        for choice in itertools.combinations_with_replacement(ladders, papers)
        if len(set(editions(choice))) == len(editions(choice))
    )


@given(catalogues(), st.integers(2, 3))
def test_no_ladders_are_worth_more_in_sum(slots: list[Slot], papers: int) -> None:
    slots = slots[:5]
    found = share(slots, [0] * papers, depth=2, rules=RULES)
    assert found.exact
    assert len(set(editions(found.ladders))) == len(editions(found.ladders))
    total = sum(value(ladder, RULES) for ladder in found.ladders)
    assert total == pytest.approx(most(slots, papers))


@given(catalogues())
def test_where_there_are_too_many_cases_the_first_papers_come_first(slots: list[Slot]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan_papers, "CASES", 1)
        found = share(slots, [0, 0], depth=2, rules=RULES)
    alone = share(slots, [0], depth=2, rules=RULES)
    assert len(set(editions(found.ladders))) == len(editions(found.ladders))
    assert found.exact or found.ladders[0] == alone.ladders[0]


@pytest.fixture
def index(indexed: Catalogue) -> sqlite3.Connection:
    return indexed(
        venue("best", ranks={"ccf": "A"}, editions=[call(2027, None, "2026-09-20", "2026-12-01")]),
        venue("next", ranks={"ccf": "B"}, editions=[call(2027, None, "2026-09-25", "2026-12-10")]),
    )


def planned(index: sqlite3.Connection, *, together: bool) -> dict[str, list[str]]:
    papers = [Paper("one", NOW_EPOCH), Paper("two", NOW_EPOCH)]
    request = Request(VenueFilter(), papers, Rules(NOW_EPOCH), together=together)
    return {
        item.paper.name: [step.slot.venue.id for step in item.ladder.steps]
        for item in answer(index, request).of_papers
    }


def test_two_papers_go_to_one_edition_only_where_that_is_allowed(
    index: sqlite3.Connection,
) -> None:
    apart = planned(index, together=False)
    assert sorted(apart.values()) == [["best"], ["next"]]
    assert planned(index, together=True) == {"one": ["best"], "two": ["best"]}


def test_who_is_left_out_for_another_paper_says_so(index: sqlite3.Connection) -> None:
    papers = [Paper("one", NOW_EPOCH), Paper("two", NOW_EPOCH)]
    result = answer(index, Request(VenueFilter(), papers, Rules(NOW_EPOCH)))
    reasons = {(item.paper.name, left.reason) for item in result.of_papers for left in item.left}
    assert reasons == {("one", "another paper"), ("two", "another paper")}
