"""Tab-separated lines: one record a line, no quoting; white space and control characters in data
become spaces or go."""

from __future__ import annotations

from collections.abc import Iterator

from confradar.views.cells import flat
from confradar.views.report import Report
from confradar.views.text import safe


def render(report: Report) -> Iterator[str]:
    """Lines, the header first."""
    if report.header:
        yield "\t".join(report.columns or ()) + "\n"
    for row in report.rows:
        yield "\t".join(safe(flat(value)) for value in row.values()) + "\n"
