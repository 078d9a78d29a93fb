"""`confradar import`: upstream files into a catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from confradar.cli.context import Context
from confradar.cli.options import Output, command
from confradar.cli.output import write
from confradar.errors import UsageError


def add_to(app: typer.Typer) -> None:
    """Register the command."""

    @command(
        app,
        "import",
        timeless=True,
        example="confradar import allconf.yml --as ccfddl --into data/venues.yaml --dry-run",
    )
    def import_(
        context: Context,
        output: Output,
        file: Annotated[
            Path,
            typer.Argument(
                metavar="FILE",
                help="The upstream file: YAML, .tar.gz of the repository, or ccfddl's accept_rates.yml and revisions.csv.",
            ),
        ],
        into: Annotated[
            Path, typer.Option("--into", metavar="CATALOGUE", help="The catalogue file to change.")
        ],
        as_: Annotated[
            str | None,
            typer.Option("--as", metavar="FORMAT", help="What it is: ccfddl, hf or aideadlines."),
        ] = None,
        former: Annotated[
            str | None, typer.Option("--from", hidden=True)
        ] = None,  # once the spelling of --as
        recorded: Annotated[
            str | None,
            typer.Option(
                "--recorded",
                metavar="DAY",
                help="The day of the snapshot. Default: the file's own date.",
            ),
        ] = None,
        dry_run: Annotated[
            bool, typer.Option("--dry-run", help="Only say what would change.")
        ] = False,
    ) -> None:
        """Merge an upstream file into a catalogue, keeping what was curated by hand, the order and
        the comments."""
        from confradar.sources.upstream_file import read_upstream
        from confradar.sync.apply import merge_upstream, update_file
        from confradar.views import grid, items

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
        for unread in upstream.reading.unread:
            context.note(f"could not read: {unread}")
        context.note(
            f"{upstream.reading.source}: {len(changes)} changes{' proposed' if dry_run else ''}, {len(upstream.reading.unread)} not read as they stand"
        )
        write(
            context,
            output,
            items.MERGE,
            changes,
            row=lambda change: {name: getattr(change, name) for name in items.MERGE.columns},
            table=lambda found: (
                [grid.Column("Change", grow=True, wrap=True)],
                [[str(change)] for change in found],
            ),
            empty="nothing to change",
        )
