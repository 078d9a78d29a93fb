"""The packed model: hashed terms, and for each the venues that it speaks for, with 8-bit weights.
Written by the builder, read in place.

A file is a head (magic, length of the facts), the facts (JSON: see `Facts`), then, with numbers
little-endian:

- the keys of all terms, sorted, 32 bits each;
- where the entries of each BLOCK of terms begin, 32 bits each;
- how many entries each term has, 8 bits each;
- the level of each term, 8 bits each: ten times the logarithm to base 2 of how many of 250,000
  titles have it;
- of all entries the numbers of the venues, 8 bits each; then their weights, 8 bits each.
"""

from __future__ import annotations

import json
import mmap
import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from confradar.errors import DataError

MAGIC = b"confradar match 1\n"
BLOCK = 32
OUTSIDE = "*"  # how the id of a venue begins that the catalogue does not cover
_HEAD = struct.Struct("<18sI")


class Facts(NamedTuple):
    """What a model says of itself. ``venues`` are the ids by number, ``newest`` the year of the
    newest title behind each and ``titles`` how many there are; ``groups`` are ids that titles
    cannot tell apart, the one of most titles first. The rest turns sums of weights into scores: see
    `scoring`.
    """

    venues: Sequence[str]
    newest: Sequence[int]
    titles: Sequence[int]
    groups: Sequence[Sequence[str]]
    terms: int
    entries: int
    prior: Sequence[float]
    steepness: float
    fair: float
    strong: float
    familiar: int
    outside: float


class Entry(NamedTuple):
    """What a model knows of a term: its ``level``, the numbers of the ``venues`` that it speaks
    for, and its ``weights`` for them."""

    level: int
    venues: memoryview
    weights: memoryview


class Model:
    """A packed model in memory that is shared with the file."""

    def __init__(self, data: bytes | mmap.mmap, name: str = "model") -> None:
        """Raises DataError where ``data`` are no model of this version, or not whole."""
        try:
            magic, length = _HEAD.unpack_from(data)
            if magic != MAGIC:
                raise ValueError
            begin = _HEAD.size + length
            self.facts = Facts(**json.loads(data[_HEAD.size : begin]))
            terms, entries = self.facts.terms, self.facts.entries
            blocks = -(-terms // BLOCK)
            sizes = (4 * terms, 4 * blocks, terms, terms, entries, entries)
            if len(data) != begin + sum(sizes):
                raise ValueError
        except (struct.error, ValueError, TypeError, UnicodeDecodeError):
            raise DataError(
                f"{name}: no model of this version", hint="install confradar again"
            ) from None
        view = memoryview(data)
        parts = []
        for size in sizes:
            parts.append(view[begin : begin + size])
            begin += size
        self._keys, self._begins = _numbers(parts[0]), _numbers(parts[1])
        self._counts, self._levels, self._venues, self._weights = parts[2:]

    @classmethod
    def at(cls, path: Path) -> Model:
        """The model in a file. Raises DataError where there is none."""
        try:
            with path.open("rb") as file:
                return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), str(path))
        except (OSError, ValueError) as error:  # the latter for an empty file
            raise DataError(
                f"{path}: the model cannot be read: {error}", hint="install confradar again"
            ) from None

    def entry(self, key: int) -> Entry | None:
        """What is known of a term; None where it is not."""
        place = bisect_left(self._keys, key)
        if place == len(self._keys) or self._keys[place] != key:
            return None
        block = place // BLOCK
        begin = self._begins[block] + sum(self._counts[block * BLOCK : place])
        end = begin + self._counts[place]
        return Entry(self._levels[place], self._venues[begin:end], self._weights[begin:end])


def packed(
    facts: Mapping[str, Any], levels: Mapping[int, int], weights: Mapping[int, Mapping[int, int]]
) -> bytes:
    """The bytes of a model: of each term its level, and its weight (1 to 255) for each venue's
    number. The same input gives the same bytes."""
    keys = sorted(key for key, found in weights.items() if found)
    counts = bytes(len(weights[key]) for key in keys)
    begins, total = [], 0
    for place, count in enumerate(counts):
        if place % BLOCK == 0:
            begins.append(total)
        total += count
    pairs = [pair for key in keys for pair in sorted(weights[key].items())]
    told = json.dumps(
        {**facts, "terms": len(keys), "entries": total}, separators=(",", ":")
    ).encode()
    return b"".join(
        (
            _HEAD.pack(MAGIC, len(told)),
            told,
            struct.pack(f"<{len(keys)}I", *keys),
            struct.pack(f"<{len(begins)}I", *begins),
            counts,
            bytes(levels[key] for key in keys),
            bytes(venue for venue, _ in pairs),
            bytes(weight for _, weight in pairs),
        )
    )


def _numbers(part: memoryview) -> Sequence[int]:
    if sys.byteorder == "little" and struct.calcsize("I") == 4:
        try:
            return part.cast("I")
        except (TypeError, ValueError):  # pragma: no cover
            pass
    found = array("I" if array("I").itemsize == 4 else "L", bytes(part))
    if sys.byteorder == "big":
        found.byteswap()
    return found
