"""`confradar forecast`: a venue's estimates explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.option_groups import Output
from confradar.cli.options import Venue
from confradar.cli.output import Also, shown_first, write

if TYPE_CHECKING:
    from rich.console import Console


@command("confradar forecast neurips", timeless=True, dated=True)
def forecast(context: Context, output: Output, venue: Venue) -> None:
    """Explain the estimates of a venue's next editions: history, intervals, earlier errors,
    extension risk."""
    from confradar.forecast.extensions import wording
    from confradar.queries.forecast import explain
    from confradar.queries.venue_page import venue_page
    from confradar.views import machine_rows
    from confradar.views.forecast import estimate_row, show_page
    from confradar.views.text import unapplied

    record = venue_page(context.index, venue, now=context.epoch).record
    explained = explain(context.index, record["id"])

    say = context.say

    def screen(console: Console) -> None:
        title = say("forecast", venue=record["acronym"]) + unapplied(record.get("unapplied"), say)
        risk = say.sentence(wording(explained.risk))
        show_page(console, title, explained, risk=risk, today=context.now.date(), say=say)

    write(
        context,
        shown_first(output),
        machine_rows.ESTIMATE,
        explained.estimates,
        row=lambda item: estimate_row(item, venue=record["id"], unapplied=record.get("unapplied")),
        empty=f"{record['id']} has no earlier edition to estimate from",
        also=Also(screen),
    )
