"""Markdown -> HTML: without front matter, the marks of templates and attributes; rows of pipes are
tables in any case."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from confradar.formats.calls.html import SOFT
from confradar.formats.calls.plain import with_strikes
from confradar.formats.calls.unrendered import rendered
from confradar.formats.lazy_pattern import lazy

_FRONT = lazy(
    r"\A\s*(?:---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n|\+\+\+[ \t]*\n.*?\n\+\+\+[ \t]*\n|"
    r"(?i:title|date|modified|authors?|category|tags|slug|lang|layout|summary|status|template|url|"
    r"save_as)[ \t]*:[^\n]*\n(?:[\w-]+[ \t]*:[^\n]*\n)*[ \t]*\n)",
    re.DOTALL,
)
# What stands in these is HTML to its end, as the makers of such pages read it, whatever blank lines
# and gaps there are.
_HOLDER = lazy(r"<(/?)(?:table|ul|ol|dl)\b", re.IGNORECASE)
_TAG = lazy(
    r"^[ \t]{4,}(?=</?(?:table|thead|tbody|tr|t[dh]|[uod]l|li|d[td]|div|p|h[1-6]|section|span|b|"
    r"strong|s|del|br|a)\b)",
    re.MULTILINE | re.IGNORECASE,
)
_TEMPLATE = lazy(r"\{\{.*?\}\}|\{%.*?%\}|\{:[^}\n]*\}|\[%.*?%\]", re.DOTALL)
# What a page of components (MDX) brings along, and attributes in braces.
_MODULE = lazy(
    r"^(?:import\b[^\n]*['\"]|export\s+(?:const|default|function)\b[^\n]*);?[ \t]*$", re.MULTILINE
)
_BRACED = lazy(r"(<\w[\w.-]*)((?:\s+[\w-]+(?:=(?:\"[^\"\n]*\"|\{[^{}\n]*\}))?)+\s*)(?=/?>)")
_ROW = lazy(r"[ ]{0,3}\|.*\|[ \t]*")
_RULE = lazy(r"[\s|:-]*-[\s|:-]*")
_OPEN_RULE = lazy(r"[ ]{0,3}:?-+:?[ \t]*\|[\s|:-]*")


def html_of_markdown(text: str) -> str:
    """The page as HTML. A line of wrapped text ends in a `<br>` of the class `soft`."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": True, "breaks": False}).enable("strikethrough")
    reader.add_render_rule("softbreak", lambda *_: f'<br class="{SOFT}">\n')
    text = with_strikes(text)
    text = rendered(_MODULE.sub("", _FRONT.sub("", text)))
    text = _TAG.sub("", _close(_TEMPLATE.sub(" ", _BRACED.sub(_without_braces, text))))
    lines = []
    for table, piece in _pieces(text):
        if table:
            lines.append(f"\n\n{_table(piece, reader.renderInline)}\n\n")
        else:
            lines.append(piece)
    return str(reader.render("\n".join(lines)))


def _without_braces(tag: re.Match[str]) -> str:
    return tag[1] if "{" in tag[2] else tag[0]


def front_matter(text: str) -> str:
    """The front matter of a page; empty where it has none."""
    found = _FRONT.match(text)
    return found.group() if found else ""


def _close(text: str) -> str:
    """The text with its tables and lists of HTML without the blank lines and gaps that would end
    them; those never closed stay."""
    lines = text.split("\n")
    found: list[str] = []
    depth = begin = kept = 0
    for place, line in enumerate(lines):
        inside = depth > 0
        if not inside and line.lstrip().startswith("<") and _HOLDER.search(line):
            begin, kept, inside = place, len(found), True
        if not inside:
            found.append(line)
            continue
        depth += sum(-1 if closed else 1 for closed in _HOLDER.findall(line))
        if line.strip():
            found.append(line.strip())
        depth = max(depth, 0)
    return "\n".join(found[:kept] + lines[begin:] if depth else found)


def _pieces(text: str) -> list[tuple[bool, str]]:
    """The runs of rows of pipes (two or more), and the text between them."""
    found: list[tuple[bool, list[str]]] = []
    lines = text.split("\n")
    opened = _opened_rows(lines)
    for place, line in enumerate(lines):
        row = place in opened or bool(_ROW.fullmatch(line))
        if found and found[-1][0] == row:
            found[-1][1].append(line)
        else:
            found.append((row, [line]))
    return [(row and len(lines) > 1, "\n".join(lines)) for row, lines in found]


def _opened_rows(lines: list[str]) -> set[int]:
    """The places of the rows of tables that no pipe opens: their rule tells them."""
    found: set[int] = set()
    for place, line in enumerate(lines):
        if place and "|" in lines[place - 1] and _OPEN_RULE.fullmatch(line):
            end = place + 1
            while end < len(lines) and "|" in lines[end]:
                end += 1
            found.update(range(place - 1, end))
    return found


def _table(text: str, inline: Callable[[str], str]) -> str:
    rows = [line.strip().strip("|") for line in text.split("\n")]
    rule = next((place for place, row in enumerate(rows) if _RULE.fullmatch(row)), None)
    lines = []
    for place, row in enumerate(rows):
        if _RULE.fullmatch(row):
            continue
        tag = "th" if rule is not None and place < rule else "td"
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", row)]
        shown = "".join(f"<{tag}>{inline(html.unescape(cell))}</{tag}>" for cell in cells)
        lines.append(f"<tr>{shown}</tr>")
    return f"<table>{''.join(lines)}</table>"
