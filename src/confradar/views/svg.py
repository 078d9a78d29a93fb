"""The timeline as an SVG image and as a web page: self-contained, no script, the same bytes for the
same data and day.

Shapes carry the meaning, colours only help; what is estimated is hollow, with a band where it may
fall. Every text of the catalogue is escaped. Both follow the reader's light or dark setting.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape as _escaped

from confradar.views.text import safe, unapplied

if TYPE_CHECKING:
    from confradar.queries.timeline import Bar, Edition

LABEL = 176
WIDTH = 1120
RIGHT = 16
TOP = 106
ROW = 26
LEGEND_ROW = 24
# Columns (as a terminal counts them) of an edition's name that fit beside the picture.
NAME_COLUMNS = 22
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans CJK SC', sans-serif"

# Light and dark. Each text colour has a contrast of 4.5:1 and more to both backgrounds of its
# theme; a test reckons it.
LIGHT = {
    "ground": "#ffffff", "stripe": "#f6f8fa", "text": "#1f2933", "muted": "#52606d", "grid": "#e1e7ec", "today": "#b42318",
    "paper": "#1d4ed8", "submission": "#a9c7fb", "review": "#9aa8b6", "rebuttal": "#b79af0", "notification": "#b45309",
    "camera_ready": "#0f766e", "event": "#2f855a",
}  # fmt: skip
DARK = {
    "ground": "#15191e", "stripe": "#1b2128", "text": "#e6eaee", "muted": "#a9b4bf", "grid": "#2c343c", "today": "#ff8a7a",
    "paper": "#82aaff", "submission": "#33507f", "review": "#66737f", "rebuttal": "#8f76c9", "notification": "#f0a35c",
    "camera_ready": "#4fc4b7", "event": "#63b58a",
}  # fmt: skip
TITLES = {
    "opening": "opening", "abstract": "abstract deadline", "paper": "paper deadline", "submission": "submission open", "review": "under review", "rebuttal": "rebuttal",
    "notification": "notification", "camera_ready": "camera-ready", "event": "event",
}  # fmt: skip


@dataclass(frozen=True)
class Frame:
    """What is drawn: the first days of the months and of the one after them, today, and what the
    reader asked for, in words."""

    firsts: Sequence[date]
    today: date
    asked: str = ""

    @property
    def title(self) -> str:
        """``Deadlines and events: nlp``."""
        return f"Deadlines and events: {self.asked}" if self.asked else "Deadlines and events"

    @property
    def period(self) -> str:
        """``November 2026 to October 2027``."""
        last = self.firsts[-1] - timedelta(days=1)
        return f"{self.firsts[0]:%B %Y} to {last:%B %Y}"

    def x(self, day: date) -> float:
        """The left edge of a day; days that are not drawn are at the nearest edge."""
        days = (self.firsts[-1] - self.firsts[0]).days
        part = min(max((day - self.firsts[0]).days, 0), days) / days
        return round(LABEL + part * (WIDTH - RIGHT - LABEL), 1)

    def has(self, bar: Bar) -> bool:
        """Whether any of its days is drawn."""
        return bar.low < self.firsts[-1] and bar.high >= self.firsts[0]


def escape(text: str) -> str:
    """A text as SVG and HTML take it, also between quotation marks."""
    return _escaped(safe(text), {'"': "&quot;", "'": "&#39;"})


def image(editions: Sequence[Edition], frame: Frame) -> str:
    """The SVG file."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "".join(_svg(editions, frame))


def _svg(editions: Sequence[Edition], frame: Frame) -> Iterator[str]:
    bottom = TOP + ROW * len(editions)
    height = bottom + 3 * LEGEND_ROW + 6
    about = (
        f"A timeline of {len(editions)} editions, {frame.period}, one a row: submission, review, rebuttal, notification, camera-ready and event. "
        f"Hollow marks are estimates, the bands behind them where they may fall. Today is {frame.today}."
    )
    yield f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title about" viewBox="0 0 {WIDTH} {height}" '
    yield f'width="{WIDTH}" height="{height}" font-family="{escape(FONT)}" font-size="13">\n'
    yield f'<title id="title">{escape(frame.title)}, {frame.period}</title>\n<desc id="about">{escape(about)}</desc>\n'
    yield f"<style>\n{_rules(LIGHT)}@media (prefers-color-scheme: dark) {{\n{_rules(DARK)}}}\n</style>\n"
    yield f'<rect class="ground" width="{WIDTH}" height="{height}"/>\n'
    yield f'<text class="text" x="16" y="28" font-size="18" font-weight="600">{escape(_cut(frame.title, 100))}</text>\n'
    own = dict.fromkeys(
        item.acronym + unapplied(item.unapplied) for item in editions if item.unapplied
    )
    yield f'<text class="muted" x="16" y="48">{escape(_cut("; ".join([frame.period, *own]), 150))}</text>\n'
    yield from _grid(frame, len(editions), bottom)
    for number, edition in enumerate(editions):
        yield from _row(edition, frame, TOP + ROW * number)
    yield from _legend(bottom + 12)
    yield "</svg>\n"


def _rules(colours: dict[str, str]) -> str:
    """The style sheet of a theme. Of everything with a colour there is a filled and a hollow
    (estimated) form."""
    rules = [f".{name}{{fill:{colour}}}" for name, colour in colours.items()]
    rules += [
        f".{name}.est{{fill:{colours['ground']};stroke:{colours[name]}}} .{name}.range{{fill:{colours[name]};fill-opacity:.22}}"
        for name in ("paper", "notification", "camera_ready", "event", "submission", "rebuttal")
    ]
    lines = "".join(
        f".{name}-line{{stroke:{colours[name]}}}" for name in ("grid", "today", "review")
    )
    return "".join(f"{rule}\n" for rule in (*rules, lines))


def _grid(frame: Frame, rows: int, bottom: int) -> Iterator[str]:
    """Stripes, months with their years, and today."""
    for number in range(1, rows, 2):
        yield f'<rect class="stripe" x="0" y="{TOP + ROW * number}" width="{WIDTH}" height="{ROW}"/>\n'
    room = (WIDTH - RIGHT - LABEL) / (len(frame.firsts) - 1)
    for number, first in enumerate(frame.firsts):
        x = frame.x(first)
        yield f'<line class="grid-line" x1="{x}" y1="{TOP - 18}" x2="{x}" y2="{bottom}"/>\n'
        if first == frame.firsts[-1]:
            break
        if room >= 28 or first.month % 3 == 1:
            yield f'<text class="muted" x="{x + 4}" y="{TOP - 6}" font-size="12">{first:%b}</text>\n'
        if (number == 0 and first.month < 12) or first.month == 1:
            yield f'<text class="text" x="{x + 4}" y="{TOP - 22}" font-size="12" font-weight="600">{first.year}</text>\n'
    if frame.firsts[0] <= frame.today < frame.firsts[-1]:
        x = frame.x(frame.today)
        yield f'<line class="today-line" x1="{x}" y1="{TOP - 34}" x2="{x}" y2="{bottom}" stroke-width="1.5" stroke-dasharray="5 3"/>\n'
        left = x > WIDTH - 80
        anchor = ' text-anchor="end"' if left else ""
        yield f'<text class="today" x="{x - 4 if left else x + 4}" y="{TOP - 40}" font-size="12" font-weight="600"{anchor}>today, {_day(frame.today)}</text>\n'


def _row(edition: Edition, frame: Frame, top: int) -> Iterator[str]:
    middle = top + ROW / 2
    yield f"<g><title>{escape(f'{edition.name} {edition.year}{unapplied(edition.unapplied)}')}</title>\n"
    yield f'<text class="text name" x="{LABEL - 10}" y="{middle + 4.5}" text-anchor="end">{escape(_named(edition))}</text>\n'
    bars = [bar for bar in edition.bars if frame.has(bar)]
    for bar in bars:
        if bar.certainty == "estimated" and bar.kind in _MARKS | {"event"}:
            left, right = frame.x(bar.low), frame.x(bar.high + timedelta(days=1))
            yield f'<rect class="{_colour(bar)} range" x="{left}" y="{middle - 6}" width="{round(right - left, 1)}" height="12" rx="6"/>\n'
    for bar in bars:
        yield _shape(bar, frame, middle)
    yield "</g>\n"


_MARKS = {"abstract", "paper", "notification", "camera_ready"}


def _colour(bar: Bar) -> str:
    return "paper" if bar.kind in {"opening", "abstract"} else bar.kind


def _shape(bar: Bar, frame: Frame, middle: float) -> str:
    """The shape of a bar with its tooltip; nothing where it lies outside and only its band reaches
    in."""
    if bar.last < frame.firsts[0] or bar.first >= frame.firsts[-1]:
        return ""
    left, right = frame.x(bar.first), frame.x(bar.last + timedelta(days=1))
    shape = mark(
        bar.kind,
        (left + right) / 2,
        middle,
        max(right - left, 3),
        estimated=bar.certainty == "estimated",
    )
    return f"<g>{shape}<title>{escape(told(bar))}</title></g>\n"


def mark(kind: str, x: float, y: float, width: float, *, estimated: bool) -> str:
    """The shape of a kind around a point. ``width`` is that of what takes more than a day."""
    est = ' est" stroke-width="1.6' if estimated else ""
    x, left, width = round(x, 1), round(x - width / 2, 1), round(width, 1)
    if kind == "review":
        return f'<line class="review-line" x1="{left}" y1="{y}" x2="{round(left + width, 1)}" y2="{y}" stroke-width="2" stroke-dasharray="2 3"/>'
    if kind in {"submission", "rebuttal"}:
        return f'<rect class="{kind}{est}" x="{left}" y="{y - 3.5}" width="{width}" height="7"/>'
    if kind == "event":
        return (
            f'<rect class="event{est}" x="{left}" y="{y - 7}" width="{width}" height="14" rx="2"/>'
        )
    if kind == "opening":
        return f'<path class="paper{est}" d="M{round(x - 5, 1)} {y + 5}h10l-5 -10z"/>'
    if kind == "abstract":
        return f'<path class="paper{est}" d="M{x} {y - 5}l4 5l-4 5l-4 -5z"/>'
    if kind == "paper":
        return f'<path class="paper{est}" d="M{round(x - 6, 1)} {y - 6}h12l-6 12z"/>'
    if kind == "notification":
        return f'<circle class="notification{est}" cx="{x}" cy="{y}" r="5.2"/>'
    return f'<rect class="camera_ready{est}" x="{round(x - 4.5, 1)}" y="{y - 4.5}" width="9" height="9"/>'


def told(bar: Bar) -> str:
    """``paper deadline, round 2: about 27 Jan 2027 (20 Jan 2027 to 1 Feb 2027)``."""
    number = f", round {bar.round}" if bar.round else ""
    about = "about " if bar.certainty == "estimated" else ""
    days = _day(bar.first) if bar.first == bar.last else f"{_day(bar.first)} to {_day(bar.last)}"
    reach = f" ({_day(bar.low)} to {_day(bar.high)})" if about else ""
    return f"{TITLES[bar.kind]}{number}: {about}{days}{reach}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _named(edition: Edition) -> str:
    return f"{_cut(edition.acronym, NAME_COLUMNS - 5)} {edition.year}"


def _cut(text: str, columns: int) -> str:
    """A text of at most so many columns, the rest cut off."""
    from rich.cells import cell_len, set_cell_size

    text = safe(text)
    return text if cell_len(text) <= columns else set_cell_size(text, columns - 1).rstrip() + "…"


def _legend(top: float) -> Iterator[str]:
    """Two lines: what each shape is, and what hollow ones are."""
    yield f'<g class="legend" font-size="12" transform="translate(16 {top + 8})">\n'
    x = 0
    for kind, room in (
        ("opening", 86), ("abstract", 138), ("paper", 126), ("submission", 144), ("review", 128), ("rebuttal", 104), ("notification", 112), ("camera_ready", 128), ("event", 90),
    ):  # fmt: skip
        yield mark(kind, x + 10, 6, 20, estimated=False)
        yield f'<text class="muted" x="{x + 26}" y="10.5">{TITLES[kind]}</text>\n'
        x += room
    yield f'<rect class="paper range" x="0" y="{LEGEND_ROW}" width="36" height="12" rx="6"/>'
    yield mark("paper", 18, LEGEND_ROW + 6, 12, estimated=True)
    yield f'<text class="muted" x="44" y="{LEGEND_ROW + 10.5}">hollow: estimated from earlier editions, not announced; the band is where it may fall (80 %)</text>\n'
    yield "</g>\n"


# ---- The page

_CSS = """
body{{margin:0 auto;padding:1rem;max-width:{width}px;font:15px/1.5 {font};background:{ground};color:{text}}}
svg{{display:block;width:100%;min-width:760px;max-width:{width}px;height:auto}}
figure{{margin:0;overflow-x:auto}}
summary{{cursor:pointer;margin:1rem 0}}
table{{border-collapse:collapse}}
caption{{text-align:left;color:{muted}}}
th,td{{text-align:left;padding:.2rem .8rem .2rem 0;border-bottom:1px solid {grid}}}
"""


def page(editions: Sequence[Edition], frame: Frame) -> str:
    """The web page: the picture, and everything in it as a table for those who cannot see it."""
    light, dark = (
        f"body{{background:{theme['ground']};color:{theme['text']}}}caption{{color:{theme['muted']}}}th,td{{border-color:{theme['grid']}}}"
        for theme in (LIGHT, DARK)
    )
    css = (
        _CSS.format(width=WIDTH, font=FONT, **LIGHT)
        + f"{light}\n@media (prefers-color-scheme: dark){{{dark}}}\n"
    )
    rows = "".join(
        f"<tr><td>{escape(edition.acronym)} {edition.year}{unapplied(edition.unapplied)}</td><td>{TITLES[bar.kind]}{f', round {bar.round}' if bar.round else ''}</td>"
        f"<td>{bar.first}</td><td>{bar.last}</td><td>{f'{bar.certainty}, {bar.low} to {bar.high}' if bar.certainty == 'estimated' else bar.certainty}</td></tr>\n"
        for edition in editions
        for bar in sorted(edition.bars, key=lambda bar: (bar.first, bar.last))
        if frame.has(bar)
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(frame.title)}, {frame.period}</title>\n<style>{css}</style>\n</head>\n<body>\n<main>\n<figure>\n"
        f"{''.join(_svg(editions, frame))}</figure>\n<details>\n<summary>The same as a table</summary>\n<table>\n"
        f"<caption>{escape(frame.title)}, {frame.period}, as of {frame.today}</caption>\n"
        '<thead><tr><th scope="col">Edition</th><th scope="col">What</th><th scope="col">From</th><th scope="col">To</th><th scope="col">Certainty</th></tr></thead>\n'
        f"<tbody>\n{rows}</tbody>\n</table>\n</details>\n</main>\n</body>\n</html>\n"
    )
