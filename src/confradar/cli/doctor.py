"""`confradar doctor`: whether everything is in order, and what to fix."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from confradar import paths
from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.option_groups import Output
from confradar.cli.output import write
from confradar.errors import ConfradarError, StateError

if TYPE_CHECKING:
    from confradar.queries.health import Check
    from confradar.sources.registry import SourceSpec


@command("confradar doctor --fix")
def doctor(
    context: Context,
    output: Output,
    fix: Annotated[
        bool,
        typer.Option("--fix", help="Rebuild what can be rebuilt: the index, the merged catalogue."),
    ] = False,
    unread: Annotated[
        bool,
        typer.Option(
            "--unread",
            help="List each value that could not be read, not only the counts by reason.",
        ),
    ] = False,
) -> None:
    """Check versions, paths, sources, unread records, conflicts, the index, the age of the data.
    Exit with 1 when something needs attention."""
    from confradar.views import health as view
    from confradar.views import machine_rows

    if fix:
        _fix(context)
    checks = list(_checks(context, unread=unread))
    write(
        context,
        output,
        machine_rows.CHECK,
        checks,
        row=machine_rows.plain_row,
        table=lambda rows: view.table(rows, context.say),
        empty="nothing was checked",
    )
    if any(check.status == "attention" for check in checks):
        context.out.flush()
        raise SystemExit(1)


def _checks(context: Context, *, unread: bool) -> Iterator[Check]:
    import sqlite3

    from confradar.index.opening import index_path
    from confradar.queries import health
    from confradar.queries.page_health import official
    from confradar.sync.check_pages import kept_records

    where = context.paths
    topics, base = paths.bundled("topics.yaml"), paths.bundled("venues.yaml")
    specs: Sequence[SourceSpec] = ()
    yield from health.program(context.now, context.zone)
    yield from health.folders(
        {"config": where.config, "data": where.data, "cache": where.cache, "state": where.state}
    )
    try:
        specs = _specs(context)
    except StateError as error:
        yield health.Check("settings", str(where.settings.name), "attention", str(error))
    yield from _answered(
        "sync", lambda: health.synced(specs, context.store, context.now, unread=unread)
    )
    yield from _answered("pages", lambda: official(kept_records(context.store).values()))
    yield from _answered(
        "catalogue", lambda: health.files(context.overlays, base, context.files[0], _count)
    )
    yield from _answered(
        "index",
        lambda: health.indexed(
            lambda: context.index, index_path(context.files, topics, where.indexes)
        ),
    )
    with suppress(ConfradarError, OSError, sqlite3.Error):  # said above
        yield from health.data(context.index, context.ages())
    yield from _answered("following", lambda: health.followed(context.followed_gone()))


def _answered(area: str, checks: Callable[[], Iterable[Check]]) -> Iterator[Check]:
    """The checks of one area; where it cannot be looked at, that is what is found."""
    from confradar.queries.health import Check

    try:
        yield from checks()
    except ConfradarError as error:
        yield Check(area, "all", "attention", str(error).splitlines()[0])
    except OSError as error:
        yield Check(
            area, "all", "attention", f"{error.filename or area}: cannot be used: {error.strerror}"
        )


def _specs(context: Context) -> Sequence[SourceSpec]:
    from confradar.sources.registry import load_sources

    return load_sources(context.paths.settings)


def _count(files: Sequence[Path]) -> int:
    from confradar.catalogue.load import load_catalogue

    return len(load_catalogue(files, paths.bundled("topics.yaml")).loaded)


def _fix(context: Context) -> None:
    """Put a damaged state aside, rebuild the merged catalogue from the copies, and throw the
    index away."""
    from confradar.sync.run import synchronise

    try:
        healed = (
            synchronise(_specs(context), context.places, now=context.now, fetch=None).healed
            if context.store.known
            else ()
        )
    except (ConfradarError, OSError) as error:
        context.note(f"the merged catalogue was not rebuilt: {error}")
    else:
        for text in healed:
            context.note(text)
    context.discard_index()
