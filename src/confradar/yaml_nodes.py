"""What is read of a YAML file: mappings and lists that know the line of each key and item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


class Map(dict[str, Any]):
    """A mapping that knows its file and the line (from 1) of each key."""

    __slots__ = ("file", "line", "lines")

    def __init__(self, file: str, line: int) -> None:
        self.file = file
        self.line = line
        self.lines: dict[str, tuple[str, int]] = {}


class Seq(list[Any]):
    """A sequence that knows the line (from 1) of each item."""

    __slots__ = ("file", "line", "lines")

    def __init__(self, file: str, line: int) -> None:
        self.file = file
        self.line = line
        self.lines: list[tuple[str, int]] = []


@dataclass(frozen=True)
class Broken:
    """A record that breaks a rule of ours, in the place where it stood: why, at which line, and
    what it was called before that."""

    reason: str
    line: int
    name: str | None


def child(node: object, step: str | int) -> tuple[object, tuple[str, int]] | None:
    """What stands under a key or at a place of a Map or Seq, with its file and line; None where
    nothing does."""
    if isinstance(node, Map) and isinstance(step, str) and step in node:
        return node[step], node.lines[step]
    if isinstance(node, Seq) and isinstance(step, int) and 0 <= step < len(node):
        return node[step], node.lines[step]
    return None


def locate(data: object, path: tuple[str | int, ...]) -> tuple[str, int]:
    """File and line of the deepest part of ``path`` that exists in ``data`` (a Map or Seq)."""
    place = (data.file, data.line) if isinstance(data, Map | Seq) else ("", 0)
    for step in path:
        found = child(data, step)
        if found is None:
            break
        data, place = found
    return place
