"""YAML read strictly: plain data with the line of every key, nothing else.

Only strings, true/false, null, integers and floats are resolved (YAML 1.2's core: dates stay text,
``NO`` is Norway). Tags, anchors, aliases and duplicate keys are refused, as are documents that nest
or grow beyond any real one. Knows no project type.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from confradar.errors import DataError

MAX_BYTES = 256 * 2**20
MAX_DEPTH = 30
MAX_NODES = 2_000_000
# Records are the items of a list that is the document, or stands right below its top.
RECORD_LEVEL = 1

# Two letters of ASCII, as every list and configuration begins.
_UTF16 = re.compile(rb"(?:[^\0]\0){2}|(?:\0[^\0]){2}")
_UTF32 = re.compile(rb"(?:[^\0]\0\0\0){2}|(?:\0\0\0[^\0]){2}")
_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]+)?")
_NUMERIC = frozenset("+-.0123456789")  # what a number begins with
# Compiled at its first use, since wide ranges take milliseconds.
_FORBIDDEN = r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_NAMES = frozenset({"title", "name", "shortname", "acronym", "id"})
_WORDS = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "false": False,
    "False": False,
}


class Map(dict[str, Any]):
    """A mapping that knows its file and the line (from 1) of each key."""

    __slots__ = ("file", "line", "lines")

    def __init__(self, file: str, line: int) -> None:
        self.file = file
        self.line = line
        self.lines: dict[str, tuple[str, int]] = {}


class Seq(list[Any]):
    """A sequence that knows the line (from 1) of each item."""

    __slots__ = ("file", "line", "lines")

    def __init__(self, file: str, line: int) -> None:
        self.file = file
        self.line = line
        self.lines: list[tuple[str, int]] = []


@dataclass(frozen=True)
class Broken:
    """A record that breaks a rule of ours, in the place where it stood: why, at which line, and
    what it was called before that."""

    reason: str
    line: int
    name: str | None


def child(node: object, step: str | int) -> tuple[object, tuple[str, int]] | None:
    """What stands under a key or at a place of a Map or Seq, with its file and line; None where
    nothing does."""
    if isinstance(node, Map) and isinstance(step, str) and step in node:
        return node[step], node.lines[step]
    if isinstance(node, Seq) and isinstance(step, int) and 0 <= step < len(node):
        return node[step], node.lines[step]
    return None


def locate(data: object, path: tuple[str | int, ...]) -> tuple[str, int]:
    """File and line of the deepest part of ``path`` that exists in ``data`` (a Map or Seq)."""
    place = (data.file, data.line) if isinstance(data, Map | Seq) else ("", 0)
    for step in path:
        found = child(data, step)
        if found is None:
            break
        data, place = found
    return place


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
    """``UTF-16`` or ``UTF-32`` where the bytes are text in that, with a mark at its head or without;
    None for all else."""
    if raw.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")) or _UTF32.match(raw):
        return "UTF-32"
    return "UTF-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or _UTF16.match(raw) else None


def load(text: str, file: str, *, records: bool = False) -> Any:
    """The whole document as Map, Seq and scalars. Raises DataError with file and line.

    With ``records``, an item of a list that is the document, or stands right below its top, and has
    an anchor, an alias, a tag, a key twice or a key that is no text becomes a Broken; the others
    are read. What is no YAML is still refused.
    """
    reader = _Reader(text, file, RECORD_LEVEL if records else -1)
    if reader.start() is None:
        return None
    value = reader.value(reader.event(), 0)
    reader.finish()
    return value


class stream(Iterator[tuple[str, Any]]):
    """Walk a top-level mapping: the items of sequence ``key`` come one by one as ``(key, item)``,
    the rest as ``(name, value)``.

    ``line`` is where the present one begins, ``listed`` whether it is an item of ``key``. So a
    catalogue of any size is read in the memory of one record. Raises DataError
    with file and line; with ``records``, an item that breaks a rule of ours becomes a Broken, as in
    ``load``.
    """

    def __init__(self, text: str, file: str, key: str, *, records: bool = False) -> None:
        self.line = 1
        self.listed = False
        self._records = records
        self._found = self._walk(text, file, key)

    def __next__(self) -> tuple[str, Any]:
        return next(self._found)

    def _walk(self, text: str, file: str, key: str) -> Iterator[tuple[str, Any]]:
        reader = _Reader(text, file)
        event = reader.start()
        if event is None:
            return
        if event != "map":
            raise reader.error("expected a mapping at the top of the file, with the key " + key)
        reader.event()
        seen: set[str] = set()
        while (name := reader.key(seen, opened=True)) is not None:
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


class _Refused(DataError):
    """What is YAML, but breaks a rule of ours; ``reason`` is the message without the place."""

    def __init__(self, message: str, reason: str, hint: str | None) -> None:
        super().__init__(message, hint=hint)
        self.reason = reason


Kind = Literal["map", "seq", "scalar", "alias", "end"]


class _Reader:
    """Builds plain data from libyaml's events."""

    def __init__(self, text: str, file: str, records: int = -1) -> None:
        import yaml

        self.file = file
        self.depth = 0  # how many mappings and lists are open
        self._records = records  # down to which depth a list's items are read on their own
        self.nodes = 0
        self.line = 1
        self._name: str | None = None  # what the record that is being read is called
        self._text = text
        self._last: Any = None  # the event that was read last
        self._yaml = yaml
        self._error: type[Exception] = yaml.YAMLError
        self._kinds: dict[type, Kind] = {
            yaml.ScalarEvent: "scalar", yaml.MappingStartEvent: "map", yaml.SequenceStartEvent: "seq", yaml.AliasEvent: "alias",
        }  # fmt: skip
        self._deeper: dict[type, int] = {
            yaml.MappingStartEvent: 1, yaml.SequenceStartEvent: 1, yaml.MappingEndEvent: -1, yaml.SequenceEndEvent: -1,
        }  # fmt: skip
        self._map_end, self._list_end = yaml.MappingEndEvent, yaml.SequenceEndEvent
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            self._loader = loader(text)
        except yaml.YAMLError as error:  # without libyaml, control characters are found here
            raise self._control(error) from None
        self._next: Callable[[], Any] = self._loader.get_event
        self._peek: Callable[[], Any] = self._loader.peek_event

    def error(self, message: str, hint: str | None = None) -> DataError:
        return DataError(f"{self.file}:{self.line}: {message}", hint=hint)

    def refused(self, reason: str, hint: str | None = None) -> DataError:
        """The error of what is YAML, but not of the kind that is read here."""
        return _Refused(f"{self.file}:{self.line}: {reason}", reason, hint)

    def _control(self, error: Exception) -> DataError:
        """Which character YAML refuses, and where: the library tells a position, in bytes or
        letters, but no line."""
        found = re.search(_FORBIDDEN, self._text)
        if found is None:
            return self.error(f"not valid YAML: {_first_line(error)}")
        self.line = self._text.count("\n", 0, found.start()) + 1
        return self.error(
            f"a control character (U+{ord(found[0]):04X}) is not allowed", hint="remove it"
        )

    def _invalid(self, error: Exception) -> DataError:
        """The library's error in our words, with its line."""
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        self.line = mark.line + 1 if mark else self.line
        if mark and self._opened(mark.index) > MAX_DEPTH:
            return self._too_deep()
        if isinstance(error, self._yaml.reader.ReaderError):
            return self._control(error)
        problem = getattr(error, "problem", None) or _first_line(error)
        return self.error(
            f"not valid YAML: {problem}",
            hint="look at the indentation and quotes on this line and the one before",
        )

    def _opened(self, end: int) -> int:
        """How many brackets stand open between the last event and ``end``.

        libyaml reads ahead and has a limit of its own since PyYAML 6.0.4, so it may refuse a
        deep nest before its events reach ours.
        """
        ahead = self._text[self._last.end_mark.index if self._last else 0 : end]
        return sum(map(ahead.count, "[{")) - sum(map(ahead.count, "]}"))

    def _too_deep(self) -> DataError:
        return self.error(f"nested deeper than {MAX_DEPTH} levels")

    def event(self) -> Any:
        try:
            event = self._next()
        except self._error as error:
            raise self._invalid(error) from None
        self.line = event.start_mark.line + 1
        if step := self._deeper.get(type(event)):
            self.depth += step
        self._last = event
        return event

    def kind(self, event: Any) -> Kind:
        kind = self._kinds.get(type(event), "end")
        if kind == "alias":
            raise self.refused("an alias (*) is not allowed", "write the value out")
        if kind != "end":
            if event.anchor is not None:
                raise self.refused(
                    f"an anchor (&{event.anchor}) is not allowed",
                    "write the value out where it is needed",
                )
            if event.tag is not None:
                raise self.refused(f"a tag ({event.tag}) is not allowed", "write plain values")
        return kind

    def ends(self, event: Any) -> bool:
        """Whether the event closes a list."""
        return type(event) is self._list_end

    def start(self) -> str | None:
        """Step to the first node: its kind, or None for an empty document."""
        yaml = self._yaml
        while True:
            try:
                event = self._peek()
            except self._error as error:
                raise self._invalid(error) from None
            if isinstance(event, yaml.StreamEndEvent):
                return None
            if not isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
                self.line = event.start_mark.line + 1
                return self.kind(event)
            self.event()

    def finish(self) -> None:
        yaml = self._yaml
        while not isinstance(event := self.event(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                raise self.error("a second document", hint="keep one document a file")

    def key(self, seen: set[str] | dict[str, Any], *, opened: bool = False) -> str | None:
        """The next key of the open mapping, or None at its end. ``opened``: remember it in
        ``seen``."""
        event = self.event()
        if type(event) is self._map_end:
            return None
        if self.kind(event) != "scalar":
            raise self.refused("a key must be plain text")
        name: str = event.value
        if name in seen:
            raise self.refused(f"the key {name!r} stands twice in one record")
        if opened and isinstance(seen, set):
            seen.add(name)
        return name

    def value(self, event: Any, depth: int) -> Any:
        """The data of the node that starts with ``event``."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise self.error(
                f"more than {MAX_NODES} values in one record", hint="this is not a catalogue"
            )
        if depth > MAX_DEPTH:
            raise self._too_deep()
        kind = self.kind(event)
        if kind == "scalar":
            return self._scalar(event)
        if kind == "map":
            mapping = Map(self.file, self.line)
            while (name := self.key(mapping)) is not None:
                mapping.lines[name] = (self.file, self.line)
                mapping[name] = found = self.value(self.event(), depth + 1)
                if self._name is None and name in _NAMES and isinstance(found, str):
                    self._name = found
            return mapping
        sequence = Seq(self.file, self.line)
        while not self.ends(item := self.event()):
            sequence.lines.append((self.file, self.line))
            sequence.append(
                self.record(item, depth + 1)
                if depth <= self._records
                else self.value(item, depth + 1)
            )
        return sequence

    def record(self, event: Any, depth: int) -> Any:
        """An item of a list, or a Broken where it breaks a rule; reading goes on behind it."""
        opened = isinstance(event, self._yaml.CollectionStartEvent)
        line, outside = self.line, self.depth - opened
        self._name = None
        try:
            return self.value(event, depth)
        except _Refused as error:
            refused = Broken(error.reason, self.line if opened else line, self._name)
            while self.depth > outside:
                self.event()
            return refused

    @staticmethod
    def _scalar(event: Any) -> Any:
        text: str = event.value
        if not event.implicit[0]:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if text[0] in _NUMERIC:
            if _INT.fullmatch(text):
                return int(text)
            if _FLOAT.fullmatch(text):
                return float(text)
        return text


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or ["unreadable"])[0]
