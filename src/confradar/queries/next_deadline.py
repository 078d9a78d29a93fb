"""The one deadline that comes next."""

from __future__ import annotations

import sqlite3

from confradar.index.points import DeadlineItem
from confradar.model.kinds import MAIN_KINDS
from confradar.queries.deadlines import deadlines
from confradar.queries.filters import VenueFilter


def next_deadline(
    index: sqlite3.Connection, wanted: VenueFilter, *, start: int, end: int | None
) -> DeadlineItem | None:
    """The soonest abstract, paper or commitment date of a main track from ``start`` up to and with
    ``end`` (seconds since the epoch; None is open), announced or estimated; None where there is
    none. Raises UsageError for filters that name something unknown."""
    found = deadlines(index, wanted, start=start, end=end, kinds=sorted(MAIN_KINDS))
    return next((item for item in found if not item.track), None)
