"""Merging: which venue a record is, which of two dates is followed, and that nothing is lost or
done twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from confradar.formats.lists.reading import Move, Reading
from confradar.model.venue import Acceptance
from confradar.sync.merge_venues import merge, merge_acceptance
from merging import JUNE, edition, merged, paper, venue, whats

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
