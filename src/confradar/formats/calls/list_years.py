"""What a list of dates shows of the years of those that name none: their order, their weekdays, and
where it begins and ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from confradar.formats.calls.labels import Meaning
from confradar.formats.calls.lines import Entry
from confradar.formats.calls.years import Edition


@dataclass(frozen=True)
class Placed:
    """An entry on its day; `free`: nothing on the page says its year, not even the event."""

    entry: Entry
    meaning: Meaning
    day: date
    guessed: bool
    free: bool


def first_dated(kept: Sequence[tuple[Entry, Meaning]]) -> dict[int, date]:
    """By list its first date with a year of its own."""
    found: dict[int, date] = {}
    for entry, meaning in kept:
        day = entry.value.first
        if day.year and not meaning.event:
            found.setdefault(entry.run, date(day.year, day.month, day.day))
    return found


def early_lists(found: Sequence[Placed]) -> set[int]:
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


def before_its_end(found: Sequence[Placed], edition: Edition) -> list[Placed]:
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


def in_order(found: Sequence[Placed]) -> list[Placed]:
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


def by_weekdays(found: Sequence[Placed]) -> list[Placed]:
    """Days without a year, in the one that their weekdays tell: several of a list tell that of all
    its days."""
    told: dict[int, list[Placed]] = defaultdict(list)
    for item in found:
        if item.entry.value.weekday is not None and not item.entry.value.first.year:
            told[item.entry.run].append(item)
    years = {
        run: next((by for by in (0, -1, 1) if all(_fits(item, by) for item in items)), None)
        for run, items in told.items()
    }
    kept = []
    for item in found:
        items, by = told[item.entry.run], years.get(item.entry.run)
        if by is not None and not item.entry.value.first.year and len(items) > 1:
            item = replace(item, day=_years_on(item.day, by), guessed=item.guessed and by != 0)
        elif by == 0 and item in items:
            item = replace(item, guessed=False)
        kept.append(item)
    return kept


def _fits(item: Placed, by: int) -> bool:
    return _years_on(item.day, by).weekday() == item.entry.value.weekday


def _years_on(day: date, years: int) -> date:
    """The day that many years later; 29 February of a common year is its last."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def rising_lists(kept: Sequence[tuple[Entry, Meaning]]) -> set[int]:
    """The lists of three and more dates that follow each other through one year."""
    days: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for entry, _ in kept:
        if not entry.prose:
            days[entry.run].append((entry.value.first.month, entry.value.first.day))
    return {run for run, found in days.items() if len(found) > 2 and found == sorted(found)}


def over_new_year(kept: Sequence[tuple[Entry, Meaning]]) -> set[int]:
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
