"""How old the data are. A module of its own, since every command on a terminal asks it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from confradar.model.counts import counted

# A list that was last seen longer ago than this many days is called old.
OLD_DAYS = 14


@dataclass(frozen=True)
class Age:
    """Days since a list was last seen to be current: by a sync, else when the shipped catalogue
    took it over (None: never)."""

    source: str
    days: int | None
    synced: bool

    @property
    def old(self) -> bool:
        """Whether it is older than data should be."""
        return self.days is None or self.days > OLD_DAYS

    def __str__(self) -> str:
        return (
            f"{self.source} {'never fetched' if self.days is None else counted(self.days, 'day')}"
        )


def ages(
    index: sqlite3.Connection, lists: Iterable[str], checked: Mapping[str, str], today: date
) -> list[Age]:
    """The age of each of these lists. ``checked`` gives, by id, the ISO day on which a sync last
    saw one to be current."""
    recorded: dict[str, str | None] = dict(index.execute("select id, recorded from source"))
    result = []
    for id_ in lists:
        day = checked.get(id_) or recorded.get(id_)
        result.append(
            Age(
                id_, max((today - date.fromisoformat(day)).days, 0) if day else None, id_ in checked
            )
        )
    return result


def ages_text(ages: Iterable[Age]) -> str:
    """``ccfddl 99 days, hf 134 days, never synced``."""
    every = list(ages)
    synced = any(age.synced for age in every)
    return ", ".join(map(str, every)) + ("" if synced else ", never synced")
