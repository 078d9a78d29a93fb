"""Files of a repository: read from an archive, in memory and within limits, or packed from a folder into one."""

from __future__ import annotations

import gzip
import io
import re
import tarfile
import zlib
from datetime import UTC, date, datetime
from pathlib import Path

from confradar.errors import DataError

MAX_FILE = 4 * 2**20
MAX_TOTAL = 64 * 2**20
MAX_FILES = 5000
_GZIP = b"\x1f\x8b"


def is_archive(data: bytes) -> bool:
    """Whether these are a .tar.gz's bytes, or a .tar's: some servers unpack it on the way."""
    return data[:2] == _GZIP or data[257:262] == b"ustar"


def members(data: bytes, source: str, wanted: re.Pattern[str]) -> dict[str, bytes]:
    """The files of an archive whose whole path matches ``wanted``, by path; links and all else are passed over.

    Raises DataError where it is damaged, or unpacks to more than any real one.
    """
    found: dict[str, bytes] = {}
    total = 0
    try:
        raw = io.BytesIO(data)
        with gzip.GzipFile(fileobj=raw) if data[:2] == _GZIP else raw as unpacked, tarfile.open(fileobj=unpacked, mode="r|") as archive:
            for count, member in enumerate(archive):
                total += member.size
                if count > MAX_FILES or total > MAX_TOTAL:
                    raise DataError(f"{source}: the archive unpacks to more than any real one", hint="check the address")
                name = member.name.removeprefix("./")
                if not member.isfile() or not wanted.fullmatch(name) or ".." in name.split("/"):
                    continue
                stream = archive.extractfile(member)
                if stream is None or member.size > MAX_FILE:
                    raise DataError(f"{source}: {name} is too large")
                found[name] = stream.read()
    except (tarfile.TarError, EOFError, zlib.error, OSError) as error:
        raise DataError(f"{source}: the archive is damaged: {error}", hint="fetch it again") from None
    return found


def newest_day(data: bytes) -> date | None:
    """The day of an archive's first entry, which archives of a branch give the day of its last change; None for anything else."""
    if not is_archive(data):
        return None
    try:
        raw = io.BytesIO(data)
        with gzip.GzipFile(fileobj=raw) if data[:2] == _GZIP else raw as unpacked, tarfile.open(fileobj=unpacked, mode="r|") as archive:
            first = archive.next()
            return datetime.fromtimestamp(first.mtime, UTC).date() if first and first.mtime > 0 else None
    except (tarfile.TarError, EOFError, zlib.error, OSError, ValueError, OverflowError):
        return None


def packed(folder: Path) -> bytes:
    """The YAML files below a folder as an archive: the same files give the same bytes. Raises OSError, DataError.

    Its entries all bear the newest file's time, so that its day is that of the last change.
    """
    paths = sorted(
        path
        for path in folder.rglob("*.y*ml")
        if path.suffix in {".yml", ".yaml"} and path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    if not paths:
        raise DataError(f"{folder}: holds no YAML file", hint="check the path")
    if len(paths) > MAX_FILES or sum(path.stat().st_size for path in paths) > MAX_TOTAL:
        raise DataError(f"{folder}: holds more than any real list", hint="check the path")
    newest = max((int(path.stat().st_mtime) for path in paths), default=0)
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for path in paths:
            entry = tarfile.TarInfo(path.relative_to(folder).as_posix())
            data = path.read_bytes()
            entry.size, entry.mtime = len(data), newest
            archive.addfile(entry, io.BytesIO(data))
    return buffer.getvalue()
