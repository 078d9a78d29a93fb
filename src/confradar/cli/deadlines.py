"""`confradar deadlines`: dated points, soonest first."""

from __future__ import annotations

from typing import Annotated

import typer

from confradar.cli.context import Context
from confradar.cli.options import Filters, Output, Venues, command
from confradar.cli.output import write_deadlines
from confradar.cli.selection import certainty, venue_filter, window


def add_to(app: typer.Typer) -> None:
    """Register the command."""

    @command(app, "deadlines", dated=True, example="confradar deadlines --topic cv --within 60d")
    def deadlines(
        context: Context,
        filters: Filters,
        output: Output,
        venue: Venues = None,
        within: Annotated[str | None, typer.Option("--within", metavar="SPAN", help="From now (or --from) for 60d, 8w, 6m...")] = None,
        start: Annotated[str | None, typer.Option("--from", metavar="DAY", help="From this day or time.")] = None,
        end: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Up to and with this day or time.")] = None,
        deadline_kind: Annotated[
            list[str] | None,
            typer.Option("--deadline-kind", "-d", metavar="KIND", help="paper, abstract, notification, camera_ready... (repeatable)."),
        ] = None,
        past: Annotated[bool, typer.Option("--past", help="Those that have passed, latest first.")] = False,
        limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, max=10**9, help="At most this many.")] = None,
    ) -> None:
        """List dated points, soonest first: every round and kind but openings, in your time and as announced."""
        from confradar.queries import deadlines as queries

        first, last = window(context, within=within, start=start, end=end, past=past)
        if past:
            last = context.epoch if last is None else min(last, context.epoch)
        wanted = venue_filter(context, filters, venue or ())
        certain = certainty(filters)
        found = queries.deadlines(
            context.index,
            wanted,
            start=first,
            end=last,
            kinds=deadline_kind or (),
            newest_first=past,
            limit=limit,
            certainty="confirmed" if past and certain == "all" else certain,  # an estimate that passed tells nothing of the past
        )
        write_deadlines(context, output, found, empty="no dated point matches these filters")
