"""Names compare equal however they are written, and a mistyped one finds its nearest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from confradar.model.names import fold, nearest


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NLP", "nlp"),
        ("Natural-Language  Processing", "natural language processing"),
        ("ECML-PKDD", "ECML/PKDD"),
        ("ECML_PKDD", "ecml & pkdd"),
        ("São Paulo", "Sao Paulo"),
        ("Zürich", "ZURICH"),
        ("Straße", "STRASSE"),
        ("ＮｅｕｒＩＰＳ", "NeurIPS"),
        ("ﬁrst", "first"),
        ("(ICML)", " ICML "),
        ("SIGIR’s".replace("’", "'"), "SIGIR s"),
        ("中国", "中国"),
    ],
)
def test_spellings_of_one_name_are_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("ICML", "ICMLA"), ("C++", "C"), ("3DV", "DV"), ("中国", "中华"), ("UIST", "UI ST")],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=20))
def test_folding_is_final(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert fold(text.upper().lower()) == fold(text.lower()) or not text.isascii()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("nuerips", "NeurIPS"), ("icmll", "ICML"), ("aaaai", "AAAI"), ("interspech", "Interspeech")],
)
def test_a_mistyped_name_finds_the_one_that_was_meant(typed: str, meant: str) -> None:
    assert nearest(typed, ["NeurIPS", "ICML", "AAAI", "Interspeech", "KDD"])[0] == meant


def test_nothing_near_gives_nothing_and_equal_names_are_said_once() -> None:
    assert nearest("zzzz", ["NeurIPS", "ICML"]) == []
    assert nearest("icm", ["ICML", "icml", "Icml"]) == ["ICML"]
    assert len(nearest("icml", [f"icml{number}" for number in range(9)], limit=2)) == 2
