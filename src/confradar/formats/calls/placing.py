"""Entries -> those of the edition, each on its day: dates in figures turned as the page shows,
extensions joined, years given."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from confradar.formats.calls.dates import A_WEEKDAY, Day, turned
from confradar.formats.calls.labels import Meaning
from confradar.formats.calls.lines import Entry
from confradar.formats.calls.months import names_month
from confradar.formats.calls.years import Edition, year_of, years_in
from confradar.formats.lazy_pattern import lazy

_ONLY_NEW = lazy(
    r"(?:(?:final|firm|hard|last|second|further|another|the) )*"
    r"(?:(?:new|extended|updated|revised|postponed|prorrogado|nova|nueva|fecha|"
    r"verlängert)(?:\s+(?:deadline|date|due date|data|fecha|extendida|extended|until|to|"
    r"bis|até|hasta))*|deadline extension|extension(?: of the deadline)?|neue frist)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Placed:
    """An entry on its day; `free`: nothing on the page says its year, not even the event."""

    entry: Entry
    meaning: Meaning
    day: date
    guessed: bool
    free: bool


def editions(entries: Sequence[Entry], meanings: Sequence[Meaning]) -> tuple[int, ...]:
    """The years of the events whose lists have something that a call gives."""
    pairs = list(zip(entries, meanings, strict=True))
    runs = {
        entry.run
        for entry, meaning in pairs
        if not meaning.event and meaning.known and not entry.prose
    }
    events = [
        entry for entry, meaning in pairs if meaning.event and entry.run in runs and not entry.prose
    ]
    years = {
        entry.value.first.year for entry in events if _after(entry.value.first, entry, entries)
    }
    return tuple(sorted(year for year in years if year))


def event_days(
    entries: Sequence[Entry], meanings: Sequence[Meaning]
) -> list[tuple[Day, Day | None]]:
    """The first and last days of the events. What names no year, and has later dates behind it in
    its list, is a step on the way.
    """
    found = []
    for place, (entry, meaning) in enumerate(zip(entries, meanings, strict=True)):
        first = entry.value.first
        later = [
            other
            for other in entries[place + 1 :]
            if other.run == entry.run
            and (first.month, first.day) < (other.value.first.month, other.value.first.day)
        ]
        if meaning.event and (first.year or len(later) < 2):
            found.append((first, entry.value.last))
    return found


def of_edition(
    entries: Sequence[Entry], meanings: Sequence[Meaning], edition: Edition
) -> list[tuple[Entry, Meaning]]:
    """What is of the edition: lists of another year's event, and headings that name another year,
    are of another."""
    other: set[int] = set()
    held = {entry.run for entry, meaning in zip(entries, meanings, strict=True) if meaning.event}
    for entry, meaning in zip(entries, meanings, strict=True):
        named = {
            year
            for heading in entry.sections
            if not names_month(heading)
            for year in years_in(heading)
        }
        # the year before, in which nothing is held, is that of the dates
        if entry.sections and entry.sections[-1].strip() == str(edition.year - 1):
            named |= {edition.year} if entry.run not in held else set()
        first = entry.value.first
        if (named and edition.year not in named) or (
            meaning.event
            and first.year
            and first.year != edition.year
            and _after(first, entry, entries)
        ):
            other.add(entry.run)
    ours = {
        entry.run
        for entry, meaning in zip(entries, meanings, strict=True)
        if meaning.event and entry.value.first.year == edition.year
    }
    return [
        (entry, meaning)
        for entry, meaning in zip(entries, meanings, strict=True)
        if entry.run not in other - ours
    ]


def turned_entries(entries: Sequence[Entry], first: bool | None) -> list[Entry]:
    """Dates in figures in the order of day and month that the page shows."""
    found = []
    for entry in entries:
        value = entry.value
        last = turned(value.last, first) if value.last else None
        value = replace(
            value,
            first=turned(value.first, first),
            last=last,
            was=tuple(turned(day, first) for day in value.was),
        )
        found.append(replace(entry, value=value))
    return found


def _after(event: Day, own: Entry, entries: Sequence[Entry]) -> bool:
    """Whether an event is after the first date of its list; else its year is a slip."""
    days = [
        entry.value.first
        for entry in entries
        if entry.run == own.run and entry is not own and entry.value.first.year
    ]
    return not days or any(
        (day.year or 0, day.month, day.day) < (event.year or 0, event.month, event.day)
        for day in days
    )


def with_extensions(entries: Sequence[Entry]) -> list[Entry]:
    """Of two labels in a list of which one is the other with ``extended`` before it, the longer
    says the new date of the same; one that says only that it is new is that of the label before.
    What is revised may be the same thing once more: it says the new date only right behind the old.
    """
    labels = {(entry.run, _folded(entry.label)) for entry in entries}
    found: list[Entry] = []
    for entry in entries:
        if (
            found
            and found[-1].run == entry.run
            and _ONLY_NEW.fullmatch(A_WEEKDAY.sub("", entry.label).strip(" :*,"))
        ):
            before = found.pop()
            value = replace(
                entry.value, was=(*before.value.was, before.value.first, *entry.value.was)
            )
            found.append(
                replace(before, value=value, evidence=f"{before.evidence} {entry.evidence}")
            )
            continue
        folded = _folded(entry.label)
        rest = re.sub(r"^(?:extended|new|updated|revised)\s+", "", folded)
        beside = found and _folded(found[-1].label) == rest
        if (
            rest != folded
            and (entry.run, rest) in labels
            and (beside or not folded.startswith("revised"))
        ):
            entry = replace(entry, label=f"{rest} extended deadline")
        found.append(entry)
    return found


def _folded(label: str) -> str:
    return " ".join(re.findall(r"\w+", label.lower()))


def placed_entries(
    kept: Sequence[tuple[Entry, Meaning]], edition: Edition, told: date | None
) -> Iterator[tuple[Entry, Meaning, date, bool]]:
    """The entries with their first day, and whether its year is a guess: dates of a list that name
    none are near each other."""
    stated = _stated(kept)
    guesses: dict[int, date] = {}
    wraps = _wraps(kept)
    rising = _rising(kept)
    found: list[_Placed] = []
    for entry, meaning in kept:
        first, last = entry.value.first, entry.value.last
        near = (
            date(last.year, last.month, last.day)
            if last and last.year
            else entry.around or stated.get(entry.run)
        )
        year, guessed = year_of(
            first,
            edition,
            near,
            before=guesses.get(entry.run),
            wrapped=entry.run in wraps,
            told=told,
        )
        if entry.run in rising and not first.year and (known := stated.get(entry.run)):
            year, guessed = known.year, False
        try:
            placed = date(year, first.month, first.day)
        except ValueError:
            continue
        (stated if first.year and not meaning.event else guesses)[entry.run] = placed
        free = not (first.year or near or told or edition.end)
        found.append(_Placed(entry, meaning, placed, guessed, free))
    plain = wraps | _early(found)
    for item in _in_order(_before_its_end(found, edition)):
        guessed = item.guessed and not (item.free and item.entry.run in plain)
        yield item.entry, item.meaning, item.day, guessed


def _stated(kept: Sequence[tuple[Entry, Meaning]]) -> dict[int, date]:
    """By list its first date with a year of its own."""
    found: dict[int, date] = {}
    for entry, meaning in kept:
        day = entry.value.first
        if day.year and not meaning.event:
            found.setdefault(entry.run, date(day.year, day.month, day.day))
    return found


def _early(found: Sequence[_Placed]) -> set[int]:
    """The lists without years that begin early in a year and end by July: an event of the year
    before would have asked a year ahead."""
    months: dict[int, list[int]] = defaultdict(list)
    for item in found:
        if not item.entry.prose:
            months[item.entry.run].append(item.day.month)
    return {
        run
        for run, all_of in months.items()
        if min(all_of) <= 3 and len(all_of) > 1 and max(all_of) <= 7
    }


def _before_its_end(found: Sequence[_Placed], edition: Edition) -> list[_Placed]:
    """A list that nothing dates is near the edition's year, and ends in it at the latest."""
    last: dict[int, int] = {}
    for item in found:
        if item.free:
            last[item.entry.run] = max(last.get(item.entry.run, 0), item.day.year)
    return [
        replace(item, day=_years_on(item.day, min(0, edition.year - last[item.entry.run])))
        if item.free
        else item
        for item in found
    ]


def _in_order(found: Sequence[_Placed]) -> list[_Placed]:
    """Dates of one line whose months follow each other are of one order: ``January 17, April 17,
    October 17``."""
    kept = list(found)
    for place in range(len(kept) - 2, -1, -1):
        item, behind = kept[place], kept[place + 1]
        same = (
            item.entry.run == behind.entry.run
            and item.entry.evidence == behind.entry.evidence
            and not item.entry.value.first.year
        )
        earlier = (item.day.month, item.day.day) < (behind.day.month, behind.day.day)
        if same and earlier and item.day > behind.day:
            kept[place] = replace(item, day=_years_on(item.day, behind.day.year - item.day.year))
    return kept


def _years_on(day: date, years: int) -> date:
    """The day that many years later; 29 February of a common year is its last."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _rising(kept: Sequence[tuple[Entry, Meaning]]) -> set[int]:
    """The lists of three and more dates that follow each other through one year."""
    days: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for entry, _ in kept:
        if not entry.prose:
            days[entry.run].append((entry.value.first.month, entry.value.first.day))
    return {run for run, found in days.items() if len(found) > 2 and found == sorted(found)}


def _wraps(kept: Sequence[tuple[Entry, Meaning]]) -> set[int]:
    """The lists that run over New Year: their months fall once, from late in a year to early in the
    next."""
    months: dict[int, list[int]] = defaultdict(list)
    seen: set[tuple[int, str]] = set()
    for entry, _ in kept:
        if not entry.prose and (entry.run, entry.evidence) not in seen:
            seen.add((entry.run, entry.evidence))
            months[entry.run].append(entry.value.first.month)
    return {
        run
        for run, found in months.items()
        if any(one >= 8 and two <= 6 for one, two in pairwise(found))
    }
