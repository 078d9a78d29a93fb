"""`confradar timeline`: a year of editions as a picture."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.option_groups import Dates, Filters, Output
from confradar.cli.options import Following, Limit, Regions, Venues
from confradar.cli.output import Also, put, shown_first, write
from confradar.cli.selection import certainty, moment, venue_filter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from confradar.queries.timeline import Edition


@command(
    "confradar timeline icml neurips --months 24",
    "confradar timeline --topic nlp --ccf A,B --html year.html",
    dated=True,
)
def timeline(
    context: Context,
    filters: Filters,
    dates: Dates,
    output: Output,
    venue: Venues = None,
    following: Following = False,
    region: Regions = None,
    months: Annotated[
        int, typer.Option("--months", metavar="N", min=1, max=36, help="How many months.")
    ] = 12,
    start: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="DAY", help="From the month of this day. Default: this month."
        ),
    ] = None,
    limit: Limit = None,
    svg: Annotated[
        Path | None,
        typer.Option(
            "--svg", metavar="FILE", help="Write the picture as an SVG image.", readable=False
        ),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html",
            metavar="FILE",
            help="Write the picture and a table as a web page.",
            readable=False,
        ),
    ] = None,
) -> None:
    """Draw a year: for each edition when to submit, review, rebuttal, notification, camera-ready
    and the event, and where estimates may fall."""
    from confradar.queries import timeline as queries
    from confradar.views.text import local

    today = local(context.epoch, context.zone).date()
    asked = local(moment(context, start, "--from"), context.zone).date() if start else today
    firsts = queries.months(asked, months)
    editions = queries.timeline(
        context.index,
        venue_filter(context, filters, venue, following=following, regions=region),
        start=asked if start is None else firsts[0],
        end=firsts[-1] - timedelta(days=1),
        zone=context.zone,
        certainty=certainty(dates),
        limit=limit,
    )
    if not editions and (svg or html):
        context.note("no edition has a date in these months; no file is written")
    elif svg or html:
        asked_for = (firsts, today, _asked(filters, venue or (), region or ()))
        _write_pictures(context, editions, asked_for, svg, html)
    else:
        _write(context, output, editions, firsts, today)


def _write(
    context: Context,
    output: Output,
    editions: Sequence[Edition],
    firsts: Sequence[date],
    today: date,
) -> None:
    from confradar.views import machine_rows
    from confradar.views.timeline import bar_row, show

    def screen(console: Console) -> None:
        show(console, editions, firsts=firsts, today=today, width=context.width, say=context.say)

    bars = (
        (edition, bar)
        for edition in editions
        for bar in edition.bars
        if bar.low < firsts[-1] and bar.high >= firsts[0]
    )
    write(
        context,
        shown_first(output),
        machine_rows.TIMELINE,
        bars,
        row=lambda pair: bar_row(*pair),
        empty="no edition has a date in these months",
        also=Also(screen if editions else None),
    )


def _write_pictures(
    context: Context,
    editions: Sequence[Edition],
    asked: tuple[Sequence[date], date, str],
    svg: Path | None,
    html: Path | None,
) -> None:
    from confradar.views.svg import Frame, image
    from confradar.views.timeline_page import page

    frame = Frame(*asked, context.say_in_files)
    if svg:
        put(context, image(editions, frame).encode(), svg)
    if html:
        put(context, page(editions, frame).encode(), html)


def _asked(filters: Filters, venues: Sequence[str], regions: Sequence[str]) -> str:
    """What was asked for, as the title of a picture."""
    ranks = [
        f"{name} {rank}"
        for name, given in (("CCF", filters.ccf), ("CORE", filters.core), ("TH-CPL", filters.thcpl))
        for rank in given or ()
    ]
    return ", ".join(
        [
            *venues,
            *(filters.topic or ()),
            *(filters.kind or ()),
            *ranks,
            *(filters.country or ()),
            *(filters.at or ()),
            *regions,
            *([filters.query] if filters.query else ()),
        ]
    )
