"""What a first screen says that it left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from confradar.queries.near import Part


def left_out(part: Part[Any], *, past: bool = False) -> str | None:
    """``12 more of other kinds, 1,100 later: --all``; None where nothing is."""
    counts = (
        (part.other, "of other kinds"),
        (part.later, "earlier" if past else "later"),
        (part.undated, "without a date"),
    )
    told = [f"{count:,} {name}" for count, name in counts if count]
    if not told:
        return None
    first, _, rest = told[0].partition(" ")
    return f"{', '.join([f'{first} more {rest}' if part.other else told[0], *told[1:]])}: --all"
