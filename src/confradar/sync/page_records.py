"""What is kept of the official pages that were read: one line of JSON a page and edition.

``latest`` is what the page says now, doubtful points too; ``force`` what of it is laid over the
lists (``page_rules``), ``former`` what was so before the last time that this changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from confradar.formats.calls.dated_points import Point
from confradar.model.venue import Edition, Venue

Key = tuple[str, int, str]


class Status(StrEnum):
    """How it went with a page."""

    read = "read"
    same = "same"
    missing = "not there yet"
    wrong_year = "wrong year"
    unreadable = "not readable"
    forbidden = "forbidden by robots.txt"
    failed = "failed"
    not_asked = "not asked"


# Of a page that did not come, and that another run may fetch.
NOT_FETCHED = frozenset({Status.failed, Status.not_asked})


@dataclass(frozen=True)
class Force:
    """What a page may say in the catalogue: its ``applied`` values, which bear the days on which
    each was first read and what it superseded, and the reader's own word on single values
    (``page_rules.value_of``)."""

    applied: Edition | None = None
    accepted: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()


NO_FORCE = Force()


@dataclass(frozen=True)
class PageRecord:
    """One official page of an edition.

    ``status`` is how the last try went (``Status``), ``detail`` why; ``tried``, ``read`` and
    ``changed`` are RFC 3339 in UTC: the last try, the last good answer, and when that last said
    something else. ``body`` is the digest of what was read, ``program`` what read it;
    ``decided`` is the mark of the reading that was applied, or rejected. ``head`` is the venue
    without editions, where only the reader's own catalogue has it; ``source`` the reader's source
    that names the page, where one does.
    """

    venue: str
    year: int
    address: str
    status: str = ""
    detail: str = ""
    tried: str | None = None
    read: str | None = None
    changed: str | None = None
    etag: str | None = None
    modified: str | None = None
    program: str | None = None
    body: str | None = None
    decided: str | None = None
    latest: tuple[Point, ...] = ()
    force: Force = Force()
    former: Force | None = None
    source: str | None = None
    head: Venue | None = None

    @property
    def key(self) -> Key:
        """What it is known by."""
        return self.venue, self.year, self.address


Records = Mapping[Key, PageRecord]


def to_lines(records: Iterable[PageRecord]) -> bytes:
    """The records as they are kept, in a stable order."""
    ordered = sorted(records, key=lambda record: record.key)
    return "".join(
        json.dumps(_plain(record), ensure_ascii=False) + "\n" for record in ordered
    ).encode()


def force_lines(records: Iterable[PageRecord]) -> bytes:
    """What of the records decides how the catalogue looks."""
    ordered = sorted(records, key=lambda record: record.key)
    return "".join(
        json.dumps([*record.key, _plain_force(record.force)]) + "\n" for record in ordered
    ).encode()


def from_lines(data: bytes) -> dict[Key, PageRecord]:
    """The records that were kept. Raises ValueError for what is none."""
    records = (_record(json.loads(line)) for line in data.splitlines())
    return {record.key: record for record in records}


def _plain(record: PageRecord) -> dict[str, Any]:
    given = {field.name: getattr(record, field.name) for field in fields(record)}
    given["latest"] = [_plain_point(point) for point in record.latest]
    given["force"] = _plain_force(record.force) or None
    if record.former is not None:
        given["former"] = _plain_force(record.former)
    if record.head is not None:
        given["head"] = record.head.model_dump(mode="json", exclude_defaults=True)
    return {name: value for name, value in given.items() if value not in (None, [], "")}


def _plain_force(force: Force) -> dict[str, Any]:
    applied = (
        force.applied.model_dump(mode="json", exclude_defaults=True) if force.applied else None
    )
    given = {"applied": applied, "accepted": force.accepted, "rejected": force.rejected}
    return {name: value for name, value in given.items() if value}


def _plain_point(point: Point) -> dict[str, Any]:
    return asdict(point) | {
        "day": point.day.isoformat(),
        "was": [day.isoformat() for day in point.was],
    }


def _record(data: dict[str, Any]) -> PageRecord:
    known = {field.name for field in fields(PageRecord)}
    try:
        given = {name: value for name, value in data.items() if name in known}
        given["latest"] = tuple(_point(item) for item in given.get("latest", ()))
        for name in ("force", "former"):
            if name in data:
                given[name] = _force(data[name])
        if "head" in given:
            given["head"] = Venue.model_validate(given["head"])
        return PageRecord(**given)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(str(error)) from None


def _force(data: dict[str, Any]) -> Force:
    applied = data.get("applied")
    return Force(
        Edition.model_validate(applied) if applied else None,
        tuple(map(str, data.get("accepted", ()))),
        tuple(map(str, data.get("rejected", ()))),
    )


def _point(data: dict[str, Any]) -> Point:
    return Point(
        **{
            **data,
            "day": date.fromisoformat(data["day"]),
            "was": tuple(map(date.fromisoformat, data["was"])),
            "doubts": tuple(data["doubts"]),
        }
    )
