"""A value as the text of one cell, for formats of rows."""

from __future__ import annotations

import json
from typing import Any


def flat(value: Any) -> str:
    """A value as one cell: lists joined by commas, a nested deadline by its instant, earlier dates
    (as announced) by semicolons, lists of other records as JSON."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return str(value.get("at") or "")
    if isinstance(value, list):
        if not value or not isinstance(value[0], dict):
            return ",".join(map(str, value))
        if "wall" in value[0]:
            return ";".join(str(item["wall"]) for item in value)
        return json.dumps(value, ensure_ascii=False)
    return str(value)
