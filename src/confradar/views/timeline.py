"""A year of editions drawn with letters, for a terminal of any width or a pipe. Letters, not
colours, carry the meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from confradar.views.machine_rows import Row
from confradar.views.text import safe, unapplied
from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from confradar.queries.timeline import Bar, Edition

WIDEST = 200
# So that the months stand over what they tell of.
ROWS_TO_A_HEADER = 30
_LETTERS = {
    "opening": "O",
    "abstract": "A",
    "paper": "P",
    "rebuttal": "R",
    "notification": "N",
    "camera_ready": "C",
    "event": "E",
}
_FILL = {"review": ".", "submission": "="}
_STYLES = {
    "P": "bold red",
    "A": "red",
    "O": "red",
    "=": "red",
    "R": "magenta",
    "N": "bold yellow",
    "C": "cyan",
    "E": "bold green",
    ".": "dim",
    "~": "dim",
    "|": "bold blue",
}


@dataclass(frozen=True)
class Window:
    """The days that are drawn, from the first to before ``end``, and where they fall on ``cells``
    columns."""

    firsts: Sequence[date]
    today: date
    cells: int

    @property
    def days(self) -> int:
        """How many days are drawn."""
        return (self.firsts[-1] - self.firsts[0]).days

    def cell(self, day: date) -> int:
        """The column of a day; below 0 or from ``cells`` on where it is not drawn."""
        return (day - self.firsts[0]).days * self.cells // self.days


def show(
    console: Console,
    editions: Sequence[Edition],
    *,
    firsts: Sequence[date],
    today: date,
    width: int,
    say: Words = ENGLISH,
) -> None:
    """Print the picture. ``firsts`` are the first days of the months and of the one after them;
    ``width`` is in columns."""
    from rich.text import Text

    width = min(width, WIDEST)
    label = _label_width(editions, width)
    window = Window(firsts, today, max(width - label - 2, 12))
    for number, edition in enumerate(editions):
        if number % ROWS_TO_A_HEADER == 0:
            for line in header(window, say):
                console.print(Text(" " * (label + 1) + line, style="bold"), soft_wrap=True)
        console.print(_row(edition, window, label), soft_wrap=True)
    console.print(Text(""))
    for text in dict.fromkeys(
        safe(item.acronym) + unapplied(item.unapplied, say) for item in editions if item.unapplied
    ):
        console.print(Text(text), soft_wrap=True)
    for line in _legend(width, say):
        console.print(Text(line, style="dim"), soft_wrap=True)


def _label_width(editions: Sequence[Edition], width: int) -> int:
    """Columns for the names: the longest one's, but no more than a quarter of the width."""
    from rich.cells import cell_len

    longest = max((cell_len(safe(f"{item.acronym} {item.year}")) for item in editions), default=0)
    return min(longest, max(14, width // 4))


def named(edition: Edition, width: int) -> str:
    """Acronym and year in exactly so many columns; a longer acronym is cut off, the year never."""
    from rich.cells import cell_len, set_cell_size

    acronym, year = safe(edition.acronym), f" {edition.year}"
    if cell_len(acronym) + len(year) > width:
        acronym = set_cell_size(acronym, width - len(year) - 1).rstrip() + "…"
    return set_cell_size(acronym + year, width)


def header(window: Window, say: Words = ENGLISH) -> Iterator[str]:
    """The line of years, then that of months: three columns of each where there is room, else
    one."""
    years, names = [" "] * (window.cells + 8), [" "] * (window.cells + 8)
    short = 1 if window.cells < 4 * (len(window.firsts) - 1) else 3
    for number, first in enumerate(window.firsts[:-1]):
        place = window.cell(first)
        names[place : place + short] = say.month_letters(first, short)
        if number == 0 or first.month == 1:
            years[place : place + 4] = str(first.year)
    if (
        window.firsts[0].month == 12 and window.cell(window.firsts[1]) < 5
    ):  # January's year would stand in December's
        years[: window.cell(window.firsts[1])] = " " * window.cell(window.firsts[1])
    for line in (years, names):
        yield "".join(line[: window.cells]).rstrip()


def cells(edition: Edition, window: Window) -> str:
    """The row of an edition: a character a column."""
    drawn = [" "] * window.cells
    here = window.cell(window.today)
    if 0 <= here < window.cells:
        drawn[here] = "|"
    for bar in edition.bars:
        if bar.kind in _FILL:
            _draw(drawn, window, bar.first, bar.last, _FILL[bar.kind])
    letters = [bar for bar in edition.bars if bar.kind in _LETTERS]
    for bar in letters:
        if bar.certainty == "estimated":
            _draw(drawn, window, bar.low, bar.high, "~")
    for bar in letters:
        _draw(drawn, window, bar.first, bar.last, _letter(bar))
    return "".join(drawn)


def _letter(bar: Bar) -> str:
    return _LETTERS[bar.kind].lower() if bar.certainty == "estimated" else _LETTERS[bar.kind]


def _draw(drawn: list[str], window: Window, first: date, last: date, character: str) -> None:
    for place in range(max(0, window.cell(first)), min(window.cells - 1, window.cell(last)) + 1):
        drawn[place] = character


def _row(edition: Edition, window: Window, label: int) -> Text:
    from rich.text import Text

    line = Text(named(edition, label) + " ")
    for character in cells(edition, window):
        line.append(character, style=_STYLES.get(character.upper(), ""))
    line.rstrip()
    return line


def _legend(width: int, say: Words) -> Iterator[str]:
    from rich.cells import cell_len

    line = ""
    for part in say.table["timeline.legend"].split("  "):
        if line and cell_len(line) + 3 + cell_len(part) > width:
            yield line
            line = ""
        line = f"{line}   {part}" if line else part
    yield line


# ---- Rows


def bar_row(edition: Edition, bar: Bar) -> Row:
    """A bar of an edition, its days as ISO dates; ``low`` and ``high`` only of an estimate."""
    doubtful = bar.certainty == "estimated"
    return {
        "venue": edition.venue,
        "year": edition.year,
        "acronym": edition.acronym,
        "kind": bar.kind,
        "round": bar.round,
        "start": bar.first.isoformat(),
        "end": bar.last.isoformat(),
        "low": bar.low.isoformat() if doubtful else None,
        "high": bar.high.isoformat() if doubtful else None,
        "certainty": bar.certainty,
        "name": edition.name,
        "unapplied": edition.unapplied,
    }
