"""The timeline as an SVG image: self-contained, no script, the same bytes for the same data and
day.

Shapes carry the meaning, colours only help; what is estimated is hollow, with a band where it may
fall. Every text of the catalogue is escaped. It follows the reader's light or dark setting.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape as _escaped

from confradar.views.svg_theme import FONT, style_sheet
from confradar.views.text import safe, unapplied
from confradar.views.words import ENGLISH, Words

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
# The kinds in the legend, with the room that each takes.
LEGEND = {
    "opening": 86,
    "abstract": 138,
    "paper": 126,
    "submission": 144,
    "review": 128,
    "rebuttal": 104,
    "notification": 112,
    "camera_ready": 128,
    "event": 90,
}


@dataclass(frozen=True)
class Frame:
    """What is drawn: the first days of the months and of the one after them, today, what the reader
    asked for, in words, and the language."""

    firsts: Sequence[date]
    today: date
    asked: str = ""
    say: Words = ENGLISH

    @property
    def title(self) -> str:
        """``Deadlines and events: nlp``."""
        asked = f"{self.say('colon')}{self.asked}" if self.asked else ""
        return f"{self.say('picture.title')}{asked}"

    @property
    def period(self) -> str:
        """``November 2026 to October 2027``."""
        months = self.say("picture.months").split()
        ends = self.firsts[0], self.firsts[-1] - timedelta(days=1)
        first, last = (
            self.say("picture.month", month=months[day.month - 1], year=day.year) for day in ends
        )
        return self.say("days", first=first, last=last)

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


def tag(name: str, content: str = "", /, **attributes: object) -> str:
    """An element of SVG; ``class_`` and ``font_size`` are the attributes class and font-size."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{value}"' for key, value in attributes.items()
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def image(editions: Sequence[Edition], frame: Frame) -> str:
    """The SVG file."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{picture(editions, frame)}'


def picture(editions: Sequence[Edition], frame: Frame) -> str:
    """The SVG element."""
    return "".join(f"{part}\n" for part in _parts(editions, frame))


def _parts(editions: Sequence[Edition], frame: Frame) -> Iterator[str]:
    bottom = TOP + ROW * len(editions)
    height = bottom + 3 * LEGEND_ROW + 6
    yield (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title about" '
        f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'font-family="{escape(FONT)}" font-size="13">'
    )
    yield tag("title", escape(headline(frame)), id="title")
    yield tag("desc", escape(_about(len(editions), frame)), id="about")
    yield tag("style", f"\n{style_sheet()}")
    yield tag("rect", class_="ground", width=WIDTH, height=height)
    title = escape(_cut(frame.title, 100))
    yield tag("text", title, class_="text", x=16, y=28, font_size=18, font_weight=600)
    own = dict.fromkeys(
        item.acronym + unapplied(item.unapplied, frame.say) for item in editions if item.unapplied
    )
    below = escape(_cut(frame.say("semicolon").join([frame.period, *own]), 150))
    yield tag("text", below, class_="muted", x=16, y=48)
    yield from _grid(frame, len(editions), bottom)
    yield from _today(frame, bottom)
    for number, edition in enumerate(editions):
        yield from _row(edition, frame, TOP + ROW * number)
    yield from _legend(bottom + 12, frame.say)
    yield "</svg>"


def headline(frame: Frame) -> str:
    """``Deadlines and events: nlp, November 2026 to October 2027``."""
    return frame.say("list").join([frame.title, frame.period])


def _about(count: int, frame: Frame) -> str:
    return frame.say("picture.about", count=count, period=frame.period, today=frame.today)


def _grid(frame: Frame, rows: int, bottom: int) -> Iterator[str]:
    """Stripes, and months with their years."""
    for number in range(1, rows, 2):
        top = TOP + ROW * number
        yield tag("rect", class_="stripe", x=0, y=top, width=WIDTH, height=ROW)
    room = (WIDTH - RIGHT - LABEL) / (len(frame.firsts) - 1)
    for number, first in enumerate(frame.firsts):
        x = frame.x(first)
        yield tag("line", class_="grid-line", x1=x, y1=TOP - 18, x2=x, y2=bottom)
        if first == frame.firsts[-1]:
            break
        if room >= 28 or first.month % 3 == 1:
            month = frame.say.month(first)
            yield tag("text", month, class_="muted", x=x + 4, y=TOP - 6, font_size=12)
        if (number == 0 and first.month < 12) or first.month == 1:
            place = {"x": x + 4, "y": TOP - 22, "font_size": 12, "font_weight": 600}
            yield tag("text", str(first.year), class_="text", **place)


def _today(frame: Frame, bottom: int) -> Iterator[str]:
    if not frame.firsts[0] <= frame.today < frame.firsts[-1]:
        return
    x = frame.x(frame.today)
    dashes = {"stroke_width": "1.5", "stroke_dasharray": "5 3"}
    yield tag("line", class_="today-line", x1=x, y1=TOP - 34, x2=x, y2=bottom, **dashes)
    left = x > WIDTH - 80
    place = {"x": x - 4 if left else x + 4, "y": TOP - 40, "font_size": 12, "font_weight": 600}
    anchor = {"text_anchor": "end"} if left else {}
    today = frame.say("picture.today", day=frame.say.day(frame.today))
    yield tag("text", today, class_="today", **place, **anchor)


def _row(edition: Edition, frame: Frame, top: int) -> Iterator[str]:
    middle = top + ROW / 2
    name = f"{edition.name} {edition.year}{unapplied(edition.unapplied, frame.say)}"
    yield f"<g>{tag('title', escape(name))}"
    place = {"x": LABEL - 10, "y": middle + 4.5, "text_anchor": "end"}
    yield tag("text", escape(_named(edition)), class_="text name", **place)
    bars = [bar for bar in edition.bars if frame.has(bar)]
    for bar in bars:
        if bar.certainty == "estimated" and bar.kind in _BANDED:
            left, right = frame.x(bar.low), frame.x(bar.high + timedelta(days=1))
            band = {"x": left, "y": middle - 6, "width": round(right - left, 1)}
            yield tag("rect", class_=f"{_colour(bar)} range", **band, height=12, rx=6)
    yield from (shape for bar in bars if (shape := _shape(bar, frame, middle)))
    yield "</g>"


_BANDED = {"abstract", "paper", "notification", "camera_ready", "event"}


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
    return tag("g", shape + tag("title", escape(tooltip(bar, frame.say))))


def mark(kind: str, x: float, y: float, width: float, *, estimated: bool) -> str:
    """The shape of a kind around a point. ``width`` is that of what takes more than a day."""
    end = {"stroke_width": "1.6"} if estimated else {}

    def shape(name: str, of: str, **place: object) -> str:
        return tag(name, class_=f"{of} est" if estimated else of, **end, **place)

    x, left, width = round(x, 1), round(x - width / 2, 1), round(width, 1)
    if kind == "review":
        dashes = {"stroke_width": 2, "stroke_dasharray": "2 3"}
        end_x = round(left + width, 1)
        return tag("line", class_="review-line", x1=left, y1=y, x2=end_x, y2=y, **dashes)
    if kind in {"submission", "rebuttal"}:
        return shape("rect", kind, x=left, y=y - 3.5, width=width, height=7)
    if kind == "event":
        return shape("rect", kind, x=left, y=y - 7, width=width, height=14, rx=2)
    if kind == "opening":
        return shape("path", "paper", d=f"M{round(x - 5, 1)} {y + 5}h10l-5 -10z")
    if kind == "abstract":
        return shape("path", "paper", d=f"M{x} {y - 5}l4 5l-4 5l-4 -5z")
    if kind == "paper":
        return shape("path", "paper", d=f"M{round(x - 6, 1)} {y - 6}h12l-6 12z")
    if kind == "notification":
        return shape("circle", kind, cx=x, cy=y, r=5.2)
    return shape("rect", "camera_ready", x=round(x - 4.5, 1), y=y - 4.5, width=9, height=9)


def tooltip(bar: Bar, say: Words = ENGLISH) -> str:
    """``paper deadline, round 2: about 27 Jan 2027 (20 Jan 2027 to 1 Feb 2027)``."""
    first, last, low, high = map(say.day, (bar.first, bar.last, bar.low, bar.high))
    days = first if bar.first == bar.last else say("days", first=first, last=last)
    if bar.certainty == "estimated":
        reach = say("note", text=say("days", first=low, last=high))
        days = say("picture.about_days", days=days) + reach
    return f"{bar_title(bar, say)}{say('colon')}{days}"


def bar_title(bar: Bar, say: Words = ENGLISH) -> str:
    """``paper deadline, round 2``."""
    return say(f"bar.{bar.kind}") + (say("point.round", number=bar.round) if bar.round else "")


def _named(edition: Edition) -> str:
    return f"{_cut(edition.acronym, NAME_COLUMNS - 5)} {edition.year}"


def _cut(text: str, columns: int) -> str:
    """A text of at most so many columns, the rest cut off."""
    from rich.cells import cell_len, set_cell_size

    text = safe(text)
    return text if cell_len(text) <= columns else set_cell_size(text, columns - 1).rstrip() + "…"


def _legend(top: float, say: Words) -> Iterator[str]:
    """Two lines: what each shape is, and what hollow ones are."""
    yield f'<g class="legend" font-size="12" transform="translate(16 {top + 8})">'
    x = 0
    for kind, room in LEGEND.items():
        text = tag("text", say(f"bar.{kind}"), class_="muted", x=x + 26, y=10.5)
        yield mark(kind, x + 10, 6, 20, estimated=False) + text
        x += room
    yield (
        tag("rect", class_="paper range", x=0, y=LEGEND_ROW, width=36, height=12, rx=6)
        + mark("paper", 18, LEGEND_ROW + 6, 12, estimated=True)
        + tag("text", say("picture.hollow"), class_="muted", x=44, y=LEGEND_ROW + 10.5)
    )
    yield "</g>"
