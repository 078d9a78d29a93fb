"""What is kept of an official page after each thing that may happen to it: an answer, its values
taken, accepted, rejected. Pure."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import replace
from datetime import date

from confradar.formats.calls.dated_points import Point
from confradar.model.deadline import Deadline
from confradar.model.venue import Edition
from confradar.sources.answers import Answer, Validators
from confradar.sync.page_history import advanced, edition_read
from confradar.sync.page_reading import PageSaid
from confradar.sync.page_records import NO_FORCE, Force, PageRecord, Status
from confradar.sync.page_rules import value_of
from confradar.sync.store import digest
from confradar.version import MADE_BY

Takes = Callable[[Point], bool]


def asked_with(record: PageRecord) -> Validators | None:
    """What makes the next request conditional: nothing where another program read the page."""
    if record.program != MADE_BY or not (record.etag or record.modified):
        return None
    return Validators(record.etag, record.modified)


def after_answer(
    record: PageRecord, said: PageSaid, answer: Answer | None, stamp: str
) -> PageRecord:
    """The record after a try at ``stamp`` (RFC 3339). What a page said before stays until it says
    something else."""
    tried = replace(record, status=said.status.value, detail=said.detail, tried=stamp)
    if answer is None:
        return tried
    same = said.status is Status.same
    body = record.body if answer.body is None else digest(answer.body)
    come = replace(
        tried,
        read=stamp,
        etag=answer.validators.etag or (record.etag if same else None),
        modified=answer.validators.modified or (record.modified if same else None),
        status=record.status if same else tried.status,
        detail=record.detail if same else tried.detail,
        program=MADE_BY,
        body=body,
        changed=record.changed if body == record.body else stamp,
    )
    return replace(come, latest=said.points) if said.status is Status.read else come


def said_now(record: PageRecord, in_force: Container[str], takes: Takes, today: date) -> Edition:
    """The page's values as it says them now, those points that are taken, after what it said
    before."""
    points = [point for point in record.latest if takes(point)]
    now = edition_read(points, record.year, record.address, today)
    return advanced(record.force.applied, now, in_force, today)


def taken_of(record: PageRecord, today: date) -> Takes:
    """Which points are taken: the sure ones, and those that the reader accepted all the same."""
    accepted = set(record.force.accepted)

    def takes(point: Point) -> bool:
        if point.sure or not accepted:
            return point.sure
        alone = edition_read([point], record.year, record.address, today)
        return any(value_of(item) in accepted for item in alone.deadlines)

    return takes


def after_applying(record: PageRecord, in_force: Container[str], today: date) -> PageRecord:
    """The record with the sure values of its last reading taken, where that was not decided
    before."""
    if not record.latest or record.decided == _mark(record):
        return record
    said = said_now(record, in_force, taken_of(record, today), today)
    decided = replace(record, decided=_mark(record))
    if said == record.force.applied:
        return decided
    return replace(decided, force=replace(record.force, applied=said), former=record.force)


def after_accepting(
    record: PageRecord, in_force: Container[str], today: date, *, doubtful: bool
) -> PageRecord:
    """The record with all values of its last reading accepted; the ``doubtful`` ones too where that
    is wanted."""
    if not record.latest:
        return record
    said = said_now(record, in_force, lambda point: point.sure or doubtful, today)
    values = [value_of(item) for item in said.deadlines if not item.gone]
    force = Force(
        said,
        tuple(dict.fromkeys((*record.force.accepted, *values))),
        tuple(value for value in record.force.rejected if value not in values),
    )
    if force == record.force:
        return record
    return replace(record, force=force, former=record.force, decided=_mark(record))


def after_rejecting(record: PageRecord, today: date) -> PageRecord:
    """The record as it was before its values were last taken or accepted; what goes by that is not
    taken again, nor what the page says besides."""
    former = record.former or NO_FORCE
    said = said_now(record, (), lambda _: True, today) if record.latest else None
    kept = set(_values(former.applied))
    values = [value for value in _values(said, record.force.applied) if value not in kept]
    rejected = tuple(dict.fromkeys((*former.rejected, *values)))
    force = replace(former, rejected=rejected)
    return replace(record, force=force, former=None, decided=_mark(record))


def in_force_of(edition: Edition | None, address: str) -> frozenset[str]:
    """The values of an edition that are in force through a page."""
    points = edition.deadlines if edition else ()
    return frozenset(value_of(item) for item in points if is_from(item, address))


def is_from(deadline: Deadline, address: str) -> bool:
    """Whether a value was read from this page by the program."""
    return deadline.source == address and deadline.evidence is not None


def _values(*editions: Edition | None) -> Iterator[str]:
    return (value_of(item) for edition in editions if edition for item in edition.deadlines)


def _mark(record: PageRecord) -> str:
    """What tells one reading of a page from another: what was read, and by which program."""
    return f"{record.program} {record.body}"
