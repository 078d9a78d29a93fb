"""What one element of a page says besides its text: whether it is shown, the rows and the reach of
cells, the years and zones that only attributes have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from confradar.formats.calls.bounds import REACH
from confradar.formats.calls.dates import find_days
from confradar.formats.calls.plain import unfinished
from confradar.formats.lazy_pattern import lazy

if TYPE_CHECKING:
    from lxml.etree import _Element

HEADING_LENGTH = 120
"""Longer text is no heading, though it be bold or stand before a list."""

INLINE = {
    *("a", "b", "button", "code", "del", "em", "font", "i", "ins", "label", "mark", "s", "small"),
    *("span", "strong", "time", "tt", "u"),
}
"""Elements inside a line: what stands in two of them is of two words."""

HEADINGS = {f"h{number}": number for number in range(1, 7)} | {
    "caption": 6,
    "summary": 6,
    "legend": 6,
}
"""Elements that are headings, and their ranks."""

_BREAKS = {
    *(
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "dl",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "section",
        "article",
        "header",
        "footer",
        "nav",
        "aside",
    ),
    *(
        "main",
        "blockquote",
        "pre",
        "center",
        "form",
        "fieldset",
        "figure",
        "figcaption",
        "address",
        "details",
        "hr",
        "body",
        "html",
    ),
    *("td", "th", "tr", "dt", "dd", *HEADINGS),
}
_HIDDEN_STYLE = lazy(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ON_CLICK = lazy(r"tab|pane|collaps|accord|toggle|content|answer|fold", re.IGNORECASE)
_ZONE_TITLE = lazy(r"\s*time\s?zone:?\s+(\S.{0,60})", re.IGNORECASE)
_DAY_ATTRIBUTE = lazy(r"data-(?:date|datetime|deadline|countdown|due|target|end|utc)")
_INSIDE = ("table", "ul", "ol", "dl")
_LONG_CELL = 600
# A line of wrapped text is longer.
_WRAPPED = 27


def layout_rows(root: _Element) -> set[_Element]:
    """Rows and definitions that hold lists, tables or long text: they lay out a page and are no
    rows of data."""
    found: set[_Element] = set()
    for inner in root.iter(*_INSIDE):
        around = inner.getparent()
        while around is not None:
            if around.tag == "tr" or (around.tag == "dl"):
                if around in found:
                    break
                if inner.tag == "table" or not _of_one_date(around):
                    found.add(around)
            around = around.getparent()
    for cell in root.iter("td", "dd"):
        if sum(map(len, cell.itertext())) > _LONG_CELL and (row := row_of(cell)) is not None:
            found.add(row)
    return found


def _of_one_date(row: _Element) -> bool:
    """Whether one of a row's cells is a date alone, and lists in the others are details without
    any."""
    cells = [
        ("".join(cell.itertext()), any(True for _ in cell.iter(*_INSIDE)))
        for cell in row.iterchildren("td", "th")
    ]
    dates = [
        text
        for text, listed in cells
        if len(text) < HEADING_LENGTH and not listed and find_days(text)
    ]
    return len(dates) == 1 and not any(listed and find_days(text) for text, listed in cells)


def row_of(cell: _Element) -> _Element | None:
    """The row of a cell, the list of a term."""
    around = cell.getparent()
    while around is not None and around.tag not in {"tr", "dl"}:
        around = around.getparent()
    return around


def time_text(element: _Element) -> str:
    """The text of a time, with what only its attribute says: the year, or all of the day."""
    text: str = element.text or ""
    day = re.match(r"(\d{4})-\d\d-\d\d(?!\d)", element.get("datetime") or "")
    if day is None or len(element) or re.search(r"(?:19|20)\d\d", text):
        return text
    return f"{text}, {day[1]}" if find_days(text) else day[0] if not text.strip() else text


def day_text(element: _Element) -> str:
    """The day that only an attribute of an element says, as those of countdowns do."""
    names = (name for name in map(str, element.attrib) if _DAY_ATTRIBUTE.fullmatch(name))
    day = next((value for name in names if find_days(value := element.get(name) or "")), "")
    told = not day or is_hidden(element) or find_days("".join(element.itertext()))
    return "" if told else f" {day}"


def breaks(tag: str) -> bool:
    """Whether an element stands on lines of its own; those of a page's own making do."""
    return tag in _BREAKS or "-" in tag


def zone_text(element: _Element) -> str:
    """The time zone that only the title of a date says, as conf.researchr.org has it."""
    found = _ZONE_TITLE.fullmatch(element.get("title") or "")
    return f" ({found[1]})" if found else ""


def is_hidden(element: _Element) -> bool:
    """Whether an element is not shown; what a click on a tab shows is part of the page."""
    hidden = element.get("hidden") is not None or bool(
        _HIDDEN_STYLE.search(element.get("style") or "")
    )
    return hidden and not _ON_CLICK.search(
        f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    )


def after_span(element: _Element) -> bool:
    """Whether a span stands right behind another one: they are two things, though no space is
    between them."""
    before = element.getprevious()
    return before is not None and before.tag == "span" and not before.tail


def parts(before: str, behind: str) -> bool:
    """Whether two letters at an element's edge are of two words: ``Notification`` and ``Sep 29``,
    ``2027`` and ``Extended``."""
    return ((before.islower() or before.isdigit()) and behind.isupper()) or (
        before.isalpha() and behind.isdigit()
    )


def reach(cell: _Element, name: str) -> int:
    """Over how many columns or rows a cell reaches."""
    text = cell.get(name) or "1"
    return max(1, min(int(text), REACH)) if text.isdigit() and len(text) < 5 else 1


def goes_on(line: str, end: _Element) -> bool:
    """Whether a line of wrapped text goes on in the next, behind its `end`."""
    behind = end.getnext()
    text = (end.tail or "").strip() or (behind.text or "" if behind is not None else "").strip()
    wrapped = text[:1].islower() and len(line.strip()) > _WRAPPED and not find_days(line)
    return wrapped or unfinished(line, text)
