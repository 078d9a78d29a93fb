"""How much of a document is read: hundreds of times what any call has, and still done in
seconds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from confradar.errors import DataError
from confradar.formats.calls.blocks import Block
from confradar.formats.calls.dates import find_days

BYTES = 16 * 2**20
"""Of a document as it comes; a page with its pictures inside stays below it."""
ELEMENTS = 200_000
DEEP = 255
LETTERS = 500_000
LINE = 15_000
LINES = 10_000
DATES = 1_000
MARKS = 2_000
REACH = 30
"""Over how many columns or rows a cell reaches at the most."""
_PART = "save the part that has the dates"


def check_text(text: str) -> None:
    """Raise DataError for a text, or a line of it, that is longer than any call's."""
    if len(text) > LETTERS:
        raise DataError(f"its text has more than {LETTERS:,} letters", hint=_PART)
    if any(len(line) > LINE for line in text.split("\n")):
        raise DataError(
            f"a line of it has more than {LINE:,} letters",
            hint="save the page itself, with its lines",
        )


def check_marks(text: str) -> None:
    """Raise DataError for a paragraph with more of Markdown's marks than any has: reading it takes
    their square."""
    for paragraph in re.split(r"\n\s*\n", text):
        if len(re.findall(r"[\[*_`<~|]", paragraph)) > MARKS and not paragraph.lstrip().startswith(
            ("<", "|")
        ):
            raise DataError(
                f"a paragraph of it has more than {MARKS:,} marks",
                hint="give the page instead of its Markdown",
            )


def check_blocks(blocks: Sequence[Block]) -> None:
    """Raise DataError for more lines or dates than any call has."""
    if len(blocks) > LINES:
        raise DataError(
            f"it has {len(blocks):,} lines, and {LINES:,} are read at the most", hint=_PART
        )
    dates = 0
    for block in blocks:
        for cell in block.cells:
            if len(cell.text) > LINE:
                raise DataError(
                    f"a line of it has more than {LINE:,} letters",
                    hint="save the page itself, with its lines",
                )
            dates += len(find_days(cell.text))
            if dates > DATES:
                raise DataError(f"it has more than {DATES:,} dates", hint=_PART)
