"""A value as the text of one cell, for formats of rows."""

from __future__ import annotations

from typing import Any


def flat(value: Any) -> str:
    """A value as one cell: lists joined by commas, a nested deadline by its instant, earlier dates
    (as announced) by semicolons."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return str(value.get("at") or "")
    if isinstance(value, list):
        return (
            ";".join(str(item["wall"]) for item in value)
            if value and isinstance(value[0], dict)
            else ",".join(map(str, value))
        )
    return str(value)
