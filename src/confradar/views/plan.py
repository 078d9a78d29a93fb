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
from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from rich.console import Console

    from confradar.index.points import DeadlineItem
    from confradar.queries.plan_ladder import Fit, Step
    from confradar.queries.plan_left_out import LeftOut
    from confradar.queries.plan_slots import Candidate, Slot

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
    say: Words = ENGLISH,
) -> None:
    """Print the ladder with alternatives, the steps of a given order that cannot be made
    (``blocked``), and who is left out."""
    width = console.width
    columns = _columns(width, say)
    beside = alternatives or [()] * len(steps)
    rows = [
        _row(step, now=now, zone=zone, width=width, say=say)
        for chosen, others in zip(steps, beside, strict=True)
        for step in (chosen, *others)
    ]
    rows += [_blocked_row(number, item, columns, say) for number, item in blocked]
    if rows:
        show(console, columns, rows)
    for text in _notes(steps, alternatives, blocked, say):
        _line(console, text)
    if left:
        _line(console, "")
        show(console, *_left_out(left, say))


def _columns(width: int, say: Words) -> list[Column]:
    """The columns that a terminal of this width has room for."""
    if width < NARROW:
        dates = [
            Column(say(key), wrap=True, floor=7) for key in ("column.paper", "column.decision")
        ]
        venue = Column(say("column.venue"), grow=True, floor=8)
        return [Column(""), venue, *dates, Column(say("column.fit"), whole=True)]
    accepts = Column(say("column.accepts"), "right")
    ranks = [Column("CCF"), Column("CORE"), Column("h5", "right"), accepts]
    keys = ("column.abstract", "column.paper", "column.decision", "column.fit")
    wide = width >= WIDE
    return [
        Column(say("column.step")),
        Column(say("column.venue"), grow=True, floor=14),
        *(ranks if wide else []),
        *(Column(say(key)) for key in keys),
        Column(say("column.slack"), "right"),
        *([Column(say("column.worst"), "right")] if wide else []),
    ]


def _blocked_row(number: int, item: LeftOut, columns: Sequence[Column], say: Words) -> list[Cell]:
    """The row of a step that cannot be made."""
    cells: list[Cell] = [""] * len(columns)
    cells[:2] = str(number), Styled(item.venue.acronym, "bold")
    fit = [column.header for column in columns].index(say("column.fit"))
    cells[fit] = Styled(say("level.no"), "bold red")
    return cells


def _notes(
    steps: Sequence[Step],
    alternatives: Sequence[Sequence[Step]],
    blocked: Sequence[tuple[int, LeftOut]],
    say: Words,
) -> Iterator[str]:
    """What is said below the ladder: what was missed, why steps cannot be made, whose record is not
    applied, and what the words mean."""
    for step in steps:
        if step.missed:
            missed = _missed(step.slot.venue.acronym, *step.missed, say)
            yield f"{step.number}{say('colon')}{missed}"
    for number, item in blocked:
        yield say("colon").join([str(number), item.venue.acronym, say.sentence(item.detail)])
    venues = [step.slot.venue for group in (steps, *alternatives) for step in group]
    venues += [item.venue for _, item in blocked]
    yield from dict.fromkeys(
        venue.acronym + unapplied(venue.unapplied, say) for venue in venues if venue.unapplied
    )
    if steps:
        yield say("plan.legend")


def _left_out(left: Sequence[LeftOut], say: Words) -> Grid:
    """Who is left out, and why."""
    columns = [
        Column(say("column.left_out"), cap=16),
        Column(say("column.reason"), cap=18),
        Column(say("column.in_full"), grow=True, wrap=True, style="dim"),
    ]
    return columns, [
        [
            item.venue.acronym + unapplied(item.venue.unapplied, say),
            say.sentence(item.reason),
            say.sentence(item.detail),
        ]
        for item in left
    ]


def _line(console: Console, text: str) -> None:
    from rich.text import Text

    console.print(Text(safe(text), style="dim"), soft_wrap=not console.is_terminal)


def _row(step: Step, *, now: int, zone: tzinfo | None, width: int, say: Words) -> list[Cell]:
    wide, narrow = width >= WIDE, width < NARROW
    slot, venue = step.slot, step.slot.venue
    number = say("point.round", number=slot.paper.round) if slot.paper.round else ""
    name = venue.acronym if narrow else f"{venue.acronym} {slot.paper.year}{number}"
    cells = [say("or", name="").strip() if step.choice else str(step.number), name]
    if wide:
        share = "" if venue.acceptance is None else f"{venue.acceptance:.0%}"
        cells += [venue.ccf or "", venue.core or "", str(venue.h5 or ""), share]
    cells += [] if narrow else [_day(slot.abstract, now, zone, say) if slot.abstract else "-"]
    cells += [
        _day(item, now, zone, say, width=width) if item else "?" if narrow else say("unknown")
        for item in (slot.paper, slot.notification)
    ]
    fitted = len(cells)
    cells += [
        say(f"level.{step.fit.level or 'no'}"),
        *([] if narrow else [say("whole_days", number=step.fit.slack // DAY)]),
        *([say("whole_days", number=step.fit.least // DAY)] if wide else []),
    ]
    style = "dim" if step.choice else ""
    styles = {1: style or "bold", fitted: style or _STYLES.get(step.fit.level or "", "")}
    return [Styled(text, styles.get(place, style)) for place, text in enumerate(cells)]


def _day(
    item: DeadlineItem, now: int, zone: tzinfo | None, say: Words, *, width: int = WIDE
) -> str:
    """The reader's day of a date; of an estimate the day to be ready by, but of a decision the
    expected one. Where there is room, its interval."""
    narrow = width < NARROW
    if item.certainty != "estimated":
        day = local(item.at, zone).date()
        return short_day(day, now, say) if narrow else day.isoformat()
    if item.kind == "notification":
        day = local(item.at, zone).date()
        shown = f"~{short_day(day, now, say) if narrow else day}"
    else:
        shown = ready(item, now, zone, say, short=narrow) + late(item, now)
    return shown + say("note", text=interval(item, say)) if width >= SPACIOUS else shown


def _missed(acronym: str, slot: Slot, found: Fit, say: Words) -> str:
    """``ICLR 2028 is tight: its abstract is due ~2027-09-17, 6 days before the paper is expected to
    be free``."""
    part, item = (
        ("abstract", slot.abstract)
        if slot.abstract and slot.abstract.at < slot.paper.at
        else ("paper", slot.paper)
    )
    number = say("point.round", number=item.round) if item.round else ""
    mark = "~" if item.certainty == "estimated" else ""
    early = say("plan.early", days=-(found.slack // DAY)) if found.slack < 0 else ""
    return say(
        "plan.missed",
        name=f"{acronym} {item.year}{number}",
        level=say(f"level.{found.level or 'missed'}"),
        part=say(f"kind.{part}"),
        day=f"{mark}{item.wall[:10]}",
        early=early,
    )


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
