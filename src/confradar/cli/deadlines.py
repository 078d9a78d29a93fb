"""`confradar deadlines`: dated points, soonest first."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.context import Context
from confradar.cli.options import All, Filters, Output, Venues, Year, command
from confradar.cli.output import chosen_format, near_part, write_deadlines
from confradar.cli.selection import certainty, venue_filter, window

if TYPE_CHECKING:
    from confradar.index.points import DeadlineItem


def add_to(app: typer.Typer) -> None:
    """Register the command."""

    @command(
        app,
        "deadlines",
        dated=True,
        example=(
            "confradar deadlines cv --within 60d",
            "confradar deadlines neurips iclr --year 2027",
        ),
    )
    def deadlines(
        context: Context,
        filters: Filters,
        output: Output,
        venue: Venues = None,
        year: Year = None,
        within: Annotated[
            str | None,
            typer.Option(
                "--within", metavar="SPAN", help="From now (or --from) for 60d, 8w, 6m..."
            ),
        ] = None,
        start: Annotated[
            str | None,
            typer.Option(
                "--from", metavar="DAY", help="From this day or time: 2026-09-01, tomorrow..."
            ),
        ] = None,
        end: Annotated[
            str | None, typer.Option("--to", metavar="DAY", help="Up to and with this day or time.")
        ] = None,
        deadline_kind: Annotated[
            list[str] | None,
            typer.Option(
                "--deadline-kind",
                "-d",
                metavar="KIND",
                help="paper, abstract, notification, camera_ready... (repeatable).",
            ),
        ] = None,
        past: Annotated[
            bool, typer.Option("--past", help="Those that have passed, latest first.")
        ] = False,
        every: All = False,
        limit: Annotated[
            int | None, typer.Option("--limit", "-n", min=1, max=10**9, help="At most this many.")
        ] = None,
    ) -> None:
        """List dated points, soonest first: every round and kind but openings, in your time and as
        announced.

        On a terminal abstract, paper and commitment deadlines of main tracks in the next 90 days;
        in a pipe, and with --all, every one. Of venues that you name, everything up to their next
        edition.
        """
        from confradar.queries import deadlines as queries

        timed = bool(within or start or end)
        first, last = (
            (None, None)
            if year and not (timed or past)
            else window(context, within=within, start=start, end=end, past=past)
        )
        if past:
            last = context.epoch if last is None else min(last, context.epoch)
        wanted = venue_filter(context, filters, venue or ())
        certain = certainty(filters)
        table = chosen_format(context, output) == "table"
        found: Iterable[DeadlineItem] = queries.deadlines(
            context.index,
            wanted,
            start=first,
            end=last,
            kinds=deadline_kind or (),
            years=[year] if year else (),
            newest_first=past,
            limit=None if table else limit,
            certainty="confirmed"
            if past and certain == "all"
            else certain,  # an estimate that passed tells nothing of the past
        )
        if table:
            from confradar.queries.near import Asked, near_dates
            from confradar.views.table import earliest_first

            if context.terminal and not every:
                asked = Asked(
                    time=not (timed or year),
                    kinds=not deadline_kind,
                    named=bool(wanted.venues and not wanted.areas),
                )
                found = near_part(
                    context, near_dates(tuple(found), asked, now=context.epoch), past=past
                )
            found = islice(earliest_first(found, context.epoch), limit)
        write_deadlines(context, output, found, empty="no dated point matches these filters")
