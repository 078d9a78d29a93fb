"""Numbers with their noun, names with the number of the rest, and the choice that there is. The one
place that knows the singular."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

# More names than this are counted.
NAMED = 8


def counted(number: int, one: str, many: str | None = None) -> str:
    """``1 venue``, ``0 venues``, ``2 entries`` (``many`` where it is not ``one`` with an s)."""
    return f"{number} {one if abs(number) == 1 else many or one + 's'}"


def first_of(names: Sequence[str], most: int = NAMED) -> str:
    """``icml, iclr``, of more than ``most`` the first ones: ``icml, iclr, ... and 12 more``."""
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")


def one_of(names: Iterable[str]) -> str:
    """What may be given: ``one of ccfddl, hf``."""
    return f"one of {', '.join(names)}"
