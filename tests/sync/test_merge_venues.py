"""Merging: which venue a record is, which of two dates is followed, and that nothing is lost or
done twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from confradar.formats.lists.reading import Move, Reading
from confradar.model.deadline import Deadline
from confradar.model.venue import Acceptance, Edition, Venue
from confradar.sync.merge_result import Merged
from confradar.sync.merge_venues import merge, merge_acceptance

PAGE = "https://icml.cc/2026/cfp"
MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


def paper(
    at: str = "2026-05-06 23:59:59",
    source: str = "ccfddl",
    recorded: date | None = MAY,
    **facts: Any,
) -> Deadline:
    return Deadline.model_validate(
        {"kind": "paper", "at": at, "zone": "AoE", "source": source, "recorded": recorded, **facts}
    )


def edition(
    *deadlines: Deadline, source: str = "ccfddl", recorded: date | None = MAY, **facts: Any
) -> Edition:
    return Edition.model_validate(
        {"year": 2026, "source": source, "recorded": recorded, "deadlines": deadlines, **facts}
    )


def venue(*editions: Edition, source: str = "ccfddl", **facts: Any) -> Venue:
    base = {
        "id": "icml",
        "acronym": "ICML",
        "name": "International Conference on Machine Learning",
        "kind": "conference",
    }
    return Venue.model_validate(
        {**base, "topics": ["ml"], "sources": [source], "editions": editions, **facts}
    )


def merged(ours: Venue | list[Venue], *theirs: Venue, source: str = "hf") -> Merged:
    return merge(ours if isinstance(ours, list) else [ours], Reading(source, theirs))


def dated(plan: Merged) -> list[tuple[str, str]]:
    return [
        (".".join(map(str, item.key)).rstrip("."), item.at)
        for item in plan.venues[0].editions[0].deadlines
    ]


def whats(plan: Merged) -> list[str]:
    return [change.what for change in plan.changes]


# Which venue


def test_a_venue_that_is_not_known_is_added_last_with_all_it_has() -> None:
    fresh = venue(edition(paper()), id="kdd", acronym="KDD", name="Knowledge Discovery")
    plan = merged(venue(), fresh)
    assert [item.id for item in plan.venues] == ["icml", "kdd"]
    assert plan.venues[1] == fresh
    assert whats(plan) == ["new venue"]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({}, {}),
        ({}, {"acronym": "icml", "id": "icml-conf", "name": "ICML"}),
        ({"aliases": ["Int'l ML"]}, {"acronym": "Int'l ML", "id": "intl-ml", "name": "Intl ML"}),
        (
            {"dblp": "conf/icml"},
            {
                "dblp": "conf/icml",
                "acronym": "IntCML",
                "id": "intcml",
                "name": "Conference on Machine Learning",
            },
        ),
        ({}, {"acronym": "IntCML", "id": "intcml"}),
        (
            {"acronym": "ECML-PKDD", "id": "ecmlpkdd"},
            {"acronym": "ECML/PKDD", "id": "ecml-pkdd", "name": "ECML PKDD"},
        ),
    ],
    ids=["same", "acronym", "alias", "dblp", "full name", "spelling"],
)
def test_the_same_venue_is_found_by(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    plan = merged(venue(**ours), venue(edition(), **theirs))
    assert len(plan.venues) == 1
    assert len(plan.venues[0].editions) == 1


def test_two_venues_of_one_acronym_stay_two_and_get_the_right_records() -> None:
    crypto = venue(
        id="fse",
        acronym="FSE",
        name="Fast Software Encryption",
        dblp="conf/fse",
        topics=["security"],
    )
    engineering = venue(
        id="fse-se",
        acronym="FSE",
        name="Foundations of Software Engineering",
        dblp="conf/sigsoft",
        topics=["se"],
    )
    theirs = [
        item.model_copy(update={"id": "fse", "editions": (edition(paper(f"2026-0{n}-01")),)})
        for n, item in ((1, engineering), (2, crypto))
    ]
    plan = merged([crypto, engineering], *theirs, source="ccfddl")
    assert [(item.id, item.editions[0].deadlines[0].at) for item in plan.venues] == [
        ("fse", "2026-02-01"),
        ("fse-se", "2026-01-01"),
    ]
    both_new = merged([], *theirs, source="ccfddl")
    assert [item.id for item in both_new.venues] == ["fse", "fse-security"], "a taken id gives way"


def test_a_shared_dblp_key_is_not_enough_where_the_names_differ() -> None:
    ours = venue(
        id="ccs", acronym="CCS", name="Computer and Communications Security", dblp="conf/ccs"
    )
    theirs = venue(id="asiaccs", acronym="AsiaCCS", name="Asian Pacific Forum", dblp="conf/ccs")
    assert [item.id for item in merged(ours, theirs).venues] == ["ccs", "asiaccs"]


# A venue's and an edition's own facts


def test_gaps_of_a_venue_are_filled_when_a_source_is_first_met_and_what_is_there_stays() -> None:
    ours = venue(ranks={"ccf": "A"}, source="seed")
    theirs = venue(
        ranks={"ccf": "B", "core": "A*"},
        dblp="conf/icml",
        url="https://icml.cc",
        h5={"index": 5, "source": "hf"},
        source="hf",
    )
    (found,) = merged(ours, theirs).venues
    assert (
        found.ranks.ccf,
        found.ranks.core,
        found.dblp,
        found.url,
        found.h5 and found.h5.index,
    ) == ("A", "A*", "conf/icml", "https://icml.cc", 5)
    assert found.sources == ("seed", "hf")
    emptied = found.model_copy(update={"dblp": None})
    assert merged(emptied, theirs).venues[0].dblp is None, "later they are the curator's"


def test_gaps_of_an_edition_are_filled_and_what_is_there_stays() -> None:
    ours = edition(place="Seoul, South Korea", country="KR")
    theirs = edition(
        place="Seoul",
        country="KP",
        url="https://icml.cc/2026",
        start=date(2026, 7, 6),
        end=date(2026, 7, 11),
        source="hf",
        recorded=JUNE,
    )
    (found,) = merged(venue(ours), venue(theirs)).venues[0].editions
    assert (found.place, found.country, found.url) == (
        "Seoul, South Korea",
        "KR",
        "https://icml.cc/2026",
    )
    assert (found.start, found.end, found.source, found.also) == (
        date(2026, 7, 6),
        date(2026, 7, 11),
        "ccfddl",
        ("hf",),
    )


def test_editions_that_are_new_take_their_place_by_year() -> None:
    plan = merged(
        venue(edition(year=2027), edition(year=2025)),
        venue(edition(year=2026), edition(year=2028), edition(year=2024)),
    )
    assert [item.year for item in plan.venues[0].editions] == [2028, 2027, 2026, 2025, 2024]
    assert whats(plan) == ["new edition"] * 3


def test_days_of_the_later_recorded_list_are_followed_and_the_others_kept() -> None:
    ours = edition(start=date(2026, 7, 1), end=date(2026, 7, 3))
    theirs = edition(start=date(2026, 7, 6), end=date(2026, 7, 11), source="hf", recorded=JUNE)
    (found,) = merged(venue(ours), venue(theirs)).venues[0].editions
    assert (found.start, found.end, found.source, found.recorded) == (
        date(2026, 7, 6),
        date(2026, 7, 11),
        "hf",
        JUNE,
    )
    assert [(item.source, item.key, item.value) for item in found.differs] == [
        ("ccfddl", "days", "2026-07-01/2026-07-03")
    ]
    (kept,) = merged(venue(theirs), venue(ours)).venues[0].editions
    assert (kept.start, kept.source) == (date(2026, 7, 6), "hf")
    assert [(item.source, item.value) for item in kept.differs] == [
        ("ccfddl", "2026-07-01/2026-07-03")
    ]


# Dates


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


# Histories and rates


def test_a_history_of_moves_becomes_a_chain_that_ends_at_the_date_known() -> None:
    moves = (
        Move("ICML", 2026, "paper", date(2026, 4, 22), date(2026, 4, 29), date(2026, 4, 20)),
        Move("ICML", 2026, "paper", date(2026, 4, 29), date(2026, 5, 6), date(2026, 4, 28)),
        Move("ICML", 2026, "paper", date(2026, 3, 1), date(2026, 3, 8), date(2026, 3, 1)),
        Move("Unknown", 2026, "paper", date(2026, 3, 1), date(2026, 5, 6), date(2026, 3, 1)),
    )
    broken = Reading("ccfddl", moves=(moves[0], *moves[2:]))
    assert merge([venue(edition(paper()))], broken).changes == (), (
        "a history that ends elsewhere is not this date's"
    )
    plan = merge([venue(edition(paper()))], Reading("ccfddl", moves=moves))
    (found,) = plan.venues[0].editions[0].deadlines
    assert [(item.at, str(item.recorded)) for item in found.revisions] == [
        ("2026-04-22 23:59:59", "2026-04-20"),
        ("2026-04-29 23:59:59", "2026-04-28"),
    ]
    assert merge(plan.venues, Reading("ccfddl", moves=moves)).changes == ()


@pytest.mark.parametrize(
    ("at", "earlier"),
    [
        ("2026-5-6 23:59", "2026-04-29 23:59"),
        ("2026-05-06T7:00", "2026-04-29 7:00"),
        ("2026-5-06", "2026-04-29"),
        ("2026-05-06 24:00", "2026-04-29 24:00"),
    ],
)
def test_a_history_fits_a_date_however_it_is_spelled(at: str, earlier: str) -> None:
    move = Move("ICML", 2026, "paper", date(2026, 4, 29), date(2026, 5, 6), date(2026, 4, 20))
    plan = merge([venue(edition(paper(at)))], Reading("ccfddl", moves=(move,)))
    assert [item.at for item in plan.venues[0].editions[0].deadlines[0].revisions] == [earlier]


def test_acceptance_rates_fill_gaps_make_editions_and_never_overwrite() -> None:
    rate, other = (Acceptance(submitted=100, accepted=number, source="page") for number in (25, 30))
    ours = venue(edition(), edition(year=2024, acceptance=rate))
    plan = merge_acceptance(
        [ours],
        {
            ("ICML", 2026): rate,
            ("icml", 2024): other,
            ("ICML", 2025): rate,
            ("Unknown", 2026): rate,
        },
        "ccfddl",
    )
    found = {item.year: item.acceptance for item in plan.venues[0].editions}
    assert found == {2026: rate, 2025: rate, 2024: rate}
    assert [item.year for item in plan.venues[0].editions] == [2026, 2025, 2024]
    assert whats(plan) == ["acceptance", "kept", "acceptance"]


def test_a_change_is_told_in_one_line() -> None:
    plan = merged(
        venue(edition(paper())),
        venue(edition(paper("2026-05-08 23:59:59", "hf", JUNE), source="hf")),
    )
    assert [str(change) for change in plan.changes] == [
        "corrected: icml 2026 paper: 2026-05-06 23:59:59 AoE -> 2026-05-08 23:59:59 AoE"
    ]
