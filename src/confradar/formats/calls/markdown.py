"""Markdown -> HTML: without front matter, the marks of templates and attributes; rows of pipes are tables in any case."""

from __future__ import annotations

import html
import re

from confradar.formats.calls.html import SOFT

_FRONT = re.compile(r"\A\s*(?:---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n|\+\+\+[ \t]*\n.*?\n\+\+\+[ \t]*\n)", re.DOTALL)
_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{:[^}\n]*\}|\[%.*?%\]", re.DOTALL)
_ROW = re.compile(r"[ ]{0,3}\|.*\|[ \t]*")
_RULE = re.compile(r"[\s|:-]*-[\s|:-]*")


def html_of_markdown(text: str) -> str:
    """The page as HTML. A line of wrapped text ends in a `<br>` of the class `soft`."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": True, "breaks": False}).enable("strikethrough")
    reader.add_render_rule("softbreak", lambda *_: f'<br class="{SOFT}">\n')
    text = _TEMPLATE.sub(" ", _FRONT.sub("", text))
    pieces, lines = [], []
    for table, piece in _pieces(text):
        if table:
            lines.append(f"\n\n{_table(piece, reader)}\n\n")
        else:
            lines.append(piece)
    pieces.append(str(reader.render("\n".join(lines))))
    return "".join(pieces)


def front_matter(text: str) -> str:
    """The front matter of a page; empty where it has none."""
    found = _FRONT.match(text)
    return found.group() if found else ""


def _pieces(text: str) -> list[tuple[bool, str]]:
    """The runs of rows of pipes (two or more), and the text between them."""
    found: list[tuple[bool, list[str]]] = []
    for line in text.split("\n"):
        row = bool(_ROW.fullmatch(line))
        if found and found[-1][0] == row:
            found[-1][1].append(line)
        else:
            found.append((row, [line]))
    return [(row and len(lines) > 1, "\n".join(lines)) for row, lines in found]


def _table(text: str, reader: object) -> str:
    rows = [line.strip().strip("|") for line in text.split("\n")]
    rule = next((place for place, row in enumerate(rows) if _RULE.fullmatch(row)), None)
    lines = []
    for place, row in enumerate(rows):
        if _RULE.fullmatch(row):
            continue
        tag = "th" if rule is not None and place < rule else "td"
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", row)]
        shown = "".join(f"<{tag}>{reader.renderInline(html.unescape(cell))}</{tag}>" for cell in cells)  # type: ignore[attr-defined]
        lines.append(f"<tr>{shown}</tr>")
    return f"<table>{''.join(lines)}</table>"
