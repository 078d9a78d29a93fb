"""The JSON Schema of a catalogue file."""

from __future__ import annotations

import re
from typing import Any, Literal

from confradar.model.base import Record
from confradar.model.venue import Source, Venue


class _File(Record):
    schema_: Literal[1] = 1
    sources: tuple[Source, ...] = ()
    venues: tuple[Venue, ...] = ()


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a whole catalogue file, as editors use it."""
    document = _File.model_json_schema()
    document["properties"]["schema"] = {
        "const": 1,
        "title": "Schema",
        "description": "Version of this format.",
    }
    del document["properties"]["schema_"]
    document["properties"] = {
        key: document["properties"][key] for key in ("schema", "sources", "venues")
    }
    _unwrap(document)
    document["title"] = "confradar catalogue"
    document["description"] = "Venues with their editions and dated points; see CONTRIBUTING.md."
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **document}


def _unwrap(node: object) -> None:
    """Make each paragraph of the descriptions one line: they are the models' docstrings, whose
    lines are broken for those who read the code."""
    if isinstance(node, dict):
        if isinstance(text := node.get("description"), str):
            node["description"] = re.sub(r"(?<!\n)\n(?!\n)", " ", text)
        for value in node.values():
            _unwrap(value)
    elif isinstance(node, list):
        for value in node:
            _unwrap(value)
