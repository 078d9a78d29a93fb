"""The filters that every list command shares, as SQL over the index. A filter that names something
unknown is refused."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from confradar.errors import UsageError
from confradar.model.kinds import DEADLINE_KINDS, KINDS, RANKS
from confradar.model.names import fold, nearest, searchable


class VenueFilter(NamedTuple):
    """Which venues are meant. Values of one field are alternatives; fields combine. Names are as
    the reader typed them.

    ``ids`` (those followed), where given, are ids; unknown ones match nothing. ``areas`` are topics
    named beside ``venues``: what
    is one of the venues or of one of the areas is meant.
    """

    venues: Sequence[str] = ()
    areas: Sequence[str] = ()
    topics: Sequence[str] = ()
    kinds: Sequence[str] = ()
    ccf: Sequence[str] = ()
    core: Sequence[str] = ()
    thcpl: Sequence[str] = ()
    countries: Sequence[str] = ()
    query: str | None = None
    ids: Sequence[str] | None = None


CERTAINTIES = {
    "all": "1",
    "confirmed": "d.certainty != 'estimated'",
    "estimated": "d.certainty = 'estimated'",
}


# "One of these", as SQL with one parameter: there may be more values than SQLite takes parameters.
AMONG = "(select value from json_each(?))"


def among(values: Iterable[object]) -> str:
    """The parameter of ``AMONG`` that stands for these texts and numbers."""
    return json.dumps(list(dict.fromkeys(values)))


class Where(NamedTuple):
    """An SQL condition on table ``venue`` (alias v) and its parameters."""

    sql: str
    values: tuple[object, ...]


def where(index: sqlite3.Connection, wanted: VenueFilter) -> Where:
    """The condition of a filter. Raises UsageError, with the nearest names, where it names
    something unknown."""
    clauses: list[str] = []
    values: list[object] = []

    def add(sql: str, given: Iterable[object]) -> None:
        clauses.append(sql.replace("(?)", AMONG))
        values.append(among(given))

    of_topic = "v.position in (select venue from venue_topic where topic in (?))"
    if wanted.venues:
        add("v.position in (?)", [find_venue(index, name)[0] for name in wanted.venues])
    if wanted.areas:
        add(of_topic, [find_topic(index, name) for name in wanted.areas])
    if len(clauses) == 2:
        clauses = [f"({' or '.join(clauses)})"]
    if wanted.topics:
        add(of_topic, [find_topic(index, name) for name in split(wanted.topics)])
    if wanted.kinds:
        add("v.kind in (?)", [find_kind(name) for name in split(wanted.kinds)])
    for name, allowed in RANKS.items():
        given = split(getattr(wanted, name))
        if given:
            add(f"v.{name} in (?)", [_rank(name, value, allowed) for value in given])
    if wanted.countries:
        codes = [
            find_country(index, name)
            for given in wanted.countries
            for name in _countries(index, given)
        ]
        add("v.position in (select venue from venue_country where country in (?))", codes)
    if wanted.ids is not None:
        add("v.id in (?)", wanted.ids)
    if wanted.query is not None:
        clauses.append("v.position in (select rowid from search where search match ?)")
        values.append(_match(wanted.query))
    return Where(" and ".join(clauses) or "1", tuple(values))


class Called(NamedTuple):
    """A venue and the name of it that was looked up: its position in the catalogue, id, acronym,
    that name."""

    position: int
    id: str
    acronym: str
    name: str


def venue_called(index: sqlite3.Connection, name: str) -> Called | None:
    """The venue that is called ``name``, exactly but for case, accents and separators; of several
    the one whose id it is."""
    row = index.execute(
        "select v.position, v.id, v.acronym, n.name from venue_name n join venue v on v.position = n.venue where n.folded = ? "
        "order by v.id != ?, v.position",
        (fold(name), fold(name).replace(" ", "-")),
    ).fetchone()
    return Called(*row) if row else None


def topic_called(index: sqlite3.Connection, name: str) -> str | None:
    """The id of the topic that is called ``name``: its id, English or Chinese name, or an alias."""
    row = index.execute("select topic from topic_name where folded = ?", (fold(name),)).fetchone()
    return str(row[0]) if row else None


def find_venue(index: sqlite3.Connection, name: str) -> tuple[int, str, str]:
    """Position, id and the matched name of the venue that is called ``name``. Raises UsageError."""
    found = venue_called(index, name)
    if found is None:
        from confradar.queries.words import unknown

        raise unknown(index, name)
    return found.position, found.id, found.name


def current_ids(index: sqlite3.Connection, ids: Sequence[str]) -> tuple[list[str], list[str]]:
    """The ids given, in their order, former ones as the venues' ids of now; and those that no venue
    has or had."""
    now = now_called(index, ids)
    return list(dict.fromkeys(now.get(id_, id_) for id_ in ids)), [
        id_ for id_ in ids if id_ not in now
    ]


def now_called(index: sqlite3.Connection, ids: Sequence[str]) -> dict[str, str]:
    """The venues' ids of now by those given, in their order; without those that no venue has or
    had."""
    known = {
        row[0] for row in index.execute(f"select id from venue where id in {AMONG}", (among(ids),))
    }
    former: dict[str, str] = {}
    if len(known) < len(ids):
        former = dict(
            index.execute("select old.value, v.id from venue v, json_each(v.doc, '$.formerly') old")
        )
    now = {id_: id_ if id_ in known else former.get(id_) for id_ in ids}
    return {old: id_ for old, id_ in now.items() if id_ is not None}


def find_topic(index: sqlite3.Connection, name: str) -> str:
    """The id of a topic by any of its names. Raises UsageError."""
    found = topic_called(index, name)
    if found is None:
        raise _unknown(
            "topic",
            name,
            (known for (known,) in index.execute("select folded from topic_name")),
            "`confradar topics` shows them all",
        )
    return found


def find_kind(name: str) -> str:
    """A kind of venue, in singular or plural. Raises UsageError."""
    folded = fold(name)
    for kind in KINDS:
        if folded in {kind, f"{kind}s", f"{kind[:-1]}ies"}:
            return kind
    if folded in map(fold, DEADLINE_KINDS):
        date = folded.replace(" ", "_")
        raise UsageError(
            f"--kind is of venues, and {name!r} is a kind of date: confradar deadlines --deadline-kind {date}"
        )
    raise _unknown("kind", name, KINDS, f"one of {', '.join(KINDS)}")


def find_country(index: sqlite3.Connection, name: str) -> str:
    """The code of a country that editions were held in, by name or code. Raises UsageError."""
    row = index.execute(
        "select country from country_name where folded = ?", (fold(name),)
    ).fetchone()
    if row is None:
        raise _unknown(
            "country",
            name,
            (known for (known,) in index.execute("select folded from country_name")),
            "a name or ISO code, such as DE",
        )
    return str(row[0])


def _countries(index: sqlite3.Connection, given: str) -> Sequence[str]:
    """The names in a value: one whose own name has a comma, or several joined by commas. Raises
    UsageError for none."""
    whole = index.execute("select 1 from country_name where folded = ?", (fold(given),)).fetchone()
    return [given] if whole else split([given])


def _rank(column: str, value: str, allowed: Sequence[str]) -> str:
    rank = value.upper()
    if rank not in allowed:
        raise UsageError(
            f"--{column}: {value!r} is not a rank", hint=f"one of {', '.join(allowed)}"
        )
    return rank


def split(values: Sequence[str]) -> list[str]:
    """Values given apart or joined by commas. Raises UsageError where there is none in what was
    given."""
    parts = [part.strip() for value in values for part in value.split(",") if part.strip()]
    if values and not parts:
        raise UsageError("an empty filter means nothing", hint="leave it out to have all")
    return parts


def _match(query: str) -> str:
    """Words of a query as an FTS5 expression: all must occur, each as the beginning of a word; CJK
    runs as phrases."""
    words = [
        "".join(letter if letter.isalnum() else " " for letter in word).split()
        for word in query.split()
    ]
    phrases = []
    for part in (part for word in words for part in word):
        spaced = searchable(part).split()
        phrases.append(f'"{" ".join(spaced)}"' + ("*" if len(spaced) == 1 else ""))
    if not phrases:
        raise UsageError(f"--query: {query!r} has no word to look for")
    return " ".join(phrases)


def _unknown(what: str, name: str, known: Iterable[str], otherwise: str) -> UsageError:
    close = nearest(name, known)
    hint = f"did you mean {' or '.join(close)}?" if close else otherwise
    return UsageError(f"there is no {what} {name!r}", hint=hint)
