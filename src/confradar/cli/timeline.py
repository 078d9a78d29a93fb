"""`confradar timeline`: a year of editions as a picture."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.context import Context
from confradar.cli.options import Filters, Output, Venues, command
from confradar.cli.output import chosen_format, console, put, write
from confradar.cli.selection import certainty, moment, venue_filter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from confradar.queries.timeline import Edition


def add_to(app: typer.Typer) -> None:
    """Register the command."""

    @command(
        app,
        "timeline",
        dated=True,
        example=(
            "confradar timeline icml neurips --months 24",
            "confradar timeline --topic nlp --ccf A,B --html year.html",
        ),
    )
    def timeline(
        context: Context,
        filters: Filters,
        output: Output,
        venue: Venues = None,
        months: Annotated[
            int, typer.Option("--months", min=1, max=36, help="How many months.")
        ] = 12,
        start: Annotated[
            str | None,
            typer.Option(
                "--from", metavar="DAY", help="From the month of this day. Default: this month."
            ),
        ] = None,
        limit: Annotated[
            int | None,
            typer.Option("--limit", "-n", min=1, max=10**9, help="At most this many editions."),
        ] = None,
        svg: Annotated[
            Path | None,
            typer.Option("--svg", metavar="FILE", help="Write the picture as an SVG image."),
        ] = None,
        html: Annotated[
            Path | None,
            typer.Option(
                "--html", metavar="FILE", help="Write the picture and a table as a web page."
            ),
        ] = None,
    ) -> None:
        """Draw a year: for each edition when to submit, review, rebuttal, notification,
        camera-ready and the event, and where estimates may fall."""
        from confradar.queries.timeline import months as months_from
        from confradar.queries.timeline import timeline as query
        from confradar.views.text import local

        today = local(context.epoch, context.zone).date()
        asked = local(moment(context, start, "--from"), context.zone).date() if start else today
        firsts = months_from(asked, months)
        found = query(
            context.index,
            venue_filter(context, filters, venue or ()),
            start=asked if start is None else firsts[0],
            end=firsts[-1] - timedelta(days=1),
            zone=context.zone,
            certainty=certainty(filters),
            limit=limit,
        )
        if not found and (svg or html):
            context.note("no edition has a date in these months; no file is written")
        elif svg or html:
            _write_pictures(context, found, firsts, today, svg, html, filters, venue or ())
        else:
            _write(context, output, found, firsts, today)


def _write(
    context: Context, output: Output, found: Sequence[Edition], firsts: Sequence[date], today: date
) -> None:
    form = chosen_format(context, output) if output.format else "table"
    if form == "table" and not output.columns and found:
        from confradar.views.timeline import show

        show(console(context), found, firsts=firsts, today=today, width=context.width)
        return
    from confradar.views import items

    write(
        context,
        output,
        items.TIMELINE,
        (
            (edition, bar)
            for edition in found
            for bar in edition.bars
            if bar.low < firsts[-1] and bar.high >= firsts[0]
        ),
        row=lambda pair: items.bar_row(*pair),
        table=lambda _: ([], []),
        empty="no edition has a date in these months",
    )


def _write_pictures(
    context: Context,
    found: Sequence[Edition],
    firsts: Sequence[date],
    today: date,
    svg: Path | None,
    html: Path | None,
    filters: Filters,
    venues: Sequence[str],
) -> None:
    from confradar.views import svg as pictures

    ranks = [
        f"{name} {rank}"
        for name, given in (("CCF", filters.ccf), ("CORE", filters.core), ("TH-CPL", filters.thcpl))
        for rank in given or ()
    ]
    asked = [
        *venues,
        *(filters.topic or ()),
        *(filters.kind or ()),
        *ranks,
        *(filters.country or ()),
        *([filters.query] if filters.query else ()),
    ]
    frame = pictures.Frame(firsts, today, ", ".join(asked))
    if svg:
        put(context, pictures.image(found, frame).encode(), svg)
    if html:
        put(context, pictures.page(found, frame).encode(), html)
