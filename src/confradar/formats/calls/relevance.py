"""Whether an entry dates something of the call, or is a piece of news, a place's days or when a
page was changed."""

from __future__ import annotations

import re

from confradar.formats.calls.event_words import handed_in, is_call
from confradar.formats.calls.headings import clean
from confradar.formats.calls.label_corrections import REGISTRATIONS
from confradar.formats.calls.labels import Meaning
from confradar.formats.calls.lines import Entry
from confradar.formats.lazy_pattern import lazy
from confradar.formats.wording import Wording, track_of

_NEWS = lazy(
    r"\b(?:news|updates?|announcements?|latest|what'?s new|history|past|archive|previous|blog|"
    r"posts?|tweets?)\b",
    re.IGNORECASE,
)
_TOLD = lazy(
    r"\b(?:is|are|has|have|had|been|announced|uploaded|available|added|online|published|posted|"
    r"live|released|updated|copyright(?! (?:transfer|form|agreement|release))|"
    r"last (?:modified|updated|change)|modified|generated|©|today)\b",
    re.IGNORECASE,
)
_CHANGED = lazy(
    r"\W*(?:this\s+)?(?:last|page|site|web\s?site)\s+(?:last\s+)?(?:up-?dated?|modified|changed?|"
    r"edited|revised|revision|modification)\b|"
    r"\W*updates? (?:on|as of|from)\W*$|"
    r"\W*(?:(?:this\s+)?(?:message|mail|post|article|entry)\s+)?(?:posted|published|created|modified|updated|written|sent)\s+(?:on|by|at)\b",
    re.IGNORECASE,
)
_LAST_CHANGED = lazy(
    r"\b(?:page|(?:web)?site)\b.{0,20}\blast (?:updated|modified|changed|edited|revised)\b",
    re.IGNORECASE,
)
_NOW = lazy(
    r"\b(?:is|are|(?:has|have) been|was|were)\s+(?:now\s+)?(?:available|online|out|announced|"
    r"posted|published|sent|released|uploaded|updated|added|notified)\b",
    re.IGNORECASE,
)
# An item of news, with its day in brackets: ``The deadline has been extended! (May 3)``.
_NEWS_ITEM = lazy(
    r"\b(?:(?:has|have) been|(?:is|are) (?:now )?(?:opened|extended|updated))\b", re.IGNORECASE
)
_ITEM_OF_NEWS = lazy(r"\W*(?:updates?|news)\s*[:\])]", re.IGNORECASE)
# The day that was, of a deadline whose new one stands elsewhere.
_MOVED_FROM = lazy(r"\b(?:extended|moved|postponed|changed) from (?:the )?$", re.IGNORECASE)
_NOT_BEFORE = lazy(r"\b(?:no|not)\b[^.;:]{0,40}\bbefore (?:the )?$", re.IGNORECASE)
# When another fee begins: ``Regular: from August 1``.
_FROM = lazy(r"\b(?:from|after|since|as of)(?: the)?\s*$", re.IGNORECASE)
_LATER = lazy(r"\W*(?:(?:and|or) (?:later|after|onwards?)|onwards?)\b", re.IGNORECASE)
_IN_BRACKETS = lazy(r"[(\[]\s*$")
_OPEN_NOW = lazy(r"\b(?:is|are)\s+(?:now\s+|still\s+)?(?:open|live|online)\b", re.IGNORECASE)
_NOW_OPEN = lazy(r"\b(?:is|are)\s+(?:now|still)\s+open\b", re.IGNORECASE)
_DUE = lazy(r"\bsubmission deadline\b|\bdeadline (?:for|of) submi", re.IGNORECASE)
# What is told of registering, and asks nobody to do it by then.
_ABOUT_IT = lazy(r"\b(?:after|includes?|covers?|details)\b", re.IGNORECASE)
# What papers have that may be sent: ``papers that have their reviews ready before``.
_ON_CONDITION = lazy(r"\b(?:have|has) (?:their|its|all) reviews\b[^.;:()]*$", re.IGNORECASE)
# What participants get on a day: ``Test data available``.
_GIVEN_TEXT = (
    r"\b(?:data(?:sets?)?|sets?|inputs?|corpus|corpora|scripts?|baselines?)\s+"
    r"(?:available|released|published|online)\b"
)
# What heads a list of dates and nothing else.
_DATES = lazy(
    r"\W*(?:important|key|relevant|main|the)?\W*(?:dates|deadlines|time\s?line)(?:\W+(?:and|&)\W+"
    r"(?:dates|deadlines|time\s?line))?\W*",
    re.IGNORECASE,
)
# Who posted something, with the day beside it.
_BYLINE = lazy(r"\W*by\s+[A-Z][\w.-]+(?:\s+[A-Z][\w.-]+){0,2}\W*")
_CUE = lazy(
    r"\b(?:deadlines?|due|submi\w+|notif\w+|camera[- ]?ready|no later than|until|by|accepted until|"
    r"before|commit\w*|register|registration|sent|returned|received|handed in|upload(?:ed)?|"
    r"informed|"
    r"fecha límite|prazo|date limite|frist|abgabe\w*|hasta|até|jusqu)\b|截止|締切",
    re.IGNORECASE,
)
# Of what is told and answered in a period, no more is said than that it will be.
_WILL = lazy(
    r"\bwill be (?:announced|communicated|made|released|available)\b|\bperiod\b|\b(?:will|can|"
    r"may) respond\b",
    re.IGNORECASE,
)
_TELLING = {"notification", "review_release", "rebuttal_start", "rebuttal_end"}
_ASKED_TEXT = r"\b(?:(?:is|are) due|deadline|must|should|no later than|(?:is|are) to be)\b"
_ASKED = lazy(_ASKED_TEXT, re.IGNORECASE)
_GIVEN_OR_ASKED = lazy(rf"{_GIVEN_TEXT}|{_ASKED_TEXT}", re.IGNORECASE)
# How the second date of a sentence goes on from the first: ``abstracts are due May 1, and papers``.
_GOES_ON = lazy(r"\W*(?:and|or)\b", re.IGNORECASE)


def is_point(entry: Entry, meaning: Meaning, known: int, page: int) -> bool:
    """Whether an entry dates something of the call: not a piece of news, a place's days or when a
    page was changed."""
    wording = meaning.wording
    words = re.findall(r"[^\W\d_]{2,}", entry.label)
    if (
        wording is None
        or not wording.named
        or not (words or entry.column)
        or (wording.kind != "opening" and is_call(entry.label))
        or _of_page(entry.label)
    ):
        return False
    # days that last, of papers only because nothing else is said, are those of something shown
    if entry.value.last and wording.kind == "paper" and not wording.said:
        return False
    if _NOW.search(entry.label) or _only_told(entry, wording.kind):
        return False
    if _of_another_day(entry):
        return False
    if wording.kind == "opening" and not entry.value.last and _is_open(entry, known):
        return False
    if entry.prose or any(_NEWS.search(heading) for heading in entry.sections[-1:]):
        return _told_in_sentence(entry, meaning)
    if wording.kind == "other":
        return len(words) <= 20 and _is_other_point(entry, wording, known, page)
    told = _TOLD.search(entry.label) and not _ASKED.search(entry.label)
    return not (told and known < 2 and len(words) > 6)


def _is_open(entry: Entry, known: int) -> bool:
    """Whether it says that something is open by now; in a list of dates that is when it opened."""
    listed = known >= 2 and _under_dates(entry)
    return bool((_NOW_OPEN if listed else _OPEN_NOW).search(entry.label))


def _only_told(entry: Entry, kind: str) -> bool:
    """Whether it tells something of registering, and asks nobody to do it by then."""
    if kind not in REGISTRATIONS:
        return False
    before, behind = entry.evidence[: entry.value.start], entry.evidence[entry.value.end :]
    later = entry.value.last is None and (_FROM.search(before) or _LATER.match(behind))
    return bool(later or (kind == "registration" and _ABOUT_IT.search(entry.label)))


def _under_dates(entry: Entry) -> bool:
    """Whether a heading above an entry says that dates are below it."""
    return any(map(_DATES.fullmatch, entry.sections))


def _of_page(label: str) -> bool:
    """Whether words say who posted a page, or when it was changed."""
    return bool(_CHANGED.match(label) or _BYLINE.fullmatch(label) or _LAST_CHANGED.search(label))


def _is_other_point(entry: Entry, wording: Wording, known: int, page: int) -> bool:
    """Whether what is of no kind is one of the call's dates: it stands among others of them, or its
    words say so."""
    if _ITEM_OF_NEWS.match(entry.label):
        return False
    headed = _under_dates(entry)
    enough = 1 if headed else 2
    among = (
        known >= enough
        or (wording.understood and bool(_DUE.search(entry.label)))
        or (page >= 2 and (wording.understood or handed_in(entry.label)))
    )
    told = _NOW.search(entry.label) if headed and known >= 2 else _TOLD.search(entry.label)
    return among and (not told or bool(_GIVEN_OR_ASKED.search(entry.label)))


def _told_in_sentence(entry: Entry, meaning: Meaning) -> bool:
    """Whether a sentence, or an item of news, says what its date is for and that something is due
    or told then."""
    kind = meaning.wording.kind if meaning.wording else "other"
    cued = (
        _CUE.search(entry.label)
        or (kind in _TELLING and _WILL.search(entry.label))
        or (_GOES_ON.match(entry.label) and _CUE.search(entry.evidence[: entry.value.start]))
    )
    proposed = meaning.other_track == "proposals" and track_of(clean(entry.label))
    return bool(cued) and bool(kind != "other" or proposed)


def _of_another_day(entry: Entry) -> bool:
    """Whether the day is that of an item of news, the one that a deadline was moved from, or one
    before which nothing is taken."""
    before = entry.evidence[: entry.value.start]
    news = _NEWS_ITEM.search(entry.label) and _IN_BRACKETS.search(before)
    return bool(
        news
        or _ON_CONDITION.search(before)
        or _MOVED_FROM.search(before)
        or _NOT_BEFORE.search(before)
    )
