"""The check value of a compiled index: a CRC-32 over the whole file, kept in it where SQLite keeps
a number of the application's."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

# Where a database's header has `user_version`, which SQLite itself makes no use of; four bytes.
_AT, _END = 60, 64
_STEP = 1 << 17
# A larger index is read through only when its time of change is not the one that the seal gave it:
# a check of 100 times the shipped catalogue at each opening would take as long as everything else.
ALWAYS = 32 << 20


def seal(path: Path) -> None:
    """Put the check value into a database that nobody has open. Raises OSError."""
    value = _value(path)
    with path.open("r+b") as file:
        file.seek(_AT)
        file.write(value.to_bytes(4, "big"))
    now = path.stat().st_mtime_ns // 10**9
    os.utime(path, ns=(now * 10**9, _time(now, value)))


def whole(path: Path) -> bool:
    """Whether the file is what was sealed, to the last bit. Raises OSError."""
    found = path.stat()
    with path.open("rb") as file:
        kept = int.from_bytes(file.read(_END)[_AT:], "big")
    if found.st_size > ALWAYS and found.st_mtime_ns == _time(found.st_mtime_ns // 10**9, kept):
        return True
    return kept == _value(path)


def _value(path: Path) -> int:
    """The CRC of all but the four bytes that hold it."""
    part = memoryview(bytearray(_STEP))  # read into again and again: new memory takes as long
    with path.open("rb", buffering=0) as file:
        value = zlib.crc32(file.read(_AT))
        file.seek(_END)
        while count := file.readinto(part):
            value = zlib.crc32(part[:count], value)
    return value


def _time(second: int, value: int) -> int:
    """A time of change within a second that tells of the value; in nanoseconds."""
    return second * 10**9 + value % 10**9
