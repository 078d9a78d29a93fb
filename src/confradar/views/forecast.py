"""A venue's forecast as a page: estimates with their reasons, how earlier ones did, and a picture
of the deadlines by year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from confradar.views.grid import NARROW, Cell, Column, Grid, Styled, show
from confradar.views.machine_rows import Row
from confradar.views.reasons import reason_text
from confradar.views.text import safe, what
from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from rich.console import Console

    from confradar.forecast.rule import Estimate
    from confradar.queries.forecast import Explained

PLOT_WIDTH = 52


def show_page(
    console: Console,
    title: str,
    explained: Explained,
    *,
    risk: str,
    today: date,
    say: Words = ENGLISH,
) -> None:
    """Print the page."""
    from rich.text import Text

    def line(text: str = "", style: str = "") -> None:
        console.print(Text(safe(text), style=style), soft_wrap=not console.is_terminal)

    line(title, "bold")
    line(f"  {say('fact.extensions')}  {risk}")
    line()
    if not explained.estimates:
        line(say("forecast.nothing"), "dim")
        return
    show(console, *_table(explained, console, today, say))
    line()
    for year, reason in _reasons(explained, say).items():
        line(f"  {year}{say('colon')}{reason}", "dim")
    line()
    line(say("forecast.plot"), "bold")
    room = min(PLOT_WIDTH, console.width - 10) if console.is_terminal else PLOT_WIDTH
    for text in plot(explained, room, say):
        line(f"  {text}")
    if explained.past:
        line()
        line(say("forecast.past"), "bold")
        line(f"  {', '.join(f'{item.year} {item.error:+d}' for item in explained.past[-12:])}")


def _table(explained: Explained, console: Console, today: date, say: Words) -> Grid:
    """The estimates; on a narrow terminal the interval, whole, and no more."""
    columns = [
        Column(f"  {say('column.what')}", wrap=True, floor=12),
        Column(say("column.earliest"), wrap=True, floor=10),
        Column(say("column.about"), whole=True),
        Column(say("column.interval"), whole=True),
        Column(say("column.class"), grow=True, floor=8, turn=0),
    ]
    rows = [_row(item, today, say) for item in explained.estimates]
    if console.is_terminal and console.width < NARROW:
        columns = [*columns[:2], Column(say("column.latest"), whole=True)]
        latest = (str(item.high) for item in explained.estimates)
        rows = [[*row[:2], high] for row, high in zip(rows, latest, strict=True)]
    return columns, rows


def _row(item: Estimate, today: date, say: Words) -> list[Cell]:
    name = (
        say.named("kind", item.kind)
        if item.kind in {"first_day", "last_day"}
        else what(item.kind, item.round if item.rounds > 1 else None, None, say)
    )
    passed = say("note", text=say("probably_passed")) if item.centre < today else ""
    span = f"{item.low} - {item.high}"
    return [
        f"  {item.year} {name}",
        Styled(f"{item.low}{passed}", "dim" if passed else ""),
        f"~{item.centre}",
        span,
        say.named("history", item.class_.value),
    ]


def _reasons(explained: Explained, say: Words) -> dict[int, str]:
    """Why, once a year: the paper deadline's reason where there is one."""
    reasons: dict[int, str] = {}
    for item in sorted(explained.estimates, key=lambda item: item.kind != "paper"):
        reasons.setdefault(item.year, reason_text(item.reason, say))
    return dict(sorted(reasons.items()))


def plot(explained: Explained, width: int = PLOT_WIDTH, say: Words = ENGLISH) -> list[str]:
    """A line a year, ``width`` columns for its days: where its paper deadlines fall, and the
    estimates with their intervals."""
    marks: dict[int, list[tuple[int, int, str]]] = {}
    for year, day in explained.papers:
        offset = _offset(day, year)
        marks.setdefault(year, []).append((offset, offset, "o"))
    for item in explained.estimates:
        if item.kind == "paper":
            marks.setdefault(item.year, []).append(
                (_offset(item.low, item.year), _offset(item.high, item.year), "~")
            )
    from rich.cells import cell_len

    if not marks:
        return []
    first = min(low for spans in marks.values() for low, _, _ in spans)
    last = max(high for spans in marks.values() for _, high, _ in spans)
    step = max(1.0, (last - first) / (width - 1))
    lines = []
    for year, spans in sorted(marks.items()):
        cells = [" "] * width
        for low, high, mark in spans:
            begin, end = (min(width - 1, round((offset - first) / step)) for offset in (low, high))
            for place in range(begin, end + 1):
                cells[place] = "-" if mark == "~" and cells[place] == " " else cells[place]
            cells[(begin + end) // 2] = mark
        lines.append(f"{year} |{''.join(cells).rstrip()}")
    left, right = (_named(offset, say) for offset in (first, first + round(step * (width - 1))))
    return [*lines, f"      {left}{' ' * (width - cell_len(left) - cell_len(right))}{right}"]


def _offset(day: date, year: int) -> int:
    return (day - date(year - 1, 1, 1)).days


def _named(offset: int, say: Words) -> str:
    """A day of a year that is no leap year: ``12 May``, with ``before`` for the year before the
    edition's."""
    day = date(2022, 1, 1) + timedelta(days=offset)
    return say("before" if day.year < 2023 else "near_day", day=day.day, month=say.month(day))


# ---- Rows


def estimate_row(item: Estimate, *, venue: str, unapplied: int | None) -> Row:
    """An estimate, its days as ISO dates; ``unapplied`` is its venue's."""
    return {
        "venue": venue,
        "year": item.year,
        "kind": item.kind,
        "round": item.round if item.rounds > 1 else None,
        "centre": item.centre.isoformat(),
        "low": item.low.isoformat(),
        "high": item.high.isoformat(),
        "class": item.class_.value,
        "reason": reason_text(item.reason),
        "unapplied": unapplied,
    }
