"""The grammar: from a label's words to kind, track, round, side and extension. Words live in the
tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from confradar.formats.lazy_pattern import lazy
from confradar.formats.wording.beside import (
    beside_papers,
    beside_tracks,
    joined,
    registers_papers,
    submitted_too,
)
from confradar.formats.wording.clauses import clauses
from confradar.formats.wording.marked_words import Word, words_of
from confradar.formats.wording.sides import Extended, Side, extended_of, round_of, side_of

T = TypeVar("T")

# Where several things are named, the first of these is what the date is for ("notification of
# abstracts").
_ORDER = (
    "aside",
    "notification",
    "camera_ready",
    "review_release",
    "rebuttal",
    "supplementary",
    "commitment",
    "other",
    "reviewing",
    "early_registration",
    "attendance",
    "registration",
    "abstract",
    "submission",
    "paper",
)
# What is handed in, not what happens to it: the column, the section or the source may say more.
_BARE = {"submission", "paper"}
_REGISTRATIONS = {"registration", "attendance", "early_registration"}
_PROPOSALS = {"workshop": "workshop_proposal", "tutorial": "tutorial_proposal"}
# What is proposed or applied for to be held; proposals of other tracks are submissions to them.
_HELD = {*_PROPOSALS, "special-session"}
_REBUTTAL = {"rebuttal", "rebuttal_start", "rebuttal_end"}
# A start of these is not that something can be handed in.
_NOT_OPENED = {"rebuttal", "notification", "review_release", "reviewing"}
# Tracks that only some kinds have: what is told early is told, what is accepted early is printed.
_TOLD_EARLY = {
    "early": {"notification", "review_release"},
    "early-accepted": {"notification", "camera_ready"},
}
# What a shared task has as other tracks do; the rest of it are data and results.
_OF_SHARED_TASKS = {"paper", "camera_ready", "notification"}
# Some phrases that name a track say too that something is told: "first notification".
_TELLS = lazy(r"notification|decision|reject")
# What says what a date is for beside the kinds themselves.
_NAMING = {"due", "track", "main", "full", "proposals"}
_BEHIND_TRACKS = {"paper", "papers", "track", "session", "symposium"}


@dataclass(frozen=True)
class Wording:
    """Kind (``opening``: when something can first be handed in), track and round (None: the main
    one, not said), whether the date starts or ends a period, whether it is the new or old one of an
    extension, and the words nothing understood. Not ``understood`` are labels that such words make
    ``other``; not ``named`` those that have no word for what the date is for, not ``said`` those of
    whose own such words (not the column's or section's) there is none that is a kind.
    """

    kind: str
    track: str | None = None
    round: int | None = None
    side: Side | None = None
    extended: Extended | None = None
    unknown: tuple[str, ...] = ()
    understood: bool = True
    named: bool = True
    said: bool = True


def read_label(
    label: str,
    *,
    column: str = "",
    section: str = "",
    kind: str | None = None,
    day: date | None = None,
) -> Wording:
    """What a label says its date is for. ``kind`` is what the source files it under: it holds where
    the words name no kind.

    A column's head and a section's heading are asked, in this order, for what the label leaves
    open. Where the source files the date, a clause of the label that carries another date than its
    ``day`` speaks of that one and is passed over. Words that nothing understands make a paper
    ``other``.
    """
    texts = [list(_words(text, kind is not None, day)) for text in (label, column, section)]
    unknown = tuple(word.text for word in texts[0] if word.role == "unknown")
    side: Side | None = _first(side_of(words) for words in texts[:2])
    track = _first_track(texts, kind)
    named = [found for words in texts if (found := _named(words, kind))]
    thing = next((found for found in named if found not in _BARE), None)
    understood = not unknown or _understood(texts[0], thing, track, kind)
    meant = (
        "other"
        if not named and _is_event(texts[0], side, kind)
        else _kind(thing, {*named, *_full_papers(texts[0])}, side, track, kind, understood)
    )
    meant, track = _fitted(meant, track, thing or kind, understood, texts[0])
    return Wording(
        kind=meant,
        track=track,
        round=_first(round_of(words) for words in texts),
        side=side,
        extended=_first(extended_of(words) for words in texts[:2]),
        unknown=unknown,
        understood=understood,
        said=any(word.role == "kind" or word.role == "due" for word in texts[0]),
        named=bool(named) or any(_names_one(word) for words in texts for word in words),
    )


def _full_papers(words: list[Word]) -> set[str]:
    """Papers, where words say that something is full or long: what is proposed is not."""
    return {"paper"} if any(word.role == "full" for word in words) else set()


def _names_one(word: Word) -> bool:
    """Whether a word says what a date is for, though no kind."""
    return word.role in _NAMING and word.text.removesuffix("s") != "proceeding"


def _fitted(
    meant: str, track: str | None, thing: str | None, understood: bool, words: list[Word]
) -> tuple[str, str | None]:
    """The kind and the track as they go together: what opens, what is proposed, what is only told
    early; a demo is a kind."""
    whole = {"other", *_PROPOSALS.values()}  # has no track
    if meant == "opening":
        track = track or _opened(thing, understood)
    elif (
        any(word.role == "proposals" for word in words)
        and (track or "workshop") in _HELD
        and meant not in whole
    ):
        track = f"{track}-proposals" if track else "proposals"
    elif meant in whole or meant not in _TOLD_EARLY.get(track or "", {meant}):
        track = None
    return ("demo", None) if track == "demo" and meant in {"paper", "demo"} else (meant, track)


def track_of(text: str) -> str | None:
    """The track that a text names, whatever else it says; None for the main one and where it names
    none."""
    return _first_track([list(_words(text, False, None))], None)


def _understood(words: list[Word], thing: str | None, track: str | None, filed: str | None) -> bool:
    """Whether the words that are known say what a label is for, though some are not. Of what is
    known to be no paper, only words that name a track (``frob papers: notification``) matter; a
    paper is one of the main track only where all is known.
    """
    roles = {"unknown": "u", "main": "m", "full": "m", "joins": "j"}
    told = "".join(
        roles.get(word.role, "p" if word.text in _BEHIND_TRACKS else "-") for word in words
    )
    if thing in {"other", "reviewing"} or track:
        return True
    if thing or filed not in {None, "paper", "opening"}:
        return "up" not in told
    return bool(re.search("mj+u+p", told))


def _is_event(words: list[Word], side: Side | None, filed: str | None) -> bool:
    """Whether a label is about the event itself: nothing else is named that is handed in, told or
    begins."""
    roles = {word.role for word in words}
    if roles & {"kind", "due", "proposals", "rounds", "open", "extended", "postponed", "unknown"}:
        return False
    held = "event" in roles and "track" not in roles
    return ((held or any(word.name in _HELD for word in words)) and side is not None) or (
        held and filed is None
    )


def _opened(thing: str | None, understood: bool) -> str | None:
    """The track of an opening: what opens, where that is not the papers."""
    if not understood:
        return "other"
    return None if thing in {None, "paper", "opening"} else thing.replace("_", "-")


def _first(found: Iterable[T | None]) -> T | None:
    return next((value for value in found if value is not None), None)


def _words(text: str, filed: bool, day: date | None) -> Iterator[Word]:
    """The words of a text. Of a clause with another date, only what says nothing of another point
    is left."""
    for clause, foreign in clauses(text, day):
        words = list(words_of(clause, shouted=text.isupper()))
        if foreign and filed:
            if {word.role for word in words} & {"kind", "track", "start", "open", "end"}:
                continue
            told = {word.role for word in words} & {"was", "old", "extended", "postponed"}
            words = (
                [Word("extended", "", "")]
                if told
                else [word for word in words if word.role != "unknown"]
            )
        yield from words


def _first_track(texts: list[list[Word]], filed: str | None) -> str | None:
    told = {filed, *(word.name for words in texts for word in words if word.role == "kind")}
    for words in texts:
        words = [
            word
            for word in words
            if word.name not in _TOLD_EARLY
            or told & _TOLD_EARLY[word.name]
            or _TELLS.search(word.text)
        ]
        track = next((word.name for word in words if word.role == "track"), None)
        # full papers there are of tracks as well
        if track is None and not any(word.role == "main" for word in words):
            continue
        return None if beside_papers(words) else track
    return None


def _kind(
    thing: str | None,
    named: set[str],
    side: Side | None,
    track: str | None,
    filed: str | None,
    understood: bool,
) -> str:
    """What the date is for: the ``thing`` that the words name; of bare papers (``named``, or not)
    what the source files them under."""
    if (thing or filed) in _REBUTTAL:
        if side is None and filed in _REBUTTAL:
            return str(filed)
        return "rebuttal_start" if side == "start" else "rebuttal_end"
    if (filed == "opening" and side is None) or (
        side == "start" and (thing or filed) not in _NOT_OPENED
    ):
        return "opening"
    if not understood:
        return "other"
    if thing:
        return "other" if thing == "reviewing" else thing
    if (
        track in _PROPOSALS
        and filed in {None, "paper"}
        and not named - ({"submission"} if track == "tutorial" else set())
    ):
        return _PROPOSALS[track]
    return filed or "paper"


def _named(words: list[Word], filed: str | None) -> str | None:
    """The kind that a text names. Where the source's own is among several that are named together,
    it is that one."""
    kinds = _named_kinds(words)
    tracks = {word.name for word in words if word.role == "track"}
    proposed = any(word.role == "proposals" for word in words) and (
        not tracks or bool(tracks & _HELD)
    )
    if proposed and not kinds & {"notification", "camera_ready"}:
        return next((_PROPOSALS[track] for track in _PROPOSALS if track in tracks), "other")
    told = "notification" in kinds and "paper" not in kinds
    if tracks & _PROPOSALS.keys() and told and not proposed:
        return "other"
    # ``paper submission and co-author registration``
    if kinds & {"registration", "attendance"} and submitted_too(words):
        kinds = kinds - {"registration", "attendance"}
    if "registration" in kinds and registers_papers(words):
        kinds = kinds - {"registration", "paper"} | {"abstract"}
    if filed in _REBUTTAL and "rebuttal" in kinds:
        return "rebuttal"
    if joined(words, "abstract", (), _BARE):
        kinds = kinds - {"abstract"} if filed != "abstract" else {"abstract"}
    together = any(word.role == "joins" for word in words)
    if filed and filed != "paper" and filed in kinds and together:
        return None if filed == "registration" and "early_registration" in kinds else filed
    kind = next((kind for kind in _ORDER if kind in kinds), None)
    return {"aside": "other", "attendance": "registration"}.get(kind or "", kind)


def _named_kinds(words: list[Word]) -> set[str]:
    """All kinds that a text names, also by a track's words (``first notification``)."""
    kinds = {word.name for word in words if word.role == "kind"}
    due = any(word.role == "due" for word in words) and kinds & {"abstract", *_BARE}
    kinds |= {
        "notification"
        for word in words
        if word.role == "track" and _TELLS.search(word.text) and not due
    }
    tracks = {word.name for word in words if word.role == "track"}
    if "shared-task" in tracks and not kinds & _OF_SHARED_TASKS:
        kinds |= {"aside"}
    # what has a deadline is handed in by reviewers: ``deadline for reviews``
    if any(word.role == "due" for word in words) and any(word.text == "reviews" for word in words):
        kinds = kinds - {"review_release"} | {"reviewing"}
    asides = {word.text.removesuffix("s") for word in words if word.name == "aside"}
    if (
        (asides == {"fee"} and kinds & _REGISTRATIONS)  # ``late registration fee``
        or beside_tracks(words)  # ``camera-ready for panels and posters``
        or joined(words, "camera_ready", (), {"aside"})  # ``camera-ready and video``
        or joined(words, "notification", (), {"aside"})  # ``acceptance and winner announcement``
        or ("notification" in kinds and joined(words, "abstract", (), {"aside"}))
        or joined(words, "aside", (), {"paper"})  # ``results and system description paper``
    ):
        kinds -= {"aside"}
    return kinds
