"""What a first screen says that it left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from confradar.queries.first_screen import Part


def left_out(part: Part[Any], *, past: bool = False, say: Words = ENGLISH) -> str | None:
    """``12 more of other kinds, 1,100 later: --all``; None where nothing is."""
    counts = (
        (part.other, "more.other"),
        (part.later, "more.earlier" if past else "more.later"),
        (part.undated, "more.undated"),
    )
    parts = [say(key, number=f"{count:,}") for count, key in counts if count]
    return f"{say('comma').join(parts)}{say('colon')}--all" if parts else None
