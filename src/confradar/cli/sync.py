"""`confradar sync`: bring the sources up to date, merge them, and say what moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.official import PAUSE, manners, pages_run
from confradar.cli.option_groups import Output
from confradar.cli.options import DryRun, Timeout
from confradar.cli.output import write
from confradar.cli.value_types import Offered
from confradar.model.counts import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from confradar.errors import ConfradarError
    from confradar.sources.answers import Limits, Validators
    from confradar.sources.fetching import Fetched
    from confradar.sources.registry import SourceSpec
    from confradar.sync.asking import Outcome
    from confradar.sync.run import Report


# A first sync that brings more than this is summed up: a screenful of what nobody knew
# before says nothing.
MANY = 24


@command(
    "confradar sync && confradar changes --following",
    "confradar sync ccfddl --dry-run",
    timeless=True,
)
def sync(
    context: Context,
    output: Output,
    source: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE]...",
            help="Only these. Default: all that are enabled.",
            click_type=Offered("sources"),
        ),
    ] = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Merge the copies at hand, without the network.")
    ] = False,
    force: Annotated[
        bool,
        typer.Option(
            "--force", help="Fetch all again, and accept lists that lost most of their records."
        ),
    ] = False,
    official: Annotated[
        bool, typer.Option("--official", help="The official pages of venues you follow too.")
    ] = False,
    dry_run: DryRun = False,
    timeout: Timeout = 20,
) -> None:
    """Fetch the sources, merge them with the curated catalogue, and show what changed. Exit with 4
    when a source failed."""
    from confradar.sources.answers import Limits
    from confradar.sources.registry import chosen, load_sources
    from confradar.sync.run import synchronise

    specs = load_sources(context.paths.settings)
    wanted = chosen(specs, source or ())
    limits = Limits(timeout=timeout, total=6 * timeout)
    fetch = None if offline else partial(_fetched, context, wanted, limits)
    first = _never_synced(context)
    polite = None if offline else manners(timeout, PAUSE)
    pages = pages_run(context, specs, wanted, polite, official=official)
    report = synchronise(
        specs,
        context.places,
        now=context.now,
        fetch=fetch,
        force=force,
        dry_run=dry_run,
        pages=pages.step,
    )
    _check_network(report)
    _note_outcomes(context, report)
    failed = pages.note_outcomes(context)
    _write_movements(context, output, report, first=first, dry_run=dry_run)
    context.out.flush()
    if not dry_run:
        _warm(context)
    if failed or any(outcome.status == "failed" for outcome in report.outcomes):
        raise SystemExit(4)


def _never_synced(context: Context) -> bool:
    """Whether this is the first sync: pages alone may have been taken before."""
    from confradar.errors import DamagedError

    try:
        return context.store.state().synced_at is None
    except DamagedError:
        return True


def _write_movements(
    context: Context, output: Output, report: Report, *, first: bool, dry_run: bool
) -> None:
    """What changed; of a first sync that brings very much only how much."""
    from dataclasses import asdict

    from confradar.views import changes, machine_rows

    shown = report.movements
    if first and output.format is None and len(shown) > MANY:
        for text in changes.summary(shown, context.say):
            context.note(text)
        shown = ()
    nothing = "nothing would change" if dry_run else "nothing changed"
    write(
        context,
        output,
        machine_rows.CHANGE,
        shown,
        row=lambda item: changes.change_row(
            asdict(item), seen=context.epoch, sync=report.state.number
        ),
        table=lambda moved: changes.table(
            [changes.change_row(asdict(item)) for item in moved],
            width=context.width,
            dated=False,
            say=context.say,
        ),
        empty="" if report.movements else nothing,
    )


def _warm(context: Context) -> None:
    """Build the index, so that the next command finds it; where that fails, the data are fresh all
    the same."""
    from confradar.errors import ConfradarError

    try:
        _ = context.fresh().index
    except ConfradarError as error:
        context.note(f"the index was not built: {str(error).splitlines()[0]}")


def _fetched(
    context: Context,
    wanted: set[str],
    limits: Limits,
    copies: Mapping[SourceSpec, Validators | None],
) -> dict[str, Fetched | ConfradarError]:
    """Ask the wanted sources side by side, with a progress bar on a terminal."""
    from confradar.sources.fetching import fetch_all
    from confradar.version import __version__

    with _progress(context) as progress:
        asked = {spec: validators for spec, validators in copies.items() if spec.id in wanted}
        return fetch_all(asked, agent=f"confradar/{__version__}", limits=limits, progress=progress)


@contextmanager
def _progress(context: Context) -> Iterator[Callable[[str, int, int | None], None] | None]:
    """A bar for each source on stderr, where that is a terminal; gone when all is done."""
    if not context.err.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn

    tasks: dict[str, TaskID] = {}
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        console=Console(file=context.err),
        transient=True,
    ) as bars:

        def show(source: str, received: int, expected: int | None) -> None:
            if source not in tasks:
                tasks[source] = bars.add_task(source, total=expected)
            bars.update(tasks[source], completed=received)

        yield show


def _check_network(report: Report) -> None:
    """Raise UnreachableError, in one line, where nothing answered at all."""
    from confradar.errors import UnreachableError

    asked = [outcome for outcome in report.outcomes if outcome.status != "kept"]
    if asked and all(isinstance(outcome.error, UnreachableError) for outcome in asked):
        why = str(asked[0].error)
        checked = max((outcome.state.checked or "" for outcome in asked), default="")
        kept = (
            f"the copies of {checked} stay in use"
            if checked
            else "the catalogue at hand stays in use"
        )
        raise UnreachableError(f"no source can be reached ({why}); {kept}")


def _note_outcomes(context: Context, report: Report) -> None:
    """How it went with each source, and what of it could not be read, on stderr."""
    from confradar.queries.unread import grouped

    for text in report.healed:
        context.note(text)
    groups = [group for outcome in report.outcomes for group in grouped(outcome.unread)]
    for group in groups:
        context.note(f"could not read: {group}" if group.lost else str(group))
    if any(len(group.entries) > 1 for group in groups):
        context.note("each of them: confradar doctor --unread")
    for outcome in report.outcomes:
        context.note(f"{outcome.spec.id}: {_outcome_text(outcome)}")
    if not report.outcomes:
        context.note("no source is enabled: `confradar sources` lists them")


def _outcome_text(outcome: Outcome) -> str:
    state = outcome.state
    held = f"{counted(state.editions, 'edition')}, {counted(state.dates, 'date')}"
    missed = f", {state.skipped} not read as they stand" if state.skipped else ""
    if outcome.status == "updated":
        return f"updated, {held}{missed}"
    if outcome.status == "unchanged":
        return f"unchanged since {state.changed or 'the last sync'}"
    if outcome.status == "kept":
        return (
            f"not asked; the copy of {state.checked} is used"
            if state.copy
            else "not asked; there is no copy yet"
        )
    kept = f"; the copy of {state.checked} stays in use" if state.copy else "; there is no copy yet"
    hint = f"; {outcome.error.hint}" if outcome.error and outcome.error.hint else ""
    return f"failed: {str(outcome.error).removeprefix(f'{outcome.spec.id}: ')}{kept}{hint}"
