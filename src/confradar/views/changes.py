"""Changes, conflicts, sources and checks as tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from confradar.model.counts import counted
from confradar.views.grid import Cell, Column, Styled
from confradar.views.items import Row
from confradar.views.page import short
from confradar.views.table import NARROW, WIDE

if TYPE_CHECKING:
    from confradar.queries.conflicts import ConflictItem
    from confradar.queries.health import Check
    from confradar.queries.sources import SourceItem
    from confradar.sync.compare import Movement

_STYLES = {
    "moved": "yellow",
    "cancelled": "bold red",
    "postponed": "bold red",
    "gone": "red",
    "removed": "red",
    "new deadline": "green",
    "announced": "green",
    "new edition": "green",
}


# Seconds that say nothing.
_SECONDS = re.compile(r"(?<=\d\d:\d\d):(?:00|59)\b")
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")


def table(
    rows: Sequence[Row], *, width: int, dated: bool = True
) -> tuple[list[Column], list[list[Cell]]]:
    """Changes: when they were seen, what they are about, and from what to what; on narrow terminals
    without the source."""
    columns = [
        *([Column("Seen")] if dated else []),
        Column("Venue", style="bold", cap=24),
        Column("What", cap=36, wrap=True),
        Column("Change", grow=True, wrap=True),
        *([Column("Source", cap=20, style="dim")] if width >= WIDE else []),
    ]
    return columns, [
        [*([str(row["seen"])[:10]] if dated else []), *_cells(row)][: len(columns)] for row in rows
    ]


def _cells(row: Row) -> list[Cell]:
    name = f"{row['acronym']} {row['year']}" if row["year"] else str(row["acronym"])
    what = f"{row['key']} {row['what'].removesuffix(' deadline')}" if row["key"] else row["what"]
    if row["nature"]:
        what += f" {row['days']:+d} d ({row['nature']})"
    values = [text for text in (row["old"], row["new"]) if text]
    change = _SECONDS.sub("", " -> ".join(values))
    return [name, Styled(what, _STYLES.get(row["what"], "")), change, short(row["source"] or "")]


# How each kind of change is counted in a summary, and what it is counted as.
_COUNTED = {
    "new venue": ("new venue", "new venues"),
    "new edition": ("new edition", "new editions"),
    "new deadline": ("new date", "new dates"),
    "announced": ("announced date", "announced dates"),
    "moved": ("moved date", "moved dates"),
}


def summary(found: Sequence[Movement]) -> list[str]:
    """What a first sync brought, in three lines: how much of what, which lists it came from, and
    where it is listed."""
    whats = Counter(item.what for item in found)
    named = [
        counted(whats.pop(what), one, many)
        for what, (one, many) in _COUNTED.items()
        if what in whats
    ]
    if rest := whats.total():
        named.append(counted(rest, "other change"))
    sources = Counter(item.source for item in found if item.source)
    return [
        f"the first sync brings {', '.join(named)}",
        "from " + ", ".join(f"{source} ({number})" for source, number in sources.most_common()),
        "`confradar changes` lists them; only some fields: `confradar sources enable ccfddl --areas AI,DB`",
    ]


def conflicts(
    found: Iterable[ConflictItem], *, width: int
) -> tuple[list[Column], list[list[Cell]]]:
    """Disagreements: the value in use beside the other one; why it is not followed where there is
    room."""
    columns = [
        Column("Venue", style="bold", cap=24, floor=8, yearly=True),
        Column("About", cap=24, wrap=True, floor=8),
        Column("In use", wrap=True, floor=10, turn=0),  # a date
        Column("Other", wrap=True, floor=10, turn=0),
        *(
            [Column("Why", grow=True, wrap=True, style="dim", floor=30, turn=-1)]
            if width >= WIDE
            else []
        ),
    ]
    rows: list[list[Cell]] = []
    for item in found:
        used = f"{_readable(item.value)} ({short(item.source or '?')})" if item.value else "nothing"
        other = f"{_readable(item.other)} ({short(item.other_source)})"
        cells: list[Cell] = [
            f"{item.acronym} {item.year or ''}".strip(),
            item.key,
            used,
            other,
            item.why or "",
        ]
        rows.append(cells[: len(columns)])
    if width < NARROW:
        columns = [Column("Venue", wrap=True, floor=12), *columns[2:]]
        rows = [[f"{venue} {about}", *others] for venue, about, *others in rows]
    return columns, rows


def _readable(value: str) -> str:
    """A value without the seconds of times, a span of days in words, which a narrow column may
    part."""
    return _DAYS.sub(r"\1 to \2", _SECONDS.sub("", value))


def sources(found: Iterable[SourceItem]) -> tuple[list[Column], list[list[Cell]]]:
    """Sources with where they are, what they hold and how the last try went."""
    columns = [
        Column("Source", style="bold"),
        Column("Format"),
        Column("Editions", "right"),
        Column("Dates", "right"),
        Column("Unread", "right"),
        Column("Checked"),
        Column("Address, and what went wrong", grow=True, wrap=True),
    ]
    rows: list[list[Cell]] = []
    for item in found:
        state = Styled("disabled", "dim") if not item.enabled else (item.checked or "never")[:10]
        numbers = [
            "" if number is None else str(number)
            for number in (item.editions, item.dates, item.unread)
        ]
        rows.append(
            [
                item.id,
                item.format,
                *numbers,
                state,
                item.location + (f"; last try: {item.error}" if item.error else ""),
            ]
        )
    return columns, rows


def checks(found: Iterable[Check]) -> tuple[list[Column], list[list[Cell]]]:
    """Doctor's checks; what needs attention stands out without colour too."""
    columns = [
        Column("Of"),
        Column("What", style="bold", cap=30),
        Column(""),
        Column("Detail", grow=True, wrap=True),
    ]
    marks: dict[str, Cell] = {
        "ok": Styled("ok", "green"),
        "note": Styled("-", "dim"),
        "attention": Styled("!", "bold red"),
    }
    rows: list[list[Cell]] = []
    before = ""
    for check in found:
        rows.append(
            [
                check.area if check.area != before else "",
                check.item,
                marks[check.status],
                check.detail,
            ]
        )
        before = check.area
    return columns, rows
