"""`confradar checklist`: the tasks of a preparation, with their dates."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.option_groups import OutputOrCalendar
from confradar.cli.options import Target
from confradar.cli.output import Also, write
from confradar.cli.ticks import Ticks, answer, kept_in, progress_in, remember
from confradar.cli.value_types import Offered
from confradar.errors import UsageError

if TYPE_CHECKING:
    from confradar.queries.checklist import Checklist


@command(
    "confradar checklist neurips --attendee --from-country DE",
    timeless=True,
    dated=True,
)
def checklist(
    context: Context,
    output: OutputOrCalendar,
    venue: Annotated[
        str | None,
        typer.Argument(
            metavar="[VENUE]",
            help="With dates for its next edition.",
            click_type=Offered("venues"),
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option("--year", "-y", min=1, max=9999, metavar="YEAR", help="For this edition."),
    ] = None,
    attendee: Annotated[
        bool, typer.Option("--attendee", help="For those who come without a paper.")
    ] = False,
    from_country: Annotated[
        str | None,
        typer.Option(
            "--from-country",
            metavar="COUNTRY",
            help="Where you travel from: leaves out passport and visa at home.",
            click_type=Offered("countries"),
        ),
    ] = None,
    to: Target = None,
    done: Annotated[
        list[str] | None,
        typer.Option(
            "--done",
            metavar="ID",
            help="Tick a task, or all of a step: 2.1, 3 (repeatable, or A,B).",
            click_type=Offered("tasks", several=True),
        ),
    ] = None,
    undo: Annotated[
        list[str] | None,
        typer.Option(
            "--undo",
            metavar="ID",
            help="Take a tick back, of a task or a step.",
            click_type=Offered("tasks", several=True),
        ),
    ] = None,
    note: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--note",
            metavar="ID TEXT",
            help="Note something at a task ('' to remove).",
            autocompletion=Offered("tasks").texts,
        ),
    ] = None,
    add: Annotated[
        str | None, typer.Option("--add", metavar="TEXT", help="Add a task of your own.")
    ] = None,
    due: Annotated[
        str | None,
        typer.Option(
            "--due",
            metavar="WHEN",
            help="When that is due: 2027-05-01, 14d-before-event, 1w-after-notification...",
        ),
    ] = None,
) -> None:
    """Print the five preparation steps with their tasks, dated for a venue. Formats: also ics
    (tasks for a calendar)."""
    from confradar.queries import checklist as queries
    from confradar.queries.guide import load_guide

    output.check_target(to)
    country = _country_code(from_country) if from_country is not None else None
    of = queries.subject(context.index, venue, now=context.epoch, year=year)
    guide = load_guide(context.index)
    kept = kept_in(context, of)
    ticks = Ticks.of(guide, done, undo, note, add, due)
    if ticks:
        remember(context, guide, kept, ticks)
    listed = queries.checklist(
        guide,
        of,
        now=context.epoch,
        attendee=attendee,
        from_country=country,
        progress=progress_in(context, kept),
    )
    if ticks and not output.format:
        context.note(answer(ticks, listed))
        return
    _note_standing(context, listed, of.kind, chosen=year is not None)
    _write(context, output, listed, to)


def _country_code(name: str) -> str:
    """The code of a country. Raises UsageError."""
    from confradar.model.countries import country_code

    code = country_code(name)
    if code is None:
        raise UsageError(
            f"--from-country: {name!r} is not a country", hint="a name or ISO code, such as DE"
        )
    return code


def _note_standing(context: Context, listed: Checklist, kind: str, *, chosen: bool) -> None:
    """Say on stderr what is to be known of the dates; ``chosen``: of an edition that was named."""
    from confradar.queries.checklist import standing
    from confradar.views.remarks import checklist_remark

    if text := checklist_remark(listed, standing(listed, kind), kind, chosen=chosen):
        context.note_wrapped(text)


def _write(context: Context, output: OutputOrCalendar, listed: Checklist, to: Path | None) -> None:
    from confradar.views import checklist as view
    from confradar.views import ics_tasks, machine_rows

    say, filed = context.say, context.say_in_files
    if output.calendar and listed.year is None:
        raise UsageError(
            "a calendar needs dates",
            hint="name a venue that has an edition: confradar checklist VENUE --format ics",
        )
    write(
        context,
        output.rows,
        machine_rows.TASK,
        listed.tasks,
        row=partial(view.task_row, say=filed),
        empty="no task",
        also=Also(
            partial(view.show, listed=listed, say=say),
            partial(view.markdown, listed, say),
            partial(ics_tasks.calendar_file, listed, filed, today=context.now.date()),
            to,
        ),
    )
