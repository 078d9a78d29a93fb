"""`confradar deadlines`: dated points, soonest first."""

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.lists import write_deadlines
from confradar.cli.option_groups import Dates, Filters, Output
from confradar.cli.options import (
    All,
    DeadlineKinds,
    Following,
    From,
    Limit,
    Regions,
    To,
    Venues,
    Within,
    Year,
)
from confradar.cli.output import chosen_format
from confradar.cli.selection import certainty, venue_filter, window

if TYPE_CHECKING:
    from confradar.index.points import DeadlineItem
    from confradar.queries.filters import VenueFilter
    from confradar.queries.first_screen import Asked


@command(
    "confradar deadlines cv --within 60d",
    "confradar deadlines neurips iclr --year 2027",
    dated=True,
)
def deadlines(
    context: Context,
    filters: Filters,
    dates: Dates,
    output: Output,
    venue: Venues = None,
    following: Following = False,
    region: Regions = None,
    year: Year = None,
    within: Within = None,
    start: From = None,
    end: To = None,
    deadline_kind: DeadlineKinds = None,
    past: Annotated[
        bool, typer.Option("--past", help="Those that have passed, latest first.")
    ] = False,
    every: All = False,
    limit: Limit = None,
) -> None:
    """List dated points, soonest first: every round and kind but openings, in your time and as
    announced.

    On a terminal abstract, paper and commitment deadlines of main tracks in the next 90 days, as
    many as it has lines for; in a pipe, and with --all, every one. Of venues that you name,
    everything up to their next edition. Of journals, special issues as well.
    """
    from confradar.queries import deadlines as queries

    first, last = _window(context, (within, start, end), year, past=past)
    wanted = venue_filter(context, filters, venue, following=following, regions=region)
    listed: Iterable[DeadlineItem] = queries.deadlines(
        context.index,
        wanted,
        start=first,
        end=last,
        kinds=deadline_kind or (),
        years=[year] if year else (),
        newest_first=past,
        certainty=certainty(dates, past=past),
    )
    screen = context.terminal and not every
    if chosen_format(context, output) == "table":
        from confradar.views.deadlines import earliest_first

        if screen:
            from confradar.cli.first_screen import near
            from confradar.queries.first_screen import near_dates

            timed = within or start or end or year
            asked = _asked(wanted, timed=bool(timed), kinds=bool(deadline_kind))
            listed = near(context, near_dates(tuple(listed), asked, now=context.epoch), past=past)
        listed = earliest_first(listed, context.epoch)
    write_deadlines(
        context,
        output,
        islice(listed, limit),
        empty="no dated point matches these filters",
        one_screen=screen and not limit,
    )


def _asked(wanted: "VenueFilter", *, timed: bool, kinds: bool) -> "Asked":
    """What the filters leave to the first screen; a journal's dates of other tracks are those of
    its special issues."""
    from confradar.queries.filters import find_kind
    from confradar.queries.first_screen import Asked

    journals = {find_kind(name) for name in wanted.kinds} == {"journal"}
    named = bool(wanted.venues and not wanted.areas)
    return Asked(time=not timed, kinds=not (kinds or journals), named=named)


def _window(
    context: Context,
    given: tuple[str | None, str | None, str | None],
    year: int | None,
    *,
    past: bool,
) -> tuple[int | None, int | None]:
    """The time that is asked for by --within, --from and --to; of an edition without them all of
    it, and of ``past`` dates until now at the latest."""
    if year and not (any(given) or past):
        return None, None
    within, start, end = given
    first, last = window(context, within=within, start=start, end=end, past=past)
    if past:
        last = context.epoch if last is None else min(last, context.epoch)
    return first, last
