"""The dated points of an edition and of a list about it become one list: which are the same, and
which value is followed."""

from __future__ import annotations

from datetime import date

import pytest

from confradar.formats.lists.reading import Reading
from confradar.sync.merge_venues import merge
from merging import JULY, JUNE, MAY, PAGE, dated, edition, merged, paper, venue, whats


@pytest.mark.parametrize(
    ("at", "zone"),
    [
        ("2026-05-06 23:59:59", "AoE"),
        ("2026-05-06 23:59", "UTC-12"),
        ("2026-05-07 11:59:30", "UTC"),
        ("2026-05-06", "AoE"),
    ],
)
def test_the_same_point_in_other_words_is_confirmed_not_changed(at: str, zone: str) -> None:
    plan = merged(
        venue(edition(paper())), venue(edition(paper(at, "hf", JUNE, zone=zone), source="hf"))
    )
    (found,) = plan.venues[0].editions[0].deadlines
    assert found == paper(also=("hf",))
    assert [str(change) for change in plan.changes] == [
        "noted: icml sources and labels: as hf has them"
    ]


def test_the_later_recorded_list_is_followed_and_the_other_value_is_kept() -> None:
    plan = merged(
        venue(edition(paper())),
        venue(edition(paper("2026-05-08 23:59:59", "hf", JUNE), source="hf")),
    )
    (found,) = plan.venues[0].editions
    assert found.deadlines == (paper("2026-05-08 23:59:59", "hf", JUNE),)
    assert [
        (item.source, item.key, item.value, item.zone, item.recorded) for item in found.differs
    ] == [("ccfddl", "paper", "2026-05-06 23:59:59", "AoE", MAY)]
    assert whats(plan) == ["corrected"]


@pytest.mark.parametrize("recorded", [None, date(2026, 4, 1), MAY])
def test_an_earlier_or_equally_recorded_list_is_only_noted(recorded: date | None) -> None:
    plan = merged(
        venue(edition(paper())),
        venue(edition(paper("2026-05-08 23:59:59", "hf", recorded), source="hf")),
    )
    (found,) = plan.venues[0].editions
    assert found.deadlines == (paper(),)
    assert [(item.source, item.value) for item in found.differs] == [("hf", "2026-05-08 23:59:59")]
    assert whats(plan) == ["kept"]


def test_a_page_that_a_curator_read_wins_over_any_list() -> None:
    ours = paper(source=PAGE, recorded=None)
    plan = merged(
        venue(edition(ours)), venue(edition(paper("2026-05-13 23:59:59", "hf", JULY), source="hf"))
    )
    assert plan.venues[0].editions[0].deadlines == (ours,)
    assert whats(plan) == ["kept"]


def test_a_value_that_a_curator_ruled_out_does_not_come_back_from_any_list() -> None:
    ruled = edition(
        paper(),
        differs=[
            {
                "source": "other",
                "key": "paper",
                "value": "2026-05-13 23:59:59",
                "why": "a typing error",
            }
        ],
    )
    for at, source in (("2026-05-13 23:59:59", "hf"), ("2026-05-13 23:59:59", "ccfddl")):
        plan = merged(
            venue(ruled), venue(edition(paper(at, source, JULY), source=source)), source=source
        )
        assert plan.venues[0].editions[0].deadlines == (paper(),)
        assert set(whats(plan)) <= {"noted"}, "only that the list has the edition too"


def test_announced_beats_tbd_and_tbd_beats_nothing() -> None:
    tbd, known = paper("TBD"), paper("2026-05-08 23:59:59", "hf", date(2026, 1, 1))
    plan = merged(venue(edition(tbd)), venue(edition(known, source="hf")))
    assert plan.venues[0].editions[0].deadlines == (known,)
    assert (whats(plan), plan.venues[0].editions[0].differs) == (["announced"], ())
    back = merged(venue(edition(known)), venue(edition(paper("TBD", "hf", JULY), source="hf")))
    assert back.venues[0].editions[0].deadlines == (known,)
    assert set(whats(back)) <= {"noted"}


@pytest.mark.parametrize("order", [1, -1])
def test_a_date_finds_its_own_round_beside_one_that_is_still_tbd(order: int) -> None:
    rounds = [paper("2026-02-01 12:00", round=1), paper("TBD", round=2)][::order]
    plan = merged(venue(edition(*rounds)), venue(edition(*rounds)), source="ccfddl")
    assert (plan.venues[0].editions[0].deadlines, plan.changes) == (tuple(rounds), ())


@pytest.mark.parametrize(
    ("at", "moved"),
    [
        ("2026-05-13 23:59:59", True),
        ("2026-05-20 23:59:59", True),
        ("2026-05-04 23:59:59", False),
        ("2027-05-06 23:59:59", False),
    ],
)
def test_an_extension_in_the_same_list_keeps_the_earlier_date_and_a_correction_does_not(
    at: str, moved: bool
) -> None:
    plan = merged(
        venue(edition(paper())), venue(edition(paper(at, recorded=JUNE))), source="ccfddl"
    )
    (found,) = plan.venues[0].editions[0].deadlines
    assert (found.at, found.recorded) == (at, JUNE)
    assert [(item.at, item.recorded) for item in found.revisions] == (
        [("2026-05-06 23:59:59", JUNE)] if moved else []
    )
    assert whats(plan) == (["moved"] if moved else ["corrected"])


def test_a_second_extension_lengthens_the_chain() -> None:
    once = merged(
        venue(edition(paper())),
        venue(edition(paper("2026-05-13 23:59:59", recorded=JUNE))),
        source="ccfddl",
    )
    twice = merge(
        once.venues,
        Reading("ccfddl", (venue(edition(paper("2026-05-20 23:59:59", recorded=JULY))),)),
    )
    (found,) = twice.venues[0].editions[0].deadlines
    assert [item.at for item in found.revisions] == ["2026-05-06 23:59:59", "2026-05-13 23:59:59"]


def test_an_older_snapshot_of_the_same_list_takes_nothing_back() -> None:
    now = paper("2026-05-13 23:59:59", recorded=JUNE)
    plan = merged(venue(edition(now)), venue(edition(paper(recorded=MAY))), source="ccfddl")
    assert plan.venues[0].editions[0].deadlines == (now,)
    assert (
        merge(plan.venues, Reading("ccfddl", (venue(edition(paper(recorded=MAY))),))).changes == ()
    )


def test_rounds_are_matched_by_date_not_by_number() -> None:
    ours = edition(paper("2026-01-20 12:00", round=1), paper("2026-05-20 12:00", round=2))
    plan = merged(venue(ours), venue(edition(paper("2026-05-22 12:00", "hf", JUNE), source="hf")))
    assert dated(plan) == [("paper.1", "2026-01-20 12:00"), ("paper.2", "2026-05-22 12:00")]


def test_what_belongs_to_a_matched_round_takes_that_rounds_number() -> None:
    ours = edition(paper("2026-01-20 12:00", round=1), paper("2026-05-20 12:00", round=2))
    theirs = edition(
        paper("2026-05-20 12:00", "hf", JUNE),
        paper("2026-07-01", "hf", JUNE, kind="notification"),
        source="hf",
    )
    assert ("notification.2", "2026-07-01") in dated(merged(venue(ours), venue(theirs)))


def test_a_single_date_becomes_the_round_that_the_other_list_says_it_is() -> None:
    theirs = edition(
        paper("2026-01-20 12:00", "hf", JUNE, round=1),
        paper("2026-05-20 12:00", "hf", JUNE, round=2),
        source="hf",
    )
    plan = merged(venue(edition(paper("2026-05-20 12:00"))), venue(theirs))
    assert dated(plan) == [("paper.1", "2026-01-20 12:00"), ("paper.2", "2026-05-20 12:00")]


def test_new_kinds_and_tracks_are_added_in_order_of_date() -> None:
    theirs = edition(
        paper("2026-04-29", "hf", JUNE, kind="abstract"),
        paper("2026-05-20", "hf", JUNE, track="short"),
        paper("2026-07-01", "hf", JUNE, kind="notification"),
        source="hf",
    )
    ours = edition(paper(), paper("2026-06-10", kind="camera_ready"))
    found = dated(merged(venue(ours), venue(theirs)))
    assert found == [
        ("abstract.1", "2026-04-29"),
        ("paper.1", "2026-05-06 23:59:59"),
        ("paper.1.short", "2026-05-20"),
        ("camera_ready.1", "2026-06-10"),
        ("notification.1", "2026-07-01"),
    ]


def test_merging_twice_changes_nothing() -> None:
    ours = venue(edition(paper(), start=date(2026, 7, 1), end=date(2026, 7, 3)), source="ccfddl")
    theirs = venue(
        edition(paper("2026-05-09", "hf", JUNE), paper("2026-09-09", "hf", JUNE, round=2),
            start=date(2026, 7, 2), end=date(2026, 7, 4), source="hf", recorded=JUNE),
        edition(year=2027, source="hf"),
        source="hf",
    )  # fmt: skip
    once = merged(ours, theirs, venue(id="kdd", acronym="KDD", name="Knowledge", source="hf"))
    again = merge(
        once.venues,
        Reading("hf", (theirs, venue(id="kdd", acronym="KDD", name="Knowledge", source="hf"))),
    )
    assert once.changes
    assert (again.venues, again.changes) == (once.venues, ())
