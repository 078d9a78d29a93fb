"""The compiled index: catalogue files to one SQLite file that every read command asks.

It is built into a temporary file and renamed, so two processes may build at once; opened read-only; rebuilt when a source
file or the program changed, or when it is broken. Reading it needs neither YAML nor pydantic.
"""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from confradar import __version__
from confradar.errors import DataError, StateError
from confradar.model.names import fold

if TYPE_CHECKING:
    from confradar.catalogue.load import Loaded
    from confradar.model.deadline import Deadline
    from confradar.model.venue import Edition, Source, Topic, Venue

FORMAT = 8
KEPT = 16

_TABLES = """
create table meta (key text primary key, value text not null) without rowid;
create table source (id text primary key, doc text not null, recorded text) without rowid;
create table topic (id text primary key, position integer, en text, zh text, parent text) without rowid;
create table topic_name (folded text primary key, topic text not null) without rowid;
create table venue (
  position integer primary key, id text unique not null, acronym text, name text, kind text, topics text, ccf text, core text,
  thcpl text, h5 integer, url text, folded text, parent text, doc text not null
);
create table venue_name (folded text not null, name text not null, venue integer not null);
create table venue_topic (topic text not null, venue integer not null, primary key (topic, venue)) without rowid;
create table venue_country (country text not null, venue integer not null, primary key (country, venue)) without rowid;
create table country_name (folded text primary key, country text not null) without rowid;
create table edition (venue integer not null, year integer not null, place text, country text, start text, end text, doc text not null);
create table deadline (
  at integer not null, venue integer not null, year integer not null, kind text not null, round integer, track text, wall text not null,
  zone text not null, date_only integer not null, certainty text not null, low integer, high integer, label text, source text not null,
  revisions text, recorded text, cancelled integer not null, main integer not null, gone text, key text not null, via text
);
create virtual table search using fts5(text, content='', tokenize="unicode61 remove_diacritics 2");
"""

# Built after the rows are in, which is faster than keeping them current.
_INDEXES = """
create index venue_by_kind on venue (kind);
create index venue_by_parent on venue (parent);
create index name_of_venue on venue_name (folded);
create index edition_of_venue on edition (venue, year);
create index deadline_by_time on deadline (at);
create index deadline_of_venue on deadline (venue, main, at);
"""

# The dated points by which a venue's next deadline is told: what an author must not miss.
MAIN_KINDS = frozenset({"abstract", "paper", "commitment"})
# The statuses of editions whose dates no longer hold.
CALLED_OFF = frozenset({"cancelled", "postponed"})


# Takes the histories of all venues, gives rows of estimates and the calibration as JSON (queries.estimates.index_rows).
Estimator = Callable[[Sequence[dict[str, Any]]], tuple[list[dict[str, Any]], str]]


def open_index(
    files: Sequence[Path],
    topics: Path,
    folder: Path,
    *,
    guide: Path | None = None,
    base: Path | None = None,
    renew: Callable[[], Sequence[Path]] | None = None,
    estimate: Estimator | None = None,
) -> sqlite3.Connection:
    """A read-only connection to the index of these files, built first where it is missing, stale or broken.

    ``base`` is a further file whose change makes the index stale: the curated catalogue that the first one was merged from.
    ``renew`` gives the files to build from, once the index turns out to be stale. Where ``folder`` cannot be written the index is
    built in memory. Raises CatalogueError or DataError for bad files.
    """
    also = [topics, *([guide] if guide else []), *([base] if base else [])]
    connection = _current(index_path(files, topics, folder), [*files, *also])
    if connection is not None:
        return connection
    if renew and (renewed := renew()) != files:
        files = renewed
        connection = _current(index_path(files, topics, folder), [*files, *also])
        if connection is not None:
            return connection
    path = index_path(files, topics, folder)
    import tempfile

    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".building-", suffix=".sqlite", dir=folder)
        os.close(handle)
    except OSError:
        memory = sqlite3.connect(":memory:")
        build(memory, files, topics, guide=guide, base=base, estimate=estimate)
        return memory
    temporary = Path(name)
    try:
        with closing(sqlite3.connect(temporary, isolation_level=None)) as fresh:
            fresh.execute("pragma journal_mode = off")
            fresh.execute("pragma synchronous = off")
            build(fresh, files, topics, guide=guide, base=base, estimate=estimate)
        temporary.replace(path)
    except (sqlite3.Error, OSError) as error:
        raise StateError(f"{folder}: the index cannot be written: {error}", hint="free some space, or set CONFRADAR_CACHE_DIR") from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    _drop_leftovers(folder)
    connection = _opened(path)
    if connection is None:
        raise StateError(f"{path}: the index cannot be read back", hint="set CONFRADAR_CACHE_DIR to another directory")
    return connection


def index_path(files: Sequence[Path], topics: Path, folder: Path) -> Path:
    """Where the index of these files is kept. Others of the same name would only be rebuilt in turn: what is in it is compared."""
    names = b"\n".join(os.fsencode(path.resolve()) for path in (*files, topics))
    return folder / f"{zlib.crc32(names):08x}.sqlite"  # hashlib would take a tenth of a command's start


def _current(path: Path, sources: Sequence[Path]) -> sqlite3.Connection | None:
    """A connection to a whole index that was built from these files as they are now, else None."""
    connection = _opened(path)
    if connection is not None and not _fresh(connection, path, sources):
        connection.close()
        return None
    return connection


def _opened(path: Path) -> sqlite3.Connection | None:
    """A connection to a whole index of this version, else None."""
    if not path.is_file():
        return None
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    except sqlite3.Error:
        return None
    try:
        rows = dict(connection.execute("select key, value from meta where key in ('format', 'program', 'complete')"))
        if rows == {"format": str(FORMAT), "program": __version__, "complete": "1"}:
            return connection
    except sqlite3.Error:
        pass
    connection.close()
    return None


def _fresh(connection: sqlite3.Connection, path: Path, sources: Sequence[Path]) -> bool:
    """Whether the files are those the index was built from: by size, time and inode, else by content."""
    try:
        row = connection.execute("select value from meta where key = 'files'").fetchone()
        known = [{"stat": [int(number) for number in item["stat"]], "hash": str(item["hash"])} for item in json.loads(row[0])]
    except (sqlite3.Error, TypeError, ValueError, KeyError):
        return False
    stats = [_stat(source) for source in sources]
    if len(known) != len(stats):
        return False
    if [item["stat"] for item in known] == stats:
        return True
    if any(item["stat"][:1] != stat[:1] for item, stat in zip(known, stats, strict=True)):
        return False
    if [item["hash"] for item in known] != [_hash(source) for source in sources]:
        return False
    renewed = [{"stat": stat, "hash": item["hash"]} for item, stat in zip(known, stats, strict=True)]
    with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as writable, writable:
        writable.execute("pragma journal_mode = off")  # a journal left by a crash would be replayed into a later index
        writable.execute("update meta set value = ? where key = 'files'", (json.dumps(renewed),))
    return True


def _stat(path: Path) -> list[int]:
    try:
        found = path.stat()
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror}", hint="check the path and its permissions") from None
    return [found.st_size, found.st_mtime_ns, found.st_ino]


def _hash(path: Path) -> str:
    import hashlib

    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror}", hint="check the path and its permissions") from None


def _drop_leftovers(folder: Path) -> None:
    """Remove indexes of catalogues not asked lately, and what killed builds left behind an hour ago."""
    with suppress(OSError):
        indexes = sorted(folder.glob("*.sqlite"), key=lambda path: path.stat().st_mtime, reverse=True)
        newest = indexes[0].stat().st_mtime
        old = [path for path in folder.glob(".building-*") if path.stat().st_mtime < newest - 3600]
        for path in [*indexes[KEPT:], *old]:
            path.unlink()


# ---- Building


def build(
    connection: sqlite3.Connection,
    files: Sequence[Path],
    topics: Path,
    *,
    guide: Path | None = None,
    base: Path | None = None,
    estimate: Estimator | None = None,
) -> None:
    """Fill an empty database from the catalogue files. Memory does not grow with the catalogue. Raises CatalogueError, DataError."""
    from confradar.catalogue.history import facts
    from confradar.catalogue.load import load_guide, load_topics, stream_catalogue

    seen = [{"stat": _stat(path), "hash": _hash(path)} for path in (*files, topics, *([guide] if guide else []), *([base] if base else []))]
    connection.executescript(_TABLES)
    connection.execute("begin")
    tree = load_topics(topics)
    parents = _write_topics(connection, tree)
    sources: dict[str, Source] = {}
    countries: set[str] = set()
    histories: list[dict[str, Any]] = []
    positions: dict[str, int] = {}
    for position, item in enumerate(stream_catalogue(files, sources), start=1):
        _write_venue(connection, position, item, parents, tree, countries)
        if estimate:
            histories.append(facts(item.venue))
            positions[item.venue.id] = position
    for source in sources.values():
        day = source.recorded.isoformat() if source.recorded else None
        connection.execute("insert into source values (?, ?, ?)", (source.id, source.model_dump_json(exclude_defaults=True), day))
    _write_countries(connection, countries)
    estimates, calibration = estimate(histories) if estimate else ([], "{}")
    connection.executemany(
        "insert into deadline values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_estimate_row(positions[row["venue"]], row) for row in estimates],
    )
    rows = {
        "calibration": calibration,
        "guide": load_guide(guide).model_dump_json(by_alias=True, exclude_none=True) if guide else "{}",
        "format": FORMAT,
        "program": __version__,
        "files": json.dumps(seen),
        "paths": json.dumps([str(path) for path in files]),
        "complete": 1,
    }
    connection.executemany("insert into meta values (?, ?)", [(key, str(value)) for key, value in rows.items()])
    connection.execute("commit")
    connection.executescript(_INDEXES)


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
    from confradar.model.plausible import doubted_in

    venue = item.venue
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


def searchable(text: str) -> str:
    """Text as full-text search wants it: Chinese, Japanese and Korean characters apart, since no spaces part their words."""
    return "".join(f" {letter} " if "\u2e80" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7af" else letter for letter in text)


def _write_edition(connection: sqlite3.Connection, position: int, edition: Edition, doubts: Mapping[int | None, str]) -> None:
    days = [day.isoformat() if day else None for day in (edition.start, edition.end)]
    doc = edition.model_dump(mode="json", exclude_defaults=True)
    if None in doubts:
        doc["doubt"] = doubts[None]
    for place, (deadline, shown) in enumerate(zip(edition.deadlines, doc.get("deadlines", ()), strict=True)):
        if place in doubts:
            shown["doubt"] = doubts[place]
            shown["certainty"] = "tentative"
        shown["zone"] = deadline.zone or edition.default_zone
        shown["instant"] = int(deadline.instant(edition.default_zone).timestamp()) if deadline.known else None
    connection.execute(
        "insert into edition values (?, ?, ?, ?, ?, ?, ?)",
        (position, edition.year, edition.place, edition.country, *days, json.dumps(doc, ensure_ascii=False)),
    )
    for place, deadline in enumerate(edition.deadlines):
        if deadline.known:
            connection.execute(
                "insert into deadline values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                _deadline_row(position, edition, deadline, doubtful=place in doubts),
            )


def _deadline_row(position: int, edition: Edition, deadline: Deadline, *, doubtful: bool) -> tuple[Any, ...]:
    cancelled = edition.called_off
    certainty = "tentative" if doubtful or deadline.withdrawn(edition.gone) else deadline.certainty.value
    revisions = [
        {"at": item.at, **({"zone": item.zone} if item.zone else {}), "recorded": item.recorded.isoformat() if item.recorded else None}
        for item in deadline.revisions
    ]
    return (
        int(deadline.instant(edition.default_zone).timestamp()), position, edition.year, deadline.kind.value, deadline.round, deadline.track,
        deadline.wall.isoformat(), deadline.zone or edition.default_zone, int(deadline.date_only), certainty, None, None,
        deadline.label, deadline.source, json.dumps(revisions) if revisions else None, (day := deadline.recorded or edition.recorded) and day.isoformat(),
        int(cancelled), int(deadline.kind.value in MAIN_KINDS and not deadline.track and not cancelled),
        (gone := deadline.gone or edition.gone) and gone.isoformat(), deadline.lasting_key, deadline.via,
    )  # fmt: skip


def _estimate_row(position: int, row: dict[str, Any]) -> tuple[Any, ...]:
    """An estimate as a dated point: the whole day anywhere on Earth, from the first second of ``low`` to the last of ``high``."""
    at, low, high = (_aoe(row[key], end=key != "low") for key in ("day", "low", "high"))
    return (
        at, position, row["year"], row["kind"], row["round"], None, f"{row['day']}T23:59:59", "AoE", 1, "estimated", low, high, row["reason"],
        "estimate", None, None, 0, int(row["kind"] in MAIN_KINDS), None, f"{row['kind']}/{row['round'] or 1}", None,
    )  # fmt: skip


def _aoe(day: str, *, end: bool) -> int:
    midnight = datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp() + 12 * 3600
    return int(midnight) + (86399 if end else 0)


def _write_countries(connection: sqlite3.Connection, countries: Iterable[str]) -> None:
    from confradar.model.countries import country_names

    for country in sorted(countries):
        for name in {fold(name) for name in country_names(country)}:
            connection.execute("insert or ignore into country_name values (?, ?)", (name, country))
