"""Files of a repository: read from an archive, in memory and within limits, or packed from a folder
into one."""

from __future__ import annotations

import gzip
import io
import lzma
import re
import tarfile
import time
import zipfile
import zlib
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import IO, cast

from confradar.errors import DataError

MAX_FILE = 4 * 2**20
MAX_TOTAL = 64 * 2**20
MAX_FILES = 5000
MAX_LISTED = 100_000
MAX_HEADERS = 2**20  # of the headers before one file, with their contents
_LATEST = 253402300799  # the end of the year 9999, in seconds since the epoch
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"


@dataclass(frozen=True)
class Repository:
    """Where a repository keeps its records: in words, and the pattern of their whole paths."""

    place: str
    files: re.Pattern[str]


# By format. A fork of Hugging Face's may keep its records in another folder of that name, or in one
# file. ``conference/types.yml`` beside the folders of ccfddl holds none.
REPOSITORIES = {
    "ccfddl": Repository(
        "conference/AREA/*.yml", re.compile(r"(?:[^/]+/)*?conference/[^/]+/[^/]+\.ya?ml")
    ),
    "hf": Repository(
        "src/data/conferences/*.yml",
        re.compile(
            r"(?P<folder>(?:[^/]+/)*?conferences/)(?P<name>.+\.ya?ml)|"
            r"(?P<file>(?:[^/]+/)*conferences\.ya?ml)"
        ),
    ),
}


def is_archive(data: bytes) -> bool:
    """Whether these are a .tar.gz's bytes, a .zip's, or a .tar's: some servers unpack it on the
    way."""
    return data.startswith((_GZIP, _ZIP)) or data[257:262] == b"ustar"


def likely_repository(data: bytes, source: str) -> str | None:
    """The format whose repository this archive is of, by where its files are; None for another.
    Raises DataError."""
    return next(
        (form for form, known in REPOSITORIES.items() if members(data, source, known.files)), None
    )


def members(data: bytes, source: str, wanted: re.Pattern[str]) -> dict[str, bytes]:
    """The files of an archive whose whole path matches ``wanted``, by path; links and all else are
    passed over.

    Raises DataError where it is damaged, or unpacks to more than any real one.
    """
    found: dict[str, bytes] = {}
    total = 0
    try:
        for count, entry in enumerate(_entries(data)):
            total += entry.size
            if count > MAX_FILES or total > MAX_TOTAL:
                raise DataError(
                    f"{source}: the archive unpacks to more than any real one",
                    hint="check the address",
                )
            name = entry.name.removeprefix("./")
            if not entry.is_file or not wanted.fullmatch(name) or hidden(name):
                continue
            if entry.size > MAX_FILE:
                raise DataError(f"{source}: {name} is too large")
            found[name] = entry.read()
    except _DAMAGE as error:
        raise DataError(
            f"{source}: the archive is damaged: {error}", hint="fetch it again"
        ) from None
    return found


def hidden(path: str) -> bool:
    """Whether a path leads through a hidden file or folder, which holds no records, or out of its
    folder."""
    return any(part.startswith(".") for part in path.split("/"))


def newest_day(data: bytes) -> date | None:
    """The day of an archive's first entry, which archives of a branch give the day of its last
    change; None for anything else."""
    if not is_archive(data):
        return None
    try:
        with closing(_entries(data)) as entries:
            first = next(entries, None)
            return first.day if first else None
    except _DAMAGE:
        return None


# What the libraries raise for archives that are cut, forged, locked or packed in a way that they do
# not know; RecursionError, of headers upon headers, is a RuntimeError.
_DAMAGE = (
    tarfile.TarError,
    zipfile.BadZipFile,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)


@dataclass(frozen=True)
class _Entry:
    """One entry of an archive; ``size`` is that of its content in bytes, which ``read`` gives at
    most."""

    name: str
    size: int
    is_file: bool
    day: date | None
    read: Callable[[], bytes]


def _entries(data: bytes) -> Generator[_Entry, None, None]:
    """The entries of an archive, each to be read before the next. Raises _DAMAGE."""
    raw = io.BytesIO(data)
    if data.startswith(_ZIP):
        if data.count(b"PK\1\2") > MAX_LISTED:
            raise zipfile.BadZipFile("it lists more files than any real one")
        with zipfile.ZipFile(raw) as packed_files:
            for info in packed_files.infolist():
                is_link = info.external_attr >> 16 & 0o170000 == 0o120000
                is_file = not (info.is_dir() or is_link)
                yield _Entry(
                    info.filename,
                    info.file_size,
                    is_file,
                    _day(*info.date_time[:3]),
                    partial(packed_files.read, info),
                )
        return
    with gzip.GzipFile(fileobj=raw) if data.startswith(_GZIP) else raw as unpacked:
        yield from _tar_entries(_Counted(unpacked))


class _Counted:
    """A stream that gives no more than what is expected next, and a little for headers: some of
    those have contents, which the library reads at once, however long they say they are.
    """

    def __init__(self, stream: gzip.GzipFile | io.BytesIO) -> None:
        self._stream = stream
        self._left = MAX_HEADERS

    def expect(self, size: int) -> None:
        """The next ``size`` bytes are a file's."""
        self._left = max(size, 0) + MAX_HEADERS

    def read(self, size: int) -> bytes:
        """As a file does. Raises TarError beyond what is expected."""
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise tarfile.ReadError("a header is longer than any real one")
        return data


def _tar_entries(stream: _Counted) -> Generator[_Entry, None, None]:
    with tarfile.open(fileobj=cast("IO[bytes]", stream), mode="r|") as archive:
        for member in archive:
            stream.expect(member.size)
            changed = time.gmtime(min(max(member.mtime, 0), _LATEST))
            day = _day(*changed[:3]) if member.mtime > 0 else None
            yield _Entry(
                member.name, member.size, member.isfile(), day, partial(_content, archive, member)
            )


def _day(year: int, month: int, day: int) -> date | None:
    """The day; None where there is no such one, as some archives say."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    stream = archive.extractfile(member)
    return stream.read() if stream else b""


def packed(folder: Path) -> bytes:
    """The YAML files below a folder as an archive: the same files give the same bytes. Raises
    OSError, DataError.

    Its entries all have the newest file's time, so that its day is that of the last change; their
    paths begin with the folder's name, which may be the one that tells what they are.
    """
    folder = folder.resolve()
    paths = sorted(
        path
        for path in folder.rglob("*.y*ml")
        if path.suffix in {".yml", ".yaml"}
        and path.is_file()
        and not hidden(path.relative_to(folder).as_posix())
    )
    if not paths:
        raise DataError(f"{folder}: holds no YAML file", hint="check the path")
    if len(paths) > MAX_FILES or sum(path.stat().st_size for path in paths) > MAX_TOTAL:
        raise DataError(f"{folder}: holds more than any real list", hint="check the path")
    newest = max((int(path.stat().st_mtime) for path in paths), default=0)
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for path in paths:
            entry = tarfile.TarInfo(path.relative_to(folder.parent).as_posix())
            data = path.read_bytes()
            entry.size, entry.mtime = len(data), newest
            archive.addfile(entry, io.BytesIO(data))
    return buffer.getvalue()
