"""A checklist as iCalendar tasks (VTODO), so that it lands in a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from confradar.views import ics, submission
from confradar.views.checklist import basis_text, step_title, title
from confradar.views.text import safe

if TYPE_CHECKING:
    from icalendar import Todo

    from confradar.queries.checklist import Checklist, TaskItem
    from confradar.views.words import Words


def calendar_file(listed: Checklist, say: Words, *, today: date) -> bytes:
    """The tasks that have a date, in a calendar of their own, but those that are over. What was due
    before ``today`` is due today, and says so."""
    calendar = ics.calendar_of(ics.Options(title(listed, say)))
    for task in listed.tasks:
        if task.due is not None and not task.over:
            calendar.add_component(
                _todo(listed, task, max(date.fromisoformat(task.due), today), say)
            )
    return bytes(calendar.to_ical())


def _todo(listed: Checklist, task: TaskItem, due: date, say: Words) -> Todo:
    """A task that is due on a day."""
    from icalendar import Todo

    step, changed = step_title(task, say), ics.stamp(listed.recorded)
    midnight = datetime.combine(due, datetime.min.time(), UTC)
    todo = Todo()
    todo.add("uid", ics.uid(f"task/{listed.venue}/{listed.year}/{task.id}"))
    todo.add("dtstamp", changed)
    todo.add("last-modified", changed)
    todo.add("sequence", ics.minutes_since(listed.year or due.year, midnight))
    todo.add("summary", safe(f"{listed.acronym} {listed.year}: {task.text[say.language]}"))
    todo.add("description", "\n".join(safe(line) for line in _lines(task, step, say) if line))
    todo.add("due", due)
    todo.add("categories", ["confradar", step])
    todo["STATUS"] = "COMPLETED" if task.done else "NEEDS-ACTION"
    todo.add("percent-complete", 100 if task.done else 0)
    if task.done:
        todo.add("completed", datetime.fromisoformat(task.done))
    if listed.url:
        todo.add("url", safe(listed.url))
    return todo


def _lines(task: TaskItem, step: str, say: Words) -> Iterator[str]:
    """What is told of a task: its step, its real date where that has passed, the rule of that date,
    why, the facts that it goes by, and the reader's note."""
    yield f"{task.id} {step}"
    yield say("task.was_due", day=task.due) if task.late else ""
    yield basis_text(task.basis, say)
    yield task.why[say.language] if task.why else ""
    yield from submission.said(task.facts, say, whole=True)
    yield task.note or ""
