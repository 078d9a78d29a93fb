"""Folding of names, so that `NLP`, `nlp` and `Natural-Language  Processing` compare equal. The one place that does."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_SEPARATORS = str.maketrans(dict.fromkeys("_/-–&.,:;'\"()", " "))


def fold(text: str) -> str:
    """Case, accents, width and separators removed: the key under which a name is looked up."""
    text = unicodedata.normalize("NFKD", text.encode(errors="replace").decode())
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(text.casefold().translate(_SEPARATORS).split())


def nearest(wanted: str, known: Iterable[str], *, limit: int = 3) -> list[str]:
    """The known names most like ``wanted``, best first, for a "did you mean"."""
    import difflib

    folded: dict[str, str] = {}
    for name in known:
        folded.setdefault(fold(name), name)
    found: dict[str, None] = {}
    for close in difflib.get_close_matches(fold(wanted), list(folded), n=limit, cutoff=0.6):
        found[folded[close]] = None
    return list(found)
