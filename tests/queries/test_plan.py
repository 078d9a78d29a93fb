"""All that a plan says: who is left out, what stands in the way of a given order, and how a ladder
could go on."""

from __future__ import annotations

import sqlite3

import pytest

from confradar.errors import UsageError
from confradar.model.days import DAY
from confradar.queries.filters import VenueFilter
from confradar.queries.plan import WAIT, Answers, Paper, Request, answer, rules_for
from confradar.queries.plan_step import Rules
from confradar.views.remarks import plan_remarks
from queries.conftest import Catalogue
from support import NOW_EPOCH, deadline, edition, venue


@pytest.fixture
def index(indexed: Catalogue) -> sqlite3.Connection:
    """Alpha decides in November; Beta takes papers in December, Gamma in the August after."""
    told = [("2026-09-10", "2026-11-10"), ("2026-12-01", "2027-02-01")]
    early, late = (
        edition(2027, deadline(paper), deadline(decided, "notification")) for paper, decided in told
    )
    return indexed(
        venue("alpha", ranks={"ccf": "A"}, editions=[early]),
        venue("beta", ranks={"ccf": "B"}, editions=[late]),
        venue("gamma", ranks={"ccf": "C"}, editions=[edition(2027, deadline("2027-08-20"))]),
    )


def asked(
    index: sqlite3.Connection, *order: str, rules: Rules | None = None, depth: int = 3
) -> Answers:
    rules = rules or Rules(NOW_EPOCH, wait=None if order else WAIT)
    wanted = VenueFilter(venues=order)
    return answer(index, Request(wanted, [Paper("", NOW_EPOCH)], rules, depth, order=order))


def test_a_ladder_that_ends_early_says_how_it_could_go_on(index: sqlite3.Connection) -> None:
    said = asked(index)
    (result,) = said.of_papers
    assert [step.slot.venue.id for step in result.ladder.steps] == ["alpha", "beta"]
    assert [(item.venue.id, item.reason) for item in result.left] == [("gamma", "long wait")]
    assert (result.ends_early, result.tight, result.wait_days) == (True, None, 200)
    assert list(plan_remarks(said, explained=False)) == [
        "after step 2 the ladder ends: no other venue can take the paper then",
        "with --wait 200d it could be gamma-A, paper due 2027-08-20",
        "left out 1 of 3 matching venues: 1 long wait (--explain shows each)",
    ]


def test_with_that_wait_it_does_and_ends_where_no_decision_is_known(
    index: sqlite3.Connection,
) -> None:
    rules = Rules(NOW_EPOCH, wait=200 * DAY)
    assert [slot.venue.id for slot in asked(index, rules=rules).slots][-1] == "gamma"
    (further,) = asked(index, rules=rules, depth=4).of_papers
    assert (further.ends_early, further.undecided) == (True, True)


def test_of_a_given_order_the_first_step_that_cannot_be_made_has_its_reason(
    index: sqlite3.Connection,
) -> None:
    (result,) = asked(index, "beta", "alpha", "gamma").of_papers
    assert [step.slot.venue.id for step in result.ladder.steps] == ["beta"]
    assert [(number, item.reason) for number, item in result.blocked] == [
        (2, "under review then"),
        (3, "not reached"),
    ]
    assert result.left == ()
    with pytest.raises(UsageError, match="names beta twice"):
        asked(index, "beta", "beta")


def test_what_is_meant_where_nothing_is_said() -> None:
    def of(order: str | None, *, given: bool = False, fitting: bool = False) -> Rules:
        return rules_for(0, least="likely", wait=None, order=order, given=given, fitting=fitting)

    assert (of(None).order, of(None, fitting=True).order) == ("rank", "fit")
    assert (of(None).wait, of(None, given=True).wait) == (WAIT, None)
    with pytest.raises(UsageError, match="needs the paper's text"):
        of("fit")
