"""`confradar list`: venues with their next deadline."""

from __future__ import annotations

from typing import Annotated

import typer

from confradar.cli.context import Context
from confradar.cli.options import Filters, Output, command
from confradar.cli.output import write_venues
from confradar.cli.selection import certainty, venue_filter


def add_to(app: typer.Typer) -> None:
    """Register the command."""

    @command(app, "list", dated=True, example="confradar list --topic nlp --kind conference")
    def list_(
        context: Context,
        filters: Filters,
        output: Output,
        sort: Annotated[str, typer.Option("--sort", metavar="ORDER", help="next, name, rank or h5.")] = "next",
        limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, max=10**9, help="At most this many.")] = None,
    ) -> None:
        """List venues with ranks and next deadline, soonest first."""
        from confradar.queries.venues import lists_mixed, venues

        wanted = venue_filter(context, filters)
        for names in lists_mixed(context.index, wanted, sort):
            context.after.append(f"sorted across lists that do not compare: {names}")
        found = venues(context.index, wanted, now=context.epoch, sort=sort, limit=limit, certainty=certainty(filters))
        write_venues(context, output, found, empty="no venue matches these filters", soonest=sort == "next")
