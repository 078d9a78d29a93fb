"""Labels as they are meant: misspelt words that every call has, and a page's own abbreviations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

from confradar.formats.wording import read_label

# Words that every call has.
_EVERYWHERE = (
    *("abstract", "submission", "deadline", "notification", "acceptance", "decision", "commitment"),
    *("registration", "supplementary", "rebuttal", "response", "proposal", "workshop", "tutorial"),
    *("manuscript", "version", "extended", "conference"),
)


def spelled_right(label: str) -> str:
    """A label whose unknown words are those that every call has, where they are all but these."""
    if not (unknown := [word for word in read_label(label).unknown if len(word) > 6]):
        return label
    meant = {word: get_close_matches(word, _EVERYWHERE, 1, 0.9) for word in unknown}
    for word, close in meant.items():
        if close:
            label = re.sub(rf"\b{re.escape(word)}\b", close[0], label, flags=re.IGNORECASE)
    return label


def spelled_out(label: str, short: Mapping[str, str]) -> str:
    """A label with what the page's own abbreviations (`short`) stand for."""
    for letters, words in short.items():
        label = re.sub(rf"(?<![\w&]){re.escape(letters)}(?![\w&])", words, label)
    return label
