"""`confradar agenda`: the morning's screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.ending import explain_overdue, explain_tentative
from confradar.cli.options import PageFormat
from confradar.cli.output import console, write_document
from confradar.cli.selection import span
from confradar.cli.values import OneOf

if TYPE_CHECKING:
    from confradar.queries.agenda import Agenda


@command(
    "confradar agenda",
    "confradar agenda --within 30d --format md | mail -s agenda me@example.org",
    dated=True,
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
            click_type=OneOf("choice of tracks", ("main", "all")),
        ),
    ] = None,
    form: PageFormat = "text",
) -> None:
    """Show the morning's screen: what changed, the next dates, tasks due and events of the venues
    you follow."""
    from confradar.queries import agenda as queries
    from confradar.views import agenda as view

    ahead = span(within, "--within")
    morning = queries.agenda(
        context.index,
        context.store,
        context.paths.checklists,
        context.following(),
        now=context.epoch,
        within=int(ahead.total_seconds()),
        every_track=(tracks or ("all" if form == "json" else "main")) == "all",
    )
    for text in morning.damaged:
        context.go_without(text)
    if form == "text":
        _show(context, morning, days_ahead=max(ahead.days, 1))
    elif form == "md":
        context.out.writelines(view.markdown(morning, now=context.epoch))
    else:
        document = view.data(morning, now=context.epoch, zone=context.zone)
        write_document(context, [document], "confradar.agenda/1")


def _show(context: Context, morning: Agenda, *, days_ahead: int) -> None:
    from confradar.views import agenda as view

    shown = view.show_agenda(
        console(context), morning, now=context.epoch, zone=context.zone, days_ahead=days_ahead
    )
    explain_overdue(context, shown)
    explain_tentative(context, shown)
