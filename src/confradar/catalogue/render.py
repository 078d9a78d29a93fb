"""Models to the catalogue's YAML, in its one canonical shape: stable order, one record a block, one
dated point a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache
from typing import Any

from confradar.model.base import Record
from confradar.model.days import ISO_DAY
from confradar.model.venue import Edition, Source, Venue

_PLAIN = re.compile(r"[^\W_][^\n\"]*|\*[A-Za-z][^\n\"]*", re.UNICODE)
_RESOLVES = re.compile(r"(?i:true|false|null|~|yes|no|on|off)|[-+.]?\d[\d_.eE+-]*|\.")
_BLOCK_LISTS = {"editions", "deadlines", "differs", "recurs", "sites", "parts"}
# Lists of records that are too long for a line.
_LISTS_OF_BLOCKS = {"submission"}


def scalar(value: object, *, flow: bool = False) -> str:
    """One value as YAML text, quoted only where a reader of YAML 1.2 (or 1.1) would take it for
    something else."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return _text(str(value.value if isinstance(value, Enum) else value), flow=flow)


@lru_cache(maxsize=4096)  # sources and years stand at every date
def _text(text: str, *, flow: bool) -> str:
    safe = (
        _PLAIN.fullmatch(text)
        and not text.startswith("*")
        and not text.endswith((":", " "))
        and ": " not in text
        and " #" not in text
        and (not flow or not re.search(r"[,\[\]{}?]", text))
        and text.isprintable()
        and not (_RESOLVES.fullmatch(text) and not re.fullmatch(ISO_DAY, text))
    )
    return text if safe else _quoted(text)


def _quoted(text: str) -> str:
    """In double quotes; what does not print is escaped as YAML has it (JSON's pairs of surrogates
    are not YAML)."""
    shown = json.dumps(text, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else f"\\U{ord(letter):08x}" for letter in shown)


def flow(value: Any) -> str:
    """A value on one line: ``{kind: paper, at: 2026-05-06 23:59:59}``, ``[NIPS]``."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return scalar(value, flow=True)


def plain(record: Record) -> dict[str, Any]:
    """A record's given keys, in the model's order, without the empty ones."""
    data = record.model_dump(mode="json", exclude_defaults=True)
    return {key: value for key, value in data.items() if value not in (None, [], {}, "")}


def field(key: str, value: Any, indent: int) -> str:
    """``key: value`` as lines; lists of records are blocks, most of one line each."""
    pad = " " * indent
    if key in _LISTS_OF_BLOCKS:
        return "\n".join([f"{pad}{key}:", *(_block(item, indent + 2) for item in value)])
    if key in _BLOCK_LISTS:
        return f"{pad}{key}:\n" + "\n".join(f"{pad}  - {flow(item)}" for item in value)
    return f"{pad}{key}: {flow(value) if isinstance(value, dict | list | tuple) else scalar(value)}"


def edition(record: Edition, indent: int) -> str:
    """An edition as a block that begins with ``- year``; ``indent`` is the column of its dash."""
    return _block(plain(record), indent)


def _block(data: dict[str, Any], indent: int) -> str:
    lines = [field(key, value, indent + 2) for key, value in data.items()]
    return " " * indent + "- " + "\n".join(lines).lstrip()


def venue(record: Venue, indent: int = 2) -> str:
    """A venue as a block that begins with ``- id``."""
    data = plain(record)
    data.pop("editions", None)
    lines = [field(key, value, indent + 2) for key, value in data.items()]
    if record.editions:
        lines.append(" " * (indent + 2) + "editions:")
        lines.extend(edition(item, indent + 4) for item in record.editions)
    return " " * indent + "- " + "\n".join(lines).lstrip()


def document(venues: Iterable[Venue], sources: Iterable[Source], note: str) -> str:
    """A whole catalogue file; ``note`` is its first line, a comment."""
    head = [f"# {note}", "schema: 1", ""]
    listed = [f"  - {flow(plain(source))}" for source in sources]
    blocks = [venue(record) for record in venues]
    return "\n".join(
        [
            *head,
            *(["sources:", *listed, ""] if listed else []),
            "venues:\n\n" + "\n\n".join(blocks) if blocks else "venues: []",
            "",
        ]
    )
