"""The days of an event as a page's machine-readable part gives them: schema.org's Event, in
JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import islice

from confradar.formats.calls.blocks import Block, text_of

_TAG = 300  # letters at most before and behind the type of a script
_SCRIPTS = 20


def event_of(html: str) -> list[Block]:
    """The event that the page is about, as one line with its days; nothing where it gives none, or
    several."""
    events = {
        days
        for script in islice(_scripts(html), _SCRIPTS)
        for item in _items(_loaded(script))
        if (days := _days(item))
    }
    if len(events) != 1:
        return []
    first, last = events.pop()
    held = f"{first} to {last}" if last else first.isoformat()
    return [Block("line", (text_of([(f"Conference dates: {held}", False)]),))]


def _scripts(html: str) -> Iterator[str]:
    """The texts of the page's scripts of JSON-LD."""
    at = 0
    while (at := html.find("application/ld+json", at)) >= 0:
        begins = html.rfind("<script", max(0, at - _TAG), at) >= 0
        opened = html.find(">", at, at + _TAG)
        at += 1
        if not begins or opened < 0:
            continue
        at = html.find("</", opened)
        if at < 0:
            return
        yield html[opened + 1 : at]


def _loaded(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _items(loaded: object) -> Iterator[dict[str, object]]:
    """The objects at the top of what was loaded: events inside others are their parts."""
    if isinstance(loaded, dict):
        graph = loaded.get("@graph")
        yield from _items(graph) if isinstance(graph, list) else [loaded]
    elif isinstance(loaded, list):
        for item in loaded:
            if isinstance(item, dict):
                yield item


def _days(item: dict[str, object]) -> tuple[date, date | None] | None:
    kinds = item.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    if not any(isinstance(name, str) and name.endswith("Event") for name in names):
        return None
    first, last = (_day(item.get(key)) for key in ("startDate", "endDate"))
    return (first, last if last and last > first else None) if first else None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
