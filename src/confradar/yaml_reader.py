"""Building plain data from libyaml's events, by the rules of ``yamlfile``."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from typing import Any, Literal

from confradar.errors import DataError
from confradar.yaml_nodes import Broken, Map, Seq

MAX_DEPTH = 30
MAX_NODES = 2_000_000
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


class Refused(DataError):
    """What is YAML, but breaks a rule of ours; ``reason`` is the message without the place."""

    def __init__(self, message: str, reason: str, hint: str | None) -> None:
        super().__init__(message, hint=hint)
        self.reason = reason


Kind = Literal["map", "seq", "scalar", "alias", "end"]


class Reader:
    """Builds plain data from libyaml's events."""

    def __init__(self, text: str, file: str, records: int = -1) -> None:
        import yaml

        self.file = file
        self.depth = 0  # how many mappings and lists are open in the values that are being read
        self._records = records  # down to which depth a list's items are read on their own
        self.nodes = 0
        self._name: str | None = None  # what the record that is being read is called
        self._text = text
        self._last: Any = None  # the event that was read last
        self._yaml = yaml
        self._error: type[Exception] = yaml.YAMLError
        self._scalar = yaml.ScalarEvent
        self._kinds: dict[type, Kind] = {
            yaml.ScalarEvent: "scalar",
            yaml.MappingStartEvent: "map",
            yaml.SequenceStartEvent: "seq",
            yaml.AliasEvent: "alias",
        }
        # by how much an event changes ``depth``, while what was refused is passed over
        self._deeper: dict[type, int] = {
            yaml.MappingStartEvent: 1,
            yaml.SequenceStartEvent: 1,
            yaml.MappingEndEvent: -1,
            yaml.SequenceEndEvent: -1,
        }
        self._map_end, self._list_end = yaml.MappingEndEvent, yaml.SequenceEndEvent
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            self._loader = loader(text)
        except yaml.YAMLError as error:  # without libyaml, control characters are found here
            raise self._control(error) from None
        self._next: Callable[[], Any] = self._loader.get_event
        self._peek: Callable[[], Any] = self._loader.peek_event

    @property
    def line(self) -> int:
        """Where the event begins that was read last."""
        return self._last.start_mark.line + 1 if self._last else 1

    def error(self, message: str, hint: str | None = None, *, line: int | None = None) -> DataError:
        return DataError(f"{self.file}:{line or self.line}: {message}", hint=hint)

    def refused(self, reason: str, hint: str | None = None) -> DataError:
        """The error of what is YAML, but not of the kind that is read here."""
        return Refused(f"{self.file}:{self.line}: {reason}", reason, hint)

    def _control(self, error: Exception) -> DataError:
        """Which character YAML refuses, and where: the library tells a position, in bytes or
        letters, but no line."""
        found = re.search(_FORBIDDEN, self._text)
        if found is None:
            return self.error(f"not valid YAML: {_first_line(error)}")
        return self.error(
            f"a control character (U+{ord(found[0]):04X}) is not allowed",
            hint="remove it",
            line=self._text.count("\n", 0, found.start()) + 1,
        )

    def _invalid(self, error: Exception) -> DataError:
        """The library's error in our words, with its line."""
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = mark.line + 1 if mark else self.line
        if mark and self._opened(mark.index) > MAX_DEPTH:
            return self._too_deep(line)
        if isinstance(error, self._yaml.reader.ReaderError):
            return self._control(error)
        problem = getattr(error, "problem", None) or _first_line(error)
        return self.error(
            f"not valid YAML: {problem}",
            hint="look at the indentation and quotes on this line and the one before",
            line=line,
        )

    def _opened(self, end: int) -> int:
        """How many brackets stand open between the last event and ``end``.

        libyaml reads ahead and has a limit of its own since PyYAML 6.0.4, so it may refuse a deep
        nest before its events reach ours.
        """
        ahead = self._text[self._last.end_mark.index if self._last else 0 : end]
        return sum(map(ahead.count, "[{")) - sum(map(ahead.count, "]}"))

    def _too_deep(self, line: int | None = None) -> DataError:
        return self.error(f"nested deeper than {MAX_DEPTH} levels", line=line)

    @contextmanager
    def told(self) -> Iterator[None]:
        """Within it the library's errors are told as ours. Once for a document: what is done for
        each event takes most of the time."""
        try:
            yield
        except self._error as error:
            raise self._invalid(error) from None

    def event(self) -> Any:
        event = self._last = self._next()
        return event

    def kind(self, event: Any) -> Kind:
        kind = self._kinds.get(type(event), "end")
        if kind == "alias":
            raise self.refused("an alias (*) is not allowed", "write the value out")
        if kind != "end" and (event.anchor is not None or event.tag is not None):
            raise self._marked(event)
        return kind

    def _marked(self, event: Any) -> DataError:
        """The error of a value with an anchor or a tag."""
        if event.anchor is not None:
            return self.refused(
                f"an anchor (&{event.anchor}) is not allowed",
                "write the value out where it is needed",
            )
        return self.refused(f"a tag ({event.tag}) is not allowed", "write plain values")

    def ends(self, event: Any) -> bool:
        """Whether the event closes a list."""
        return type(event) is self._list_end

    def start(self) -> str | None:
        """Step to the first node: its kind, or None for an empty document."""
        yaml = self._yaml
        while True:
            event = self._peek()
            if isinstance(event, yaml.StreamEndEvent):
                return None
            if not isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
                self._last = event
                return self.kind(event)
            self.event()

    def finish(self) -> None:
        yaml = self._yaml
        while not isinstance(event := self.event(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                raise self.error("a second document", hint="keep one document a file")

    def key(self, seen: Container[str]) -> str | None:
        """The next key of the open mapping, which is none of those ``seen``, or None at its end."""
        event = self._last = self._next()
        if type(event) is not self._scalar:
            if type(event) is self._map_end:
                return None
            self.kind(event)
            raise self.refused("a key must be plain text")
        if event.anchor is not None or event.tag is not None:
            raise self._marked(event)
        name: str = event.value
        if name in seen:
            raise self.refused(f"the key {name!r} stands twice in one record")
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
        if type(event) is self._scalar:  # nearly every event is one
            if event.anchor is not None or event.tag is not None:
                raise self._marked(event)
            return _resolved(event.value) if event.implicit[0] else event.value
        kind = self.kind(event)
        self.depth += 1
        found = self._mapping(depth) if kind == "map" else self._sequence(depth)
        self.depth -= 1
        return found

    def _mapping(self, depth: int) -> Map:
        """The mapping that the last event opened."""
        mapping = Map(self.file, self.line)
        while (name := self.key(mapping)) is not None:
            mapping.lines[name] = (self.file, self._last.start_mark.line + 1)
            event = self._last = self._next()
            mapping[name] = found = self.value(event, depth + 1)
            if self._name is None and name in _NAMES and isinstance(found, str):
                self._name = found
        return mapping

    def _sequence(self, depth: int) -> Seq:
        """The list that the last event opened."""
        sequence = Seq(self.file, self.line)
        read = self.record if depth <= self._records else self.value
        while not self.ends(item := self.event()):
            sequence.lines.append((self.file, self.line))
            sequence.append(read(item, depth + 1))
        return sequence

    def record(self, event: Any, depth: int) -> Any:
        """An item of a list, or a Broken where it breaks a rule; reading goes on behind it."""
        outside = self.depth
        self._name = None
        try:
            return self.value(event, depth)
        except Refused as error:
            refused = Broken(error.reason, self.line, self._name)
            self.depth += self._deeper.get(type(self._last), 0)  # what was refused as it opened
            while self.depth > outside:
                self.depth += self._deeper.get(type(self.event()), 0)
            return refused


def _resolved(text: str) -> Any:
    """What a plain scalar means."""
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
