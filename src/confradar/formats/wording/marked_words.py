"""A text as words, each with what the tables of words say of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from confradar.formats.lazy_pattern import lazy
from confradar.formats.wording.chinese import CHINESE
from confradar.formats.wording.english import ENGLISH
from confradar.formats.wording.european import EUROPEAN
from confradar.formats.wording.language_table import Sense

_TOKEN = lazy(r"[^\W\d_]+|\d+(?:st|nd|rd|th)?|[/&,+、]|:(?=\s)")
# Letters around figures are a name: Eval4NLP.
_NUMBERED = lazy(r"\b[^\W\d_]+\d+[^\W\d_]{2,}\w*")
_NOT = lazy(r"n['’]t\b")
# Capitals behind the first letter are a name's: ACL, SlidesLive.
_NAME = lazy(r"(?<=\w)[A-Z]")
_LONGEST = 5


@dataclass(frozen=True)
class Word:
    """A word or phrase: its role, which kind, track or number it names, and its text in small
    letters."""

    role: str
    name: str
    text: str


def is_han(letter: str) -> bool:
    """Whether a letter is a Chinese character. (A pattern of all of them takes 4 ms to compile.)"""
    return "\u4e00" <= letter <= "\u9fff"


def han_runs(text: str) -> list[str]:
    """The runs of two Chinese characters and more in a text."""
    runs = ("".join(letters) for han, letters in groupby(text, is_han) if han)
    return [] if text.isascii() else [run for run in runs if len(run) > 1]


def _parted(token: str) -> Iterator[str]:
    """A run of letters as words: each Chinese character is one."""
    for han, letters in groupby(token, is_han):
        word = "".join(letters)
        yield from word if han else [word]


def words_of(text: str, *, shouted: bool = False) -> Iterator[Word]:
    """The words of a text, the longest phrases first. Names are left out, unless the whole is
    ``shouted``."""
    tokens = _TOKEN.findall(_NUMBERED.sub(" ", _NOT.sub(" not", text)).replace("-", " "))
    if not text.isascii():
        tokens = [part for token in tokens for part in _parted(token)]
    at = 0
    while at < len(tokens):
        han = is_han(tokens[at][0])
        for length in range(min(6 if han else _LONGEST, len(tokens) - at), 0, -1):
            phrase = ("" if han else " ").join(tokens[at : at + length]).lower()
            if sense := CHINESE.get(phrase) if han else _sense(phrase):
                yield Word(*sense, phrase)
                break
        else:
            length, text = 1, tokens[at]
            if text in "/&,+、":
                yield Word("joins", text, text)
            elif text == ":":  # no phrase goes on behind it
                yield Word("silent", "", text)
            elif text[0].isdigit():
                yield Word("number", text, text)
            elif shouted or not _NAME.search(text):
                yield Word("unknown", text.lower(), text.lower())
        at += length


def _sense(phrase: str) -> Sense | None:
    """What a phrase in letters says, in the language that has it; a plural says the same."""
    return (
        ENGLISH.get(phrase)
        or ENGLISH.get(phrase.removesuffix("s"))
        or EUROPEAN.get(phrase)
        or EUROPEAN.get(phrase.removesuffix("s"))
    )
