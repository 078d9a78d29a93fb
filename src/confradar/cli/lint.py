"""`confradar lint` and `confradar schema`: for those who edit a catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from confradar import paths
from confradar.cli.context import Context
from confradar.cli.options import Output, command
from confradar.cli.output import chosen_format, write
from confradar.model.counts import counted


def add_to(app: typer.Typer) -> None:
    """Register the commands."""

    @command(app, "lint", example="confradar lint data/venues.yaml")
    def lint(
        context: Context,
        output: Output,
        file: Annotated[
            list[Path] | None,
            typer.Argument(metavar="[FILE]...", help="Catalogue files; later ones are laid over the first. Default: those in use."),
        ] = None,
        all_: Annotated[bool, typer.Option("--all", help="Also warnings that are explained in the file.")] = False,
    ) -> None:
        """Check catalogue files: the format, and the rules across records. Exit 1 when there is an error."""
        from confradar.catalogue.lint import Severity
        from confradar.catalogue.lint import lint as find
        from confradar.catalogue.load import CatalogueError, load_catalogue
        from confradar.views import items, table

        form = chosen_format(context, output)
        rows: list[dict[str, Any]]
        try:
            catalogue = load_catalogue(file or context.files, paths.bundled("topics.yaml"))
        except CatalogueError as error:
            rows = [
                {
                    "severity": "error",
                    "rule": "format",
                    "record": it.crumb,
                    "message": it.message,
                    "file": it.file,
                    "line": it.line,
                    "explained": None,
                }
                for it in error.problems
            ]
            venues = 0
        else:
            findings = [finding for finding in find(catalogue) if all_ or not finding.explained]
            rows = [{name: getattr(finding, name) for name in items.FINDING.columns} for finding in findings]
            venues = len(catalogue.venues)
        write(
            context,
            output,
            items.FINDING,
            rows,
            row=lambda row: row,
            table=lambda found: (
                [
                    table.Column("Place", cap=30),
                    table.Column("Record", wrap=True, cap=30),
                    table.Column("Finding", grow=True, wrap=True),
                ],
                [
                    [f"{Path(str(row['file'])).name}:{row['line']}", row["record"], f"{row['severity']} {row['rule']}: {row['message']}"]
                    for row in found
                ],
            ),
            empty=f"{counted(venues, 'venue')}, nothing to mend",
        )
        errors = sum(row["severity"] == Severity.error for row in rows)
        if rows and form == "table":
            context.note(f"{_count(errors, 'error')}, {_count(len(rows) - errors, 'warning')}")
        if errors:
            raise SystemExit(1)

    @command(app, "schema", example="confradar schema > catalogue.schema.json")
    def schema() -> None:
        """Print the JSON Schema of a catalogue file, for editors (yaml-language-server reads it)."""
        import json
        import sys

        from confradar.catalogue.schema import json_schema

        sys.stdout.write(json.dumps(json_schema(), indent=2) + "\n")


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
