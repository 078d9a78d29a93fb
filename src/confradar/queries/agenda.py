"""What a reader looks at in the morning: next dates, what moved, tasks due, events coming, of the
venues they follow."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from confradar.errors import StateError, UsageError
from confradar.index.points import DeadlineItem
from confradar.model.days import DAY
from confradar.model.kinds import CALLED_OFF, MAIN_KINDS
from confradar.queries.changes import changes
from confradar.queries.checklist import Checklist, TaskItem, checklist, subject
from confradar.queries.deadlines import deadlines
from confradar.queries.filters import VenueFilter
from confradar.queries.first_screen import facing_authors
from confradar.queries.guide import load_guide
from confradar.sync.store import JournalEntry, Store

if TYPE_CHECKING:
    from confradar.index.documents import GuideDoc, SiteDoc

# How far back changes are shown, and how far ahead tasks and events.
CHANGED = 7 * DAY
TASKS = 14 * DAY
EVENTS = 60 * DAY


@dataclass(frozen=True, slots=True)
class DueTask:
    """A task of the checklist of a venue's edition."""

    venue: str
    acronym: str
    year: int
    task: TaskItem


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """How far the checklist of an edition is."""

    venue: str
    acronym: str
    year: int
    done: int
    tasks: int


@dataclass(frozen=True, slots=True)
class EventItem:
    """An edition that takes place soon, or now; ``start`` and ``end`` are ISO days."""

    venue: str
    acronym: str
    year: int
    start: str
    end: str
    place: str | None
    url: str | None
    sites: tuple[SiteDoc, ...] = ()


@dataclass(frozen=True, slots=True)
class Agenda:
    """One morning: ``dates`` in order of time, ``other`` how many more there are of other tracks
    and kinds, ``later`` the next main date of each venue that has none so soon. ``damaged`` names
    files of the reader that could not be read.
    """

    following: tuple[str, ...]
    dates: tuple[DeadlineItem, ...]
    other: int
    later: tuple[DeadlineItem, ...]
    changes: tuple[JournalEntry, ...]
    checklists: tuple[ChecklistItem, ...]
    tasks: tuple[DueTask, ...]
    events: tuple[EventItem, ...]
    damaged: tuple[str, ...]

    @property
    def announced(self) -> list[list[JournalEntry]]:
        """The changes that brought the first announced dates of an edition, an edition each."""
        editions: dict[tuple[str | None, int | None], list[JournalEntry]] = {}
        for entry in self.changes:
            if entry.get("first"):
                key = entry.get("venue"), entry.get("year")
                editions.setdefault(key, []).append(entry)
        return list(editions.values())


def agenda(
    index: sqlite3.Connection,
    store: Store,
    folder: Path,
    following: Sequence[str],
    *,
    now: int,
    within: int,
    every_track: bool = True,
) -> Agenda:
    """The agenda at ``now``: dates up to ``within`` seconds ahead (but for ``every_track`` only
    authors' dates of main tracks), and of a venue that has none so soon its next main one.

    ``folder`` holds the files of the reader's checklists; tasks are shown of editions that have one
    and are not over.
    """
    wanted = VenueFilter(ids=following)
    everything = list(deadlines(index, wanted, start=now, end=now + within))
    soon = [item for item in everything if every_track or facing_authors(item)]
    seen = {item.venue for item in soon}
    later = _first_main(index, [id_ for id_ in following if id_ not in seen], now)
    moved: tuple[JournalEntry, ...] = ()
    damaged = []
    try:
        moved = tuple(changes(index, store, wanted, start=now - CHANGED, followed=following))
    except StateError as error:
        damaged.append(str(error))
    lists, tasks = _tasks(index, folder, now, damaged)
    events = tuple(_events(index, following, now))
    return Agenda(
        tuple(following),
        tuple(soon),
        len(everything) - len(soon),
        tuple(later),
        moved,
        lists,
        tasks,
        events,
        tuple(damaged),
    )


def _first_main(index: sqlite3.Connection, ids: Sequence[str], now: int) -> list[DeadlineItem]:
    """The next abstract or paper deadline of each venue, in order of time."""
    firsts: dict[str, DeadlineItem] = {}
    for item in (
        deadlines(index, VenueFilter(ids=ids), start=now, end=None, kinds=sorted(MAIN_KINDS))
        if ids
        else ()
    ):
        if not item.track:
            firsts.setdefault(item.venue, item)
    return list(firsts.values())


def _tasks(
    index: sqlite3.Connection, folder: Path, now: int, damaged: list[str]
) -> tuple[tuple[ChecklistItem, ...], tuple[DueTask, ...]]:
    """How far the reader's checklists are, and which of their tasks are due soon; a file that
    cannot be read is added to ``damaged``."""
    lists: list[ChecklistItem] = []
    due: list[DueTask] = []
    if not folder.is_dir():
        return (), ()
    guide = load_guide(index)
    until = datetime.fromtimestamp(now + TASKS, UTC).date().isoformat()
    for path in sorted(folder.glob("*.toml")):
        try:
            listed = _listed(index, guide, path, now)
        except StateError as error:
            damaged.append(str(error))
            continue
        if listed is None or not (listed.venue and listed.acronym and listed.year):
            continue
        named = listed.venue, listed.acronym, listed.year
        lists.append(ChecklistItem(*named, listed.done, len(listed.tasks)))
        due += [
            DueTask(*named, task)
            for task in listed.tasks
            if not (task.done or task.over) and (task.due or "9") <= until
        ]
    return tuple(lists), tuple(sorted(due, key=lambda item: item.task.due or ""))


def _listed(index: sqlite3.Connection, guide: GuideDoc, path: Path, now: int) -> Checklist | None:
    """The checklist that the reader keeps in a file; None for one of an edition that is over or
    gone. Raises StateError."""
    from confradar.state.progress import progress

    match = re.fullmatch(r"(.+)-(\d{4})", path.stem)
    if not match:
        return None
    kept, year = progress(path), int(match[2])
    try:
        of = subject(index, match[1], now=now, year=year)
    except UsageError:
        return None  # a venue or an edition that left the catalogue
    current = path.with_name(f"{of.ids[0]}-{year}.toml")
    if path != current and current.exists():
        return None  # kept under a former id, and begun again since
    if of.edition is None or of.edition.get("status") in {"over", *CALLED_OFF}:
        return None
    return checklist(guide, of, now=now, progress=kept)


def _events(index: sqlite3.Connection, following: Sequence[str], now: int) -> Iterator[EventItem]:
    today, until = (
        datetime.fromtimestamp(at, UTC).date().isoformat() for at in (now, now + EVENTS)
    )
    rows = index.execute(
        "select v.id, v.acronym, e.year, e.start, e.end, e.place, e.doc "
        "from edition e join venue v on v.position = e.venue "
        "where e.start is not null and coalesce(e.end, e.start) >= ? and e.start <= ? "
        "order by e.start, v.id",
        (today, until),
    )
    wanted = set(following)
    for id_, acronym, year, start, end, place, doc in rows:
        edition = json.loads(doc)
        if id_ in wanted and edition.get("status") not in CALLED_OFF:
            held = place, edition.get("url"), tuple(edition.get("sites", ()))
            yield EventItem(id_, acronym, year, start, end or start, *held)
