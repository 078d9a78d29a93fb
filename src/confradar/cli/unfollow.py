"""`confradar unfollow`: remove venues from those that the reader follows."""

from __future__ import annotations

from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.option_groups import Filters
from confradar.cli.options import Venues
from confradar.cli.venue_list import FormerIdsFile, IdsFile, chosen_ids, note_damaged
from confradar.model.counts import first_of


@command("confradar unfollow icml", timeless=True)
def unfollow(
    context: Context,
    filters: Filters,
    venue: Venues = None,
    source: IdsFile = None,
    former: FormerIdsFile = None,
) -> None:
    """Unfollow venues: by name, or all that match a topic, words or other filters."""
    from confradar.queries.lookup import former_ids
    from confradar.state import following

    file, locks = context.paths.following, context.paths.locks
    chosen = chosen_ids(context, filters, venue, source or former, followed=context.followed)
    gone = [id_ for id_ in chosen if id_ in context.followed]
    listed_as = former_ids(context.index, following.following(file), gone)
    note_damaged(context, following.unfollow(file, locks, [*chosen, *listed_as]))
    context.note(f"no longer following {first_of(gone)}" if gone else "you follow none of these")
