"""`confradar read`: what a call says, without writing anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.context import Context
from confradar.cli.options import Output, command
from confradar.cli.output import write
from confradar.cli.source import As, Venue, Year, calls_of
from confradar.model.counts import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from confradar.formats.calls.document import Found
    from confradar.views.grid import Grid


def add_to(app: typer.Typer) -> None:
    """Register the command."""

    @command(app, "read", timeless=True, example="confradar read call.html --format json")
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
        venue: Venue = None,
        year: Year = None,
        as_: As = None,
    ) -> None:
        """Read the dated points of a call: a page, a mail, a feed; each with the line that says it,
        sure or with the reason why not."""
        from confradar.views import items
        from confradar.views.points import point_row

        found = calls_of(context, source, venue=venue, year=year, form=as_)
        for item in found:
            told(context, item)
        pairs = [(item, point) for item in found if item.call for point in item.call.points]
        write(
            context,
            output,
            items.POINT,
            pairs,
            row=lambda pair: point_row(pair[1], venue=_named(pair[0]), where=pair[0].where),
            table=_table,
            empty="nothing read",
        )
        if any(item.call is None for item in found):
            raise SystemExit(3)


def told(context: Context, item: Found) -> None:
    """Say on stderr what a call is of, and how that was found, or why it was not read."""
    if item.call is None:
        context.note(f"{item.where}: not read: {item.refused}")
        return
    edition, points = item.call.edition, item.call.points
    doubtful = sum(not point.sure for point in points)
    how = f" ({edition.how})" if edition.how else ""
    context.note(
        f"{edition.venue or 'venue not found'} {edition.year}{how}: {counted(len(points), 'point')}, {doubtful} doubtful"
    )


def _named(item: Found) -> str:
    return item.call.edition.venue if item.call else ""


def _table(pairs: Iterable[tuple[Found, object]]) -> Grid:
    from confradar.views.points import points

    return points([(_named(item), point) for item, point in pairs])  # type: ignore[misc] # the pairs of `read`
