"""`confradar follow`: add venues to those that the reader follows."""

from __future__ import annotations

from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.option_groups import Filters
from confradar.cli.options import Venues
from confradar.cli.venue_list import FormerIdsFile, IdsFile, chosen_ids, note_damaged
from confradar.model.counts import first_of


@command("confradar follow neurips icml acl", "confradar follow nlp --ccf A,B", timeless=True)
def follow(
    context: Context,
    filters: Filters,
    venue: Venues = None,
    source: IdsFile = None,
    former: FormerIdsFile = None,
) -> None:
    """Follow venues: by name, or all that match a topic, words or other filters."""
    from confradar.state import following

    chosen = chosen_ids(context, filters, venue, source or former)
    fresh = [id_ for id_ in chosen if id_ not in context.followed]
    note_damaged(context, following.follow(context.paths.following, context.paths.locks, chosen))
    already = f"; {len(chosen) - len(fresh)} already" if len(fresh) < len(chosen) else ""
    context.note(
        f"now following {first_of(fresh)}{already}" if fresh else "you follow these already"
    )
