"""`confradar changes`: what syncs changed."""

from __future__ import annotations

from typing import Annotated

import typer

from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.option_groups import Filters, Output
from confradar.cli.options import ExitCode, Following, Venues
from confradar.cli.output import write
from confradar.cli.selection import moment, seconds, venue_filter
from confradar.cli.value_types import Offered


@command("confradar changes --since 7d --topic nlp")
def changes(
    context: Context,
    filters: Filters,
    output: Output,
    venue: Venues = None,
    following: Following = False,
    since: Annotated[
        str,
        typer.Option(
            "--since",
            metavar="WHEN",
            help="A day or time, a span such as 7d, `last` (the last sync), or `all`.",
            click_type=Offered("since"),
        ),
    ] = "last",
    exit_code: ExitCode = False,
) -> None:
    """Show what syncs changed: new editions, moved deadlines, places and days, cancelled,
    postponed, gone. What announces an edition that you follow comes first, else the oldest."""
    from confradar.queries import changes as queries
    from confradar.views import changes as view
    from confradar.views import machine_rows

    word = since.strip().lower()
    entries = queries.changes(
        context.index,
        context.store,
        venue_filter(context, filters, venue, following=following),
        start=None if word in {"last", "all"} else _start(context, since),
        last=word == "last",
        followed=context.followed,
    )
    rows = [view.change_row(entry) for entry in entries]
    write(
        context,
        output,
        machine_rows.CHANGE,
        rows,
        row=lambda row: row,
        table=lambda rows: view.table(list(rows), width=context.width, say=context.say),
        empty=_none(context, last=word == "last"),
    )
    if exit_code and rows:
        context.out.flush()
        raise SystemExit(1)


def _start(context: Context, since: str) -> int:
    """The first instant of ``--since``: a span back from now, or a day or time. Raises
    UsageError."""
    if since[:1].isdigit() and len(since) < 8:
        return context.epoch - seconds(since, "--since")
    return moment(context, since, "--since")


def _none(context: Context, *, last: bool) -> str:
    synced = context.store.state().synced_at if context.store.known else None
    if synced is None:
        return "there has been no sync yet: `confradar sync`"
    return (
        f"the last sync ({synced}) changed none of these; --since 30d looks further back"
        if last
        else "no changes since then"
    )
