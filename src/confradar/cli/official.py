"""Official pages as the commands that read them want them: which there are, asked with a progress
bar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from confradar.cli.context import Context

if TYPE_CHECKING:
    from collections.abc import Callable

    from confradar.errors import NetworkError
    from confradar.queries.official import DuePage
    from confradar.sources.answers import Answer, Validators
    from confradar.sources.pages import Manners
    from confradar.sync.check_pages import AskedPage, Fetcher, Seen
    from confradar.sync.page_records import Key, Records


def asked_pages(context: Context, due: Sequence[DuePage]) -> list[AskedPage]:
    """The pages with whose they are."""
    from confradar.queries.official import families, heads
    from confradar.sync.check_pages import AskedPage

    ids = {page.venue for page in due}
    whose, own = heads(context.index, ids), families(context.index, ids)
    return [
        AskedPage(
            whose[page.venue], page.year, page.address, page.dated, page.form, own[page.venue]
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
