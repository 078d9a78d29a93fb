"""The filters that every list command shares, as SQL over the index. A filter that names something
unknown is refused."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from confradar.errors import UsageError
from confradar.model.choice import one_of
from confradar.model.kinds import DEADLINE_KINDS, KINDS, RANKS
from confradar.model.names import fold, searchable
from confradar.queries.lookup import (
    AMONG,
    among,
    find_country,
    find_region,
    find_topic,
    find_venue,
)


class VenueFilter(NamedTuple):
    """Which venues are meant. Values of one field are alternatives; fields combine. Names are as
    the reader typed them.

    ``ids`` (those followed), where given, are ids; unknown ones match nothing. ``areas`` are topics
    named beside ``venues``: what is one of the venues or of one of the areas is meant. ``hosts``
    are the venues that it is held at. ``regions`` (of the world, or countries) tell editions: see
    `held`.
    """

    venues: Sequence[str] = ()
    areas: Sequence[str] = ()
    topics: Sequence[str] = ()
    kinds: Sequence[str] = ()
    ccf: Sequence[str] = ()
    core: Sequence[str] = ()
    thcpl: Sequence[str] = ()
    countries: Sequence[str] = ()
    hosts: Sequence[str] = ()
    query: str | None = None
    ids: Sequence[str] | None = None
    regions: Sequence[str] = ()


CERTAINTIES = {
    "all": "1",
    "confirmed": "d.certainty != 'estimated'",
    "estimated": "d.certainty = 'estimated'",
}


# The tables that say in which country an edition is held, and its further sites.
_HELD = ("edition", "site")


# Where a venue's newest edition was held, else where it usually is.
_HOST = (
    "coalesce((select json_extract(e.doc, '$.parent') from edition e where e.venue = v.position "
    "order by e.year desc limit 1), v.parent)"
)


class Where(NamedTuple):
    """An SQL condition on table ``venue`` (alias v) and its parameters."""

    sql: str
    values: tuple[object, ...]


def where(index: sqlite3.Connection, wanted: VenueFilter, *, dates: str | None = None) -> Where:
    """The condition of a filter. With regions it holds of the rows of a table (alias ``dates``,
    with columns venue and year) whose own edition is held there. Raises UsageError, with the
    nearest names, where it names something unknown."""
    clauses: list[str] = []
    values: list[object] = []

    def add(sql: str, given: Iterable[object]) -> None:
        clauses.append(sql.replace("(?)", AMONG))
        values.append(among(given))

    of_topic = "v.position in (select venue from venue_topic where topic in (?))"
    if wanted.venues:
        add("v.position in (?)", [find_venue(index, name).position for name in wanted.venues])
    if wanted.areas:
        add(of_topic, [find_topic(index, name) for name in wanted.areas])
    if len(clauses) == 2:
        clauses = [f"({' or '.join(clauses)})"]
    if wanted.topics:
        add(of_topic, [find_topic(index, name) for name in split(wanted.topics)])
    if wanted.kinds:
        add("v.kind in (?)", [find_kind(name) for name in split(wanted.kinds)])
    for name in RANKS:
        if ranks := _ranks(name, getattr(wanted, name)):
            add(f"v.{name} in (?)", ranks)
    for sql, given in _held_at(index, wanted):
        add(sql, given)
    if wanted.ids is not None:
        add("v.id in (?)", wanted.ids)
    if wanted.query is not None:
        # a Chinese name that stands nowhere finds the venue that it means
        meant = None if wanted.query.isascii() else _meant(index, wanted.query)
        found = "v.position in (select rowid from search where search match ?)"
        clauses.append(f"({found} or v.position = ?)" if meant else found)
        values += [_match(wanted.query), *((meant[0],) if meant else ())]
    if dates and wanted.regions:
        clauses.append(held(index, wanted.regions, dates))
    return Where(" and ".join(clauses) or "1", tuple(values))


def _held_at(
    index: sqlite3.Connection, wanted: VenueFilter
) -> Iterator[tuple[str, Iterable[object]]]:
    """The conditions on where a venue is held, each with its values."""
    if wanted.countries:
        names = [name for given in wanted.countries for name in _countries(index, given)]
        codes = [find_country(index, name) for name in names]
        yield "v.position in (select venue from venue_country where country in (?))", codes
    if wanted.hosts:
        hosts = [find_venue(index, name).id for name in split(wanted.hosts)]
        yield f"{_HOST} in (?)", hosts


def held(index: sqlite3.Connection, regions: Sequence[str], dates: str) -> str:
    """SQL: the edition that a row of a table (alias ``dates``) belongs to is held in one of these
    regions or countries. Raises UsageError."""
    names = [name for given in regions for name in _countries(index, given)]
    codes = {code for name in names for code in find_region(index, name)}
    listed = ", ".join(f"'{code}'" for code in sorted(codes))
    there = [f"select venue, year from {table} where country in ({listed})" for table in _HELD]
    return f"({dates}.venue, {dates}.year) in ({' union all '.join(there)})"


def venue_ids(index: sqlite3.Connection, wanted: VenueFilter) -> list[str]:
    """The ids of these venues, in the catalogue's order. Raises UsageError."""
    condition = where(index, wanted)
    sql = f"select v.id from venue v where {condition.sql} order by v.position"
    return [row[0] for row in index.execute(sql, condition.values)]


def find_kind(name: str) -> str:
    """A kind of venue, in singular or plural. Raises UsageError."""
    plurals = {plural: kind for kind in KINDS for plural in (f"{kind}s", f"{kind[:-1]}ies")}
    if fold(name) in map(fold, DEADLINE_KINDS):
        date = fold(name).replace(" ", "_")
        raise UsageError(
            f"{name!r} is a kind of date, not of venue: confradar deadlines --deadline-kind {date}"
        )
    return one_of(name, KINDS, "there is no kind", also=plurals)


def _ranks(name: str, given: Sequence[str]) -> list[str]:
    return [one_of(rank, RANKS[name], f"there is no {name.upper()} rank") for rank in split(given)]


def _countries(index: sqlite3.Connection, given: str) -> Sequence[str]:
    """The names in a value: one whose own name has a comma, or several joined by commas. Raises
    UsageError for none."""
    whole = index.execute("select 1 from country_name where folded = ?", (fold(given),)).fetchone()
    return [given] if whole else split([given])


def split(values: Sequence[str]) -> list[str]:
    """Values given apart or joined by commas. Raises UsageError where there is none in what was
    given."""
    parts = [part.strip() for value in values for part in value.split(",") if part.strip()]
    if values and not parts:
        raise UsageError("a filter has no value", hint="leave it out to have all")
    return parts


def _meant(index: sqlite3.Connection, query: str) -> tuple[int, str, str, str] | None:
    from confradar.queries.chinese_names import venue_meant  # which few ask for

    return venue_meant(index, query)


def _match(query: str) -> str:
    """Words of a query as an FTS5 expression: all must occur, each as the beginning of a word; CJK
    runs as phrases."""
    return " ".join(f'"{phrase}"' + ("" if " " in phrase else "*") for phrase in _phrases(query))


def says(query: str, texts: Iterable[str]) -> bool:
    """Whether a query finds these texts, by the same rule. Raises UsageError for one without a
    word."""
    plain = " ".join(" ".join(fold(searchable(text)).split()) for text in texts)
    words = f" {plain} "
    return all(
        f" {fold(phrase)}" + (" " if " " in phrase else "") in words for phrase in _phrases(query)
    )


def _phrases(query: str) -> list[str]:
    """The words of a query, each a phrase: of several words where CJK letters stand together.
    Raises UsageError where there is none."""
    words = [
        "".join(letter if letter.isalnum() else " " for letter in word).split()
        for word in query.split()
    ]
    phrases = [" ".join(searchable(part).split()) for word in words for part in word]
    if not phrases:
        raise UsageError(f"{query!r} has no word to look for")
    return phrases
