"""Where a text names days, and which: one grammar of the spellings that calls use."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from confradar.formats.calls.months import MONTH, MONTHS, names_month
from confradar.formats.lazy_pattern import lazy

SWAPPED = "day and month may be swapped"
"""The doubt of a numeric date such as 03/04/2026, of which the month is taken to come first."""


@dataclass(frozen=True)
class Day:
    """A day that stands in a text at `[start, end)`; of a range, `last` is its last day of the
    month.

    `year` is None where the text names none; `doubt` is empty or why the day may be another one.
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int
    last: int | None = None
    doubt: str = ""


WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
"""A pattern of the names of weekdays, short and long, to be read without regard to case."""

A_WEEKDAY = lazy(rf"\b{WEEKDAY}\b\.?", re.IGNORECASE)
"""A weekday in a text, with its full stop."""

_WEEKDAY_BEFORE = lazy(rf"\b(?P<weekday>{WEEKDAY})\b[\s,.()\[\]*:–-]*(?:the\s+)?$", re.IGNORECASE)
_WEEKDAY_BEHIND = lazy(rf"[\s,.(\[]*(?P<weekday>{WEEKDAY})\b", re.IGNORECASE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_MONTH = rf"(?P<month>{MONTH})\.?"
# ``20thOctober`` lacks the gap.
_NTH = rf"(?:\s?(?:st|nd|rd|th)(?:\b\.?|(?={MONTH}))|er|º|ª|°|\.)?"
_DASH = r"\s*(?:-{1,3}|–|—|~|～|to|until|through|bis|au|al|a|até|&|and|or|/)\s*"
_WEEKDAY = rf"(?:{WEEKDAY}\.?,?\s+)?"
_IN_BRACKETS = rf"(?:\s*[(（]{WEEKDAY}\.?[)）])?"
_LISTED = r"(?:,\s?\d{1,2}(?=,\s?\d{1,2}\b|\s(?:and|&)\s))*"
_DAY_ONLY = (
    rf"(?P<day>\d{{1,2}}){_NTH}(?:{_IN_BRACKETS}{_LISTED}{_DASH}{_WEEKDAY}(?:the\s+)?"
    rf"(?P<last>\d{{1,2}})(?!\d|:\d|\s*(?:[ap]\.?m\b|h\b|uhr\b)){_NTH})?{_IN_BRACKETS}"
)
_DAY = rf"(?<![\d./-])(?<!\d:){_DAY_ONLY}"
_YEAR = r"(?:19|20)\d\d(?![\da-z])"
# The year may stand behind a remark: ``May 28 (11:59 pm AoE), 2027``.
_BEYOND = rf"(?=\s*[(（](?![^()（）]*\d{{4}})[^()（）]{{2,30}}[)）]\s*,?\s*(?P<beyond>{_YEAR}))"

_HAN_LAST = (
    r"(?:[日號号일](?:\s*[-–—~～至到]\s*(?P<last>\d{1,2})\s*[日號号일])?|"
    r"\s*[-–—~～至到]\s*(?P<last2>\d{1,2})\s*[日號号일])"
)
_SLASHED_TEXT = (
    rf"(?<![\d/-])(?P<one>\d{{1,2}})(?P<sep>[-/]|\s/\s)"
    rf"(?P<two>\d{{1,2}})(?P=sep)(?:(?P<year>{_YEAR})|(?P<short>[0-4]\d)(?![\d/:-]))"
)
_SLASHED = lazy(_SLASHED_TEXT)
_NUMBERED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d)(?P<year>{_YEAR})\s*[年년]\s*(?P<month>\d{{1,2}})\s*[月월]\s*"
        rf"(?P<day>\d{{1,2}})\s*{_HAN_LAST}",
        rf"(?<![\d年년])(?P<month>\d{{1,2}})\s*[月월]\s*(?P<day>\d{{1,2}})\s*{_HAN_LAST}",
        rf"(?<![\d./-])(?P<year>{_YEAR})(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep)"
        rf"(?P<day>\d{{1,2}})(?!\d)",
        rf"(?<![\d.])(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>{_YEAR})",
        _SLASHED_TEXT,
        rf"(?<![\d.])(?P<day>\d{{1,2}})\.\s?[-–—]\s?(?P<last>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\."
        rf"\s?(?P<year>{_YEAR})",
        rf"(?<![\d/-])(?P<one>\d{{1,2}})/(?P<two>\d{{1,2}})"
        rf"(?=\s*[-–—]\s*\d{{1,2}}/\d{{1,2}}/{_YEAR})",
        rf"(?<![\d.:])(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.?"
        rf"(?=\s*[-–—]\s*\d{{1,2}}\.\s?\d{{1,2}}\.\s?{_YEAR})",
        rf"(?<![\d.])(?P<year>{_YEAR})\.\s(?P<month>\d{{1,2}})\.\s(?P<day>\d{{1,2}})(?!\d)",
        r"(?<![\d.:])(?P<day>0\d|[12]\d|3[01])\."
        r"(?P<month>0[1-9]|1[0-2])\.(?:(?P<short>[0-4]\d)(?![\d.:])|(?![\d:]))",
    )
)
_NAMED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\w){_MONTH}-(?P<day>\d{{1,2}})-(?P<year>{_YEAR})",
        rf"(?<!\w){_MONTH}\s*,?\s*(?:the\s+)?(?<![\d:/-]){_DAY_ONLY}(?!\d|:\d)"
        rf"(?:\s*(?:[,.]|\s-)?\s*(?:of\s+)?['’]?(?P<year>{_YEAR})|\s*,?\s*['’](?P<short>\d\d)(?!\d)|"
        rf"{_BEYOND})?",
        rf"(?<!\w)(?P<year>{_YEAR})\s*,?\s*{_MONTH}\s*{_DAY}(?!\d|:\d)",
        # ``2027, 20 de março``
        rf"(?<![\w-])(?P<year>{_YEAR})\s*,\s*(?P<day>\d{{1,2}}){_NTH}\s+(?:de\s+|of\s+)?{_MONTH}"
        rf"(?!\w|\s*,?\s*['’]?\d)",
        rf"{_DAY}\s*(?:-|/|,(?=\s*[^\W\d_]+\.?,?\s+(?:19|20)\d\d)|of\b|de\b)?"
        rf"\s*(?:(?<![^\W\d])|(?<=\d(?:st|nd|rd|th))){_MONTH}(?:\s*,?\s*[-/]?(?:of\s+|de\s+|del\s+)?['’]?(?P<year>{_YEAR})|"
        rf"\s*,?\s*['’](?P<short>\d\d)(?!\d)|{_BEYOND})?",
        rf"(?<![\d./-])(?P<day>\d{{1,2}})-{_MONTH}-(?P<short>[0-4]\d)"
        rf"(?![\w-]|\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
    )
)
_FIGURE = lazy(r"\d")
# What every date in figures alone has: a mark between figures.
_MARKED = lazy(r"\d\s?[-/.年月년월]\s?\d")
_NTH_BEHIND = lazy(
    rf"\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)\b(?:\s*,?\s*(?P<year>{_YEAR}))?", re.IGNORECASE
)
# ``April 8 15, 2022``: the day, and the one that it was moved to.
_DAY_BEHIND = lazy(rf"\s+(?P<day>\d{{1,2}}),\s*(?P<year>{_YEAR})", re.IGNORECASE)
_NTH_BEFORE = lazy(r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)\s+$", re.IGNORECASE)
_NTH_FIRST = lazy(r"\d{1,2}(?:st|nd|rd|th)\b", re.IGNORECASE)
_NTH_LAST = lazy(r"\d(?:st|nd|rd|th)$", re.IGNORECASE)
# A month has a capital; the day is followed by a year, or by nothing.
_MONTH_LAST = lazy(rf"(?<![^\W\d_])(?=[A-Z]){MONTH}\.?\s*$")
_REST = lazy(r"\d{1,2}(?:st|nd|rd|th)?(?:\W*|,?\s*(?:19|20)\d\d\b.*)", re.DOTALL)
_BETWEEN = lazy(_DASH, re.IGNORECASE)


def find_days(text: str) -> list[Day]:
    """The days that `text` names, in its order; what is no day of the calendar (31 June) is left
    out.

    Where two spellings fit the same words, the one that leaves the most days wins, then the
    longer. The first day of a range over two
    months takes the year that stands after the second ("30 May - 2 June 2026"), the year before in
    a winter.
    """
    return list(_days_of(text))


@lru_cache(maxsize=20_000)
def _days_of(text: str) -> tuple[Day, ...]:
    if not _FIGURE.search(text):
        return ()
    spellings = (_NUMBERED if _MARKED.search(text) else ()) + (_NAMED if names_month(text) else ())
    found = [
        day for spelling in spellings for match in spelling.finditer(text) if (day := _day(match))
    ]
    kept = _apart(found)
    for index, (first, second) in enumerate(pairwise(kept)):
        if (
            first.year is None
            and second.year
            and _BETWEEN.fullmatch(text[first.end : second.start])
        ):
            kept[index] = replace(first, year=second.year - (first.month > second.month))
    return tuple(day for found in kept for day in _side_by_side(text, found))


def _apart(found: list[Day]) -> list[Day]:
    """The most days that share no words, and of these the longest, in order: ``Jun 19 June 26`` are
    two, no ``19 June``."""
    days = sorted(found, key=lambda day: (day.end, day.start))
    ends = [day.end for day in days]
    best = [(0, 0)]
    taken: list[bool] = []
    for place, day in enumerate(days):
        count, length = best[bisect_right(ends, day.start, hi=place)]
        with_it = (count + 1, length + day.end - day.start)
        taken.append(with_it > best[-1])
        best.append(max(with_it, best[-1]))
    kept: list[Day] = []
    place = len(days)
    while place:
        if taken[place - 1]:
            kept.append(days[place - 1])
            place = bisect_right(ends, days[place - 1].start, hi=place - 1)
        else:
            place -= 1
    return kept[::-1]


def _side_by_side(text: str, day: Day) -> list[Day]:
    """The day, with another of its month that stands right before or behind it, of which a strike
    was lost: ``January 24th 31st, 2025``, ``April 8 15, 2025``."""
    if day.last:
        return [day]
    own = text[day.start : day.end]
    behind = before = None
    if _NTH_LAST.search(own):
        behind = _NTH_BEHIND.match(text, day.end)
    elif not day.year:
        behind = _DAY_BEHIND.match(text, day.end)
    if _NTH_FIRST.match(own):
        before = _NTH_BEFORE.search(text[max(0, day.start - 8) : day.start])
    if behind:
        year = int(behind["year"]) if behind["year"] else day.year
        second = replace(day, start=behind.start("day"), end=behind.end(), year=year)
        days = [day, replace(second, day=int(behind["day"]))]
    elif before:
        start = day.start - len(before[0])
        days = [replace(day, start=start, end=day.start, day=int(before["day"])), day]
    else:
        return [day]
    return days if all(_exists(item.year, item.month, item.day) for item in days) else [day]


def _day(match: re.Match[str]) -> Day | None:
    part = match.groupdict()
    told = part.get("year") or part.get("beyond")
    year = int(told) if told else 2000 + int(part["short"]) if part.get("short") else None
    doubt = ""
    if part.get("one"):
        month, day = int(part["one"]), int(part["two"])
        if month > 12:
            month, day = day, month
        elif day <= 12 and day != month:
            doubt = SWAPPED
    else:
        named = part["month"].lower()
        month, day = int(named) if named.isdigit() else MONTHS.get(named, 0), int(part["day"])
    behind = part.get("last") or part.get("last2")
    last = int(behind) if behind else None
    if not all(_exists(year, month, number) for number in (day, last or day)):
        return None
    return Day(match.start(), match.end(), year, month, day, last, doubt)


def _exists(year: int | None, month: int, day: int) -> bool:
    try:
        date(year or 2000, month, day)
    except ValueError:
        return False
    return True


def weekday_beside(text: str, start: int, end: int) -> int | None:
    """The weekday (Monday is 0) that stands before or behind the words at `[start, end)`; None
    where there is none."""
    beside = _WEEKDAY_BEFORE.search(text[max(0, start - 20) : start]) or _WEEKDAY_BEHIND.match(
        text, end
    )
    return _WEEKDAYS.index(beside["weekday"][:3].lower()) if beside else None


def divided(before: str, behind: str) -> bool:
    """Whether a date is divided between a line and the next: ``September`` and ``17, 2027``."""
    month = _MONTH_LAST.search(before) if _REST.fullmatch(behind) else None
    days = find_days(f"{month[0].strip()} {behind}") if month else []
    return bool(days) and days[0].start == 0


def day_first(texts: Iterable[str]) -> bool | None:
    """Whether dates in figures have the day first, as those of a page show that can be read in one
    way only; None if none does."""
    first = last = False
    for text in texts:
        for match in _SLASHED.finditer(text):
            first |= int(match["one"]) > 12 >= int(match["two"])
            last |= int(match["two"]) > 12 >= int(match["one"])
    return None if first == last else first


def turned(day: Day, first: bool | None) -> Day:
    """A day that may be swapped, as the other dates of its page are written."""
    if day.doubt != SWAPPED or first is None:
        return day
    return replace(day, month=day.day, day=day.month, doubt="") if first else replace(day, doubt="")
