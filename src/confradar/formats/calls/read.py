"""The whole way from a page to its points: each stage is a module of its own, and this one puts them in order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from confradar.formats.calls.blocks import Block
from confradar.formats.calls.bounds import check_blocks
from confradar.formats.calls.dates import Day, day_first, turned
from confradar.formats.calls.entries import Entry, bare_words, entries_of
from confradar.formats.calls.events import handed_in, is_call, is_event
from confradar.formats.calls.labels import Meaning, abbreviations, meaning_of, section_of
from confradar.formats.calls.months import MONTHS
from confradar.formats.calls.notes import Note, note_for, notes_of
from confradar.formats.calls.points import EDITION_GUESSED, UNKNOWN, YEAR_GUESSED, Point
from confradar.formats.calls.settle import Read, settled
from confradar.formats.calls.years import Edition, belongs, edition_of, year_of, years_in
from confradar.formats.wording import Wording, read_label, track_of

_NEWS = re.compile(
    r"\b(?:news|updates?|announcements?|latest|what'?s new|history|past|archive|previous|blog|posts?|tweets?)\b", re.IGNORECASE
)
_TOLD = re.compile(
    r"\b(?:is|are|has|have|had|been|announced|uploaded|available|added|online|published|posted|live|released|updated|copyright|"
    r"last (?:modified|updated|change)|modified|generated|©|today)\b",
    re.IGNORECASE,
)
_CALL = re.compile(r"\bcalls? for (?:workshop|tutorial)s? proposals\b", re.IGNORECASE)
_NOW = re.compile(
    r"\b(?:is|are|(?:has|have) been|was|were)\s+(?:now\s+)?(?:available|online|out|announced|posted|published|sent|released|uploaded|updated|added|notified)\b",
    re.IGNORECASE,
)
_ONLY_NEW = re.compile(
    r"(?:new|extended|updated|revised|postponed|prorrogado|nova|nueva|fecha|verlängert)(?:\s+(?:deadline|date|due date|data|fecha|extendida|extended|until|to|"
    r"bis|até|hasta))*|deadline extension|extension|neue frist",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\bafter\b", re.IGNORECASE)
_OPEN_NOW = re.compile(r"\b(?:is|are)\s+(?:now\s+|still\s+)?(?:open|live|online)\b", re.IGNORECASE)
_CUE = re.compile(
    r"\b(?:deadlines?|due|submi\w+|notif\w+|camera[- ]?ready|no later than|until|by|accepted until|before|commit\w*|register|registration)\b",
    re.IGNORECASE,
)
_MONTH = re.compile(r"\b(?:" + "|".join(map(re.escape, MONTHS)) + r")\b", re.IGNORECASE)
_CONFERENCE = re.compile(r"\b(?:conferences?|symposium|congress|workshops)\b", re.IGNORECASE)
_DUE = {
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
_FIRST_OF_RANGE = {"notification", "review_release", "other", "opening", "rebuttal_start"}


@dataclass(frozen=True)
class Page:
    """A page's title, its blocks and its own address; title and address are empty where it has none. Its `links` are
    the addresses that its text names. A `template` has
    places that a program would have filled.
    """

    title: str
    blocks: tuple[Block, ...]
    address: str = ""
    links: tuple[str, ...] = ()
    template: bool = False


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


def read_page(page: Page, *, year: int | None = None, venue: str = "", told: date | None = None) -> Call | None:
    """The points of a page; None where nothing says of which year they are. `year` and `venue` overrule what it says itself; `told` is the day on which it was sent."""
    check_blocks(page.blocks)
    texts = tuple(block.text.text for block in page.blocks)
    entries = _extensions(_turned(entries_of(page.blocks), day_first(texts)))
    short = abbreviations(texts)
    called = [
        block.text.text
        for block in page.blocks[:15]
        if block.kind == "line" and len(block.text.text) < 150 and _CALL.search(block.text.text)
    ]
    title = " ".join(
        [
            page.title,
            *called,
            *_held_as(entries),
            *(block.text.text for block in page.blocks if block.kind == "heading" and block.level == 1),
        ]
    )
    meanings = [meaning_of(entry, title=title, short=short) for entry in entries]
    edition = _edition(page, entries, meanings, year, venue) or (Edition(told.year, venue=venue, how="the mail's day") if told else None)
    if edition is None:
        return None
    kept = _of_edition(entries, meanings, edition)
    notes = notes_of(page.blocks)
    years = () if year or edition.titled else _editions(entries, meanings)
    return Call(edition, tuple(settled(_points(kept, edition, notes, told))), years, page.title or title, _address(page, edition))


def _edition(page: Page, entries: Sequence[Entry], meanings: Sequence[Meaning], year: int | None, venue: str) -> Edition | None:
    events = [(entry.value.first, entry.value.last) for entry, meaning in zip(entries, meanings, strict=True) if meaning.event]
    titles = [page.title, *(block.text.text for block in page.blocks if block.kind == "heading" and block.level <= 2)]
    dated = [entry.value.first.year for entry in entries if entry.value.first.year]
    texts = [block.text.text for block in page.blocks]
    return edition_of([title for title in titles if title], events, dated, texts, year, venue)


def _address(page: Page, edition: Edition) -> str:
    """The page's own address, else the first one that it names which has the venue's name in it."""
    name = re.sub(r"\W", "", edition.venue.lower())
    own = (link for link in page.links if len(name) > 2 and name in re.sub(r"\W", "", link.lower()))
    return page.address or next(own, "")


def _editions(entries: Sequence[Entry], meanings: Sequence[Meaning]) -> tuple[int, ...]:
    """The years of the events whose lists have something that a call gives."""
    pairs = list(zip(entries, meanings, strict=True))
    runs = {entry.run for entry, meaning in pairs if not meaning.event and meaning.known and not entry.prose}
    events = [entry for entry, meaning in pairs if meaning.event and entry.run in runs and not entry.prose]
    years = {entry.value.first.year for entry in events if _after(entry.value.first, entry, entries)}
    return tuple(sorted(year for year in years if year))


def _of_edition(entries: Sequence[Entry], meanings: Sequence[Meaning], edition: Edition) -> list[tuple[Entry, Meaning]]:
    """What is of the edition: lists of another year's event, and headings that name another year, are of another."""
    other: set[int] = set()
    for entry, meaning in zip(entries, meanings, strict=True):
        named = {year for heading in entry.sections if not _MONTH.search(heading) for year in years_in(heading)}
        first = entry.value.first
        if (named and edition.year not in named) or (
            meaning.event and first.year and first.year != edition.year and _after(first, entry, entries)
        ):
            other.add(entry.run)
    ours = {entry.run for entry, meaning in zip(entries, meanings, strict=True) if meaning.event and entry.value.first.year == edition.year}
    return [(entry, meaning) for entry, meaning in zip(entries, meanings, strict=True) if entry.run not in other - ours]


def _turned(entries: Sequence[Entry], first: bool | None) -> list[Entry]:
    """Dates in figures in the order of day and month that the page shows."""
    found = []
    for entry in entries:
        value = entry.value
        last = turned(value.last, first) if value.last else None
        value = replace(value, first=turned(value.first, first), last=last, was=tuple(turned(day, first) for day in value.was))
        found.append(replace(entry, value=value))
    return found


def _held_as(entries: Sequence[Entry]) -> list[str]:
    """What the event is, where its own line says that it is a workshop and no conference has one."""
    labels = [entry.label for entry in entries if is_event(entry.label, ranged=entry.value.last is not None)]
    workshop = any(re.search(r"\bworkshop\b", label, re.IGNORECASE) for label in labels)
    return ["Workshop"] if workshop and not any(_CONFERENCE.search(label) for label in labels) else []


def _after(event: Day, own: Entry, entries: Sequence[Entry]) -> bool:
    """Whether an event is after the first date of its list; else its year is a slip."""
    days = [entry.value.first for entry in entries if entry.run == own.run and entry is not own and entry.value.first.year]
    return not days or any((day.year or 0, day.month, day.day) < (event.year or 0, event.month, event.day) for day in days)


def _extensions(entries: Sequence[Entry]) -> list[Entry]:
    """Of two labels in a list of which one is the other with ``extended`` before it, the longer says the new date of the same; one
    that says only that it is new is that of the label before.
    """
    labels = {(entry.run, _folded(entry.label)) for entry in entries}
    found: list[Entry] = []
    for entry in entries:
        if found and found[-1].run == entry.run and _ONLY_NEW.fullmatch(entry.label.strip(" :*")):
            before = found.pop()
            value = replace(entry.value, was=(*before.value.was, before.value.first, *entry.value.was))
            found.append(replace(before, value=value, evidence=f"{before.evidence} {entry.evidence}"))
            continue
        folded = _folded(entry.label)
        rest = re.sub(r"^(?:extended|new|updated|revised)\s+", "", folded)
        if rest != folded and (entry.run, rest) in labels:
            entry = replace(entry, label=f"{rest} extended deadline")
        found.append(entry)
    return found


def _folded(label: str) -> str:
    return " ".join(re.findall(r"\w+", label.lower()))


def _points(kept: Sequence[tuple[Entry, Meaning]], edition: Edition, notes: Sequence[Note], told: date | None) -> list[Read]:
    lists: dict[int, int] = defaultdict(int)
    for entry, meaning in kept:
        if not meaning.event and meaning.known and not entry.prose and meaning.wording and meaning.wording.kind != "other":
            lists[entry.run] += 1
            lists[-1] += 1
    found: list[Read] = []
    for entry, meaning, first, guessed in _placed_entries(kept, edition, told):
        if meaning.event or meaning.wording is None or not _is_point(entry, meaning, lists[entry.run], lists[-1]):
            continue
        if belongs(first, edition):
            found += _of_entry(entry, meaning, meaning.wording, first, edition, guessed, note_for(notes, entry.sections))
    return found


def _placed_entries(
    kept: Sequence[tuple[Entry, Meaning]], edition: Edition, told: date | None
) -> Iterator[tuple[Entry, Meaning, date, bool]]:
    """The entries with their first day, and whether its year is a guess: dates of a list that name none are near each other."""
    stated: dict[int, date] = {}
    for entry, meaning in kept:
        day = entry.value.first
        if day.year and not meaning.event:
            stated.setdefault(entry.run, date(day.year, day.month, day.day))
    guesses: dict[int, date] = {}
    wraps = _wraps(kept)
    for entry, meaning in kept:
        first, last = entry.value.first, entry.value.last
        near = date(last.year, last.month, last.day) if last and last.year else entry.around or stated.get(entry.run)
        year, guessed = year_of(first, edition, near, before=guesses.get(entry.run), wrapped=entry.run in wraps, told=told)
        try:
            placed = date(year, first.month, first.day)
        except ValueError:
            continue
        (stated if first.year and not meaning.event else guesses)[entry.run] = placed
        yield entry, meaning, placed, guessed


def _wraps(kept: Sequence[tuple[Entry, Meaning]]) -> set[int]:
    """The lists that run over New Year: their months fall once, from late in a year to early in the next."""
    months: dict[int, list[int]] = defaultdict(list)
    seen: set[tuple[int, str]] = set()
    for entry, _ in kept:
        if not entry.prose and (entry.run, entry.evidence) not in seen:
            seen.add((entry.run, entry.evidence))
            months[entry.run].append(entry.value.first.month)
    return {run for run, found in months.items() if any(one >= 8 and two <= 6 for one, two in pairwise(found))}


def _is_point(entry: Entry, meaning: Meaning, known: int, page: int) -> bool:
    """Whether an entry dates something of the call: not a piece of news, a place's days or when a page was changed."""
    wording = meaning.wording
    words = re.findall(r"[^\W\d_]{2,}", entry.label)
    if wording is None or not wording.named or not (words or entry.column) or is_call(entry.label):
        return False
    if _NOW.search(entry.label) or (wording.kind == "registration" and _AFTER.search(entry.label)):
        return False
    if wording.kind == "opening" and _OPEN_NOW.search(entry.label):
        return False
    if entry.prose or any(_NEWS.search(heading) for heading in entry.sections[-1:]):
        return bool(_CUE.search(entry.label)) and wording.kind != "other"
    if wording.kind == "other":
        return (
            (known >= 2 or (page >= 2 and (wording.understood or handed_in(entry.label))))
            and len(words) <= 20
            and not _TOLD.search(entry.label)
        )
    return not (_TOLD.search(entry.label) and known < 2 and len(words) > 6)


def _of_entry(
    entry: Entry, meaning: Meaning, wording: Wording, first: date, edition: Edition, guessed: bool, note: Note | None
) -> list[Read]:
    value = entry.value
    kind = wording.kind
    last = _placed(value.last, first) if value.last else None
    doubts = [doubt for doubt in (entry.doubt, value.first.doubt, value.zone.doubt if value.zone else "") if doubt]
    if edition.guessed:
        doubts.append(EDITION_GUESSED)
    if guessed:
        doubts.append(YEAR_GUESSED)
    if not wording.understood:
        doubts.append(f"{UNKNOWN}: {', '.join(wording.unknown)}")
    clock = value.clock.text if value.clock else None
    zone = value.zone.name if value.zone and value.zone.name else None
    if note and (kind in _DUE or not note.deadlines):
        zone = zone or note.zone
        clock = clock or (note.clock if not value.clock else None)
    pairs = [(kind, first)]
    if last:
        if kind in {"rebuttal_end", "rebuttal_start"}:
            pairs = [("rebuttal_start", first), ("rebuttal_end", last)]
        elif kind not in _FIRST_OF_RANGE:
            pairs = [(kind, last)]
    was = tuple(dict.fromkeys(_placed(day, first) for day in value.was))
    point = Point(
        kind=kind,
        day=first,
        year=edition.year,
        label=_tidy(entry.label),
        evidence=entry.evidence,
        clock=clock,
        zone=zone,
        track=meaning.track,
        round=wording.round,
        was=tuple(day for day in was if day is not None),
        doubts=tuple(doubts),
    )
    return [
        Read(replace(point, kind=of, day=day), entry.run, entry.prose, value.struck, wording.extended, _place_of(entry))
        for of, day in pairs
        if day is not None
    ]


def _place_of(entry: Entry) -> str:
    """What a round may be named by: the head of the column, where that says no kind, else the heading above."""
    column = entry.column
    return column if column and not read_label(column).said and track_of(column) in {None, "early"} else section_of(entry.sections)


def _tidy(label: str) -> str:
    """A label as it is shown: without brackets that held a date and the marks around it."""
    label = re.sub(r"[(\[][^()\[\]]*[)\]]", lambda found: " " if bare_words(found[0]) else found[0], label)
    label = re.sub(r"\s+([,.;:!])", r"\1", " ".join(label.split()))
    return re.sub(r"^[\W_]+(?=\w)|(?:[\s:–—|,;*!(]|\b(?:extended|was)\b)+$", "", re.sub(r"[,;:]{2,}", ",", label))


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
