"""An edition of a venue: where and when, what is to be noted, and a table of its dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from confradar.model.counts import counted
from confradar.views.facts import short
from confradar.views.grid import NARROW, WIDE, Cell, Column, Grid, Styled
from confradar.views.held import parts_text, places
from confradar.views.text import announced, local, remaining, short_day, what
from confradar.views.words import ENGLISH

if TYPE_CHECKING:
    from confradar.index.documents import EditionDoc, PointDoc, VenueDoc


def where_and_when(edition: EditionDoc) -> str:
    """`` - Sydney, Australia - 6 to 12 Dec 2026``, as far as it is known."""
    held = places(edition.get("place"), edition.get("sites", ()), ENGLISH)
    parts = [held, days(edition), edition.get("format"), edition.get("status")]
    return "".join(f" - {part}" for part in parts if part)


def days(edition: EditionDoc) -> str | None:
    """First to last day in words, else the source's own wording."""
    if not edition.get("start"):
        return edition.get("when")
    first = date.fromisoformat(edition["start"])
    return ENGLISH.days(first, date.fromisoformat(edition.get("end") or edition["start"]))


def notes(edition: EditionDoc) -> Iterator[str]:
    """Link, days of parts, acceptance rate, note, and what other sources say."""
    if parts := parts_text(edition.get("parts", ()), ENGLISH):
        yield parts[:1].upper() + parts[1:]
    if url := edition.get("url"):
        yield url
    if rate := edition.get("acceptance"):
        if rate.get("submitted") and rate.get("accepted") is not None:
            accepted, submitted = rate["accepted"], rate["submitted"]
            yield f"Accepted {accepted} of {submitted} ({accepted / submitted:.1%})"
        else:
            yield f"Acceptance rate {rate['rate']:.1%}"
    if edition.get("parent"):
        yield f"Held at {edition['parent']}"
    if edition.get("joint_with"):
        yield f"Joint with {', '.join(edition['joint_with'])}"
    if edition.get("checked") and edition["status"] in {"planned", "open", "closed"}:
        yield f"Compared with the official page on {edition['checked']}"
    if edition.get("gone"):
        yield f"No longer listed by {short(edition['source'])} (noticed {edition['gone']})"
    if edition.get("note"):
        yield f"Note: {edition['note']}"
    reasons = (part.get("doubt") for part in (edition, *edition.get("deadlines", ())))
    for reason in dict.fromkeys(filter(None, reasons)):
        yield f"Doubtful: {reason}"
    for point in edition.get("deadlines", ()):
        if line := point.get("evidence"):
            named = what(point["kind"], point.get("round"), point.get("track"))
            day = point.get("recorded") or "a day that is not known"
            yield f"Read from the page on {day}: {named}: {line}"
    for other in edition.get("differs", ()):
        value = " ".join(filter(None, (other["value"], other.get("zone"))))
        why = f": {other['why']}" if other.get("why") else ""
        yield f"Differs: {short(other['source'])} has {other['key']} {value}{why}"


def brief_notes(edition: EditionDoc, record: VenueDoc) -> Iterator[str]:
    """The same in short: no link that is the venue's own, and of what other sources say how much it
    is."""
    differing = len(edition.get("differs", ()))
    brief = edition.copy()
    brief.pop("differs", None)
    brief.pop("checked", None)
    if brief.get("url") == record.get("url"):
        brief["url"] = None
    yield from notes(brief)
    if differing:
        command = f"confradar conflicts {record['id']} --year {edition['year']}"
        yield f"{counted(differing, 'difference')} between sources: {command}"


def calls(edition: EditionDoc) -> Iterator[str]:
    """The pages of a journal's special issues: ``Special issue: Agents: https://...``."""
    for point in edition.get("deadlines", ()):
        if point.get("link"):
            yield f"{point.get('label') or point.get('track', '')}: {point['link']}"


def dates(
    edition: EditionDoc,
    *,
    now: int,
    zone: tzinfo | None,
    width: int,
    sources: bool,
    labels: bool = False,
) -> Grid:
    """The dated points of an edition: what they are (by their ``labels``, as a journal's special
    issues are known), the reader's time, how long until then, the time as announced; with their
    ``sources``, where there is room."""
    narrow = width < NARROW
    rows = [
        _row(point, now=now, zone=zone, width=width, labels=labels)
        for point in edition.get("deadlines", ())
    ]
    left = Column("In", "right", whole=True)
    columns = [
        Column("  What", wrap=True, cap=40, floor=18),
        Column("Your time", whole=True),
        left,
        Column("As announced", wrap=True, floor=22, turn=0),
    ]
    if narrow:
        columns = [Column("What", wrap=True), Column("Day", whole=True), left]
    elif sources:
        columns.append(Column("Source", grow=True, style="dim", floor=8, turn=0, spare=True))
    return columns, [row[: len(columns)] for row in rows]


def _row(point: PointDoc, *, now: int, zone: tzinfo | None, width: int, labels: bool) -> list[Cell]:
    narrow = width < NARROW
    name = what(point["kind"], point.get("round"), point.get("track"))
    if (labels or point["kind"] == "other") and point.get("label"):
        name = point["label"]
    name = name if narrow else f"  {name}"
    sources = ", ".join(dict.fromkeys(map(short, (point["source"], *point.get("also", ())))))
    instant = point.get("instant")
    if instant is None:
        return [name, "not yet" if narrow else "to be announced", "", "TBD", sources]
    mine = local(instant, zone)
    if narrow:
        day = short_day(mine.date(), now)
    else:
        day = f"{mine:%Y-%m-%d %H:%M}"
        day = ENGLISH.of_week(mine, day) if width >= WIDE else day
    cells = (name, day, remaining(instant, now), _announced(point))
    style = "dim" if instant < now else ""
    return [*(Styled(text, style) for text in cells), sources]


def _announced(point: PointDoc) -> str:
    """The time as announced, with what is to be said of it: who reviews, how it moved, whether it
    holds."""
    day, _, time = point["at"].replace(" ", "T").partition("T")
    text = announced(f"{day}T{time}", point["zone"], not time)
    if point.get("via"):
        text += f" (via {point['via']})"
    earlier = [
        re.split("[ T]", revision["at"].strip())[0] for revision in point.get("revisions", ())
    ]
    if earlier:
        text += f" (moved from {', '.join(earlier)})"
    if (certainty := point.get("certainty", "confirmed")) != "confirmed":
        text += f" ({certainty})"
    if point.get("gone"):
        text += f" (no longer listed, noticed {point['gone']})"
    return text
