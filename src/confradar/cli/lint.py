"""`confradar lint`: for those who edit a catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from confradar import paths
from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.option_groups import Output
from confradar.cli.output import chosen_format, write
from confradar.model.counts import counted


@command("confradar lint data/venues.yaml", timeless=True)
def lint(
    context: Context,
    output: Output,
    file: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="Catalogue files, each an overlay of the one in use and of those before it. "
            "Default: all in use.",
            readable=False,
        ),
    ] = None,
    all_: Annotated[
        bool, typer.Option("--all", help="Also warnings that are explained in the file.")
    ] = False,
    alone: Annotated[
        bool,
        typer.Option("--alone", help="The first file is a catalogue of its own, not an overlay."),
    ] = False,
) -> None:
    """Check catalogue files: the format, and the rules across records. Exit with 1 when there is an
    error."""
    from confradar.queries.lint import lint_files
    from confradar.views import machine_rows
    from confradar.views.findings import finding_table

    beneath = _beneath(context, file or [], alone=alone)
    checked = lint_files(
        file or context.files, beneath, paths.bundled("topics.yaml"), explained=all_
    )
    write(
        context,
        output,
        machine_rows.FINDING,
        checked.findings,
        row=machine_rows.plain_row,
        table=lambda rows: finding_table(rows, context.say),
        empty=f"{counted(checked.venues, 'venue')}, no problems found",
    )
    errors, warnings = checked.errors, len(checked.findings) - checked.errors
    if checked.findings and chosen_format(context, output) == "table":
        context.note(f"{counted(errors, 'error')}, {counted(warnings, 'warning')}")
    if errors:
        raise SystemExit(1)


def _beneath(context: Context, files: Sequence[Path], *, alone: bool) -> list[Path]:
    """What the named files are overlays of: the catalogue in use, unless the first of them is that,
    or one of its own."""
    in_use = context.files[0]
    itself = not files or files[0].resolve() in {
        in_use.resolve(),
        paths.bundled("venues.yaml").resolve(),
    }
    return [] if alone or itself else [in_use]
