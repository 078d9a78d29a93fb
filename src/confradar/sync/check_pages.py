"""Official pages from beginning to end: ask them, read them, keep what they say, and take of it
what the reader wants."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from confradar.errors import DamagedError, NetworkError
from confradar.model.kinds import Kind
from confradar.model.venue import Venue
from confradar.sources.answers import Answer, Validators
from confradar.sources.registry import SourceSpec
from confradar.storage import locked
from confradar.sync import page_steps
from confradar.sync.compare import Movement
from confradar.sync.page_reading import Meant, PageSaid, failure, read_answer
from confradar.sync.page_records import NO_FORCE, Key, PageRecord, Records, Status
from confradar.sync.present import present_state, records_of
from confradar.sync.run import PATIENCE, Places, Run, lists_of
from confradar.sync.store import POINTER, Store, digest
from confradar.version import MADE_BY

# Asks addresses, each with what its last answer said of itself.
Fetcher = Callable[[Mapping[str, Validators | None]], Mapping[str, Answer | NetworkError]]


@dataclass(frozen=True)
class AskedPage:
    """A page to look at: whose (``head``, without editions), of which edition, where; ``dated``
    where its address names the year; ``form`` as of ``document.FORMS``, None where its bytes tell;
    ``own`` are the ids that it may be of, ``source`` is the reader's source that names it."""

    head: Venue
    year: int
    address: str
    dated: bool
    form: str | None = None
    own: frozenset[str] = frozenset()
    source: str | None = None

    @property
    def key(self) -> Key:
        """What its record is known by."""
        return self.head.id, self.year, self.address


class Seen(NamedTuple):
    """What came of a page in this run, and the answer, if one came."""

    said: PageSaid
    answer: Answer | None


@dataclass(frozen=True)
class Wish:
    """What is to be done with what was read: take the sure values (``apply``), say yes to all of
    them (``accept``, ``doubtful`` ones too where that is wanted), or go back (``reject``)."""

    apply: bool = False
    accept: bool = False
    doubtful: bool = False
    reject: bool = False


@dataclass(frozen=True)
class PagesReport:
    """The pages' records after a run, what moved in the catalogue by it, and what was mended."""

    records: Records
    movements: tuple[Movement, ...] = ()
    healed: tuple[str, ...] = ()


def look(
    pages: Sequence[AskedPage],
    records: Records,
    fetch: Fetcher,
    others: Callable[[str], set[str]],
) -> dict[Key, Seen]:
    """What the pages answer, read. An address is asked once, whatever number of editions it is
    for."""
    wanted: dict[str, Validators | None] = {}
    for page in pages:
        known = page_steps.asked_with(records.get(page.key, _fresh(page)))
        wanted[page.address] = known if wanted.get(page.address, known) == known else None
    answers = fetch(wanted)
    return {
        page.key: _seen(page, records.get(page.key), answers[page.address], others)
        for page in pages
    }


def _seen(
    page: AskedPage,
    record: PageRecord | None,
    answer: Answer | NetworkError,
    others: Callable[[str], set[str]],
) -> Seen:
    if isinstance(answer, NetworkError):
        return Seen(failure(answer), None)
    unread = record is None or record.program != MADE_BY or record.body is None
    if answer.body is None or (record and not unread and digest(answer.body) == record.body):
        return Seen(PageSaid(Status.same), answer)
    own = None if page.head.kind is Kind.workshop else page.own | {page.head.id}
    meant = Meant(page.year, page.dated, own, list(page.head.names()), others)
    return Seen(read_answer(answer.body, answer, page.address, meant, page.form), answer)


def kept_records(store: Store) -> Records:
    """What is kept of pages at present; nothing where that is damaged. Raises StateError where
    it cannot be read."""
    try:
        return records_of(store, store.state())
    except DamagedError:
        return {}


def keep(
    pages: Sequence[AskedPage],
    seen: Mapping[Key, Seen],
    wish: Wish,
    specs: Sequence[SourceSpec],
    places: Places,
    *,
    now: datetime,
    dry_run: bool = False,
) -> PagesReport:
    """Keep what was ``seen`` of the pages, do what is wished with them, and make the result the
    present state. The lists are taken as they are at hand. Raises CatalogueError, StateError."""
    folder = places.store.folder
    with locked(folder / POINTER, folder, wait=PATIENCE):
        state, healed = present_state(places.store, dry_run=dry_run)
        run = Run.of(places, state, now)
        records = records_after(run, pages=pages, seen=seen, wish=wish, specs=specs)
        outcomes = run.asker.asked(lists_of(specs), None, False)
        merged = run.merged(outcomes, records)
        if not dry_run:
            if merged and merged.movements:
                state = state._replace(number=state.number + 1)
            run.commit(state, outcomes, merged, records)
        return PagesReport(records, merged.movements if merged else (), healed)


def records_after(
    run: Run,
    *,
    pages: Sequence[AskedPage],
    seen: Mapping[Key, Seen],
    wish: Wish,
    specs: Sequence[SourceSpec],
) -> Records:
    """What is kept of all pages after a run. Nothing of a page is in force any more whose source
    was removed or disabled."""
    enabled = {spec.id for spec in specs if spec.enabled and spec.is_page}
    records = {
        key: record
        if record.source is None or record.source in enabled
        else replace(record, force=NO_FORCE, former=None, decided=None)
        for key, record in run.records().items()
    }
    if pages:
        in_use = {venue.id: venue for venue in run.in_use() or run.base.venues}
        for page in pages:
            records[page.key] = _after(page, records.get(page.key), seen, wish, run, in_use)
    return records


def _after(
    page: AskedPage,
    before: PageRecord | None,
    seen: Mapping[Key, Seen],
    wish: Wish,
    run: Run,
    in_use: Mapping[str, Venue],
) -> PageRecord:
    """A page's record after a run."""
    record, today = before or _fresh(page), run.now.date()
    if page.key in seen:
        said, answer = seen[page.key]
        record = page_steps.after_answer(record, said, answer, run.stamp)
    venue = in_use.get(page.head.id)
    known = any(item.id == page.head.id for item in run.base.venues) or (
        venue is not None and record.head is None
    )
    record = replace(record, head=None if known else page.head, source=page.source or record.source)
    edition = venue.edition(page.year) if venue else None
    force = page_steps.in_force_of(edition, page.address)
    if wish.reject:
        return page_steps.after_rejecting(record, today)
    if wish.accept:
        return page_steps.after_accepting(record, force, today, doubtful=wish.doubtful)
    if wish.apply:
        return page_steps.after_applying(record, force, today)
    return record


def _fresh(page: AskedPage) -> PageRecord:
    return PageRecord(page.head.id, page.year, page.address)
