"""`confradar conflicts`: where the sources disagree."""

from __future__ import annotations

from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.option_groups import Filters, Output
from confradar.cli.options import Following, Venues, Year
from confradar.cli.output import write
from confradar.cli.selection import venue_filter


@command("confradar conflicts --topic ml --year 2026", timeless=True)
def conflicts(
    context: Context,
    filters: Filters,
    output: Output,
    venue: Venues = None,
    following: Following = False,
    year: Year = None,
) -> None:
    """Show where sources disagree: the value in use, the other one, who says it, and why it is not
    followed, where that is known."""
    from confradar.queries import conflicts as queries
    from confradar.views import conflicts as view
    from confradar.views import machine_rows

    wanted = venue_filter(context, filters, venue, following=following)
    write(
        context,
        output,
        machine_rows.CONFLICT,
        queries.conflicts(context.index, wanted, year=year),
        row=machine_rows.plain_row,
        table=lambda rows: view.table(rows, width=context.width, say=context.say),
        empty="no sources disagree about these",
    )
