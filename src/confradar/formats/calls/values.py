"""The values in a text: days with their time and zone, what they superseded, and where each
stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from confradar.formats.calls.blocks import Text
from confradar.formats.calls.dates import WEEKDAY, Day, find_days, weekday_beside
from confradar.formats.calls.times import Clock, Zone, find_clocks, find_zones
from confradar.formats.lazy_pattern import lazy

Item = TypeVar("Item", Clock, Zone)

_OLD = lazy(
    r"\b(?:was|were|originally|previously|previous|formerly|initially|earlier|prior|instead of|"
    r"rather than|not|old(?:\s+(?:deadline|date))?|"
    r"(?:original|first|initial)(?:\s+(?:deadline|date))?|(?:ext\.?|extended|moved|postponed|"
    r"changed|shifted|delayed|updated)\s+from|from the original|"
    r"statt|ursprünglich|bisher|zuvor|au lieu du|initialement|précédemment|originariamente|"
    r"anteriormente|antes)\b[\s:(on,–—-]*(?:deadline\s*(?:of|"
    r"was)?\s*[:–—-]?\s*)?(?:[a-z]+day,?\s*)?(?:the\s+)?$",
    re.IGNORECASE,
)
_NEW = lazy(
    r"(?:->|=>|→|⇒|⟶|➔|➜|»|>>)|\b(?:extended|postponed|moved|changed|shifted|delayed|prolonged|"
    r"updated|now|new(?:\s+(?:deadline|date))?|"
    r"(?:firm|final|hard)?\s*extension|verlängert|prolongée?|prorrogad[oa]|"
    r"aplazad[oa])\b[^.;]{0,25}$|延(?:期|长)(?:至|到)?",
    re.IGNORECASE,
)
_FROM = lazy(
    r"\b(?:deadline|extended|moved|postponed|changed|shifted|delayed|"
    r"prolonged)\s+from\s+(?:\w+day,?\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
# Between the day on which an extension was told and the new date: ``[May 1] The deadline has been
# extended to``.
_TELLING = lazy(
    r"\W*(?=[^()]*\b(?:deadlines?|submissions?|dates?)\b)[^()]*\b(?:has|have|had|is|are|was|were|we)\b|"
    r"\s*:\s[^():]*\bdeadlines?\s(?:extended|moved|postponed)\b",
    re.IGNORECASE,
)
_RANGE = lazy(
    r"\s*(?:[(,]?\s*"
    + WEEKDAY
    + r"\.?\)?)?[\s,(]*(?:\d{1,2}:\d\d[^-–—]{0,12})?(?:-{1,3}|–|—|~|～|至|到|to|until|till|through|"
    r"thru|bis|au|al|a|até|to the|and ends?(?: on)?|and|y(?: el)?|e o|et le|und dem)\s*"
    r"(?:the\s+)?(?:" + WEEKDAY + r"\.?,?\s*)?",
    re.IGNORECASE,
)
BESIDE = "two dates stand beside each other, and the later is taken for the one that holds"
"""The doubt of a date behind another with nothing between: a strike is lost where a page is copied
as text."""

# A remark between two dates; fewer words say what the first is for.
_ASIDE = lazy(r"\((?:[^\w()]*\b\w+\b){6,}[^\w()]*\)")
# Between the new date and the old one.
_CAME_FROM = lazy(r"\W*\bfrom\s+(?:the\s+)?", re.IGNORECASE)
_SAID_NEW = lazy(
    r"\s*[(\[][^()\[\]]*\b(?:extended|new|updated|revised)\b[^()\[\]]*[)\]]", re.IGNORECASE
)
# Between the old date and the new one.
_OVER = lazy(r"\W*(?:closed|passed|expired|over)\W*", re.IGNORECASE)
# Behind an earlier value that is told in brackets: ``due (was May 1): May 8``.
_ASIDE_END = lazy(r"[^()\w]*[)\]][^\w()]*$")
_GAP = lazy(r"\s+(?:\d{1,2}\s+)?")
_TIMED_GAP = lazy(r"[\s,;|()]*")
_NUMBER = lazy(r"\b\d{1,2}(?!\d)")
_DOTTED = lazy(r"(?<![\d.:])(\d{1,2})\.(0?[1-9]|1[0-2])\.?(?![\d:])")


@dataclass(frozen=True)
class Value:
    """A day, or the first and last of a range, that stands at `[start, end)` of its text.

    `was` are the days that it superseded; `struck`: it is struck through itself, and nothing newer
    stands beside it; `whole`: so is all of its text; `weekday` (Monday is 0) is the one that
    stands beside a single day.
    """

    start: int
    end: int
    first: Day
    last: Day | None = None
    was: tuple[Day, ...] = ()
    clock: Clock | None = None
    zone: Zone | None = None
    struck: bool = False
    whole: bool = False
    weekday: int | None = None


def find_values(text: Text) -> list[Value]:
    """The values in `text`, in its order, each with what it superseded."""
    return list(_values_of(text))


@lru_cache(maxsize=20_000)
def _values_of(text: Text) -> list[Value]:
    days = find_days(text.live)
    if days:
        old = _struck(text, days)
        return _dressed(text.live, _superseded(text.live, _ranges(text.live, days), old))
    days = find_days(text.text)
    if not days:
        return []
    whole = not re.search(r"\w", text.live)
    values = [
        replace(value, struck=True, whole=whole)
        for value in _superseded(text.text, _ranges(text.text, days), [])
    ]
    spans = [
        next((span for span in text.struck if span[0] <= value.start < span[1]), None)
        for value in values
    ]
    kept: list[Value] = []
    for value, span, before in zip(values, spans, [None, *spans], strict=False):
        gap = text.text[before[1] : span[0]] if before and span else ""
        if kept and before and span and before != span and not re.search(r"\w", gap):
            value = replace(value, was=(*value.was, *kept[-1].was, kept[-1].first))
            kept.pop()
        kept.append(value)
    return _dressed(text.text, kept)


def strip_values(text: str) -> str:
    """The text without days, times and zones."""
    spans = [(day.start, day.end) for day in find_days(text)]
    spans += [(clock.start, clock.end) for clock in find_clocks(text)]
    spans += [(zone.start, zone.end) for zone in find_zones(text)]
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def _ranges(text: str, days: list[Day]) -> list[Value]:
    values: list[Value] = []
    for day in days:
        before = values[-1] if values else None
        moved = before and _FROM.search(text[: before.start])
        between = text[before.end : day.start] if before else ""
        if (
            before
            and not moved
            and before.last is None
            and (_RANGE.fullmatch(between) or (len(days) == 2 and between.strip() == "or"))
            and _ordered(before.first, day)
        ):
            values[-1] = replace(
                before, end=day.end, last=replace(day, day=day.last or day.day, last=None)
            )
        else:
            last = replace(day, day=day.last, last=None) if day.last else None
            values.append(Value(day.start, day.end, replace(day, last=None), last))
    return values


def _ordered(first: Day, last: Day) -> bool:
    if not first.year and last.year and first.month >= 11 and last.month <= 2:  # over New Year
        return True
    if first.year and last.year:
        return (first.year, first.month, first.day) < (last.year, last.month, last.day)
    return (
        first.year is None
        or first.year == last.year
        or (first.month, first.day) < (last.month, last.day)
    )


def _struck(text: Text, live: list[Day]) -> list[Day]:
    """The days that are struck through. A number or a month alone takes the rest from the day that
    follows."""
    found: list[Day] = []
    for start, end in text.struck:
        piece = text.text[start:end]
        days = find_days(piece)
        if days:
            found += [replace(day, start=day.start + start, end=day.end + start) for day in days]
            continue
        follows = next((day for day in live if day.end > end), None)
        near = follows is not None and follows.start - end <= 12
        number = _NUMBER.search(piece)
        if near and follows and number:
            found.append(replace(follows, start=start, end=end, day=int(number[0]), last=None))
        elif near and follows and (months := find_days(f"{piece} {follows.day}")):
            found.append(replace(follows, start=start, end=end, month=months[0].month, last=None))
    return found


def _superseded(text: str, values: list[Value], old: list[Day]) -> list[Value]:
    """The values that hold, each with those that words or strikes say are old."""
    kept: list[Value] = []
    for place, value in enumerate(values):
        since = values[place - 1].end if place else 0
        holds = _of_two(text, kept[-1], value, text[since : value.start]) if kept else None
        if holds is None:
            kept.append(value)
        else:
            kept[-1] = holds
    if len(kept) == 1 and not kept[0].was:
        bare = [item for item in _DOTTED.finditer(text) if _OLD.search(text[: item.start()])]
        old = [
            *old,
            *(
                Day(m.start(), m.end(), None, int(m[2]), int(m[1]))
                for m in bare
                if 1 <= int(m[1]) <= 31
            ),
        ]
    for day in old:
        at = next((at for at, value in enumerate(kept) if value.start >= day.end), len(kept) - 1)
        kept[at] = replace(kept[at], was=(*kept[at].was, day))
    return kept


def _of_two(text: str, before: Value, value: Value, between: str) -> Value | None:
    """The one that holds of two values with `between` between them, where the other is its earlier
    value; None where both hold."""
    earlier = before.last if before.last and not value.last else before.first
    ranges = (before.last and value.last) is not None
    later = replace(value, was=(*value.was, *before.was, *(() if ranges else (earlier,))))
    if (
        not re.search(r"\w", text[: before.start])
        and _NEW.search(between)
        and _TELLING.match(between)
    ):
        return value
    beside = _ASIDE.sub(" ", between)
    if not re.search(r"\w", between) and _NEW.search(text[value.end : value.end + 25]):
        return later
    if _ASIDE_END.match(between) and _OLD.search(text[: before.start]):
        return later
    aged = _OLD.search(between)
    if (
        aged
        and (
            not _NEW.search(between[: aged.start()])
            or between[: aged.start()].rstrip().endswith((",", ";", "("))
        )
        and _close(between)
    ):
        return replace(before, was=(*before.was, value.first))
    if _is_new(text[: before.start], between) and _behind(earlier, value.first):
        return replace(before, was=(*before.was, value.first))
    if _close(between) and (
        _NEW.search(between) or _FROM.search(text[: before.start]) or _OVER.fullmatch(between)
    ):
        return later
    if _GAP.fullmatch(beside) or _TIMED_GAP.fullmatch(strip_values(beside)):
        return _of_two_beside(before, value, later)
    return None


def _of_two_beside(before: Value, value: Value, later: Value) -> Value | None:
    """The later of two values with nothing between them; `later`: the second with its earlier ones.
    None where they may be a day and the days of something else."""
    if value.last and not before.last:
        return None
    if not _behind(before.last if before.last and not value.last else before.first, value.first):
        return replace(later, first=replace(value.first, doubt=BESIDE))
    if before.last or value.last:
        return None
    newer = replace(before.first, year=before.first.year or value.first.year, doubt=BESIDE)
    return replace(before, first=newer, end=value.end, was=(*before.was, value.first))


def _is_new(head: str, between: str) -> bool:
    """Whether the words before the first of two dates, and those between them, call it the new
    one: ``extended to May 8 (from May 1)``, ``May 8 (extended), May 1``."""
    said = _CAME_FROM.fullmatch(between) or _SAID_NEW.match(between)
    return bool(said and _close(between) and _NEW.search(head + between))


def _behind(first: Day, second: Day) -> bool:
    """Whether the first of two days that stand beside each other is the later one; without a year
    of its own it is near the second."""
    if first.year or not second.year:
        return not _ordered(first, second)
    apart = (first.month - second.month) * 31 + first.day - second.day
    return 0 <= apart < 186 or apart < -186


def _close(between: str) -> bool:
    return len(between) < 70 and not re.search(r"[.;]\s+[A-Z]", between)


def _dressed(text: str, values: list[Value]) -> list[Value]:
    """Each value with the time and zone beside it: behind it, else before it."""
    clocks, zones = find_clocks(text), find_zones(text)
    days = [(value.start, value.end) for value in values]
    clocks = [
        clock
        for clock in clocks
        if all(clock.end <= start or end <= clock.start for start, end in days)
    ]
    bounds = [0, *(value.start for value in values), len(text) + 1]
    ends = [0, *(value.end for value in values)]
    dressed = []
    for place, value in enumerate(values):
        behind, before = (value.end, bounds[place + 2]), (ends[place], value.start)
        inside = (value.start, value.end)
        clock = _within(clocks, behind) or _within(clocks, inside)
        zone = _within(zones, behind) or _within(zones, inside)
        if place == 0 or len(values) == 1:
            clock, zone = (
                clock or _within(clocks, before, last=True),
                zone or _within(zones, before, last=True),
            )
        weekday = None if value.last else weekday_beside(text, value.start, value.end)
        dressed.append(replace(value, clock=clock, zone=zone, weekday=weekday))
    return dressed


def _within(items: Iterable[Item], bounds: tuple[int, int], *, last: bool = False) -> Item | None:
    found = [item for item in items if bounds[0] <= item.start < bounds[1]]
    return (found[-1] if last else found[0]) if found else None
