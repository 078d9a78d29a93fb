"""The application: its commands, and the options that may stand before a command's name."""

from __future__ import annotations

from typing import Annotated

import typer

from confradar.cli.commands import Commands
from confradar.cli.option_groups import RunOptions
from confradar.cli.options import Catalogues, Lang, Now, Zone

app = typer.Typer(
    name="confradar",
    cls=Commands,
    help="Conferences, workshops and journals of AI research: which there are, and when their "
    "deadlines really are.",
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
    catalogue: Catalogues = None,
    tz: Zone = None,
    lang: Lang = None,
    now: Now = None,
    _version_wanted: Annotated[
        bool,
        typer.Option(
            "--version", help="Show the version and exit.", is_eager=True, callback=_version
        ),
    ] = False,
) -> None:
    """Options before the command's name; the command's own win."""
    ctx.obj = RunOptions(catalogue, tz, lang, now)
