"""`confradar show`: everything about a venue, what comes next first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from confradar.cli.after_results import explain_overdue, explain_tentative
from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.lists import write_deadlines
from confradar.cli.option_groups import Output
from confradar.cli.options import Year
from confradar.cli.output import Also, write_report
from confradar.cli.value_types import Offered
from confradar.model.kinds import DATED_KINDS
from confradar.views.renderers import ITEMS, SCREEN, takes

if TYPE_CHECKING:
    from rich.console import Console

    from confradar.queries.venue_page import VenuePage


@command("confradar show neurips", "confradar show neurips --year 2026", dated=True)
def show(
    context: Context,
    output: Output,
    venue: Annotated[
        list[str],
        typer.Argument(
            metavar="VENUE...",
            help="Its id, acronym, name or an alias.",
            click_type=Offered("venues"),
        ),
    ],
    year: Year = None,
    history: Annotated[
        bool, typer.Option("--history", help="Earlier editions and passed dates too.")
    ] = False,
    every: Annotated[
        bool,
        typer.Option("--all", help="Everything, as in a pipe: estimates of later editions too."),
    ] = False,
) -> None:
    """Show everything about one venue: ranks, links, editions, all dates, how they moved, sources.

    On a terminal the next edition, its estimates, ranks and links; earlier editions with --history,
    all of it with --all.
    """
    from confradar.queries.lookup import read_venues
    from confradar.queries.venue_page import venue_page
    from confradar.views.venue_document import SCHEMA

    named = read_venues(context.index, venue)
    for text in named.remarks:
        context.note(text)
    form = output.format or "table"
    if output.columns or takes(form) not in {SCREEN, ITEMS}:
        _write_dates(context, output, named.venues, year)
        return
    pages = [
        venue_page(context.index, id_, now=context.epoch, year=year, language=context.say.language)
        for id_ in named.venues
    ]
    whole = every or year is not None or not context.terminal
    asked = {"history": history or whole, "later": whole, "chosen": year is not None}

    def screen(console: Console) -> None:
        for number, page in enumerate(pages):
            if number:
                console.print()
            _show(context, console, page, **asked)

    documents = (_document(context, page, chosen=year is not None) for page in pages)
    write_report(context, form, SCHEMA, documents, Also(screen))


def _show(
    context: Context,
    console: Console,
    page: VenuePage,
    *,
    history: bool,
    later: bool,
    chosen: bool,
) -> None:
    """Print a page: see `front`."""
    from confradar.queries.cycles import cycles
    from confradar.queries.first_screen import YEAR
    from confradar.queries.venue_first_screen import front
    from confradar.views.venue_page import show_page

    reviewed = [
        cycle
        for cycle in cycles(context.index, page.record["id"])
        if later or cycle.paper.at <= context.epoch + YEAR
    ]
    part = front(page, now=context.epoch, history=history, later=later, chosen=chosen)
    explain_overdue(context, [*part.estimates, *(cycle.paper for cycle in reviewed)])
    points = (point for edition in (*part.coming, *part.over) for point in edition["deadlines"])
    explain_tentative(context, (point.get("certainty") for point in points), console.width)
    show_page(
        console,
        page,
        part,
        now=context.epoch,
        zone=context.zone,
        risk=_risk(context, page),
        cycles=reviewed,
        say=context.say,
    )


def _document(context: Context, page: VenuePage, *, chosen: bool) -> dict[str, Any]:
    """A page as plain data."""
    from confradar.queries.cycles import cycles
    from confradar.queries.next_edition import year_of
    from confradar.views import venue_document as venue_views

    year = year_of(page, now=context.epoch, chosen=chosen)
    document = venue_views.document(page, now=context.epoch, zone=context.zone, year=year)
    if reviewed := cycles(context.index, page.record["id"]):
        from confradar.views import cycles as cycle_views

        document["cycles"] = cycle_views.plain(reviewed, now=context.epoch, zone=context.zone)
    return document


def _risk(context: Context, page: VenuePage) -> str | None:
    """How often its deadlines moved, for venues that have some."""
    if page.record["kind"] not in DATED_KINDS or not page.editions:
        return None
    from confradar.forecast.extensions import wording
    from confradar.queries.forecast import extension_risk

    return context.say.sentence(wording(extension_risk(context.index, page.record["id"])))


def _write_dates(context: Context, output: Output, venues: Sequence[str], year: int | None) -> None:
    """The venues' dated points as rows, for formats of rows."""
    from confradar.queries.deadlines import deadlines
    from confradar.queries.filters import VenueFilter

    points = deadlines(
        context.index,
        VenueFilter(venues=venues),
        start=None,
        end=None,
        years=[year] if year else (),
    )
    write_deadlines(context, output, points, empty=f"{', '.join(venues)} has no dated point")
