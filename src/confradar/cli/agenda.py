"""`confradar agenda`: the morning's screen."""

from __future__ import annotations

from typing import Annotated

import typer

from confradar.cli.context import Context
from confradar.cli.options import command
from confradar.cli.output import check_page_format, console, generated_at
from confradar.cli.selection import span
from confradar.errors import UsageError


def add_to(app: typer.Typer) -> None:
    """Register the command."""

    @command(
        app,
        "agenda",
        dated=True,
        example=(
            "confradar agenda",
            "confradar agenda --within 30d --format md | mail -s agenda me@example.org",
        ),
    )
    def agenda(
        context: Context,
        within: Annotated[
            str,
            typer.Option("--within", metavar="SPAN", help="Dates up to so far ahead: 30d, 8w..."),
        ] = "60d",
        tracks: Annotated[
            str | None,
            typer.Option(
                "--tracks",
                metavar="main|all",
                help="Authors' dates of main tracks, or all dates. Default: main; json: all.",
            ),
        ] = None,
        form: Annotated[
            str, typer.Option("--format", "-f", metavar="FORMAT", help="text, md or json.")
        ] = "text",
    ) -> None:
        """Show the morning's screen: what changed, the next dates, tasks due and events of the
        venues you follow."""
        from confradar.queries.agenda import agenda as query
        from confradar.views import agenda as view

        check_page_format(form)
        if tracks not in {None, "main", "all"}:
            raise UsageError(f"--tracks: {tracks!r} is not known", hint="main or all")
        ahead = span(within, "--within")
        found = query(
            context.index,
            context.store,
            context.paths.checklists,
            context.following(),
            now=context.epoch,
            within=int(ahead.total_seconds()),
            language="en",
            every_track=(tracks or ("all" if form == "json" else "main")) == "all",
        )
        for text in found.damaged:
            context.go_without(text)
        if form == "text":
            shown = view.show_agenda(
                console(context),
                found,
                now=context.epoch,
                zone=context.zone,
                days_ahead=max(ahead.days, 1),
            )
            context.overdue(shown)
            context.tentative(shown)
        elif form == "md":
            context.out.writelines(view.markdown(found, now=context.epoch))
        else:
            from confradar.views import json

            document = view.data(found, now=context.epoch, zone=context.zone)
            context.out.writelines(
                json.render(
                    [document], schema="confradar.agenda/1", generated_at=generated_at(context)
                )
            )
