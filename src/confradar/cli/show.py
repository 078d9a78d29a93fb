"""`confradar show`: everything about a venue, what comes next first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from confradar.cli.context import Context
from confradar.cli.options import Output, Year, command
from confradar.cli.output import DOCUMENTS, chosen_format, console, generated_at, write_deadlines
from confradar.errors import UsageError

if TYPE_CHECKING:
    from confradar.queries.venues import VenuePage


def add_to(app: typer.Typer) -> None:
    """Register the command."""

    @command(
        app,
        "show",
        dated=True,
        example=("confradar show neurips", "confradar show neurips --year 2026"),
    )
    def show(
        context: Context,
        output: Output,
        venue: Annotated[
            list[str], typer.Argument(metavar="VENUE...", help="Its id, acronym, name or an alias.")
        ],
        year: Year = None,
        history: Annotated[
            bool, typer.Option("--history", help="Earlier editions and passed dates too.")
        ] = False,
        every: Annotated[
            bool,
            typer.Option(
                "--all", help="Everything, as in a pipe: estimates of later editions too."
            ),
        ] = False,
    ) -> None:
        """Show everything about one venue: ranks, links, editions, all dates, how they moved,
        sources.

        On a terminal the next edition, its estimates, ranks and links; earlier editions with
        --history, all of it with --all.
        """
        from confradar.queries.venues import venue_page

        ids = _ids(context, venue)
        form = chosen_format(context, output) if output.format else "table"
        if output.columns or form not in {"table", *DOCUMENTS}:
            _dates(context, output, ids, year)
            return
        pages = [venue_page(context.index, id_, now=context.epoch, year=year) for id_ in ids]
        if form == "table":
            whole = every or year is not None or not context.terminal
            for number, page in enumerate(pages):
                if number:
                    context.out.write("\n")
                _show(context, page, history=history or whole, later=whole, chosen=year is not None)
            return
        from confradar.views import json, yaml
        from confradar.views import venue as venue_views

        documents = [_document(context, page) for page in pages]
        render = json.render if form == "json" else yaml.render
        context.out.writelines(
            json.render_lines(documents)
            if form == "jsonl"
            else render(documents, schema=venue_views.SCHEMA, generated_at=generated_at(context))
        )


def _ids(context: Context, words: Sequence[str]) -> tuple[str, ...]:
    """The ids of the venues that are named; of an alias it is told whose it is. Raises
    UsageError."""
    from confradar.queries.words import read_words, unknown

    named = read_words(context.index, words, asked="show")
    if named.topics:
        raise unknown(context.index, named.topics[0])
    for text in named.told:
        context.note(text)
    if not named.venues:
        raise UsageError("which venue?", hint="confradar list shows them all")
    return named.venues


def _show(context: Context, page: VenuePage, *, history: bool, later: bool, chosen: bool) -> None:
    """Print a page: see `front`."""
    from confradar.queries.cycles import cycles
    from confradar.queries.front import front
    from confradar.queries.near import YEAR
    from confradar.views.page import show_page

    reviewed = [
        cycle
        for cycle in cycles(context.index, page.record["id"])
        if later or cycle.paper.at <= context.epoch + YEAR
    ]
    part = front(page, now=context.epoch, history=history, later=later, chosen=chosen)
    context.overdue([*part.estimates, *(cycle.paper for cycle in reviewed)])
    show_page(
        console(context),
        page,
        part,
        now=context.epoch,
        zone=context.zone,
        risk=_risk(context, page),
        cycles=reviewed,
    )


def _document(context: Context, page: VenuePage) -> dict[str, Any]:
    """A page as plain data."""
    from confradar.queries.cycles import cycles
    from confradar.views import venue as venue_views

    document = venue_views.document(page, now=context.epoch, zone=context.zone)
    if reviewed := cycles(context.index, page.record["id"]):
        from confradar.views import cycles as cycle_views

        document["cycles"] = cycle_views.plain(reviewed, now=context.epoch, zone=context.zone)
    return document


def _risk(context: Context, page: VenuePage) -> str | None:
    """How often its deadlines moved, for venues that have some."""
    if page.record["kind"] not in {"conference", "workshop"} or not page.editions:
        return None
    from confradar.forecast.extensions import wording
    from confradar.queries.estimates import extension_risk

    return wording(extension_risk(context.index, page.record["id"]))


def _dates(context: Context, output: Output, venues: Sequence[str], year: int | None) -> None:
    """The venues' dated points as rows, for formats of rows."""
    from confradar.queries.deadlines import deadlines
    from confradar.queries.filters import VenueFilter

    found = deadlines(
        context.index,
        VenueFilter(venues=venues),
        start=None,
        end=None,
        years=[year] if year else (),
    )
    write_deadlines(context, output, found, empty=f"{', '.join(venues)} has no dated point")
