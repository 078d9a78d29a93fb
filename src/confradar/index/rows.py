"""The rows of the index: the fields of a class are the columns of its table, so that what is
written is what is read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, Generic, TypeVar

T = TypeVar("T")

# SQLite stores a NaN as NULL. None becomes NULL too, but for each one Python's sqlite3 first looks
# for a way to adapt it, which takes longer than all else that is done for it.
_NULL = float("nan")
# How a field of a type is stored, written and read; by the annotation.
_STORED: Mapping[str, str] = {
    "int": "integer not null",
    "bool": "integer not null",
    "float": "real not null",
    "int | None": "integer",
}
# A bool is written as the number that it is stored as: Python's sqlite3 takes longer to adapt it.
_WRITTEN: Mapping[str, Callable[[Any], Any]] = {"date": date.isoformat, "bool": int}
_READ: Mapping[str, Callable[[Any], Any]] = {"date": date.fromisoformat, "bool": bool}


class Table(Generic[T]):
    """A table whose rows belong to a venue (its position in column ``venue``): what it is called,
    and the class of its rows.

    ``joined`` are fields that another table holds, with the SQL that gives them; ``more`` are
    columns that SQL alone uses; ``read`` makes values of further types, by annotation, and
    ``written`` what is stored of them.
    """

    def __init__(
        self,
        name: str,
        row: Callable[..., T],
        *,
        joined: Mapping[str, str] = {},
        read: Mapping[str, Callable[[Any], Any]] = {},
        written: Mapping[str, Callable[[Any], Any]] = {},
        more: str = "",
    ) -> None:
        self.name, self._row, self._joined, self._more = name, row, joined, more
        self._types = {name: _named(kind) for name, kind in row.__annotations__.items()}
        self._kept = [field for field in self._types if field not in joined]
        self._insert = (
            f"insert into {name} (venue, {', '.join(self._kept)}) values "
            f"(?{', ?' * len(self._kept)})"
        )
        # behind the venue's position
        self._given: Callable[[T], tuple[Any, ...]] = attrgetter(*self._kept)
        change = {**_WRITTEN, **written}
        self._changed = [
            (place, change[kind])
            for place, (_, kind) in enumerate(self._stored(), start=1)
            if kind in change
        ]
        self._never_empty = next(
            place for place, name in enumerate(self._types) if name not in joined
        )
        convert = {**_READ, **read}
        self._converted = [
            (place, convert[kind])
            for place, kind in enumerate(self._types.values())
            if kind in convert
        ]

    @property
    def definition(self) -> str:
        """The SQL that makes the table."""
        columns = ", ".join(
            f"{name} {_STORED.get(kind, 'text' if 'None' in kind else 'text not null')}"
            for name, kind in self._stored()
        )
        return (
            f"create table {self.name} (venue integer not null, "
            f"{columns}{', ' * bool(self._more)}{self._more});"
        )

    @property
    def width(self) -> int:
        """How many columns ``read`` wants."""
        return len(self._types)

    def values(self, venue: int, item: T) -> list[Any]:
        """The values of a row, in the order of its columns."""
        values = [_NULL if value is None else value for value in (venue, *self._given(item))]
        for place, convert in self._changed:
            values[place] = convert(values[place])
        return values

    def select(self, alias: str) -> str:
        """The columns that ``read`` wants, of the table under an alias."""
        return ", ".join(self._joined.get(name, f"{alias}.{name}") for name in self._types)

    def read(self, row: Sequence[Any]) -> T:
        """A row of these columns."""
        values = list(row)
        for place, convert in self._converted:
            values[place] = convert(values[place])
        return self._row(*values)

    def read_or_none(self, row: Sequence[Any]) -> T | None:
        """The same of an outer join: None where there is no such row."""
        return None if row[self._never_empty] is None else self.read(row)

    def of(self, index: sqlite3.Connection, condition: str, *values: object) -> Iterator[T]:
        """The rows that a condition on the table ``t`` and its venue ``v`` holds for, as they were
        written."""
        return (item for _, item in self.by_venue(index, condition, *values))

    def by_venue(
        self, index: sqlite3.Connection, condition: str, *values: object
    ) -> Iterator[tuple[str, T]]:
        """The same, each with its venue's id."""
        sql = (
            f"select v.id, {self.select('t')} from {self.name} t join venue v on v.position = "
            f"t.venue where {condition} order by t.rowid"
        )
        return ((venue, self.read(row)) for venue, *row in index.execute(sql, values))

    def write(self, index: sqlite3.Connection, items: Iterable[tuple[int, T]]) -> None:
        """Write rows, each with the position of its venue."""
        index.executemany(self._insert, (self.values(venue, item) for venue, item in items))

    def _stored(self) -> Iterator[tuple[str, str]]:
        return ((name, self._types[name]) for name in self._kept)


def _named(kind: object) -> str:
    """A field's type as its annotation writes it, whether that is kept as a text (which a
    NamedTuple wraps) or as what it names."""
    return kind.__name__ if isinstance(kind, type) else str(getattr(kind, "__forward_arg__", kind))
