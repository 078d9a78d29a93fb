"""A table whose columns are a class's fields gives back what was written, whatever the types."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pytest

from confradar.index.rows import Table


class Named(NamedTuple):
    day: date
    sure: bool
    number: int | None
    word: str
    rest: str | None = None
    owner: str = ""


@dataclass(frozen=True)
class Plain:
    day: date
    share: float


NAMED = Table("named", Named, joined={"owner": "v.id"}, more="many integer as (number > 1)")
PLAIN = Table("plain", Plain)


@pytest.fixture
def index() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(
            "create table venue (position integer, id text); insert into venue values (1, "
            "'a'), (2, 'b');"
        )
        connection.executescript(NAMED.definition + PLAIN.definition)
        yield connection


def test_rows_come_back_as_they_were_with_what_is_joined(index: sqlite3.Connection) -> None:
    given = [
        Named(date(2027, 1, 15), sure=True, number=2, word="x"),
        Named(date(2026, 2, 28), sure=False, number=None, word="", rest="y"),
    ]
    NAMED.write(index, [(2, item) for item in given])
    PLAIN.write(index, [(1, Plain(date(2027, 1, 1), 0.25))])
    assert list(NAMED.of(index, "v.id = ?", "b")) == [item._replace(owner="b") for item in given]
    assert list(NAMED.of(index, "t.many")) == [given[0]._replace(owner="b")]
    assert list(PLAIN.by_venue(index, "1")) == [("a", Plain(date(2027, 1, 1), 0.25))]


def test_where_an_outer_join_finds_nothing_there_is_no_row(index: sqlite3.Connection) -> None:
    NAMED.write(index, [(2, Named(date(2027, 1, 15), sure=True, number=1, word="x"))])
    rows = index.execute(
        f"select {NAMED.select('t')} from venue v left join named t on t.venue = v.position "
        "order by v.id"
    )
    assert [NAMED.read_or_none(row) for row in rows] == [
        None,
        Named(date(2027, 1, 15), sure=True, number=1, word="x", owner="b"),
    ]
