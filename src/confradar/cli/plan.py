"""`confradar plan`: the ladder of venues to try with a paper."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.context import Context
from confradar.cli.options import Filters, Output, Target, Venues, command
from confradar.cli.output import chosen_format, console, put, write
from confradar.cli.selection import certainty, moment, span, venue_filter
from confradar.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from confradar.queries.filters import VenueFilter
    from confradar.queries.left_out import LeftOut
    from confradar.queries.plan import Plan, Rules, Step
    from confradar.queries.slots import Offer, Span

# How long a free paper waits where nothing else is said: longer than from any large conference's
# decisions to the next one's deadline in its field, shorter than half a year.
WAIT = "90d"
# So many venues of those that a paper fits best are planned with.
FITTING = 10
MARKDOWN = "step,choice,acronym,year,round,abstract,paper,certainty,notification,notification_certainty,feasibility,slack,detail"


def add_to(app: typer.Typer) -> None:
    """Register the command."""

    @command(
        app,
        "plan",
        dated=True,
        example=(
            "confradar plan --ready 2027-01-15 --topic ml --ccf A --depth 3",
            "confradar plan --ladder icml,neurips,iclr --ready 2027-01-15",
        ),
    )
    def plan(
        context: Context,
        filters: Filters,
        output: Output,
        venue: Venues = None,
        ready: Annotated[
            str | None,
            typer.Option("--ready", metavar="DAY", help="When the paper is ready. Default: now."),
        ] = None,
        depth: Annotated[
            int, typer.Option("--depth", min=1, max=12, help="At most this many steps.")
        ] = 3,
        by: Annotated[
            str | None,
            typer.Option(
                "--by",
                metavar="ORDER",
                help="What comes first at each step: rank, soonest, h5, acceptance (the highest), or fit, with --match. Default: rank, or fit.",
            ),
        ] = None,
        paper: Annotated[
            str | None,
            typer.Option(
                "--match",
                metavar="FILE|-",
                help="Only venues that this paper's title or abstract fits, by the order fit where none is given.",
            ),
        ] = None,
        feasible: Annotated[
            str,
            typer.Option(
                "--feasible",
                metavar="LEVEL",
                help="The least a step must be. certain: the latest decision comes before the earliest deadline; "
                "likely: the expected one does; tight: only the earliest one does, and before the latest deadline.",
            ),
        ] = "likely",
        wait: Annotated[
            str | None,
            typer.Option(
                "--wait",
                metavar="SPAN",
                help=f"A free paper waits no longer than this for a deadline. Default: {WAIT}; any, with --ladder.",
            ),
        ] = None,
        alternatives: Annotated[
            int,
            typer.Option(
                "--alternatives", min=0, max=1000, help="Other venues to show at each step."
            ),
        ] = 2,
        ladder: Annotated[
            str | None,
            typer.Option(
                "--ladder", metavar="VENUE,VENUE,...", help="Check this order of venues instead."
            ),
        ] = None,
        explain: Annotated[
            bool,
            typer.Option("--explain", help="Tell for every matching venue why it is left out."),
        ] = False,
        to: Target = None,
    ) -> None:
        """Find the ladder of venues for a paper: where to submit first, and after each decision
        next. Formats: also ics."""
        from confradar.queries.left_out import left_out
        from confradar.queries.plan import Plan, Rules, check
        from confradar.queries.plan import plan as search
        from confradar.queries.slots import offers

        names = _venues(ladder, filters, venue or (), paper)
        start = moment(context, ready, "--ready") if ready else context.epoch
        limit = wait or (None if names else WAIT)
        rules = Rules(
            context.epoch,
            _level(feasible),
            int(span(limit, "--wait").total_seconds()) if limit else None,
            _order(by, paper),
        )
        if to and (output.format or "").lower() != "ics":
            raise UsageError("-o goes with --format ics", hint="for other formats: > FILE")
        if certainty(filters) == "estimated":
            raise UsageError(
                "--only estimated: a plan takes announced dates too",
                hint="--only announced takes only those",
            )
        wanted = venue_filter(context, filters, names or venue or ())
        fitting = _fitting(context, paper, wanted) if paper else {}
        wanted = wanted._replace(ids=list(fitting)) if paper else wanted
        found = offers(
            context.index, wanted, confirmed=certainty(filters) == "confirmed", fits=fitting
        )
        slots = [slot for offer in found for slot in offer.slots]
        if start < context.epoch and ready:
            context.note("that day has passed: planned from now")
        left: list[LeftOut] = []
        blocked: list[tuple[int, LeftOut]] = []
        if names:
            order = _ids(context, names)
            made = Plan(check(slots, order, ready=start, rules=rules))
            blocked = _blocked(made.steps, order, found, start, rules)
        else:
            made = search(slots, ready=start, depth=depth, rules=rules, alternatives=alternatives)
            left = left_out(found, made, ready=start, depth=depth, rules=rules)
        _write(
            context,
            output,
            made,
            left if explain else [],
            blocked,
            to=to,
            ready=ready or f"{context.now:%Y-%m-%d}",
        )
        if not names:
            _tell(
                context, made, left, found, depth=depth, start=start, rules=rules, explained=explain
            )


def _fitting(context: Context, paper: str, wanted: VenueFilter) -> dict[str, float]:
    """How well the paper in a file fits, by venue, of those that it fits best. Raises DataError."""
    from confradar.cli.paper import file_text, fits, tell_unfit

    answer = fits(
        context, file_text(context, paper), wanted, now=context.epoch, top=FITTING, certainty="all"
    )
    tell_unfit(context, answer)
    return {one.venue.id: one.score for one in answer.found}


def _venues(
    ladder: str | None, filters: Filters, names: Sequence[str], paper: str | None
) -> list[str]:
    """The names of a given order; none where there is none. Raises UsageError."""
    if ladder is None:
        return []
    if (
        names
        or paper
        or any(
            getattr(filters, name)
            for name in ("topic", "kind", "ccf", "core", "thcpl", "query", "country")
        )
    ):
        raise UsageError(
            "--ladder names the venues itself",
            hint="leave the filters, other venues and --match out",
        )
    given = [name.strip() for name in ladder.split(",") if name.strip()]
    if not given:
        raise UsageError("--ladder names no venue", hint="write --ladder neurips,iclr")
    return given


def _ids(context: Context, names: Sequence[str]) -> list[str]:
    from confradar.queries.filters import find_venue

    order = [find_venue(context.index, name)[1] for name in names]
    for id_ in order:
        if order.count(id_) > 1:
            raise UsageError(f"--ladder names {id_} twice", hint="a ladder tries each venue once")
    return order


def _level(name: str) -> str:
    from confradar.queries.plan import LEVELS

    return _one_of(name, LEVELS, "--feasible")


def _order(name: str | None, paper: str | None) -> str:
    from confradar.queries.plan import ORDERS

    order = _one_of(name or ("fit" if paper else "rank"), ORDERS, "--by")
    if order == "fit" and not paper:
        raise UsageError("--by fit needs the paper's text", hint="give it by --match FILE")
    return order


def _one_of(value: str, allowed: Sequence[str], option: str) -> str:
    if value.lower() not in allowed:
        from confradar.model.names import nearest

        close = nearest(value, allowed)
        hint = f"did you mean {close[0]}?" if close else f"one of {', '.join(allowed)}"
        raise UsageError(f"{option}: there is no {value!r}", hint=hint)
    return value.lower()


def _free(steps: Sequence[Step], start: int, rules: Rules) -> Span | None:
    """When the paper is free after these steps; None where the last decision's date is not
    known."""
    from confradar.queries.slots import Span

    now = max(start, rules.now)
    return steps[-1].slot.decided if steps else Span(now, now, now)


def _blocked(
    steps: Sequence[Step], order: Sequence[str], found: Sequence[Offer], start: int, rules: Rules
) -> list[tuple[int, LeftOut]]:
    """The steps of a given order that cannot be made: the first with its reason, those after it as
    not reached."""
    from confradar.queries.left_out import LeftOut, obstacle

    by_id = {offer.venue.id: offer for offer in found}
    result = []
    for number, id_ in enumerate(order[len(steps) :], start=len(steps) + 1):
        if number == len(steps) + 1:
            free = _free(steps, start, rules)
            result.append((number, obstacle(by_id[id_], number, free, ready=start, rules=rules)))
        else:
            result.append(
                (
                    number,
                    LeftOut(by_id[id_].venue, "not reached", "the step before it cannot be made"),
                )
            )
    return result


def _write(
    context: Context,
    output: Output,
    made: Plan,
    left: Sequence[LeftOut],
    blocked: Sequence[tuple[int, LeftOut]],
    *,
    to: Path | None,
    ready: str,
) -> None:
    from confradar.views import items

    if (output.format or "").lower() == "ics":
        _write_calendar(context, made, to, ready)
        return
    form = chosen_format(context, output)
    if form == "table" and not output.columns and (made.steps or blocked or left):
        from confradar.views.plan import show_plan

        chosen = [*made.steps, *(step for beside in made.alternatives for step in beside)]
        context.overdue(item for step in chosen for item in (step.slot.abstract, step.slot.paper))
        show_plan(
            console(context),
            made.steps,
            made.alternatives,
            left,
            blocked=blocked,
            now=context.epoch,
            zone=context.zone,
        )
        return
    others = made.alternatives or [()] * len(made.steps)
    rows = [
        items.step_row(step, now=context.epoch, zone=context.zone)
        for chosen, beside in zip(made.steps, others, strict=True)
        for step in (chosen, *beside)
    ]
    rows += [items.left_out_row(item, number=number) for number, item in blocked]
    rows += [items.left_out_row(item) for item in left]
    if form == "md" and not output.columns:
        output = output._replace(columns=MARKDOWN + (",unapplied" if context.unapplied else ""))
    write(
        context,
        output,
        items.PLAN,
        rows,
        row=lambda row: row,
        table=lambda _: ([], []),
        empty="no venue can take the paper",
    )


def _write_calendar(context: Context, made: Plan, to: Path | None, ready: str) -> None:
    from confradar.cli.export import calendar_bytes
    from confradar.queries.calendar import known_keys
    from confradar.queries.slots import entries
    from confradar.views.ics import Options

    found = entries(context.index, [step.slot for step in made.steps])
    if not found:
        context.note("no venue can take the paper; no file is written")
        return
    options = Options(f"confradar: plan from {ready}", zone=context.zone)
    put(
        context,
        calendar_bytes(context, found, options, to, known_keys(context.index) if to else set()),
        to,
    )


def _tell(
    context: Context,
    made: Plan,
    left: Sequence[LeftOut],
    found: Sequence[Offer],
    *,
    depth: int,
    start: int,
    rules: Rules,
    explained: bool,
) -> None:
    """Why the ladder ends, and how many venues are left out for which reason, on stderr."""
    from confradar.queries.left_out import beyond, shown
    from confradar.queries.plan import fit
    from confradar.queries.slots import DAY

    steps = made.steps
    if steps and len(steps) < depth:
        free = steps[-1].slot.decided
        after = f"after step {len(steps)} the ladder ends"
        if free is None:
            context.note(
                f"{after}: the decision date of {steps[-1].slot.venue.acronym} is not known"
            )
        else:
            context.note(f"{after}: no other venue can take the paper then")
    if len(steps) < depth:
        free = _free(steps, start, rules)
        used = [step.slot.venue.id for step in steps]
        slots = [slot for offer in found for slot in offer.slots]
        tight, late = beyond(slots, used, free, rules=rules) if free else (None, None)
        if tight:
            context.note(
                f"with --feasible tight it could be {tight.venue.acronym}, paper due {shown(tight.paper)}"
            )
        if late and free and late is not tight:
            days = -(-fit(late, free).slack // DAY)
            context.note(
                f"with --wait {days}d it could be {late.venue.acronym}, paper due {shown(late.paper)}"
            )
    if left:
        counts = Counter(item.reason for item in left).most_common()
        told = ", ".join(f"{count} {reason}" for reason, count in counts)
        context.note_wrapped(
            f"left out {len(left)} of {len(found)} matching venues: {told}{'' if explained else ' (--explain tells more)'}"
        )
    elif not found:
        context.note("no venue matches these filters")
