"""`confradar following`: the venues that the reader follows."""

from __future__ import annotations

from typing import Annotated

import typer

from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.lists import write_venues
from confradar.cli.option_groups import Output
from confradar.cli.output import chosen_format


@command("confradar following --ids > venues.txt", dated=True)
def following(
    context: Context,
    output: Output,
    ids: Annotated[
        bool, typer.Option("--ids", help="Only the ids, one a line: for `follow --file`.")
    ] = False,
) -> None:
    """List the venues you follow, with their next deadline."""
    from confradar.queries.filters import VenueFilter
    from confradar.queries.venues import venues

    followed = context.following()
    if ids:
        context.out.writelines(f"{id_}\n" for id_ in followed)
        return
    listed = list(venues(context.index, VenueFilter(ids=followed), now=context.epoch))
    if chosen_format(context, output) == "table":
        from confradar.views.venues import soonest_first

        listed = soonest_first(listed, context.epoch)
    none = "" if context.followed_gone() else "you follow no venue yet: confradar follow neurips"
    write_venues(context, output, listed, empty=none, starred=False)
