"""JSON lines: an item a line, without an envelope."""

from __future__ import annotations

from collections.abc import Iterator

from confradar.views.json import item
from confradar.views.report import Report


def render(report: Report) -> Iterator[str]:
    """An object a line."""
    return (f"{item(row)}\n" for row in report.rows)
