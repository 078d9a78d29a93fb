"""A table's rows while a page is read: their cells in columns, what reaches over several rows, and
the heads of the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from confradar.formats.calls.blocks import Block, Text, joined
from confradar.formats.calls.dates import find_days
from confradar.formats.calls.months import MONTH
from confradar.formats.lazy_pattern import lazy
from confradar.formats.wording import read_label

ROW_LEVEL = 6
"""The rank of a row that is a heading."""

LINE_LEVEL = 8
"""The rank of a line that names the dates behind it, and of one that ends in a colon."""

LIST_LEVEL = 9
"""The rank of a list's item that is the heading of the list inside it, and of nothing behind."""

# A cell of a date that is spread over several.
_PART = lazy(rf"(?:{MONTH}|\d{{1,2}}(?:st|nd|rd|th)?|(?:19|20)\d\d)[.,]?", re.IGNORECASE)
_PART_HEAD = lazy(r"\W*(?:days?|months?|years?|dates?|when)?\W*", re.IGNORECASE)

_SHORT = 5
# A label that is no sentence and no remark.
_NAMED = lazy(r"[^\W\d_](?:\S+\s+){0,7}\S*[^\s.!?]")


@dataclass
class Cell:
    """A cell: its lines, each with the rank that makes it a heading (0: none; `LIST_LEVEL`: an item
    of a list in it), whether it is a head, and how far it reaches.
    """

    head: bool = False
    wide: int = 1
    tall: int = 1
    lines: list[tuple[Text, int]] = field(default_factory=list)

    @property
    def text(self) -> Text:
        """Its lines as one text; the items of a list behind them are details."""
        return joined(
            [text for text, level in self.lines if level != LIST_LEVEL]
            or [text for text, _ in self.lines]
        )


@dataclass
class Table:
    """What a table keeps from row to row: the heads of its columns, and the cells that reach into
    the next rows by their column."""

    heads: tuple[str, ...] = ()
    above: dict[int, Cell] = field(default_factory=dict)


def blocks_of_row(cells: list[Cell], table: Table, path: tuple[int, ...]) -> Iterator[Block]:
    """What a row gives: the heads of columns, one cell's lines, or cells beside each other."""
    own = [cell for cell in cells if cell.lines]
    if not own:
        return
    reached = bool(table.above)
    placed = list(_placed(cells, table))
    filled = [cell for cell in placed if cell.lines]
    marked = all(cell.head for cell in cells) and len(own) > 1 and not _dated(own)
    if marked or (not table.heads and _heads(own)):
        table.heads = tuple(cell.text.text for cell in placed)
    if len(own) == 1 and not reached:
        whole = (
            all(cell.head for cell in cells) or (len(cells) == 1 and cells[0].wide > 1)
        ) and len(own[0].lines) == 1
        for text, level in own[0].lines:
            level = (0 if level == LIST_LEVEL else level) or (ROW_LEVEL if whole else 0)
            yield Block("heading" if level else "line", (text,), level, path=path)
    elif len(filled) == 2 and len(filled[0].lines) == len(filled[1].lines) > 1:
        for (one, _), (other, _) in zip(filled[0].lines, filled[1].lines, strict=True):
            yield Block("row", (one, other), path=path)
    elif len(filled) == 2 and (pairs := list(_each_of(*filled))):
        yield from (Block("row", pair, path=path) for pair in pairs)
    else:
        last = max(place + 1 for place, cell in enumerate(placed) if cell.lines)
        heads = [*_aligned(table.heads, last), *[""] * len(placed)]
        columns = _whole_dates([cell.text for cell in placed], heads)
        yield Block(
            "row",
            tuple(text for text, _ in columns),
            heads=tuple(head for _, head in columns) if table.heads else (),
            path=path,
        )


def _each_of(one: Cell, other: Cell) -> Iterator[tuple[Text, Text]]:
    """The labels of a cell, each with the one date of the cell beside it: all of its lines say what
    the date is for."""
    for dates, labels in ((one, other), (other, one)):
        if len(dates.lines) == 1 < len(labels.lines) and find_days(dates.text.text):
            said = [read_label(text.text) for text, _ in labels.lines]
            named = all(item.said and item.understood for item in said)
            if named and all(_NAMED.fullmatch(text.text) for text, _ in labels.lines):
                for text, _ in labels.lines:
                    yield (dates.text, text) if dates is one else (text, dates.text)
            return


def _whole_dates(cells: Sequence[Text], heads: Sequence[str]) -> list[tuple[Text, str]]:
    """The cells with their heads; those beside each other that hold a day, a month and a year are
    one."""
    found: list[tuple[Text, str]] = []
    parts: list[tuple[Text, str]] = []
    for cell, head in [*zip(cells, heads, strict=False), (Text(""), "")]:
        part = _PART.fullmatch(cell.text.strip()) and _PART_HEAD.fullmatch(head)
        if part and not find_days(cell.text):
            parts.append((cell, head))
            continue
        whole = joined([text for text, _ in parts]) if len(parts) > 1 else None
        found += [(whole, "")] if whole and find_days(whole.text) else parts
        parts = []
        found.append((cell, head))
    return found[:-1]


def _heads(cells: list[Cell]) -> bool:
    """Whether cells that no markup makes heads are: two and more say what dates are for, and there
    is none."""
    texts = [cell.text.text for cell in cells]
    short = all(len(text.split()) <= _SHORT for text in texts)
    return short and not _dated(cells) and sum(read_label(text).said for text in texts) > 1


def _dated(cells: list[Cell]) -> bool:
    """Whether cells that are marked as heads are a row of data: one names a day."""
    return any(find_days(cell.text.text) for cell in cells)


def _placed(cells: list[Cell], table: Table) -> Iterator[Cell]:
    """The cells in their columns, with those of rows above that reach into this one; behind a wide
    one its columns are empty."""
    waiting, column = list(cells), 0
    while waiting or column in table.above:
        above = table.above.get(column)
        if above is not None:
            above.tall -= 1
            if above.tall <= 1:
                del table.above[column]
            yield Cell(above.head, lines=above.lines)
        else:
            cell = waiting.pop(0)
            if cell.tall > 1:
                table.above[column] = Cell(cell.head, tall=cell.tall, lines=cell.lines)
            yield cell
            head = cell.lines if cell.head else []
            for _ in range(cell.wide - 1):
                column += 1
                yield Cell(cell.head, lines=head)
        column += 1


def _aligned(heads: tuple[str, ...], columns: int) -> tuple[str, ...]:
    """The heads over their columns: one that is missing is that of the labels, which often has
    none."""
    named = max((place + 1 for place, head in enumerate(heads) if head), default=0)
    return (
        ("",) * (columns - named) + heads[:named]
        if heads and heads[0] and named < columns
        else heads
    )
