"""An edition of a venue: where and when, what is to be noted, and a table of its dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from confradar.views.facts import short
from confradar.views.grid import NARROW, WIDE, Cell, Column, Grid, Styled
from confradar.views.held import parts_text, places
from confradar.views.text import announced, by_key, local, remaining, short_day, what
from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from confradar.index.documents import EditionDoc, PointDoc, VenueDoc


# How the label of a journal's special issue begins.
_ISSUE = "Special issue: "


def where_and_when(edition: EditionDoc, say: Words = ENGLISH) -> str:
    """`` - Sydney, Australia - 6 to 12 Dec 2026``, as far as it is known."""
    held, status = edition.get("format"), edition.get("status")
    parts = [
        places(edition.get("place"), edition.get("sites", ()), say),
        days(edition, say),
        held and say.named("format", held),
        status and say.named("status", status),
    ]
    return "".join(f" - {part}" for part in parts if part)


def days(edition: EditionDoc, say: Words = ENGLISH) -> str | None:
    """First to last day in words, else the source's own wording."""
    if not edition.get("start"):
        return edition.get("when")
    first = date.fromisoformat(edition["start"])
    return say.days(first, date.fromisoformat(edition.get("end") or edition["start"]))


def notes(edition: EditionDoc, say: Words = ENGLISH) -> Iterator[str]:
    """Link, days of parts, acceptance rate, note, and what other sources say."""
    if parts := parts_text(edition.get("parts", ()), say):
        yield parts[:1].upper() + parts[1:]
    if url := edition.get("url"):
        yield url
    if rate := edition.get("acceptance"):
        if rate.get("submitted") and rate.get("accepted") is not None:
            accepted, submitted = rate["accepted"], rate["submitted"]
            share = f"{accepted / submitted:.1%}"
            yield say("edition.accepted", accepted=accepted, submitted=submitted, share=share)
        else:
            yield say("edition.rate", share=f"{rate['rate']:.1%}")
    if edition.get("parent"):
        yield say("edition.held_at", venue=edition["parent"])
    if edition.get("joint_with"):
        yield say("edition.joint", venues=say("comma").join(edition["joint_with"]))
    if edition.get("checked") and edition["status"] in {"planned", "open", "closed"}:
        yield say("edition.checked", day=edition["checked"])
    if edition.get("gone"):
        yield say("edition.gone", source=short(edition["source"]), day=edition["gone"])
    if edition.get("note"):
        yield say("edition.note", text=edition["note"])
    reasons = (part.get("doubt") for part in (edition, *edition.get("deadlines", ())))
    for reason in dict.fromkeys(filter(None, reasons)):
        yield say("edition.doubtful", reason=say.sentence(reason))
    for point in edition.get("deadlines", ()):
        if line := point.get("evidence"):
            named = what(point["kind"], point.get("round"), point.get("track"), say)
            day = point.get("recorded") or say("edition.some_day")
            yield say("edition.read", day=day, what=named, line=line)
    for other in edition.get("differs", ()):
        value = " ".join(filter(None, (other["value"], other.get("zone"))))
        why = f"{say('colon')}{say.sentence(other['why'])}" if other.get("why") else ""
        source, key = short(other["source"]), say.named("key", by_key(other["key"], say))
        yield say("edition.differs", source=source, key=key, value=value) + why


def brief_notes(edition: EditionDoc, record: VenueDoc, say: Words = ENGLISH) -> Iterator[str]:
    """The same in short: no note, no link that is the venue's own, and of what other sources say
    how much it is."""
    differing = len(edition.get("differs", ()))
    brief = edition.copy()
    brief.pop("differs", None)
    brief.pop("checked", None)
    brief.pop("note", None)
    if brief.get("url") == record.get("url"):
        brief["url"] = None
    yield from notes(brief, say)
    if differing:
        command = f"confradar conflicts {record['id']} --year {edition['year']}"
        yield say.counted("edition.differences", differing, command=command)


def calls(edition: EditionDoc) -> Iterator[str]:
    """The pages of a journal's special issues, each once: ``Agents: https://...``, without a
    title where one page is that of several."""
    titles: dict[str, list[str]] = {}
    for point in edition.get("deadlines", ()):
        if link := point.get("link"):
            titles.setdefault(link, []).append(point.get("label") or point.get("track", ""))
    for link, (title, *others) in titles.items():
        yield link if others else f"{title.removeprefix(_ISSUE)}: {link}"


def dates(
    edition: EditionDoc,
    *,
    now: int,
    zone: tzinfo | None,
    width: int,
    sources: bool,
    labels: bool = False,
    say: Words = ENGLISH,
) -> Grid:
    """The dated points of an edition: what they are (by their ``labels``, as a journal's special
    issues are known), the reader's time, how long until then, the time as announced; with their
    ``sources``, where there is room."""
    narrow = width < NARROW
    points = edition.get("deadlines", ())
    named = [(point.get("label") if labels else None) or _name(point, say) for point in points]
    if issues := labels and all(name.startswith(_ISSUE) for name in named):
        named = [name.removeprefix(_ISSUE) for name in named]
    rows = [
        _row(point, name, now=now, zone=zone, width=width, say=say)
        for point, name in zip(points, named, strict=True)
    ]
    head = say("column.issue") if issues else say("column.what")
    left = Column(say("column.left"), "right", whole=True)
    columns = [
        Column(f"  {head}", wrap=True, cap=40, floor=18),
        Column(say("column.time"), whole=True),
        left,
        Column(say("column.announced"), wrap=True, floor=22, turn=0),
    ]
    if narrow:
        columns = [Column(head, wrap=True), Column(say("column.day"), whole=True), left]
    elif sources:
        columns.append(
            Column(say("column.source"), grow=True, style="dim", floor=8, turn=0, spare=True)
        )
    return columns, [row[: len(columns)] for row in rows]


def _name(point: PointDoc, say: Words) -> str:
    if point["kind"] == "other" and point.get("label"):
        return point["label"]
    return what(point["kind"], point.get("round"), point.get("track"), say)


def _row(
    point: PointDoc, name: str, *, now: int, zone: tzinfo | None, width: int, say: Words
) -> list[Cell]:
    narrow = width < NARROW
    name = name if narrow else f"  {name}"
    sources = ", ".join(dict.fromkeys(map(short, (point["source"], *point.get("also", ())))))
    instant = point.get("instant")
    if instant is None:
        unknown = say("date.none.short" if narrow else "date.none")
        return [name, unknown, "", "TBD", sources]
    mine = local(instant, zone)
    if narrow:
        day = short_day(mine.date(), now, say)
    else:
        day = f"{mine:%Y-%m-%d %H:%M}"
        day = say.of_week(mine, day) if width >= WIDE else day
    if narrow and point.get("certainty") == "tentative":
        name += " ?"
    text = _announced(point, say, short=width < WIDE)
    cells = (name, day, remaining(instant, now, say), text)
    style = "dim" if instant < now else ""
    return [*(Styled(text, style) for text in cells), sources]


def _announced(point: PointDoc, say: Words, *, short: bool) -> str:
    """The time as announced, with what is to be said of it: who reviews, how it moved, whether it
    holds, which is only marked where it is to be ``short``."""
    day, _, time = point["at"].replace(" ", "T").partition("T")
    text = announced(f"{day}T{time}", point["zone"], not time)
    if point.get("via"):
        text += say("edition.via", venue=point["via"])
    earlier = [
        re.split("[ T]", revision["at"].strip())[0] for revision in point.get("revisions", ())
    ]
    if earlier:
        text += say("note", text=say("moved.from", days=say("comma").join(earlier)))
    if (certainty := point.get("certainty", "confirmed")) != "confirmed":
        text += " ?" if short else say("note", text=say(f"certainty.{certainty}"))
    if point.get("gone"):
        text += say("note", text=say("gone.since", day=point["gone"]))
    return text
