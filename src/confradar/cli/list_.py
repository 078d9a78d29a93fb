"""`confradar list`: venues with their next deadline."""

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.lists import write_venues
from confradar.cli.option_groups import Dates, Filters, Output
from confradar.cli.options import All, Following, Limit, Regions, Venues
from confradar.cli.output import chosen_format
from confradar.cli.selection import certainty, seconds, venue_filter
from confradar.cli.value_types import OneOf

if TYPE_CHECKING:
    from confradar.queries.venues import VenueItem


def _sorts() -> tuple[str, ...]:
    from confradar.queries.venues import SORTS

    return SORTS


@command(
    "confradar list nlp --kind conference",
    "confradar list --within 30d --ccf A",
    dated=True,
)
def list_(
    context: Context,
    filters: Filters,
    dates: Dates,
    output: Output,
    venue: Venues = None,
    following: Following = False,
    region: Regions = None,
    within: Annotated[
        str | None,
        typer.Option(
            "--within",
            metavar="SPAN",
            help="Only those whose next date is within this time: 30d, 8w, 6m...",
        ),
    ] = None,
    sort: Annotated[
        str,
        typer.Option(
            "--sort",
            metavar="ORDER",
            help="next, name, rank or h5.",
            click_type=OneOf("order", _sorts),
        ),
    ] = "next",
    every: All = False,
    limit: Limit = None,
) -> None:
    """List venues with ranks and next deadline, soonest first.

    On a terminal conferences and workshops with a date in the next twelve months; in a pipe, and
    with --all, --kind, --query, --following or venues that you name, every one.
    """
    from confradar.queries.venues import lists_mixed, venues

    wanted = venue_filter(context, filters, venue, following=following, regions=region)
    for names in lists_mixed(context.index, wanted, sort):
        context.after.append(f"sorted across lists that do not compare: {names}")
    table = chosen_format(context, output) == "table"
    listed: Iterable[VenueItem] = venues(
        context.index,
        wanted,
        now=context.epoch,
        sort=sort,
        limit=None if table else limit,
        certainty=certainty(dates),
        within=seconds(within, "--within") if within else None,
    )
    if table:
        from confradar.queries.first_screen import near_venues
        from confradar.views.venues import soonest_first

        chosen = wanted.venues or wanted.kinds or wanted.query or following
        if context.terminal and not (every or chosen):
            from confradar.cli.first_screen import near

            listed = near(context, near_venues(tuple(listed), now=context.epoch))
        listed = islice(soonest_first(listed, context.epoch) if sort == "next" else listed, limit)
    write_venues(context, output, listed, empty="no venue matches these filters")
