"""Results as plain rows: the names and shapes of every machine format, in one place (DESIGN,
Command contract)."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING, Any, NamedTuple

from confradar.views.text import left, local, utc

if TYPE_CHECKING:
    from confradar.forecast.rule import Estimate
    from confradar.index.points import DeadlineItem
    from confradar.queries.calendar import CalendarEntry
    from confradar.queries.checklist import TaskItem
    from confradar.queries.conflicts import ConflictItem
    from confradar.queries.health import Check
    from confradar.queries.left_out import LeftOut
    from confradar.queries.overview import StatItem, TopicItem
    from confradar.queries.plan import Step
    from confradar.queries.quality import QualityItem
    from confradar.queries.slots import Candidate
    from confradar.queries.sources import SourceItem
    from confradar.queries.timeline import Bar, Edition
    from confradar.queries.venues import VenueItem

Row = Mapping[str, Any]


class Schema(NamedTuple):
    """A kind of item: its versioned name, its columns in order, further ones that ``--columns`` may
    ask for, those that hold a deadline item, whose own columns can be asked for
    (``next_deadline.kind``), and those of ``extra`` that a document has unasked: they change with
    every run, and tables should not.
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


DEADLINE = Schema(
    "confradar.deadlines/1",
    (
        "venue", "year", "kind", "round", "at", "wall", "zone", "date_only", "certainty", "low", "high", "label", "source", "revisions",
        "track", "acronym", "local", "gone", "via", "url", "place", "reason", "link",
    ),
    ("name", "left", "following", "unapplied", "seconds_left"),
    counting=("seconds_left",),
)  # fmt: skip
VENUE = Schema(
    "confradar.venues/1",
    (
        "id",
        "acronym",
        "name",
        "kind",
        "topics",
        "ccf",
        "core",
        "thcpl",
        "h5",
        "url",
        "next_deadline",
        "certainty",
    ),
    ("parent", "following", "unapplied"),
    ("next_deadline",),
)
MATCH = Schema(
    "confradar.match/1",
    (
        "id",
        "acronym",
        "fit",
        "score",
        "group",
        "words",
        "newest",
        "next_deadline",
        "certainty",
        "known",
    ),
    ("name", "kind", "topics", "ccf", "core", "thcpl", "h5", "url", "unapplied"),
    ("next_deadline",),
)
TOPIC = Schema("confradar.topics/1", ("id", "en", "zh", "parent", "venues"))
STAT = Schema(
    "confradar.stats/1",
    ("group", "key", "venues", "editions", "dates", "recorded", "age_days", "checked"),
)
QUALITY = Schema("confradar.quality/1", ("measure", "key", "count", "of"))
ENTRY = Schema(
    "confradar.calendar/1",
    (
        "uid", "summary", "venue", "year", "kind", "round", "track", "at", "wall", "zone", "date_only", "start", "end", "certainty", "status",
        "sequence", "label", "place", "url", "source", "low", "high", "via", "reason",
    ),
)  # fmt: skip
ESTIMATE = Schema(
    "confradar.forecast/1",
    ("venue", "year", "kind", "round", "centre", "low", "high", "class", "reason"),
    ("unapplied",),
)
TASK = Schema(
    "confradar.tasks/1",
    ("step", "id", "task", "due", "late", "certainty", "basis", "for", "source", "done", "note"),
    ("title", "why"),
)
FINDING = Schema(
    "confradar.findings/1", ("severity", "rule", "record", "message", "file", "line", "explained")
)
MERGE = Schema("confradar.merge/1", ("what", "venue", "year", "key", "old", "new", "source"))
CHANGE = Schema(
    "confradar.changes/1",
    (
        "seen",
        "what",
        "venue",
        "year",
        "key",
        "old",
        "new",
        "days",
        "nature",
        "source",
        "old_at",
        "new_at",
        "acronym",
    ),
    ("sync",),
)
CONFLICT = Schema(
    "confradar.conflicts/1",
    (
        "venue",
        "year",
        "key",
        "value",
        "source",
        "other",
        "other_source",
        "recorded",
        "why",
        "acronym",
    ),
)
POINT = Schema(
    "confradar.points/1",
    (
        "venue",
        "year",
        "kind",
        "track",
        "round",
        "wall",
        "zone",
        "was",
        "sure",
        "doubts",
        "evidence",
        "label",
    ),
    ("where",),
)
SOURCE = Schema(
    "confradar.sources/1",
    (
        "id",
        "format",
        "location",
        "enabled",
        "builtin",
        "editions",
        "dates",
        "unread",
        "checked",
        "changed",
        "recorded",
        "error",
    ),
)
CHECK = Schema("confradar.doctor/1", ("area", "item", "status", "detail"))
TIMELINE = Schema(
    "confradar.timeline/1",
    ("venue", "year", "acronym", "kind", "round", "start", "end", "low", "high", "certainty"),
    ("name", "unapplied"),
)
PLAN = Schema(
    "confradar.plan/1",
    (
        "step", "choice", "venue", "year", "round", "acronym", "feasibility", "slack", "slack_least", "slack_most", "free", "abstract", "paper",
        "certainty", "notification", "notification_certainty", "notification_basis", "ccf", "core", "h5", "acceptance", "reason", "detail",
        "low", "high",
    ),
    ("name", "kind", "missed", "unapplied"),
    ("abstract", "paper", "notification", "missed"),
)  # fmt: skip


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
        "label": item.label,
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
        "reason": reason(item),
        "link": item.link,
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


def reason(item: DeadlineItem | CalendarEntry) -> str | None:
    """Why an estimate is what it is; None of what is announced."""
    return item.label if item.certainty == "estimated" else None


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


def entry_row(entry: CalendarEntry, *, language: str) -> Row:
    """A calendar entry, with the UID, title and sequence that its event in an .ics has."""
    from confradar.views.ics import sequence, uid
    from confradar.views.words import summary

    plain = {name: getattr(entry, name, None) for name in ENTRY.columns}
    return plain | {
        "uid": uid(entry.key),
        "summary": summary(entry, language),
        "kind": entry.kind or "event",
        "at": utc(entry.at) if entry.at is not None else None,
        **window(entry),
        "status": entry.status or ("tentative" if entry.certainty != "confirmed" else "confirmed"),
        "sequence": sequence(entry),
        "reason": reason(entry),
    }


def page_row(entry: CalendarEntry, *, language: str) -> Row:
    """A calendar entry as a row of a page: day (UTC), title, original wording, place, link."""
    from confradar.views.words import off, summary, wording

    when = (
        f"{entry.start} - {entry.end}"
        if entry.is_event
        else (entry.wall or "")[:10]
        if entry.date_only
        else utc(entry.at or 0)
    )
    announced = "" if entry.is_event else wording(entry)
    return {
        "when": when,
        "what": summary(entry, language) + off(entry, language),
        "announced": announced,
        "place": entry.place,
        "link": entry.url,
    }


def estimate_row(item: Estimate, *, venue: str, unapplied: int | None) -> Row:
    """An estimate, its days as ISO dates; ``unapplied`` is its venue's."""
    return {
        "venue": venue,
        "year": item.year,
        "kind": item.kind,
        "round": item.round if item.rounds > 1 else None,
        "centre": item.centre.isoformat(),
        "low": item.low.isoformat(),
        "high": item.high.isoformat(),
        "class": item.class_.value,
        "reason": item.reason,
        "unapplied": unapplied,
    }


def task_row(task: TaskItem) -> Row:
    """A task of the checklist."""
    plain = {
        name: getattr(task, name)
        for name in (
            "step",
            "title",
            "id",
            "due",
            "late",
            "certainty",
            "basis",
            "why",
            "source",
            "done",
            "note",
        )
    }
    return plain | {"task": task.text, "for": task.audience}


def change_row(entry: Row, *, seen: int | None = None, sync: int | None = None) -> Row:
    """A change as the journal has it; ``seen`` (seconds since the epoch) and ``sync`` of one that
    is not in it yet."""
    row = {name: entry.get(name) for name in (*CHANGE.columns, *CHANGE.extra)}
    if seen is not None:
        row.update(seen=utc(seen), sync=sync)
    for name, key in (("old_at", "from_at"), ("new_at", "to_at")):
        at = entry.get(key)
        row[name] = utc(at) if isinstance(at, int) else None
    return row


def step_row(step: Step, *, now: int, zone: tzinfo | None) -> Row:
    """A step of a ladder (``choice`` 0) or an alternative to it (1 and on). Slacks are whole days,
    rounded down: expected, worst, best."""
    slot = step.slot

    def nested(item: DeadlineItem | None) -> Row | None:
        return deadline_document(item, now=now, zone=zone)

    told = slot.notification
    return _no_step(slot.venue) | {
        "step": step.number,
        "choice": step.choice,
        "year": slot.paper.year,
        "round": slot.paper.round,
        "feasibility": step.fit.level,
        "slack": step.fit.slack // 86400,
        "slack_least": step.fit.least // 86400,
        "slack_most": step.fit.most // 86400,
        "free": utc(step.free.at),
        "abstract": nested(slot.abstract),
        "paper": nested(slot.paper),
        "certainty": slot.paper.certainty,
        **window(slot.paper),
        "notification": nested(told),
        "notification_certainty": told.certainty if told else None,
        "notification_basis": told.label if told and told.certainty == "estimated" else None,
        "missed": nested(step.missed[0].paper) if step.missed else None,
    }


def left_out_row(item: LeftOut, *, number: int | None = None) -> Row:
    """A venue that is not on the ladder, with the reason; ``number`` is the step that it was to
    be."""
    feasibility = "no" if number else None
    return _no_step(item.venue) | {
        "step": number,
        "feasibility": feasibility,
        "reason": item.reason,
        "detail": item.detail,
    }


def _no_step(venue: Candidate) -> dict[str, Any]:
    """The columns of a plan's row that tell of the venue; the rest empty."""
    facts = {
        name: getattr(venue, name)
        for name in ("acronym", "name", "kind", "ccf", "core", "h5", "unapplied")
    }
    acceptance = None if venue.acceptance is None else round(venue.acceptance, 4)
    return (
        dict.fromkeys((*PLAN.columns, *PLAN.extra))
        | facts
        | {"venue": venue.id, "acceptance": acceptance}
    )


def bar_row(edition: Edition, bar: Bar) -> Row:
    """A bar of an edition, its days as ISO dates; ``low`` and ``high`` only of an estimate."""
    doubtful = bar.certainty == "estimated"
    return {
        "venue": edition.venue,
        "year": edition.year,
        "acronym": edition.acronym,
        "kind": bar.kind,
        "round": bar.round,
        "start": bar.first.isoformat(),
        "end": bar.last.isoformat(),
        "low": bar.low.isoformat() if doubtful else None,
        "high": bar.high.isoformat() if doubtful else None,
        "certainty": bar.certainty,
        "name": edition.name,
        "unapplied": edition.unapplied,
    }


def plain_row(item: TopicItem | StatItem | QualityItem | ConflictItem | SourceItem | Check) -> Row:
    """An item, field by field."""
    return {name: getattr(item, name) for name in type(item).__dataclass_fields__}


def picked(rows: Iterable[Row], columns: Sequence[str]) -> Iterable[Row]:
    """The rows with only these columns, in this order. ``next_deadline.kind`` reaches into a nested
    item."""
    getters: list[tuple[str, Callable[[Row], Any]]] = [(name, _getter(name)) for name in columns]
    for row in rows:
        yield {name: get(row) for name, get in getters}


def _getter(name: str) -> Callable[[Row], Any]:
    head, _, tail = name.partition(".")
    if not tail:
        return lambda row: row[head]
    return lambda row: (row[head] or {}).get(tail)
