"""A paper's ladder as a table, with the venues that are not on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from confradar.views.table import WIDE, Cell, Column, Styled, interval, show
from confradar.views.text import local, safe

if TYPE_CHECKING:
    from rich.console import Console

    from confradar.queries.deadlines import DeadlineItem
    from confradar.queries.left_out import LeftOut
    from confradar.queries.plan import Fit, Step
    from confradar.queries.slots import Slot

LEGEND = (
    "~ estimated. certain: the latest decision comes before the earliest deadline; likely: the expected one does; "
    "tight: only if things go well. Slack: days from free to due."
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
    zone: tzinfo | None,
) -> None:
    """Print the ladder with alternatives, the steps of a given order that cannot be made (``blocked``), and who is left out."""
    from rich.text import Text

    wide = console.width >= WIDE
    columns = [Column("Step"), Column("Venue", grow=True, floor=14)]
    columns += [Column("CCF"), Column("CORE"), Column("h5", "right"), Column("Accepts", "right")] if wide else []
    columns += [Column("Abstract"), Column("Paper"), Column("Decision"), Column("Fit"), Column("Slack", "right")]
    columns += [Column("Worst", "right")] if wide else []
    rows: list[list[Cell]] = []
    for place, step in enumerate(steps):
        rows.append(_row(step, zone=zone, width=console.width))
        rows += [_row(other, zone=zone, width=console.width) for other in (alternatives[place] if alternatives else ())]
    for number, item in blocked:
        blank: list[Cell] = [""] * (len(columns) - 2)
        blank[-3 if wide else -2] = Styled("no", "bold red")
        rows.append([str(number), Styled(item.venue.acronym, "bold"), *blank])
    if rows:
        show(console, columns, rows)
    for step in steps:
        if step.missed:
            _line(console, f"{step.number}: {_missed(step.slot.venue.acronym, *step.missed)}")
    for number, item in blocked:
        _line(console, f"{number}: {item.venue.acronym}: {item.detail}")
    if steps:
        _line(console, LEGEND)
    if left:
        console.print(Text(""))
        shown: list[list[Cell]] = [[item.venue.acronym, item.reason, item.detail] for item in left]
        show(console, [Column("Left out", cap=16), Column("Why", cap=18), Column("In full", grow=True, wrap=True, style="dim")], shown)


def _line(console: Console, text: str) -> None:
    from rich.text import Text

    console.print(Text(safe(text), style="dim"), soft_wrap=not console.is_terminal)


def _row(step: Step, *, zone: tzinfo | None, width: int) -> list[Cell]:
    wide, spacious = width >= WIDE, width >= SPACIOUS
    slot, venue = step.slot, step.slot.venue
    number = f", round {slot.paper.round}" if slot.paper.round else ""
    name = f"{venue.acronym} {slot.paper.year}{number}"
    cells = ["or" if step.choice else str(step.number), name]
    if wide:
        share = "" if venue.acceptance is None else f"{venue.acceptance:.0%}"
        cells += [venue.ccf or "", venue.core or "", str(venue.h5 or ""), share]
    cells += [day(slot.abstract, zone) if slot.abstract else "-", _span(slot.paper, zone, wide=spacious)]
    cells += [_span(slot.notification, zone, wide=spacious) if slot.notification else "not known", step.fit.level or "no"]
    cells += [f"{step.fit.slack // _DAY} d", *([f"{step.fit.least // _DAY} d"] if wide else [])]
    style = "dim" if step.choice else ""
    fitted = len(cells) - (3 if wide else 2)
    styles = {1: style or "bold", fitted: style or _STYLES.get(cells[fitted], "")}
    return [Styled(text, styles.get(place, style)) for place, text in enumerate(cells)]


def day(item: DeadlineItem, zone: tzinfo | None) -> str:
    """The reader's day of a date; ``~`` before the day of an estimate."""
    return f"~{item.wall[:10]}" if item.certainty == "estimated" else f"{local(item.at, zone):%Y-%m-%d}"


def _span(item: DeadlineItem, zone: tzinfo | None, *, wide: bool) -> str:
    """The day, and where there is room an estimate's interval."""
    shown = day(item, zone)
    return f"{shown} ({interval(item).removeprefix('est. ')})" if wide and item.certainty == "estimated" else shown


def _missed(acronym: str, slot: Slot, found: Fit) -> str:
    """``ICLR 2028 is tight: its abstract is due ~2027-09-17, 6 days before the paper is expected to be free``."""
    part, item = ("abstract", slot.abstract) if slot.abstract and slot.abstract.at < slot.paper.at else ("paper", slot.paper)
    name = f"{acronym} {item.year}{f', round {item.round}' if item.round else ''}"
    mark = "~" if item.certainty == "estimated" else ""
    early = f", {-(found.slack // _DAY)} days before the paper is expected to be free" if found.slack < 0 else ""
    return f"{name} is {found.level or 'missed'}: its {part} is due {mark}{item.wall[:10]}{early}"
