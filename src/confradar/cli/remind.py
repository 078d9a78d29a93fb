"""`confradar remind`: what is due, each thing once; for cron, mail and notifications."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.option_groups import Dates, Filters
from confradar.cli.options import DeadlineKinds, ExitCode, Following, PageFormat, Venues
from confradar.cli.output import Also, write_report
from confradar.cli.programs import run_program, split_words
from confradar.cli.selection import certainty, seconds, venue_filter
from confradar.errors import StateError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from confradar.queries.reminders import Reminder


@command(
    "confradar remind --following --within 7d,1d",
    "confradar remind --following --exec 'notify-send confradar'",
)
def remind(
    context: Context,
    filters: Filters,
    dates: Dates,
    venue: Venues = None,
    following: Following = False,
    within: Annotated[
        str,
        typer.Option(
            "--within",
            metavar="SPANS",
            help="How long before a deadline to remind, once at each time.",
        ),
    ] = "7d,1d",
    deadline_kind: DeadlineKinds = None,
    form: PageFormat = "table",
    exec_: Annotated[
        str | None,
        typer.Option(
            "--exec",
            metavar="COMMAND",
            help="Run this for each, with its text as last argument and its fields as REMIND_*.",
        ),
    ] = None,
    exit_code: ExitCode = False,
    again: Annotated[
        bool, typer.Option("--again", help="Also reminders given before; do not remember this run.")
    ] = False,
) -> None:
    """Print which deadlines are due, each once at each span before it; one that moved is printed
    again."""
    from confradar.queries.reminders import reminders

    how = _How(form, split_words(exec_))
    wanted = venue_filter(context, filters, venue, following=following)
    if not following:
        # else those that are gone are printed already; a damaged list matters only there
        with suppress(StateError):
            context.following()
    due = list(
        reminders(
            context.index,
            wanted,
            _spans(within),
            now=context.epoch,
            kinds=deadline_kind or (),
            certainty=certainty(dates),
        )
    )
    fresh = _give_all(context, due, how) if again else _give_new(context, due, how)
    if exit_code and fresh:
        context.out.flush()
        raise SystemExit(1)


class _How(NamedTuple):
    """How reminders are given: a format, and the words of a command, if any."""

    form: str
    command: Sequence[str]


def _spans(within: str) -> list[tuple[str, int]]:
    """The spans as they are written, and in seconds. Raises UsageError."""
    spans = [
        (text.strip(), seconds(text, "--within")) for text in within.split(",") if text.strip()
    ]
    if not spans:
        raise UsageError("--within names no span", hint="write 7d,1d")
    return spans


def _give_all(context: Context, due: Sequence[Reminder], how: _How) -> Sequence[Reminder]:
    """Give all reminders; which they are. Raises StateError for commands that failed."""
    _check(due, _give(context, due, how))
    return due


def _give_new(context: Context, due: Sequence[Reminder], how: _How) -> Sequence[Reminder]:
    """Give the reminders that were not given before, and remember them; which they are. Raises
    StateError for commands that failed."""
    from confradar.state.reminded import reminded

    with reminded(context.paths.reminders, context.paths.locks, context.epoch) as memory:
        if memory.aside:
            context.note(
                f"{context.paths.reminders} was damaged; it is kept as {memory.aside}, and all "
                "reminders are given again"
            )
        fresh = [item for item in due if not memory.was_given(item.entry.key, item.span, item.at)]
        failed = _give(context, fresh, how)
        for item in fresh:
            if item not in failed:
                memory.mark_given(item.entry.key, item.span, item.at)
    _check(fresh, failed)
    return fresh


def _check(given: Sequence[Reminder], failed: Sequence[Reminder]) -> None:
    if failed:
        raise StateError(
            f"{len(failed)} of {len(given)} commands failed",
            hint="these reminders will be given again",
        )


def _give(context: Context, due: Sequence[Reminder], how: _How) -> list[Reminder]:
    """Print the reminders, or run the command for each; those whose command failed."""
    from confradar.views import reminders as view
    from confradar.views.markdown import cell

    now, zone, say = context.epoch, context.zone, context.say
    if how.command:
        return [
            item
            for item in due
            if not run_program(
                context, how.command, view.environment(item, now=now, zone=zone, say=say)
            )
        ]
    lines = [view.line(item, now=now, zone=zone, say=say) for item in due]

    def screen(console: Console) -> None:
        console.file.writelines(f"{text}\n" for text in lines)

    def page() -> Iterator[str]:
        return (f"- {cell(text)}\n" for text in lines)

    rows = (view.row(item, now=now, zone=zone, say=context.say_in_files) for item in due)
    write_report(context, how.form, view.SCHEMA.name, rows, Also(screen, page))
    context.out.flush()
    return []
