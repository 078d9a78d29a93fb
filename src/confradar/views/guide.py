"""The guide as pages: for a terminal or a pipe, and in Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from confradar.views.markdown import cell
from confradar.views.text import safe

if TYPE_CHECKING:
    from rich.console import Console

    from confradar.index.documents import GuideDoc, GuidePointDoc
    from confradar.views.words import Words


def section_lines(guide: GuideDoc, name: str, say: Words) -> Iterator[tuple[str, str]]:
    """A section as (role, text): title, text, head (of a point), body, formula, note."""
    language = say.language
    if name == "faq":
        yield "title", say("guide.faq")
        for item in guide["faq"]:
            yield "head", item["question"][language]
            yield "body", item["answer"][language]
        return
    section = next(item for item in guide["sections"] if item["id"] == name)
    yield "title", section["title"][language]
    if section.get("text"):
        yield "text", section["text"][language]
    for point in section.get("points", ()):
        yield from _point_lines(point, say)


def _point_lines(point: GuidePointDoc, say: Words) -> Iterator[tuple[str, str]]:
    if point.get("title"):
        yield "head", point["title"][say.language]
    yield "body", point["text"][say.language]
    for formula in point.get("formulas", ()):
        yield "formula", formula
    if point.get("venues"):
        yield "note", say("guide.catalogue", venues=", ".join(point["venues"]))
    if point.get("topics"):
        yield "note", say("guide.topics", topics=", ".join(point["topics"]))
    if point.get("example"):
        yield "note", say("guide.program", command=point["example"])


def overview_lines(guide: GuideDoc, say: Words) -> Iterator[tuple[str, str]]:
    """Why to go, and what the guide holds."""
    yield from section_lines(guide, "why", say)
    yield "head", say("guide.parts")
    for section in guide["sections"]:
        if section["id"] != "why":
            yield "formula", f"{section['id']:<12} {section['title'][say.language]}"
    yield "formula", f"{'faq':<12} {say('guide.faq')}"
    yield "head", say("guide.steps")


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
