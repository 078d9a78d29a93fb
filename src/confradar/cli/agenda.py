"""`confradar agenda`: the morning's screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.after_results import explain_overdue, explain_tentative
from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.options import PageFormat
from confradar.cli.output import Also, write_report
from confradar.cli.selection import span
from confradar.cli.value_types import OneOf
from confradar.views.renderers import ITEMS, takes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console


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
    form: PageFormat = "table",
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
        every_track=(tracks or ("all" if takes(form) == ITEMS else "main")) == "all",
    )
    for text in morning.damaged:
        context.go_without(text)
    say, now = context.say, context.epoch

    def screen(console: Console) -> None:
        seen = view.Seen(now, context.zone, max(ahead.days, 1), say)
        shown = view.show_agenda(console, morning, seen)
        explain_overdue(context, shown)
        explain_tentative(context, (item.certainty for item in shown), context.width)

    def page() -> Iterator[str]:
        return view.markdown(morning, now=now, say=say)

    document = (
        view.data(part, now=now, zone=context.zone, say=context.say_in_files) for part in (morning,)
    )
    write_report(context, form, "confradar.agenda/1", document, Also(screen, page))
