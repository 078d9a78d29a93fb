"""JSON with a versioned envelope, streamed an item a line; and JSON lines, which have no
envelope."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from confradar.views.items import Row


def render(rows: Iterable[Row], *, schema: str, generated_at: str) -> Iterator[str]:
    """``{"schema": ..., "generated_at": ..., "items": [...]}``; the first line is the head, each item
    a line."""
    yield f'{{"schema": {json.dumps(schema)}, "generated_at": {json.dumps(generated_at)}, "items": ['
    separator = "\n"
    for row in rows:
        yield separator + _text(row)
        separator = ",\n"
    yield "\n]}\n"


def render_lines(rows: Iterable[Row]) -> Iterator[str]:
    """An object a line."""
    for row in rows:
        yield _text(row) + "\n"


def _text(row: Row) -> str:
    # DEL and the C1 controls are legal in JSON but would reach a terminal
    text = json.dumps(row, ensure_ascii=False)
    return text if text.isprintable() else json.dumps(row)
