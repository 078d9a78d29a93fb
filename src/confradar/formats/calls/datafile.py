"""The data files of a conference's own site (`_data/dates.yml` and like JSON) -> blocks, as the
rows that its page shows.

Seen: lists of records with a label, a date and often an old date, a time, a track; records by name;
kinds with their date; any of these below the years of the editions. Values may hold HTML, strikes
among it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from confradar.formats.calls.blocks import Block, Text, joined, text_of
from confradar.formats.calls.html import blocks_of_html
from confradar.formats.calls.plain import marked_text
from confradar.formats.calls.times import find_zones
from confradar.formats.calls.values import find_values

_LABELS = (
    "label",
    "name",
    "title",
    "text",
    "info",
    "type",
    "event",
    "what",
    "description",
    "milestone",
    "item",
    "deadline",
)
_DATES = ("date", "day", "when", "deadline", "due", "end", "datetime", "at", "value", "start")
_OLD = (
    "old_date",
    "old",
    "original",
    "was",
    "previous",
    "previous_date",
    "original_date",
    "strike",
)
_TIMES = ("time", "timezone", "tz", "zone", "note")
_TRACKS = ("track", "category", "group", "section")
DEEP = 12
# The rank of the outermost names: none of them is the title of a page.
_TOP = 2


def blocks_of_data(document: object) -> list[Block]:
    """The headings and rows of a document of mappings and lists; one heading over the rows that
    have the same."""
    found: list[Block] = []
    above: Block | None = None
    for block in _blocks(document, _TOP):
        if block != above:
            found.append(block)
        above = block if block.kind == "heading" else above
    return found


def _blocks(node: object, depth: int) -> Iterator[Block]:
    if depth > DEEP:
        return
    if isinstance(node, list):
        for item in node:
            yield from _blocks(item, depth + 1)
    elif isinstance(node, Mapping):
        row = _row(node)
        if row is not None:
            yield from row
            return
        for key, value in node.items():
            words = re.sub(r"[_-]+", " ", str(key))
            record = _row(value) if isinstance(value, Mapping) else None
            if record and record[0].kind == "heading":  # which says more than its name
                yield from record
            elif isinstance(value, list | Mapping):
                yield Block("heading", (Text(words),), min(depth, 6))
                yield from _blocks(value, depth + 1)
            elif _shown(value) and find_values(text := _text(value)):
                yield Block("row", (Text(words), text))
            elif _shown(value) and find_zones(text.text):  # a note of all the dates
                yield Block("line", (text,))


def _row(node: Mapping[object, object]) -> list[Block] | None:
    """The row of one record, with its track as the heading above it; None where it is no record of
    a date."""
    fields = {str(key).lower(): value for key, value in node.items() if _shown(value)}
    when = next((key for key in _DATES if key in fields and find_values(_text(fields[key]))), None)
    label = next((key for key in _LABELS if key in fields and key != when), None) or next(
        (key for key in fields if key != when and key.split("_")[0] in _LABELS), None
    )
    if label is None:
        return None
    heading = [Block("heading", (_text(fields[key]),), 5) for key in _TRACKS if key in fields][:1]
    if when is None:
        text = _text(fields[label])
        return [*heading, Block("line", (text,))] if find_values(text) else None
    old = [text_of([(_text(fields[key]).text, True)]) for key in _OLD if key in fields]
    value = joined(
        [
            *old,
            _text(fields[when]),
            *(_text(fields[key]) for key in _TIMES if key in fields and key != label),
        ]
    )
    return [*heading, Block("row", (_text(fields[label]), value))]


def _shown(value: object) -> bool:
    return (
        isinstance(value, str | int | float | date | datetime)
        and not isinstance(value, bool)
        and bool(str(value).strip())
    )


def _text(value: object) -> Text:
    """A value as text, with the strikes of its HTML."""
    shown = value.isoformat(" ") if isinstance(value, datetime) else str(value)
    if "<" in shown or "&" in shown:
        return joined(block.text for block in blocks_of_html(shown))
    return marked_text(shown)
