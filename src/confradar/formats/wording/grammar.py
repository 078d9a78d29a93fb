"""The grammar: from a label's words to kind, track, round, side and extension. Words live in the tables."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar

from confradar.formats.wording.chinese import CHINESE
from confradar.formats.wording.english import ENGLISH

T = TypeVar("T")
Side = Literal["start", "end"]
Extended = Literal["new", "old"]

# Where several things are named, the first of these is what the date is for ("notification of abstracts").
_ORDER = (
    "aside",
    "notification",
    "camera_ready",
    "review_release",
    "rebuttal",
    "supplementary",
    "commitment",
    "other",
    "early_registration",
    "registration",
    "abstract",
    "submission",
    "paper",
)
_PROPOSALS = {"workshop": "workshop_proposal", "tutorial": "tutorial_proposal"}
_OPENED = {"paper", "abstract", "registration", "early_registration", "commitment", "supplementary", "camera_ready", *_PROPOSALS.values()}
_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:st|nd|rd|th)?|[/&,+]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
# Dates, clock times and zones beside the words are another reader's.
_TIMES = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]*ber|uary|ruary|ch|il|ust)?\b\.?|\b\d{1,2}:\d{2}(?::\d{2})?|"
    r"\b(?:aoe|utc|gmt|am|pm)\b|\b\d{4}(?:-\d\d-\d\d)?\b|https?://\S+",
    re.IGNORECASE,
)
# Who may hand in is not what is handed in: ``third round (only for revised papers)``.
_ONLY_FOR = re.compile(r"\(\s*(?:only for|including) [^)]*\)", re.IGNORECASE)
_LONGEST = 4


@dataclass(frozen=True)
class Wording:
    """Kind (``opening``: when something can first be handed in), track and round (None: the main one, not said), whether the
    date starts or ends a period, whether it is the new or old one of an extension, and the words nothing understood.
    """

    kind: str
    track: str | None = None
    round: int | None = None
    side: Side | None = None
    extended: Extended | None = None
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Word:
    role: str
    name: str
    text: str


def read_label(label: str, *, column: str = "", section: str = "", kind: str | None = None) -> Wording:
    """What a label says its date is for. ``kind`` is what the source files it under: it holds where the words name no kind.

    A column's head and a section's heading are asked, in this order, for what the label leaves open.
    """
    texts = [list(_words(text)) for text in (label, column, section)]
    own = texts[0]
    unknown = tuple(word.text for word in own if word.role == "unknown")
    side: Side | None = _first(_side(words) for words in texts[:2])
    track = _track(texts)
    meant = _kind(texts, side, kind, bool(unknown))
    return Wording(
        kind="demo" if meant == "paper" and track == "demo" else meant,
        track=None if meant in _PROPOSALS.values() else track,
        round=_first(_round(words) for words in texts),
        side=side,
        extended=_first(_extended(words) for words in texts[:2]),
        unknown=unknown,
    )


def _first(found: Iterator[T | None]) -> T | None:
    return next((value for value in found if value is not None), None)


def _words(text: str) -> Iterator[_Word]:
    tokens = []
    for token in _TOKEN.findall(_TIMES.sub(" ", _ONLY_FOR.sub(" ", text)).lower().replace("-", " ")):
        tokens += list(token) if _HAN.match(token) else [token]
    at = 0
    while at < len(tokens):
        han = bool(_HAN.match(tokens[at]))
        for length in range(min(6 if han else _LONGEST, len(tokens) - at), 0, -1):
            phrase = ("" if han else " ").join(tokens[at : at + length])
            if sense := (CHINESE if han else ENGLISH).get(phrase) or ENGLISH.get(phrase.removesuffix("s")):
                yield _Word(*sense, phrase)
                break
        else:
            length, phrase = 1, tokens[at]
            role = "joins" if phrase in "/&,+" else "number" if phrase.isdigit() else "unknown"
            yield _Word(role, phrase, phrase)
        at += length


def _side(words: list[_Word]) -> Side | None:
    """An end wins: ``open until`` is one."""
    roles = {word.role for word in words}
    return "end" if "end" in roles else "start" if "start" in roles else None


def _extended(words: list[_Word]) -> Extended | None:
    roles = {word.role for word in words}
    return "old" if "old" in roles else "new" if "extended" in roles else None


def _round(words: list[_Word]) -> int | None:
    """A number beside a round's word (``round 2``, ``second full-paper round``)."""
    if not any(word.role == "rounds" for word in words):
        return next((int(word.name) for word in words if word.role == "ordinal"), None)
    for before, after in itertools.pairwise(words):
        if before.role == "rounds" and after.role == "number":
            return int(after.name)
    return next((int(word.name) for word in words if word.role == "ordinal"), None)


def _track(texts: list[list[_Word]]) -> str | None:
    for words in texts:
        tracks = [word for word in words if word.role == "track"]
        if any(word.role == "main" for word in words) or _joined_with_papers(words):
            return None
        if tracks:
            return tracks[0].name
    return None


def _joined_with_papers(words: list[_Word]) -> bool:
    """Whether papers and another thing are asked for together (``papers and posters``): that is the main track's date."""
    return any(
        first.name == "paper" and join.role == "joins" and last.role == "track"
        for first, join, last in zip(words, words[1:], words[2:], strict=False)
    )


def _kind(texts: list[list[_Word]], side: Side | None, filed: str | None, unknown: bool) -> str:
    """The thing that is named first in label, column, section. Bare papers are what is handed in, not what happens to them
    (``workshop papers`` under ``notification``), so that the column, the section and the source may say more.
    """
    named = [kind for words in texts if (kind := _named(words))]
    telling = next((kind for kind in named if kind != "paper"), None)
    if telling:
        kind = telling
    elif named or not unknown:
        kind = filed or "paper"
    else:
        kind = "other"
    kind = {"submission": "paper", "aside": "other"}.get(kind, kind)
    if kind == "rebuttal":
        if side is None and filed in {"rebuttal_start", "rebuttal_end"}:
            return filed
        return "rebuttal_start" if side == "start" else "rebuttal_end"
    if side == "start" and kind in _OPENED:
        return "opening"
    return kind


def _named(words: list[_Word]) -> str | None:
    kinds = {word.name for word in words if word.role == "kind"}
    tracks = {word.name for word in words if word.role == "track"}
    asked = any(word.role == "proposals" for word in words)
    if tracks & _PROPOSALS.keys() and "notification" in kinds:
        return "other"
    if asked:
        return next((_PROPOSALS[track] for track in _PROPOSALS if track in tracks), "other")
    if {"registration", "paper"} <= kinds or {"registration", "abstract"} <= kinds:
        return "abstract"
    if "abstract" in kinds and kinds & {"paper", "submission"} and {"joins", "main"} <= {word.role for word in words}:
        return "submission"
    return next((kind for kind in _ORDER if kind in kinds), None)
