"""HTML -> blocks. Rows keep their columns' heads, every text what of it is struck through; scripts and hidden parts go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from confradar.errors import DataError
from confradar.formats.calls.blocks import Block, Text, joined, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

LIMIT = 400_000
"""How many elements a page may have: hundreds of times those of the largest call, and still read in seconds."""

SOFT = "soft"
"""The class of a `<br>` that ends a line of wrapped text, which may go on in the next."""

_GONE = ("script", "style", "template", "noscript", "head", "svg", "math", "select", "option", "iframe", "object", "button", "canvas")
_HEADINGS = {f"h{number}": number for number in range(1, 7)} | {"caption": 6, "summary": 6, "legend": 6}
_BREAKS = {
    *("p", "div", "li", "ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "section", "article", "header", "footer", "nav", "aside"),
    *("main", "blockquote", "pre", "center", "form", "fieldset", "figure", "figcaption", "address", "details", "hr", "body", "html"),
    *("td", "th", "tr", "dt", "dd", *_HEADINGS),
}
_STRIKES = {"s", "strike", "del"}
_STRUCK_STYLE = re.compile(r"line-through|\bstrike|\bstruck\b", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BOLD = {"b", "strong"}
_ROW_LEVEL = 6
_BOLD_LEVEL = 7
_HEADING_LENGTH = 120
_CELLS = {"td", "th", "dt", "dd"}
_INSIDE = ("table", "ul", "ol", "dl")
_LONG_CELL = 600


def blocks_of_html(html: str) -> list[Block]:
    """The blocks of a page, or of a piece of one. Raises DataError for a page of too many elements."""
    from lxml import etree

    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, recover=True)
    parser.feed(f"<html><body>{html}" if not re.search(r"<(?:html|body)\b", html[:20000], re.IGNORECASE) else html)
    try:
        root = parser.close()
    except etree.LxmlError:
        return []
    if root is None:
        return []
    etree.strip_elements(root, *_GONE, with_tail=False)
    if sum(1 for _ in root.iter()) > LIMIT:
        raise DataError(f"the page has more than {LIMIT} elements", hint="save the part that has the dates")
    return list(_Reader().read(root))


class _Row:
    """A row while it is read: its cells, each with its lines, and which of them are heads."""

    def __init__(self) -> None:
        self.cells: list[list[tuple[Text, int]]] = []
        self.heads: list[bool] = []
        self.spans: list[int] = []


class _Reader:
    """Walks a page once and gives its blocks."""

    def __init__(self) -> None:
        self.runs: list[tuple[str, bool]] = []
        self.struck = self.bold = 0
        self.plain_letters = self.bold_letters = 0
        self.path: list[int] = []
        self.serial = 0
        self.heading = 0
        self.rows: list[_Row] = []
        self.columns: list[tuple[str, ...]] = []
        self.found: list[Block] = []

    def read(self, root: _Element) -> Iterator[Block]:
        from lxml import etree

        containers = _containers(root)
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = str(element.tag).lower()
            if event == "start":
                if _hidden(element):
                    walk.skip_subtree()
                    element.text = None
                    self._enter(element, tag, containers, hidden=True)
                    continue
                self._enter(element, tag, containers)
                self._add(element.text)
            else:
                self._leave(element, tag, containers)
                self._add(element.tail)
            if self.found:
                yield from self.found
                self.found.clear()
        self._flush()
        yield from self.found

    def _add(self, text: str | None) -> None:
        if text:
            self.runs.append((text, self.struck > 0))
            letters = sum(letter.isalnum() for letter in text)
            if self.bold:
                self.bold_letters += letters
            else:
                self.plain_letters += letters

    def _enter(self, element: _Element, tag: str, containers: set[_Element], *, hidden: bool = False) -> None:
        if tag == "br":
            self._flush(soft=element.get("class") == SOFT)
        elif tag in _BREAKS:
            self._flush()
            self.serial += 1
            self.path.append(self.serial)
        elif tag == "span" and _after_span(element):
            self.runs.append((" ", False))
        if _strikes(element, tag):
            self.struck += 1
        if tag in _BOLD:
            self.bold += 1
        if tag in _HEADINGS:
            self.heading = _HEADINGS[tag]
        if tag == "table":
            self.columns.append(())
        if element in containers or hidden:
            return
        if tag in {"tr", "dt"}:
            self._close_definition(tag)
            self.rows.append(_Row())
        if tag in _CELLS and self.rows and _row_of(element) not in containers:
            row = self.rows[-1]
            row.cells.append([])
            row.heads.append(tag == "th")
            row.spans.append(_span(element))

    def _leave(self, element: _Element, tag: str, containers: set[_Element]) -> None:
        if tag in _BREAKS:
            self._flush()
            if self.path:
                self.path.pop()
        if _strikes(element, tag):
            self.struck -= 1
        if tag in _BOLD:
            self.bold -= 1
        if tag in _HEADINGS:
            self.heading = 0
        if (tag == "tr" and self.rows and element not in containers) or (tag == "dl" and self.rows and element not in containers):
            self._row(self.rows.pop())
        if tag == "table" and self.columns:
            self.columns.pop()

    def _close_definition(self, tag: str) -> None:
        """A new term ends the one before it."""
        if tag == "dt" and self.rows:
            self._row(self.rows.pop())

    def _flush(self, *, soft: bool = False) -> None:
        """End the line."""
        text = text_of(self.runs)
        bold = self.bold_letters > 0 and self.plain_letters <= self.bold_letters // 20
        self.runs = []
        self.plain_letters = self.bold_letters = 0
        if not text.text:
            return
        level = self.heading or (_BOLD_LEVEL if bold and not soft and len(text.text) < _HEADING_LENGTH else 0)
        if self.rows and self.rows[-1].cells:
            self.rows[-1].cells[-1].append((text, level))
            return
        self.found.append(Block("heading" if level else "line", (text,), level, path=tuple(self.path)))

    def _row(self, row: _Row) -> None:
        """A row that ends: the heads of columns, one cell's lines, or cells beside each other."""
        path = tuple(self.path)
        filled = [[text for text, _ in lines] for lines in row.cells if lines]
        if not filled:
            return
        cells = tuple(joined(text for text, _ in lines) for lines in row.cells)
        if all(row.heads) and len(filled) > 1 and self.columns:
            self.columns[-1] = tuple(_spread(cells, row.spans))
        if len(filled) == 1:
            whole = (all(row.heads) or (len(row.cells) == 1 and row.spans[0] > 1)) and len(filled[0]) == 1
            for text, level in next(lines for lines in row.cells if lines):
                level = level or (_ROW_LEVEL if whole else 0)
                self.found.append(Block("heading" if level else "line", (text,), level, path=path))
        elif len({len(lines) for lines in filled}) == 1 and len(filled[0]) > 1 and len(filled) == 2:
            self.found += [Block("row", pair, heads=(), path=path) for pair in zip(*filled, strict=True)]
        else:
            self.found.append(Block("row", tuple(_wide(cells, row.spans)), heads=self.columns[-1] if self.columns else (), path=path))


def _containers(root: _Element) -> set[_Element]:
    """Rows and definitions that hold lists, tables or long text: they lay out a page and are no rows of data."""
    found: set[_Element] = set()
    for inner in root.iter(*_INSIDE):
        around = inner.getparent()
        while around is not None:
            if around.tag == "tr" or (around.tag == "dl"):
                if around in found:
                    break
                found.add(around)
            around = around.getparent()
    for cell in root.iter("td", "dd"):
        if sum(map(len, cell.itertext())) > _LONG_CELL and (row := _row_of(cell)) is not None:
            found.add(row)
    return found


def _row_of(cell: _Element) -> _Element | None:
    """The row of a cell, the list of a term."""
    around = cell.getparent()
    while around is not None and around.tag not in {"tr", "dl"}:
        around = around.getparent()
    return around


def _hidden(element: _Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN_STYLE.search(element.get("style") or ""))


def _strikes(element: _Element, tag: str) -> bool:
    return tag in _STRIKES or bool(_STRUCK_STYLE.search(f"{element.get('style') or ''} {element.get('class') or ''}"))


def _after_span(element: _Element) -> bool:
    """Whether a span stands right behind another one: they are two things, though no space is between them."""
    before = element.getprevious()
    return before is not None and before.tag == "span" and not before.tail


def _span(cell: _Element) -> int:
    text = cell.get("colspan") or "1"
    return min(int(text), 50) if text.isdigit() and int(text) else 1


def _wide(cells: tuple[Text, ...], spans: list[int]) -> Iterator[Text]:
    """The cells in their columns: behind a wide one, the columns that it covers are empty."""
    for cell, span in zip(cells, spans, strict=True):
        yield cell
        yield from [Text("")] * (span - 1)


def _spread(cells: tuple[Text, ...], spans: list[int]) -> Iterator[str]:
    """The heads of the columns: a wide one is that of each that it covers."""
    for cell, span in zip(cells, spans, strict=True):
        yield from [cell.text] * span
