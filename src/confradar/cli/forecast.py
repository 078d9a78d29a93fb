"""`confradar forecast`: a venue's estimates explained."""

from __future__ import annotations

from typing import Annotated

import typer

from confradar.cli.context import Context
from confradar.cli.options import Output, command
from confradar.cli.output import chosen_format, console, write


def add_to(app: typer.Typer) -> None:
    """Register the command."""

    @command(app, "forecast", timeless=True, dated=True, example="confradar forecast neurips")
    def forecast(
        context: Context,
        output: Output,
        venue: Annotated[
            str, typer.Argument(metavar="VENUE", help="Its id, acronym, name or an alias.")
        ],
    ) -> None:
        """Explain the estimates of a venue's next editions: history, intervals, earlier errors,
        extension risk."""
        from confradar.forecast.extensions import wording
        from confradar.queries.estimates import explain
        from confradar.queries.venues import venue_page
        from confradar.views import items
        from confradar.views.text import unapplied

        page = venue_page(context.index, venue, now=context.epoch)
        found = explain(context.index, page.record["id"])
        form = chosen_format(context, output) if output.format else "table"
        if form == "table" and not output.columns:
            from confradar.views.forecast import show_page

            title = f"{page.record['acronym']}: forecast{unapplied(page.record.get('unapplied'))}"
            show_page(
                console(context), title, found, risk=wording(found.risk), today=context.now.date()
            )
            return
        write(
            context,
            output,
            items.ESTIMATE,
            found.estimates,
            row=lambda item: items.estimate_row(
                item, venue=page.record["id"], unapplied=page.record.get("unapplied")
            ),
            table=lambda _: ([], []),
            empty=f"{page.record['id']} has no earlier edition to estimate from",
        )
