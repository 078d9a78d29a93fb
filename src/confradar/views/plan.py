"""Papers' ladders as a table, with the venues that are not on them (as rows: `plan_rows`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from confradar.model.days import DAY
from confradar.queries.plan_step import LEVELS
from confradar.views.grid import NARROW, WIDE, Cell, Column, Grid, Styled, show
from confradar.views.text import (
    interval,
    late,
    local,
    ready,
    safe,
    short_day,
    span,
    unapplied,
)
from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from rich.console import Console

    from confradar.index.points import DeadlineItem
    from confradar.queries.plan import Answer
    from confradar.queries.plan_left_out import LeftOut
    from confradar.queries.plan_slots import Slot
    from confradar.queries.plan_step import Fit, Step

_STYLES = {"certain": "green", "likely": "", "tight": "yellow"}
SPACIOUS = 150


def show_plan(
    console: Console,
    answers: Sequence[Answer],
    *,
    now: int,
    zone: tzinfo | None,
    explain: bool,
    say: Words = ENGLISH,
) -> None:
    """Print each paper's ladder with alternatives and the steps of a given order that cannot be
    made, all in one table; ``explain``: and who is left out."""
    width, several = console.width, bool(answers[0].paper.name)
    columns = _columns(width, say, several=several)
    rows: list[list[Cell]] = []
    for answer in answers:
        steps, beside = answer.ladder.steps, answer.ladder.alternatives
        own = [
            _row(step, say, now=now, zone=zone, width=width, several=several)
            for chosen, others in zip(steps, beside or [()] * len(steps), strict=True)
            for step in (chosen, *others)
        ]
        own += [_blocked_row(number, item, columns, say) for number, item in answer.blocked]
        rows += _named(answer, own, columns, say) if several else own
    if rows:
        show(console, columns, rows)
    for answer in answers:
        for text in _notes(answer, zone, say):
            _line(console, f"{answer.paper.name} {text}" if several else text)
    if any(answer.ladder.steps for answer in answers):
        _line(console, _legend(answers, columns, say, several=several))
    for answer in answers:
        if explain and answer.left:
            _line(console, answer.paper.name)
            show(console, *_left_out(answer.left, say))


def _legend(
    answers: Sequence[Answer], columns: Sequence[Column], say: Words, *, several: bool
) -> str:
    """What the dates, the levels that are shown and the slack mean."""
    ladders = [answer.ladder for answer in answers]
    steps = [
        step for item in ladders for group in (item.steps, *item.alternatives) for step in group
    ]
    levels = [level for level in LEVELS if any(step.fit.level == level for step in steps)]
    parts = [f"{say('plan.due')} "] if several else []
    parts.append(say("plan.estimated"))
    if levels:
        told = say("semicolon").join(say(f"plan.{level}") for level in levels)
        parts.append(say("plan.levels", levels=told))
    if any(column.header == say("column.slack") for column in columns):
        parts.append(say("plan.slack"))
    return "".join(parts)


def _named(
    answer: Answer, rows: list[list[Cell]], columns: Sequence[Column], say: Words
) -> list[list[Cell]]:
    """The rows of one of several papers, its name before the first."""
    if not rows:
        rows = [["", say("plan.nowhere"), *([""] * (len(columns) - 3))]]
    first: Cell = Styled(answer.paper.name, "bold")
    return [[first if row is rows[0] else "", *row] for row in rows]


def _columns(width: int, say: Words, *, several: bool) -> list[Column]:
    """The columns that a terminal of this width has room for; of ``several`` papers with their
    names."""
    first = [Column(say("column.for"), cap=14)] if several else []
    if width < NARROW:
        dates = [
            Column(say(key), wrap=True, floor=7) for key in ("column.paper", "column.decision")
        ]
        venue = Column(say("column.venue"), grow=True, floor=8)
        return [*first, Column(""), venue, *dates, Column(say("column.fit"), whole=True)]
    accepts = Column(say("column.accepts"), "right")
    ranks = [Column("CCF"), Column("CORE"), Column("h5", "right"), accepts]
    wide = width >= WIDE
    return [
        *first,
        Column(say("column.step")),
        Column(say("column.venue"), grow=True, floor=14),
        *(ranks if wide else []),
        *(Column(say(key).strip()) for key in _dates(several=several)),
        *([] if several and not wide else [Column(say("column.slack"), "right")]),
        *([Column(say("column.worst"), "right")] if wide else []),
    ]


def _dates(*, several: bool) -> tuple[str, ...]:
    """The columns from the first date to the fit: of several papers only the sooner of the two
    dates that are due."""
    due = ("column.due",) if several else ("column.abstract", "column.paper")
    return (*due, "column.decision", "column.fit")


def _blocked_row(number: int, item: LeftOut, columns: Sequence[Column], say: Words) -> list[Cell]:
    """The row of a step that cannot be made."""
    cells: list[Cell] = [""] * len(columns)
    cells[:2] = str(number), Styled(item.venue.acronym, "bold")
    fit = [column.header for column in columns].index(say("column.fit"))
    cells[fit] = Styled(say("level.no"), "bold red")
    return cells


def _notes(answer: Answer, zone: tzinfo | None, say: Words) -> Iterator[str]:
    """What is said below a ladder: the stages of a step, what it depends on, what was missed, why
    steps cannot be made, and whose record is not applied."""
    ladder = answer.ladder
    for before, step in zip((None, *ladder.steps), ladder.steps):  # noqa: B905 # one more
        yield from _stages(step, zone, say)
        yield from _uncertain(step, before, say)
        if step.missed:
            missed = _missed(step.slot.venue.acronym, *step.missed, say)
            yield f"{step.number}{say('colon')}{missed}"
    for number, item in answer.blocked:
        yield say("colon").join([str(number), item.venue.acronym, say.sentence(item.detail)])
    venues = [step.slot.venue for group in (ladder.steps, *ladder.alternatives) for step in group]
    venues += [item.venue for _, item in answer.blocked]
    yield from dict.fromkeys(
        venue.acronym + unapplied(venue.unapplied, say) for venue in venues if venue.unapplied
    )


def _stages(step: Step, zone: tzinfo | None, say: Words) -> Iterator[str]:
    """Of a step through a reviewing venue: when to submit there, and when to commit."""
    slot = step.slot
    if not slot.reviewer:
        return
    commit = say("plan.no_commitment")
    if slot.commitment:
        commit = say("plan.commitment", day=_when(slot.commitment, zone))
    yield say(
        "plan.stages",
        number=step.number,
        reviewer=slot.reviewer,
        day=_when(slot.paper, zone),
        venue=f"{slot.venue.acronym} {slot.paper.year}",
        commit=commit,
    )


def _uncertain(step: Step, before: Step | None, say: Words) -> Iterator[str]:
    """The estimates that a step depends on which is not certain: ``2: may not fit: ICML decides 23
    Apr - 4 May, NeurIPS abstract due 23 Apr - 11 May``."""
    if step.fit.level == "certain":
        return
    slot = step.slot
    told = before.slot.notification if before else None
    due = slot.abstract or slot.paper
    parts = []
    if before and told and told.certainty == "estimated":
        parts.append(say("plan.decision", venue=before.slot.venue.acronym, days=_days(told, say)))
    if due.certainty == "estimated":
        key = "plan.due_abstract" if slot.abstract else "plan.due_paper"
        parts.append(say(key, venue=slot.venue.acronym, days=_days(due, say)))
    if parts:
        yield say("plan.depends", number=step.number, what=say("plan.and").join(parts))


def _when(item: DeadlineItem, zone: tzinfo | None) -> str:
    """A day in a sentence, the reader's; of an estimate its early side, as in the table."""
    mark = "~" if item.certainty == "estimated" else ""
    return f"{mark}{local(item.ready, zone).date()}"


def _days(item: DeadlineItem, say: Words) -> str:
    """The days between which an estimate falls."""
    return say.near_days(*span(item))


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


def _line(console: Console, text: str, style: str = "dim") -> None:
    from rich.text import Text

    console.print(Text(safe(text), style=style), soft_wrap=not console.is_terminal)


def _row(
    step: Step, say: Words, *, now: int, zone: tzinfo | None, width: int, several: bool
) -> list[Cell]:
    wide, narrow = width >= WIDE, width < NARROW
    slot, venue = step.slot, step.slot.venue
    number = say("or", name="").strip() if step.choice else str(step.number)
    cells = [number, _place(slot, say, narrow=narrow)]
    if wide:
        share = "" if venue.acceptance is None else f"{venue.acceptance:.0%}"
        cells += [venue.ccf or "", venue.core or "", str(venue.h5 or ""), share]
    if not narrow and not several:
        cells += [_abstract(slot, now, zone, say, width)]
    due = slot.abstract if several and slot.abstract else slot.paper
    cells += [
        _day(item, now, zone, say, width=width) if item else "?" if narrow else say("unknown")
        for item in (due, slot.notification)
    ]
    fitted = len(cells)
    slack = [] if narrow or (several and not wide) else [step.fit.slack]
    cells += [
        say(f"level.{step.fit.level or 'no'}"),
        *(say("whole_days", number=left // DAY) for left in slack),
        *([say("whole_days", number=step.fit.least // DAY)] if wide else []),
    ]
    style = "dim" if step.choice else ""
    styles = {1: style or "bold", fitted: style or _STYLES.get(step.fit.level or "", "")}
    return [Styled(text, styles.get(place, style)) for place, text in enumerate(cells)]


def _abstract(slot: Slot, now: int, zone: tzinfo | None, say: Words, width: int) -> str:
    return _day(slot.abstract, now, zone, say, width=min(width, WIDE)) if slot.abstract else "-"


def _place(slot: Slot, say: Words, *, narrow: bool) -> str:
    """``ICML 2027``, ``KDD 2027, round 2``, ``ARR -> ACL 2027``."""
    number = say("point.round", number=slot.paper.round) if slot.paper.round else ""
    name = slot.venue.acronym if narrow else f"{slot.venue.acronym} {slot.paper.year}{number}"
    return f"{slot.reviewer} -> {name}" if slot.reviewer else name


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
        shown = _early(item, now, zone, say, width) + late(item, now)
    return shown + say("note", text=interval(item, say)) if width >= SPACIOUS else shown


def _early(item: DeadlineItem, now: int, zone: tzinfo | None, say: Words, width: int) -> str:
    """The early side of an estimate: ``by ~2027-01-15``, with less room ``~2027-01-15``."""
    if NARROW <= width < WIDE and now < item.ready:
        return f"~{local(item.ready, zone).date()}"
    return ready(item, now, zone, say, short=width < NARROW)


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
