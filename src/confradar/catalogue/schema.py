"""The JSON Schema of a catalogue file."""

from __future__ import annotations

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
    document["title"] = "confradar catalogue"
    document["description"] = "Venues with their editions and dated points; see CONTRIBUTING.md."
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **document}
