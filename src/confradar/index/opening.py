"""Opening the compiled index, built first where it must be.

It is built into a temporary file, sealed with a check value, and renamed, so two processes may
build at once and nobody changes it in place; opened read-only; rebuilt when a source file or the
program changed, or when one bit of it did. Reading it needs neither YAML nor pydantic.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from confradar.errors import unreadable
from confradar.index.seal import seal, whole
from confradar.version import MADE_BY

KEPT = 16


class Seen(NamedTuple):
    """A source file as an index was built from it: its size, time and inode (nanoseconds; 0 of a
    release's own, which moves), and the SHA-256 of its content."""

    size: int
    modified: int
    inode: int
    hash: str

    @property
    def stat(self) -> tuple[int, int, int]:
        """What tells without reading it whether it is still the same."""
        return self.size, self.modified, self.inode


def seen_files(connection: sqlite3.Connection) -> list[Seen]:
    """The files that an index was built from. Raises ValueError where it does not say so,
    sqlite3.Error."""
    row = connection.execute("select value from meta where key = 'files'").fetchone()
    lines = (line.split(" ") for line in str(row[0]).split("\n")) if row else ()
    return [Seen(int(size), int(time), int(inode), own) for size, time, inode, own in lines]


def _stamp(files: Sequence[Seen]) -> str:
    return "\n".join(" ".join(map(str, file)) for file in files)


def open_index(
    files: Sequence[Path],
    topics: Path,
    folder: Path,
    *,
    guide: Path | None = None,
    base: Path | None = None,
    renew: Callable[[], Sequence[Path]] | None = None,
    shipped: Path | None = None,
) -> sqlite3.Connection:
    """A read-only connection to the index of these files, built first where it is missing, stale or
    broken.

    ``base`` is a further file whose change makes the index stale: the curated catalogue that the
    first one was merged from. ``renew`` gives the files to build from, once the index turns out to
    be stale. ``shipped`` is an index that came with the files (see ``compile_index``): it is copied
    where it is of the same content. Where ``folder`` cannot be written the index is built in
    memory. Raises CatalogueError or DataError for bad files.
    """
    also = [path for path in (topics, guide, base) if path]
    connection = _current(index_path(files, topics, folder), [*files, *also])
    if connection:
        return connection
    if renew and (renewed := renew()) != files:
        files = renewed
        if connection := _current(index_path(files, topics, folder), [*files, *also]):
            return connection
    if shipped is not None:
        place = index_path(files, topics, folder)
        if connection := _current(shipped, [*files, *also], keep=place):
            return connection
    build_into = partial(_fill, files=files, also=also, topics=topics, guide=guide)
    try:
        connection = _built(index_path(files, topics, folder), build_into)
    except (sqlite3.Error, OSError):  # a folder that cannot be used, a disk that is full
        connection = None
    if connection is None:
        connection = sqlite3.connect(":memory:")
        build_into(connection)
    return connection


def compile_index(path: Path, files: Sequence[Path], topics: Path, *, guide: Path) -> None:
    """Build the index of a release's own files, which is shipped beside them; it knows them by
    their content alone. Raises CatalogueError or DataError for bad files, sqlite3.Error,
    OSError."""
    also = [topics, guide, *files[:1]]
    build_into = partial(_fill, files=files, also=also, topics=topics, guide=guide, moving=True)
    connection = _built(path, build_into)
    if connection is not None:
        connection.close()


def _built(
    path: Path, build_into: Callable[[sqlite3.Connection], None]
) -> sqlite3.Connection | None:
    """A connection to an index that is built there; None where it cannot be read back. Raises
    sqlite3.Error, OSError."""
    folder = path.parent
    folder.mkdir(parents=True, exist_ok=True)
    with (
        _replacing(path) as temporary,
        closing(sqlite3.connect(temporary, isolation_level=None)) as fresh,
    ):
        fresh.execute("pragma journal_mode = off")
        fresh.execute("pragma synchronous = off")
        build_into(fresh)
    _drop_leftovers(folder)
    return opened(path)


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """A temporary file that is sealed and takes the place of ``path`` in the end. Raises
    OSError."""
    temporary = path.with_name(f".building-{os.urandom(8).hex()}.sqlite")
    try:  # from before it is there, so that an interrupt at any time leaves nothing
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        yield temporary
        seal(temporary)
        temporary.replace(path)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def index_path(files: Sequence[Path], topics: Path, folder: Path) -> Path:
    """Where the index of these files is kept. Others of the same name would only be rebuilt in
    turn: what is in it is compared."""
    names = b"\n".join(os.fsencode(path.resolve()) for path in (*files, topics))
    return (
        folder / f"{zlib.crc32(names):08x}.sqlite"
    )  # hashlib would take a tenth of a command's start


def _fill(
    connection: sqlite3.Connection,
    files: Sequence[Path],
    also: Sequence[Path],
    *,
    topics: Path,
    guide: Path | None,
    moving: bool = False,
) -> None:
    """Build into an empty database, and stamp it with the files as they were before they were read;
    of ``moving`` ones only with their size and content."""
    from confradar.index.build import build  # a whole index is opened without it

    sources = (*files, *also)
    stats = [(_stat(path)[0], 0, 0) if moving else _stat(path) for path in sources]
    hashes = {path: _hash(path) for path in dict.fromkeys(sources)}  # some stand twice
    seen = [Seen(*stat, hashes[path]) for stat, path in zip(stats, sources, strict=True)]
    build(connection, files, topics, guide=guide)
    stamp = {"program": MADE_BY, "files": _stamp(seen), "complete": 1}
    with connection:
        connection.executemany(
            "insert into meta values (?, ?)", [(key, str(value)) for key, value in stamp.items()]
        )


def _current(
    path: Path, sources: Sequence[Path], keep: Path | None = None
) -> sqlite3.Connection | None:
    """A connection to a whole index that was built from these files as they are now, else None.
    Where only their content tells so, a copy that knows the files is put at ``keep``, or in its own
    place."""
    connection = opened(path)
    if connection is not None and not _fresh(connection, path, sources, keep or path):
        connection.close()
        return None
    return connection


def opened(path: Path) -> sqlite3.Connection | None:
    """A connection to a whole index of this version, else None."""
    try:
        if not path.is_file() or not whole(path):
            return None
        # Immutable: it is only ever replaced. What a foreign process left beside it, such as a
        # journal, is not looked at.
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    except (sqlite3.Error, OSError):
        return None
    try:
        rows = dict(
            connection.execute("select key, value from meta where key in ('program', 'complete')")
        )
        if rows == {"program": MADE_BY, "complete": "1"}:
            return connection
    except sqlite3.Error:
        pass
    connection.close()
    return None


def _fresh(connection: sqlite3.Connection, path: Path, sources: Sequence[Path], keep: Path) -> bool:
    """Whether the files are those the index was built from: by size, time and inode, else by
    content."""
    try:
        known = seen_files(connection)
    except (sqlite3.Error, ValueError):
        return False
    stats = [_stat(source) for source in sources]
    if len(known) != len(stats):
        return False
    if [file.stat for file in known] == stats:
        return True
    if any(file.size != stat[0] for file, stat in zip(known, stats, strict=True)):
        return False
    if [file.hash for file in known] != [_hash(source) for source in sources]:
        return False
    renewed = [Seen(*stat, file.hash) for file, stat in zip(known, stats, strict=True)]
    with suppress(sqlite3.Error, OSError):
        keep.parent.mkdir(parents=True, exist_ok=True)
    with suppress(sqlite3.Error, OSError), _replacing(keep) as temporary:
        temporary.write_bytes(path.read_bytes())
        with closing(sqlite3.connect(temporary)) as writable, writable:
            writable.execute("pragma journal_mode = off")
            writable.execute("update meta set value = ? where key = 'files'", (_stamp(renewed),))
    return True


def _stat(path: Path) -> tuple[int, int, int]:
    try:
        found = path.stat()
    except OSError as error:
        raise unreadable(path, error) from None
    return found.st_size, found.st_mtime_ns, found.st_ino


def _hash(path: Path) -> str:
    import hashlib

    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise unreadable(path, error) from None


def _drop_leftovers(folder: Path) -> None:
    """Remove indexes of catalogues not asked lately, and what killed builds left behind an hour
    ago."""
    with suppress(OSError):
        indexes = sorted(
            folder.glob("*.sqlite"), key=lambda path: path.stat().st_mtime, reverse=True
        )
        newest = indexes[0].stat().st_mtime
        old = [path for path in folder.glob(".building-*") if path.stat().st_mtime < newest - 3600]
        for path in [*indexes[KEPT:], *old]:
            path.unlink()
