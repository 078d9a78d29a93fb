"""The venues the reader follows: a text file of ids, one a line; comments behind # and blank lines
are the reader's own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from confradar.state import files


def following(path: Path) -> tuple[str, ...]:
    """The ids, in the file's order. Raises StateError for a damaged file."""
    return ids_in(files.read(path))


def ids_in(text: str) -> tuple[str, ...]:
    """The ids that a text of lines names, each once."""
    names = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(dict.fromkeys(name for name in names if name))


def follow(path: Path, locks: Path, ids: Iterable[str]) -> Path | None:
    """Add ids; where a damaged file was moved aside, to where. Raises StateError."""

    def added(text: str) -> str:
        known = set(ids_in(text))
        fresh = [id_ for id_ in dict.fromkeys(ids) if id_ not in known]
        base = text if not text or text.endswith("\n") else text + "\n"
        return base + "".join(f"{id_}\n" for id_ in fresh)

    return files.change(path, locks, added)


def unfollow(path: Path, locks: Path, ids: Iterable[str]) -> Path | None:
    """Take ids away, with their lines; where a damaged file was moved aside, to where. Raises
    StateError."""
    gone = set(ids)

    def left(text: str) -> str:
        return "".join(
            line
            for line in text.splitlines(keepends=True)
            if line.partition("#")[0].strip() not in gone
        )

    return files.change(path, locks, left)
