"""The preparation checklist: which edition it is for, and its tasks with target dates worked back
from the edition's real dates."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from confradar.forecast.rule import Estimate
from confradar.model.kinds import CALLED_OFF, DATED_KINDS
from confradar.queries.forecast import estimates_of
from confradar.queries.task_dates import (
    Basis,
    Days,
    announced_days,
    due_day,
    estimated_days,
    is_over,
)
from confradar.queries.venue_first_screen import ISSUES
from confradar.queries.venue_page import VenuePage, edition_status, venue_page

if TYPE_CHECKING:
    from confradar.index.documents import (
        BothDoc,
        EditionDoc,
        GuideDoc,
        PointDoc,
        StepDoc,
        TaskDoc,
    )
    from confradar.queries.submission import Known
    from confradar.state.progress import Added, Progress


@dataclass(frozen=True, slots=True)
class TaskItem:
    """A task of the checklist; by language its ``text``, ``why``, and ``title`` (None: the reader's
    own).

    ``due`` is an ISO day or None; ``basis`` from what it was worked back, or why there is no date;
    ``late``: the day has passed undone, so it is due at once; ``over``: undone, and what it was for
    has passed as well. ``audience`` is author, attendee or both; ``done`` is when it was ticked
    (RFC 3339, UTC), ``note`` what the reader noted. ``facts`` are those of the submission that it
    goes by.
    """

    step: str
    title: BothDoc | None
    id: str
    text: BothDoc
    why: BothDoc | None
    due: str | None
    late: bool
    basis: Basis
    certainty: str
    audience: str
    source: str
    done: str | None = None
    note: str | None = None
    over: bool = False
    facts: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class Checklist:
    """The tasks in the order of the steps, and the edition they were dated for (None: a list
    without dates); ``unapplied`` as of deadlines. ``rolling``: papers are taken at any time;
    ``issues`` are the next dates of a journal's special issues, the soonest first, and ``further``
    how many others have dates."""

    venue: str | None
    acronym: str | None
    name: str | None
    year: int | None
    status: str | None
    country: str | None
    url: str | None
    recorded: str | None
    unapplied: int | None
    tasks: tuple[TaskItem, ...]
    rolling: bool = False
    issues: tuple[PointDoc, ...] = ()
    further: int = 0

    @property
    def done(self) -> int:
        """How many tasks are ticked."""
        return sum(task.done is not None for task in self.tasks)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a checklist is for: an edition of a venue, with the estimates of it. Without a ``page``
    it is for any venue, without an ``edition`` its tasks have no dates."""

    page: VenuePage | None = None
    edition: EditionDoc | None = None
    estimates: Sequence[Estimate] = ()

    @property
    def kind(self) -> str:
        """The kind of the venue; empty for any."""
        return self.page.record["kind"] if self.page else ""

    @property
    def facts(self) -> tuple[Known, ...]:
        """What a submission to it needs; none for any venue."""
        year = self.edition["year"] if self.edition else None
        return self.page.facts(year) if self.page else ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The id of the venue and those that it had before; none for any."""
        record = self.page.record if self.page else None
        return (record["id"], *record.get("formerly", ())) if record else ()


def subject(index: sqlite3.Connection, venue: str | None, *, now: int, year: int | None) -> Subject:
    """What to prepare for at the venue called ``venue``: the edition of ``year``, else the one that
    `chosen_edition` chooses. Raises UsageError for a venue or an edition that is not there."""
    if venue is None:
        return Subject()
    page = venue_page(index, venue, now=now, year=year)
    estimates = estimates_of(index, page.record["id"], year)
    edition = chosen_edition(page, now=now, estimates=estimates)
    if page.record["kind"] == "journal" and edition and not announced_days(edition, now=now):
        edition = None  # special issues alone: there is no day to work back from
    return Subject(page, edition, estimates)


def chosen_edition(
    page: VenuePage, *, now: int, estimates: Sequence[Estimate] = ()
) -> EditionDoc | None:
    """The edition to prepare for: the first that is not over, else the next estimated one, else the
    newest; None where there is none."""
    ahead = [
        edition
        for edition in page.editions
        if edition_status(edition, now=now) not in {"over", *CALLED_OFF}
    ]
    if ahead:
        dated = [edition for edition in ahead if edition.get("start") or edition.get("deadlines")]
        return (dated or ahead)[-1]
    today = datetime.fromtimestamp(now, UTC).date()
    coming = [
        item.year
        for item in estimates
        if item.kind in {"paper", "first_day"} and item.centre >= today
    ]
    if coming:
        return {"year": min(coming), "deadlines": []}
    return page.editions[0] if page.editions else None


def checklist(
    guide: GuideDoc,
    of: Subject,
    *,
    now: int,
    attendee: bool = False,
    from_country: str | None = None,
    progress: Progress | None = None,
) -> Checklist:
    """The five steps with their tasks, for authors or attendees, dated where ``of`` is an edition;
    ``progress`` is what the reader ticked, noted and added for that edition.

    Tasks for travel abroad are left out when ``from_country`` (ISO code) is the event's, and when
    it is held online.
    """
    days = _days(of, now)
    dated = days if of.edition else None
    wanted = {"both", "attendee" if attendee else "author"}
    at_home = of.edition is not None and _at_home(of.edition, from_country)
    known = {item.fact: item for item in of.facts}
    tasks = [
        _item(step, task, dated, days.today, known)
        for step in guide["checklist"]
        for task in step["tasks"]
        if task.get("for", "both") in wanted
        and not (task.get("abroad") and at_home)
        and (of.kind != "journal" or task.get("journal"))
    ]
    if of.kind == "journal" and not dated:
        tasks = [replace(task, basis=Basis("given")) for task in tasks]
    if progress:
        own = [_own(task, days) for task in progress.added]
        tasks = [_remembered(task, progress) for task in (*tasks, *own)]
    return _of_edition(of, tasks, now)


def _of_edition(of: Subject, tasks: Sequence[TaskItem], now: int) -> Checklist:
    """The tasks with what is known of the edition."""
    record: Mapping[str, Any] = of.page.record if of.page else {}
    edition: Mapping[str, Any] = of.edition or {}
    issues, further = _issues(of.page, now) if of.page and of.kind == "journal" else ((), 0)
    return Checklist(
        record.get("id"),
        record.get("acronym"),
        record.get("name"),
        edition.get("year"),
        edition_status(of.edition, now=now) if of.edition else None,
        edition.get("country"),
        edition.get("url") or record.get("url"),
        edition.get("recorded"),
        record.get("unapplied"),
        tuple(tasks),
        record.get("cadence") == "rolling",
        issues,
        further,
    )


def _issues(page: VenuePage, now: int) -> tuple[tuple[PointDoc, ...], int]:
    """The next dates of a journal's special issues, the soonest first, and how many issues have
    only later ones."""
    points = (point for edition in page.editions for point in edition.get("deadlines", ()))
    coming = [point for point in points if point.get("track") and (point["instant"] or 0) >= now]
    coming.sort(key=lambda point: point["instant"] or 0)
    first, rest = coming[:ISSUES], coming[ISSUES:]
    return tuple(first), len({p["track"] for p in rest} - {p["track"] for p in first})


def _days(of: Subject, now: int) -> Days:
    today = datetime.fromtimestamp(now, UTC).date()
    if of.edition is None:
        return Days({}, {}, today)
    year = of.edition["year"]
    return Days(announced_days(of.edition, now=now), estimated_days(of.estimates, year), today)


def _at_home(edition: EditionDoc, from_country: str | None) -> bool:
    """Whether nobody has to travel abroad for it from there."""
    sites = [site.get("country") for site in edition.get("sites", ())]
    here = {edition.get("country"), *sites} == {from_country} and from_country is not None
    return edition.get("format") == "online" or here


def _item(
    step: StepDoc, task: TaskDoc, days: Days | None, today: date, known: Mapping[str, Known]
) -> TaskItem:
    """A task of the guide; without ``days`` it has no date."""
    anchor, lead = task["from"], task["days"]
    due, certainty, basis = (
        due_day(anchor, lead, days) if days else (None, "", Basis("rule", anchor, lead))
    )
    over = due is not None and days is not None and is_over(task, days.all, due, today)
    return TaskItem(
        step["id"],
        step["title"],
        task["id"],
        task["text"],
        task.get("why"),
        due.isoformat() if due else None,
        bool(due and due < today) and not over,
        basis,
        certainty,
        task.get("for", "both"),
        task["source"],
        over=over,
        facts=tuple(known[fact] for fact in task.get("facts", ()) if fact in known),
    )


def standing(listed: Checklist, kind: str) -> str:
    """What a reader has to know of the dates of a checklist: that its venue (of this ``kind``) is a
    ``journal``, or has ``no event`` or ``no edition``, that the edition is ``over`` or
    ``estimated``, that tasks are ``late``, all of them or some; empty where there is nothing to
    say."""
    if listed.venue is None:
        return ""
    if kind not in DATED_KINDS:
        return "journal" if kind == "journal" else "no event"
    if listed.year is None:
        return "no edition"
    if listed.status == "over":
        return "over"
    if all(task.certainty == "estimated" for task in listed.tasks):
        return "estimated"
    passed = sum(task.late or task.over for task in listed.tasks)
    return "all late" if passed == len(listed.tasks) else "late" if passed else ""


def _own(task: Added, days: Days) -> TaskItem:
    """A task that the reader added."""
    if task.anchor:
        due, certainty, basis = due_day(task.anchor, task.days, days)
    else:
        due = date.fromisoformat(task.day) if task.day else None
        certainty, basis = "confirmed" if task.day else "", Basis("given", given=task.due or "")
    return TaskItem(
        "+",
        None,
        task.id,
        {"en": task.text, "zh": task.text},
        None,
        due.isoformat() if due else None,
        bool(due and due < days.today),
        basis,
        certainty,
        "both",
        "you",
    )


def _remembered(task: TaskItem, progress: Progress) -> TaskItem:
    done = progress.done.get(task.id)
    return replace(
        task,
        done=done,
        note=progress.notes.get(task.id),
        late=task.late and done is None,
        over=task.over and done is None,
    )
