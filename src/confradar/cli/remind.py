"""`confradar remind`: what is due, each thing once; for cron, mail and notifications."""

from __future__ import annotations

import os
import shlex
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.context import Context
from confradar.cli.options import Filters, Venues, command
from confradar.cli.output import check_page_format
from confradar.cli.selection import certainty, span, venue_filter
from confradar.errors import StateError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from confradar.queries.reminders import Reminder


def add_to(app: typer.Typer) -> None:
    """Register the command."""

    @command(
        app,
        "remind",
        example=(
            "confradar remind --following --within 7d,1d",
            "confradar remind --following --exec 'notify-send confradar'",
        ),
    )
    def remind(
        context: Context,
        filters: Filters,
        venue: Venues = None,
        within: Annotated[
            str,
            typer.Option(
                "--within", metavar="SPANS", help="How long before to remind: once at each."
            ),
        ] = "7d,1d",
        deadline_kind: Annotated[
            list[str] | None,
            typer.Option(
                "--deadline-kind", "-d", metavar="KIND", help="Only these kinds (repeatable)."
            ),
        ] = None,
        form: Annotated[
            str, typer.Option("--format", "-f", metavar="FORMAT", help="text, md or json.")
        ] = "text",
        exec_: Annotated[
            str | None,
            typer.Option(
                "--exec",
                metavar="COMMAND",
                help="Run this for each, with its text as last argument and its fields as REMIND_*.",
            ),
        ] = None,
        exit_code: Annotated[
            bool, typer.Option("--exit-code", help="Exit 1 when there are some.")
        ] = False,
        again: Annotated[
            bool, typer.Option("--again", help="Also what was said before; remember nothing.")
        ] = False,
    ) -> None:
        """Say which deadlines are due, each once at each span before it; one that moved is said
        again."""
        from confradar.queries.reminders import reminders
        from confradar.state.reminded import reminded

        check_page_format(form)
        argv = _split(exec_)
        spans = [
            (text.strip(), int(span(text, "--within").total_seconds()))
            for text in within.split(",")
            if text.strip()
        ]
        if not spans:
            raise UsageError("--within names no span", hint="write 7d,1d")
        certain = certainty(filters)
        wanted = venue_filter(context, filters, venue or ())
        if (
            not filters.following
        ):  # else it has told already which of them are gone; a damaged list matters only there
            with suppress(StateError):
                context.following()
        found = list(
            reminders(
                context.index,
                wanted,
                spans,
                now=context.epoch,
                kinds=deadline_kind or (),
                estimates=certain != "confirmed",
            )
        )
        if certain == "estimated":
            found = [item for item in found if item.entry.certainty == "estimated"]
        if again:
            fresh, failed = found, _told(context, found, form, argv)
        else:
            with reminded(context.paths.said, context.paths.locks, context.epoch) as memory:
                if memory.aside:
                    context.note(
                        f"{context.paths.said} was damaged; it is kept as {memory.aside}, and everything is said once more"
                    )
                fresh = [
                    item for item in found if not memory.said(item.entry.key, item.span, item.at)
                ]
                failed = _told(context, fresh, form, argv)
                for item in fresh:
                    if item not in failed:
                        memory.say(item.entry.key, item.span, item.at)
        if failed:
            raise StateError(
                f"{len(failed)} of {len(fresh)} commands failed",
                hint="these reminders will be given again",
            )
        if exit_code and fresh:
            context.out.flush()
            raise SystemExit(1)


def _split(text: str | None, *, windows: bool = os.name == "nt") -> list[str]:
    """The command's words; no shell reads them. On Windows a backslash is a letter, since paths
    have them. Raises UsageError."""
    try:
        words = shlex.shlex(text or "", posix=True)
        words.whitespace_split, words.commenters = True, ""
        words.escape = "" if windows else words.escape
        argv = list(words)
    except ValueError as error:
        raise UsageError(f"--exec: {error}", hint="check its quotes") from None
    if text is not None and not argv:
        raise UsageError("--exec names no command")
    return argv


def _told(
    context: Context, found: Sequence[Reminder], form: str, argv: Sequence[str]
) -> list[Reminder]:
    """Print the reminders, or run the command for each; those whose command failed."""
    from confradar.views import reminders as view

    now, zone = context.epoch, context.zone
    if argv:
        return [
            item
            for item in found
            if not _run(context, argv, view.environment(item, now=now, zone=zone))
        ]
    if form == "json":
        from confradar.cli.output import generated_at
        from confradar.views import json

        rows = (view.row(item, now=now, zone=zone) for item in found)
        context.out.writelines(
            json.render(rows, schema=view.SCHEMA.name, generated_at=generated_at(context))
        )
    else:
        from confradar.views.markdown import cell

        for item in found:
            text = view.line(item, now=now, zone=zone)
            context.out.write(f"- {cell(text)}\n" if form == "md" else f"{text}\n")
    context.out.flush()
    return []


def _run(context: Context, argv: Sequence[str], fields: dict[str, str]) -> bool:
    """Run the command with the reminder's text as its last argument; whether it succeeded."""
    # What comes from data must not be read as an option.
    fields = {
        name: f" {value}" if value.startswith("-") else value for name, value in fields.items()
    }
    try:
        # The reader's own command, without a shell.
        done = subprocess.run(  # noqa: S603
            [*argv, fields["REMIND_TEXT"]], env={**os.environ, **fields}, check=False
        )
    except (OSError, ValueError) as error:
        context.note(f"{argv[0]}: {getattr(error, 'strerror', None) or error}")
        return False
    if done.returncode:
        context.note(f"{argv[0]}: exit code {done.returncode}")
    return done.returncode == 0
