"""The table ``[publish]`` of the configuration: what `confradar publish` is to do where its options
do not say."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from confradar.errors import StateError
from confradar.model.names import nearest
from confradar.sources.registry import config_text

_TEXTS = ("directory", "title", "base-url", "lang", "from", "query", "previous")
_LISTS = ("topic", "kind", "ccf", "core", "thcpl", "country", "at", "region")
_SWITCHES = ("following", "estimates")
KEYS = (*_TEXTS, *_LISTS, *_SWITCHES)


def publish_table(config: Path) -> Mapping[str, Any]:
    """What the table says, by the names of the options: texts, lists of texts, true or false.
    Raises StateError where it cannot be read or says something else."""
    from confradar import tomlfile

    text = config_text(config)
    if not text:
        return {}
    try:
        table = tomlfile.parsed(text).get("publish", {})
    except ValueError as error:
        raise StateError(
            f"{config}: not valid TOML: {error}", hint="fix the line, or move the file away"
        ) from None
    if not isinstance(table, dict):
        raise _wrong(config, "publish", "expected a table: [publish]")
    return {key: _value(config, key, value) for key, value in table.items()}


def _value(config: Path, key: str, value: Any) -> Any:
    where = f"publish.{key}"
    if key in _TEXTS:
        if isinstance(value, str):
            return value
        raise _wrong(config, where, "expected text")
    if key in _LISTS:
        items = [value] if isinstance(value, str) else value
        if isinstance(items, list) and all(isinstance(item, str) for item in items):
            return items
        raise _wrong(config, where, "expected text, or a list of texts")
    if key in _SWITCHES:
        if isinstance(value, bool):
            return value
        raise _wrong(config, where, "expected true or false")
    close = nearest(key, KEYS)
    hint = f"did you mean {close[0]}?" if close else f"known are {', '.join(KEYS)}"
    raise _wrong(config, where, f"unknown key; {hint}")


def _wrong(config: Path, where: str, what: str) -> StateError:
    return StateError(f"{config}: {where}: {what}", hint="fix the line")
