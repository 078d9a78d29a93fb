"""The calendars of a site: one for everything, each topic, each rank and each venue. An event is
written once, whatever number of them it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC
from typing import TYPE_CHECKING

from confradar.site.history import Key, Published, when_of
from confradar.views.calendar_entries import summary
from confradar.views.ics import Options, sequence
from confradar.views.ics_parts import cancelled_text, event_text, file_of
from confradar.views.words import ENGLISH

if TYPE_CHECKING:
    from confradar.queries.calendar import CalendarEntry

# Some readers drop what is beyond a million bytes; the frame and a long line need a little.
FULL = 980_000


def keys(
    entries: Iterable[CalendarEntry],
    before: Published,
    known: frozenset[str],
    first_day: str,
    today: str,
) -> dict[str, Key]:
    """What the calendars say of each entry, and of those that an earlier site had and the catalogue
    (``known`` are its keys) has no more: they stay, cancelled, until their day is before
    ``first_day``. A SEQUENCE never falls, and grows where an entry is another now. Days are ISO
    dates; ``today`` is when what is gone was seen to be."""
    found = {}
    for entry in entries:
        number, when = sequence(entry), when_of(entry)
        if old := before.keys.get(entry.key):
            same = (old.when, old.cancelled) == (when, entry.cancelled)
            number = max(number, old.sequence if same else old.sequence + 1)
        found[entry.key] = Key(
            entry.key,
            when,
            number,
            summary(entry, ENGLISH),
            entry.acronym,
            entry.certainty == "estimated",
            entry.cancelled,
            entry.recorded,
        )
    for name, old in before.keys.items():
        if name not in known and old.last_day >= first_day:
            found[name] = (
                old
                if old.cancelled
                else old._replace(cancelled=True, sequence=old.sequence + 1, recorded=today)
            )
    return found


class Calendars:
    """The events of a site, each written once, and the files made of them."""

    def __init__(
        self, entries: Sequence[CalendarEntry], keyed: Mapping[str, Key], language: str
    ) -> None:
        self._language = language
        options = self._options("")
        written = {
            entry.key: event_text(entry, options, number=keyed[entry.key].sequence)
            for entry in entries
        }
        for name, key in keyed.items():
            if name not in written:
                written[name] = cancelled_text(
                    name, key.summary, key.when, key.sequence, key.recorded
                )
        self._events: dict[str, list[tuple[int, bytes]]] = {}
        in_order = sorted(written, key=lambda name: (keyed[name].when, name))
        for place, name in enumerate(in_order):
            venue = name.partition("/")[0]
            self._events.setdefault(venue, []).append((place, written[name]))

    @property
    def venues(self) -> Iterable[str]:
        """Those that have something, or had."""
        return self._events.keys()

    def has(self, venues: Iterable[str]) -> bool:
        """Whether these venues have something for a calendar."""
        return any(venue in self._events for venue in venues)

    def files(self, stem: str, name: str, venues: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The calendar of these venues as a file ``stem.ics``, none where it would be empty; what
        is beyond the size that every reader takes is in ``stem-2.ics`` and so on, the later events
        in the later file."""
        parts: list[list[bytes]] = [[]]
        size = 0
        for _, written in sorted(
            event for venue in venues for event in self._events.get(venue, ())
        ):
            if size + len(written) > FULL:
                parts.append([])
                size = 0
            parts[-1].append(written)
            size += len(written)
        for number, part in enumerate(parts, start=1):
            tail, called = (f"-{number}", f"{name} ({number})") if number > 1 else ("", name)
            if part:
                yield f"{stem}{tail}.ics", file_of(self._options(called), part)

    def _options(self, name: str) -> Options:
        return Options(name, self._language, zone=UTC)
