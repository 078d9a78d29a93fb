"""Which of two values is followed where sources disagree (the order is in the package's text)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from confradar.model.deadline import Deadline
from confradar.model.venue import Difference, Edition


def ruled_out(differs: Sequence[Difference], key: str, value: str) -> bool:
    """Whether this value was looked at before and not followed, whichever source gave it."""
    return any((item.key, item.value) == (key, value) for item in differs)


def follows(incoming: date | None, source: str, known: date | None, owner: str, curated: date | None = None) -> bool:
    """Whether the incoming value replaces the known one: the same list's does unless it is older, another's where it is later recorded.

    A curated page's value that bears no day counts as recorded on ``curated``; without that it is never replaced.
    """
    if source == owner:
        return known is None or incoming is None or incoming >= known
    if known is None and owner.startswith(("http://", "https://")):
        known = curated
        if known is None:
            return False
    return incoming is not None and (known is None or incoming > known)


def without(record: Edition | Deadline, source: str, gone: date) -> dict[str, object]:
    """What changes of a record when ``source`` has dropped it: another source vouches for it, or it is gone."""
    if source in record.also:
        return {"also": tuple(item for item in record.also if item != source)}
    if record.source != source:
        return {}
    if record.also:
        return {"source": record.also[0], "also": record.also[1:]}
    return {"gone": gone}
