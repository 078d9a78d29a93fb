"""What syncs changed, from the journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterator
from datetime import datetime

from confradar.queries.filters import VenueFilter, venue_ids, where
from confradar.sync.store import JournalEntry, Store


def changes(
    index: sqlite3.Connection,
    store: Store,
    wanted: VenueFilter,
    *,
    start: int | None = None,
    last: bool = False,
    followed: Container[str] = (),
) -> Iterator[JournalEntry]:
    """The journal's entries of these venues: of the last sync, or since ``start`` (seconds since
    the epoch). Those come first that announce an edition of a followed venue, then all others,
    oldest first.

    Raises UsageError for filters that name something unknown, StateError for a journal that cannot
    be read.
    """
    found = list(_entries(index, store, wanted, start, last=last))
    announced = [item for item in found if item.get("first") and item.get("venue") in followed]
    yield from announced
    yield from (item for item in found if not any(item is other for other in announced))


def _entries(
    index: sqlite3.Connection,
    store: Store,
    wanted: VenueFilter,
    start: int | None,
    *,
    last: bool,
) -> Iterator[JournalEntry]:
    every = where(index, wanted).sql == "1"
    venues = set() if every else set(venue_ids(index, wanted))
    number = store.state().number if last else None
    for entry in store.entries():
        if not (every or entry.get("venue") in venues) or (
            number is not None and entry.get("sync") != number
        ):
            continue
        if start is None or datetime.fromisoformat(str(entry["seen"])).timestamp() >= start:
            yield entry
