"""A Markdown table, to paste into a page or a wiki."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from confradar.views.cells import flat
from confradar.views.items import Row
from confradar.views.text import safe


def render(rows: Iterable[Row], columns: Sequence[str], *, header: bool) -> Iterator[str]:
    """A line a row; the header and its rule first."""
    if header:
        yield f"| {' | '.join(columns)} |\n"
        yield f"|{' --- |' * len(columns)}\n"
    for row in rows:
        yield f"| {' | '.join(cell(flat(value)) for value in row.values())} |\n"


def cell(text: str) -> str:
    """A text that Markdown and HTML show as it is."""
    return (
        re.sub(r"([\\`*_~\[\]|])", r"\\\1", safe(text))
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
    )
