"""What a page is made of once its markup is gone: headings, rows of a table and lines, in the
page's order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from confradar.formats.lazy_pattern import lazy

Kind = Literal["heading", "row", "line"]

_SPACES = lazy(r"\s")
# Joined letters and wide forms mean the plain ones; the rest of a compatibility form may carry
# meaning and stays.
_PLAIN = {
    **{chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)},
    **{chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f", ""),
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "–",
    "\u2212": "-",
    "\u2024": ".",
}
_TABLE = str.maketrans(_PLAIN)


@dataclass(frozen=True)
class Text:
    """A text with single spaces, and the places `[start, end)` in it that are struck through."""

    text: str
    struck: tuple[tuple[int, int], ...] = ()

    @property
    def live(self) -> str:
        """The text with spaces where it is struck through, so that places stay the same."""
        letters = list(self.text)
        for start, end in self.struck:
            letters[start:end] = " " * (end - start)
        return "".join(letters)

    @property
    def old(self) -> tuple[str, ...]:
        """The pieces that are struck through, in order."""
        return tuple(
            self.text[start:end] for start, end in self.struck if self.text[start:end].strip()
        )

    def slice(self, start: int, end: int) -> Text:
        """The part from `start` to `end`, without spaces around it."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        piece = piece.strip()
        spans = (
            (max(a, start) - start, min(b, start + len(piece)) - start) for a, b in self.struck
        )
        return Text(piece, tuple((a, b) for a, b in spans if a < b))


def plain(text: str) -> str:
    """The text with the plain letters and signs that joined, wide and invisible ones stand for."""
    return text.translate(_TABLE)


def text_of(runs: Iterable[tuple[str, bool]]) -> Text:
    """The text of runs, each with whether it is struck through; spaces at the ends and doubled ones
    go."""
    letters: list[str] = []
    marks: list[bool] = []
    for run, struck in runs:
        for letter in plain(run):
            if _SPACES.match(letter):
                if letters and letters[-1] != " ":
                    letters.append(" ")
                    marks.append(struck)
            else:
                letters.append(letter)
                marks.append(struck)
    while letters and letters[-1] == " ":
        letters.pop()
        marks.pop()
    spans: list[tuple[int, int]] = []
    for place, struck in enumerate(marks):
        if struck and spans and spans[-1][1] == place:
            spans[-1] = (spans[-1][0], place + 1)
        elif struck:
            spans.append((place, place + 1))
    return Text("".join(letters), tuple(spans))


def joined(texts: Iterable[Text], between: str = " ") -> Text:
    """Several texts as one, each apart from the next."""
    text, spans = "", []
    for item in texts:
        if text and item.text:
            text += between
        spans += [(start + len(text), end + len(text)) for start, end in item.struck]
        text += item.text
    return Text(text, tuple(spans))


@dataclass(frozen=True)
class Block:
    """A heading or line (one cell) or a table's row (a cell each, some of them empty).

    `level` is a heading's rank, 1 the highest; `heads` are the heads of a row's columns where the
    table has some;
    `path` names the elements around it, outermost first: blocks that share more of it stand closer
    together.
    """

    kind: Kind
    cells: tuple[Text, ...]
    level: int = 0
    heads: tuple[str, ...] = ()
    path: tuple[int, ...] = ()

    @property
    def text(self) -> Text:
        """All of its text."""
        return (
            joined((cell for cell in self.cells if cell.text), " | ")
            if len(self.cells) > 1
            else self.cells[0]
        )
