"""Which of two values is followed where sources disagree (the order is in the package's text)."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date
from typing import NamedTuple

from confradar.model.deadline import Deadline
from confradar.model.venue import Difference, Edition


class Rules(NamedTuple):
    """What holds for a whole run: the day that counts for curated values without a day of their
    own, and the lists not asked.

    ``shown``: names and ranks that are given otherwise are kept beside those in force, to be shown.
    ``fields`` are the topics of which new venues are taken from the list at hand; None: of all.
    """

    curated: date | None = None
    dormant: frozenset[str] = frozenset()
    fields: frozenset[str] | None = None
    shown: bool = False


NO_RULES = Rules()


def ruled_out(differs: Sequence[Difference], key: str, value: str) -> bool:
    """Whether this value was looked at before and not followed, whichever source gave it."""
    return any((item.key, item.value) == (key, value) for item in differs)


def follows(
    incoming: date | None, source: str, known: date | None, owner: str, curated: date | None = None
) -> bool:
    """Whether the incoming value replaces the known one: the same list's does unless it is older,
    another's where it is later recorded.

    A curated page's value without a day counts as recorded on ``curated``; without that it is never
    replaced.
    """
    if source == owner:
        return known is None or incoming is None or incoming >= known
    if known is None and owner.startswith(("http://", "https://")):
        known = curated
        if known is None:
            return False
    return incoming is not None and (known is None or incoming > known)


def without(
    record: Edition | Deadline, source: str, gone: date, dormant: Container[str]
) -> dict[str, object]:
    """What changes of a record when ``source`` has dropped it: another source still has it, or it
    is gone.

    Lists in ``dormant`` count for nothing: nobody looks whether they still have it.
    """
    if record.source is None:
        return {}
    left = [item for item in (record.source, *record.also) if item != source]
    if all(item in dormant for item in left):
        return {"gone": gone}
    return {"source": left[0], "also": tuple(left[1:])}
