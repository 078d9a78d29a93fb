"""What official pages say beside what is in use: agrees, differs, new, gone; or why a page says
nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from confradar.sync.merge_result import name_of
from confradar.sync.page_history import edition_read
from confradar.sync.page_records import Status
from confradar.sync.page_rules import IN_FORCE, How, Verdict, laid_over, value_of
from confradar.sync.page_steps import is_from, said_now, taken_of

if TYPE_CHECKING:
    from confradar.formats.calls.dated_points import Point
    from confradar.model.deadline import Deadline
    from confradar.model.venue import Edition
    from confradar.sync.page_records import PageRecord

# Findings that say that something is to be done.
NEWS = frozenset({"differs", "new", "gone"})


@dataclass(frozen=True, slots=True)
class PageFinding:
    """One thing that a page says of an edition, or (without ``key``) how it went with the page.

    ``value`` is in use, from ``source``; ``said`` is the page's, with the line that says so
    (``evidence``) and whether it is ``sure``, else ``why`` not, or what becomes of it. ``effect``
    is in force, taken (in this run), fills a gap, extends, conflict or none. ``checked`` is when
    the page last answered.
    """

    venue: str
    acronym: str
    year: int
    status: str
    key: str | None = None
    value: str | None = None
    source: str | None = None
    said: str | None = None
    sure: bool | None = None
    effect: str | None = None
    why: str | None = None
    evidence: str | None = None
    page: str = ""
    checked: str | None = None


def findings(
    record: PageRecord, acronym: str, in_use: Edition | None, *, today: date
) -> Iterator[PageFinding]:
    """What a page says beside the edition in use, in order of date; first how it went with the
    page, where that was not read."""
    base = PageFinding(
        record.venue, acronym, record.year, record.status, page=record.address, checked=record.read
    )
    if record.status != Status.read.value:
        gone = record.status == Status.missing.value and bool(record.latest)
        yield replace(base, status="gone" if gone else record.status, why=record.detail or None)
        return
    force = {
        value_of(named)
        for item in (in_use.deadlines if in_use else ())
        if is_from(item, record.address)
        for named in _as_said(item)
    }
    takes = taken_of(record, today)
    sure = said_now(record, force, takes, today)
    doubtful = [point for point in record.latest if not takes(point)]
    found = [
        *_of(base, in_use, sure, record, {}),
        *_doubtful(base, in_use, record, doubtful, today),
    ]
    yield from sorted(found, key=lambda item: item.said or item.value or "")


def with_taken(
    found: Iterable[PageFinding], after: Mapping[tuple[str, int], Edition]
) -> Iterator[PageFinding]:
    """The findings, those marked as taken that are in force afterwards."""
    held = {
        (venue, year, item.source, _shown(named))
        for (venue, year), edition in after.items()
        for item in edition.deadlines
        if is_from(item, item.source)
        for named in _as_said(item)
    }
    for item in found:
        taken = item.status in NEWS and (item.venue, item.year, item.page, item.said) in held
        yield replace(item, effect="taken") if taken else item


def _doubtful(
    base: PageFinding,
    in_use: Edition | None,
    record: PageRecord,
    points: list[Point],
    today: date,
) -> Iterator[PageFinding]:
    if points:
        said = edition_read(points, record.year, record.address, today)
        why = {point.evidence: "; ".join(point.doubts) for point in points}
        yield from _of(base, in_use, said, record, why)


def _of(
    base: PageFinding,
    in_use: Edition | None,
    said: Edition,
    record: PageRecord,
    doubts: dict[str, str],
) -> Iterator[PageFinding]:
    _, verdicts = laid_over(in_use, said, record)
    for verdict in verdicts:
        status = _status(verdict)
        if status is None:
            continue
        known, value = verdict.known, verdict.value
        held = known if known and known.known else None
        doubt = doubts.get(value.evidence or "")
        yield replace(
            base,
            status=status,
            key=name_of(known or value),
            value=_shown(held) if held else None,
            source=held.source if held else None,
            said=None if value.gone else _shown(value),
            sure=not doubts,
            effect=None
            if status == "gone"
            else "none"
            if doubts and verdict.how in IN_FORCE
            else _effect(verdict, record),
            why=doubt or verdict.why or None,
            evidence=value.evidence,
        )


def _status(verdict: Verdict) -> str | None:
    """The word for a verdict; None where there is nothing to say."""
    known = verdict.known
    if verdict.value.gone:
        held = known and is_from(known, verdict.value.source)
        return "gone" if held else None
    if verdict.how is How.agrees:
        return "agrees"
    if known is None or not known.known or known.at.startswith(verdict.value.at[:10]):
        return "new"
    return "differs"


def _effect(verdict: Verdict, record: PageRecord) -> str:
    if verdict.how is How.agrees:
        mine = verdict.known and is_from(verdict.known, record.address)
        return "in force" if mine else "none"
    return {
        How.fills: "fills a gap",
        How.supersedes: "extends",
        How.accepted: "in force",
        How.differs: "conflict",
        How.rejected: "none",
        How.impossible: "none",
    }[verdict.how]


def _as_said(deadline: Deadline) -> tuple[Deadline, Deadline]:
    """A value in use, and the same without its zone: what is in use always has one."""
    return deadline, deadline.model_copy(update={"zone": None})


def _shown(deadline: Deadline) -> str:
    return " ".join(filter(None, [deadline.at, deadline.zone]))
