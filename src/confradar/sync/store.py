"""What a sync leaves on disk, and how it is changed as a whole.

``state.json`` points to everything else: the merged catalogue, each source's last good copy, and
how much of the journal counts. These files' names have the hash of what they hold and are written
before the pointer, which is replaced last: a kill at any moment leaves the old state or the new
one. What nothing points to is swept away by the next sync.

Read commands use this module to find the catalogue, so it imports neither models nor YAML.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypedDict

from confradar.errors import DamagedError, StateError

SCHEMA = 1
JOURNAL = "changes.jsonl"
POINTER = "state.json"


class JournalEntry(TypedDict, total=False):
    """A line of the journal: what changed (as of a Movement), in which sync, and when it was seen
    (RFC 3339). Any key may be absent."""

    sync: int
    seen: str
    what: str
    venue: str
    acronym: str
    year: int | None
    key: str | None
    old: str | None
    new: str | None
    days: int | None
    nature: str | None
    source: str | None
    from_at: int | None
    to_at: int | None
    first: bool
    evidence: str


class SourceState(NamedTuple):
    """What is known of a source: its last good copy and how the last tries went. Times are RFC 3339
    in UTC."""

    location: str = ""
    format: str = ""
    copy: str | None = None
    unread: str | None = None
    body: str | None = None
    etag: str | None = None
    modified: str | None = None
    program: str | None = None
    editions: int = 0
    dates: int = 0
    skipped: int = 0
    recorded: str | None = None
    checked: str | None = None
    changed: str | None = None
    tried: str | None = None
    error: str | None = None


class State(NamedTuple):
    """The pointer: number and time of the last sync, the merged catalogue, what it was made of, and
    the journal's length in bytes; ``pages`` is what was read from official pages, and ``lists`` the
    catalogue without it, where something of it is in force."""

    number: int = 0
    synced_at: str | None = None
    catalogue: str | None = None
    recipe: str | None = None
    lists: str | None = None
    pages: str | None = None
    journal: int = 0
    sources: Mapping[str, SourceState] = MappingProxyType({})


class Store(NamedTuple):
    """The folder of the synced data."""

    folder: Path

    def state(self) -> State:
        """The present state; an empty one before the first sync. Raises DamagedError, or StateError
        when it cannot be read."""
        path = self.folder / POINTER
        try:
            data = json.loads(path.read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            return State()
        except OSError as error:
            raise StateError(
                f"{path}: cannot be read: {error.strerror}", hint="check its permissions"
            ) from None
        except (ValueError, RecursionError):
            raise self._damaged(path) from None
        try:
            return _decoded(data)
        except (TypeError, KeyError, AttributeError, ValueError):
            raise self._damaged(path) from None

    @staticmethod
    def _damaged(path: Path) -> DamagedError:
        return DamagedError(
            f"{path}: damaged",
            hint="`confradar doctor --fix` puts it aside; the next sync starts afresh",
        )

    @property
    def known(self) -> bool:
        """Whether there has been a sync (or something is left of one)."""
        return (self.folder / POINTER).exists()

    @property
    def damaged(self) -> bool:
        """Whether the state, or the merged catalogue that it names, is lost or damaged. Before a
        first sync that brought something there is none to lose.
        """
        try:
            name = self.state().catalogue
        except StateError:
            return True
        return name is not None and self.read(name) is None

    def catalogue(self) -> Path | None:
        """The merged catalogue, or None: before the first sync, or where it is damaged or lost (the
        bundled one serves then).

        Raises StateError where the state cannot be read: nobody knows then what it says.
        """
        try:
            name = self.state().catalogue
        except DamagedError:
            return None
        path = self.folder / name if name else None
        return path if path is not None and path.is_file() else None

    def read(self, name: str | None) -> bytes | None:
        """A file that the state points to; None where it is lost or no longer what its name
        says."""
        if not name:
            return None
        try:
            data = (self.folder / name).read_bytes()
        except OSError:
            return None
        return data if digest(data) in name else None

    def put(self, stem: str, suffix: str, data: bytes) -> str:
        """Keep ``data`` under a name made of its hash. Raises StateError."""
        from confradar.storage import write_atomic

        name = named(stem, suffix, data)
        if self.read(name) != data:
            write_atomic(self.folder / name, data, private=True)
        return name

    def commit(self, state: State, changes: bytes) -> State:
        """Make ``state`` the present one, with ``changes`` (lines of JSON) added to the journal.
        Raises StateError."""
        from confradar.storage import write_atomic

        state = state._replace(journal=self._appended(state.journal, changes))
        sources = {id_: source._asdict() for id_, source in state.sources.items()}
        text = json.dumps(
            {"schema": SCHEMA, **state._asdict(), "sources": sources}, indent=1, sort_keys=True
        )
        write_atomic(self.folder / POINTER, text.encode(), private=True)
        self._sweep(state)
        return state

    def _appended(self, length: int, changes: bytes) -> int:
        """Write ``changes`` behind the journal's first ``length`` bytes; what a killed sync left
        there goes."""
        if not changes:
            return length
        path = self.folder / JOURNAL
        try:
            with path.open("r+b" if path.exists() else "w+b") as file:
                length = min(length, file.seek(0, os.SEEK_END))
                file.truncate(length)
                file.seek(length)
                file.write(changes)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise StateError(
                f"{path}: cannot be written: {error.strerror}",
                hint="check the directory's permissions and free space",
            ) from None
        return length + len(changes)

    def entries(self, length: int | None = None) -> Iterator[JournalEntry]:
        """All changes that were recorded, oldest first; lines that cannot be read are passed over
        (doctor counts them)."""
        for line in self.journal_lines(length):
            with suppress(ValueError, RecursionError):
                found = json.loads(line)
                if (
                    isinstance(found, dict)
                    and datetime.fromisoformat(str(found.get("seen"))).tzinfo
                ):
                    entry: JournalEntry = found  # type: ignore[assignment] # as it was written
                    yield entry

    def journal_lines(self, length: int | None = None) -> list[bytes]:
        """The journal's lines as they stand, up to ``length`` bytes (else what the state counts).
        Raises StateError."""
        length = self.state().journal if length is None else length
        try:
            return (self.folder / JOURNAL).read_bytes()[:length].splitlines() if length else []
        except FileNotFoundError:
            return []
        except OSError as error:
            raise StateError(
                f"{self.folder / JOURNAL}: cannot be read: {error.strerror}",
                hint="check its permissions",
            ) from None

    def recovered(self) -> State:
        """A state to start again with, where the pointer was lost: the journal counts as far as its
        lines are whole."""
        try:
            data = (self.folder / JOURNAL).read_bytes()
        except OSError:
            return State()
        length = data.rfind(b"\n") + 1
        numbers = [
            int(entry["sync"])
            for entry in self.entries(length)
            if isinstance(entry.get("sync"), int)
        ]
        return State(number=max(numbers, default=0), journal=length)

    def _sweep(self, state: State) -> None:
        """Remove what neither this state nor a reader that has just begun can need: files of our
        own making that nothing points to, after an hour. Whatever else somebody keeps there stays.
        """
        from confradar.storage import sweep

        sweep(self.folder)
        kept = {
            POINTER,
            JOURNAL,
            state.catalogue,
            state.lists,
            state.pages,
            *(name for source in state.sources.values() for name in (source.copy, source.unread)),
        }
        with suppress(OSError):
            present = (self.folder / POINTER).stat().st_mtime
            for path in self.folder.iterdir():
                if (
                    path.name not in kept
                    and _OWN_NAME.fullmatch(path.name)
                    and path.is_file()
                    and abs(present - path.stat().st_mtime) > 3600
                ):
                    path.unlink()

    def set_aside(self) -> Path | None:
        """Move a damaged pointer out of the way, keeping it; the new name, or None where there was
        none. Raises StateError."""
        from confradar.state.files import set_aside

        path = self.folder / POINTER
        return set_aside(path) if path.exists() else None


def named(stem: str, suffix: str, data: bytes) -> str:
    """The name under which ``data`` is kept."""
    return f"{stem}-{digest(data)}{suffix}"


# What ``named`` makes.
_OWN_NAME = re.compile(r"[a-z0-9-]+-[0-9a-f]{20}\.(yaml|jsonl)")


def digest(data: bytes) -> str:
    """A short name for some bytes: the head of their SHA-256."""
    import hashlib

    return hashlib.sha256(data).hexdigest()[:20]


def _decoded(data: Any) -> State:
    """Raises TypeError, ValueError or the like for another shape; keys of later versions are passed
    over."""
    if data["schema"] != SCHEMA:
        raise TypeError
    sources = {
        str(id_): SourceState(**_fields(SourceState, facts))
        for id_, facts in data["sources"].items()
    }
    data["number"], data["journal"]  # always written
    return State(**_fields(State, {**data, "sources": {}}) | {"sources": sources})


def _fields(kind: Any, given: dict[str, Any]) -> dict[str, Any]:
    """What ``given`` says of the fields of ``kind``, each of the kind that its default is; None
    stands for a text that is not there."""
    found = {key: given[key] for key in kind._fields if key in given}
    for key, value in found.items():
        default = kind._field_defaults[key]
        if isinstance(default, Mapping):
            continue
        right = (
            type(value) is int and value >= 0
            if isinstance(default, int)
            else isinstance(value, str) or value is default
        )
        if not right:
            raise TypeError(key)
        if value and key in _FILES and not _OWN_NAME.fullmatch(value):
            raise ValueError(key)
        if value and key in _TIMES:
            datetime.fromisoformat(value).replace(tzinfo=UTC)
    return found


# The fields that name files of the folder, and those that are times or days.
_FILES = frozenset({"catalogue", "lists", "pages", "copy", "unread"})
_TIMES = frozenset({"synced_at", "recorded", "checked", "changed", "tried"})
