"""Which round a label names, whether its date starts or ends a period, and whether it was
extended."""

from __future__ import annotations

import itertools
from typing import Literal

from confradar.formats.wording.marked_words import Word

Side = Literal["start", "end"]
Extended = Literal["new", "old"]
_LETTERS = ("a", "b", "c", "d")


def side_of(words: list[Word]) -> Side | None:
    """An end wins: ``open until`` is one, and what is open till a deadline."""
    roles = {word.role for word in words}
    if "end" in roles:
        return "end"
    return "start" if "start" in roles or ("open" in roles and "due" not in roles) else None


def extended_of(words: list[Word]) -> Extended | None:
    roles = {word.role for word in words}
    if "old" in roles:
        return "old"
    if roles & {"extended", "postponed"} and "negated" not in roles:
        return "new"
    return "old" if "was" in roles else None


def round_of(words: list[Word]) -> int | None:
    """A number or letter behind a round's word (``round 2``, ``cycle B``), or an ordinal before one
    (``second full-paper round``)."""
    for before, after in itertools.pairwise(words):
        if before.role == "rounds" and after.text in _LETTERS:
            return _LETTERS.index(after.text) + 1
        if (
            before.role == "rounds"
            and after.role in {"number", "ordinal"}
            and after.name.isdigit()
            and 1 <= int(after.name) <= 99
        ):
            return int(after.name)
    for place, word in enumerate(words):
        if word.role == "ordinal":
            for after in words[place + 1 :]:
                if after.role in {"rounds", "due"} or after.text in {
                    "call",
                    "call for paper",
                    "phase",
                }:
                    return int(word.name)
                if after.role in {"track", "unknown", "number", "joins"}:
                    break
    return None
