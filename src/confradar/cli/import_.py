"""`confradar import`: upstream files into a catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.lists import write_changes
from confradar.cli.option_groups import Output
from confradar.cli.options import DryRun
from confradar.cli.value_types import OneOf
from confradar.errors import UsageError


def _formats() -> tuple[str, ...]:
    from confradar.sources.upstream_file import FORMATS

    return tuple(FORMATS)


FORMAT = OneOf("format", _formats)


@command(
    "confradar import allconf.yml --as ccfddl --into data/venues.yaml --dry-run", timeless=True
)
def import_(
    context: Context,
    output: Output,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="The upstream file: YAML, .tar.gz of the repository, or ccfddl's "
            "accept_rates.yml and revisions.csv.",
            readable=False,
        ),
    ],
    into: Annotated[
        Path,
        typer.Option(
            "--into", metavar="CATALOGUE", help="The catalogue file to change.", readable=False
        ),
    ],
    as_: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="FORMAT",
            help="What it is: ccfddl, hf or aideadlines.",
            click_type=FORMAT,
        ),
    ] = None,
    former: Annotated[
        str | None, typer.Option("--from", hidden=True, click_type=FORMAT)
    ] = None,  # once the spelling of --as
    recorded: Annotated[
        str | None,
        typer.Option(
            "--recorded",
            metavar="DAY",
            help="The day of the snapshot. Default: the file's own date.",
        ),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Merge an upstream file into a catalogue, keeping what was curated by hand, the order and the
    comments."""
    from confradar.sources.upstream_file import read_upstream
    from confradar.sync.apply import merge_upstream, update_file

    form = as_ or former
    if form is None:
        raise UsageError("which format?", hint="--as ccfddl, hf or aideadlines")
    upstream = read_upstream(file, form, recorded)
    changes = update_file(
        into,
        [lambda venues: merge_upstream(venues, upstream)],
        locks=context.paths.locks,
        dry_run=dry_run,
    )
    unread = upstream.reading.unread
    for value in unread:
        context.note(f"could not read: {value}")
    context.note(
        f"{upstream.reading.source}: {len(changes)} changes{' proposed' if dry_run else ''}, "
        f"{len(unread)} not read as they stand"
    )
    write_changes(context, output, changes, empty="nothing to change")
