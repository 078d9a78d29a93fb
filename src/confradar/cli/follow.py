"""`confradar follow`, `unfollow` and `following`: the reader's own choice of venues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from confradar.cli.context import Context
from confradar.cli.given import given_bytes
from confradar.cli.options import OF_DATES, Filters, Output, command
from confradar.cli.output import chosen_format, write_venues
from confradar.cli.selection import venue_filter
from confradar.errors import UsageError
from confradar.model.counts import first_of

MOST = 16 * 2**20  # bytes of a list of ids

Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="[VENUE|TOPIC]...", help="Ids, acronyms, names or aliases; topics."),
]
Source = Annotated[
    Path | None,
    typer.Option("--file", metavar="FILE", help="Ids, one a line, from a file (- for stdin)."),
]
Former = Annotated[Path | None, typer.Option("--from", hidden=True)]  # once the spelling of --file
WITHOUT = ("following", *OF_DATES)


def add_to(app: typer.Typer) -> None:
    """Register the commands."""

    @command(
        app,
        "follow",
        timeless=True,
        without=WITHOUT,
        example=("confradar follow neurips icml acl", "confradar follow nlp --ccf A,B"),
    )
    def follow(
        context: Context,
        filters: Filters,
        venue: Names = None,
        source: Source = None,
        former: Former = None,
    ) -> None:
        """Follow venues: by name, or all that match a topic, words or other filters."""
        from confradar.state.following import follow as add

        chosen = _chosen(context, filters, venue, source or former)
        fresh = [id_ for id_ in chosen if id_ not in context.followed]
        _told(context, add(context.paths.following, context.paths.locks, chosen))
        already = f"; {len(chosen) - len(fresh)} already" if len(fresh) < len(chosen) else ""
        context.note(
            f"now following {first_of(fresh)}{already}" if fresh else "you follow these already"
        )

    @command(app, "unfollow", timeless=True, without=WITHOUT, example="confradar unfollow icml")
    def unfollow(
        context: Context,
        filters: Filters,
        venue: Names = None,
        source: Source = None,
        former: Former = None,
    ) -> None:
        """Follow venues no longer."""
        from confradar.state.following import unfollow as remove

        chosen = _chosen(context, filters, venue, source or former, known=context.followed)
        gone = [id_ for id_ in chosen if id_ in context.followed]
        _told(
            context,
            remove(
                context.paths.following, context.paths.locks, [*chosen, *_written(context, gone)]
            ),
        )
        context.note(
            f"no longer following {first_of(gone)}" if gone else "you follow none of these"
        )

    @command(app, "following", dated=True, example="confradar following --ids > venues.txt")
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
        found = list(venues(context.index, VenueFilter(ids=followed), now=context.epoch))
        if chosen_format(context, output) == "table":
            from confradar.views.table import soonest_first

            found = soonest_first(found, context.epoch)
        none = (
            "" if context.followed_gone() else "you follow no venue yet: confradar follow neurips"
        )
        write_venues(context, output, found, empty=none, starred=False)


def _chosen(
    context: Context,
    filters: Filters,
    names: Sequence[str] | None,
    source: Path | None,
    *,
    known: Iterable[str] = (),
) -> list[str]:
    """The ids that are meant; names in ``known`` need not be in the catalogue. Raises UsageError
    for none, and for unknown names."""
    ids = [name for name in names or () if name in known]
    others = [name for name in names or () if name not in known]
    if not (names or source or filters != Filters()):
        raise UsageError(
            "which venues?", hint="name some, or give --topic, --ccf, --query... or --file"
        )
    if others:
        ids += _matching(context, Filters(), others)
    if filters != Filters():
        ids += _matching(context, filters, ())
    if source:
        ids += _from_file(context, source)
    return list(dict.fromkeys(ids))


def _matching(context: Context, filters: Filters, words: Sequence[str]) -> list[str]:
    """The ids of the venues that words or filters mean; that there are none is told."""
    from confradar.queries.filters import where

    condition = where(context.index, venue_filter(context, filters, words))
    sql = f"select v.id from venue v where {condition.sql} order by v.position"
    found = [row[0] for row in context.index.execute(sql, condition.values)]
    if not found:
        context.note("no venue matches these filters")
    return found


def _written(context: Context, ids: Sequence[str]) -> list[str]:
    """Former ids of these venues, under which the list may name them."""
    from confradar.queries.filters import now_called
    from confradar.state.following import following

    now = now_called(context.index, following(context.paths.following))
    return [old for old, id_ in now.items() if id_ in ids]


def _from_file(context: Context, source: Path) -> tuple[str, ...]:
    """The ids of a file, known or not. Raises UsageError, DataError, StateError."""
    from confradar.state.following import ids_in

    data = given_bytes(context, str(source), MOST, what="the ids")
    if len(data) > MOST:
        raise UsageError(f"--file: {source}: more than {MOST // 2**20} MiB is no list of venues")
    try:
        return ids_in(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UsageError(f"--file: {source}: not text", hint="ids, one a line") from None


def _told(context: Context, aside: Path | None) -> None:
    if aside:
        context.note(f"{context.paths.following} was damaged; it is kept as {aside}")
