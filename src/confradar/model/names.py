"""Names as they are looked up: `NLP`, `nlp` and `Natural-Language  Processing` compare equal. What
tells two names apart is in ``likeness``."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SEPARATORS = str.maketrans(dict.fromkeys("_/-–&.,:;'\"()", " "))


def fold(text: str) -> str:
    """Case, accents, width and separators removed: the key under which a name is looked up."""
    if not text.isascii():
        import unicodedata  # not every start needs it

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


def slug(text: str) -> str:
    """An id made of a text: ``Art Papers deadline`` is ``art-papers-deadline``; empty where nothing
    is left."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")


def searchable(text: str) -> str:
    """Text as full-text search wants it: Chinese, Japanese and Korean characters apart."""
    if text.isascii():
        return text
    return "".join(f" {letter} " if _apart(letter) else letter for letter in text)


def _apart(letter: str) -> bool:
    """Whether it is Chinese, Japanese or Korean: no spaces part their words. Not by a regular
    expression: to compile its wide ranges takes milliseconds."""
    return "\u2e80" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7af"
