"""`confradar plan`: the ladder of venues to try with a paper."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.after_results import explain_overdue
from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.option_groups import Dates, Filters, Output, OutputOrCalendar
from confradar.cli.options import Following, Target, Venues
from confradar.cli.output import Also, chosen_format, write
from confradar.cli.selection import certainty, moment, seconds, venue_filter
from confradar.cli.value_types import Offered, OneOf
from confradar.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from confradar.queries.filters import VenueFilter
    from confradar.queries.plan import Answer
    from confradar.views.machine_rows import Row

# The columns of a table in Markdown where none are chosen.
MARKDOWN = (
    "step,choice,acronym,year,round,abstract,paper,certainty,notification,"
    "notification_certainty,feasibility,slack,detail"
)


def _orders() -> tuple[str, ...]:
    from confradar.queries.plan_ladder import ORDERS

    return ORDERS


def _levels() -> tuple[str, ...]:
    from confradar.queries.plan_ladder import LEVELS

    return LEVELS


@command(
    "confradar plan --ready 2027-01-15 --topic ml --ccf A --depth 3",
    "confradar plan --ladder icml,neurips,iclr --ready 2027-01-15",
    dated=True,
)
def plan(
    context: Context,
    filters: Filters,
    dates: Dates,
    output: OutputOrCalendar,
    venue: Venues = None,
    following: Following = False,
    ready: Annotated[
        str | None,
        typer.Option("--ready", metavar="DAY", help="When the paper is ready. Default: now."),
    ] = None,
    depth: Annotated[
        int, typer.Option("--depth", metavar="N", min=1, max=12, help="At most this many steps.")
    ] = 3,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="ORDER",
            help="What comes first at each step: rank, soonest, h5, acceptance (the highest), or "
            "fit, with --match. Default: rank, or fit.",
            click_type=OneOf("order", _orders),
        ),
    ] = None,
    paper: Annotated[
        str | None,
        typer.Option(
            "--match",
            metavar="FILE|-",
            help="Only venues that this paper's title or abstract fits, ordered by fit unless "
            "--by says otherwise.",
        ),
    ] = None,
    feasible: Annotated[
        str,
        typer.Option(
            "--feasible",
            metavar="LEVEL",
            help="How sure each step must be at least. certain: the latest decision comes before "
            "the earliest deadline; likely: the expected one does; tight: only the earliest one "
            "does, and before the latest deadline.",
            click_type=OneOf("level", _levels),
        ),
    ] = "likely",
    wait: Annotated[
        str | None,
        typer.Option(
            "--wait",
            metavar="SPAN",
            help="A free paper waits no longer than this for a deadline. Default: 90d; any, with "
            "--ladder.",
        ),
    ] = None,
    alternatives: Annotated[
        int,
        typer.Option(
            "--alternatives",
            metavar="N",
            min=0,
            max=1000,
            help="Other venues to show at each step.",
        ),
    ] = 2,
    ladder: Annotated[
        str | None,
        typer.Option(
            "--ladder",
            metavar="VENUE,VENUE,...",
            help="Check this order of venues instead.",
            click_type=Offered("venues", several=True),
        ),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Tell for every matching venue why it is left out.")
    ] = False,
    to: Target = None,
) -> None:
    """Find the ladder of venues for a paper: where to submit first, and after each decision next.
    Formats: also ics."""
    from confradar.queries.plan import Request, answer, rules_for

    output.check_target(to)
    names = _ladder_names(ladder, alone=not (venue or paper or filters != Filters()))
    start = moment(context, ready, "--ready") if ready else context.epoch
    rules = rules_for(
        context.epoch,
        least=feasible,
        wait=seconds(wait, "--wait") if wait else None,
        order=by,
        given=bool(names),
        fitting=paper is not None,
    )
    only = certainty(dates)
    if only == "estimated":
        raise UsageError(
            "--only estimated: a plan takes announced dates too",
            hint="--only announced takes only those",
        )
    wanted = venue_filter(context, filters, names or venue, following=following)
    fits = _fits(context, paper, wanted) if paper else None
    confirmed = only == "confirmed"
    request = Request(wanted, start, rules, depth, alternatives, names, confirmed, fits)
    result = answer(context.index, request)
    if start < context.epoch and ready:
        context.note("that day has passed: planned from now")
    if output.calendar and not result.ladder.steps:
        context.note("no venue can take the paper; no file is written")
    else:
        title = f"confradar: plan from {ready or f'{context.now:%Y-%m-%d}'}"
        also = Also(
            partial(_show, context, result, explain=explain),
            calendar=partial(_calendar, context, result, to, title),
            to=to,
        )
        _write(context, output.rows, result, also, explain=explain)
    _note_remarks(context, result, explained=explain)


def _ladder_names(ladder: str | None, *, alone: bool) -> list[str]:
    """The names of a given order; none where there is none. Raises UsageError."""
    if ladder is None:
        return []
    if not alone:
        raise UsageError(
            "--ladder names the venues itself",
            hint="leave the filters, other venues and --match out",
        )
    names = [name.strip() for name in ladder.split(",") if name.strip()]
    if not names:
        raise UsageError("--ladder names no venue", hint="write --ladder neurips,iclr")
    return names


def _fits(context: Context, paper: str, wanted: VenueFilter) -> dict[str, float]:
    """How well the paper in a file fits, by venue, of those that it fits best. Raises DataError."""
    from confradar.cli.paper import file_text, matches, note_misfit
    from confradar.queries.plan import FITTING

    best = matches(
        context, file_text(context, paper), wanted, now=context.epoch, top=FITTING, certainty="all"
    )
    note_misfit(context, best)
    return {one.venue.id: one.score for one in best.matches}


def _write(context: Context, output: Output, result: Answer, also: Also, *, explain: bool) -> None:
    from confradar.views import machine_rows

    if not (result.ladder.steps or result.blocked or (result.left and explain)):
        also = also._replace(screen=None)
    if chosen_format(context, output) == "md" and not output.columns:
        columns = MARKDOWN + (",unapplied" if context.unapplied else "")
        output = output.replace(columns=columns)
    write(
        context,
        output,
        machine_rows.PLAN,
        _rows(context, result, explain=explain),
        row=lambda row: row,
        empty="no venue can take the paper",
        also=also,
    )


def _show(context: Context, result: Answer, console: Console, *, explain: bool) -> None:
    from confradar.views.plan import show_plan

    ladder = result.ladder
    chosen = [*ladder.steps, *(step for beside in ladder.alternatives for step in beside)]
    explain_overdue(
        context, [item for step in chosen for item in (step.slot.abstract, step.slot.paper)]
    )
    show_plan(
        console,
        ladder.steps,
        ladder.alternatives,
        result.left if explain else (),
        blocked=result.blocked,
        now=context.epoch,
        zone=context.zone,
        say=context.say,
    )


def _rows(context: Context, result: Answer, *, explain: bool) -> Sequence[Row]:
    """The steps with their alternatives, those that cannot be made, and who is left out."""
    from confradar.views.plan import left_out_row, step_row

    steps = result.ladder.steps
    others = result.ladder.alternatives or [()] * len(steps)
    rows = [
        step_row(step, now=context.epoch, zone=context.zone)
        for chosen, beside in zip(steps, others, strict=True)
        for step in (chosen, *beside)
    ]
    rows += [left_out_row(item, number=number) for number, item in result.blocked]
    return rows + [left_out_row(item) for item in (result.left if explain else ())]


def _calendar(context: Context, result: Answer, to: Path | None, title: str) -> bytes:
    from confradar.cli.calendars import calendar_bytes
    from confradar.queries.calendar import known_keys
    from confradar.queries.plan_slots import entries
    from confradar.views.ics import Options

    points = entries(context.index, [step.slot for step in result.ladder.steps])
    keys = known_keys(context.index) if to else set[str]()
    return calendar_bytes(context, points, Options(title, zone=context.zone), to, keys)


def _note_remarks(context: Context, result: Answer, *, explained: bool) -> None:
    from confradar.views.remarks import plan_remarks

    for text in plan_remarks(result, explained=explained):
        context.note_wrapped(text)
