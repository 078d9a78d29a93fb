"""Sentences that are written in English where they arise: errors, notes, reasons in data, help.
Another language has them in a table of its own by the English sentence: a file of pairs, as gettext
keeps them (``msgid``, ``msgstr``), whose ``{places}`` stand for what is filled in.

What is said is a finished text, so it is matched with the sentences of the table, those that say
most first; what fills a place is looked up in turn (a ``{number}`` is digits; only
what is called {why}, {what} and the like goes on behind a colon). What no sentence
matches is looked up in parts, and stays English where none matches these.
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

_PAIR = re.compile(r'^msgid "(.*)"\nmsgstr "(.*)"$', re.MULTILINE)
_PLACE = re.compile(r"\{(\w+)\}")
# Where a text is parted that is not in the table: before brackets, else between sentences.
_BRACKETS, _SENTENCES = (
    re.compile(r" +(?=\[(?:default|required|env|\d|x))"),
    re.compile(r"(?<=\.) +(?=[A-Z])"),
)

_NUMBER, _CLAUSE = "[0-9.,]+", "(?:(?![:;] ).)*?"
# The places that more than a clause may fill.
_LONG = frozenset({"why", "what", "command", "reasons"})
_WIDE = {"; ": "；", ": ": "："}


def pairs(path: Path) -> list[tuple[str, str]]:
    """The sentences of a table, each with its translation."""
    text = path.read_text(encoding="utf-8")
    return [
        (said.replace('\\"', '"'), told.replace('\\"', '"')) for said, told in _PAIR.findall(text)
    ]


def _filling(place: str) -> str:
    """The pattern of what fills a place: a number, any text, or one within its clause."""
    kind = place.rstrip("0123456789")
    pattern = _NUMBER if kind == "number" else ".*?" if kind in _LONG else _CLAUSE
    return f"(?P<{place}>{pattern})"


class _Sentence(NamedTuple):
    """A sentence with places: its words, the longest of which every such text has."""

    said: str
    told: str
    longest: str
    weight: int

    def fill(self, text: str) -> dict[str, str] | None:
        """What fills the places in a text that is this sentence, else None."""
        names = iter(_PLACE.findall(self.said))
        pattern = "".join(
            _filling(next(names)) if place % 2 else re.escape(words)
            for place, words in enumerate(_PLACE.split(self.said))
        )
        match = re.fullmatch(pattern, text, re.DOTALL)
        return match.groupdict() if match else None


class Sentences:
    """The table of a language, loaded when it is first asked."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def _pairs(self) -> dict[str, str]:
        return dict(pairs(self.path))

    @cached_property
    def _open(self) -> list[_Sentence]:
        found = []
        for said, told in self._pairs.items():
            words = _PLACE.split(said)[::2]
            if len(words) > 1:
                longest, weight = max(words, key=len), sum(map(len, words))
                found.append(_Sentence(said, told, longest, weight))
        return sorted(found, key=lambda sentence: -sentence.weight)

    def __call__(self, text: str) -> str:
        """The text in this language; what is not in the table as it is."""
        if (told := self._pairs.get(text)) is not None:
            return told
        for sentence in self._open:
            if sentence.longest in text and (filled := sentence.fill(text)) is not None:
                return sentence.told.format_map(
                    {name: self(value) if value else "" for name, value in filled.items()}
                )
        return self._in_parts(text)

    def _in_parts(self, text: str) -> str:
        """Sentence by sentence, clause by clause; behind a colon is what is said of what stands
        before it: an option, a file."""
        for ends in (_BRACKETS, _SENTENCES):
            if len(parts := ends.split(text)) > 1:
                first, *more = map(self, parts)
                for part in more:
                    first += part if first.endswith(("。", "；", "：")) else f" {part}"
                return first
        if mark := re.search("[;:] ", text):
            before, behind = text[: mark.start()], text[mark.end() :]
            told = [self(before), self(behind)]
            if told != [before, behind]:
                return _WIDE[mark[0]].join(told)
        items = text.split(", ")
        told = [self(item) for item in items] if len(items) > 1 else []
        listed = told and all(item != one for item, one in zip(items, told, strict=True))
        return "，".join(told) if listed else text
