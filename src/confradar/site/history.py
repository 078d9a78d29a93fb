"""What changed: the journal of syncs, the moves that records tell of, and what a site that is
published already had and has no more."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from confradar.errors import DataError
from confradar.views.changes import change_row
from confradar.views.machine_rows import CHANGE, Row, dated
from confradar.views.text import announced, utc

if TYPE_CHECKING:
    from confradar.queries.calendar import CalendarEntry
    from confradar.sync.store import JournalEntry

# How many changes a site keeps.
KEPT = 2000


class Key(NamedTuple):
    """What a published calendar said of an entry: its key (see `CalendarEntry.key`), when it is (an
    instant, a day, or two of them with a slash), its SEQUENCE and title, its venue's acronym,
    whether it is estimated, whether it is cancelled, and the ISO day on which its record last
    changed."""

    key: str
    when: str
    sequence: int
    summary: str
    acronym: str
    estimated: bool
    cancelled: bool
    recorded: str | None

    @property
    def last_day(self) -> str:
        """The ISO day on which it ends."""
        return self.when.rpartition("/")[2][:10]


class Published(NamedTuple):
    """What an earlier site told: its changes, oldest first, and the entries of its calendars by
    key."""

    changes: Sequence[Row] = ()
    keys: Mapping[str, Key] = {}


def when_of(entry: CalendarEntry) -> str:
    """When an entry is, as a published key tells it."""
    if entry.is_event:
        return f"{entry.start}/{entry.end}"
    return (entry.wall or "")[:10] if entry.date_only else utc(entry.at or 0)


def read_published(data: bytes, where: str) -> Published:
    """What ``api/changes.json`` of a site tells. Raises DataError where it is none."""
    try:
        document = json.loads(data)
        if document["schema"] != CHANGE.name:
            raise ValueError
        changes = [_checked(row) for row in document["items"]]
        keys = [_key(item) for item in document["keys"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise DataError(
            f"{where}: not the changes of a site that `confradar publish` wrote",
            hint="give the folder or the address of such a site",
        ) from None
    return Published(changes, {item.key: item for item in keys})


def _checked(row: Mapping[str, Any]) -> Row:
    """A change of a published site. Raises ValueError, TypeError, KeyError for another shape."""
    if not all(
        isinstance(row[name], str) for name in ("what", "venue", "acronym", "seen")
    ) or not all(isinstance(value, str | int | bool | None) for value in row.values()):
        raise ValueError
    if datetime.fromisoformat(row["seen"]).tzinfo is None:
        raise ValueError
    return {name: row.get(name) for name in CHANGE.columns}


def _key(item: Mapping[str, Any]) -> Key:
    found = Key(*(item[name] for name in Key._fields))
    texts = found.key, found.when, found.summary, found.acronym, found.recorded or ""
    marks = found.estimated, found.cancelled
    if not all(isinstance(text, str) for text in texts) or type(found.sequence) is not int:
        raise TypeError
    if not all(isinstance(mark, bool) for mark in marks):
        raise TypeError
    for day in found.when.split("/"):
        datetime.fromisoformat(day)
    if found.recorded is not None:
        datetime.fromisoformat(found.recorded)
    if len(found.key.split("/")) < 3 or not found.key.split("/")[1].isdigit():
        raise ValueError
    return found


def changes(
    journal: Iterable[JournalEntry],
    entries: Iterable[CalendarEntry],
    before: Published,
    known: Iterable[str],
    seen: int,
) -> list[Row]:
    """All changes to tell, oldest first: those told before, the journal's, the moves that records
    tell of, and what came, moved and went since ``before``, seen at the instant ``seen``.

    The same change is told once, as it was told first: a fresh machine's journal begins anew.
    ``known`` are the keys of the whole catalogue.
    """
    present = list(entries)
    rows = [
        *before.changes,
        *(_in_utc(change_row(entry)) for entry in journal),
        *(row for entry in present for row in _recorded_moves(entry)),
    ]
    rows += _since(present, before, set(known), seen)
    first: dict[tuple[object, ...], Row] = {}
    for row in sorted(rows, key=lambda row: str(row["seen"])):
        first.setdefault(_identity(row), row)
    return list(first.values())[-KEPT:]


def _identity(row: Row) -> tuple[object, ...]:
    """By what two tellings of one change are known as such."""
    what = "moved" if row["what"] in {"announced", "moved"} else row["what"]
    new = row["new_at"] or row["new"]
    return what, row["venue"], row["year"], row["key"], new


def _in_utc(row: Row) -> Row:
    seen = datetime.fromisoformat(str(row["seen"])).astimezone(UTC)
    return {**{name: row.get(name) for name in CHANGE.columns}, "seen": utc(int(seen.timestamp()))}


def _row(entry_key: str, acronym: str, seen: str, what: str, **told: object) -> Row:
    venue, year, *_ = entry_key.split("/")
    row = dict.fromkeys(CHANGE.columns)
    return row | {
        "seen": seen,
        "what": what,
        "venue": venue,
        "acronym": acronym,
        "year": int(year),
        **told,
    }


def _name(entry: CalendarEntry) -> str:
    """What a change calls a dated point: ``paper``, ``paper.2``, ``paper.1.short``."""
    name = entry.kind or ""
    if entry.round or entry.track:
        name += f".{entry.round or 1}"
    return name + (f".{entry.track}" if entry.track else "")


def _recorded_moves(entry: CalendarEntry) -> Iterator[Row]:
    """The moves that a record tells of, with the day on which each was seen."""
    if entry.at is None or not entry.revisions:
        return
    values = [dated(item) for item in entry.revisions]
    after = [*values[1:], {"wall": entry.wall, "at": utc(entry.at), "zone": entry.zone}]
    for old, new in zip(values, after, strict=True):
        if not (old.get("recorded") and old["at"] and new["at"]):
            continue
        days = (_instant(new["at"]) - _instant(old["at"])).days
        yield _row(
            entry.key,
            entry.acronym,
            f"{old['recorded']}T00:00:00Z",
            "moved",
            key=_name(entry),
            old=_shown(old, entry),
            new=_shown(new, entry),
            days=days,
            nature="extension" if 0 < days <= 60 else "correction",
            source=entry.source,
            old_at=old["at"],
            new_at=new["at"],
        )


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _shown(value: Mapping[str, Any], entry: CalendarEntry) -> str:
    wall = str(value["wall"]).replace(" ", "T")
    return announced(wall, str(value.get("zone") or entry.zone), "T" not in wall)


def _since(
    entries: Iterable[CalendarEntry], before: Published, known: set[str], seen: int
) -> Iterator[Row]:
    """What an earlier site did not have, had at another time, or had and the catalogue has no
    more; nothing of what is estimated."""
    if not before.keys:
        return
    now = utc(seen)
    for entry in entries:
        if entry.certainty == "estimated" or entry.is_event:
            continue
        old = before.keys.get(entry.key)
        told = {"key": _name(entry), "source": entry.source}
        new = {"new": announced(entry.wall or "", entry.zone or "", entry.date_only)}
        if old is None or old.estimated:
            at = {"new_at": utc(entry.at or 0)}
            yield _row(entry.key, entry.acronym, now, "new deadline", **told, **new, **at)
        elif entry.cancelled and not old.cancelled:
            yield _row(entry.key, entry.acronym, now, entry.status or "cancelled", **told)
        elif old.when != when_of(entry):
            at = {"new_at": utc(entry.at or 0)}
            moved = {"old": old.when, "old_at": old.when if "T" in old.when else None}
            yield _row(entry.key, entry.acronym, now, "moved", **told, **new, **at, **moved)
    for key in sorted(before.keys.keys() - known):
        gone = before.keys[key]
        if not (gone.cancelled or gone.estimated):
            name = key.split("/")[2]
            told = {"key": None if name == "event" else name, "old": gone.when}
            yield _row(key, gone.acronym, now, "removed", **told)
