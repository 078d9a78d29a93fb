"""Sections of tables on one screen: each gets its rows as long as all fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

# The lines of a small terminal, without the prompt and the legend.
LINES = 22


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a screen: how many ``rows`` it has, what prints its first so many of them, and how
    many rows it may have for each of another part (``weight``)."""

    rows: int
    print: Callable[[int], None]
    weight: int = 1


def print_sections(console: Console, sections: Sequence[Section], *, lines: int) -> list[int]:
    """Print the sections; on a terminal with so few rows, but one at least, that all have no more
    than ``lines`` lines together.

    Returns how many rows of each were printed.
    """
    counts = [section.rows for section in sections]
    if console.is_terminal:
        counts = [min(count, lines) for count in counts]
        texts = [
            _text(console, section, count) for section, count in zip(sections, counts, strict=True)
        ]
        while sum(text.count("\n") for text in texts) > lines and max(counts, default=0) > 1:
            place = max(
                (place for place, count in enumerate(counts) if count > 1),
                key=lambda place: counts[place] / sections[place].weight,
            )
            counts[place] -= 1
            texts[place] = _text(console, sections[place], counts[place])
    for section, count in zip(sections, counts, strict=True):
        section.print(count)
    return counts


def _text(console: Console, section: Section, count: int) -> str:
    with console.capture() as captured:
        section.print(count)
    return captured.get()
