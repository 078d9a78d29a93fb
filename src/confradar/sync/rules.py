"""Which of two values is followed where sources disagree (the order is in the package's text)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from confradar.model.venue import Difference


def ruled_out(differs: Sequence[Difference], key: str, value: str) -> bool:
    """Whether this value was looked at before and not followed, whichever source gave it."""
    return any((item.key, item.value) == (key, value) for item in differs)


def follows(incoming: date | None, source: str, known: date | None, owner: str) -> bool:
    """Whether the incoming value replaces the known one: never over a curated page, else the later-recorded one, or the same list."""
    if owner.startswith(("http://", "https://")) and owner != source:
        return False
    if source == owner:
        return known is None or incoming is None or incoming >= known
    return incoming is not None and (known is None or incoming > known)
