"""`confradar list`: venues with their next deadline."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.context import Context
from confradar.cli.options import Filters, Output, command
from confradar.cli.output import write
from confradar.cli.selection import certainty, venue_filter

if TYPE_CHECKING:
    from confradar.queries.venues import VenueItem
    from confradar.views.table import Grid


def add_to(app: typer.Typer) -> None:
    """Register the command."""

    @command(app, "list", dated=True, example="confradar list --topic nlp --kind conference")
    def list_(
        context: Context,
        filters: Filters,
        output: Output,
        sort: Annotated[str, typer.Option("--sort", metavar="ORDER", help="next, name, rank or h5.")] = "next",
        limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, help="At most this many.")] = None,
    ) -> None:
        """List venues with ranks and next deadline, soonest first."""
        from confradar.queries.venues import venues
        from confradar.views import items

        def table(rows: Iterable[VenueItem]) -> Grid:
            from confradar.views.table import venues

            return venues(context.marked(rows, lambda item: item.id), now=now, zone=zone, width=context.width, followed=context.followed)

        now, zone = context.epoch, context.zone
        followed = context.followed if "following" in (output.columns or "") else None
        found = venues(context.index, venue_filter(context, filters), now=now, sort=sort, limit=limit, certainty=certainty(filters))
        write(
            context,
            output,
            items.VENUE,
            found,
            row=lambda item: items.venue_row(item, now=now, zone=zone, followed=followed),
            table=table,
            empty="no venue matches these filters",
        )
