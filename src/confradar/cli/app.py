"""The application: its commands, and the options that may stand before a command's name."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from confradar.cli.commands import Commands

app = typer.Typer(
    name="confradar",
    cls=Commands,
    help="Conferences, workshops and journals of AI research: which there are, and when their deadlines really are.",
    epilog="\b\nExample: confradar deadlines nlp --within 60d\nExample: confradar show neurips",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from confradar.version import __version__

        typer.echo(f"confradar {__version__}")
        raise typer.Exit


@app.callback()
def confradar(
    ctx: typer.Context,
    catalogue: Annotated[
        list[Path] | None,
        typer.Option(
            "--catalogue",
            metavar="FILE",
            readable=False,
            help="Lay this catalogue over the bundled one (repeatable).",
        ),
    ] = None,
    tz: Annotated[
        str | None, typer.Option("--tz", metavar="ZONE", help="Show times in this zone.")
    ] = None,
    now: Annotated[str | None, typer.Option("--now", hidden=True)] = None,
    _version_wanted: Annotated[
        bool,
        typer.Option(
            "--version", help="Show the version and end.", is_eager=True, callback=_version
        ),
    ] = False,
) -> None:
    """Options before the command's name; the command's own win."""
    from confradar.cli.context import RunOptions

    ctx.obj = RunOptions(catalogue, tz, now)
