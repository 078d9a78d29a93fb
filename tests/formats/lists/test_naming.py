"""Which records are of one venue, and what a record calls it."""

from __future__ import annotations

import itertools

import pytest

from confradar.formats.lists import aideadlines, ccfddl
from confradar.formats.lists.naming import called, identities, series_name, series_title

ENCRYPTION = called("FSE", "Fast Software Encryption", ["security"], 2025)
TRANSACTIONS = called("FSE", "IACR Transactions on Symmetric Cryptology", ["security"], 2026)
ENGINEERING = called("FSE", "Foundations of Software Engineering", ["se"], 2025)
JOINT = called(
    "FSE",
    "ACM Joint European Software Engineering Conference and Symposium on the Foundations of "
    "Software Engineering",
    ["se"],
    2024,
)
NAMELESS = called("FSE", "FSE", ["se"], 2026)


@pytest.mark.parametrize(
    "order",
    list(itertools.permutations([ENCRYPTION, TRANSACTIONS, ENGINEERING, JOINT, NAMELESS]))[::7],
)
def test_two_venues_of_one_title_stay_two_in_whichever_order_they_stand(
    order: tuple[object, ...],
) -> None:
    records = [ENCRYPTION, TRANSACTIONS, ENGINEERING, JOINT, NAMELESS]
    keys = dict(zip(order, identities(order), strict=True))  # type: ignore[arg-type] # permutations keep the type
    assert len(set(keys.values())) == 2
    assert [keys[record] == keys[ENCRYPTION] for record in records] == [
        True,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("names", "areas"),
    [
        (["International Conference on Learning Representations",
            "The Tenth International Conference on Learning Representations"],
            ["ml", "data-mining"]),
        (["European Conference on Information Retrieval",
            "The 46th European Conference on Information Retrieval (ECIR)"], ["ir", "nlp"]),
        (["Conference on Empirical Methods in NLP",
            "Empirical Methods in Natural Language Processing"], ["nlp", "ai"]),
        (["", "International Conference on Machine Learning"], ["ai", "ml"]),
        (["One Name of It", "Quite Another Wording"], ["ml", "ml"]),
        (["One Name of It", "Quite Another Wording"], ["ml", ""]),
    ],
)  # fmt: skip
def test_variants_of_a_name_and_one_field_are_one_venue(names: list[str], areas: list[str]) -> None:
    records = [
        called("ABC", name or "ABC", [area] if area else [], year)
        for year, (name, area) in enumerate(zip(names, areas, strict=True))
    ]
    assert len(set(identities(records))) == len(set(identities(records[::-1]))) == 1


def test_unknown_tags_tell_fields_apart_too() -> None:
    body = """
- {title: SEC, full_name: Basket Weaving Colloquium, year: 2027, sub: Basketry,
  deadline: 2027-01-01}
- {title: SEC, full_name: Information Assurance Days, year: 2027, sub: SEC, deadline: 2027-01-02}
"""
    assert [
        len(venue.editions[0].deadlines) for venue in aideadlines.read(body.encode()).venues
    ] == [1, 1]


@pytest.mark.parametrize(
    ("title", "series", "cycle"),
    [
        ("CSCW (July cycle)", "CSCW", "July cycle"),
        ("EICS PACM (Round 2)", "EICS PACM", "Round 2"),
        ("IEEE S&P - First Deadline", "IEEE S&P", "First Deadline"),
        ("ICML 2027", "ICML", None),
        ("ICML (2027)", "ICML", None),
        ("ICML'27", "ICML", None),
        ("ICML-2027", "ICML", None),
        ("ICML 2027 (second round)", "ICML", "second round"),
        ("S&P (Oakland)", "S&P (Oakland)", None),
        ("CSCW 2026", "CSCW 2026", None),
        ("(Round 2)", "(Round 2)", None),
        ("3DV", "3DV", None),
        ("ICML-27", "ICML", None),
        ("ICML27", "ICML", None),
        ("ICML-26", "ICML-26", None),
        ("2027 ICML", "ICML", None),
        ("EuroSys (Fall)", "EuroSys", "Fall"),
        ("EuroSys Spring", "EuroSys", "Spring"),
        ("EuroSys'27 (Autumn)", "EuroSys", "Autumn"),
        ("NSDI Fall Deadline", "NSDI", "Fall Deadline"),
        ("KDD Cycle 2", "KDD", "Cycle 2"),
        ("VLDB (every month)", "VLDB", "every month"),
        ("VLDB (April)", "VLDB", "April"),
        ("ACL (ARR)", "ACL", "ARR"),
        ("CCS Cycle B", "CCS", "Cycle B"),
        ("ECML-PKDD (Research Track)", "ECML-PKDD", "Research Track"),
        ("NeurIPS Main Conference", "NeurIPS", "Main Conference"),
        ("VLDB Vol. 20", "VLDB", "Vol. 20"),
        ("The 41st AAAI Conference", "AAAI", None),
        ("The Web Conference", "The Web Conference", None),
        ("EMNLP (Industry Track)", "EMNLP (Industry Track)", None),
        ("Winter Simulation", "Winter Simulation", None),
    ],
)
def test_titles(title: str, series: str, cycle: str | None) -> None:
    assert series_title(title, 2027) == (series, cycle)


@pytest.mark.parametrize(
    ("full", "series"),
    [
        ("The 46th Annual Meeting of X", "Meeting of X"),
        ("The Tenth International Conference on Y", "International Conference on Y"),
        ("Thirty-First AAAI Conference", "AAAI Conference"),
        ("The Twentieth Workshop", "Workshop"),
        ("Health Informatics", "Health Informatics"),
        ("39th", "39th"),
    ],
)
def test_an_ordinal_is_the_editions_not_the_series(full: str, series: str) -> None:
    assert series_name(full) == series


@pytest.mark.parametrize(
    ("facts", "acronym", "name"),
    [
        ("title: ABC, full_name: A Big Conference", "ABC", "A Big Conference"),
        ("name: ABC, description: A Big Conference", "ABC", "A Big Conference"),
        ("name: A Big Conference, abbrv: ABC", "ABC", "A Big Conference"),
        ("title: A Big Conference, shortname: ABC", "ABC", "A Big Conference"),
        ("title: A Big Conference, name: ABC", "ABC", "A Big Conference"),
        ("title: ABC, full_title: A Big Conference", "ABC", "A Big Conference"),
        ("conference: ABC", "ABC", "ABC"),
    ],
)
def test_short_and_full_names_stand_under_many_keys(facts: str, acronym: str, name: str) -> None:
    (venue,) = aideadlines.read(f"- {{{facts}, year: 2027, sub: ML}}".encode()).venues
    assert (venue.acronym, venue.name) == (acronym, name)


def _series(
    title: str,
    name: str,
    *,
    day: str,
    place: str = "Oslo, Norway",
    date: str = "September 6-9, 2027",
    dblp: str = "qzc",
) -> str:
    edition = (
        f"{{year: 2027, timezone: AoE, date: '{date}', place: '{place}', timeline: [{{deadline: "
        f"'{day}'}}]}}"
    )
    return (
        f"- {{title: {title}, description: '{name}', sub: AI, dblp: {dblp}, confs: [{edition}]}}\n"
    )


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("EuroQZC", "European Conference on Quizzing"),
        ("QZC", "European Conference on Quizzing"),
        ("QZC", "Workshop on Quizzing"),
        ("QZC", "Conference on Quartz Chemistry"),
        ("QZC@ICML", "Conference on Quizzing"),
    ],
)
def test_two_series_of_a_list_are_two_venues_whatever_they_share(title: str, name: str) -> None:
    text = _series("QZC", "Conference on Quizzing", day="2027-01-20") + _series(
        title, name, day="2027-02-20"
    )
    venues = ccfddl.read(text.encode()).venues
    assert [[item.at for item in venue.editions[0].deadlines] for venue in venues] == [
        ["2027-01-20"],
        ["2027-02-20"],
    ]


@pytest.mark.parametrize("title", ["QZC", "ACM QZC", "qzc", "QZC-27"])
def test_what_a_list_says_twice_and_otherwise_is_reported_and_kept_beside(title: str) -> None:
    text = _series("QZC", "Conference on Quizzing", day="2027-01-20") + _series(
        title,
        "International Conference on Quizzing",
        day="2027-01-25",
        place="Rome, Italy",
        date="September 7-9, 2027",
        dblp="other",
    )
    reading = ccfddl.read(text.encode())
    ((edition,),) = (venue.editions for venue in reading.venues)
    assert [item.at for item in edition.deadlines] == ["2027-01-20"]
    assert [(item.key, item.value) for item in edition.differs] == [
        ("days", "2027-09-07/2027-09-09"),
        ("place", "Rome, Italy"),
        ("paper", "2027-01-25"),
    ]
    assert [item.key for item in reading.unread] == ["days", "place", "paper"]


def test_what_a_list_says_twice_alike_is_said_once() -> None:
    text = _series("QZC", "Conference on Quizzing", day="2027-01-20") * 2
    reading = ccfddl.read(text.encode())
    assert [len(edition.deadlines) for venue in reading.venues for edition in venue.editions] == [1]
    assert reading.unread == ()


def test_seasons_are_rounds_of_one_venue() -> None:
    text = _series("EuroX (Fall)", "X", day="2026-09-24") + _series(
        "EuroX (Spring)", "X", day="2027-02-01"
    )
    (venue,) = ccfddl.read(text.encode()).venues
    assert venue.acronym == "EuroX"
    assert [(item.label, item.at) for item in venue.editions[0].deadlines] == [
        ("Fall", "2026-09-24"),
        ("Spring", "2027-02-01"),
    ]


@pytest.mark.parametrize("host", ["COLM 2026", "COLM", "COLM'26"])
def test_a_conference_beside_a_name_is_the_host_of_a_workshop(host: str) -> None:
    text = f'- {{name: Tiny Workshop on Edits, conference: "{host}", year: 2026, sub: ML}}'
    (venue,) = aideadlines.read(text.encode()).venues
    assert (venue.acronym, venue.parent, venue.kind.value) == (
        "Tiny Workshop on Edits",
        "colm",
        "workshop",
    )
