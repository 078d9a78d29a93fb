"""The reader's own library, as evidence of where papers like theirs go: a text file of venue ids
and titles, a tab between them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from confradar.state import files

Titles = Iterable[tuple[str, str]]


def library(path: Path) -> list[tuple[str, str]]:
    """The venues' ids and titles, in the file's order. Raises StateError for a damaged file."""
    return titles_in(files.read(path)) if path.exists() else []


def titles_in(text: str) -> list[tuple[str, str]]:
    """The pairs of a text of lines; a line without a tab is none."""
    pairs = (line.split("\t", 1) for line in text.splitlines() if "\t" in line)
    return [(venue.strip(), title.strip()) for venue, title in pairs]


def learn(path: Path, locks: Path, titles: Titles) -> Path | None:
    """Add titles, each once; where a damaged file was moved aside, to where. Raises StateError."""

    def added(text: str) -> str:
        known = set(titles_in(text))
        fresh = [pair for pair in dict.fromkeys(titles) if pair not in known]
        base = text if not text or text.endswith("\n") else text + "\n"
        return base + "".join(f"{venue}\t{title}\n" for venue, title in fresh)

    return files.change(path, locks, added)
