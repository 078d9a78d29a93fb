"""A text as the terms that the model knows: words, pairs of words and beginnings of words. The builder and the reader share it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from zlib import crc32

# Longer texts are read so far: a title, an abstract and an introduction stand before that.
MOST_WORDS = 3000

# What a term counts for, in halves of a word.
WORD, PART = 2, 1

_HEAD = 5
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]{1,2}\b)?")
_BREAK = re.compile(r"[^\s/‐‑–—'’\"“”-]")
_STOP = frozenset(
    # Words of every language and text
    "a about above across after again against all almost along also although always am among an and another any anything are aren as at "
    "away back be because been before behind being below beside best better between beyond both but by can cannot could did do does doing "
    "don done down due during each either else enough etc even ever every everything few first for from further get give given go good had "
    "has have having he hence her here him his how however i if in indeed instead into is it its itself just keep last least less let like "
    "made make makes making many may me might more most much must my need needs never next no non nor not nothing now of off often on once "
    "one only onto or other others our out over own per perhaps please quite rather really s same second see seen several shall she should "
    "since so some something still such take t taken than that the their them themselves then there therefore these they third this those "
    "though three through throughout thus to together too toward towards two under unless until up upon us use used useful user using uses "
    "versus very via vs was way ways we well were what when where whether which while who whom whose why will with within without would yet "
    "you your "
    # Words by which every paper tells of itself, which say nothing of its subject
    "abstract achieve achieved achieves aim aims allow allowing allows among analyze approach approaches article based call called "
    "case challenge challenges challenging common compare compared comparable comparison conclusion conduct consider considered consist "
    "contrast contribution contributions current currently demonstrate demonstrated demonstrates demonstrating describe described despite "
    "develop developed develops different difficult discuss easily easy effective effectively effectiveness efficacy enable enables "
    "enabling especially evaluate evaluated existing experiment experimental experiments extensive find finding findings finally focus "
    "furthermore help helps highly idea important importantly improve improved improvement improvements improves improving include "
    "includes including increasingly introduce introduced introduces investigate key lack lead leading leads limitation limitations limited main "
    "major method methods moreover namely new novel observe obtain obtained outperform outperforming outperforms paper papers perform "
    "performance performs popular possible potential present presented presents previous previously prior problem problems propose "
    "proposed proposes proposing provide provided provides providing recent recently report require required requires research result "
    "resulting results show showed showing shown shows significant significantly simple specific specifically state strong study studies "
    "substantial substantially suffer suggest superior task tasks technique techniques term terms traditional typically understand unlike "
    "various widely work works".split()
) - {"user", "case", "call", "state", "task", "research", "comparison"}  # fmt: skip


class Token(NamedTuple):
    """A word of a text: as it ``stands`` there, its ``stem`` (empty where it says nothing of a subject), and whether it is ``joined`` to
    the word before it: no punctuation parts them.
    """

    stands: str
    stem: str
    joined: bool


class Term(NamedTuple):
    """A term: its ``key`` in the model, what it counts for (``mass``, in halves of a word), and the first and last token it is made of."""

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
        found.append(Token(match[0], "" if stem in _STOP else stem, bool(found) and not _BREAK.search(gap)))
        end = match.end()
        if len(found) == MOST_WORDS:
            break
    return found


def terms(words: Sequence[Token]) -> Iterator[Term]:
    """The terms of a text. A pair is two joined words of which neither is a stop word; a word of some length is also known by its beginning."""
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
        lower = "".join(letter for letter in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(letter))
    return lower.replace("’", "'").partition("'")[0]


def _stem(word: str) -> str:
    """The singular of a word, by the rule of most English plurals; a stop word stays what it is."""
    if word in _STOP or len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") and len(word) > 4 else word[:-1]
