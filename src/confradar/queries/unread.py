"""What of a list could not be read, grouped by reason: one line reports a hundred values with the
same fault."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from confradar.formats.lists.reading import Unread
from confradar.model.counts import counted

# What differs between two values with the same fault: what is quoted, and numbers.
_OWN = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|\d+")


@dataclass(frozen=True)
class Group:
    """Entries of one source with the same key and reason, in the order of the file."""

    entries: tuple[Unread, ...]

    @property
    def lost(self) -> bool:
        """Whether something was left out, and not only reported."""
        return self.entries[0].lost

    @property
    def text(self) -> str:
        """Which values, and why they could not be read; without the source."""
        first = self.entries[0]
        if len(self.entries) == 1:
            return first.text
        line = f", line {first.line}" if first.line else ""
        times = counted(len(self.entries), "time")
        example = f"{first.reason} ({first.record}{line})"
        return f"{first.key}, {times}, such as {example}"

    def __str__(self) -> str:
        return f"{self.entries[0].source}: {self.text}"


def grouped(entries: Iterable[Unread]) -> list[Group]:
    """Entries by source, key and reason, largest groups first."""
    groups: dict[tuple[str, str, str], list[Unread]] = {}
    for entry in entries:
        shape = (entry.source, _OWN.sub("", entry.key), _OWN.sub("", entry.reason))
        groups.setdefault(shape, []).append(entry)
    return sorted(
        (Group(tuple(group)) for group in groups.values()), key=lambda group: -len(group.entries)
    )


def read_entries(lines: bytes) -> Iterator[Unread]:
    """The entries that a sync kept, a line of JSON each; lines that cannot be read are passed
    over."""
    for line in lines.splitlines():
        with suppress(ValueError, TypeError):
            facts = json.loads(line)
            yield Unread(**{key: facts[key] for key in Unread.__dataclass_fields__ if key in facts})
