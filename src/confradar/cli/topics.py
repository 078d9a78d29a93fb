"""`confradar topics`: the tree of topics."""

from __future__ import annotations

from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.groups import Output
from confradar.cli.output import write


@command("confradar topics --columns id,zh,venues", timeless=True)
def topics(context: Context, output: Output) -> None:
    """Show the tree of topics, with the number of venues in each."""
    from confradar.queries import topics as queries
    from confradar.views import items
    from confradar.views import topics as view

    write(
        context,
        output,
        items.TOPIC,
        queries.topics(context.index),
        row=items.plain_row,
        table=view.topics,
        empty="there are no topics",
    )
