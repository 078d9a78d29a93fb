"""Whether a text says that something is cancelled or postponed, and what: the event, or the
deadline that the text stands beside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from confradar.formats.wording.clauses import without_dates
from confradar.formats.wording.marked_words import Word, words_of

# What stands in front of a status and is called off instead of the event.
_THINGS = {"kind", "track", "due", "proposals", "rounds"}
_SIDES = {"open", "start", "end"}
_OFF = {"cancelled", "postponed"}
_NAMED = ("event", "conference", "workshop", "edition", "\u4f1a\u8bae\u5ef6\u671f")


class Status(NamedTuple):
    """``cancelled`` or ``postponed``; ``of`` the ``event``, of what the text stands beside
    (``it``), or of something ``else``; ``until``: whether a day to which it is put off is named.
    """

    status: Literal["cancelled", "postponed"]
    of: Literal["event", "it", "else"]
    until: bool


def read_status(text: str, *, own: Sequence[str] = (), year: int | None = None) -> Status | None:
    """What a text says is called off; None where nothing is, or may be, or was in another year than
    ``year``.

    ``own`` are the names of the event: they, and what kind of meeting they say that it is (a
    workshop), are the event.
    """
    otherwise = any(word.role == "remote" for word in words_of(text))
    found = [
        said
        for sentence in re.split(r"[.;!?。；！？]+(?:\s+|$|(?<=[。；！？]))", text)
        for said in _said(sentence, own, year, otherwise)
    ]
    return min(found, key=lambda said: ("event", "it", "else").index(said.of), default=None)


def _said(sentence: str, own: Sequence[str], year: int | None, otherwise: bool) -> Iterator[Status]:
    whole = list(_words(sentence, own))
    things = any(word.role in _THINGS for word in whole)
    for clause in re.split(r"[,:()\[\]，：（）]|\s[-–—]\s", sentence):
        words = list(_words(clause, own))
        place = next((place for place, word in enumerate(words) if word.role in _OFF), None)
        if place is None:
            continue
        before, after = words[:place], words[place + 1 :]
        roles = {word.role for word in before}
        if (
            roles & {"negated", "unsure"}
            or "last year" in sentence.lower()
            or _of_other_year(before, words, year)
        ):
            continue
        if otherwise and words[place].role == "cancelled":
            continue  # held otherwise, not called off
        until = words[place].role == "postponed" and any(word.role == "date" for word in after)
        status: Literal["cancelled", "postponed"] = (
            "cancelled" if words[place].role == "cancelled" else "postponed"
        )
        yield Status(status, _of(before, words[place], after, things), until)


def _of(
    before: list[Word], off: Word, after: list[Word], things: bool
) -> Literal["event", "it", "else"]:
    roles = {word.role for word in before}
    if roles & (_THINGS | _SIDES) or (
        not before and next((word.role for word in after if word.role != "silent"), "") in _THINGS
    ):
        return "else"
    if "event" in roles or off.text.endswith(_NAMED):
        return "event"
    if things or "unknown" in roles - {"silent"}:
        return "else"
    return "it"


def _of_other_year(before: list[Word], words: list[Word], year: int | None) -> bool:
    """Whether another year stands in front of the status, or an earlier one beside it."""
    return year is not None and (
        (bool(_years(before)) and year not in _years(before))
        or any(found < year for found in _years(words))
    )


def _years(words: list[Word]) -> set[int]:
    return {int(word.text) for word in words if re.fullmatch(r"(?:19|20)\d\d", word.text)}


def _words(text: str, own: Sequence[str]) -> Iterator[Word]:
    """The words of a text, with dates as such, and the event's own names, and what they call it, as
    the event."""
    meant = {word.name for name in own for word in words_of(name) if word.role == "track"}
    for name in sorted(own, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " event ", text, flags=re.IGNORECASE)
    for part, is_date in without_dates(text):
        for word in [Word("date", part, part)] if is_date else words_of(part):
            yield (
                Word("event", "", word.text)
                if word.role == "track" and word.name in meant
                else word
            )
