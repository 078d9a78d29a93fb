"""What syncs changed: as rows, as a table, and a first sync in short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from confradar.views.facts import short
from confradar.views.grid import WIDE, Cell, Column, Grid, Styled
from confradar.views.machine_rows import CHANGE, Row
from confradar.views.text import by_key, utc, without_seconds
from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
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


def change_row(entry: Row, *, seen: int | None = None, sync: int | None = None) -> Row:
    """A change as the journal has it; ``seen`` (seconds since the epoch) and ``sync`` of one that
    is not in it yet."""
    row = {name: entry.get(name) for name in (*CHANGE.columns, *CHANGE.extra)}
    if seen is not None:
        row.update(seen=utc(seen), sync=sync)
    for name, key in (("old_at", "from_at"), ("new_at", "to_at")):
        at = entry.get(key)
        row[name] = utc(at) if isinstance(at, int) else None
    return row


def table(rows: Sequence[Row], *, width: int, dated: bool = True, say: Words = ENGLISH) -> Grid:
    """Changes: when they were seen, what they are about, and from what to what; on narrow terminals
    without the source."""
    columns = [
        *([Column(say("column.seen"))] if dated else []),
        Column(say("column.venue"), style="bold", cap=24),
        Column(say("column.what"), cap=36, wrap=True),
        Column(say("column.change"), grow=True, wrap=True),
        *([Column(say("column.source"), cap=20, style="dim")] if width >= WIDE else []),
    ]
    shown: list[list[Cell]] = []
    for row in rows:
        seen = [str(row["seen"])[:10]] if dated else []
        shown.append([*seen, *_cells(row, say)][: len(columns)])
    return columns, shown


def _cells(row: Row, say: Words) -> list[Cell]:
    name = f"{row['acronym']} {row['year']}" if row["year"] else str(row["acronym"])
    source = short(row["source"] or "")
    return [name, Styled(about(row, say), _STYLES.get(row["what"], "")), values(row), source]


def about(row: Row, say: Words) -> str:
    """What changed: ``paper moved +5 d (extension)``."""
    what = row["what"]
    if row["key"]:  # which says already that it is a date
        named = "new" if what == "new deadline" else what
        text = f"{by_key(row['key'], say)} {say.named('change', named)}"
    else:
        text = say.named("change", what)
    if not row["nature"]:
        return text
    nature = say.named("nature", row["nature"])
    return say("change.by", what=text, days=f"{row['days']:+d}", nature=nature)


def values(row: Row) -> str:
    """From what to what, without seconds that say nothing."""
    return without_seconds(" -> ".join(str(row[name]) for name in ("old", "new") if row[name]))


# The kinds of changes that a summary counts; the rest together.
_COUNTED = ("new venue", "new edition", "new deadline", "announced", "moved")


def summary(found: Sequence[Movement], say: Words = ENGLISH) -> list[str]:
    """What a first sync brought, in three lines: how much of what, which lists it came from, and
    where it is listed."""
    whats = Counter(item.what for item in found)
    named = [say.counted(f"first.{what}", whats.pop(what)) for what in _COUNTED if what in whats]
    if rest := whats.total():
        named.append(say.counted("first.other", rest))
    sources = Counter(item.source for item in found if item.source)
    return [
        say("first.brings", changes=say("comma").join(named)),
        say(
            "first.from",
            sources=", ".join(f"{source} ({number})" for source, number in sources.most_common()),
        ),
        say("first.more"),
    ]
