"""`confradar lint` and `confradar schema`: for those who edit a catalogue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from confradar import paths
from confradar.cli.context import Context
from confradar.cli.options import Output, command
from confradar.cli.output import chosen_format, write
from confradar.model.counts import counted

if TYPE_CHECKING:
    from confradar.catalogue.findings import Finding


def add_to(app: typer.Typer) -> None:
    """Register the commands."""

    @command(app, "lint", timeless=True, example="confradar lint data/venues.yaml")
    def lint(
        context: Context,
        output: Output,
        file: Annotated[
            list[Path] | None,
            typer.Argument(
                metavar="[FILE]...",
                help="Catalogue files, laid over the one in use and each over those before it. Default: all in use.",
            ),
        ] = None,
        all_: Annotated[
            bool, typer.Option("--all", help="Also warnings that are explained in the file.")
        ] = False,
        alone: Annotated[
            bool,
            typer.Option(
                "--alone", help="The first file is a catalogue of its own, laid over none."
            ),
        ] = False,
    ) -> None:
        """Check catalogue files: the format, and the rules across records. Exit 1 when there is an
        error."""
        from confradar.catalogue.findings import Severity
        from confradar.catalogue.lint import lint as find
        from confradar.catalogue.load import load_catalogue
        from confradar.catalogue.problems import CatalogueError
        from confradar.views import grid, items

        form = chosen_format(context, output)
        topics = paths.bundled("topics.yaml")
        rows: list[dict[str, Any]]
        try:
            beneath = _beneath(context, file or [], alone=alone)
            catalogue = load_catalogue([*beneath, *(file or context.files)], topics)
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
            if beneath:
                findings = _new(findings, file or [], lambda: find(load_catalogue(beneath, topics)))
            rows = [
                {name: getattr(finding, name) for name in items.FINDING.columns}
                for finding in findings
            ]
            venues = len(
                {
                    item.raw["id"]
                    for item in catalogue.loaded
                    if not beneath or item.raw.file in map(str, file or [])
                }
            )
        write(
            context,
            output,
            items.FINDING,
            rows,
            row=lambda row: row,
            table=lambda found: (
                [
                    grid.Column("Place", cap=30),
                    grid.Column("Record", wrap=True, cap=30),
                    grid.Column("Finding", grow=True, wrap=True),
                ],
                [
                    [
                        f"{Path(str(row['file'])).name}:{row['line']}",
                        row["record"],
                        f"{row['severity']} {row['rule']}: {row['message']}",
                    ]
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
        """Print the JSON Schema of a catalogue file, for editors (yaml-language-server reads
        it)."""
        import json
        import sys

        from confradar.catalogue.schema import json_schema

        sys.stdout.write(json.dumps(json_schema(), indent=2) + "\n")


def _beneath(context: Context, files: Sequence[Path], *, alone: bool) -> list[Path]:
    """What the named files are laid over: the catalogue in use, unless the first of them is that,
    or one of its own."""
    in_use = context.files[0]
    itself = not files or files[0].resolve() in {
        in_use.resolve(),
        paths.bundled("venues.yaml").resolve(),
    }
    return [] if alone or itself else [in_use]


def _new(
    findings: Sequence[Finding], files: Sequence[Path], beneath: Callable[[], Sequence[Finding]]
) -> list[Finding]:
    """The findings in these files, and the errors that they make in what lies ``beneath``, which is
    asked where there are some."""
    names = {str(path) for path in files}
    outside = {
        finding for finding in findings if finding.file not in names and finding.severity == "error"
    }
    made = outside - set(beneath()) if outside else outside
    return [finding for finding in findings if finding.file in names or finding in made]


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
