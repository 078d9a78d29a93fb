"""Lean Rich tables for a terminal: columns that share its width, no markup, nothing of the data
interpreted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from confradar.views.cells import flat
from confradar.views.text import safe

if TYPE_CHECKING:
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

GAP = 2
LEAST = 8
# From so many columns on a terminal is wide, and below so many narrow.
WIDE = 110
NARROW = 70


class Column(NamedTuple):
    """A column: its header, whether it takes the room that is left and may be shortened (``grow``),
    or goes on in further lines instead (``wrap``), its widest (``cap``), and the width above which
    it gives way before any other column is cut below its own (``floor``), those with the lowest
    ``turn`` first. ``whole`` ones, dates above all, and numbers, which stand at the right, are
    never cut. A ``spare`` one is left out where it would have less than its floor. Of a ``yearly``
    one the year at the end of a cell stays."""

    header: str
    justify: Literal["left", "right"] = "left"
    grow: bool = False
    wrap: bool = False
    style: str = ""
    cap: int | None = None
    floor: int | None = None
    turn: int = 1
    whole: bool = False
    spare: bool = False
    yearly: bool = False


class Styled(NamedTuple):
    """A cell with a style of its own."""

    text: str
    style: str


Cell = str | Styled
Grid = tuple[list[Column], list[list[Cell]]]


def show(console: Console, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
    """Print the rows. On a terminal the growing column is shortened to fit; elsewhere nothing
    is."""
    texts = _texts(rows)
    lengths = [[text.cell_len for text in row] for row in texts]
    widths = _widths(columns, lengths, console.width if console.is_terminal else None)
    if console.is_terminal:
        console.print(_table(*_without_spared(columns, widths, texts)))
    else:
        _write_plain(console, columns, texts, widths)


def heights(columns: Sequence[Column], rows: Iterable[Sequence[Cell]], width: int) -> list[int]:
    """How many lines each row takes on a terminal of so many columns."""
    from rich.console import Console

    console = Console(width=width)
    texts = _texts(rows)
    widths = _widths(columns, [[text.cell_len for text in row] for row in texts], width)
    shown = [place for place, column in enumerate(columns) if column.wrap and widths[place]]
    return [
        max([1, *(_height(console, row[place], widths[place]) for place in shown)]) for row in texts
    ]


def _height(console: Console, text: Text, width: int) -> int:
    if text.cell_len <= width:
        return 1
    indent = _indent(text)
    return len(text[indent:].wrap(console, width - indent, overflow="fold"))


def _indent(text: Text) -> int:
    """The spaces that a cell begins with, and its further lines too."""
    return len(text.plain) - len(text.plain.lstrip(" "))


def _texts(rows: Iterable[Sequence[Cell]]) -> list[list[Text]]:
    from rich.text import Text

    return [
        [
            Text(safe(cell.text), cell.style) if isinstance(cell, Styled) else Text(safe(cell))
            for cell in row
        ]
        for row in rows
    ]


def _table(
    columns: Sequence[Column], widths: Sequence[int], rows: Sequence[Sequence[Text]]
) -> Table:
    """The rows as Rich lays them out, in columns of these widths."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="bold")
    for column, width in zip(columns, widths, strict=True):
        table.add_column(
            column.header,
            justify=column.justify,
            no_wrap=not column.wrap,
            overflow="fold" if column.wrap else "ellipsis",
            width=width,
            style=column.style,
        )
    for row in rows:
        table.add_row(*map(_fitted, row, columns, widths))
    return table


def _fitted(text: Text, column: Column, width: int) -> Text | Padding:
    """A cell of so many columns: its year stays, and its further lines begin as the first does."""
    if column.yearly:
        return _with_year(text, width)
    if not column.wrap or text.cell_len <= width:
        return text
    from rich.padding import Padding

    indent = _indent(text)
    return Padding(text[indent:], (0, 0, 0, indent)) if indent else text


def _with_year(text: Text, width: int) -> Text:
    """``USENIX Security 2027`` in so many columns: ``USENIX Security '27``, ``USENIX S… '27``."""
    from rich.cells import cell_len, set_cell_size
    from rich.text import Text

    name, _, year = text.plain.rpartition(" ")
    if text.cell_len <= width or not (len(year) == 4 and year.isdigit()):
        return text
    room = width - len(" '27")
    return Text(
        f"{name if cell_len(name) <= room else set_cell_size(name, room - 1) + '…'} '{year[2:]}",
        style=text.style,
    )


def _write_plain(
    console: Console,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Text]],
    widths: Sequence[int],
) -> None:
    """The same columns as lines without anything at their ends, for pipes; styled only where the
    reader insists."""
    from rich.text import Text

    header = [Text(column.header, style="bold") for column in columns]
    for row in (header, *rows):
        line = Text()
        for text, column, width in zip(row, columns, widths, strict=True):
            pad = " " * (width - text.cell_len)
            line.append_text(
                Text.assemble(pad, text) if column.justify == "right" else Text.assemble(text, pad)
            )
            line.append(" " * GAP)
        line.rstrip()
        console.print(line, soft_wrap=True)


def _without_spared(
    columns: Sequence[Column], widths: Sequence[int], rows: Sequence[Sequence[Text]]
) -> tuple[list[Column], list[int], list[list[Text]]]:
    """The columns that have a width, and their cells."""
    kept = [place for place, width in enumerate(widths) if width or not columns[place].spare]
    return (
        [columns[place] for place in kept],
        [widths[place] for place in kept],
        [[row[place] for place in kept] for row in rows],
    )


def _widths(
    columns: Sequence[Column], lengths: Sequence[Sequence[int]], room: int | None
) -> list[int]:
    """The width of each column: its widest cell, but on a terminal (``room``) within caps, the
    growing one taking what is left; 0 for spare ones that there is no room for."""
    from rich.cells import cell_len

    natural = [
        max([cell_len(column.header), *(row[place] for row in lengths)])
        for place, column in enumerate(columns)
    ]
    if room is None:
        return natural
    capped = [
        min(width, column.cap or width) for width, column in zip(natural, columns, strict=True)
    ]
    order = sorted(
        range(len(columns)),
        key=lambda place: (columns[place].turn, not columns[place].grow, -capped[place]),
    )
    floors = [(place, floor) for place in order if (floor := columns[place].floor) is not None]
    spared = _spared(columns, capped, floors, room)
    fitted = [0 if place in spared else width for place, width in enumerate(capped)]
    bare = [
        (place, LEAST)
        for place in order
        if not columns[place].whole and columns[place].justify == "left"
    ]
    for places in (floors, bare):
        shorter = _shrunk(fitted, places, room, spared)
        fitted = shorter or [_least(fitted, places, place) for place in range(len(fitted))]
        if shorter:
            break
    return fitted


def _spared(
    columns: Sequence[Column],
    widths: Sequence[int],
    floors: Sequence[tuple[int, int]],
    room: int,
) -> list[int]:
    """The spare columns to leave out, the last ones first, so that the others have their floors."""
    spared: list[int] = []
    while not _shrunk(widths, floors, room, spared):
        spare = [
            place for place, column in enumerate(columns) if column.spare and place not in spared
        ]
        if not spare:
            break
        spared.append(spare[-1])
    return spared


def _least(widths: Sequence[int], places: Sequence[tuple[int, int]], place: int) -> int:
    return min(widths[place], dict(places).get(place, widths[place]))


def _shrunk(
    widths: Sequence[int], places: Sequence[tuple[int, int]], room: int, spared: Sequence[int]
) -> list[int] | None:
    """The widths, those at ``places`` made smaller in turn, down to the width beside each, until
    all fit; None where they do not."""
    shorter = [0 if place in spared else width for place, width in enumerate(widths)]
    left = room - sum(shorter) - GAP * (len(shorter) - len(spared) - 1)
    for place, least in places:
        if left >= 0:
            break
        if place not in spared:
            taken = min(-left, max(shorter[place] - least, 0))
            shorter[place] -= taken
            left += taken
    return shorter if left >= 0 else None


def generic(columns: Sequence[str], rows: Iterable[Any]) -> Grid:
    """Any rows with chosen columns."""
    return [Column(name) for name in columns], [
        [flat(value) for value in row.values()] for row in rows
    ]
