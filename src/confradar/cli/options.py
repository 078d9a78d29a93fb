"""Options shared by commands, and the decorator that gives them to a command and puts the error
boundary around it.

Annotations are real objects here, not strings that `typing` would have to evaluate at every start.
"""

import copy
import inspect
import os
import sys
import typing
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from confradar.cli.boundary import Boundary, index_damaged
from confradar.cli.context import Context, RunOptions

FORMATS = ("table", "tsv", "csv", "json", "jsonl", "yaml", "md")


def seconds(value: float) -> float:
    """A number of seconds; ``nan`` is none, though no bound refuses it."""
    if value != value:
        raise typer.BadParameter("nan is no number of seconds")
    return value


def _target(value: Path | None) -> Path | None:
    """The file to write; ``-`` is standard output, as no file is."""
    return None if value == Path("-") else value


Target = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write this file (- is standard output, the default).",
        callback=_target,
    ),
]
IncludeEstimates = Annotated[
    bool, typer.Option("--include-estimates", help="Estimated dates too, marked as such.")
]
Venues = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[VENUE|TOPIC]...", help="Only these venues, and those of these topics."
    ),
]
Year = Annotated[
    int | None,
    typer.Option("--year", "-y", min=1, max=9999, metavar="YEAR", help="Only this edition."),
]
All = Annotated[
    bool,
    typer.Option("--all", help="Everything, as in a pipe: the far dates and the other kinds too."),
]


class Run(NamedTuple):
    """Where the data come from, and the reader's zone."""

    catalogue: Annotated[
        list[Path] | None,
        typer.Option(
            "--catalogue",
            metavar="FILE",
            help="Lay this catalogue over the bundled one (repeatable).",
        ),
    ] = None
    tz: Annotated[
        str | None,
        typer.Option(
            "--tz",
            metavar="ZONE",
            help="Show times in this zone: Europe/Paris, UTC+8, AoE... [env: CONFRADAR_TZ; else the system's]",
        ),
    ] = None
    now: Annotated[
        str | None,
        typer.Option("--now", hidden=True, metavar="TIME", help="Look from another day."),
    ] = None


# What of the filters below is about dates: no parameter of commands that choose venues alone.
OF_DATES = ("only", "confirmed", "estimated")


class Filters(NamedTuple):
    """Which venues are meant."""

    topic: Annotated[
        list[str] | None,
        typer.Option(
            "--topic",
            "-t",
            metavar="TOPIC",
            help="Topic or a parent of it, by id or name in English or Chinese (repeatable, or A,B: any of them).",
        ),
    ] = None
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            "-k",
            metavar="KIND",
            help="conference, workshop, journal, course, project or community (repeatable).",
        ),
    ] = None
    ccf: Annotated[
        list[str] | None,
        typer.Option("--ccf", metavar="A|B|C", help="CCF rank (repeatable, or A,B)."),
    ] = None
    core: Annotated[
        list[str] | None,
        typer.Option("--core", metavar="A*|A|B|C", help="CORE rank (repeatable, or A*,A)."),
    ] = None
    thcpl: Annotated[
        list[str] | None, typer.Option("--thcpl", metavar="A|B", help="TH-CPL rank (repeatable).")
    ] = None
    query: Annotated[
        str | None,
        typer.Option(
            "--query", "-q", metavar="TEXT", help="Words in names, aliases, topics and places."
        ),
    ] = None
    country: Annotated[
        list[str] | None,
        typer.Option(
            "--country",
            metavar="COUNTRY",
            help="Held there in some edition: a name or ISO code (repeatable, or DE,FR).",
        ),
    ] = None
    following: Annotated[
        bool, typer.Option("--following", help="Only venues you follow (confradar follow VENUE).")
    ] = False
    only: Annotated[
        str | None,
        typer.Option(
            "--only", metavar="announced|estimated", help="Only such dates. Default: both."
        ),
    ] = None
    confirmed: Annotated[bool, typer.Option("--confirmed", hidden=True)] = (
        False  # once the spelling of --only announced
    )
    estimated: Annotated[bool, typer.Option("--estimated", hidden=True)] = (
        False  # once that of --only estimated
    )


class Output(NamedTuple):
    """How results are written."""

    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=f"{'|'.join(FORMATS)}. Default: table on a terminal, tsv in a pipe.",
        ),
    ] = None
    columns: Annotated[
        str | None,
        typer.Option("--columns", metavar="A,B,...", help="Only these columns, in this order."),
    ] = None
    no_header: Annotated[bool, typer.Option("--no-header", help="Leave out the header line.")] = (
        False
    )


def command(
    app: typer.Typer,
    name: str,
    *,
    example: str | tuple[str, ...],
    dated: bool = False,
    without: Collection[str] = (),
    timeless: bool = False,
    **settings: Any,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a function as a command. Parameters whose type is one of the groups above become
    that group's options, but those it is ``without``, which say nothing there; a parameter of type
    Context receives the run. ``example``, or each of several, ends its help; a ``dated`` command
    shows dates, and so reminds the reader of old data; a ``timeless`` one shows no times of the
    reader's zone, which it takes as all do and does not list.
    """

    def register(function: Callable[..., None]) -> Callable[..., None]:
        hints = typing.get_type_hints(function, include_extras=True)
        groups = {key: hint for key, hint in hints.items() if hint in {Run, Filters, Output}}
        parameters = [
            inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
        ]
        for parameter in inspect.signature(function).parameters.values():
            hint = hints[parameter.name]
            if parameter.name in groups:
                parameters.extend(field for field in _fields(hint) if field.name not in without)
            elif hint is not Context:
                parameters.append(
                    parameter.replace(annotation=hint, kind=inspect.Parameter.KEYWORD_ONLY)
                )
        if Context in hints.values():
            parameters.extend(
                _unlisted(field) if timeless and field.name == "tz" else field
                for field in _fields(Run)
            )
        for parameter in parameters:  # of a file that cannot be read, who reads it tells
            for setting in getattr(parameter.annotation, "__metadata__", ()):
                setting.readable = False
        if "_CONFRADAR_COMPLETE" in os.environ:  # the shell asks what it may offer
            from confradar.cli.completing import completed

            parameters = [completed(parameter) for parameter in parameters]

        def run(**given: Any) -> None:
            ctx = given.pop("ctx")
            with_groups = {key: _taken(group, given) for key, group in groups.items()}
            own = _taken(Run, given) if Context in hints.values() else Run()
            with Boundary() as boundary:
                base = ctx.obj if isinstance(ctx.obj, RunOptions) else RunOptions()
                contexts = {
                    key: Context.of(RunOptions(own.catalogue, own.tz, own.now).over(base))
                    for key, hint in hints.items()
                    if hint is Context
                }
                for context in contexts.values():
                    boundary.discard = context.discard_index
                try:
                    answer({**given, **with_groups}, contexts)
                except Exception as error:
                    if not index_damaged(error) or any(
                        context.begun for context in contexts.values()
                    ):
                        raise
                    for context in contexts.values():
                        context.discard_index()
                    answer(
                        {**given, **with_groups},
                        {key: context.anew() for key, context in contexts.items()},
                    )

        def answer(given: dict[str, Any], contexts: dict[str, Context]) -> None:
            try:
                function(**given, **contexts)
            except (
                SystemExit
            ) as end:  # with findings, of which those in the reader's own catalogue weigh most
                sys.stdout.flush()
                for context in contexts.values():
                    context.tell_unapplied()
                raise end
            sys.stdout.flush()
            for context in contexts.values() if dated else ():
                context.conclude()
            for context in contexts.values():
                context.tell_unapplied()

        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # read by inspect, unknown to typing
        run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        run.__doc__ = function.__doc__
        lines = [
            f"Example: {text}" for text in ([example] if isinstance(example, str) else example)
        ]
        app.command(name, epilog="\n".join(["\b", *lines]), **settings)(run)
        return function

    return register


def _fields(group: Any) -> list[inspect.Parameter]:
    return [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=group._field_defaults[name],
            annotation=annotation,
        )
        for name, annotation in group.__annotations__.items()
    ]


def _unlisted(parameter: inspect.Parameter) -> inspect.Parameter:
    """The same parameter, of which the help says nothing."""
    kind, option = typing.get_args(parameter.annotation)
    option = copy.copy(option)
    option.hidden = True
    return parameter.replace(annotation=Annotated[kind, option])


def _taken(group: Any, given: dict[str, Any]) -> Any:
    return group(*(given.pop(name, group._field_defaults[name]) for name in group._fields))
