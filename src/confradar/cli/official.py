"""Official pages as the commands that read them want them: which there are, asked with a progress
bar."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from confradar.cli.context import Context

# Seconds between two requests to a host.
PAUSE = 1.0

if TYPE_CHECKING:
    from collections.abc import Callable

    from confradar.errors import NetworkError
    from confradar.queries.official import DuePage
    from confradar.sources.answers import Answer, Validators
    from confradar.sources.pages import Manners
    from confradar.sources.registry import SourceSpec
    from confradar.sync.check_pages import AskedPage, Fetcher, Seen
    from confradar.sync.page_records import Key, Records
    from confradar.sync.run import Run


def asked_pages(context: Context, due: Sequence[DuePage]) -> list[AskedPage]:
    """The pages with whose they are."""
    from confradar.queries.official import families, heads
    from confradar.sync.check_pages import AskedPage

    ids = {page.venue for page in due}
    whose, own = heads(context.index, ids), families(context.index, ids)
    return [
        AskedPage(
            whose[page.venue],
            page.year,
            page.address,
            page.dated,
            page.form,
            own[page.venue],
            page.source,
        )
        for page in due
    ]


def seen(
    context: Context, pages: Sequence[AskedPage], records: Records, manners: Manners
) -> dict[Key, Seen]:
    """What the pages answer, asked for with a progress bar on a terminal, and read."""
    from confradar.model.names import fold
    from confradar.queries.official import names_of
    from confradar.sync.check_pages import look

    names = names_of(context.index)
    return look(
        pages, records, _fetcher(context, manners), lambda name: names.get(fold(name), set())
    )


def _fetcher(context: Context, manners: Manners) -> Fetcher:
    from confradar.sources.pages import fetch_pages

    def fetch(wanted: Mapping[str, Validators | None]) -> Mapping[str, Answer | NetworkError]:
        with _progress(context, len(wanted)) as progress:
            return fetch_pages(wanted, manners, progress)

    return fetch


@contextmanager
def _progress(context: Context, count: int) -> Iterator[Callable[[str], None] | None]:
    """A bar over all pages on stderr, where that is a terminal; gone when all is done."""
    if not context.err.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from confradar.sources.pages import site_of

    with Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
        console=Console(file=context.err),
        transient=True,
    ) as bars:
        task = bars.add_task("", total=count)
        yield lambda address: bars.update(task, advance=1, description=site_of(address))


class PagesRun:
    """The official pages that a sync asks: ``step`` is what `synchronise` calls."""

    def __init__(
        self,
        pages: Sequence[AskedPage],
        seen: Mapping[Key, Seen],
        specs: Sequence[SourceSpec],
        lost: Sequence[SourceSpec] = (),
    ) -> None:
        self._pages, self._seen, self._specs, self._lost = pages, seen, specs, lost
        self.records: Records = {}

    def step(self, run: Run) -> Records:
        """What is kept of pages after the run: their sure values are taken."""
        from confradar.sync.check_pages import Wish, records_after

        wish = Wish(apply=True)
        self.records = records_after(
            run, pages=self._pages, seen=self._seen, wish=wish, specs=self._specs
        )
        return self.records

    def note_outcomes(self, context: Context) -> bool:
        """Say how it went with each page; whether one could not be fetched, or a source's venue
        is no longer there."""
        from confradar.sync.page_records import NOT_FETCHED

        for spec in self._lost:
            context.note(
                f"{spec.id}: there is no venue {spec.venue!r} any more; "
                f"`confradar sources remove {spec.id}`, or add the venue again"
            )
        failed = bool(self._lost)
        for page in self._pages:
            if page.key in self._seen:
                record = self.records[page.key]
                detail = f": {record.detail}" if record.detail else ""
                name = page.source or f"{page.head.acronym} {page.year}"
                context.note(f"{name}: {record.status}{detail} ({page.address})")
                failed = failed or record.status in NOT_FETCHED
        return failed


def pages_run(
    context: Context,
    specs: Sequence[SourceSpec],
    wanted: Container[str],
    manners: Manners | None,
    *,
    official: bool,
) -> PagesRun:
    """The official pages that are sources, of those ``wanted``, and where ``official`` says so
    those of followed venues. Without ``manners`` none is asked."""
    from confradar.queries.filters import VenueFilter
    from confradar.queries.official import due_pages, source_pages
    from confradar.sync.check_pages import kept_records

    chosen = [spec for spec in specs if spec.is_page and spec.enabled and spec.id in wanted]
    due = source_pages(context.index, chosen) if chosen else []
    named = {page.source for page in due}
    lost = [spec for spec in chosen if spec.id not in named]
    if official:
        followed = VenueFilter(ids=context.following())
        due += due_pages(context.index, followed, now=context.epoch)[0]
    if not due or manners is None:
        return PagesRun((), {}, specs, lost)
    pages = asked_pages(context, list({page.key: page for page in reversed(due)}.values()))
    answers = seen(context, pages, kept_records(context.store), manners)
    return PagesRun(pages, answers, specs, lost)


def manners(timeout: float, pause: float) -> Manners:
    """How pages are asked for."""
    from confradar.formats.calls.bounds import BYTES
    from confradar.sources.answers import Limits
    from confradar.sources.pages import Manners
    from confradar.version import __version__

    limits = Limits(timeout=timeout, total=3 * timeout, attempts=2, max_bytes=BYTES)
    return Manners(f"confradar/{__version__}", limits, pause, 30 * timeout)
