"""The whole way from a page to its points: each stage is a module of its own, and this one puts
them in order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from confradar.formats.calls.announcements import announces, for_some
from confradar.formats.calls.bounds import check_blocks
from confradar.formats.calls.dated_points import (
    Point,
)
from confradar.formats.calls.dates import WEEKDAY, Day, day_first
from confradar.formats.calls.doubts import doubts_of
from confradar.formats.calls.entries import entries_of
from confradar.formats.calls.event_words import LONGEST
from confradar.formats.calls.headings import MAIN, abbreviations, says_nothing, section_of
from confradar.formats.calls.label_corrections import REGISTRATIONS
from confradar.formats.calls.labels import Meaning, meaning_of
from confradar.formats.calls.lines import Entry
from confradar.formats.calls.notes import Note, note_for, notes_of
from confradar.formats.calls.pairing import bare
from confradar.formats.calls.placed_points import Read
from confradar.formats.calls.placing import (
    editions,
    event_days,
    of_edition,
    placed_entries,
    turned_entries,
    with_extensions,
)
from confradar.formats.calls.relevance import is_point
from confradar.formats.calls.settle import settled
from confradar.formats.calls.subject import Page, proposals_of, title_of, track_beside
from confradar.formats.calls.values import Value
from confradar.formats.calls.years import Edition, belongs, edition_of
from confradar.formats.lazy_pattern import lazy
from confradar.formats.wording import Wording, read_label, track_of
from confradar.formats.wording.sides import Extended

_HANDED = lazy(r"\b(?:submi\w+|due|deadline)\b", re.IGNORECASE)
_SHOWN = lazy(
    r"\b(?:tracks?|sessions?|talks?|tutorials?|keynotes?|receptions?|posters?|panels?|days?|presentations?|"
    r"awards?|winners?)\b",
    re.IGNORECASE,
)
# What is asked for on a day of the event; the rest of those days is its programme.
_ASKED_FOR = lazy(
    r"\b(?:submi\w+|due|deadlines?|clos\w+|until|notif\w+|camera|regist\w+|final|version)\b",
    re.IGNORECASE,
)
_CLOSES = lazy(
    r"\b(?:deadlines?|due|clos\w+|until|till|by|ends?|last|late|early|online|opens?)\b",
    re.IGNORECASE,
)
_YEAR = lazy(r"\W*(?:19|20)\d\d\W*")
_LEADERS = lazy(r"[.…·_]{2,}\s*$")
_DUE = REGISTRATIONS | {
    "abstract",
    "paper",
    "supplementary",
    "commitment",
    "rebuttal_end",
    "camera_ready",
    "workshop_proposal",
    "tutorial_proposal",
    "demo",
    "other",
}
# What is handed in while it is open, by its track.
_ASKED = {
    "": "paper",
    "abstract": "abstract",
    "demo": "demo",
    "workshop": "workshop_proposal",
    "tutorial": "tutorial_proposal",
    "poster": "paper",
    "industry": "paper",
}
_WEEK = 7
# What begins and ends.
_PHASE = lazy(r"\b(?:phase|period|window)\b", re.IGNORECASE)
_FIRST_OF_RANGE = {"notification", "review_release", "other", "opening", "rebuttal_start"}


@dataclass(frozen=True)
class Call:
    """What a page gives: its edition, its points, and the years of the editions on it
    where its title does not say which is meant; its title and the address that it gives for itself.
    """

    edition: Edition
    points: tuple[Point, ...]
    years: tuple[int, ...] = ()
    title: str = ""
    address: str = ""


def read_page(
    page: Page, *, year: int | None = None, venue: str = "", told: date | None = None
) -> Call | None:
    """The points of a page; None where nothing says of which year they are. `year` and `venue`
    overrule what it says itself; `told` is the day on which it was sent."""
    check_blocks(page.blocks)
    texts = tuple(block.text.text for block in page.blocks)
    entries = with_extensions(turned_entries(entries_of(page.blocks), day_first(texts)))
    short = abbreviations(texts)
    title = title_of(page, entries)
    proposals = proposals_of(page)
    meanings = [
        meaning_of(entry, title=title, short=short, proposals=proposals) for entry in entries
    ]
    edition = _edition(page, entries, meanings, year, venue) or (
        Edition(told.year, venue=venue, how="the mail's day") if told else None
    )
    if edition is None:
        return None
    kept = of_edition(entries, meanings, edition)
    notes = notes_of(page.blocks)
    years = () if year or edition.titled else editions(entries, meanings)
    return Call(
        edition,
        tuple(_apart(settled(_points(kept, edition, notes, told)), track_beside(page))),
        years,
        page.title or title,
        _address(page, edition),
    )


def _apart(points: Sequence[Point], track: str) -> list[Point]:
    """The points of a page about a track of its own, none of which is the main track's."""
    own = {"abstract", "paper", "notification", "camera_ready"}
    return [
        replace(point, track=track)
        if track and not point.track and point.kind in own and not MAIN.search(point.label)
        else point
        for point in points
    ]


def _edition(
    page: Page, entries: Sequence[Entry], meanings: Sequence[Meaning], year: int | None, venue: str
) -> Edition | None:
    events = event_days(entries, meanings)
    heads = [
        block.text.text for block in page.blocks if block.kind == "heading" and block.level <= 2
    ]
    bare = {head for head in heads if _YEAR.fullmatch(head)}  # several are those of the dates
    titles = [page.title, *(head for head in heads if len(bare) < 2 or head not in bare)]
    days = (entry.value.first for entry in entries)
    dated = [(day.year, day.month) for day in days if day.year]
    texts = [block.text.text for block in page.blocks]
    return edition_of([title for title in titles if title], events, dated, texts, year, venue)


def _address(page: Page, edition: Edition) -> str:
    """The page's own address, else the first one that it names which has the venue's name in it."""
    name = re.sub(r"\W", "", edition.venue.lower())
    own = (link for link in page.links if len(name) > 2 and name in re.sub(r"\W", "", link.lower()))
    return page.address or next(own, "")


def _points(
    kept: Sequence[tuple[Entry, Meaning]],
    edition: Edition,
    notes: Sequence[Note],
    told: date | None,
) -> list[Read]:
    lists: dict[int, int] = defaultdict(int)
    for entry, meaning in kept:
        if (
            not meaning.event
            and meaning.known
            and not entry.prose
            and meaning.wording
            and (meaning.wording.kind != "other" or _HANDED.search(entry.label))
        ):
            lists[entry.run] += 1
            lists[-1] += 1
    found: list[Read] = []
    for entry, meaning, first, guessed in placed_entries(kept, edition, told):
        if (
            meaning.event
            or meaning.wording is None
            or not is_point(entry, meaning, lists[entry.run], lists[-1])
            or _of_programme(entry, meaning.wording, first, edition)
        ):
            continue
        if belongs(first, edition):
            found += _of_entry(
                entry,
                meaning,
                meaning.wording,
                first,
                edition,
                guessed,
                note_for(notes, entry.sections),
            )
    return found


def _of_programme(entry: Entry, wording: Wording, day: date, edition: Edition) -> bool:
    """Whether an entry on a day of the event tells what is on then."""
    start, end = edition.start, edition.end
    within = start and end and start <= day <= end and (end - start).days < LONGEST
    last = _placed(entry.value.last, day)
    own = wording.kind != "other" and not wording.said
    papers = wording.kind in {"paper", "abstract"} and wording.said
    at_desk = wording.kind == "registration" and not _CLOSES.search(entry.label)
    shown = own or _SHOWN.search(entry.label) or (start, end) == (day, last)
    asked = _ASKED_FOR.search(entry.label) and not at_desk
    return bool(within and (shown or at_desk)) and not papers and not asked


def _of_entry(
    entry: Entry,
    meaning: Meaning,
    wording: Wording,
    first: date,
    edition: Edition,
    guessed: bool,
    note: Note | None,
) -> list[Read]:
    value, announced = entry.value, announces(entry.label)
    clock, zone = _clock_and_zone(value, wording.kind, note)
    was = tuple(dict.fromkeys(_placed(day, first) for day in value.was))
    point = Point(
        kind=wording.kind,
        day=first,
        year=edition.year,
        label=_tidy(entry.label),
        evidence=entry.evidence,
        clock=clock,
        zone=zone,
        track=meaning.track,
        round=wording.round,
        was=tuple(day for day in was if day is not None),
        doubts=doubts_of(entry, wording, first, edition, guessed),
    )
    return [
        Read(
            replace(point, kind=of, day=day, track=track),
            entry.run,
            entry.prose,
            value.struck,
            _extended(entry, wording, announced=announced),
            _place_of(entry),
            value.whole,
            announced,
        )
        for of, day, track in _days(wording.kind, first, value.last, meaning.track, entry.label)
    ]


def _extended(entry: Entry, wording: Wording, *, announced: bool) -> Extended | None:
    """Whether it is called the new or the old date of something that has another one."""
    if not entry.prose:
        return wording.extended
    return None if for_some(entry.label) else wording.extended or ("new" if announced else None)


def _clock_and_zone(value: Value, kind: str, note: Note | None) -> tuple[str | None, str | None]:
    """The time and the zone of a value, else those that the page's note gives to all of them."""
    clock = value.clock.text if value.clock else None
    zone = value.zone.name if value.zone and value.zone.name else None
    if note and (kind in _DUE or not note.deadlines):
        zone = zone or note.zone
        clock = clock or (note.clock if not value.clock else None)
    return clock, zone


def _days(
    kind: str, first: date, until: Day | None, track: str, label: str
) -> list[tuple[str, date, str]]:
    """The kinds, days and tracks of a value that may last: a deadline is its last day, a rebuttal
    both, and so is the time in which something can be handed in or somebody can register, or what
    the `label` calls a phase."""
    last = _placed(until, first) if until else None
    if last and kind == "opening" and track in _ASKED:
        return [("opening", first, track), (_ASKED[track], last, track)]
    if last and kind in {"rebuttal_end", "rebuttal_start"}:
        return [("rebuttal_start", first, track), ("rebuttal_end", last, track)]
    if last and kind in REGISTRATIONS and (last - first).days >= _WEEK:
        return [("opening", first, track or "registration"), (kind, last, track)]
    if last and kind == "other" and _PHASE.search(label):
        return [(kind, first, track), (kind, last, track)]
    return [(kind, last if last and kind not in _FIRST_OF_RANGE else first, track)]


def _place_of(entry: Entry) -> str:
    """What a round may be named by: the head of the column, where that says no kind, else the
    heading above."""
    column = entry.column
    return (
        column
        if column
        and not says_nothing(column)
        and not read_label(column).said
        and track_of(column) in {None, "early"}
        else section_of(entry.sections)
    )


def _tidy(label: str) -> str:
    """A label as it is shown: without brackets that held a date and the marks around it."""
    label = re.sub(
        r"[(\[][^()\[\]]*[)\]]", lambda found: " " if bare(found[0]) else found[0], label
    )
    label = re.sub(r"\s+([,.;:!])", r"\1", " ".join(_LEADERS.sub(" ", label).split()))
    label = re.sub(rf"[:,\s]+{WEEKDAY}[\s.,]*$", "", label, flags=re.IGNORECASE)
    return re.sub(
        r"^(?:[^\w(\[]|_|[(\[](?![^)\]]*[)\]]))+(?=[\w(\[])|(?:[\s:–—|,;*!(]|\b(?:extended|was)\b)+$",
        "",
        re.sub(r"[,;:]{2,}", ",", label),
    )


def _placed(day: Day | None, near: date) -> date | None:
    """A day in its year, or in the one that brings it closest to another."""
    if day is None:
        return None
    years = [day.year] if day.year else [near.year, near.year - 1, near.year + 1]
    dates = []
    for year in years:
        try:
            dates.append(date(year, day.month, day.day))
        except ValueError:
            continue
    return min(dates, key=lambda found: abs((found - near).days)) if dates else None
