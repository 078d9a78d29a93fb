"""`confradar events`: where one can go, soonest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.lists import write_events
from confradar.cli.option_groups import Filters, Output
from confradar.cli.options import (
    All,
    Following,
    From,
    IncludeEstimates,
    Limit,
    Regions,
    To,
    Venues,
    Within,
)
from confradar.cli.output import chosen_format
from confradar.cli.selection import venue_filter, window

if TYPE_CHECKING:
    from confradar.queries.events import Event, LeftOut


@command(
    "confradar events --region europe --within 6m",
    "confradar events nlp --region asia,AU --include-estimates",
    dated=True,
)
def events(
    context: Context,
    filters: Filters,
    output: Output,
    venue: Venues = None,
    following: Following = False,
    region: Regions = None,
    online: Annotated[
        bool, typer.Option("--online", help="Those that take place online too.")
    ] = False,
    within: Within = None,
    start: From = None,
    end: To = None,
    include_estimates: IncludeEstimates = False,
    every: All = False,
    limit: Limit = None,
) -> None:
    """List events to go to, soonest first: when, where, and until when to register.

    --region, --country and the words of --query are of the edition itself. On a terminal those of
    the next six months, as many as it has lines for; in a pipe, and with --all, every one that is
    coming. Of venues that you name all of theirs.
    """
    from confradar.queries import events as queries
    from confradar.views.text import local

    wanted = venue_filter(context, filters, venue, following=following, regions=region)
    instants = window(context, within=within, start=start, end=end, past=False)
    first, last = (None if at is None else local(at, context.zone).date() for at in instants)
    time = queries.Time(first or date.min, last, context.epoch)
    which = {"online": online, "estimates": include_estimates}
    listed: Sequence[Event] = queries.events(context.index, wanted, time, **which)
    timed = within or start or end or (wanted.venues and not wanted.areas)
    screen = context.terminal and not every
    if screen and chosen_format(context, output) == "table" and not timed:
        from confradar.cli.first_screen import near

        listed = near(context, queries.near_events(listed, today=time.first))
    _tell_left_out(context, queries.left_out(context.index, wanted, time, **which))
    write_events(
        context,
        output,
        listed[:limit],
        empty="no event matches these filters",
        one_screen=screen and not limit,
    )


def _tell_left_out(context: Context, left: LeftOut) -> None:
    """Say after the results what they do not show."""
    texts = {
        "more whose place is not known": left.placeless,
        "by estimated days: --include-estimates": left.estimated,
    }
    context.left_out.append(
        "; ".join(f"{count:,} {text}" for text, count in texts.items() if count)
    )
