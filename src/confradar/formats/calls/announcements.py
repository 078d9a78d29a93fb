"""What a page announces beside its lists: that a date of them is another one now."""

from __future__ import annotations

import re
from collections.abc import Sequence

from confradar.formats.calls.placed_points import Read, meaning_key
from confradar.formats.lazy_pattern import lazy

_MOVED = lazy(
    r"\b(?:extend(?:s|ed|ing)?|extensions?|postpon\w+|prolong\w+|moved|shifted|delayed|"
    r"pushed(?: back)?|verlängert|prolongée?|prorrogad[oa]|aplazad[oa])\b|"
    r"\bnew (?:[\w-]+ ){0,3}(?:deadline|(?:due )?date)\b|"
    r"\b(?:is|are) now\b|\b(?:will|can|may) now be\b",
    re.IGNORECASE,
)
_DATE = lazy(
    r"\b(?:deadlines?|dates?|submissions?|notifications?|frist|prazo|fecha|date limite)\b",
    re.IGNORECASE,
)
# Whose deadline is another one: nobody else's moved.
_FOR_SOME = lazy(
    r"\b(?:for|to) (?:all )?(?:the )?(?:authors|those|papers|submissions)"
    r"(?: (?:of|who|that|which|with|rejected|accepted))\b",
    re.IGNORECASE,
)
_BY = lazy(
    r"\bby (?:an(?:other)? |another |the )?(?:\d+|one|two|three|a few|few)? ?(?:extra |more )?"
    r"(?:days?|weeks?|months?)\b",
    re.IGNORECASE,
)


def announces(label: str) -> bool:
    """Whether words say that a date is another one now: ``the deadline has been extended to``."""
    return bool(_MOVED.search(label) and _DATE.search(label) and not for_some(label))


def for_some(label: str) -> bool:
    """Whether words say that a date is only that of some: ``for authors of rejected papers``."""
    return bool(_FOR_SOME.search(label))


def without_span(label: str) -> str:
    """A label without how long an extension is: ``extended by two weeks``."""
    return _BY.sub(" ", label)


def aside(listed: Sequence[Read]) -> list[Read]:
    """The announcements among the points of lists: each moves the one date that another list gives
    the same thing, or its own list. What stands among other deadlines is one of these."""
    return [item for item in listed if item.announced and _moves(item, listed)]


def _moves(item: Read, listed: Sequence[Read]) -> bool:
    lists = [other for other in listed if not other.announced]
    own = any(other.run == item.run for other in lists)
    same = [other for other in lists if meaning_key(other.point) == meaning_key(item.point)]
    moved = same[0] if len({other.point.day for other in same}) == 1 else None
    return bool(
        moved
        and not moved.struck
        and moved.point.day < item.point.day
        and (moved.run == item.run or not own)
    )
