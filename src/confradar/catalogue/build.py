"""What is in the compiled index: catalogue files to rows, with the estimates."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from confradar.catalogue.tables import INDEXES, MAIN_KINDS, TABLES, searchable
from confradar.model.names import fold

if TYPE_CHECKING:
    from confradar.catalogue.load import Loaded
    from confradar.model.deadline import Deadline
    from confradar.model.venue import Edition, Source, Topic, Venue

# Takes the histories of all venues, gives rows of estimates and the calibration as JSON (queries.estimates.index_rows).
Estimator = Callable[[Sequence[dict[str, Any]]], tuple[list[dict[str, Any]], str]]


def build(
    connection: sqlite3.Connection,
    files: Sequence[Path],
    topics: Path,
    *,
    guide: Path | None = None,
    estimate: Estimator | None = None,
) -> None:
    """Fill an empty database from the catalogue files. Memory does not grow with the catalogue. Raises CatalogueError, DataError."""
    from confradar.catalogue.history import facts
    from confradar.catalogue.load import load_guide, load_topics, stream_catalogue

    connection.executescript(TABLES)
    connection.execute("begin")
    tree = load_topics(topics)
    parents = _write_topics(connection, tree)
    sources: dict[str, Source] = {}
    countries: set[str] = set()
    histories: list[dict[str, Any]] = []
    positions: dict[str, int] = {}
    reviewers: dict[str, dict[str, str | None]] = {}
    for position, item in enumerate(stream_catalogue(files, sources), start=1):
        _write_venue(connection, position, item, parents, tree, countries)
        if estimate:
            histories.append(facts(item.venue))
            positions[item.venue.id] = position
            reviewers[item.venue.id] = _reviewers(item.venue)
    for source in sources.values():
        day = source.recorded.isoformat() if source.recorded else None
        connection.execute("insert into source values (?, ?, ?)", (source.id, source.model_dump_json(exclude_defaults=True), day))
    _write_countries(connection, countries)
    estimates, calibration = estimate(histories) if estimate else ([], "{}")
    connection.executemany(
        "insert into deadline values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_estimate_row(positions[row["venue"]], row, reviewers[row["venue"]].get(row["kind"])) for row in estimates],
    )
    rows = {
        "calibration": calibration,
        "guide": load_guide(guide).model_dump_json(by_alias=True, exclude_none=True) if guide else "{}",
        "paths": json.dumps([str(path) for path in files]),
    }
    connection.executemany("insert into meta values (?, ?)", [(key, str(value)) for key, value in rows.items()])
    connection.execute("commit")
    connection.executescript(INDEXES)


def _write_topics(connection: sqlite3.Connection, tree: Iterable[Topic]) -> dict[str, str | None]:
    parents = {topic.id: topic.parent for topic in tree}
    for position, topic in enumerate(tree):
        connection.execute("insert into topic values (?, ?, ?, ?, ?)", (topic.id, position, topic.en, topic.zh, topic.parent))
        for name in {fold(name) for name in (topic.id, topic.en, topic.zh, *topic.aliases)}:
            connection.execute("insert or ignore into topic_name values (?, ?)", (name, topic.id))
    return parents


def lineage(topic: str, parents: dict[str, str | None]) -> list[str]:
    """The topic and its ancestors, nearest first."""
    line = [topic]
    while (parent := parents.get(line[-1])) and parent not in line:
        line.append(parent)
    return line


def _write_venue(
    connection: sqlite3.Connection, position: int, item: Loaded, parents: dict[str, str | None], tree: Iterable[Topic], countries: set[str]
) -> None:
    from confradar.catalogue.recurring import dated  # it loads the models
    from confradar.model.plausible import doubted_in

    venue = dated(item.venue)
    doc = venue.model_dump_json(exclude={"editions"}, exclude_defaults=True)
    connection.execute(
        "insert into venue values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            position, venue.id, venue.acronym, venue.name, venue.kind.value, json.dumps(venue.topics), venue.ranks.ccf, venue.ranks.core,
            venue.ranks.thcpl, venue.h5.index if venue.h5 else None, venue.url, fold(venue.acronym), venue.parent, doc,
        ),
    )  # fmt: skip
    names = {fold(name): name for name in reversed(list(venue.names()))}
    connection.executemany("insert into venue_name values (?, ?, ?)", [(folded, name, position) for folded, name in names.items()])
    topics = {ancestor for topic in venue.topics for ancestor in lineage(topic, parents)}
    connection.executemany("insert into venue_topic values (?, ?)", [(topic, position) for topic in topics])
    held = {edition.country for edition in venue.editions if edition.country}
    countries |= held
    connection.executemany("insert into venue_country values (?, ?)", [(country, position) for country in held])
    doubts = doubted_in(venue)
    for edition in venue.editions:
        _write_edition(connection, position, edition, doubts[edition.year])
    connection.execute("insert into search (rowid, text) values (?, ?)", (position, searchable(_words(venue, topics, tree))))


def _words(venue: Venue, topics: set[str], tree: Iterable[Topic]) -> str:
    words = [*venue.names(), venue.kind.value]
    words += [name for topic in tree if topic.id in topics for name in (topic.id, topic.en, topic.zh, *topic.aliases)]
    words += dict.fromkeys(edition.place for edition in venue.editions if edition.place)
    return "\n".join(words)


def _write_edition(connection: sqlite3.Connection, position: int, edition: Edition, doubts: Mapping[int | None, str]) -> None:
    days = [day.isoformat() if day else None for day in (edition.start, edition.end)]
    doc = edition.model_dump(mode="json", exclude_defaults=True)
    if None in doubts:
        doc["doubt"] = doubts[None]
    for place, (deadline, shown) in enumerate(zip(edition.deadlines, doc.get("deadlines", ()), strict=True)):
        if place in doubts:
            shown["doubt"] = doubts[place]
            shown["certainty"] = "tentative"
        zone = deadline.zone or edition.default_zone
        shown.update(zone=zone, instant=_instant(deadline.at, zone), date_only=deadline.date_only)
        if deadline.known:
            shown["wall"] = deadline.wall.isoformat()
        for earlier in shown.get("revisions", ()):
            earlier["instant"] = _instant(earlier["at"], earlier.get("zone", zone))
    connection.execute(
        "insert into edition values (?, ?, ?, ?, ?, ?, ?, ?)",
        (position, edition.year, edition.place, edition.country, *days, edition.url, json.dumps(doc, ensure_ascii=False)),
    )
    for place, deadline in enumerate(edition.deadlines):
        if deadline.known:
            connection.execute(
                "insert into deadline values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                _deadline_row(position, edition, deadline, doubtful=place in doubts),
            )


def _instant(at: str, zone: str) -> int | None:
    """Seconds since the epoch of a time as announced; None of what is to be announced."""
    from confradar.model.deadline import TBD
    from confradar.model.walls import parse_wall
    from confradar.model.zones import instant, parse_zone

    return None if at == TBD else int(instant(parse_wall(at).time, parse_zone(zone)).timestamp())


def _deadline_row(position: int, edition: Edition, deadline: Deadline, *, doubtful: bool) -> tuple[Any, ...]:
    cancelled = edition.called_off
    certainty = "tentative" if doubtful or deadline.withdrawn(edition.gone) else deadline.certainty.value
    zone = deadline.zone or edition.default_zone
    revisions = [
        {
            "at": item.at,
            **({"zone": item.zone} if item.zone else {}),
            "recorded": item.recorded.isoformat() if item.recorded else None,
            "instant": _instant(item.at, item.zone or zone),
        }
        for item in deadline.revisions
    ]
    return (
        _instant(deadline.at, zone), position, edition.year, deadline.kind.value, deadline.round, deadline.track,
        deadline.wall.isoformat(), zone, int(deadline.date_only), certainty, None, None,
        deadline.label, deadline.source, json.dumps(revisions) if revisions else None, (day := deadline.recorded or edition.recorded) and day.isoformat(),
        int(cancelled), int(deadline.kind.value in MAIN_KINDS and not deadline.track and not cancelled),
        (gone := deadline.gone or edition.gone) and gone.isoformat(), deadline.lasting_key, deadline.via,
    )  # fmt: skip


def _reviewers(venue: Venue) -> dict[str, str | None]:
    """Where the papers of each kind of date were reviewed last, so that an estimate tells it too (main track)."""
    dated = (edition for edition in sorted(venue.editions, key=lambda edition: edition.year) if edition.deadlines)
    return {point.kind.value: point.via for edition in dated for point in edition.deadlines if not point.track}


def _estimate_row(position: int, row: dict[str, Any], via: str | None) -> tuple[Any, ...]:
    """An estimate as a dated point: the whole day anywhere on Earth, from the first second of ``low`` to the last of ``high``."""
    at, low, high = (_aoe(row[key], end=key != "low") for key in ("day", "low", "high"))
    return (
        at, position, row["year"], row["kind"], row["round"], None, f"{row['day']}T23:59:59", "AoE", 1, "estimated", low, high, row["reason"],
        "estimate", None, None, 0, int(row["kind"] in MAIN_KINDS), None, f"{row['kind']}/{row['round'] or 1}", via,
    )  # fmt: skip


def _aoe(day: str, *, end: bool) -> int:
    midnight = datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp() + 12 * 3600
    return int(midnight) + (86399 if end else 0)


def _write_countries(connection: sqlite3.Connection, countries: Iterable[str]) -> None:
    from confradar.model.countries import country_names

    for country in sorted(countries):
        for name in {fold(name) for name in country_names(country)}:
            connection.execute("insert or ignore into country_name values (?, ?)", (name, country))
