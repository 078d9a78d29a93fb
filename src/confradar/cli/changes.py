"""`confradar changes` and `confradar conflicts`: what moved, and where the sources disagree."""

from __future__ import annotations

from typing import Annotated

import typer

from confradar.cli.context import Context
from confradar.cli.options import OF_DATES, Filters, Output, Venues, Year, command
from confradar.cli.output import write
from confradar.cli.selection import moment, span, venue_filter


def add_to(app: typer.Typer) -> None:
    """Register the commands."""

    @command(app, "changes", without=OF_DATES, example="confradar changes --since 7d --topic nlp")
    def changes(
        context: Context,
        filters: Filters,
        output: Output,
        venue: Venues = None,
        since: Annotated[
            str,
            typer.Option(
                "--since",
                metavar="WHEN",
                help="A day or time, a span such as 7d, `last` (the last sync), or `all`.",
            ),
        ] = "last",
        exit_code: Annotated[
            bool, typer.Option("--exit-code", help="Exit 1 when there are some.")
        ] = False,
    ) -> None:
        """Show what syncs changed: new editions, moved deadlines, places and days, cancelled,
        postponed, gone. Oldest first."""
        from confradar.queries.changes import changes as query
        from confradar.views import changes as view
        from confradar.views import items

        start = None if since in {"last", "all"} else _start(context, since)
        found = query(
            context.index,
            context.store,
            venue_filter(context, filters, venue or ()),
            start=start,
            last=since == "last",
        )
        rows = [items.change_row(entry) for entry in found]
        write(
            context,
            output,
            items.CHANGE,
            rows,
            row=lambda row: row,
            table=lambda rows: view.table(list(rows), width=context.width),
            empty=_none(context, since),
        )
        if exit_code and rows:
            context.out.flush()
            raise SystemExit(1)

    @command(
        app,
        "conflicts",
        timeless=True,
        without=OF_DATES,
        example="confradar conflicts --topic ml --year 2026",
    )
    def conflicts(
        context: Context,
        filters: Filters,
        output: Output,
        venue: Venues = None,
        year: Year = None,
    ) -> None:
        """Show where sources disagree: the value in use, the other one, who says it, and why it is
        not followed, where that is known."""
        from confradar.queries.conflicts import conflicts as query
        from confradar.views import changes as view
        from confradar.views import items

        found = query(context.index, venue_filter(context, filters, venue or ()), year=year)
        write(
            context,
            output,
            items.CONFLICT,
            found,
            row=items.plain_row,
            table=lambda rows: view.conflicts(rows, width=context.width),
            empty="no sources disagree about these",
        )


def _start(context: Context, since: str) -> int:
    """The first instant of ``--since``: a span back from now, or a day or time. Raises
    UsageError."""
    if since[:1].isdigit() and len(since) < 8:
        return context.epoch - int(span(since, "--since").total_seconds())
    return moment(context, since, "--since")


def _none(context: Context, since: str) -> str:
    synced = context.store.state().synced_at if context.store.known else None
    if synced is None:
        return "there has been no sync yet: `confradar sync`"
    return (
        f"the last sync ({synced}) changed none of these; --since 30d looks further back"
        if since == "last"
        else "no changes since then"
    )
