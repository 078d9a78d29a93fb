"""A paper's ladder as a table, with the venues that are not on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from confradar.views.grid import Cell, Column, Styled, show
from confradar.views.table import NARROW, WIDE
from confradar.views.text import interval, late, local, ready, safe, short_day, unapplied

if TYPE_CHECKING:
    from rich.console import Console

    from confradar.index.points import DeadlineItem
    from confradar.queries.left_out import LeftOut
    from confradar.queries.plan import Fit, Step
    from confradar.queries.slots import Slot

LEGEND = (
    "~ estimated; by: the early side, to be ready then. certain: the latest decision comes before the earliest deadline; likely: the expected one does; "
    "tight: only if things go well. Slack: days from free to due, as expected."
)
_STYLES = {"certain": "green", "likely": "", "tight": "yellow"}
_DAY = 86400
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
    from rich.text import Text

    wide = console.width >= WIDE
    columns = [Column("Step"), Column("Venue", grow=True, floor=14)]
    columns += (
        [Column("CCF"), Column("CORE"), Column("h5", "right"), Column("Accepts", "right")]
        if wide
        else []
    )
    columns += [
        Column("Abstract"),
        Column("Paper"),
        Column("Decision"),
        Column("Fit"),
        Column("Slack", "right"),
    ]
    columns += [Column("Worst", "right")] if wide else []
    if console.width < NARROW:
        dates = [Column(name, wrap=True, floor=7) for name in ("Paper", "Decision")]
        columns = [
            Column(""),
            Column("Venue", grow=True, floor=8),
            *dates,
            Column("Fit", whole=True),
        ]
    rows: list[list[Cell]] = []
    for place, step in enumerate(steps):
        rows.append(_row(step, now=now, zone=zone, width=console.width))
        rows += [
            _row(other, now=now, zone=zone, width=console.width)
            for other in (alternatives[place] if alternatives else ())
        ]
    for number, item in blocked:
        blank: list[Cell] = [""] * (len(columns) - 2)
        blank[[column.header for column in columns[2:]].index("Fit")] = Styled("no", "bold red")
        rows.append([str(number), Styled(item.venue.acronym, "bold"), *blank])
    if rows:
        show(console, columns, rows)
    for step in steps:
        if step.missed:
            _line(console, f"{step.number}: {_missed(step.slot.venue.acronym, *step.missed)}")
    for number, item in blocked:
        _line(console, f"{number}: {item.venue.acronym}: {item.detail}")
    shown_venues = [step.slot.venue for group in (steps, *alternatives) for step in group] + [
        item.venue for _, item in blocked
    ]
    for acronym, line in dict.fromkeys(
        (venue.acronym, venue.unapplied) for venue in shown_venues if venue.unapplied
    ):
        _line(console, acronym + unapplied(line))
    if steps:
        _line(console, LEGEND)
    if left:
        console.print(Text(""))
        shown: list[list[Cell]] = [
            [item.venue.acronym + unapplied(item.venue.unapplied), item.reason, item.detail]
            for item in left
        ]
        show(
            console,
            [
                Column("Left out", cap=16),
                Column("Why", cap=18),
                Column("In full", grow=True, wrap=True, style="dim"),
            ],
            shown,
        )


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
        *([] if narrow else [f"{step.fit.slack // _DAY} d"]),
        *([f"{step.fit.least // _DAY} d"] if wide else []),
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
    """``ICLR 2028 is tight: its abstract is due ~2027-09-17, 6 days before the paper is expected to be
    free``."""
    part, item = (
        ("abstract", slot.abstract)
        if slot.abstract and slot.abstract.at < slot.paper.at
        else ("paper", slot.paper)
    )
    name = f"{acronym} {item.year}{f', round {item.round}' if item.round else ''}"
    mark = "~" if item.certainty == "estimated" else ""
    early = (
        f", {-(found.slack // _DAY)} days before the paper is expected to be free"
        if found.slack < 0
        else ""
    )
    return f"{name} is {found.level or 'missed'}: its {part} is due {mark}{item.wall[:10]}{early}"
