"""`confradar list`: venues with their next deadline."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.context import Context
from confradar.cli.options import All, Filters, Output, Venues, command
from confradar.cli.output import chosen_format, near_part, write_venues
from confradar.cli.selection import certainty, span, venue_filter

if TYPE_CHECKING:
    from confradar.queries.venues import VenueItem


def add_to(app: typer.Typer) -> None:
    """Register the command."""

    @command(
        app,
        "list",
        dated=True,
        example=("confradar list nlp --kind conference", "confradar list --within 30d --ccf A"),
    )
    def list_(
        context: Context,
        filters: Filters,
        output: Output,
        venue: Venues = None,
        within: Annotated[
            str | None,
            typer.Option(
                "--within", metavar="SPAN", help="Whose next date is so near: 30d, 8w, 6m..."
            ),
        ] = None,
        sort: Annotated[
            str, typer.Option("--sort", metavar="ORDER", help="next, name, rank or h5.")
        ] = "next",
        every: All = False,
        limit: Annotated[
            int | None, typer.Option("--limit", "-n", min=1, max=10**9, help="At most this many.")
        ] = None,
    ) -> None:
        """List venues with ranks and next deadline, soonest first.

        On a terminal conferences and workshops with a date in the next twelve months; in a pipe,
        and with --all, --kind, --query,
        --following or venues that you name, every one.
        """
        from confradar.queries.venues import lists_mixed, venues

        wanted = venue_filter(context, filters, venue or ())
        for names in lists_mixed(context.index, wanted, sort):
            context.after.append(f"sorted across lists that do not compare: {names}")
        chosen = wanted.venues or wanted.kinds or wanted.query or filters.following
        table = chosen_format(context, output) == "table"
        found: Iterable[VenueItem] = venues(
            context.index,
            wanted,
            now=context.epoch,
            sort=sort,
            limit=None if table else limit,
            certainty=certainty(filters),
            within=int(span(within, "--within").total_seconds()) if within else None,
        )
        if table:
            from confradar.queries.near import near_venues
            from confradar.views.table import soonest_first

            if context.terminal and not (every or chosen):
                found = near_part(context, near_venues(tuple(found), now=context.epoch))
            found = islice(soonest_first(found, context.epoch) if sort == "next" else found, limit)
        write_venues(context, output, found, empty="no venue matches these filters")
