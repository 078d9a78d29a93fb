"""What is in the compiled index: catalogue files to rows, with the estimates."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic_core import to_json

from confradar.forecast.past_editions import expects, usable_dates
from confradar.index.forecast_rows import VenueHistory, history_row, write_forecasts
from confradar.index.points import POINTS, DeadlineItem, instant_of, point_of
from confradar.index.tables import INDEXES, TABLES
from confradar.model.names import fold, searchable

if TYPE_CHECKING:
    from confradar.catalogue.problems import Problem
    from confradar.model.held import Site
    from confradar.model.venue import Edition, Source, Topic, Venue


def build(
    connection: sqlite3.Connection,
    files: Sequence[Path],
    topics: Path,
    *,
    guide: Path | None = None,
) -> None:
    """Fill an empty database from the catalogue files. Memory does not grow with the catalogue.
    What does not hold of the overlays is left out, its venue marked, and told in ``meta``. Raises
    CatalogueError, DataError for the rest.
    """
    from confradar.catalogue.load import load_guide, load_topics, stream_catalogue
    from confradar.catalogue.recurring import dated  # it loads the models
    from confradar.model.plausible import doubted_in

    connection.executescript(TABLES)
    connection.execute("begin")
    tree = load_topics(topics)
    parents = _write_topics(connection, tree)
    topic_names = _topic_names(tree)
    sources: dict[str, Source] = {}
    histories: list[VenueHistory] = []
    unapplied: list[Problem] = []
    for position, item in enumerate(stream_catalogue(files, sources, unapplied), start=1):
        venue = dated(item.venue)
        areas, doubts = areas_of(venue, parents), doubted_in(venue)
        _write_venue(connection, position, venue, item.unapplied, areas, topic_names, doubts)
        histories.append(history_row(position, venue, areas, doubts))
    _write_sources(connection, sources.values())
    _write_countries(connection)
    write_forecasts(connection, histories)
    told = load_guide(guide).model_dump_json(by_alias=True, exclude_none=True) if guide else "{}"
    left_out = json.dumps([str(problem) for problem in unapplied])
    rows = [("guide", told), ("unapplied", left_out)]
    connection.executemany("insert into meta values (?, ?)", rows)
    connection.execute("commit")
    connection.executescript(INDEXES)


def _write_sources(connection: sqlite3.Connection, sources: Iterable[Source]) -> None:
    for source in sources:
        day = source.recorded.isoformat() if source.recorded else None
        connection.execute(
            "insert into source values (?, ?, ?)",
            (source.id, source.model_dump_json(exclude_defaults=True), day),
        )


def _write_topics(connection: sqlite3.Connection, tree: Iterable[Topic]) -> dict[str, str | None]:
    parents = {topic.id: topic.parent for topic in tree}
    for position, topic in enumerate(tree):
        connection.execute(
            "insert into topic values (?, ?, ?, ?, ?)",
            (topic.id, position, topic.en, topic.zh, topic.parent),
        )
        for name in {fold(name) for name in topic.names()}:
            connection.execute("insert or ignore into topic_name values (?, ?)", (name, topic.id))
    return parents


def _topic_names(tree: Iterable[Topic]) -> dict[str, str]:
    """By its id, what a topic is called, as full-text search wants it."""
    return {topic.id: searchable("\n".join(topic.names())) for topic in tree}


def lineage(topic: str, parents: dict[str, str | None]) -> list[str]:
    """The topic and its ancestors, nearest first."""
    line = [topic]
    while (parent := parents.get(line[-1])) and parent not in line:
        line.append(parent)
    return line


def areas_of(venue: Venue, parents: dict[str, str | None]) -> set[str]:
    """A venue's topics and all their ancestors."""
    return {ancestor for topic in venue.topics for ancestor in lineage(topic, parents)}


def _write_venue(
    connection: sqlite3.Connection,
    position: int,
    venue: Venue,
    unapplied: Problem | None,
    topics: set[str],
    topic_names: Mapping[str, str],
    doubts: Mapping[int, Mapping[int | None, str]],
) -> None:
    connection.execute(
        "insert into venue values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (position, *_columns(venue, unapplied)),
    )
    _write_names(connection, position, venue)
    connection.executemany(
        "insert into venue_topic values (?, ?)", [(topic, position) for topic in topics]
    )
    connection.executemany(
        "insert into venue_country values (?, ?)",
        [(country, position) for country in _held_in(venue)],
    )
    recurring = expects(venue.kind.value, venue.cadence, venue.activity)
    points: list[DeadlineItem] = []
    for edition in venue.editions:
        points += _write_edition(
            connection,
            position,
            edition,
            doubts[edition.year],
            recurring=recurring,
            doubted=unapplied is not None,
        )
    POINTS.write(connection, ((position, point) for point in points))
    connection.execute(
        "insert into search (rowid, text) values (?, ?)",
        (position, _searched(venue, topics, topic_names)),
    )


def _country_of(held: Edition | Site) -> str | None:
    """The country that an edition or a site of it names, else the one that its place ends in."""
    from confradar.model.countries import country_of_place

    return held.country or (country_of_place(held.place) if held.place else None)


def _held_in(venue: Venue) -> set[str]:
    """The countries of a venue's editions."""
    return {country for place in _sites(venue) if (country := _country_of(place))}


def _sites(venue: Venue) -> Iterator[Edition | Site]:
    """Everything that says where a venue is or was held."""
    for edition in venue.editions:
        yield edition
        yield from edition.sites


def _write_names(connection: sqlite3.Connection, position: int, venue: Venue) -> None:
    names = {fold(name): name for name in reversed(list(venue.names()))}
    connection.executemany(
        "insert into venue_name values (?, ?, ?)",
        [(folded, name, position) for folded, name in names.items()],
    )


def _columns(venue: Venue, unapplied: Problem | None) -> tuple[object, ...]:
    """What stands in the row of a venue behind its position."""
    return (
        venue.id,
        venue.acronym,
        venue.name,
        venue.kind.value,
        to_json(venue.topics).decode(),
        venue.ranks.ccf,
        venue.ranks.core,
        venue.ranks.thcpl,
        venue.h5.index if venue.h5 else None,
        venue.url,
        fold(venue.acronym),
        venue.parent,
        unapplied.line if unapplied else None,
        venue.model_dump_json(exclude={"editions"}, exclude_defaults=True),
    )


def _searched(venue: Venue, topics: set[str], names: Mapping[str, str]) -> str:
    """What a venue is found by: its names, kind and places, and what its topics are called."""
    own = [*venue.names(), venue.kind.value]
    own += dict.fromkeys(held.place for held in _sites(venue) if held.place)
    called = (names[topic] for topic in sorted(topics & names.keys()))
    return "\n".join([searchable("\n".join(own)), *called])


def _write_edition(
    connection: sqlite3.Connection,
    position: int,
    edition: Edition,
    doubts: Mapping[int | None, str],
    *,
    recurring: bool,
    doubted: bool = False,
) -> list[DeadlineItem]:
    """Write an edition, and return its dates; ``doubted``: none of them is sure, since the reader's
    own file has more to say of the venue."""
    days = [day.isoformat() if day else None for day in edition.whole_days]
    doc = edition.model_dump(mode="json", exclude_defaults=True)
    if None in doubts:
        doc["doubt"] = doubts[None]
    taught = set(usable_dates(edition, doubts)) if recurring else set()
    points = []
    pairs = zip(edition.deadlines, doc.get("deadlines", ()), strict=True)
    for place, (deadline, shown) in enumerate(pairs):
        if place in doubts:
            shown["doubt"] = doubts[place]
        if doubted or place in doubts:
            shown["certainty"] = "tentative"
        zone = deadline.zone or edition.default_zone
        shown.update(zone=zone, instant=None, date_only=False)
        if deadline.known:
            point = point_of(
                edition, deadline, doubtful=doubted or place in doubts, taught=place in taught
            )
            shown.update(instant=point.at, date_only=point.date_only, wall=point.wall)
            points.append(point)
        for earlier in shown.get("revisions", ()):
            earlier["instant"] = instant_of(earlier["at"], earlier.get("zone", zone))
    where = edition.place, _country_of(edition)
    connection.execute(
        "insert into edition values (?, ?, ?, ?, ?, ?, ?, ?)",
        (position, edition.year, *where, *days, edition.url, to_json(doc).decode()),
    )
    _write_sites(connection, position, edition)
    return points


def _write_sites(connection: sqlite3.Connection, position: int, edition: Edition) -> None:
    """Write the countries of an edition's further sites."""
    countries = {country for site in edition.sites if (country := _country_of(site))}
    connection.executemany(
        "insert into site values (?, ?, ?)",
        [(position, edition.year, country) for country in sorted(countries)],
    )


def _write_countries(connection: sqlite3.Connection) -> None:
    """Write what the countries are called that venues are held in."""
    from confradar.model.countries import country_names

    held = connection.execute("select distinct country from venue_country order by 1").fetchall()
    for (country,) in held:
        for name in {fold(name) for name in country_names(country)}:
            connection.execute("insert or ignore into country_name values (?, ?)", (name, country))
