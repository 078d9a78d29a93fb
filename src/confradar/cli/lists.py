"""The lists of venues, dated points, events and changes, in the chosen format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypedDict

from confradar.cli.after_results import (
    explain_events,
    explain_followed,
    explain_overdue,
    explain_tentative,
)
from confradar.cli.context import Context
from confradar.cli.option_groups import Output
from confradar.cli.output import write

if TYPE_CHECKING:
    from datetime import tzinfo

    from confradar.index.points import DeadlineItem
    from confradar.queries.events import Event
    from confradar.queries.venues import VenueItem
    from confradar.sync.merge_result import Change
    from confradar.views.grid import Grid
    from confradar.views.machine_rows import Row
    from confradar.views.words import Words


class Seen(TypedDict):
    """How a table is seen: when, in which zone, how wide, by whom and in which language."""

    now: int
    zone: tzinfo | None
    width: int
    followed: frozenset[str]
    say: Words


def _seen(context: Context) -> Seen:
    return {
        "now": context.epoch,
        "zone": context.zone,
        "width": context.width,
        "followed": context.followed,
        "say": context.say,
    }


def write_venues(
    context: Context,
    output: Output,
    listed: Iterable[VenueItem],
    *,
    empty: str,
    starred: bool = True,
) -> None:
    """Write venues in the chosen format; ``starred``: a table marks the followed ones."""
    from confradar.views import machine_rows

    def table(rows: Iterable[VenueItem]) -> Grid:
        from confradar.queries.lookup import names_in
        from confradar.views import venues

        marked = explain_followed(context, rows, lambda item: item.id) if starred else list(rows)
        explain_overdue(context, [item.next_deadline for item in marked])
        seen = _seen(context)
        if not starred:
            seen["followed"] = frozenset()
        return venues.table(marked, names=names_in(context.index, context.say.language), **seen)

    write(
        context,
        output,
        machine_rows.VENUE,
        listed,
        row=_row(machine_rows.venue_row, context, output),
        table=table,
        empty=empty,
    )


def write_deadlines(
    context: Context,
    output: Output,
    points: Iterable[DeadlineItem],
    *,
    empty: str,
    one_screen: bool = False,
) -> None:
    """Write dated points in the chosen format; ``one_screen``: as many as the terminal has lines
    for."""
    from confradar.views import machine_rows

    def table(rows: Iterable[DeadlineItem]) -> Grid:
        from confradar.views import deadlines

        shown: Sequence[DeadlineItem] = list(rows)
        named: Sequence[DeadlineItem] = ()
        seen = _seen(context)
        if one_screen:
            from confradar.cli.first_screen import fitting_points

            shown, named = fitting_points(context, shown, partial(deadlines.table, **seen))
        explain_followed(context, shown, lambda item: item.venue)
        explain_overdue(context, [*shown, *named])
        explain_tentative(context, (item.certainty for item in shown), context.width)
        return deadlines.table(shown, **seen)

    write(
        context,
        output,
        machine_rows.DEADLINE,
        points,
        row=_row(machine_rows.deadline_row, context, output),
        table=table,
        empty=empty,
    )


def write_events(
    context: Context,
    output: Output,
    listed: Iterable[Event],
    *,
    empty: str,
    one_screen: bool = False,
) -> None:
    """Write events in the chosen format; ``one_screen``: as many as the terminal has lines for."""
    from confradar.views import events
    from confradar.views.machine_rows import EVENT

    def table(rows: Iterable[Event]) -> Grid:
        shown: Sequence[Event] = list(rows)
        seen = _seen(context)
        if one_screen:
            from confradar.cli.first_screen import fitting_events

            shown = fitting_events(context, shown, partial(events.table, **seen))
        explain_followed(context, shown, lambda item: item.venue)
        explain_events(context, shown)
        return events.table(shown, **seen)

    write(
        context,
        output,
        EVENT,
        listed,
        row=partial(events.event_row, now=context.epoch, zone=context.zone),
        table=table,
        empty=empty,
    )


def write_changes(
    context: Context, output: Output, changes: Iterable[Change], *, empty: str
) -> None:
    """Write the changes of a catalogue file in the chosen format."""
    from confradar.views import machine_rows
    from confradar.views.findings import change_table

    write(
        context,
        output,
        machine_rows.MERGE,
        changes,
        row=machine_rows.plain_row,
        table=lambda rows: change_table(rows, context.say),
        empty=empty,
    )


def _row(make: Callable[..., Row], context: Context, output: Output) -> Callable[[object], Row]:
    """How an item becomes a row now and here; the followed venues are read only where a column
    shows them."""
    followed = context.followed if "following" in (output.columns or "") else None
    return partial(make, now=context.epoch, zone=context.zone, followed=followed)
