"""Results as plain rows: the names and shapes of every machine format, in one place (DESIGN,
Command contract)."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING, Any, NamedTuple

from confradar.views.reasons import label_of, reason_of
from confradar.views.text import left, local, utc

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from confradar.index.points import DeadlineItem
    from confradar.queries.calendar import CalendarEntry
    from confradar.queries.venues import VenueItem

Row = Mapping[str, Any]


class Schema(NamedTuple):
    """A kind of item: its versioned name, its columns in order, further ones that ``--columns`` may
    ask for, those that hold a deadline item, whose own columns can be asked for
    (``next_deadline.kind``), and those of ``extra`` that a document has unasked: they change with
    every run, or are long, and tables should not.
    """

    name: str
    columns: tuple[str, ...]
    extra: tuple[str, ...] = ()
    nested: tuple[str, ...] = ()
    counting: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of an item in a document (JSON, JSON lines, YAML)."""
        return (*self.columns, *self.counting)


def _schema(
    name: str, columns: str, *, extra: str = "", nested: str = "", counting: str = ""
) -> Schema:
    """A schema by the names of its columns, with spaces between them."""
    lists = (tuple(text.split()) for text in (columns, extra, nested, counting))
    return Schema(name, *lists)


DEADLINE = _schema(
    "confradar.deadlines/1",
    "venue year kind round at wall zone date_only certainty low high label source revisions track "
    "acronym local gone via url place reason link",
    extra="name left following unapplied seconds_left evidence read",
    counting="seconds_left evidence read",
)
VENUE = _schema(
    "confradar.venues/1",
    "id acronym name kind topics ccf core thcpl h5 url next_deadline certainty",
    extra="parent following unapplied",
    nested="next_deadline",
)
MATCH = _schema(
    "confradar.match/1",
    "id acronym fit score group words newest next_deadline certainty known",
    extra="name kind topics ccf core thcpl h5 url unapplied",
    nested="next_deadline",
)
TOPIC = _schema("confradar.topics/1", "id en zh parent venues")
STAT = _schema("confradar.stats/1", "group key venues editions dates recorded age_days checked")
QUALITY = _schema("confradar.quality/1", "measure key count of")
ENTRY = _schema(
    "confradar.calendar/1",
    "uid summary venue year kind round track at wall zone date_only start end certainty status "
    "sequence label place url source low high via reason",
    extra="sites parts",
    counting="sites parts",
)
ESTIMATE = _schema(
    "confradar.forecast/1",
    "venue year kind round centre low high class reason",
    extra="unapplied",
)
TASK = _schema(
    "confradar.tasks/1",
    "step id task due late certainty basis for source done note",
    extra="title why facts",
    counting="facts",
)
PAGE_FINDING = _schema(
    "confradar.check/1",
    "venue acronym year status key value source said sure effect why evidence page checked",
)
FINDING = _schema("confradar.findings/1", "severity rule record message file line explained")
MERGE = _schema("confradar.merge/1", "what venue year key old new source")
CHANGE = _schema(
    "confradar.changes/1",
    "seen what venue year key old new days nature source old_at new_at acronym",
    extra="sync first evidence",
    counting="first evidence",
)
CONFLICT = _schema(
    "confradar.conflicts/1", "venue year key value source other other_source recorded why acronym"
)
POINT = _schema(
    "confradar.points/1",
    "venue year kind track round wall zone was sure doubts evidence label",
    extra="where",
)
SOURCE = _schema(
    "confradar.sources/1",
    "id format location enabled builtin editions dates unread checked changed recorded error",
)
CHECK = _schema("confradar.doctor/1", "area item status detail")
TIMELINE = _schema(
    "confradar.timeline/1",
    "venue year acronym kind round start end low high certainty",
    extra="name unapplied",
)
EVENT = _schema(
    "confradar.events/1",
    "venue year acronym kind start end low high certainty place country format early_registration "
    "registration early_registration_certainty registration_certainty url source gone name",
    extra="unapplied sites parts",
    nested="early_registration registration",
    counting="sites parts",
)
PLAN = _schema(
    "confradar.plan/1",
    "step choice venue year round acronym feasibility slack slack_least slack_most free abstract "
    "paper certainty notification notification_certainty notification_basis ccf core h5 "
    "acceptance reason detail low high manuscript via commitment worth depends",
    extra="name kind missed unapplied",
    nested="abstract paper notification missed commitment",
)


def deadline_row(
    item: DeadlineItem, *, now: int, zone: tzinfo | None, followed: Container[str] | None = None
) -> Row:
    """A deadline item; ``local`` is the instant in the reader's zone, ``left`` the countdown."""
    return {
        "venue": item.venue,
        "year": item.year,
        "kind": item.kind,
        "round": item.round,
        "at": utc(item.at),
        "wall": item.wall,
        "zone": item.zone,
        "date_only": item.date_only,
        "certainty": item.certainty,
        **window(item),
        "label": label_of(item),
        "source": item.source,
        "revisions": [dated(value) for value in json.loads(item.revisions)]
        if item.revisions
        else [],
        "track": item.track,
        "acronym": item.acronym,
        "local": local(item.at, zone).isoformat(),
        "gone": item.gone,
        "name": item.name,
        "left": left(item, now),
        "seconds_left": item.at - now,
        "via": item.via,
        "unapplied": item.unapplied,
        "url": item.url,
        "place": item.place,
        "reason": reason_of(item),
        "link": item.link,
        "evidence": item.evidence,
        "read": item.recorded if item.evidence else None,
    } | ({} if followed is None else {"following": item.venue in followed})


def deadline_document(item: DeadlineItem | None, *, now: int, zone: tzinfo | None) -> Row | None:
    """A deadline item as a part of another document; None of None."""
    return (
        next(iter(picked([deadline_row(item, now=now, zone=zone)], DEADLINE.keys)))
        if item
        else None
    )


def dated(point: Mapping[str, Any]) -> dict[str, Any]:
    """A record's dated point with its instant as ``at``, and as ``wall`` its local time as
    announced (``TBD``: then ``at`` is None)."""
    return {
        **point,
        "at": None if point.get("instant") is None else utc(point["instant"]),
        "wall": point.get("wall", point["at"]),
    }


def window(item: DeadlineItem | CalendarEntry) -> Row:
    """The interval of an estimate, first to last instant; None of what is announced."""
    return {
        name: None if at is None else utc(at)
        for name, at in (("low", item.low), ("high", item.high))
    }


def venue_row(
    item: VenueItem, *, now: int, zone: tzinfo | None, followed: Container[str] | None = None
) -> Row:
    """A venue item; ``next_deadline`` is a deadline item or None, ``certainty`` that deadline's: a
    row of cells must tell an estimate too."""
    following = item.next_deadline
    return {
        "id": item.id,
        "acronym": item.acronym,
        "name": item.name,
        "kind": item.kind,
        "topics": json.loads(item.topics),
        "ccf": item.ccf,
        "core": item.core,
        "thcpl": item.thcpl,
        "h5": item.h5,
        "url": item.url,
        "next_deadline": deadline_document(following, now=now, zone=zone),
        "certainty": following.certainty if following else None,
        "parent": item.parent,
        "unapplied": item.unapplied,
    } | ({} if followed is None else {"following": item.id in followed})


def plain_row(item: DataclassInstance) -> Row:
    """An item, field by field."""
    return {name: getattr(item, name) for name in type(item).__dataclass_fields__}


def picked(rows: Iterable[Row], columns: Sequence[str]) -> Iterable[Row]:
    """The rows with only these columns, in this order. ``next_deadline.kind`` reaches into a nested
    item."""
    parts = [(name, *name.partition(".")[::2]) for name in columns]
    for row in rows:
        yield {
            name: (row[head] or {}).get(tail) if tail else row[head] for name, head, tail in parts
        }
