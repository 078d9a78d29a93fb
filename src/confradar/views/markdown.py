"""Markdown, to paste into a page or a wiki: a page where the result has one, else a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from confradar.views.cells import flat
from confradar.views.report import Report
from confradar.views.text import safe


def render(report: Report) -> Iterable[str]:
    """The page of a report, else its rows as a table."""
    if report.page:
        return report.page()
    return table(report.rows, report.columns or (), header=report.header)


def table(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[str], *, header: bool = True
) -> Iterator[str]:
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
