"""Which records are of one venue, and what a record calls it."""

from __future__ import annotations

import itertools

import pytest

from confradar.sources import aideadlines
from confradar.sources.naming import called, identities, series_name, series_title

ENCRYPTION = called("FSE", "Fast Software Encryption", ["security"], 2025)
TRANSACTIONS = called("FSE", "IACR Transactions on Symmetric Cryptology", ["security"], 2026)
ENGINEERING = called("FSE", "Foundations of Software Engineering", ["se"], 2025)
JOINT = called(
    "FSE", "ACM Joint European Software Engineering Conference and Symposium on the Foundations of Software Engineering", ["se"], 2024
)
NAMELESS = called("FSE", "FSE", ["se"], 2026)


@pytest.mark.parametrize("order", list(itertools.permutations([ENCRYPTION, TRANSACTIONS, ENGINEERING, JOINT, NAMELESS]))[::7])
def test_two_venues_of_one_title_stay_two_in_whichever_order_they_stand(order: tuple[object, ...]) -> None:
    records = [ENCRYPTION, TRANSACTIONS, ENGINEERING, JOINT, NAMELESS]
    keys = dict(zip(order, identities(order), strict=True))  # type: ignore[arg-type] # permutations keep the type
    assert len(set(keys.values())) == 2
    assert [keys[record] == keys[ENCRYPTION] for record in records] == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("names", "areas"),
    [
        (["International Conference on Learning Representations", "The Tenth International Conference on Learning Representations"], ["ml", "data-mining"]),
        (["European Conference on Information Retrieval", "The 46th European Conference on Information Retrieval (ECIR)"], ["ir", "nlp"]),
        (["Conference on Empirical Methods in NLP", "Empirical Methods in Natural Language Processing"], ["nlp", "ai"]),
        (["", "International Conference on Machine Learning"], ["ai", "ml"]),
        (["One Name of It", "Quite Another Wording"], ["ml", "ml"]),
        (["One Name of It", "Quite Another Wording"], ["ml", ""]),
    ],
)  # fmt: skip
def test_variants_of_a_name_and_one_field_are_one_venue(names: list[str], areas: list[str]) -> None:
    records = [
        called("ABC", name or "ABC", [area] if area else [], year) for year, (name, area) in enumerate(zip(names, areas, strict=True))
    ]
    assert len(set(identities(records))) == len(set(identities(records[::-1]))) == 1


def test_unknown_tags_tell_fields_apart_too() -> None:
    body = """
- {title: SEC, full_name: Basket Weaving Colloquium, year: 2027, sub: Basketry, deadline: 2027-01-01}
- {title: SEC, full_name: Information Assurance Days, year: 2027, sub: SEC, deadline: 2027-01-02}
"""
    assert [len(venue.editions[0].deadlines) for venue in aideadlines.read(body.encode()).venues] == [1, 1]


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
