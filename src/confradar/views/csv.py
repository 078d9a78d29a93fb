"""Comma-separated values that are safe to open in a spreadsheet: a cell never begins like a
formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from confradar.views.cells import flat
from confradar.views.report import Report
from confradar.views.text import safe

# OWASP, "CSV injection": cells that begin so are run as formulas.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # fmt: skip


def render(report: Report) -> Iterator[str]:
    """Lines as RFC 4180 has them, but ended by a line feed; the header first."""
    if report.header:
        yield _line(report.columns or ())
    for row in report.rows:
        yield _line([cell(flat(value)) for value in row.values()])


def cell(text: str) -> str:
    """A cell's text, with an apostrophe before what a spreadsheet would run."""
    text = safe(text)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def _line(values: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(values)
    return buffer.getvalue()
