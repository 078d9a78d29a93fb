"""JSON with a versioned envelope, streamed an item a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from confradar.views.report import Report

# Made once: `json.dumps` makes another one for each item that it is to leave unescaped.
_written = json.JSONEncoder(ensure_ascii=False).encode


def render(report: Report) -> Iterator[str]:
    """``{"schema": ..., "generated_at": ..., "items": [...]}``; the first line is the head, each
    item a line."""
    schema, at = json.dumps(report.schema), json.dumps(report.generated_at)
    yield f'{{"schema": {schema}, "generated_at": {at}, "items": ['
    separator = "\n"
    for row in report.rows:
        yield separator + item(row)
        separator = ",\n"
    yield "\n]}\n"


def item(row: Mapping[str, Any]) -> str:
    """An item on one line."""
    # DEL and the C1 controls are legal in JSON but would reach a terminal
    text = _written(row)
    return text if text.isprintable() else json.dumps(row)
