"""What the reader did of a checklist, noted and added: a TOML file for each venue and year.

``[done]`` maps a task's id to when it was ticked, ``[notes]`` to a text; ``[[added]]`` are tasks of
the reader's own, with ``id``, ``text`` and ``due`` (a day, or such as ``14d-before-event``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from confradar import tomlfile
from confradar.errors import DamagedError, StateError, UsageError
from confradar.model.days import ISO_DAY
from confradar.state import files

# The dates from which a task of one's own can be counted, and their names in the checklist's rules.
ANCHORS = {
    "event": "first_day",
    "end": "last_day",
    "paper": "deadline",
    "notification": "notification",
    "camera-ready": "camera_ready",
    "registration": "registration",
}
_DUE = re.compile(r"(?:(\d{1,4})\s*([dw])-(before|after)-)?(" + "|".join(ANCHORS) + ")")


@dataclass(frozen=True)
class Added:
    """A task of the reader's own. ``anchor`` and ``days`` (negative: before) as in the guide, or an
    ISO ``day``, or neither."""

    id: str
    text: str
    due: str | None
    day: str | None
    anchor: str | None
    days: int


@dataclass(frozen=True)
class Progress:
    """Ticked tasks by id with the time (RFC 3339, UTC), notes by id, and the reader's own tasks."""

    done: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    added: tuple[Added, ...] = ()


def progress(path: Path) -> Progress:
    """What the file says. Raises StateError for a damaged one."""
    return _parsed(files.read(path), path)


def parse_due(text: str) -> tuple[str | None, str | None, int]:
    """A day, or an anchor and days from it (negative: before). Raises UsageError.

    ``2027-05-01``; ``event``, ``14d-before-event``, ``2w-after-notification`` with event, end,
    paper, notification, camera-ready or registration.
    """
    text = text.strip().lower()
    if re.fullmatch(ISO_DAY, text):
        try:
            return datetime.fromisoformat(text).date().isoformat(), None, 0
        except ValueError:
            raise UsageError(f"--due: {text!r} is not a day", hint="write 2027-05-01") from None
    match = _DUE.fullmatch(text)
    if not match:
        raise UsageError(
            f"--due: {text!r} is not known",
            hint=f"a day, or 14d-before-event, 2w-after-paper...; from {', '.join(ANCHORS)}",
        )
    days = int(match[1] or 0) * (7 if match[2] == "w" else 1) * (-1 if match[3] == "before" else 1)
    return None, ANCHORS[match[4]], days


def tick(path: Path, locks: Path, ids: list[str], now: datetime, *, done: bool) -> Path | None:
    """Tick tasks, or take ticks back; where a damaged file was moved aside, to where. Raises
    StateError."""

    def ticked(document: Any) -> None:
        table = document.setdefault("done", {})
        for id_ in ids:
            if done:
                table.setdefault(id_, now.strftime("%Y-%m-%dT%H:%M:%SZ"))
            else:
                table.pop(id_, None)

    return _change(path, locks, ticked)


def note(path: Path, locks: Path, id_: str, text: str) -> Path | None:
    """Note a text at a task; an empty one takes the note away. Raises StateError."""

    def noted(document: Any) -> None:
        table = document.setdefault("notes", {})
        if text.strip():
            table[id_] = text.strip()
        else:
            table.pop(id_, None)

    return _change(path, locks, noted)


def add(path: Path, locks: Path, text: str, due: str | None) -> Path | None:
    """Add a task of one's own. Raises UsageError for a ``due`` that cannot be read, StateError."""
    if due is not None:
        parse_due(due)

    def added(document: Any) -> None:
        tasks = document.get("added", [])
        numbers = [
            int(str(task["id"])[1:])
            for task in tasks
            if re.fullmatch(r"m[0-9]{1,9}", str(task.get("id")))
        ]
        task = {"id": f"m{max(numbers, default=0) + 1}", "text": text.strip()}
        if due is not None:
            task["due"] = due
        if tasks:
            tasks.append(task)
        else:
            document["added"] = [task]

    return _change(path, locks, added)


def _change(path: Path, locks: Path, change: Callable[[Any], None]) -> Path | None:
    def changed(text: str) -> str:
        try:
            return tomlfile.changed(text, change)
        except ValueError as error:
            raise StateError(f"{path}: {error}", hint="change it by hand") from None

    return files.change(path, locks, changed, check=lambda text: _parsed(text, path))


def _parsed(text: str, path: Path) -> Progress:
    try:
        data = tomlfile.parsed(text)
        done, notes = (
            {str(key): str(value) for key, value in data.get(name, {}).items()}
            for name in ("done", "notes")
        )
        return Progress(done, notes, tuple(_added(task) for task in data.get("added", ())))
    except (ValueError, AttributeError, KeyError, TypeError, UsageError) as error:
        raise DamagedError(
            f"{path}: damaged: {error}",
            hint="fix it, or change the checklist: it is then kept aside",
        ) from None


def _added(task: dict[str, Any]) -> Added:
    due = str(task["due"]) if task.get("due") is not None else None
    day, anchor, days = parse_due(due) if due else (None, None, 0)
    return Added(str(task["id"]), str(task["text"]), due, day, anchor, days)
