"""Small pictures in the pages of venues: when its paper deadlines fell and how they moved, and its
acceptance rates. Shapes carry the meaning; what is estimated is hollow, on a dashed band."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from confradar.model.days import aoe_day
from confradar.site.rows import acceptance_of
from confradar.views.svg import escape, tag

if TYPE_CHECKING:
    from confradar.index.documents import EditionDoc
    from confradar.queries.venue_page import VenuePage
    from confradar.views.words import Words

WIDTH, LABEL, ROW, TOP = 640, 52, 22, 26
# So many years are drawn, the newest ones.
YEARS = 12


class Fall(NamedTuple):
    """When the paper deadline of an edition fell: its ``day``, the earlier values of it, and of an
    estimate the interval."""

    year: int
    day: date
    earlier: Sequence[date] = ()
    low: date | None = None
    high: date | None = None


def deadlines_chart(page: VenuePage, say: Words) -> str:
    """A line a year: the first round's paper deadline, from which days it moved there, and the
    estimates; empty where there are not two."""
    falls = sorted([*_announced(page), *_estimated(page)], key=lambda fall: fall.year)[-YEARS:]
    if len(falls) < 2:
        return ""
    offsets = [
        _offset(day, fall.year)
        for fall in falls
        for day in (fall.day, *fall.earlier, fall.low or fall.day, fall.high or fall.day)
    ]
    first, last = min(offsets) - 5, max(offsets) + 5
    scale = (WIDTH - LABEL - 110) / max(last - first, 30)

    def x(day: date, year: int) -> float:
        return round(LABEL + 8 + (_offset(day, year) - first) * scale, 1)

    parts = list(_months(first, last, scale, TOP + ROW * len(falls), say))
    for number, fall in enumerate(falls):
        parts += _fall(fall, TOP + ROW * number + ROW / 2, x, say)
    return _picture(parts, TOP + ROW * len(falls) + 4, say("site.chart.deadlines"))


def _announced(page: VenuePage) -> Iterator[Fall]:
    for edition in page.editions:
        papers = [
            point
            for point in edition.get("deadlines", ())
            if point["kind"] == "paper" and not point.get("track") and point["instant"] is not None
        ]
        if papers:
            point = min(papers, key=lambda point: (point.get("round") or 1, point["instant"] or 0))
            earlier = [
                date.fromisoformat(item["at"].strip()[:10])
                for item in point.get("revisions", ())
                if item.get("instant") is not None
            ]
            yield Fall(edition["year"], date.fromisoformat(point["wall"][:10]), earlier)


def _estimated(page: VenuePage) -> Iterator[Fall]:
    told = set()
    for point in page.estimates:
        if point.kind == "paper" and (point.round or 1) == 1 and point.year not in told:
            told.add(point.year)
            low, high = aoe_day(point.low or point.at), aoe_day(point.high or point.at)
            yield Fall(point.year, date.fromisoformat(point.wall[:10]), (), low, high)


def _offset(day: date, year: int) -> int:
    """Days from January of the year before the edition's."""
    return (day - date(year - 1, 1, 1)).days


def _months(first: int, last: int, scale: float, bottom: int, say: Words) -> Iterator[str]:
    """Lines at the beginnings of months, of a year that is no leap year, with their names."""
    day = date(2022, 1, 1) + timedelta(days=first)
    month = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    while (place := (month - date(2022, 1, 1)).days) <= last:
        x = round(LABEL + 8 + (place - first) * scale, 1)
        yield tag("line", class_="grid", x1=x, y1=TOP - 6, x2=x, y2=bottom)
        yield tag("text", escape(say.month(month)), class_="muted", x=x + 3, y=TOP - 10)
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _fall(fall: Fall, y: float, x: Callable[[date, int], float], say: Words) -> Iterator[str]:
    at = x(fall.day, fall.year)
    yield tag("text", str(fall.year), class_="label", x=LABEL - 4, y=y + 4, text_anchor="end")
    if fall.low and fall.high:
        left = x(fall.low, fall.year)
        right = x(fall.high, fall.year)
        room = round(max(right - left, 4), 1)
        yield tag("rect", class_="band", x=left, y=y - 6, width=room, height=12, rx=6)
        yield tag("circle", class_="est", cx=at, cy=y, r=4.5)
        text = f"~ {say.near_days(fall.low, fall.high)}"
        yield tag("text", escape(text), class_="muted", x=max(right, at) + 10, y=y + 4)
        return
    far = at
    for day in fall.earlier:
        before = x(day, fall.year)
        far = max(far, before)
        yield tag("line", class_="move", x1=before, y1=y, x2=at, y2=y)
        yield tag("circle", class_="was", cx=before, cy=y, r=3.5)
    yield tag("circle", class_="point", cx=at, cy=y, r=4.5)
    days = [*fall.earlier, fall.day]
    text = " → ".join(say.near_day(day) for day in days)
    yield tag("text", escape(text), class_="muted", x=far + 10, y=y + 4)


def acceptance_chart(editions: Sequence[EditionDoc], say: Words) -> str:
    """A bar a year; empty where no rate is known."""
    rates = [
        (edition["year"], share)
        for edition in editions
        if (share := acceptance_of(edition)) is not None
    ][:YEARS]
    if not rates:
        return ""
    parts = []
    room = (WIDTH - LABEL - 110) / (max(share for _, share in rates) or 1)
    for number, (year, share) in enumerate(sorted(rates)):
        y = ROW * number + ROW / 2 + 2
        width = round(max(room * share, 1), 1)
        parts += [
            tag("text", str(year), class_="label", x=LABEL - 4, y=y + 4, text_anchor="end"),
            tag("rect", class_="bar", x=LABEL + 8, y=y - 6, width=width, height=12),
            tag("text", f"{share:.1%}", class_="muted", x=LABEL + 14 + width, y=y + 4),
        ]
    return _picture(parts, ROW * len(rates) + 4, say("site.chart.acceptance"))


def _picture(parts: Sequence[str], height: float, title: str) -> str:
    return (
        f'<svg class="chart" role="img" viewBox="0 0 {WIDTH} {round(height)}" '
        f'aria-label="{escape(title)}">{"".join(parts)}</svg>'
    )
