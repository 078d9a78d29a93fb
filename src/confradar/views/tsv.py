"""Tab-separated lines: one record a line, no quoting; white space and control characters in data
become spaces or go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from confradar.views.cells import flat
from confradar.views.items import Row
from confradar.views.text import safe


def render(rows: Iterable[Row], columns: Sequence[str], *, header: bool) -> Iterator[str]:
    """Lines, the header first."""
    if header:
        yield "\t".join(columns) + "\n"
    for row in rows:
        yield "\t".join(safe(flat(value)) for value in row.values()) + "\n"
