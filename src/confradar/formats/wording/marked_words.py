"""A text as words, each with what the tables of words say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from confradar.formats.wording.chinese import CHINESE
from confradar.formats.wording.english import ENGLISH
from confradar.formats.wording.european import EUROPEAN
from confradar.formats.wording.language_table import Sense

_TOKEN = re.compile(r"[\u4e00-\u9fff]|[^\W\d_\u4e00-\u9fff]+|\d+(?:st|nd|rd|th)?|[/&,+、]|:(?=\s)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NOT = re.compile(r"n['’]t\b")
# Capitals behind the first letter are a name's: ACL, SlidesLive.
_NAME = re.compile(r"(?<=\w)[A-Z]")
_LONGEST = 5


@dataclass(frozen=True)
class Word:
    """A word or phrase: its role, which kind, track or number it names, and its text in small
    letters."""

    role: str
    name: str
    text: str


def words_of(text: str, *, shouted: bool = False) -> Iterator[Word]:
    """The words of a text, the longest phrases first. Names are left out, unless the whole is
    ``shouted``."""
    tokens = _TOKEN.findall(_NOT.sub(" not", text).replace("-", " "))
    at = 0
    while at < len(tokens):
        han = bool(_HAN.match(tokens[at]))
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
