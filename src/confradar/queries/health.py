"""What `confradar doctor` looks at: a list of checks, each ok, a note, or something that needs
attention."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from confradar.errors import ConfradarError, StateError
from confradar.model.counts import counted
from confradar.queries.conflicts import conflicts
from confradar.queries.data_age import Age, ages_text
from confradar.queries.filters import VenueFilter
from confradar.queries.unread import grouped, read_entries
from confradar.sources.locations import masked
from confradar.sources.registry import SourceSpec
from confradar.sync.store import SourceState, State, Store
from confradar.version import __version__


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; ``status`` is ok, note or attention."""

    area: str
    item: str
    status: str
    detail: str


def program(now: datetime, zone: tzinfo | None) -> Iterator[Check]:
    """Versions, clock and zone."""
    yield Check("program", "confradar", "ok", __version__)
    yield Check(
        "program",
        "Python",
        "ok",
        f"{platform.python_version()} on {platform.system()}, SQLite {sqlite3.sqlite_version}",
    )
    local = now.astimezone(zone)
    yield Check(
        "program", "clock", "ok", f"{now:%Y-%m-%dT%H:%M:%SZ}, shown as {local:%Y-%m-%d %H:%M %Z}"
    )


def folders(places: dict[str, Path]) -> Iterator[Check]:
    """The reader's directories: there, or to be made, and writable."""
    for name, path in places.items():
        try:
            there = path.exists()
        except OSError as error:
            yield Check("paths", name, "attention", f"{path} cannot be used: {error.strerror}")
            continue
        if not there:
            yield Check("paths", name, "ok", f"{path} (made when needed)")
        elif not path.is_dir() or not os.access(path, os.W_OK | os.X_OK):
            yield Check(
                "paths", name, "attention", f"{path} cannot be written: nothing can be kept there"
            )
        else:
            yield Check("paths", name, "ok", str(path))


def files(
    overlays: Sequence[Path], base: Path, in_use: Path, read: Callable[[Sequence[Path]], int]
) -> Iterator[Check]:
    """The catalogue in use and its overlays; ``read`` loads files and counts their venues,
    or raises ConfradarError."""
    kind = "shipped" if in_use == base else "merged by sync"
    for name, paths in ((kind, [in_use]), *(("overlay", [base, path]) for path in overlays)):
        try:
            count = read(paths)
        except ConfradarError as error:
            yield Check(
                "catalogue",
                name,
                "attention",
                f"{str(error).splitlines()[0]}; `confradar lint` shows all",
            )
        else:
            yield Check(
                "catalogue",
                name,
                "ok",
                f"{paths[-1]}" + (f", {counted(count, 'venue')}" if name != "overlay" else ""),
            )


def indexed(opened: Callable[[], sqlite3.Connection], path: Path) -> Iterator[Check]:
    """Whether the index can be opened and is whole."""
    try:
        connection = opened()
        verdict = connection.execute("pragma quick_check").fetchone()[0]
        venues, dates = (
            connection.execute(f"select count(*) from {table}").fetchone()[0]
            for table in ("venue", "deadline")
        )
    except (ConfradarError, sqlite3.Error) as error:
        yield Check(
            "index",
            "health",
            "attention",
            f"{str(error).splitlines()[0]}; `confradar doctor --fix` rebuilds it",
        )
        return
    try:
        size: int | None = path.stat().st_size
    except OSError:
        size = None
    kept = (
        f"{path}, {size // 1024} KiB"
        if size is not None
        else "in memory: the cache directory cannot be used"
    )
    status = "ok" if verdict == "ok" and size is not None else "attention"
    yield Check(
        "index",
        "health",
        status,
        f"{kept}, {counted(venues, 'venue')}, {counted(dates, 'date')}"
        + ("" if verdict == "ok" else f"; damaged: {verdict}"),
    )


def synced(
    specs: Sequence[SourceSpec], store: Store, now: datetime, *, unread: bool = False
) -> Iterator[Check]:
    """The sources' ages and errors, what of them could not be read (grouped by reason, or with
    ``unread`` one by one), and whether what sync keeps is whole.
    """
    state = State()
    try:
        state = store.state()
    except StateError as error:
        yield Check("sync", "state", "attention", f"{error}; {error.hint}")
    else:
        yield from _last_sync(state, store, now)
    lists = [spec for spec in specs if not spec.is_page]
    states = [(spec, state.sources.get(spec.id, SourceState())) for spec in lists]
    for spec, entry in states:
        yield _source(spec, entry, store)
    for spec, entry in states:
        yield from _unread(spec, entry, store, full=unread)


def _last_sync(state: State, store: Store, now: datetime) -> Iterator[Check]:
    """When it was, and whether what it left is whole."""
    yield Check(
        "sync",
        "last sync",
        "ok" if state.synced_at else "note",
        state.synced_at or "never: the shipped catalogue is used",
    )
    if state.synced_at and datetime.fromisoformat(state.synced_at) > now:
        yield Check(
            "sync",
            "clock",
            "attention",
            f"the last sync was at {state.synced_at}, which is ahead of this machine's clock",
        )
    if state.catalogue and store.read(state.catalogue) is None:
        yield Check(
            "sync",
            "catalogue",
            "attention",
            f"{state.catalogue} is lost or damaged; `confradar doctor --fix` rebuilds it",
        )
    if state.pages and store.read(state.pages) is None:
        yield Check(
            "sync",
            "pages",
            "attention",
            f"{state.pages} is lost or damaged, and with it what was read of official pages; "
            "`confradar check --apply` reads them again",
        )
    if broken := _broken(store):
        yield Check(
            "sync",
            "journal",
            "attention",
            f"{counted(broken, 'line')} of {store.folder / 'changes.jsonl'} cannot be read and "
            "are passed over",
        )


def _source(spec: SourceSpec, last: SourceState, store: Store) -> Check:
    if not spec.enabled:
        return Check("sources", spec.id, "note", f"disabled; {masked(spec.location)}")
    held = (
        f"{counted(last.editions, 'edition')}, {counted(last.dates, 'date')}, checked "
        f"{last.checked}"
        if last.checked
        else "never fetched"
    )
    if last.error:
        return Check(
            "sources", spec.id, "attention", f"last try at {last.tried}: {last.error}; {held}"
        )
    if last.copy and store.read(last.copy) is None:
        return Check(
            "sources",
            spec.id,
            "attention",
            f"the copy {last.copy} is lost or damaged; `confradar sync` fetches it again",
        )
    return Check("sources", spec.id, "ok" if last.checked else "note", held)


def _unread(spec: SourceSpec, last: SourceState, store: Store, *, full: bool) -> Iterator[Check]:
    entries = list(read_entries(store.read(last.unread) or b""))
    for entry in entries if full else grouped(entries):
        yield Check("unread", spec.id, "note", entry.text)


def _broken(store: Store) -> int:
    broken = 0
    for line in store.journal_lines():
        try:
            json.loads(line)["seen"]
        except (ValueError, TypeError, KeyError, RecursionError):
            broken += 1
    return broken


def followed(gone: Sequence[str]) -> Iterator[Check]:
    """Followed ids that no venue has any more: nothing will ever be said of them."""
    for id_ in gone:
        yield Check(
            "following",
            id_,
            "attention",
            "no venue of the catalogue has this id; `confradar unfollow` takes it off the list",
        )


def data(index: sqlite3.Connection, ages: Sequence[Age]) -> Iterator[Check]:
    """How old each list is, and how many disagreements are kept."""
    if not ages:
        yield Check("data", "age", "note", "no list is asked over the network")
    else:
        old = any(age.old for age in ages)
        yield Check(
            "data",
            "age",
            "attention" if old else "ok",
            ages_text(ages) + ("; `confradar sync`" if old else ""),
        )
    count = sum(1 for _ in conflicts(index, VenueFilter()))
    yield Check(
        "data",
        "conflicts",
        "note",
        f"{counted(count, 'value')} on which sources disagree; `confradar conflicts`",
    )
