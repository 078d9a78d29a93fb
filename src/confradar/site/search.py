"""What the script of the front page searches, filters and sorts: every venue in short."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from confradar.model.kinds import KINDS, MAIN_KINDS
from confradar.queries.site_data import upcoming
from confradar.site.outline import Outline
from confradar.views.text import announced, safe

if TYPE_CHECKING:
    from confradar.index.points import DeadlineItem
    from confradar.queries.venues import VenueItem

CERTAINTIES = ("confirmed", "tentative", "estimated")


def script(outline: Outline) -> bytes:
    """A classic script that holds the data: pages that are opened as files load no other."""
    data = {
        "stamp": outline.stamp,
        "kinds": KINDS,
        "topics": [[topic.id, topic.parent, topic.en, topic.zh] for topic in outline.data.topics],
        "venues": list(_venues(outline)),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for letter, written in (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(letter, written)
    return f"var confradarData={text};\n".encode()


def _venues(outline: Outline) -> list[list[Any]]:
    """A venue a list: id, acronym, name, further names, kind and topics (their places in the
    lists), ranks (CCF, CORE, TH-CPL), h5-index, country and place of the next event, and its dates
    that papers are due by."""
    places = {topic.id: place for place, topic in enumerate(outline.data.topics)}
    points: dict[str, list[DeadlineItem]] = {}
    for entry in upcoming(outline.data, outline.start):
        if entry.point and entry.kind in MAIN_KINDS and not entry.track:
            points.setdefault(entry.venue, []).append(entry.point)
    where = where_next(outline)
    return [
        _venue(outline, item, places, points.get(item.id, []), where.get(item.id, ("", "")))
        for item in outline.data.venues
    ]


def where_next(outline: Outline) -> Mapping[str, tuple[str, str]]:
    """Country and place of each venue's next event, where they are known."""
    found: dict[str, tuple[str, str]] = {}
    for event in outline.data.events:
        if event.country or event.place:
            found.setdefault(event.venue, (event.country or "", event.place or ""))
    return found


def _venue(
    outline: Outline,
    item: VenueItem,
    places: Mapping[str, int],
    points: list[DeadlineItem],
    where: tuple[str, str],
) -> list[Any]:
    record = outline.data.pages[item.id].record
    further = [record.get("name_zh", ""), *record.get("aliases", ()), *record.get("formerly", ())]
    return [
        item.id,
        safe(item.acronym),
        safe(item.name),
        safe(" ".join(filter(None, further))),
        KINDS.index(item.kind),
        [places[topic] for topic in record["topics"] if topic in places],
        item.ccf or "",
        item.core or "",
        item.thcpl or "",
        item.h5 or 0,
        where[0],
        safe(where[1]),
        [_point(point) for point in points],
    ]


def _point(point: DeadlineItem) -> list[Any]:
    """A date: its instant, certainty, kind and round, year; and as announced, or the first and the
    last instant of an estimate."""
    head = [point.at, CERTAINTIES.index(point.certainty), point.kind, point.round or 0, point.year]
    if point.certainty == "estimated":
        return [*head, point.low, point.high]
    return [*head, safe(announced(point.wall, point.zone, point.date_only))]
