"""A text as terms: what counts as a word, what a pair is, and what has no say."""

from __future__ import annotations

import pytest

from confradar.matching.terms import MOST_WORDS, PART, WORD, terms, tokens


def stems(text: str) -> list[str]:
    return [word.stem for word in tokens(text) if word.stem]


def pairs(text: str) -> list[str]:
    words = tokens(text)
    return [
        words[term.first].stem + " " + words[term.last].stem
        for term in terms(words)
        if term.first != term.last
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Graph networks", "graph NETWORK"),
        ("Schrödinger", "schrodinger"),
        ("fiancé’s", "fiance"),
        ("low-resource", "low resource"),
        ("theories", "theory"),
        ("3D", "3d"),
        ("ﬁne", "fine"),
    ],
)
def test_spellings_of_a_word_are_one(one: str, other: str) -> None:
    assert stems(one) == stems(other) != []


def test_words_of_other_endings_stay_apart() -> None:
    assert stems("bias corpus analysis class") == ["bia", "corpus", "analysis", "class"]


def test_words_that_say_nothing_of_a_subject_are_no_terms() -> None:
    assert stems("We propose a new method for the parsing of trees") == ["parsing", "tree"]


def test_a_pair_is_of_two_words_that_stand_together() -> None:
    assert pairs("morphological inflection with transformers: sparse views, graph-based") == [
        "morphological inflection",
        "sparse view",
    ]


def test_a_long_word_is_known_by_its_beginning_too() -> None:
    masses = {
        text: sorted(term.mass for term in terms(tokens(text))) for text in ("tree", "transformer")
    }
    assert masses == {"tree": [WORD], "transformer": [PART, WORD]}
    beginnings = [
        {term.key for term in terms(tokens(text)) if term.mass == PART}
        for text in ("transformer", "transforming")
    ]
    assert beginnings[0] == beginnings[1]


def test_keys_are_the_same_on_every_machine() -> None:
    """They stand in the shipped model."""
    assert [term.key for term in terms(tokens("graph trees"))] == [
        155518428,
        3074318044,
        1305595857,
    ]


def test_the_rest_of_a_very_long_text_is_not_read() -> None:
    assert len(tokens("graph " * (MOST_WORDS + 50))) == MOST_WORDS
