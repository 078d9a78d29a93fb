"""`confradar stats`: how much the catalogue holds, and how far it can be relied on."""

from __future__ import annotations

from typing import Annotated

import typer

from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.option_groups import Output
from confradar.cli.output import write

EMPTY = "the catalogue is empty"


@command("confradar stats --format json", timeless=True)
def stats(
    context: Context,
    output: Output,
    quality: Annotated[
        bool,
        typer.Option(
            "--quality", help="How much is announced, checked, old, or known from one list only."
        ),
    ] = False,
) -> None:
    """Count venues, editions and dates by kind, topic and source, and tell how old the data are."""
    from confradar.queries import quality as measures
    from confradar.queries import stats as queries
    from confradar.views import machine_rows
    from confradar.views import quality as quality_view
    from confradar.views import stats as view

    today = context.now.date()
    if quality:
        measured = measures.quality(context.index, now=context.epoch, today=today)
        write(
            context,
            output,
            machine_rows.QUALITY,
            measured,
            row=machine_rows.plain_row,
            table=lambda rows: quality_view.table(rows, context.say),
            empty=EMPTY,
        )
        return
    counts = queries.stats(context.index, today=today, checked=context.checked_days())
    write(
        context,
        output,
        machine_rows.STAT,
        counts,
        row=machine_rows.plain_row,
        table=lambda rows: view.stats(rows, context.say),
        empty=EMPTY,
    )
