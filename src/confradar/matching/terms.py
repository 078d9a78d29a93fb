"""A text as the terms that the model knows: words, pairs of words and beginnings of words. The
builder and the reader share it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from zlib import crc32

from confradar.matching.stop_words import STOP

# Longer texts are read so far: a title, an abstract and an introduction stand before that.
MOST_WORDS = 3000

# What a term counts for, in halves of a word.
WORD, PART = 2, 1

_HEAD = 5
_HYPHENS = ("-", "‐", "‑")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]{1,2}\b)?")
_BREAK = re.compile(r"[^\s/‐‑–—'’\"“”-]")


class Token(NamedTuple):
    """A word of a text: as it ``stands`` there, its ``stem`` (empty where it says nothing of a
    subject), and what it is ``joined`` by to the word before it: a hyphen, a space, or nothing
    where punctuation parts them.
    """

    stands: str
    stem: str
    joined: str


class Term(NamedTuple):
    """A term: its ``key`` in the model, what it counts for (``mass``, in halves of a word), and the
    first and last token it is made of."""

    key: int
    mass: int
    first: int
    last: int


def tokens(text: str) -> list[Token]:
    """The words of a text in order, up to MOST_WORDS."""
    found: list[Token] = []
    end = 0
    for match in _WORD.finditer(text):
        stem = _stem(_folded(match[0]))
        gap = text[end : match.start()]
        joined = "" if not found or _BREAK.search(gap) else "-" if gap.strip() in _HYPHENS else " "
        found.append(Token(match[0], "" if stem in STOP else stem, joined))
        end = match.end()
        if len(found) == MOST_WORDS:
            break
    return found


def terms(words: Sequence[Token]) -> Iterator[Term]:
    """The terms of a text. A pair is two joined words of which neither is a stop word; a word of
    some length is also known by its beginning."""
    for place, word in enumerate(words):
        if not word.stem:
            continue
        yield Term(_key(word.stem), WORD, place, place)
        if len(word.stem) > _HEAD:
            yield Term(_key(word.stem[:_HEAD] + "*"), PART, place, place)
        if word.joined and (before := words[place - 1].stem):
            yield Term(_key(f"{before} {word.stem}"), PART, place - 1, place)


def _key(text: str) -> int:
    return crc32(text.encode())


def _folded(word: str) -> str:
    """Small letters without accents, and without an apostrophe and what follows it."""
    lower = word.lower()
    if not lower.isascii():
        import unicodedata  # few texts need it

        lower = "".join(
            letter
            for letter in unicodedata.normalize("NFKD", lower)
            if not unicodedata.combining(letter)
        )
    return lower.replace("’", "'").partition("'")[0]


def _stem(word: str) -> str:
    """The singular of a word, by the rule of most English plurals; a stop word stays what it is."""
    if word in STOP or len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") and len(word) > 4 else word[:-1]
