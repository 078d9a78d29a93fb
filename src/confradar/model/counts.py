"""Numbers with their noun. The one place that knows the singular."""

from __future__ import annotations


def counted(number: int, one: str, many: str | None = None) -> str:
    """``1 venue``, ``0 venues``, ``2 entries`` (``many`` where it is not ``one`` with an s)."""
    return f"{number} {one if abs(number) == 1 else many or one + 's'}"
