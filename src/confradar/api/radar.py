"""The radar: the catalogue in use, asked in Python as on the command line.

Nothing here prints, ends the process, or reads the clock but for `open_radar` without ``now``.
What goes wrong is a `ConfradarError`.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from threading import get_ident
from types import TracebackType
from typing import TYPE_CHECKING, Self

from confradar import clock, paths
from confradar.api.results import (
    CalendarOptions,
    DatedPoint,
    EstimatedDate,
    Filter,
    ListedVenue,
    Names,
    Only,
    estimate_of,
    point_of,
    venue_of,
)
from confradar.errors import NothingFoundError, UsageError
from confradar.queries.catalogue_in_use import InUse
from confradar.queries.filters import VenueFilter
from confradar.queries.lookup import current_ids, find_venue

if TYPE_CHECKING:
    from confradar.views.ics_replaced import Earlier

_CERTAINTIES = {"all": "all", "announced": "confirmed", "estimated": "estimated"}


# What is asked where nothing is given.
ALL = Filter()
PLAIN = CalendarOptions()


def open_radar(
    *,
    now: datetime | None = None,
    zone: tzinfo | None = None,
    catalogues: Iterable[str | os.PathLike[str]] = (),
    personal: bool = True,
    environ: Mapping[str, str] | None = None,
) -> Radar:
    """A radar over what the command line would use: the bundled catalogue, or the merged one of the
    last ``confradar sync``, with the reader's own file and ``catalogues`` laid over it.

    ``now`` (aware) is the present of every answer; None reads the clock, once. ``zone`` is the
    reader's (None: that of CONFRADAR_TZ, else the system's), in which calendars also tell when a
    day is over. ``personal=False`` leaves out what was synced, followed and written by the reader:
    the same answers on every machine. ``environ`` (None: the process's) holds the CONFRADAR_*
    variables.

    Raises UsageError for a naive ``now`` or an unknown zone. The catalogue is opened by the first
    question.
    """
    if now is not None and now.tzinfo is None:
        raise UsageError("now has no zone", hint="give datetime(..., tzinfo=UTC)")
    known = os.environ if environ is None else environ
    present = clock.now(known.get("CONFRADAR_NOW")) if now is None else now.astimezone(UTC)
    where = paths.resolve(known)
    if zone is None and (named_zone := known.get("CONFRADAR_TZ")):
        from confradar.model.zones import parse_zone

        try:
            zone = parse_zone(named_zone)
        except ValueError as error:
            raise UsageError(f"CONFRADAR_TZ: {error}") from None
    named = [Path(path) for path in catalogues]
    data = InUse(where, now=present, named=named, environ=known, bare=not personal)
    return Radar(data, zone=zone, following=where.following if personal else None)


class Radar:
    """Questions to the catalogue in use. Made by `open_radar`; usable as a context manager.

    Every question raises UsageError for a name that nothing has (with the nearest ones), DataError
    for a catalogue that cannot be read and StateError for a damaged file of the reader's.
    """

    def __init__(self, data: InUse, *, zone: tzinfo | None, following: Path | None) -> None:
        self._data, self._zone, self._following = data, zone, following
        self._thread: int | None = None
        self._closed = False

    @property
    def now(self) -> datetime:
        """The present of every answer, in UTC."""
        return self._data.now

    @property
    def problems(self) -> tuple[str, ...]:
        """What in the reader's own catalogue breaks a rule and is left out, and what of the synced
        data is damaged, a line each."""
        _ = self._index
        return (*self._data.notes, *self._data.unapplied)

    def venues(
        self,
        which: Filter = ALL,
        *,
        within: timedelta | None = None,
        only: Only = "all",
        sort: str = "next",
        limit: int | None = None,
    ) -> list[ListedVenue]:
        """Venues with their next deadline, as ``confradar list`` has them: ``within`` so long from
        now, of such dates ``only``, by ``sort`` (next, name, rank or h5)."""
        from confradar.queries.venues import venues

        found = venues(
            self._index,
            self._wanted(which),
            now=self._epoch,
            sort=sort,
            limit=limit,
            certainty=_certainty(only),
            within=_seconds(within),
        )
        return [venue_of(item) for item in found]

    def deadlines(
        self,
        which: Filter = ALL,
        *,
        within: timedelta | None = None,
        start: datetime | None = None,
        end: datetime | None = None,
        kinds: Names = (),
        years: Iterable[int] = (),
        only: Only = "all",
    ) -> list[DatedPoint]:
        """Dated points in order of time, as ``confradar deadlines`` has them: from ``start`` (None:
        now, or the beginning where ``years`` of editions are asked for) up to and with ``end``, or
        for the time ``within``; of these deadline ``kinds`` (none: all but openings)."""
        from confradar.queries.deadlines import deadlines

        asked = list(years)
        first, last = self._span(start, end, within)
        if asked and first is None and last is None:
            begin: int | None = None
        else:
            begin = self._epoch if first is None else first
        found = deadlines(
            self._index,
            self._wanted(which),
            start=begin,
            end=last,
            kinds=_several(kinds),
            years=asked,
            certainty=_certainty(only),
        )
        return [point_of(item) for item in found]

    def estimates(self, venue: str, year: int | None = None) -> list[EstimatedDate]:
        """The estimated dates of a venue (by id, name or alias), of one edition or of all that are
        not announced, the event's first and last day among them."""
        from confradar.queries.forecast import estimates_of

        id_ = find_venue(self._index, venue).id
        return [estimate_of(item) for item in estimates_of(self._index, id_, year)]

    def calendar(
        self,
        which: Filter = ALL,
        options: CalendarOptions = PLAIN,
        *,
        within: timedelta | None = None,
        start: datetime | None = None,
        end: datetime | None = None,
        kinds: Names = (),
        replacing: bytes | None = None,
    ) -> bytes:
        """An iCalendar file, the bytes that ``confradar export`` writes: from ``start`` (None: 30
        days ago) up to and with ``end``, or for the time ``within`` from now.

        ``replacing`` is the file that it takes the place of: what is gone since is kept as
        cancelled, and sequence numbers only grow. Raises NothingFoundError where nothing matches,
        since no calendar is empty, and UsageError where ``replacing`` is none of ours.
        """
        from confradar.queries.calendar import RECENT, calendar, known_keys
        from confradar.views import ics
        from confradar.views.words import find_language

        language = find_language(options.language)
        first, last = self._span(start, end, within)
        if first is None:
            first = self._epoch - (0 if within else RECENT)
        index = self._index
        chosen = {"events": options.events, "estimates": options.estimates}
        wanted, of = self._wanted(which), _several(kinds)
        found = list(calendar(index, wanted, start=first, end=last, kinds=of, **chosen))
        if not found:
            raise NothingFoundError("nothing to export matches these filters")
        made = ics.Options(options.name, language, options.alarms, options.todo, self._zone)
        known = known_keys(index) if replacing else ()
        return ics.calendar_file(found, made, before=_earlier(replacing), known=known)

    def close(self) -> None:
        """Close the index. Nothing can be asked afterwards."""
        if self._thread is not None and not self._closed:
            self._index.close()
        self._closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def _index(self) -> sqlite3.Connection:
        """The index. Raises UsageError where the radar is closed, or was asked in another thread,
        to which SQLite ties it."""
        if self._closed:
            raise UsageError("the radar is closed", hint="open another one: open_radar()")
        if self._thread not in {None, get_ident()}:
            raise UsageError("a radar is for one thread", hint="open one in each: open_radar()")
        index = self._data.index
        self._thread = get_ident()
        return index

    @property
    def _epoch(self) -> int:
        return int(self.now.timestamp())

    def _span(
        self, start: datetime | None, end: datetime | None, within: timedelta | None
    ) -> tuple[int | None, int | None]:
        """First and last instant that are asked for, None where it is open. Raises UsageError."""
        if within is not None and end is not None:
            raise UsageError("within and end both set the end", hint="give one of them")
        for moment in (start, end):
            if moment is not None and (not isinstance(moment, datetime) or moment.tzinfo is None):
                raise UsageError(
                    f"start and end are times with a zone, not {moment!r}",
                    hint="give datetime(..., tzinfo=UTC)",
                )
        first = None if start is None else int(start.timestamp())
        if (length := _seconds(within)) is not None:
            base = self._epoch if first is None else first
            return first, base + length
        last = None if end is None else int(end.timestamp())
        if first is not None and last is not None and last < first:
            raise UsageError("end is before start", hint="nothing could be in between")
        return first, last

    def _wanted(self, which: Filter) -> VenueFilter:
        """The filter as queries take it. Raises UsageError, StateError."""
        from confradar.queries.lookup import read_words

        read = read_words(self._index, _several(which.names)) if which.names else None
        return VenueFilter(
            venues=read.venues if read else (),
            areas=read.topics if read else (),
            topics=_several(which.topics),
            kinds=_several(which.kinds),
            ccf=_several(which.ccf),
            core=_several(which.core),
            thcpl=_several(which.thcpl),
            countries=_several(which.countries),
            hosts=_several(which.hosts),
            query=which.query,
            ids=self._followed() if which.following else None,
        )

    def _followed(self) -> list[str]:
        """The ids of the venues that the reader follows, as they are now."""
        if self._following is None or not self._following.exists():
            return []
        from confradar.state.following import following

        ids = following(self._following)
        return current_ids(self._index, ids)[0] if ids else []


def _several(names: Names) -> Sequence[str]:
    return (names,) if isinstance(names, str) else names


def _earlier(replaced: bytes | None) -> dict[str, Earlier]:
    """The entries of a calendar that is replaced. Raises UsageError where it is none of ours."""
    from confradar.views.ics_replaced import read_back

    try:
        return {} if replaced is None else read_back(replaced)
    except ValueError as error:
        raise UsageError(f"replacing: {error}") from None


def _seconds(within: timedelta | None) -> int | None:
    """A length of time in seconds. Raises UsageError for what is none."""
    if within is not None and not isinstance(within, timedelta):
        raise UsageError(
            f"within is a length of time, not {within!r}", hint="give timedelta(days=30)"
        )
    return None if within is None else int(within.total_seconds())


def _certainty(only: str) -> str:
    if only not in _CERTAINTIES:
        raise UsageError(f"only: {only!r} is not known", hint=f"one of {', '.join(_CERTAINTIES)}")
    return _CERTAINTIES[only]
