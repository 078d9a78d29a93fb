"""YAML read strictly: plain data with the line of every key, nothing else.

Only strings, true/false, null, integers and floats are resolved (YAML 1.2's core: dates stay text,
``NO`` is Norway). Tags, anchors, aliases and duplicate keys are refused, as are documents that nest
or grow beyond any real one. Knows no project type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from confradar.errors import DataError
from confradar.yaml_reader import Reader

MAX_BYTES = 256 * 2**20
# Records are the items of a list that is the document, or stands right below its top.
RECORD_LEVEL = 1

# Two letters of ASCII, as every list and configuration begins.
_UTF16 = re.compile(rb"(?:[^\0]\0){2}|(?:\0[^\0]){2}")
_UTF32 = re.compile(rb"(?:[^\0]\0\0\0){2}|(?:\0\0\0[^\0]){2}")


def decode(raw: bytes, file: str) -> str:
    """The text of a file, which must be UTF-8. Raises DataError with the line of the first wrong
    byte."""
    if len(raw) > MAX_BYTES:
        raise DataError(
            f"{file}: larger than {MAX_BYTES // 2**20} MiB",
            hint="split it, or check that it is the right file",
        )
    if wide := wide_encoding(raw):
        raise DataError(f"{file}:1: is {wide}, not UTF-8", hint="save the file as UTF-8")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DataError(
            f"{file}:{line}: not UTF-8 (byte {error.start})", hint="save the file as UTF-8"
        ) from None


def wide_encoding(raw: bytes) -> str | None:
    """``UTF-16`` or ``UTF-32`` where the bytes are text in that, with a mark at its head or
    without; None for all else."""
    if raw.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")) or _UTF32.match(raw):
        return "UTF-32"
    return "UTF-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or _UTF16.match(raw) else None


def load(text: str, file: str, *, records: bool = False) -> Any:
    """The whole document as Map, Seq and scalars. Raises DataError with file and line.

    With ``records``, an item of a list that is the document, or stands right below its top, and has
    an anchor, an alias, a tag, a key twice or a key that is no text becomes a Broken; the others
    are read. What is no YAML is still refused.
    """
    reader = Reader(text, file, RECORD_LEVEL if records else -1)
    with reader.told():
        if reader.start() is None:
            return None
        value = reader.value(reader.event(), 0)
        reader.finish()
        return value


class stream(Iterator[tuple[str, Any]]):
    """Walk a top-level mapping: the items of sequence ``key`` come one by one as ``(key, item)``,
    the rest as ``(name, value)``.

    ``line`` is where the present one begins, ``listed`` whether it is an item of ``key``. So a
    catalogue of any size is read in the memory of one record. Raises DataError with file and line;
    with ``records``, an item that breaks a rule of ours becomes a Broken, as in ``load``.
    """

    def __init__(self, text: str, file: str, key: str, *, records: bool = False) -> None:
        self.line = 1
        self.listed = False
        self._records = records
        self._found = self._walk(text, file, key)

    def __next__(self) -> tuple[str, Any]:
        return next(self._found)

    def _walk(self, text: str, file: str, key: str) -> Iterator[tuple[str, Any]]:
        reader = Reader(text, file)
        with reader.told():
            yield from self._items(reader, key)

    def _items(self, reader: Reader, key: str) -> Iterator[tuple[str, Any]]:
        event = reader.start()
        if event is None:
            return
        if event != "map":
            raise reader.error("expected a mapping at the top of the file, with the key " + key)
        reader.event()
        seen: set[str] = set()
        while (name := reader.key(seen)) is not None:
            seen.add(name)
            reader.nodes = 0
            self.line, self.listed = reader.line, False
            found = reader.event()
            if name == key and reader.kind(found) == "seq":
                while not reader.ends(found := reader.event()):
                    reader.nodes = 0
                    self.line, self.listed = reader.line, True
                    yield key, reader.record(found, 2) if self._records else reader.value(found, 2)
            else:
                yield name, reader.value(found, 1)
        reader.finish()
