"""`confradar show`: everything about one venue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.context import Context
from confradar.cli.options import Output, command
from confradar.cli.output import DOCUMENTS, chosen_format, console, generated_at, write_deadlines

if TYPE_CHECKING:
    from confradar.queries.venues import VenuePage


def add_to(app: typer.Typer) -> None:
    """Register the command."""

    @command(app, "show", dated=True, example="confradar show neurips --year 2026")
    def show(
        context: Context,
        output: Output,
        venue: Annotated[str, typer.Argument(metavar="VENUE", help="Its id, acronym, name or an alias.")],
        year: Annotated[int | None, typer.Option("--year", "-y", min=1, max=9999, help="Only this edition.")] = None,
    ) -> None:
        """Show everything about one venue: ranks, links, editions, all dates, how they moved, sources."""
        from confradar.model.names import fold
        from confradar.queries.cycles import cycles
        from confradar.queries.venues import venue_page

        page = venue_page(context.index, venue, now=context.epoch, year=year)
        reviewed = cycles(context.index, page.record["id"])
        record = page.record
        if fold(venue) not in {fold(record["id"]), fold(record["acronym"]), fold(record["name"])}:
            context.note(f"{page.called} is an alias of {record['acronym']} ({record['id']})")
        form = chosen_format(context, output) if output.format else "table"
        if form == "table" and not output.columns:
            from confradar.views.page import show_page

            context.overdue([*page.estimates, *(cycle.paper for cycle in reviewed)])
            show_page(console(context), page, now=context.epoch, zone=context.zone, risk=_risk(context, page), cycles=reviewed)
        elif form in DOCUMENTS and not output.columns:
            from confradar.views import json, yaml
            from confradar.views import venue as venue_views

            document = venue_views.document(page, now=context.epoch, zone=context.zone)
            if reviewed:
                from confradar.views import cycles as cycle_views

                document["cycles"] = cycle_views.plain(reviewed, now=context.epoch, zone=context.zone)
            if form == "jsonl":
                texts = json.render_lines([document])
            else:
                render = json.render if form == "json" else yaml.render
                texts = render([document], schema=venue_views.SCHEMA, generated_at=generated_at(context))
            for text in texts:
                context.out.write(text)
        else:
            _dates(context, output, record["id"], year)


def _risk(context: Context, page: VenuePage) -> str | None:
    """How often its deadlines moved, for venues that have some."""
    if page.record["kind"] not in {"conference", "workshop"} or not page.editions:
        return None
    from confradar.forecast.extensions import wording
    from confradar.queries.estimates import extension_risk

    return wording(extension_risk(context.index, page.record["id"]))


def _dates(context: Context, output: Output, venue: str, year: int | None) -> None:
    """The venue's dated points as rows, for formats of rows."""
    from confradar.queries.deadlines import deadlines
    from confradar.queries.filters import VenueFilter

    found = deadlines(context.index, VenueFilter(venues=[venue]), start=None, end=None, years=[year] if year else ())
    write_deadlines(context, output, found, empty=f"{venue} has no dated point")
