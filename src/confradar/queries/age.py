"""How old the data are. Apart from what else is asked about them, since every command on a terminal looks."""

from __future__ import annotations

import sqlite3
from datetime import date

# Data older than this many days are called old.
OLD_DAYS = 14


def newest_day(index: sqlite3.Connection, checked: str | None) -> date | None:
    """The day of the newest data: when a source was last seen to be current, or recorded for the catalogue."""
    row = index.execute("select max(recorded) from source").fetchone()
    days = [text[:10] for text in (row[0], checked) if text]
    return date.fromisoformat(max(days)) if days else None
