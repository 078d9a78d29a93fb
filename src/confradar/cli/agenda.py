"""`confradar agenda`: the morning's screen."""

from __future__ import annotations

from typing import Annotated

import typer

from confradar.cli.context import Context
from confradar.cli.options import command
from confradar.cli.output import check_page_format, console, generated_at
from confradar.cli.selection import span


def add_to(app: typer.Typer) -> None:
    """Register the command."""

    @command(app, "agenda", dated=True, example="confradar agenda --within 30d --format md | mail -s agenda me@example.org")
    def agenda(
        context: Context,
        within: Annotated[str, typer.Option("--within", metavar="SPAN", help="Dates up to so far ahead: 30d, 8w...")] = "60d",
        form: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="text, md or json.")] = "text",
    ) -> None:
        """Show the morning's screen: what changed, the next dates, tasks due and events of the venues you follow."""
        from confradar.queries.agenda import agenda as query
        from confradar.views import agenda as view

        check_page_format(form)
        ahead = int(span(within, "--within").total_seconds())
        found = query(
            context.index, context.store, context.paths.checklists, context.following(), now=context.epoch, within=ahead, language="en"
        )
        for text in found.damaged:
            context.note(text)
        if form == "text":
            context.overdue(found.dates)
            view.show_agenda(console(context), found, now=context.epoch, zone=context.zone)
        elif form == "md":
            context.out.writelines(view.markdown(found, now=context.epoch))
        else:
            from confradar.views import json

            document = view.data(found, now=context.epoch, zone=context.zone)
            context.out.writelines(json.render([document], schema="confradar.agenda/1", generated_at=generated_at(context)))
