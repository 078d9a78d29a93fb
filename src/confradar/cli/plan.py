"""`confradar plan`: the ladder of venues to try with a paper, or with several."""

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
    from confradar.queries.plan import Answer, Answers, Paper
    from confradar.views.machine_rows import Row

# The columns of a table in Markdown where none are chosen.
MARKDOWN = (
    "step,choice,acronym,year,round,abstract,paper,certainty,notification,"
    "notification_certainty,feasibility,slack,via,commitment,detail"
)

# So many papers are planned together.
PAPERS = 12


def _orders() -> tuple[str, ...]:
    from confradar.queries.plan_worth import ORDERS

    return ORDERS


def _levels() -> tuple[str, ...]:
    from confradar.queries.plan_step import LEVELS

    return LEVELS


@command(
    "confradar plan --ready 2027-01-15 --topic ml --ccf A --depth 3",
    "confradar plan --ladder icml,neurips,iclr --ready 2027-01-15",
    "confradar plan --paper survey=2027-01-15 --paper thesis=2027-03-01 --topic ml --ccf A,B",
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
    papers: Annotated[
        list[str] | None,
        typer.Option(
            "--paper",
            metavar="NAME=DAY",
            help="A paper and when it is ready (repeatable): several are planned together, no two "
            "at one edition.",
        ),
    ] = None,
    together: Annotated[
        bool, typer.Option("--together", help="Several papers may go to one edition.")
    ] = False,
    depth: Annotated[
        int, typer.Option("--depth", metavar="N", min=1, max=12, help="At most this many steps.")
    ] = 3,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="ORDER",
            help="What makes a venue worth waiting for: rank, h5, acceptance (the highest), fit "
            "(with --match), or nothing: soonest. Default: rank, or fit.",
            click_type=OneOf("order", _orders),
        ),
    ] = None,
    text: Annotated[
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
            help="A free paper waits no longer than this for a deadline. Default: 180d; any, with "
            "--ladder.",
        ),
    ] = None,
    alternatives: Annotated[
        int | None,
        typer.Option(
            "--alternatives",
            metavar="N",
            min=0,
            max=1000,
            help="Other venues to show at each step. Default: 2; 0, with --paper.",
        ),
    ] = None,
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
    names = _ladder_names(ladder, papers, alone=not (venue or text or filters != Filters()))
    planned = _papers(context, papers, ready)
    rules = rules_for(
        context.epoch,
        least=feasible,
        wait=seconds(wait, "--wait") if wait else None,
        order=by,
        given=bool(names),
        fitting=text is not None,
        lists=[name for name in ("ccf", "core", "thcpl") if getattr(filters, name)],
    )
    confirmed = _confirmed(dates)
    wanted = venue_filter(context, filters, names or venue, following=following)
    fits = _fits(context, text, wanted) if text else None
    beside = (0 if papers else 2) if alternatives is None else alternatives
    request = Request(wanted, planned, rules, depth, beside, names, confirmed, fits, together)
    result = answer(context.index, request)
    if output.calendar and not result.slots:
        context.note("no venue can take the paper; no file is written")
    else:
        title = f"confradar: plan from {ready or f'{context.now:%Y-%m-%d}'}"
        if papers:
            title = f"confradar: plan of {', '.join(paper.name for paper in planned)}"
        also = Also(
            partial(_show, context, result, explain=explain),
            calendar=partial(_calendar, context, result, to, title),
            to=to,
        )
        _write(context, output.rows, result, also, explain=explain)
    _note_remarks(context, result, explained=explain)


def _papers(context: Context, given: Sequence[str] | None, ready: str | None) -> list[Paper]:
    """The papers to plan, one without a name where none is named. Raises UsageError."""
    from confradar.queries.plan import Paper

    if given and ready:
        raise UsageError("--ready and --paper both say when", hint="write --paper NAME=DAY alone")
    found: dict[str, Paper] = {}
    for text in given or ():
        name, equals, day = (part.strip() for part in text.rpartition("="))
        if not (name and equals and day):
            raise UsageError(f"--paper: {text!r} is no paper", hint="write --paper NAME=2027-01-15")
        if name in found:
            raise UsageError(f"--paper: {name!r} is named twice", hint="give each its own name")
        found[name] = Paper(name, moment(context, day, f"--paper {name}"))
    if len(found) > PAPERS:
        raise UsageError(f"at most {PAPERS} papers are planned together")
    if not found:
        start = moment(context, ready, "--ready") if ready else context.epoch
        found[""] = Paper("", start)
    for paper in found.values():
        if paper.ready < context.epoch:
            name = f"{paper.name}: " if paper.name else ""
            context.note(f"{name}that day has passed: planned from now")
    return list(found.values())


def _confirmed(dates: Dates) -> bool:
    """Whether only announced dates are taken. Raises UsageError where only estimates are."""
    only = certainty(dates)
    if only == "estimated":
        raise UsageError(
            "--only estimated: a plan takes announced dates too",
            hint="--only announced takes only those",
        )
    return only == "confirmed"


def _ladder_names(ladder: str | None, papers: Sequence[str] | None, *, alone: bool) -> list[str]:
    """The names of a given order; none where there is none. Raises UsageError."""
    if ladder is None:
        return []
    if papers:
        raise UsageError("--ladder checks one paper", hint="write --ready DAY instead of --paper")
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


def _write(context: Context, output: Output, result: Answers, also: Also, *, explain: bool) -> None:
    from confradar.views import machine_rows

    answers = result.of_papers
    if not any(item.ladder.steps or item.blocked or (item.left and explain) for item in answers):
        also = also._replace(screen=None)
    if chosen_format(context, output) == "md" and not output.columns:
        columns = MARKDOWN + (",unapplied" if context.unapplied else "")
        columns = f"manuscript,{columns}" if answers[0].paper.name else columns
        output = output.replace(columns=columns)
    write(
        context,
        output,
        machine_rows.PLAN,
        [row for item in answers for row in _rows(context, item, explain=explain)],
        row=lambda row: row,
        empty="no venue can take the paper",
        also=also,
    )


def _show(context: Context, result: Answers, console: Console, *, explain: bool) -> None:
    from confradar.views.plan import show_plan

    slots = [
        step.slot
        for item in result.of_papers
        for group in (item.ladder.steps, *item.ladder.alternatives)
        for step in group
    ]
    explain_overdue(context, [item for slot in slots for item in (slot.abstract, slot.paper)])
    show_plan(
        console,
        result.of_papers,
        now=context.epoch,
        zone=context.zone,
        explain=explain,
        say=context.say,
    )


def _rows(context: Context, result: Answer, *, explain: bool) -> Sequence[Row]:
    """The steps of a paper with their alternatives, those that cannot be made, and who is left
    out."""
    from confradar.views.plan_rows import left_out_row, step_row

    paper, steps = result.paper.name, result.ladder.steps
    others = result.ladder.alternatives or [()] * len(steps)
    rows = [
        step_row(step, before, paper=paper, now=context.epoch, zone=context.zone)
        for before, chosen, beside in zip((None, *steps), steps, others)  # noqa: B905 # one more
        for step in (chosen, *beside)
    ]
    rows += [left_out_row(item, paper=paper, number=number) for number, item in result.blocked]
    return rows + [left_out_row(item, paper=paper) for item in (result.left if explain else ())]


def _calendar(context: Context, result: Answers, to: Path | None, title: str) -> bytes:
    from confradar.cli.calendars import calendar_bytes
    from confradar.queries.calendar import known_keys
    from confradar.queries.plan_slots import entries
    from confradar.views.ics import Options

    points = entries(context.index, result.slots)
    keys = known_keys(context.index) if to else set[str]()
    return calendar_bytes(context, points, Options(title, zone=context.zone), to, keys)


def _note_remarks(context: Context, result: Answers, *, explained: bool) -> None:
    from confradar.views.remarks import plan_remarks

    for text in plan_remarks(result, explained=explained):
        context.note_wrapped(text)
