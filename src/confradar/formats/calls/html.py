"""HTML -> blocks. Rows keep their columns' heads, every text what of it is struck through; scripts
and hidden parts go."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from confradar.errors import DataError
from confradar.formats.calls.blocks import Block, text_of
from confradar.formats.calls.bounds import DEEP, ELEMENTS, LETTERS, LINES
from confradar.formats.calls.html_elements import (
    HEADING_LENGTH,
    HEADINGS,
    INLINE,
    after_span,
    breaks,
    day_text,
    goes_on,
    is_hidden,
    layout_rows,
    parts,
    reach,
    row_of,
    time_text,
    zone_text,
)
from confradar.formats.calls.plain import blocks_of_text
from confradar.formats.calls.table_rows import LIST_LEVEL, Cell, Table, blocks_of_row
from confradar.formats.lazy_pattern import lazy

if TYPE_CHECKING:
    from lxml.etree import _Element

SOFT = "soft"
"""The class of a `<br>` that ends a line of wrapped text, which may go on in the next."""

_GONE = (
    "script",
    "style",
    "template",
    "noscript",
    "head",
    "svg",
    "math",
    "select",
    "option",
    "iframe",
    "object",
    "canvas",
)
_ENDS = lazy(r"</(?:html|body)\s*>", re.IGNORECASE)
_STRIKES = {"s", "strike", "del"}
_STRUCK_STYLE = lazy(r"line-through|\bstrike|\bstruck\b", re.IGNORECASE)
# How much of a line tells whether it goes on behind a soft break: its last pieces, and letters.
_LAST, _REACH = 12, 400
_BOLD = {"b", "strong"}
_BOLD_LEVEL = 7
_CELLS = {"td", "th", "dt", "dd"}


def blocks_of_html(html: str) -> list[Block]:
    """The blocks of a page, or of a piece of one. Raises DataError for a page of too many
    elements."""
    from lxml import etree

    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, recover=True)
    # as browsers read it: what stands behind the end of a page is on it
    html = _ENDS.sub("", html.replace("</br>", "<br>"))
    parser.feed(
        f"<html><body>{html}"
        if not re.search(r"<(?:html|body)\b", html[:20000], re.IGNORECASE)
        else html
    )
    try:
        root = parser.close()
    except etree.LxmlError:
        return []
    if root is None:
        return []
    struck = _struck_classes("".join(style.itertext()) for style in root.iter("style"))
    etree.strip_elements(root, *_GONE, with_tail=False)
    if sum(1 for _ in root.iter()) > ELEMENTS:
        raise DataError(
            f"the page has more than {ELEMENTS:,} elements", hint="save the part that has the dates"
        )
    if _deep(root):  # below that the parser drops what there is
        raise DataError(
            f"it is nested {DEEP} elements deep", hint="save the part that has the dates"
        )
    if sum(map(len, root.itertext())) > LETTERS:
        raise DataError(
            f"the page has more than {LETTERS:,} letters", hint="save the part that has the dates"
        )
    return _Reader(struck).read(root)


def _struck_classes(styles: Iterable[str]) -> frozenset[str]:
    """The classes whose text a page's own style sheets strike through."""
    rules = (rule.partition("{") for style in styles for rule in style.split("}"))
    return frozenset(
        name
        for selectors, _, body in rules
        if "line-through" in body and ":" not in selectors
        for name in re.findall(r"\.([\w-]+)\s*(?:,|$)", selectors.strip())
    )


def _deep(root: _Element) -> bool:
    from lxml import etree

    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth >= DEEP:
            return True
    return False


class _Reader:
    """Walks a page once and gives its blocks."""

    def __init__(self, struck: frozenset[str] = frozenset()) -> None:
        self.struck_classes = struck
        self.runs: list[tuple[str, bool]] = []
        self.edge = False  # an element inside a line began or ended behind the last text
        self.struck = self.bold = 0
        self.plain_letters = self.bold_letters = 0
        self.path: list[int] = []
        self.serial = 0
        self.heading = 0
        self.items: list[int] = []
        self.listed = 0  # lists inside the cell that is read
        self.rows: list[list[Cell]] = []
        self.tables: list[Table] = []
        self.found: list[Block] = []

    def read(self, root: _Element) -> list[Block]:
        from lxml import etree

        containers = layout_rows(root)
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = str(element.tag).lower()
            self.edge |= tag in INLINE
            if event == "start":
                if is_hidden(element):
                    walk.skip_subtree()
                    element.text = None
                    self._enter(element, tag, containers, hidden=True)
                    continue
                self._enter(element, tag, containers)
                if tag == "pre":
                    self._lines(element)
                    walk.skip_subtree()
                else:
                    self._add(time_text(element) if tag == "time" else element.text)
            else:
                self._add(day_text(element))
                self._add(zone_text(element))
                self._leave(element, tag, containers)
                self._add(element.tail)
        self._flush()
        return self.found

    def _lines(self, element: _Element) -> None:
        """The lines of text that is set as it stands."""
        inner = blocks_of_text("".join(element.itertext()))
        if self.rows and self.rows[-1]:
            self.rows[-1][-1].lines += [(block.text, 0) for block in inner]
        else:
            self.found += [replace(block, path=(*self.path, *block.path)) for block in inner]

    def _add(self, text: str | None) -> None:
        if text:
            if self.edge and self.runs and len(text) > 1 and parts(self.runs[-1][0][-1:], text[0]):
                self.runs.append((" ", False))
            self.edge = False
            self.runs.append((text, self.struck > 0))
            letters = sum(letter.isalnum() for letter in text)
            if self.bold:
                self.bold_letters += letters
            else:
                self.plain_letters += letters

    def _enter(
        self, element: _Element, tag: str, containers: set[_Element], *, hidden: bool = False
    ) -> None:
        if tag in {"ul", "ol"} and self.items:
            self._name_list()
        if tag in {"ul", "ol"} and (self.listed or (self.rows and self.rows[-1])):
            self._flush()
            self.listed += 1
        if tag == "br":
            soft = element.get("class") == SOFT
            line = "".join(text for text, _ in self.runs[-_LAST:])[-_REACH:] if soft else ""
            if soft and goes_on(line, element):
                self.runs.append((" ", False))
            else:
                self._flush(soft=soft)
        elif breaks(tag):
            self._flush()
            self.serial += 1
            self.path.append(self.serial)
            if tag == "li":
                self.items.append(len(self.path))
        elif tag == "span" and after_span(element):
            self.runs.append((" ", False))
        if self._strikes(element, tag):
            self.struck += 1
        if tag in _BOLD:
            self.bold += 1
        if tag in HEADINGS:
            self.heading = HEADINGS[tag]
        if tag == "table":
            self.tables.append(Table())
        if element in containers or hidden:
            return
        if tag in {"tr", "dt"}:
            self._close_definition(tag)
            self.rows.append([])
        if tag in _CELLS and self.rows and row_of(element) not in containers:
            self.rows[-1].append(
                Cell(tag == "th", reach(element, "colspan"), reach(element, "rowspan"))
            )

    def _name_list(self) -> None:
        """What an item says before a list inside it is the heading of that list."""
        self._flush(level=LIST_LEVEL)
        last = self.found[-1] if self.found else None
        around = tuple(self.path[: self.items[-1]])
        if (
            last
            and last.kind == "line"
            and last.path[: len(around)] == around
            and len(last.text.text) < HEADING_LENGTH
        ):
            self.found[-1] = replace(last, kind="heading", level=LIST_LEVEL, path=around)

    def _leave(self, element: _Element, tag: str, containers: set[_Element]) -> None:
        if breaks(tag):
            self._flush()
            if self.path:
                self.path.pop()
            if tag == "li" and self.items:
                self.items.pop()
        if tag in {"ul", "ol"} and self.listed:
            self.listed -= 1
        if self._strikes(element, tag):
            self.struck -= 1
        if tag in _BOLD:
            self.bold -= 1
        if tag in HEADINGS:
            self.heading = 0
        if (tag == "tr" and self.rows and element not in containers) or (
            tag == "dl" and self.rows and element not in containers
        ):
            self._row(self.rows.pop())
        if tag == "table" and self.tables:
            self.tables.pop()

    def _strikes(self, element: _Element, tag: str) -> bool:
        names, style = element.get("class") or "", element.get("style") or ""
        return (
            tag in _STRIKES
            or bool(_STRUCK_STYLE.search(f"{style} {names}"))
            or not self.struck_classes.isdisjoint(names.split())
        )

    def _close_definition(self, tag: str) -> None:
        """A new term ends the one before it."""
        if tag == "dt" and self.rows:
            self._row(self.rows.pop())

    def _flush(self, *, soft: bool = False, level: int = 0) -> None:
        """End the line."""
        text = text_of(self.runs)
        bold = self.bold_letters > 0 and self.plain_letters <= self.bold_letters // 20
        self.runs = []
        self.plain_letters = self.bold_letters = 0
        if not text.text:
            return
        level = (
            self.heading
            or level
            or (_BOLD_LEVEL if bold and not soft and len(text.text) < HEADING_LENGTH else 0)
        )
        if self.rows and self.rows[-1]:
            self.rows[-1][-1].lines.append((text, LIST_LEVEL if self.listed else level))
            return
        self.found.append(
            Block("heading" if level else "line", (text,), level, path=tuple(self.path))
        )

    def _row(self, row: list[Cell]) -> None:
        if len(self.found) > LINES:
            raise DataError(
                f"it has more than {LINES:,} lines", hint="save the part that has the dates"
            )
        self.found += blocks_of_row(
            row, self.tables[-1] if self.tables else Table(), tuple(self.path)
        )
