"""A checklist as iCalendar tasks (VTODO), so that it lands in a calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from confradar.views import ics
from confradar.views.text import safe

if TYPE_CHECKING:
    from confradar.queries.checklist import Checklist


def render(found: Checklist, *, name: str, today: date) -> bytes:
    """The tasks that have a date, in a calendar of their own, but those that are over. What was due
    before ``today`` is due today, and says so."""
    from icalendar import Todo

    calendar = ics.calendar_of(ics.Options(name))
    changed = ics.stamp(found.recorded)
    for task in found.tasks:
        if task.due is None or task.over:
            continue
        todo = Todo()
        todo.add("uid", ics.uid(f"task/{found.venue}/{found.year}/{task.id}"))
        todo.add("dtstamp", changed)
        todo.add("last-modified", changed)
        due = max(date.fromisoformat(task.due), today)
        todo.add(
            "sequence",
            ics.minutes_since(
                found.year or today.year, datetime.combine(due, datetime.min.time(), UTC)
            ),
        )
        todo.add("summary", safe(f"{found.acronym} {found.year}: {task.text}"))
        lines = [
            f"{task.id} {task.title}",
            *([f"(was due {task.due})"] if task.late else []),
            task.basis,
            task.why or "",
            task.note or "",
        ]
        todo.add("description", "\n".join(safe(line) for line in lines if line))
        todo.add("due", due)
        todo.add("categories", ["confradar", task.title])
        todo["STATUS"] = "COMPLETED" if task.done else "NEEDS-ACTION"
        todo.add("percent-complete", 100 if task.done else 0)
        if task.done:
            todo.add("completed", datetime.fromisoformat(task.done))
        if found.url:
            todo.add("url", safe(found.url))
        calendar.add_component(todo)
    return bytes(calendar.to_ical())
