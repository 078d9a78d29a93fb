"""Where a text names days, and which: one grammar of the spellings that calls use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from confradar.formats.calls.months import MONTHS

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

_MONTH = r"(?P<month>" + "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True)) + r")\b\.?"
_NTH = r"(?:\s?(?:st|nd|rd|th)\b|er|º|ª|°|\.)?"
_DASH = r"\s*(?:-{1,3}|–|—|to|until|through|bis|au|al|a|até|&|and|or|/)\s*"
_WEEKDAY = rf"(?:{WEEKDAY}\.?,?\s+)?"
_IN_BRACKETS = rf"(?:\s*[(（]{WEEKDAY}\.?[)）])?"
_DAY_ONLY = rf"(?P<day>\d{{1,2}}){_NTH}(?:{_IN_BRACKETS}{_DASH}{_WEEKDAY}(?:the\s+)?(?P<last>\d{{1,2}})(?![\d:]|\s*(?:[ap]\.?m\b|h\b|uhr\b)){_NTH})?{_IN_BRACKETS}"
_DAY = rf"(?<![\d:./-]){_DAY_ONLY}"
_YEAR = r"(?:19|20)\d\d(?![\da-z])"

_HAN_LAST = r"(?:[日號号일](?:\s*[-–—~～至到]\s*(?P<last>\d{1,2})\s*[日號号일])?|\s*[-–—~～至到]\s*(?P<last2>\d{1,2})\s*[日號号일])"
_SLASHED_TEXT = (
    rf"(?<![\d/-])(?P<one>\d{{1,2}})(?P<sep>[-/]|\s/\s)(?P<two>\d{{1,2}})(?P=sep)(?P<year>{_YEAR})"
)
_SLASHED = re.compile(_SLASHED_TEXT)
_SPELLINGS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d)(?P<year>{_YEAR})\s*[年년]\s*(?P<month>\d{{1,2}})\s*[月월]\s*(?P<day>\d{{1,2}})\s*{_HAN_LAST}",
        rf"(?<![\d年년])(?P<month>\d{{1,2}})\s*[月월]\s*(?P<day>\d{{1,2}})\s*{_HAN_LAST}",
        rf"(?<![\d./-])(?P<year>{_YEAR})(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})(?!\d)",
        rf"(?<![\d.])(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>{_YEAR})",
        _SLASHED_TEXT,
        rf"(?<![\d.])(?P<year>{_YEAR})\.\s(?P<month>\d{{1,2}})\.\s(?P<day>\d{{1,2}})(?!\d)",
        r"(?<![\d.:])(?P<day>0\d|[12]\d|3[01])\.(?P<month>0[1-9]|1[0-2])\.(?:(?P<short>[0-4]\d)(?![\d.:])|(?![\d:]))",
        rf"(?<!\w){_MONTH}-(?P<day>\d{{1,2}})-(?P<year>{_YEAR})",
        rf"(?<!\w){_MONTH}\s*,?\s*(?:the\s+)?(?<![\d:/-]){_DAY_ONLY}(?!\d|:\d)(?:\s*[,.]?\s*(?:of\s+)?(?P<year>{_YEAR})|\s*,?\s*['’](?P<short>\d\d)(?!\d))?",
        rf"(?<!\w)(?P<year>{_YEAR})\s*,?\s*{_MONTH}\s*{_DAY}(?!\d|:\d)",
        rf"{_DAY}\s*(?:-|/|,(?=\s*[^\W\d_]+\.?,?\s+(?:19|20)\d\d)|of\b|de\b)?\s*(?<!\w){_MONTH}(?:\s*,?\s*[-/]?(?:of\s+|de\s+|del\s+)?(?P<year>{_YEAR})|\s*,?\s*['’](?P<short>\d\d)(?!\d))?",
        rf"(?<![\d./-])(?P<day>\d{{1,2}})-{_MONTH}-(?P<short>[0-4]\d)(?![\w-]|\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
    )
)
# What every spelling has beside a figure: a mark between figures, or the name of a month.
_LIKELY = re.compile(
    r"\d\s?[-/.年月년월]\s?\d|(?<![^\W\d_])(?:" + "|".join(map(re.escape, MONTHS)) + ")",
    re.IGNORECASE,
)
_BETWEEN = re.compile(_DASH, re.IGNORECASE)


def find_days(text: str) -> list[Day]:
    """The days that `text` names, in its order; what is no day of the calendar (31 June) is left
    out.

    Where two spellings fit the same words, the longer wins. The first day of a range over two
    months takes the year that stands after the second ("30 May - 2 June 2026"), the year before in
    a winter.
    """
    return list(_days_of(text))


@lru_cache(maxsize=20_000)
def _days_of(text: str) -> tuple[Day, ...]:
    if not re.search(r"\d", text) or not _LIKELY.search(text):
        return ()
    found = [
        day for spelling in _SPELLINGS for match in spelling.finditer(text) if (day := _day(match))
    ]
    kept: list[Day] = []
    for day in sorted(found, key=lambda day: (day.start - day.end, day.start)):
        if all(day.end <= other.start or other.end <= day.start for other in kept):
            kept.append(day)
    kept.sort(key=lambda day: day.start)
    for index, (first, second) in enumerate(pairwise(kept)):
        if (
            first.year is None
            and second.year
            and _BETWEEN.fullmatch(text[first.end : second.start])
        ):
            kept[index] = replace(first, year=second.year - (first.month > second.month))
    return tuple(kept)


def _day(match: re.Match[str]) -> Day | None:
    part = match.groupdict()
    year = (
        int(part["year"])
        if part.get("year")
        else 2000 + int(part["short"])
        if part.get("short")
        else None
    )
    doubt = ""
    if part.get("one"):
        month, day = int(part["one"]), int(part["two"])
        if month > 12:
            month, day = day, month
        elif day <= 12 and day != month:
            doubt = SWAPPED
    else:
        named = part["month"].lower()
        month, day = MONTHS.get(named) or int(named), int(part["day"])
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
