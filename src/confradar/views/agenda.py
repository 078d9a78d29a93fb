"""The agenda as a screen, as Markdown, and as data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, tzinfo
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from confradar.views.changes import table as changes_table
from confradar.views.grid import Cell, Column, Grid, Styled, show
from confradar.views.items import TASK, change_row, deadline_document, picked, task_row
from confradar.views.markdown import cell
from confradar.views.page import days
from confradar.views.screen import LINES, Section, print_sections
from confradar.views.table import NARROW, deadlines, earliest_first
from confradar.views.text import (
    AOE,
    CHECK,
    announced,
    countdown,
    interval,
    local,
    ready,
    safe,
    short_day,
    unapplied,
    until,
    what,
)

if TYPE_CHECKING:
    from rich.console import Console

    from confradar.index.points import DeadlineItem
    from confradar.queries.agenda import Agenda, DueTask, EventItem

EMPTY = "You follow no venue yet. Choose some, and this page is about them: confradar follow neurips acl, or confradar follow --topic nlp"


def show_agenda(
    console: Console, found: Agenda, *, now: int, zone: tzinfo | None, days_ahead: int
) -> Sequence[DeadlineItem]:
    """Print the sections that have something to say, on one screen; ``days_ahead`` is how far the
    dates reach. Returns those shown."""
    from rich.text import Text

    def line(text: str, style: str = "") -> None:
        console.print(Text(safe(text), style=style), soft_wrap=not console.is_terminal)

    def section(
        head: str, rows: Sequence[Any], table: Callable[[Sequence[Any]], Grid], more: str
    ) -> Section:
        def shown(count: int) -> None:
            console.print()
            line(head, "bold")
            if rows:
                show(console, *table(rows[:count]))
            if count < len(rows):
                line(f"and {len(rows) - count} more: {more}", "dim")

        return Section(len(rows), shown)

    today = local(now, zone).date()
    line(f"{today:%A}, {today.day} {today:%B %Y}", "bold")
    if not found.following:
        line(EMPTY)
    lists = ", ".join(f"confradar checklist {item.venue}" for item in found.checklists)
    sections = []
    ordered = earliest_first(found.dates, now)
    if found.following:
        head = (
            f"Next dates ({days_ahead} days)"
            if ordered
            else f"Nothing is due in the next {days_ahead} days"
        )
        dates = section(
            head,
            ordered,
            lambda rows: deadlines(rows, now=now, zone=zone, width=console.width),
            f"confradar deadlines --following --within {days_ahead}d --all",
        )
        sections.append(
            _ending(
                dates, [text for text in (_other(found), later(found, now, zone)) if text], line
            )
        )
    if found.changes:
        changed = [change_row(entry) for entry in found.changes]
        told = "Changed in the last week"
        sections.append(
            section(
                told,
                changed,
                lambda rows: changes_table(rows, width=console.width),
                "confradar changes --since 7d --following",
            )
        )
    if found.tasks or found.checklists:
        told = ", ".join(
            f"{item.acronym} {item.year}: {item.done} of {item.tasks} done"
            for item in found.checklists
        )
        sections.append(
            section(
                f"To do ({told})",
                _by_turns(found.tasks),
                lambda rows: _tasks(rows, now, console.width),
                lists,
            )
        )
    if found.events:
        sections.append(
            section(
                "Events",
                found.events,
                lambda rows: _events(rows, today),
                "confradar timeline --following",
            )
        )
    counts = print_sections(console, sections, lines=LINES - 1)
    return ordered[: counts[0]] if found.following else []


def _ending(section: Section, texts: Sequence[str], line: Callable[[str, str], None]) -> Section:
    """The section with lines at its end."""

    def shown(count: int) -> None:
        section.print(count)
        for text in texts:
            line(text, "dim")

    return Section(section.rows, shown, weight=3)


def _by_turns(tasks: Sequence[DueTask]) -> list[DueTask]:
    """The nearest task ahead, the latest of the late ones, and so on: the first few are the ones to
    show."""
    late = [item for item in reversed(tasks) if item.task.late]
    ahead = [item for item in tasks if not item.task.late]
    return [item for pair in zip_longest(ahead, late) for item in pair if item]


def _other(found: Agenda) -> str | None:
    return f"{found.other} more of other tracks and kinds: --tracks all" if found.other else None


def later(found: Agenda, now: int, zone: tzinfo | None) -> str | None:
    """``Later: ICML 2027 abstract by ~2027-01-16 and 2 more``: of venues that have no date so
    soon."""
    if not found.later:
        return None
    ordered = earliest_first(found.later, now)
    first = ordered[0]
    day = (
        ready(first, now, zone)
        if first.certainty == "estimated"
        else f"{local(first.at, zone):%Y-%m-%d}"
    )
    more = f" and {len(ordered) - 1} more" if len(ordered) > 1 else ""
    own = unapplied(first.unapplied)
    return f"Later: {first.acronym} {first.year} {_name(first)} {day}{own}{more}"


def _tasks(rows: Sequence[DueTask], now: int, width: int) -> Grid:
    narrow = width < NARROW

    def due(item: DueTask) -> str:
        day = item.task.due or ""
        shown = short_day(date.fromisoformat(day), now) if narrow and day else day
        return f"{'~' if item.task.certainty == 'estimated' else ' '}{shown}"

    cells: list[list[Cell]] = [
        [
            Styled(due(item), "bold red" if item.task.late else ""),
            "late" if item.task.late else "",
            f"{item.acronym} {item.year}",
            item.task.id,
            item.task.text,
        ]
        for item in sorted(rows, key=lambda item: item.task.due or "")
    ]
    venue = Column("Venue", style="bold", cap=20, floor=8, yearly=True, spare=True)
    text = Column("", grow=True, floor=24)
    return [
        Column(" Due", whole=True),
        Column("", whole=True),
        venue,
        Column("Task", whole=True),
        text,
    ], cells


def _events(rows: Sequence[EventItem], today: date) -> Grid:
    cells: list[list[Cell]] = [
        [_when(item, today), f"{item.acronym} {item.year}", item.place or "", item.url or ""]
        for item in rows
    ]
    return [
        Column("When", wrap=True, floor=13, turn=0),
        Column("Venue", style="bold", cap=20, floor=8, grow=True, yearly=True),
        Column("Where", wrap=True, cap=36, floor=10),
        Column("", grow=True, style="dim", floor=24, turn=0, spare=True),
    ], cells


def _when(item: EventItem, today: date) -> str:
    first = date.fromisoformat(item.start)
    left = (first - today).days
    return f"{days({'year': first.year, 'start': item.start, 'end': item.end})} ({f'in {left} d' if left > 0 else 'now'})"


def markdown(found: Agenda, *, now: int) -> Iterator[str]:
    """The same as Markdown, times as announced and in UTC."""
    yield "# Agenda\n"
    if not found.following:
        yield f"\n{cell(EMPTY)}\n"
    if found.changes:
        yield "\n## Changed in the last week\n\n"
        for entry in found.changes:
            name = f"{entry.get('acronym')} {entry.get('year') or ''}".strip()
            values = " -> ".join(
                str(value) for value in (entry.get("old"), entry.get("new")) if value
            )
            about = f"{entry['key']} " if entry.get("key") else ""
            yield f"- **{cell(name)}** {cell(about + str(entry.get('what')))}: {cell(values)}\n"
    notes = [text for text in (_other(found), later(found, now, AOE)) if text]
    if found.dates or notes:
        yield "\n## Next dates\n\n"
        for item in earliest_first(found.dates, now):
            guess = item.certainty == "estimated"
            told = f"{interval(item)}; {CHECK}" if item.overdue(now) else interval(item)
            when = (
                f"{ready(item, now, AOE)} ({told})"
                if guess
                else announced(item.wall, item.zone, item.date_only)
            )
            yield f"- {until(item, now) if guess else countdown(item.at, now)}: **{cell(item.acronym)} {item.year}** {cell(_name(item))}, {cell(when)}\n"
        for text in notes:
            yield f"- {cell(text)}\n"
    if found.tasks:
        yield "\n## To do\n\n"
        for due in found.tasks:
            yield f"- [ ] {due.task.due}{' (late)' if due.task.late else ''} **{cell(due.acronym)} {due.year}** {due.task.id} {cell(due.task.text)}\n"
    if found.events:
        yield "\n## Events\n\n"
        for event in found.events:
            yield f"- {event.start} to {event.end}: **{cell(event.acronym)} {event.year}**, {cell(event.place or 'place unknown')}\n"


def _name(item: DeadlineItem) -> str:
    return (
        item.label
        if item.kind == "other" and item.label
        else what(item.kind, item.round, item.track)
    )


def data(found: Agenda, *, now: int, zone: tzinfo | None) -> dict[str, Any]:
    """The same as plain data."""
    tasks = [
        {
            "venue": item.venue,
            "year": item.year,
            **next(iter(picked([task_row(item.task)], TASK.columns))),
        }
        for item in found.tasks
    ]
    return {
        "following": list(found.following),
        "dates": [
            deadline_document(item, now=now, zone=zone) for item in (*found.dates, *found.later)
        ],
        "changes": [change_row(entry) for entry in found.changes],
        "checklists": [
            {name: getattr(item, name) for name in type(item).__dataclass_fields__}
            for item in found.checklists
        ],
        "tasks": tasks,
        "events": [
            {name: getattr(item, name) for name in type(item).__dataclass_fields__}
            for item in found.events
        ],
    }
