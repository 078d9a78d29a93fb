"""`confradar topics`: the tree of topics."""

from __future__ import annotations

from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.option_groups import Output
from confradar.cli.output import write


@command("confradar topics --columns id,zh,venues", timeless=True)
def topics(context: Context, output: Output) -> None:
    """Show the tree of topics, with the number of venues in each."""
    from confradar.queries import topics as queries
    from confradar.views import machine_rows
    from confradar.views import topics as view

    write(
        context,
        output,
        machine_rows.TOPIC,
        queries.topics(context.index),
        row=machine_rows.plain_row,
        table=lambda rows: view.topics(rows, context.say),
        empty="there are no topics",
    )
