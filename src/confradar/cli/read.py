"""`confradar read`: what a call says, without writing anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.calls import CallForm, CallVenue, CallYear, note_call, read_calls
from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.option_groups import Output
from confradar.cli.output import write

if TYPE_CHECKING:
    from collections.abc import Iterable

    from confradar.formats.calls.document import Found
    from confradar.views.grid import Grid
    from confradar.views.words import Words


@command("confradar read call.html --format json", timeless=True)
def read(
    context: Context,
    output: Output,
    source: Annotated[
        str,
        typer.Argument(
            metavar="FILE|URL|-",
            help="A saved page, a mail, a feed, an address, or - for what is pasted.",
        ),
    ],
    venue: CallVenue = None,
    year: CallYear = None,
    as_: CallForm = None,
) -> None:
    """Read the dated points of a call: a page, a mail, a feed; each with the line that says it,
    sure or with the reason why not."""
    from confradar.views import machine_rows
    from confradar.views.read import point_row

    calls = read_calls(context, source, venue=venue, year=year, form=as_)
    for item in calls:
        note_call(context, item)
    pairs = [(item, point) for item in calls if item.call for point in item.call.points]
    write(
        context,
        output,
        machine_rows.POINT,
        pairs,
        row=lambda pair: point_row(pair[1], venue=_venue(pair[0]), where=pair[0].where),
        table=lambda pairs: _table(pairs, context.say),
        empty="nothing read",
    )
    if any(item.call is None for item in calls):
        raise SystemExit(3)


def _venue(item: Found) -> str:
    return item.call.edition.venue if item.call else ""


def _table(pairs: Iterable[tuple[Found, object]], say: Words) -> Grid:
    from confradar.views.read import points

    # The pairs of `read`.
    return points([(_venue(item), point) for item, point in pairs], say)  # type: ignore[misc]
