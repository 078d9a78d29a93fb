"""The agenda as a screen, as Markdown, and as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Any

from confradar.views.changes import table as changes_table
from confradar.views.items import TASK, change_row, deadline_document, picked, task_row
from confradar.views.markdown import cell
from confradar.views.page import days
from confradar.views.table import Cell, Column, Styled, deadlines, earliest_first, show
from confradar.views.text import CHECK, announced, countdown, interval, ready, until, what

if TYPE_CHECKING:
    from rich.console import Console

    from confradar.index.points import DeadlineItem
    from confradar.queries.agenda import Agenda, DueTask, EventItem

LATE_SHOWN, AHEAD_SHOWN = 4, 6
EMPTY = "You follow no venue yet. Choose some, and this page is about them: confradar follow neurips acl, or confradar follow --topic nlp"


def show_agenda(console: Console, found: Agenda, *, now: int, zone: tzinfo | None) -> None:
    """Print the sections that have something to say."""
    from rich.text import Text

    def head(text: str, *, first: bool = False) -> None:
        if not first:
            console.print()
        console.print(Text(text, style="bold"), soft_wrap=not console.is_terminal)

    today = datetime.fromtimestamp(now, zone).date() if zone else datetime.fromtimestamp(now).astimezone().date()
    head(f"{today:%A}, {today.day} {today:%B %Y}", first=True)
    if not found.following:
        console.print(Text(EMPTY), soft_wrap=not console.is_terminal)
    if found.changes:
        head("Changed in the last week")
        rows = [change_row(entry) for entry in found.changes]
        show(console, *changes_table(rows, width=console.width))
    if found.dates:
        head("Next dates")
        show(console, *deadlines(found.dates, now=now, zone=zone, width=console.width))
    if found.tasks or found.checklists:
        told = ", ".join(f"{item.acronym} {item.year}: {item.done} of {item.tasks} done" for item in found.checklists)
        head(f"To do ({told})")
        rows_of_tasks: list[list[Cell]] = [
            [
                Styled(f"{'~' if item.task.certainty == 'estimated' else ' '}{item.task.due}", "bold red" if item.task.late else ""),
                "late" if item.task.late else "",
                f"{item.acronym} {item.year}",
                item.task.id,
                item.task.text,
            ]
            for item in _shown(found.tasks)
        ]
        if rows_of_tasks:
            columns = [Column(" Due"), Column(""), Column("Venue", style="bold", cap=20), Column("Task"), Column("", grow=True)]
            show(console, columns, rows_of_tasks)
            if left := len(found.tasks) - len(rows_of_tasks):
                lists = ", ".join(f"confradar checklist {item.venue}" for item in found.checklists)
                console.print(Text(f" and {left} more: {lists}", style="dim"), soft_wrap=not console.is_terminal)
    if found.events:
        head("Events")
        places: list[list[Cell]] = [
            [_when(item, today), f"{item.acronym} {item.year}", item.place or "", item.url or ""] for item in found.events
        ]
        show(
            console,
            [Column("When"), Column("Venue", style="bold", cap=20), Column("Where", cap=36), Column("", grow=True, style="dim")],
            places,
        )


def _shown(tasks: Sequence[DueTask]) -> list[DueTask]:
    """What fits one screen: the latest of those that are late, and the next ones."""
    late = [item for item in tasks if item.task.late]
    ahead = [item for item in tasks if not item.task.late]
    return [*late[-LATE_SHOWN:], *ahead[:AHEAD_SHOWN]]


def _when(item: EventItem, today: date) -> str:
    first = date.fromisoformat(item.start)
    left = (first - today).days
    return f"{days({'start': item.start, 'end': item.end})} ({f'in {left} d' if left > 0 else 'now'})"


def markdown(found: Agenda, *, now: int) -> Iterator[str]:
    """The same as Markdown, times as announced and in UTC."""
    yield "# Agenda\n"
    if not found.following:
        yield f"\n{cell(EMPTY)}\n"
    if found.changes:
        yield "\n## Changed in the last week\n\n"
        for entry in found.changes:
            name = f"{entry.get('acronym')} {entry.get('year') or ''}".strip()
            values = " -> ".join(str(value) for value in (entry.get("old"), entry.get("new")) if value)
            about = f"{entry['key']} " if entry.get("key") else ""
            yield f"- **{cell(name)}** {cell(about + str(entry.get('what')))}: {cell(values)}\n"
    if found.dates:
        yield "\n## Next dates\n\n"
        for item in earliest_first(found.dates, now):
            guess = item.certainty == "estimated"
            told = f"{interval(item)}; {CHECK}" if item.overdue(now) else interval(item)
            when = f"{ready(item, now)} ({told})" if guess else announced(item.wall, item.zone, item.date_only)
            yield f"- {until(item, now) if guess else countdown(item.at, now)}: **{cell(item.acronym)} {item.year}** {cell(_name(item))}, {cell(when)}\n"
    if found.tasks:
        yield "\n## To do\n\n"
        for due in found.tasks:
            yield f"- [ ] {due.task.due}{' (late)' if due.task.late else ''} **{cell(due.acronym)} {due.year}** {due.task.id} {cell(due.task.text)}\n"
    if found.events:
        yield "\n## Events\n\n"
        for event in found.events:
            yield f"- {event.start} to {event.end}: **{cell(event.acronym)} {event.year}**, {cell(event.place or 'place unknown')}\n"


def _name(item: DeadlineItem) -> str:
    return item.label if item.kind == "other" and item.label else what(item.kind, item.round, item.track)


def data(found: Agenda, *, now: int, zone: tzinfo | None) -> dict[str, Any]:
    """The same as plain data."""
    tasks = [{"venue": item.venue, "year": item.year, **next(iter(picked([task_row(item.task)], TASK.columns)))} for item in found.tasks]
    return {
        "following": list(found.following),
        "dates": [deadline_document(item, now=now, zone=zone) for item in found.dates],
        "changes": [change_row(entry) for entry in found.changes],
        "checklists": [{name: getattr(item, name) for name in type(item).__dataclass_fields__} for item in found.checklists],
        "tasks": tasks,
        "events": [{name: getattr(item, name) for name in type(item).__dataclass_fields__} for item in found.events],
    }
