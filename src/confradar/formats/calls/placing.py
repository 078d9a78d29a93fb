"""Entries -> those of the edition, each on its day: dates in figures turned as the page shows,
extensions joined, years given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from confradar.formats.calls.dates import A_WEEKDAY, Day, turned
from confradar.formats.calls.labels import Meaning
from confradar.formats.calls.lines import Entry
from confradar.formats.calls.list_years import (
    Placed,
    before_its_end,
    by_weekdays,
    early_lists,
    first_dated,
    in_order,
    over_new_year,
    rising_lists,
)
from confradar.formats.calls.months import names_month
from confradar.formats.calls.values import Value
from confradar.formats.calls.years import Edition, year_of, years_in
from confradar.formats.lazy_pattern import lazy

_ONLY_NEW = lazy(
    r"(?:(?:final|firm|hard|last|second|further|another|the) )*"
    r"(?:(?:new|extended|updated|revised|postponed|prorrogado|nova|nueva|fecha|"
    r"verlängert)(?:\s+(?:deadline|date|due date|data|fecha|extendida|extended|until|to|"
    r"bis|até|hasta))*|deadline extension|extension(?: of the deadline)?|neue frist)",
    re.IGNORECASE,
)


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
            and _comes_later(found[-1].value, entry.value)
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


def _comes_later(before: Value, value: Value) -> bool:
    """Whether a value can be the later one of another: a single day like it, at most half a year
    behind."""
    if before.last and not value.last:
        return False
    one, other = before.first, value.first
    if one.year and other.year:
        return (one.year, one.month, one.day) < (other.year, other.month, other.day)
    months = (other.month - one.month) % 12
    return 0 < months <= 6 or (not months and one.day < other.day)


def _folded(label: str) -> str:
    return " ".join(re.findall(r"\w+", label.lower()))


def placed_entries(
    kept: Sequence[tuple[Entry, Meaning]], edition: Edition, told: date | None
) -> Iterator[tuple[Entry, Meaning, date, bool]]:
    """The entries with their first day, and whether its year is a guess: dates of a list that name
    none are near each other."""
    stated = first_dated(kept)
    guesses: dict[int, date] = {}
    wraps = over_new_year(kept)
    rising = rising_lists(kept)
    found: list[Placed] = []
    said: date | None = None  # the last day with a year, of whatever list
    for entry, meaning in kept:
        first = entry.value.first
        near = _near(entry) or stated.get(entry.run)
        year, guessed = year_of(
            first,
            edition,
            near,
            before=guesses.get(entry.run) or said,
            wrapped=entry.run in wraps,
            told=told,
        )
        if entry.run in rising and not first.year and (known := stated.get(entry.run)):
            year, guessed = known.year, False
        try:
            placed = date(year, first.month, first.day)
        except ValueError:
            continue
        own = first.year and not meaning.event
        (stated if own else guesses)[entry.run] = placed
        said = placed if own else said
        free = not (first.year or near or told or edition.end)
        found.append(Placed(entry, meaning, placed, guessed, free))
    plain = wraps | early_lists(found)
    for item in by_weekdays(in_order(before_its_end(found, edition))):
        guessed = item.guessed and not (item.free and item.entry.run in plain)
        yield item.entry, item.meaning, item.day, guessed


def _near(entry: Entry) -> date | None:
    """A day that an entry is near: the last of its range, the middle of the month of its row."""
    last = entry.value.last
    return date(last.year, last.month, last.day) if last and last.year else entry.around
