"""What people see, on a terminal or in a pipe."""

from __future__ import annotations

import io
from collections.abc import Iterator

from confradar.views.report import Report


def render(report: Report) -> Iterator[str]:
    """The screen as one text, with the styles that the reader's terminal has."""
    if report.screen is None:
        raise TypeError("this result has no screen")
    out = io.StringIO()
    report.screen(out)
    yield out.getvalue()
