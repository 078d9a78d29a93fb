"""`confradar next`: the next deadline in a line, for a status bar."""

from typing import Annotated

import typer

from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.option_groups import Filters
from confradar.cli.options import ExitCode, Following, Venues, Within
from confradar.cli.selection import venue_filter, window
from confradar.cli.value_types import OneOf

FORMATS = ("text", "tmux", "polybar", "waybar", "json")


@command("confradar next neurips icml", "confradar next --within 30d --format waybar", dated=True)
def next_(
    context: Context,
    venue: Venues = None,
    following: Following = False,
    within: Within = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="text, json, or text as tmux, polybar or waybar want it.",
            click_type=OneOf("format", FORMATS),
        ),
    ] = "text",
    exit_code: ExitCode = False,
) -> None:
    """Print the next deadline in one line, for a prompt or a status bar.

    It is the soonest abstract, paper or commitment date of a main track: of the venues that you
    name, else of those you follow, else of all. An estimate has a ~, a date that is not sure a ?.
    Where there is none, nothing is printed.
    """
    from confradar.queries.next_deadline import next_deadline
    from confradar.views import status_bar

    start, end = window(context, within=within, start=None, end=None, past=False)
    mine = following or not (venue or not context.followed)
    wanted = venue_filter(context, Filters(), venue, following=mine)
    item = next_deadline(context.index, wanted, start=start or context.epoch, end=end)
    if form == "json":
        from confradar.cli.output import Also, write_report
        from confradar.views.machine_rows import deadline_document

        row = deadline_document(item, now=context.epoch, zone=context.zone)
        write_report(context, form, "confradar.deadlines/1", [row] if row else [], Also())
    elif item:
        context.out.write(
            f"{status_bar.render(form, item, context.epoch, context.zone, context.say)}\n"
        )
    if exit_code and item:
        context.out.flush()
        raise SystemExit(1)
