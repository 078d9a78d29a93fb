"""What each source answered in a sync, read: its copy as it is now, or why it stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from confradar.errors import ConfradarError, DataError
from confradar.formats.lists.reading import Reading, Unread
from confradar.model.venue import Venue
from confradar.sources.answers import Validators
from confradar.sources.fetching import Fetched
from confradar.sources.registry import SourceSpec
from confradar.sync import combine
from confradar.sync.merge_names import Altered, altered
from confradar.sync.readers import LEAST_KEPT, lost, read_source
from confradar.sync.snapshot import advance, lives, seeded
from confradar.sync.store import SourceState, State, Store, digest, named
from confradar.version import MADE_BY

# Asks all given sources, each with what its last good answer said of itself, and gives answers by
# id.
Fetcher = Callable[[Mapping[SourceSpec, Validators | None]], Mapping[str, Fetched | ConfradarError]]


@dataclass(frozen=True)
class Outcome:
    """How it went with one source: updated, unchanged, kept (not asked), failed (its last good copy
    stays in use).

    Of an updated one ``venues`` are its copy, ``text`` the file of it, not yet written, and
    ``altered`` the names and ranks that it changed since the last reading.
    """

    spec: SourceSpec
    status: str
    state: SourceState
    venues: tuple[Venue, ...] | None = None
    text: bytes = b""
    altered: tuple[Altered, ...] = ()
    unread: tuple[Unread, ...] = ()
    error: ConfradarError | None = None


@dataclass(frozen=True)
class Asker:
    """Asks the sources: what is kept of them, the curated venues, each topic's top-level topic, and
    the time."""

    store: Store
    state: State
    venues: Sequence[Venue]
    areas: Mapping[str, str]
    now: datetime

    @property
    def stamp(self) -> str:
        """The time as the state has it."""
        return stamp_of(self.now)

    def asked(
        self, specs: Sequence[SourceSpec], fetch: Fetcher | None, force: bool
    ) -> list[Outcome]:
        """What every source answered, read."""
        known = {spec: self._known(spec) for spec in specs}
        answers = (
            fetch({spec: None if force else _validators(entry) for spec, entry in known.items()})
            if fetch
            else {}
        )
        return [
            self._outcome(spec, entry, answers.get(spec.id), force) for spec, entry in known.items()
        ]

    def _known(self, spec: SourceSpec) -> SourceState:
        """What is known of the source; without validators where its copy is lost, or another
        program, place or format made it."""
        entry = self.state.sources.get(spec.id, SourceState())
        whole = self.store.read(entry.copy) is not None
        if whole and (entry.location, entry.format, entry.program) == (
            spec.location,
            spec.format,
            MADE_BY,
        ):
            return entry
        copy, unread = (entry.copy, entry.unread) if whole else (None, None)
        return entry._replace(etag=None, modified=None, body=None, copy=copy, unread=unread)

    def _outcome(
        self,
        spec: SourceSpec,
        old: SourceState,
        answer: Fetched | ConfradarError | None,
        force: bool,
    ) -> Outcome:
        if answer is None:
            return Outcome(spec, "kept", old)
        if isinstance(answer, ConfradarError):
            return self._failed(spec, old, answer)
        asked = self._answered(spec, old, answer)
        if answer.body is None or (digest(answer.body) == old.body and not force):
            return Outcome(spec, "unchanged", asked)
        try:
            reading = read_source(spec, answer.body)
            earlier = self.copy(old)
            venues = self._advanced(spec, old, earlier, reading, answer.day, force)
        except DataError as error:
            return self._failed(spec, old, error)
        text = combine.to_text(venues, ())
        day = (answer.day or self.now.date()).isoformat()
        state = asked._replace(
            copy=named(spec.id, ".yaml", text),
            body=digest(answer.body),
            changed=self.stamp,
            recorded=day,
            editions=reading.editions,
            dates=reading.fields,
            skipped=sum(entry.lost for entry in reading.unread),
        )
        return Outcome(
            spec, "updated", state, venues, text, altered(earlier or (), venues), reading.unread
        )

    def _answered(self, spec: SourceSpec, old: SourceState, answer: Fetched) -> SourceState:
        """What is known of a source that has just answered."""
        same = answer.body is None
        return old._replace(
            location=spec.location,
            format=spec.format,
            program=MADE_BY,
            tried=self.stamp,
            checked=self.stamp,
            error=None,
            etag=answer.validators.etag or (old.etag if same else None),
            modified=answer.validators.modified or (old.modified if same else None),
        )

    def _failed(self, spec: SourceSpec, old: SourceState, error: ConfradarError) -> Outcome:
        return Outcome(
            spec, "failed", old._replace(tried=self.stamp, error=str(error)), error=error
        )

    def _advanced(
        self,
        spec: SourceSpec,
        old: SourceState,
        earlier: tuple[Venue, ...] | None,
        reading: Reading,
        day: date | None,
        force: bool,
    ) -> tuple[Venue, ...]:
        """The source's copy after a reading. Raises DataError where the list lost most of what it
        had."""
        before = seeded(self.venues, spec.id) if earlier is None else earlier
        since = (
            date.fromisoformat((old.checked or self.stamp)[:10]) if earlier is not None else None
        )
        if lives(reading.venues) < lives(before) * LEAST_KEPT:
            if since is None or old.location != spec.location:
                before, since = (), None  # another list than the one that is known under this id
            elif not force:
                raise lost(spec, lives(before), lives(reading.venues))
        return advance(
            before, reading, since=since, today=self.now.date(), changed=day, areas=self.areas
        )

    def copy(self, entry: SourceState) -> tuple[Venue, ...] | None:
        """The venues of a source's last good copy; None where there is none."""
        data = self.store.read(entry.copy)
        try:
            return combine.from_text(data, entry.copy or "") if data is not None else None
        except DataError:  # written by a version with other rules
            return None


def stamp_of(now: datetime) -> str:
    """An instant (UTC) as the state has it, to the second."""
    return now.strftime("%Y-%m-%dT%H:%M:%SZ")


def _validators(entry: SourceState) -> Validators | None:
    return Validators(entry.etag, entry.modified) if entry.etag or entry.modified else None
