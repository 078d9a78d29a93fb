"""A paper's ladder as a table, with the venues that are not on it, and as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING, Any

from confradar.model.days import DAY
from confradar.views.grid import NARROW, WIDE, Cell, Column, Grid, Styled, show
from confradar.views.machine_rows import PLAN, Row, deadline_document, window
from confradar.views.reasons import reason_of
from confradar.views.text import interval, late, local, ready, safe, short_day, unapplied, utc

if TYPE_CHECKING:
    from rich.console import Console

    from confradar.index.points import DeadlineItem
    from confradar.queries.plan_ladder import Fit, Step
    from confradar.queries.plan_left_out import LeftOut
    from confradar.queries.plan_slots import Candidate, Slot

LEGEND = (
    "~ estimated; by: the early side, to be ready then. certain: the latest decision comes before "
    "the earliest deadline; likely: the expected one does; tight: only if things go well. Slack: "
    "days from free to due, as expected."
)
_STYLES = {"certain": "green", "likely": "", "tight": "yellow"}
SPACIOUS = 150


def show_plan(
    console: Console,
    steps: Sequence[Step],
    alternatives: Sequence[Sequence[Step]],
    left: Sequence[LeftOut],
    *,
    blocked: Sequence[tuple[int, LeftOut]],
    now: int,
    zone: tzinfo | None,
) -> None:
    """Print the ladder with alternatives, the steps of a given order that cannot be made
    (``blocked``), and who is left out."""
    width = console.width
    columns = _columns(width)
    beside = alternatives or [()] * len(steps)
    rows = [
        _row(step, now=now, zone=zone, width=width)
        for chosen, others in zip(steps, beside, strict=True)
        for step in (chosen, *others)
    ]
    rows += [_blocked_row(number, item, columns) for number, item in blocked]
    if rows:
        show(console, columns, rows)
    for text in _notes(steps, alternatives, blocked):
        _line(console, text)
    if left:
        _line(console, "")
        show(console, *_left_out(left))


def _columns(width: int) -> list[Column]:
    """The columns that a terminal of this width has room for."""
    if width < NARROW:
        dates = [Column(name, wrap=True, floor=7) for name in ("Paper", "Decision")]
        venue = Column("Venue", grow=True, floor=8)
        return [Column(""), venue, *dates, Column("Fit", whole=True)]
    ranks = [Column("CCF"), Column("CORE"), Column("h5", "right"), Column("Accepts", "right")]
    wide = width >= WIDE
    return [
        Column("Step"),
        Column("Venue", grow=True, floor=14),
        *(ranks if wide else []),
        *(Column(name) for name in ("Abstract", "Paper", "Decision", "Fit")),
        Column("Slack", "right"),
        *([Column("Worst", "right")] if wide else []),
    ]


def _blocked_row(number: int, item: LeftOut, columns: Sequence[Column]) -> list[Cell]:
    """The row of a step that cannot be made."""
    cells: list[Cell] = [""] * len(columns)
    cells[:2] = str(number), Styled(item.venue.acronym, "bold")
    cells[[column.header for column in columns].index("Fit")] = Styled("no", "bold red")
    return cells


def _notes(
    steps: Sequence[Step],
    alternatives: Sequence[Sequence[Step]],
    blocked: Sequence[tuple[int, LeftOut]],
) -> Iterator[str]:
    """What is said below the ladder: what was missed, why steps cannot be made, whose record is not
    applied, and what the words mean."""
    for step in steps:
        if step.missed:
            yield f"{step.number}: {_missed(step.slot.venue.acronym, *step.missed)}"
    for number, item in blocked:
        yield f"{number}: {item.venue.acronym}: {item.detail}"
    venues = [step.slot.venue for group in (steps, *alternatives) for step in group]
    venues += [item.venue for _, item in blocked]
    yield from dict.fromkeys(
        venue.acronym + unapplied(venue.unapplied) for venue in venues if venue.unapplied
    )
    if steps:
        yield LEGEND


def _left_out(left: Sequence[LeftOut]) -> Grid:
    """Who is left out, and why."""
    columns = [
        Column("Left out", cap=16),
        Column("Why", cap=18),
        Column("In full", grow=True, wrap=True, style="dim"),
    ]
    return columns, [
        [item.venue.acronym + unapplied(item.venue.unapplied), item.reason, item.detail]
        for item in left
    ]


def _line(console: Console, text: str) -> None:
    from rich.text import Text

    console.print(Text(safe(text), style="dim"), soft_wrap=not console.is_terminal)


def _row(step: Step, *, now: int, zone: tzinfo | None, width: int) -> list[Cell]:
    wide, narrow = width >= WIDE, width < NARROW
    slot, venue = step.slot, step.slot.venue
    number = f", round {slot.paper.round}" if slot.paper.round else ""
    name = venue.acronym if narrow else f"{venue.acronym} {slot.paper.year}{number}"
    cells = ["or" if step.choice else str(step.number), name]
    if wide:
        share = "" if venue.acceptance is None else f"{venue.acceptance:.0%}"
        cells += [venue.ccf or "", venue.core or "", str(venue.h5 or ""), share]
    cells += [] if narrow else [_day(slot.abstract, now, zone) if slot.abstract else "-"]
    cells += [
        _day(item, now, zone, width=width) if item else "?" if narrow else "not known"
        for item in (slot.paper, slot.notification)
    ]
    fitted = len(cells)
    cells += [
        step.fit.level or "no",
        *([] if narrow else [f"{step.fit.slack // DAY} d"]),
        *([f"{step.fit.least // DAY} d"] if wide else []),
    ]
    style = "dim" if step.choice else ""
    styles = {1: style or "bold", fitted: style or _STYLES.get(cells[fitted], "")}
    return [Styled(text, styles.get(place, style)) for place, text in enumerate(cells)]


def _day(item: DeadlineItem, now: int, zone: tzinfo | None, *, width: int = WIDE) -> str:
    """The reader's day of a date; of an estimate the day to be ready by, but of a decision the
    expected one. Where there is room, its interval."""
    narrow = width < NARROW
    if item.certainty != "estimated":
        day = local(item.at, zone).date()
        return short_day(day, now) if narrow else day.isoformat()
    if item.kind == "notification":
        day = local(item.at, zone).date()
        shown = f"~{short_day(day, now) if narrow else day}"
    else:
        shown = ready(item, now, zone, short=narrow) + late(item, now)
    return f"{shown} ({interval(item)})" if width >= SPACIOUS else shown


def _missed(acronym: str, slot: Slot, found: Fit) -> str:
    """``ICLR 2028 is tight: its abstract is due ~2027-09-17, 6 days before the paper is expected to
    be free``."""
    part, item = (
        ("abstract", slot.abstract)
        if slot.abstract and slot.abstract.at < slot.paper.at
        else ("paper", slot.paper)
    )
    name = f"{acronym} {item.year}{f', round {item.round}' if item.round else ''}"
    mark = "~" if item.certainty == "estimated" else ""
    early = (
        f", {-(found.slack // DAY)} days before the paper is expected to be free"
        if found.slack < 0
        else ""
    )
    return f"{name} is {found.level or 'missed'}: its {part} is due {mark}{item.wall[:10]}{early}"


# ---- Rows


def step_row(step: Step, *, now: int, zone: tzinfo | None) -> Row:
    """A step of a ladder (``choice`` 0) or an alternative to it (1 and on). Slacks are whole days,
    rounded down: expected, worst, best."""
    slot = step.slot

    def nested(item: DeadlineItem | None) -> Row | None:
        return deadline_document(item, now=now, zone=zone)

    decision = slot.notification
    return _no_step(slot.venue) | {
        "step": step.number,
        "choice": step.choice,
        "year": slot.paper.year,
        "round": slot.paper.round,
        "feasibility": step.fit.level,
        "slack": step.fit.slack // DAY,
        "slack_least": step.fit.least // DAY,
        "slack_most": step.fit.most // DAY,
        "free": utc(step.free.at),
        "abstract": nested(slot.abstract),
        "paper": nested(slot.paper),
        "certainty": slot.paper.certainty,
        **window(slot.paper),
        "notification": nested(decision),
        "notification_certainty": decision.certainty if decision else None,
        "notification_basis": reason_of(decision) if decision else None,
        "missed": nested(step.missed[0].paper) if step.missed else None,
    }


def left_out_row(item: LeftOut, *, number: int | None = None) -> Row:
    """A venue that is not on the ladder, with the reason; ``number`` is the step that it was to
    be."""
    feasibility = "no" if number else None
    return _no_step(item.venue) | {
        "step": number,
        "feasibility": feasibility,
        "reason": item.reason,
        "detail": item.detail,
    }


def _no_step(venue: Candidate) -> dict[str, Any]:
    """The columns of a plan's row that tell of the venue; the rest empty."""
    facts = {
        name: getattr(venue, name)
        for name in ("acronym", "name", "kind", "ccf", "core", "h5", "unapplied")
    }
    acceptance = None if venue.acceptance is None else round(venue.acceptance, 4)
    return (
        dict.fromkeys((*PLAN.columns, *PLAN.extra))
        | facts
        | {"venue": venue.id, "acceptance": acceptance}
    )
