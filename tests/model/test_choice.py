"""One of a few words: which is meant, and what is said of another."""

from __future__ import annotations

import pytest

from confradar.errors import UsageError
from confradar.model.choice import one_of

KINDS = ("camera_ready", "paper", "A*")


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ("Camera-Ready", "camera_ready"),
        ("CAMERA READY", "camera_ready"),
        (" paper ", "paper"),
        ("a*", "A*"),
        ("Final Version", "camera_ready"),
    ],
)
def test_case_and_separators_do_not_count(given: str, word: str) -> None:
    assert one_of(given, KINDS, "", also={"final_version": "camera_ready"}) == word


@pytest.mark.parametrize(
    ("given", "hint", "expected"),
    [
        ("papr", None, "did you mean paper?"),
        ("papr", "see the list", "did you mean paper?"),
        ("poster", "see the list", "see the list"),
        ("poster", None, "one of camera_ready, paper, A*"),
        ("A+", None, "one of camera_ready, paper, A*"),
        ("", None, "one of camera_ready, paper, A*"),
    ],
)
def test_another_word_is_refused_with_what_there_is(
    given: str, hint: str | None, expected: str
) -> None:
    with pytest.raises(UsageError, match="there is no kind") as caught:
        one_of(given, KINDS, "there is no kind", hint=hint)
    assert (repr(given) in str(caught.value), caught.value.hint) == (True, expected)
