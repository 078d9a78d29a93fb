"""A sync from beginning to end: ask the sources, read, merge, compare, and make the result the
present state."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from confradar.catalogue.load import Catalogue, load_text, load_topics, read_text
from confradar.errors import StateError
from confradar.model.venue import Source, Topic, Venue
from confradar.sources.locations import masked
from confradar.sources.registry import BUILTIN, SourceSpec
from confradar.storage import locked
from confradar.sync import combine
from confradar.sync.asking import Asker, Fetcher, Outcome, stamp_of
from confradar.sync.compare import Movement, carried, compare, unfold
from confradar.sync.list_topics import fields
from confradar.sync.merge_names import movements_of_lists
from confradar.sync.misfiled import without_misfiled
from confradar.sync.page_layer import with_pages
from confradar.sync.page_records import NO_FORCE, Records, force_lines, to_lines
from confradar.sync.present import present_state, records_of
from confradar.sync.store import POINTER, State, Store, digest
from confradar.version import MADE_BY

# What is kept of official pages after a run.
PageStep = Callable[["Run"], Records]

# How long a sync waits for another one, in seconds.
PATIENCE = 300


@dataclass(frozen=True)
class Report:
    """What a sync did: the sources' outcomes, what moved, and the catalogue that is now in use."""

    outcomes: tuple[Outcome, ...]
    movements: tuple[Movement, ...]
    state: State
    healed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Places:
    """The files a sync works on: the curated catalogue, the topic tree, and the store, which holds
    its own lock."""

    base: Path
    topics: Path
    store: Store


def synchronise(
    specs: Sequence[SourceSpec],
    places: Places,
    *,
    now: datetime,
    fetch: Fetcher | None,
    force: bool = False,
    dry_run: bool = False,
    pages: PageStep | None = None,
) -> Report:
    """Bring the enabled lists up to date and merge them. ``fetch`` is None to work offline, with
    the copies at hand; ``pages`` tells what is kept of official pages from now on.

    ``force`` asks unconditionally and believes lists that lost most of their records; ``dry_run``
    writes nothing. Raises CatalogueError for a broken curated catalogue, StateError where nothing
    can be written. A source's failure is in the report.
    """
    folder = places.store.folder
    with nullcontext() if dry_run else locked(folder / POINTER, folder, wait=PATIENCE):
        state, healed = present_state(places.store, dry_run=dry_run)
        run = Run.of(places, state, now)
        outcomes = run.asker.asked(lists_of(specs), fetch, force)
        records = pages(run) if pages else run.records()
        merged = run.merged(outcomes, records)
        movements = merged.movements if merged else ()
        if not dry_run:
            known = {**state.sources, **{item.spec.id: item.state for item in outcomes}}
            state = state._replace(
                sources={
                    spec.id: known[spec.id]
                    for spec in specs
                    if spec.id in known and not spec.is_page
                }
            )
            if merged or any(item.status != "failed" for item in outcomes):
                state = state._replace(number=state.number + 1, synced_at=run.stamp)
            state = run.commit(state, outcomes, merged, records)
        return Report(tuple(outcomes), movements, state, healed)


def lists_of(specs: Sequence[SourceSpec]) -> list[SourceSpec]:
    """The enabled sources that are lists, in their order."""
    return [spec for spec in specs if spec.enabled and not spec.is_page]


def refresh(specs: Sequence[SourceSpec], places: Places, *, now: datetime) -> Path | None:
    """The merged catalogue, made again where the program, the curated catalogue or the file changed
    since; None where there is none.

    Read commands call this before they rebuild the index, so it never waits and never fails: what
    is at hand stays in use.
    """
    store = places.store
    with suppress(StateError), locked(store.folder / POINTER, store.folder, wait=0):
        state = store.state()
        if state.catalogue is None:
            return None
        run = Run.of(places, state, now)
        outcomes = run.asker.asked(lists_of(specs), None, False)
        merged = run.merged(outcomes, run.records())
        if merged is not None:
            moved = bool(merged.movements)
            state = state._replace(
                number=state.number + moved, synced_at=run.stamp if moved else state.synced_at
            )
            run.commit(state, outcomes, merged, run.records())
    with suppress(StateError):
        name = store.state().catalogue
        return store.folder / name if name and store.read(name) is not None else None
    return None


@dataclass(frozen=True)
class _Written:
    """The text of a merged catalogue, the mark of what it was made of, what moved in it, and its
    text without what official pages say, where that is another."""

    text: bytes
    recipe: str
    movements: tuple[Movement, ...]
    lists: bytes | None = None


@dataclass(frozen=True)
class _Lists:
    """The catalogue that the lists make, before and after a run."""

    before: Sequence[Venue]
    after: tuple[Venue, ...]


@dataclass(frozen=True)
class Run:
    """One run: the store and its state, the curated catalogue with the mark of its text, the
    topics, and the time."""

    store: Store
    state: State
    base: Catalogue
    mark: str
    topics: Sequence[Topic]
    now: datetime

    @classmethod
    def of(cls, places: Places, state: State, now: datetime) -> Run:
        text = read_text(places.base)
        return cls(
            places.store,
            state,
            load_text(text, str(places.base)),
            digest(text.encode()),
            load_topics(places.topics),
            now,
        )

    @cached_property
    def areas(self) -> dict[str, str]:
        """Each topic's top-level topic."""
        return combine.areas_of(self.topics)

    @property
    def stamp(self) -> str:
        """The time as the state has it."""
        return stamp_of(self.now)

    @cached_property
    def asker(self) -> Asker:
        """Asks the sources of this run."""
        return Asker(self.store, self.state, self.base.venues, self.areas, self.now)

    def merged(self, outcomes: Sequence[Outcome], records: Records) -> _Written | None:
        """The merged catalogue with what its official pages say, and what moved in it; None where
        it would be made of the same things as the present one."""
        said = {key: item for key, item in records.items() if item.force != NO_FORCE}
        recipe = self._recipe(outcomes, said)
        if recipe == self.state.recipe and self.store.read(self.state.catalogue) is not None:
            return None
        copies = [
            (item.spec.id, self.asker.copy(item.state) if item.venues is None else item.venues)
            for item in outcomes
        ]
        if self.state.catalogue is None and not said and not any(copy for _, copy in copies):
            return None  # the curated catalogue itself serves
        lists = self._lists(outcomes, copies)
        after, _ = with_pages(lists.after, said.values())
        moved = compare(self._before(lists, said), after)
        altered = [(item.spec.id, change) for item in outcomes for change in item.altered]
        moved = (*moved, *(movements_of_lists(altered, after, moved) if altered else ()))
        sources = {source.id: source for source in self.base.sources}
        for item in outcomes:
            sources[item.spec.id] = _source(item, sources.get(item.spec.id))
        text = combine.to_text(after, sources.values())
        beneath = combine.to_text(lists.after, sources.values()) if said else None
        return _Written(text, recipe, moved, beneath)

    def _recipe(self, outcomes: Sequence[Outcome], said: Records) -> str:
        """The mark of what a catalogue is made of."""
        made_of = [
            MADE_BY,
            self.mark,
            *(f"{item.spec.id} {item.state.copy} {item.spec.areas}" for item in outcomes),
            *([digest(force_lines(said.values()))] if said else []),
        ]
        return digest("\n".join(made_of).encode())

    def _lists(
        self, outcomes: Sequence[Outcome], copies: Sequence[tuple[str, Sequence[Venue] | None]]
    ) -> _Lists:
        """The curated catalogue with the lists merged in, before and after."""
        asked = {item.spec.id for item in outcomes}
        venues = combine.combined(
            self.base,
            [(id_, copy) for id_, copy in copies if copy],
            self.areas,
            frozenset(spec.id for spec in BUILTIN) - asked,
            self._fields(outcomes),
        )
        name = self.state.lists or self.state.catalogue
        present = self.store.read(name)
        if present is not None:
            before: Sequence[Venue] = combine.from_text(present, name or "")
        elif name is None:
            before = self.base.venues
        else:  # lost: there is nothing to compare with, but the journal knows what moved
            before = combine.recalled(venues, self.store.entries(self.state.journal))
        return _Lists(before, without_misfiled(carried(before, venues, self.now.date(), asked)))

    def _before(self, lists: _Lists, said: Records) -> Sequence[Venue]:
        """The venues in use before this run, with those that only their pages have, which are
        nothing new to the reader."""
        before = (self.in_use() if self.state.lists else ()) or lists.before
        known = {venue.id for venue in before}
        heads = {item.head.id: item.head for item in said.values() if item.head}
        return (*before, *(head for id_, head in heads.items() if id_ not in known))

    def in_use(self) -> tuple[Venue, ...]:
        """The venues of the present catalogue; none where there is none, or it is lost."""
        present = self.store.read(self.state.catalogue)
        return combine.from_text(present, self.state.catalogue or "") if present else ()

    def records(self) -> Records:
        """What was read from official pages. Raises DamagedError."""
        return records_of(self.store, self.state)

    def _fields(self, outcomes: Sequence[Outcome]) -> dict[str, frozenset[str] | None]:
        """By source, the topics of which its new venues are taken. Raises StateError for a field
        that is not known."""
        found = {}
        for spec in (item.spec for item in outcomes):
            try:
                found[spec.id] = fields(spec.areas, self.topics)
            except ValueError as error:
                raise StateError(
                    f"sources.{spec.id}.areas: {error}",
                    hint=f"`confradar sources enable {spec.id} --areas`",
                ) from None
        return found

    def commit(
        self,
        state: State,
        outcomes: Sequence[Outcome],
        merged: _Written | None,
        records: Records,
    ) -> State:
        """Write everything that the state points to, then the state. Raises StateError."""
        sources = dict(state.sources)
        for item in outcomes:
            if item.status == "updated":
                unread = "".join(json.dumps(vars(entry)) + "\n" for entry in item.unread).encode()
                kept = self.store.put(item.spec.id, ".jsonl", unread) if unread else None
                sources[item.spec.id] = item.state._replace(
                    copy=self.store.put(item.spec.id, ".yaml", item.text), unread=kept
                )
        read = to_lines(records.values())
        pages = self.store.put("pages", ".jsonl", read) if read else None
        state = state._replace(sources=sources, pages=pages)
        if merged is None:
            return self.store.commit(state, b"")
        state = state._replace(
            catalogue=self.store.put("catalogue", ".yaml", merged.text),
            lists=self.store.put("lists", ".yaml", merged.lists) if merged.lists else None,
            recipe=merged.recipe,
        )
        head = {"sync": state.number, "seen": self.stamp}
        lines = (
            json.dumps({**head, **unfold(item)}, ensure_ascii=False) + "\n"
            for item in merged.movements
        )
        return self.store.commit(state, "".join(lines).encode())


def _source(outcome: Outcome, known: Source | None) -> Source:
    """The source as the catalogue lists it, with the day of its data."""
    day = (
        date.fromisoformat(outcome.state.recorded)
        if outcome.state.recorded
        else known.recorded
        if known
        else None
    )
    if known is not None:
        return known.model_copy(update={"recorded": day})
    name = masked(outcome.spec.location)
    return Source(
        id=outcome.spec.id, name=name, url=name if outcome.spec.remote else None, recorded=day
    )
