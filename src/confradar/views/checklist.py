"""A checklist: for a terminal or a pipe, in Markdown, and as rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from confradar.views import submission
from confradar.views.machine_rows import Row
from confradar.views.markdown import cell
from confradar.views.text import safe, unapplied

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from confradar.queries.checklist import Checklist, TaskItem
    from confradar.queries.task_dates import Basis
    from confradar.views.words import Words

# The columns that the day and number of a task take, and the width below which its text has too
# little room beside them.
BESIDE = 24
NARROW = 60
# A CJK letter with the punctuation that may not begin a line, white space, or a word of another
# script.
_PIECE = re.compile(
    r"[\u2e80-\u9fff\uff00-\uffef][，。；：、！？）》」]*|\s+|[^\s\u2e80-\u9fff\uff00-\uffef]+"
)


def title(listed: Checklist, say: Words) -> str:
    """``NeurIPS 2026: preparation checklist (3 of 44 done)``."""
    venue = f"{listed.acronym} {listed.year or ''}".strip()
    head = say("checklist.of", venue=venue) if listed.acronym else ""
    done = say("checklist.done", done=listed.done, tasks=len(listed.tasks)) if listed.done else ""
    return f"{head}{say('checklist')}{done}{unapplied(listed.unapplied, say)}"


def notices(listed: Checklist, say: Words) -> Iterator[str]:
    """What a journal's authors have to know of its dates: that it is open at any time, until when
    its next special issues take papers, and where the others are."""
    if listed.rolling:
        yield say("submission.open")
    for point in listed.issues:
        day = say.day(date.fromisoformat(point["wall"][:10]))
        yield say("fact", fact=point.get("label") or point["track"], text=day)
    if listed.further:
        more = say.counted("checklist.further", listed.further)
        yield f"{more}{say('colon')}confradar show {listed.venue} --all"


def step_title(task: TaskItem, say: Words) -> str:
    """What the step of a task is called."""
    return task.title[say.language] if task.title else say("checklist.own")


def basis_text(basis: Basis, say: Words) -> str:
    """From what a task's day was worked back, or why there is none: ``60 days before the first day;
    the first day is estimated``."""
    if basis.by == "given":
        return basis.given
    anchor = say(f"anchor.{basis.anchor}")
    if basis.days == 0:
        rule = say(f"rule.on.{basis.anchor}")
    else:
        key = "rule.before" if basis.days < 0 else "rule.after"
        rule = say.counted(key, abs(basis.days), anchor=anchor)
    if basis.by == "estimated":
        return say("basis.estimated", rule=rule, anchor=anchor)
    if basis.by == "nearest":
        return say("basis.nearest", rule=rule, anchor=anchor, used=say(f"anchor.{basis.used}"))
    return say("basis.none", rule=rule) if basis.by == "nothing" else rule


def task_row(task: TaskItem, say: Words) -> Row:
    """A task as plain data, its texts in the language that was asked for."""
    same = ("step", "id", "due", "late", "certainty", "source", "done", "note")
    return {name: getattr(task, name) for name in same} | {
        "title": step_title(task, say),
        "task": task.text[say.language],
        "why": task.why[say.language] if task.why else None,
        "basis": basis_text(task.basis, say),
        "for": task.audience,
        "facts": submission.document(task.facts),
    }


def by_step(tasks: Sequence[TaskItem]) -> Iterator[tuple[TaskItem, list[TaskItem]]]:
    """The tasks of each step together, with the first of them."""
    from itertools import groupby

    for _, group in groupby(tasks, key=lambda task: task.step):
        of_step = list(group)
        yield of_step[0], of_step


def show(console: Console, listed: Checklist, say: Words) -> None:
    """Print the steps with their tasks: due day, mark of what is late or estimated, text."""
    from rich.text import Text

    wrapped = not console.is_terminal
    console.print(Text(safe(title(listed, say)), style="bold underline"))
    for notice in notices(listed, say):
        console.print(Text(safe(notice)), soft_wrap=wrapped)
    for first, tasks in by_step(listed.tasks):
        console.print()
        head = f"{first.step}. {step_title(first, say)}"
        console.print(Text(head, style="bold"), soft_wrap=wrapped)
        for task in tasks:
            for line in _lines(console, task, say):
                console.print(line, soft_wrap=True)
    if any(task.certainty == "estimated" for task in listed.tasks):
        console.print()
        console.print(Text(say("checklist.reckoned"), style="dim"), soft_wrap=wrapped)


def _lines(console: Console, task: TaskItem, say: Words) -> Iterator[Text]:
    """A task: its day and number, its text beside them or, on a narrow terminal, below."""
    from rich.cells import set_cell_size
    from rich.text import Text

    narrow = console.is_terminal and console.width < NARROW
    indent = " " * (4 if narrow else BESIDE)
    room = console.width - len(indent) if console.is_terminal else 0
    day, style = _day(task, say)
    start = Text.assemble(" ", (set_cell_size(day, BESIDE - 7), style), f"{task.id:<6}")
    if narrow:
        yield start
    faint = "dim" if task.done or task.over else ""
    for number, line in enumerate(_wrapped(safe(task.text[say.language]), room)):
        head = start if number == 0 and not narrow else Text(indent)
        yield head + Text(line, style=faint)
    below = [(told, "cyan") for told in submission.said(task.facts, say)]
    below += [(task.note, "italic")] if task.note else []
    for told, style in below:
        yield from (Text(indent + line, style=style) for line in _wrapped(safe(told), room))


def _day(task: TaskItem, say: Words) -> tuple[str, str]:
    """The day of a task with its mark, as short as its column is, and its style."""
    if task.done:
        return f" {task.done[:10]} {say('task.done')}", "green"
    if task.due is None:
        return "", "dim"
    mark = "~" if task.certainty == "estimated" else " "
    if task.over:
        return f"{mark}{task.due} {say('task.over')}", "dim"
    if task.late:
        return f"{mark}{task.due} {say('task.late')}", "bold red"
    return f"{mark}{task.due}", "dim" if task.certainty == "estimated" else ""


def _wrapped(text: str, room: int) -> list[str]:
    """Lines of at most ``room`` columns (CJK letters take two, and may be parted anywhere, as may a
    word that is longer than a line); one line where there is no limit."""
    from rich.cells import cell_len, chop_cells

    if room < 20:
        return [text]
    lines, line = [], ""
    for piece in (part for word in _PIECE.findall(text) for part in chop_cells(word, room)):
        if line and cell_len(line) + cell_len(piece.rstrip()) > room:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()]


def markdown(listed: Checklist, say: Words) -> Iterator[str]:
    """A task list in Markdown."""
    yield f"# {cell(title(listed, say))}\n"
    for line in notices(listed, say):
        yield f"\n{cell(line)}\n"
    for first, tasks in by_step(listed.tasks):
        yield f"\n## {first.step}. {cell(step_title(first, say))}\n\n"
        for task in tasks:
            yield _markdown_task(task, say)


def _markdown_task(task: TaskItem, say: Words) -> str:
    box = "x" if task.done else " "
    state = "task.over.long" if task.over else "task.late.long" if task.late else ""
    mark = "~" if task.certainty == "estimated" else ""
    late = f" ({say(state)})" if state else ""
    day = f" - **{mark}{task.due}{late}**" if task.due else ""
    basis = basis_text(task.basis, say)
    why = f" ({cell(basis)})" if basis else ""
    note = f". {cell(task.note)}" if task.note else ""
    facts = (f"  - {cell(line)}\n" for line in submission.said(task.facts, say, whole=True))
    return "".join(
        [f"- [{box}] {task.id} {cell(task.text[say.language])}{day}{why}{note}\n", *facts]
    )
