"""`confradar topics` and `confradar stats`: what the catalogue holds."""

from __future__ import annotations

from typing import Annotated

import typer

from confradar.cli.context import Context
from confradar.cli.options import Output, command
from confradar.cli.output import write


def add_to(app: typer.Typer) -> None:
    """Register the commands."""

    @command(app, "topics", timeless=True, example="confradar topics --columns id,zh,venues")
    def topics(context: Context, output: Output) -> None:
        """Show the tree of topics, with the number of venues in each."""
        from confradar.queries import overview
        from confradar.views import items, table

        write(
            context,
            output,
            items.TOPIC,
            overview.topics(context.index),
            row=items.plain_row,
            table=table.topics,
            empty="there are no topics",
        )

    @command(app, "stats", timeless=True, example="confradar stats --format json")
    def stats(
        context: Context,
        output: Output,
        quality: Annotated[
            bool,
            typer.Option(
                "--quality",
                help="How much is announced, checked, old, or known from one list only.",
            ),
        ] = False,
    ) -> None:
        """Count venues, editions and dates by kind, topic and source, and tell how old the data
        are."""
        from confradar.queries import overview
        from confradar.views import items, table

        if quality:
            from confradar.queries.quality import quality as measured

            measures = measured(context.index, now=context.epoch, today=context.now.date())
            write(
                context,
                output,
                items.QUALITY,
                measures,
                row=items.plain_row,
                table=table.quality,
                empty="the catalogue is empty",
            )
            return
        found = overview.stats(
            context.index, today=context.now.date(), checked=context.checked_days()
        )
        write(
            context,
            output,
            items.STAT,
            found,
            row=items.plain_row,
            table=table.stats,
            empty="the catalogue is empty",
        )
