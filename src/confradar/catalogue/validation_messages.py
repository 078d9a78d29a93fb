"""What the models find wrong in a record, as messages for those who write one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from confradar.model.base import COUNTRY
from confradar.model.deadline import Deadline
from confradar.model.held import Part, Site
from confradar.model.names import nearest
from confradar.model.submission import CURRENCY, Fee, Pages, Speed, Submission
from confradar.model.venue import (
    H5,
    Acceptance,
    Difference,
    Edition,
    Rank,
    Recurrence,
    Source,
    Topic,
    Venue,
)

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

# What a text of a pattern is.
_PATTERNS = {
    COUNTRY: "a two-letter country code (ISO 3166), such as DE",
    CURRENCY: "a three-letter currency code (ISO 4217), such as EUR",
}
_EXPECTED = {
    "string_type": "text (in quotes where it looks like a number)",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping (key: value)",
    "model_type": "a mapping (key: value)",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
}


def message(detail: ErrorDetails) -> str:
    """What the models found wrong, in words."""
    kind, given = detail["type"], detail.get("input")
    if kind == "extra_forbidden":
        return _unknown(str(detail["loc"][-1]))
    if kind == "missing":
        return "is missing"
    if kind == "value_error":
        return str(detail["msg"]).removeprefix("Value error, ")
    if kind in {"enum", "literal_error"}:
        return f"{shown(given)} is not one of {detail.get('ctx', {}).get('expected', '')}"
    if kind.startswith("date"):
        return f"{shown(given)} is not a date: write YYYY-MM-DD"
    if kind == "string_pattern_mismatch":
        pattern = str(detail.get("ctx", {}).get("pattern"))
        return f"{shown(given)} is not {_PATTERNS.get(pattern, f'of the form {pattern}')}"
    if kind == "too_short":
        return "needs at least one item"
    if kind in _EXPECTED:
        return f"expected {_EXPECTED[kind]}, found {shown(given)}"
    return f"{detail['msg'][:1].lower()}{detail['msg'][1:]} (found {shown(given)})"


@lru_cache(maxsize=256)
def _unknown(key: str) -> str:
    close = nearest(key, _keys(), limit=1)
    return f"unknown key: did you mean {close[0]}?" if close else "unknown key"


def _keys() -> set[str]:
    """Every key that some record of a catalogue has."""
    return {
        name
        for model in (
            Venue,
            Recurrence,
            Edition,
            Site,
            Part,
            Submission,
            Pages,
            Speed,
            Fee,
            Deadline,
            Rank,
            H5,
            Acceptance,
            Difference,
            Source,
            Topic,
        )
        for name in model.model_fields
    }


def shown(value: object) -> str:
    """A value as a message shows it."""
    text = (
        "a mapping"
        if isinstance(value, dict)
        else "a list"
        if isinstance(value, list)
        else "nothing"
        if value is None
        else repr(value)
    )
    return text if len(text) <= 60 else text[:57] + "..."
