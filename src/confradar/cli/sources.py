"""`confradar sources`: which lists `confradar sync` asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.option_groups import Output
from confradar.cli.output import write
from confradar.cli.value_types import Offered, OneOf
from confradar.errors import UsageError

if TYPE_CHECKING:
    from confradar.sources.registry import SourceSpec


def _formats() -> tuple[str, ...]:
    from confradar.sources.page_shapes import PAGE_FORMATS
    from confradar.sources.registry import FORMATS

    return (*FORMATS, *PAGE_FORMATS)


Source = Annotated[str, typer.Argument(metavar="SOURCE", click_type=Offered("sources"))]
ADDING = "confradar sources add https://example.org/lab.yaml --format confradar --id lab"


@command("confradar sources list --format json")
def list_(context: Context, output: Output) -> None:
    """List the sources: where they are, when they were last checked, what went wrong."""
    from confradar.queries.sources import source_items
    from confradar.sources.registry import load_sources
    from confradar.views import machine_rows
    from confradar.views import sources as view

    write(
        context,
        output,
        machine_rows.SOURCE,
        source_items(load_sources(context.paths.settings), context.store),
        row=machine_rows.plain_row,
        table=lambda rows: view.table(rows, context.say),
        empty="there are no sources",
    )


@command(ADDING)
def add(
    context: Context,
    location: Annotated[
        str, typer.Argument(metavar="ADDRESS", help="An http(s) address, or a local file.")
    ],
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="Of a list ccfddl, hf, aideadlines or confradar; of an official page page, "
            "openreview, researchr or ics. Default: by its address.",
            click_type=OneOf("format", _formats),
        ),
    ] = None,
    venue: Annotated[
        str | None,
        typer.Option(
            "--venue",
            metavar="VENUE",
            help="Of an official page: whose it is.",
            click_type=Offered("venues"),
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            "--year", "-y", min=1950, max=2100, metavar="YEAR", help="And of which edition."
        ),
    ] = None,
    id_: Annotated[
        str | None,
        typer.Option(
            "--id", metavar="NAME", help="Its lasting name. Default: made of the address."
        ),
    ] = None,
    auth: Annotated[
        str | None,
        typer.Option(
            "--auth",
            metavar="WHERE",
            help="Where its USER:PASSWORD or token is: env:NAME of a variable, keyring:USER or "
            "netrc.",
        ),
    ] = None,
) -> None:
    """Add a source: a list, or an official page of a venue's edition. With the id of a built-in
    one, that is fetched from this address instead."""
    from confradar.sources.changing import add_source
    from confradar.sources.locations import masked
    from confradar.sources.registry import SourceSpec

    chosen = _format(location, form, venue)
    spec = SourceSpec(id_ or "", location, chosen, auth=auth, venue=venue, year=year)
    if spec.is_page or venue is not None or year is not None:
        spec = _page(context, spec)
    spec = add_source(context.paths.settings, context.paths.config, spec)
    whose = f" of {spec.venue} {spec.year}" if spec.is_page else ""
    context.note(
        f"{spec.id}: {masked(spec.location)} as {spec.format}{whose}; "
        f"`confradar sync {spec.id}` fetches it"
    )


def _format(location: str, form: str | None, venue: str | None) -> str:
    """The format that is given, or that the address tells; what is of a venue is a page. Raises
    UsageError where nothing tells."""
    from confradar.sources.page_shapes import format_of

    chosen = form or format_of(location) or ("page" if venue else None)
    if chosen is None:
        raise UsageError(
            "--format: nothing tells what this is",
            hint="of a list give its --format, of an official page --venue and --year",
        )
    return chosen


def _page(context: Context, spec: SourceSpec) -> SourceSpec:
    """An official page with its venue's id, and where it is asked. Raises UsageError where it is
    none, or does not say whose it is."""
    from dataclasses import replace

    from confradar.queries.lookup import find_venue
    from confradar.sources.page_shapes import asked_at

    if not spec.is_page:
        raise UsageError(f"--venue and --year are of official pages, not of {spec.format}")
    if spec.venue is None or spec.year is None:
        raise UsageError("an official page is of one edition", hint="give --venue and --year")
    return replace(
        spec, location=asked_at(spec.location), venue=find_venue(context.index, spec.venue).id
    )


@command("confradar sources remove lab")
def remove(context: Context, id_: Source) -> None:
    """Forget a source; its records leave the catalogue with the next sync. A built-in one returns
    to its own address, or is disabled."""
    from confradar.sources.changing import remove_source

    context.note(f"{id_}: {remove_source(context.paths.settings, context.paths.config, id_)}")


@command("confradar sources enable aideadlines")
def enable(
    context: Context,
    id_: Source,
    areas: Annotated[
        str | None,
        typer.Option(
            "--areas",
            metavar="A,B,...",
            help="Take new venues of these fields only: AI, DB... or topics; `all`: of every "
            "field.",
            click_type=Offered("topics", several=True),
        ),
    ] = None,
) -> None:
    """Have a source asked again; with --areas, for new venues of some fields only."""
    from confradar import paths
    from confradar.catalogue.load import load_topics
    from confradar.sources.changing import enable_source
    from confradar.sync.list_topics import fields

    names = None
    if areas is not None:
        named = (name.strip() for name in areas.split(","))
        names = [name for name in named if name and name.lower() != "all"]
    try:
        fields(names or (), load_topics(paths.bundled("topics.yaml")))
    except ValueError as error:
        raise UsageError(f"--areas: {error}") from None
    enable_source(context.paths.settings, context.paths.config, id_, True, names)
    context.note(f"{id_}: enabled" + (f" for new venues of {', '.join(names)}" if names else ""))


@command("confradar sources disable aideadlines")
def disable(context: Context, id_: Source) -> None:
    """Have a source not asked any more."""
    from confradar.sources.changing import enable_source

    enable_source(context.paths.settings, context.paths.config, id_, False)
    context.note(f"{id_}: disabled; its records leave the catalogue with the next sync")


@command(ADDING, group=(list_, add, remove, enable, disable))
def sources() -> None:
    """List, add, remove, enable and disable the sources that `confradar sync` asks."""
