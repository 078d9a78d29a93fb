"""Which deadlines are due within the spans that the reader wants to be reminded at."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from confradar.queries.calendar import CalendarEntry, calendar
from confradar.queries.filters import VenueFilter


@dataclass(frozen=True, slots=True)
class Reminder:
    """A deadline that has come within ``span`` (as the reader wrote it, such as 7d)."""

    entry: CalendarEntry
    span: str

    @property
    def at(self) -> int:
        """The deadline, in seconds since the epoch."""
        return self.entry.at or 0


def reminders(
    index: sqlite3.Connection,
    wanted: VenueFilter,
    spans: Sequence[tuple[str, int]],
    *,
    now: int,
    kinds: Sequence[str] = (),
    certainty: str = "all",
) -> Iterator[Reminder]:
    """The deadlines ahead, each at the narrowest of ``spans`` (text and seconds) that it has come
    within, soonest first.

    ``certainty`` is all, confirmed or estimated. Cancelled ones are left out, and openings where no
    ``kinds`` are asked for. Raises UsageError for filters that name something unknown.
    """
    ordered = sorted(spans, key=lambda pair: pair[1])
    widest = max(seconds for _, seconds in ordered)
    for entry in calendar(
        index,
        wanted,
        start=now,
        end=now + widest,
        kinds=kinds,
        events=False,
        estimates=certainty != "confirmed",
    ):
        if certainty == "estimated" and entry.certainty != "estimated":
            continue
        if not entry.cancelled and (kinds or entry.kind != "opening"):
            left = (entry.at or 0) - now
            yield Reminder(entry, next(text for text, seconds in ordered if left <= seconds))
