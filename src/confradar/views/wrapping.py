"""Lines of text in which letters may be two columns wide, as Chinese ones are."""

from __future__ import annotations

import re
from unicodedata import combining, east_asian_width

# Where a line may end: at spaces and bars, and before and behind each wide letter. Marks that close
# something stay with what stands before them, marks that open something with what follows.
_OPENING, _CLOSING = "（［《“", "，。；：、）］》”！？…"
_WORD = re.compile(
    rf"\s+|[{_OPENING}]*(?:[⺀-鿿豈-﫿＀-￯]|[^|\s⺀-鿿豈-﫿＀-￯{_OPENING}{_CLOSING}]+\|?|\||)"
    rf"[{_CLOSING}]*"
)


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(
        0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text
    )


def wrapped(text: str, columns: int) -> list[str]:
    """The text in lines of at most so many columns; a word that is wider has a line of its own."""
    lines, line = [], ""
    for word in _WORD.findall(text):
        if line and width(line + word.rstrip()) > columns:
            lines.append(line.rstrip())
            line = ""
        line = line + word if line else word.lstrip()
    return [*lines, line.rstrip()] if line.strip() or not lines else lines
