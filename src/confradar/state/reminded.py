"""Which reminders were given: by event and span, the instant that was told. A deadline that moved
is told again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from confradar.errors import DamagedError
from confradar.model.days import DAY
from confradar.state import files
from confradar.storage import locked, sweep, write_atomic

# What is past for so long is forgotten, in seconds.
FORGOTTEN = 90 * DAY


class Reminded:
    """The memory while it is held: ask it with ``was_given``, tell it with ``mark_given``.
    ``aside`` is where a damaged file was moved."""

    def __init__(self, known: dict[str, int], aside: Path | None) -> None:
        self._known = known
        self.aside = aside

    def was_given(self, event: str, span: str, at: int) -> bool:
        """Whether this instant of this event was told at this span before it."""
        return self._known.get(f"{event} {span}") == at

    def mark_given(self, event: str, span: str, at: int) -> None:
        """Remember that it was told."""
        self._known[f"{event} {span}"] = at

    def text(self, now: int) -> str:
        """The file's text, without what is long past."""
        kept = {key: at for key, at in sorted(self._known.items()) if at > now - FORGOTTEN}
        return json.dumps(kept, indent=0) + "\n"


@contextmanager
def reminded(path: Path, locks: Path, now: int) -> Iterator[Reminded]:
    """Hold the memory of reminders under its lock, and write it when done, also after a failure.
    Raises StateError."""
    with locked(path, locks):
        memory = _read(path)
        try:
            yield memory
        finally:
            write_atomic(path, memory.text(now).encode(), private=True)
            sweep(path.parent)


def _read(path: Path) -> Reminded:
    try:
        text = files.read(path)
        known = json.loads(text) if text else {}
        if not isinstance(known, dict) or not all(type(at) is int for at in known.values()):
            raise ValueError
    except (ValueError, RecursionError, DamagedError):
        return Reminded({}, files.set_aside(path))
    return Reminded(known, None)
