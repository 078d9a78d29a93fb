"""Every output format, once: its name, what it writes from, the module that writes it, and its
other spellings.

A format is one module of this package with one function, ``render(report)``, which gives the
pieces of a text (or, of a calendar, the bytes of a file). To add one: write the module, and a line
in the table below; every command whose result has what it writes from offers it then.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from confradar.views.report import Report

# What formats write from (see `Report`): the screen for people, rows of cells, items with named
# keys, a page or else rows, a calendar.
SCREEN, ROWS, ITEMS, PAGE, CALENDAR = "screen", "rows", "items", "page", "calendar"


class Format(NamedTuple):
    """A format: its name, what it writes from, its module (None: called as the format is) and the
    other names and file endings by which it is asked for."""

    name: str
    takes: str
    module: str | None = None
    also: tuple[str, ...] = ()


FORMATS = (
    Format("table", SCREEN, "terminal", also=("text", "txt")),
    Format("tsv", ROWS),
    Format("csv", ROWS),
    Format("json", ITEMS),
    Format("jsonl", ITEMS, also=("ndjson",)),
    Format("yaml", ITEMS, also=("yml",)),
    Format("md", PAGE, "markdown", also=("markdown",)),
    Format("ics", CALENDAR, also=("ical", "icalendar")),
)
SPELLINGS = {spelling: format.name for format in FORMATS for spelling in format.also}
_BY_NAME = {format.name: format for format in FORMATS}


def names(*takes: str) -> tuple[str, ...]:
    """The formats that write from one of these."""
    return tuple(format.name for format in FORMATS if format.takes in takes)


def takes(name: str) -> str:
    """What a format writes from."""
    return _BY_NAME[name].takes


def render(name: str, report: Report) -> Iterable[str] | bytes:
    """A report in the format of this name."""
    module = import_module(f"confradar.views.{_BY_NAME[name].module or name}")
    rendered: Iterable[str] | bytes = module.render(report)
    return rendered
