"""`confradar match`: where a paper could go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.after_results import explain_followed, explain_overdue
from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.option_groups import Dates, Filters, Output
from confradar.cli.options import Following
from confradar.cli.output import write
from confradar.cli.paper import file_data, file_text, matches, note_misfit
from confradar.cli.selection import certainty, moment, venue_filter
from confradar.errors import DataError, UsageError
from confradar.model.counts import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from confradar.queries.match import Match
    from confradar.views.grid import Grid


@command(
    'confradar match "Low-resource morphological inflection with transformers"',
    dated=True,
)
def match(
    context: Context,
    filters: Filters,
    dates: Dates,
    output: Output,
    text: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TEXT]...", help="A title, an abstract, or both; in English."),
    ] = None,
    following: Following = False,
    file: Annotated[
        str | None,
        typer.Option(
            "--file",
            metavar="FILE|-",
            help="Read it from a TeX, BibTeX, Markdown or text file, or - for standard input.",
        ),
    ] = None,
    top: Annotated[
        int, typer.Option("--top", metavar="N", min=1, max=1000, help="At most this many venues.")
    ] = 8,
    ready: Annotated[
        str | None,
        typer.Option("--ready", metavar="DAY", help="Deadlines from this day on. Default: now."),
    ] = None,
    learn: Annotated[
        Path | None,
        typer.Option(
            "--learn",
            metavar="FILE.bib",
            help="Add the titles of your own library as evidence; they stay on this machine.",
            readable=False,
        ),
    ] = None,
) -> None:
    """Match a title or an abstract to the venues that fit, with the words that speak for each.
    Nothing leaves this machine."""
    if learn:
        _learn(context, learn)
    if text and file:
        raise UsageError("give a text or --file, not both")
    if learn and not text and not file:
        return
    paper = file_text(context, file) if file else _typed(text)
    now = max(moment(context, ready, "--ready"), context.epoch) if ready else context.epoch
    wanted = venue_filter(context, filters, following=following)
    answer = matches(context, paper, wanted, now=now, top=top, certainty=certainty(dates))
    _write(context, output, answer.matches)
    note_misfit(context, answer)


def _typed(text: list[str] | None) -> str:
    """The text of the arguments. Raises UsageError where there is none in them, or a file's
    name."""
    typed = " ".join(text or ())
    if not any(letter.isalnum() for letter in typed):
        raise UsageError("there is no text to match: give a title or an abstract, or --file FILE")
    if text and len(text) == 1 and " " not in typed and Path(typed).is_file():
        raise UsageError(f"{typed} is a file: to match what is in it, write --file {typed}")
    return typed


def _learn(context: Context, path: Path) -> None:
    """Add the titles of a BibTeX file to the reader's library. Raises DataError for what is none,
    StateError."""
    from confradar.matching.bibtex import entries
    from confradar.matching.paper_text import decoded
    from confradar.queries.match import publishers
    from confradar.state import library

    records = list(entries(decoded(file_data(context, str(path)), str(path))))
    if not records:
        raise DataError(f"{path}: there are no BibTeX entries in it")
    titles, missed = publishers(context.index, records)
    if aside := library.learn(context.paths.library, context.paths.locks, titles):
        context.note(f"the library was damaged and has been moved to {aside}")
    venues = len({venue for venue, _ in titles})
    left = (
        f"; {counted(missed, 'entry', 'entries')} left out, of no venue that the catalogue has"
        if missed
        else ""
    )
    context.note(
        f"learnt {counted(len(titles), 'title')} of {counted(venues, 'venue')}{left}; kept in "
        f"{context.paths.library}"
    )


def _write(context: Context, output: Output, listed: Iterable[Match]) -> None:
    from confradar.views import machine_rows
    from confradar.views.match import match_row

    def table(rows: Iterable[Match]) -> Grid:
        from confradar.views.match import matches

        marked = explain_followed(context, rows, lambda item: item.venue.id)
        explain_overdue(context, (item.venue.next_deadline for item in marked))
        return matches(
            marked,
            now=now,
            zone=zone,
            width=context.width,
            followed=context.followed,
            say=context.say,
        )

    now, zone = context.epoch, context.zone
    write(
        context,
        output,
        machine_rows.MATCH,
        listed,
        row=lambda item: match_row(item, now=now, zone=zone),
        table=table,
        empty="",
    )
