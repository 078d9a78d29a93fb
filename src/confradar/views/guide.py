"""The guide and the checklist as pages: for a terminal or a pipe, and in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from confradar.views.markdown import cell
from confradar.views.text import safe, unapplied

if TYPE_CHECKING:
    from rich.console import Console

    from confradar.index.documents import GuideDoc
    from confradar.queries.checklist import Checklist, TaskItem


def section_lines(guide: GuideDoc, name: str, language: str) -> Iterator[tuple[str, str]]:
    """A section as (role, text): title, text, head (of a point), body, formula, note."""
    if name == "faq":
        yield "title", "常见问题" if language == "zh" else "Questions and answers"
        for item in guide["faq"]:
            yield "head", item["question"][language]
            yield "body", item["answer"][language]
        return
    section = next(item for item in guide["sections"] if item["id"] == name)
    yield "title", section["title"][language]
    if section.get("text"):
        yield "text", section["text"][language]
    for point in section.get("points", ()):
        if point.get("title"):
            yield "head", point["title"][language]
        yield "body", point["text"][language]
        for formula in point.get("formulas", ()):
            yield "formula", formula
        if point.get("venues"):
            yield (
                "note",
                ("目录中：" if language == "zh" else "In the catalogue: ")
                + ", ".join(point["venues"]),
            )
        if point.get("topics"):
            yield (
                "note",
                ("主题：" if language == "zh" else "Topics: ") + ", ".join(point["topics"]),
            )
        if point.get("example"):
            yield "note", ("程序：" if language == "zh" else "Program: ") + point["example"]


def overview_lines(guide: GuideDoc, language: str) -> Iterator[tuple[str, str]]:
    """Why to go, and what the guide holds."""
    yield from section_lines(guide, "why", language)
    yield (
        "head",
        "本指南各部分：confradar guide SECTION"
        if language == "zh"
        else "The parts of this guide: confradar guide SECTION",
    )
    for section in guide["sections"]:
        if section["id"] != "why":
            yield "formula", f"{section['id']:<12} {section['title'][language]}"
    yield "formula", f"{'faq':<12} {'常见问题' if language == 'zh' else 'Questions and answers'}"
    yield (
        "head",
        "准备清单：confradar checklist VENUE"
        if language == "zh"
        else "The steps as tasks with dates: confradar checklist VENUE",
    )


_INDENT = {"title": 0, "text": 0, "head": 0, "body": 2, "formula": 4, "note": 2}
_STYLE = {"title": "bold underline", "head": "bold", "formula": "cyan", "note": "dim"}


def show_page(console: Console, lines: Iterator[tuple[str, str]]) -> None:
    """Print (role, text) pairs; on a terminal wrapped to its width, formulas never."""
    from rich.padding import Padding
    from rich.text import Text

    width = min(console.width, 100)
    last = ""
    for role, text in lines:
        if role in {"head", "text"} or (
            role == "body" and last in {"title", "text", "body", "note", "formula"}
        ):
            console.print()
        content = Text(safe(text), style=_STYLE.get(role, ""))
        if console.is_terminal and role != "formula":
            console.print(Padding(content, (0, 0, 0, _INDENT[role])), width=width)
        else:
            console.print(Text(" " * _INDENT[role]) + content, soft_wrap=True)
        last = role


def markdown(lines: Iterator[tuple[str, str]]) -> Iterator[str]:
    """(role, text) pairs as Markdown."""
    for role, text in lines:
        if role == "title":
            yield f"# {cell(text)}\n\n"
        elif role == "head":
            yield f"## {cell(text)}\n\n"
        elif role == "formula":
            yield f"    {safe(text)}\n\n"
        else:
            yield f"{cell(text)}\n\n"


def checklist_title(found: Checklist, language: str) -> str:
    """``NeurIPS 2026: preparation checklist``."""
    head = (
        f"{found.acronym} {found.year or ''}".strip() + ("：" if language == "zh" else ": ")
        if found.acronym
        else ""
    )
    told = (
        f"（{len(found.tasks)} 项已完成 {found.done} 项）"
        if language == "zh"
        else f" ({found.done} of {len(found.tasks)} done)"
    )
    own = unapplied(found.unapplied, language)
    return f"{head}{'参会准备清单' if language == 'zh' else 'preparation checklist'}{told if found.done else ''}{own}"


def show_checklist(console: Console, found: Checklist, language: str) -> None:
    """Print the steps with their tasks: due day, mark of what is late or estimated, text."""
    from rich.cells import set_cell_size
    from rich.text import Text

    console.print(Text(checklist_title(found, language), style="bold underline"))
    below = console.is_terminal and console.width < NARROW  # the texts stand below their days there
    indent = 4 if below else BESIDE
    step = ""
    for task in found.tasks:
        if task.step != step:
            step = task.step
            console.print()
            console.print(
                Text(f"{task.step}. {task.title}", style="bold"), soft_wrap=not console.is_terminal
            )
        day, style = _day(task, language)
        start = Text.assemble(" ", (set_cell_size(day, BESIDE - 7), style), f"{task.id:<6}")
        room = console.width - indent if console.is_terminal else 0
        for number, line in enumerate(_wrapped(safe(task.text), room)):
            if number == 0 and below:
                console.print(start)
            head = start if number == 0 and not below else Text(" " * indent)
            console.print(
                head + Text(line, style="dim" if task.done or task.over else ""), soft_wrap=True
            )
        for line in _wrapped(safe(task.note or ""), room) if task.note else ():
            console.print(Text(" " * indent + line, style="italic"), soft_wrap=True)
    if any(task.certainty == "estimated" for task in found.tasks):
        told = (
            "~ 按预估日期或最近的已公布日期推算；依据见 --format md。"
            if language == "zh"
            else "~ reckoned from an estimate or the nearest announced date (see --format md)"
        )
        console.print()
        console.print(Text(told, style="dim"), soft_wrap=not console.is_terminal)


def _day(task: TaskItem, language: str) -> tuple[str, str]:
    if task.done:
        return (f" {task.done[:10]} {'完成' if language == 'zh' else 'done'}"), "green"
    if task.due is None:
        return "", "dim"
    mark = "~" if task.certainty == "estimated" else " "
    if task.over:
        return f"{mark}{task.due} {'已过' if language == 'zh' else 'over'}", "dim"
    late = "过期" if language == "zh" else "late"  # what the column has room for
    return (
        (f"{mark}{task.due} {late}", "bold red")
        if task.late
        else (f"{mark}{task.due}", "dim" if task.certainty == "estimated" else "")
    )


# The columns that the day and number of a task take, and the width below which its text has too
# little room beside them.
BESIDE = 24
NARROW = 60
# A CJK letter with the punctuation that may not begin a line, white space, or a word of another
# script.
_PIECE = re.compile(
    r"[\u2e80-\u9fff\uff00-\uffef][，。；：、！？）》」]*|\s+|[^\s\u2e80-\u9fff\uff00-\uffef]+"
)


def _wrapped(text: str, room: int) -> list[str]:
    """Lines of at most ``room`` columns (CJK letters take two, and may be parted anywhere); one
    line where there is no limit."""
    from rich.cells import cell_len

    if room < 20:
        return [text]
    lines, line = [], ""
    for piece in _PIECE.findall(text):
        if line and cell_len(line) + cell_len(piece.rstrip()) > room:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()]


def checklist_markdown(found: Checklist, language: str) -> Iterator[str]:
    """A task list in Markdown."""
    yield f"# {cell(checklist_title(found, language))}\n"
    step = ""
    words = (
        {"late": "已过期", "over": "阶段已过"}
        if language == "zh"
        else {"late": "late", "over": "over"}
    )
    for task in found.tasks:
        if task.step != step:
            step = task.step
            yield f"\n## {task.step}. {cell(task.title)}\n\n"
        state = f" ({words['over' if task.over else 'late']})" if task.over or task.late else ""
        day = (
            f" - **{'~' if task.certainty == 'estimated' else ''}{task.due}{state}**"
            if task.due
            else ""
        )
        note = f". {cell(task.note)}" if task.note else ""
        yield f"- [{'x' if task.done else ' '}] {task.id} {cell(task.text)}{day}{f' ({cell(task.basis)})' if task.basis else ''}{note}\n"
