"""What a first screen says that it left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from confradar.queries.first_screen import Part


def left_out(part: Part[Any], *, past: bool = False) -> str | None:
    """``12 more of other kinds, 1,100 later: --all``; None where nothing is."""
    counts = (
        (part.other, "more of other kinds"),
        (part.later, "earlier" if past else "later"),
        (part.undated, "without a date"),
    )
    parts = [f"{count:,} {name}" for count, name in counts if count]
    return f"{', '.join(parts)}: --all" if parts else None
