"""The agenda as a screen, as Markdown, and as data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, tzinfo
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from confradar.model.days import AOE
from confradar.views import changes, checklist, deadlines
from confradar.views.deadlines import earliest_first
from confradar.views.grid import NARROW, Cell, Column, Grid, Styled, show
from confradar.views.held import places
from confradar.views.machine_rows import TASK, deadline_document, picked, plain_row
from confradar.views.markdown import cell
from confradar.views.screen import LINES, Section, print_sections
from confradar.views.text import (
    announced,
    countdown,
    interval,
    local,
    point_title,
    ready,
    safe,
    short_day,
    unapplied,
    until,
)
from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from rich.console import Console

    from confradar.index.points import DeadlineItem
    from confradar.queries.agenda import Agenda, DueTask, EventItem


class Seen(NamedTuple):
    """How the agenda is looked at: the present in seconds since the epoch, the reader's zone (None:
    the system's), how many days ahead the dates reach, and the words."""

    now: int
    zone: tzinfo | None
    days: int
    say: Words = ENGLISH


def show_agenda(console: Console, morning: Agenda, seen: Seen) -> Sequence[DeadlineItem]:
    """Print the sections that have something to say, on one screen. Returns the dates shown."""
    say = seen.say
    page = _Page(console, seen)
    page.line(say.heading(local(seen.now, seen.zone).date()), "bold")
    for text in _announced(morning, say):
        page.line(text, "bold green")
    if not morning.following:
        page.line(say("agenda.empty"))
    ordered = earliest_first(morning.dates, seen.now)
    sections = []
    if morning.following:
        sections.append(page.dates(ordered, morning))
    if morning.changes:
        sections.append(page.changes(morning))
    if morning.tasks or morning.checklists:
        sections.append(page.tasks(morning))
    if morning.events:
        sections.append(page.events(morning))
    counts = print_sections(console, sections, lines=LINES - 1)
    return ordered[: counts[0]] if morning.following else []


def _announced(morning: Agenda, say: Words) -> Iterator[str]:
    """What is announced now of a followed edition that was only estimated before, a line each."""
    for entries in morning.announced:
        rows = [changes.change_row(entry) for entry in entries]
        venue = f"{rows[0]['acronym']} {rows[0]['year']}"
        dates = "; ".join(
            f"{row['key']} {changes.values({**row, 'old': None})}".removeprefix("None ")
            for row in rows
        )
        yield say("agenda.announced", venue=venue, dates=dates)


class _Page:
    """The sections of the screen."""

    def __init__(self, console: Console, seen: Seen) -> None:
        self._console, self._seen, self._say = console, seen, seen.say

    def line(self, text: str, style: str = "") -> None:
        """Print a line."""
        from rich.text import Text

        wrapped = self._console.is_terminal
        self._console.print(Text(safe(text), style=style), soft_wrap=not wrapped)

    def dates(self, ordered: Sequence[DeadlineItem], morning: Agenda) -> Section:
        """The next dates, with lines at their end: what of other tracks and what later."""
        now, zone, days, say = self._seen
        width = self._console.width
        section = self._section(
            say("agenda.dates_within" if ordered else "agenda.nothing", days=days),
            ordered,
            lambda rows: deadlines.table(rows, now=now, zone=zone, width=width, say=say),
            f"confradar deadlines --following --within {days}d --all",
        )

        def shown(count: int) -> None:
            section.print(count)
            for text in _notes(morning, now, zone, say):
                self.line(text, "dim")

        return Section(section.rows, shown, weight=3)

    def changes(self, morning: Agenda) -> Section:
        """What syncs changed of late."""
        width, say = self._console.width, self._say
        return self._section(
            say("agenda.changed"),
            [changes.change_row(entry) for entry in morning.changes],
            lambda rows: changes.table(rows, width=width, say=say),
            "confradar changes --since 7d --following",
        )

    def tasks(self, morning: Agenda) -> Section:
        """The tasks that are due, and how far each checklist is."""
        say, lists = self._say, morning.checklists
        parts = (
            say(
                "agenda.done", venue=f"{item.acronym} {item.year}", done=item.done, tasks=item.tasks
            )
            for item in lists
        )
        return self._section(
            say("agenda.to_do_of", lists=", ".join(parts)),
            _by_turns(morning.tasks),
            lambda rows: _tasks(rows, self._seen, self._console.width),
            ", ".join(f"confradar checklist {item.venue}" for item in lists),
        )

    def events(self, morning: Agenda) -> Section:
        """The editions that take place soon."""
        return self._section(
            self._say("agenda.events"),
            morning.events,
            lambda rows: _events(rows, self._seen),
            "confradar timeline --following",
        )

    def _section(
        self, head: str, rows: Sequence[Any], table: Callable[[Sequence[Any]], Grid], more: str
    ) -> Section:
        """A table under its heading; ``more`` is the command that shows all of it."""

        def shown(count: int) -> None:
            self._console.print()
            self.line(head, "bold")
            if rows:
                show(self._console, *table(rows[:count]))
            if count < len(rows):
                left = len(rows) - count
                self.line(self._say.counted("agenda.more", left, command=more), "dim")

        return Section(len(rows), shown)


def _by_turns(tasks: Sequence[DueTask]) -> list[DueTask]:
    """The nearest task ahead, the latest of the late ones, and so on: the first few are the ones to
    show."""
    late = [item for item in reversed(tasks) if item.task.late]
    ahead = [item for item in tasks if not item.task.late]
    return [item for pair in zip_longest(ahead, late) for item in pair if item]


def _notes(morning: Agenda, now: int, zone: tzinfo | None, say: Words) -> Iterator[str]:
    """What the dates leave out: how many of other tracks, and the next one of venues that have no
    date so soon (``Later: ICML 2027 abstract by ~2027-01-16 and 2 more``)."""
    if morning.other:
        yield say.counted("agenda.other", morning.other)
    if not morning.later:
        return
    first, *others = earliest_first(morning.later, now)
    if first.certainty == "estimated":
        day = ready(first, now, zone, say)
    else:
        day = f"{local(first.at, zone):%Y-%m-%d}"
    later = say(
        "agenda.later",
        venue=f"{first.acronym} {first.year}",
        name=point_title(first, say),
        day=day + unapplied(first.unapplied, say),
    )
    yield later + (say.counted("agenda.later_more", len(others)) if others else "")


def _tasks(rows: Sequence[DueTask], seen: Seen, width: int) -> Grid:
    say = seen.say

    def due(item: DueTask) -> str:
        day = item.task.due or ""
        if width < NARROW and day:
            day = short_day(date.fromisoformat(day), seen.now, say)
        return f"{'~' if item.task.certainty == 'estimated' else ' '}{day}"

    cells: list[list[Cell]] = [
        [
            Styled(due(item), "bold red" if item.task.late else ""),
            say("task.late") if item.task.late else "",
            f"{item.acronym} {item.year}",
            item.task.id,
            item.task.text[say.language],
        ]
        for item in sorted(rows, key=lambda item: item.task.due or "")
    ]
    return [
        Column(say("column.due"), whole=True),
        Column("", whole=True),
        Column(say("column.venue"), style="bold", cap=20, floor=8, yearly=True, spare=True),
        Column(say("column.task"), whole=True),
        Column("", grow=True, floor=24),
    ], cells


def _events(rows: Sequence[EventItem], seen: Seen) -> Grid:
    say, today = seen.say, local(seen.now, seen.zone).date()

    def when(item: EventItem) -> str:
        first, last = date.fromisoformat(item.start), date.fromisoformat(item.end)
        ahead = (first - today).days
        amount = say.counted("whole_days", ahead)
        left = say("ahead", amount=amount) if ahead > 0 else say("now")
        return say("agenda.event", days=say.days(first, last), left=left)

    cells: list[list[Cell]] = [
        [
            when(item),
            f"{item.acronym} {item.year}",
            places(item.place, item.sites, say, brief=True),
            item.url or "",
        ]
        for item in rows
    ]
    venue = say("column.venue")
    return [
        Column(say("column.when"), wrap=True, floor=13, turn=0),
        Column(venue, style="bold", cap=20, floor=8, grow=True, yearly=True),
        Column(say("column.where"), wrap=True, cap=36, floor=24, turn=0),
        Column("", grow=True, style="dim", floor=24, turn=0, spare=True),
    ], cells


# ---- Markdown


def markdown(morning: Agenda, *, now: int, say: Words = ENGLISH) -> Iterator[str]:
    """The same as Markdown, times as announced and in UTC."""
    yield f"# {say('agenda')}\n"
    for text in _announced(morning, say):
        yield f"\n**{cell(text)}**\n"
    if not morning.following:
        yield f"\n{cell(say('agenda.empty'))}\n"
    for head, lines in (
        ("agenda.changed", list(_changed(morning, say))),
        ("agenda.dates", list(_due(morning, now, say))),
        ("agenda.to_do", [_to_do(item, say) for item in morning.tasks]),
        ("agenda.events", [_event(item, say) for item in morning.events]),
    ):
        if lines:
            yield f"\n## {say(head)}\n\n"
            yield from (f"- {line}\n" for line in lines)


def _bold(acronym: str, year: object) -> str:
    return f"**{cell(f'{acronym} {year}'.strip())}**"


def _changed(morning: Agenda, say: Words) -> Iterator[str]:
    for entry in morning.changes:
        row = changes.change_row(entry)
        name = _bold(str(row["acronym"]), row["year"] or "")
        yield f"{name} {cell(changes.about(row, say))}: {cell(changes.values(row))}"


def _due(morning: Agenda, now: int, say: Words) -> Iterator[str]:
    for item in earliest_first(morning.dates, now):
        if item.certainty == "estimated":
            notes = [interval(item, say), *([say("overdue")] if item.overdue(now) else [])]
            when, left = f"{ready(item, now, AOE, say)} ({'; '.join(notes)})", until(item, now, say)
        else:
            when = announced(item.wall, item.zone, item.date_only)
            left = countdown(item.at, now, say)
        name = _bold(item.acronym, item.year)
        yield f"{left}: {name} {cell(point_title(item, say))}, {cell(when)}"
    yield from map(cell, _notes(morning, now, AOE, say))


def _to_do(item: DueTask, say: Words) -> str:
    task = item.task
    late = say("note", text=say("task.late.long")) if task.late else ""
    name = _bold(item.acronym, item.year)
    return f"[ ] {task.due}{late} {name} {task.id} {cell(task.text[say.language])}"


def _event(item: EventItem, say: Words) -> str:
    days = say("days", first=item.start, last=item.end)
    place = places(item.place, item.sites, say) or say("agenda.place_unknown")
    return f"{days}: {_bold(item.acronym, item.year)}, {cell(place)}"


# ---- Data


def data(morning: Agenda, *, now: int, zone: tzinfo | None, say: Words = ENGLISH) -> dict[str, Any]:
    """The same as plain data; tasks in the language that was asked for."""

    def task(item: DueTask) -> dict[str, Any]:
        row = next(iter(picked([checklist.task_row(item.task, say)], TASK.columns)))
        return {"venue": item.venue, "year": item.year, **row}

    return {
        "following": list(morning.following),
        "dates": [
            deadline_document(item, now=now, zone=zone) for item in (*morning.dates, *morning.later)
        ],
        "changes": [changes.change_row(entry) for entry in morning.changes],
        "checklists": [plain_row(item) for item in morning.checklists],
        "tasks": [task(item) for item in morning.tasks],
        "events": [plain_row(item) for item in morning.events],
    }
