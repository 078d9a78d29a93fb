"""What of a list fits on one screen of a terminal: estimates become names below the table, and what
comes last is left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, TypeVar

from confradar.views.text import late, point_title, ready, short_day
from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from confradar.index.points import DeadlineItem

Item = TypeVar("Item")
# Lines beside the rows: the topics, the header, the marks, what is left out, and the prompt.
BESIDE = 6
# So many rows are shown on the smallest terminal.
LEAST = 3


@dataclass(frozen=True, slots=True)
class Screen:
    """The dated points of one screen: ``rows`` of a table, estimates ``named`` below it, and those
    that are left out."""

    rows: tuple[DeadlineItem, ...]
    named: tuple[DeadlineItem, ...] = ()
    below: tuple[DeadlineItem, ...] = ()


def fitting(
    items: Sequence[Item], lines: int | None, heights: Callable[[Sequence[Item]], Sequence[int]]
) -> Sequence[Item]:
    """As many of the first rows as fit on a terminal of so many lines, all where it does not tell;
    ``heights`` gives the lines of each, which are others beside others."""
    if lines is None:
        return items
    shown = items[: max(lines - BESIDE, LEAST)]
    while len(shown) > LEAST:
        ends = accumulate(heights(shown))
        count = max(sum(end <= lines - BESIDE for end in ends), LEAST)
        if count >= len(shown):
            break
        shown = shown[:count]
    return shown


def of_points(
    items: Sequence[DeadlineItem],
    lines: int | None,
    *,
    heights: Callable[[Sequence[DeadlineItem]], Sequence[int]],
    named: Callable[[Sequence[DeadlineItem]], Sequence[str]],
) -> Screen:
    """As many dated points as fit on a terminal of so many lines, in their order: all as rows where
    there is room, else the estimates among others by name.

    ``heights`` gives the lines of the rows of points, ``named`` those that tell of estimates.
    """
    if lines is None:
        return Screen(tuple(items))
    room = max(lines - BESIDE, LEAST)
    if len(items) <= room and sum(heights(items)) <= room:
        return Screen(tuple(items))
    places = [place for place, item in enumerate(items) if item.certainty != "estimated"]
    if not places:
        shown = fitting(items, lines, heights)
        return Screen(tuple(shown), below=tuple(items[len(shown) :]))
    for count in range(places[room] if len(places) > room else len(items), LEAST, -1):
        rows = [item for item in items[:count] if item.certainty != "estimated"]
        guesses = [item for item in items[:count] if item.certainty == "estimated"]
        left = room - len(named(guesses)) - len(rows)
        if left >= 0 and sum(heights(rows)) - len(rows) <= left:
            return Screen(tuple(rows), tuple(guesses), tuple(items[count:]))
    return Screen(tuple(items[:LEAST]), below=tuple(items[LEAST:]))


def estimates_text(
    items: Sequence[DeadlineItem], *, now: int, zone: tzinfo | None, say: Words = ENGLISH
) -> str:
    """``Estimated: ~4 Dec MWE!, BEA; ~9 Dec ICCV abstract``: the days on which to be
    ready."""
    told = (
        f"{day} {say('list').join(_name(item, now, say) for item in same)}"
        for day, same in groupby(items, lambda item: ready(item, now, zone, say, short=True))
    )
    return say("screen.estimates", names=say("semicolon").join(told))


def _name(item: DeadlineItem, now: int, say: Words) -> str:
    main = item.kind == "paper" and not item.track
    what = "" if main else f" {point_title(item, say)}"
    return f"{item.acronym}{what}{late(item, now).strip()}"


def below_text(count: int, last: date, every: int, *, now: int, say: Words = ENGLISH) -> str:
    """``12 more to 13 Mar: --limit 33``: so many are not shown, the last one on that day, of
    ``every`` one there is."""
    more = say("screen.below", number=count, day=short_day(last, now, say))
    return f"{more}{say('colon')}--limit {every}"
