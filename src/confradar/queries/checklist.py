"""The preparation checklist with target dates worked back from an edition's real dates. Pure but
for the index it asks."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from confradar.errors import UsageError
from confradar.forecast.rule import Estimate
from confradar.model.kinds import CALLED_OFF, MAIN_KINDS
from confradar.model.walls import parse_wall
from confradar.queries.venues import VenuePage, edition_status

if TYPE_CHECKING:
    from confradar.index.documents import EditionDoc, GuideDoc, TaskDoc
    from confradar.state.progress import Added, Progress

# Days from each date to the event's first day: the medians of the catalogue's first-round,
# main-track dates (2026-11: 607 paper, 97 notification, 67 camera-ready and registration points),
# used only where an edition has not announced the date.
USUAL_LEAD = {
    "deadline": 173,
    "notification": 90,
    "camera_ready": 67,
    "registration": 59,
    "early_registration": 52,
    "first_day": 0,
    "last_day": -4,
}
NAMES = {
    "deadline": ("the paper deadline", "论文截止"),
    "notification": ("the notification", "录用通知"),
    "camera_ready": ("the camera-ready deadline", "终稿截止"),
    "registration": ("the registration deadline", "注册截止"),
    "early_registration": ("the early registration deadline", "早鸟注册截止"),
    "first_day": ("the first day", "开幕日"),
    "last_day": ("the last day", "闭幕日"),
}


@dataclass(frozen=True, slots=True)
class TaskItem:
    """A task of the checklist. ``due`` is an ISO day or None; ``basis`` says from what it was worked
    back, or why there is no
    date; ``late``: the day has passed undone, so it is due at once; ``over``: undone, and what it
    was for has passed as well.
    ``audience`` is author, attendee or both; ``done`` is when it was ticked (RFC 3339, UTC),
    ``note`` what the reader noted.
    """

    step: str
    title: str
    id: str
    text: str
    why: str | None
    due: str | None
    late: bool
    basis: str
    certainty: str
    audience: str
    source: str
    done: str | None = None
    note: str | None = None
    over: bool = False


@dataclass(frozen=True, slots=True)
class Checklist:
    """The tasks in the order of the steps, and the edition they were dated for (None: a list
    without dates); ``unapplied`` as of deadlines."""

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

    @property
    def done(self) -> int:
        """How many tasks are ticked."""
        return sum(task.done is not None for task in self.tasks)


def load_guide(index: sqlite3.Connection) -> GuideDoc:
    """The guide as plain data, from the index."""
    row = index.execute("select value from meta where key = 'guide'").fetchone()
    guide: GuideDoc = json.loads(row[0])
    return guide


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
    dated = [edition for edition in ahead if edition.get("start") or edition.get("deadlines")]
    today = datetime.fromtimestamp(now, UTC).date()
    coming = sorted(
        item.year
        for item in estimates
        if item.kind in {"paper", "first_day"} and item.centre >= today
    )
    if not (dated or ahead) and coming:
        return {"year": coming[0], "deadlines": []}
    chosen = dated or ahead or page.editions
    return (chosen[-1] if dated or ahead else chosen[0]) if chosen else None


def checklist(
    guide: GuideDoc,
    page: VenuePage | None,
    edition: EditionDoc | None,
    *,
    now: int,
    attendee: bool,
    from_country: str | None,
    language: str,
    estimates: Sequence[Estimate] = (),
    progress: Progress | None = None,
) -> Checklist:
    """The five steps with their tasks, for authors or attendees, dated where ``edition`` is given;
    ``progress`` is what the reader ticked, noted and added for that edition.

    Tasks for travel abroad are left out when ``from_country`` (ISO code) is the event's, and when
    it is held online.
    """
    today = datetime.fromtimestamp(now, UTC).date()
    dates = anchors(edition, now=now) if edition else {}
    guessed = (
        {
            name: day
            for name, day in estimated(estimates, edition["year"]).items()
            if name not in dates
        }
        if edition
        else {}
    )
    country = edition.get("country") if edition else None
    at_home = bool(
        edition and (edition.get("format") == "online" or (country and country == from_country))
    )
    wanted = {"both", "attendee" if attendee else "author"}
    tasks = []
    for step in guide["checklist"]:
        for task in step["tasks"]:
            audience = task.get("for", "both")
            if audience not in wanted or (task.get("abroad") and at_home):
                continue
            due, certainty, basis = (
                _due(task, dates, guessed, language)
                if edition
                else (None, "", _rule(task, language))
            )
            over = due is not None and _over(task, {**guessed, **dates}, due, today)
            tasks.append(
                TaskItem(
                    step["id"],
                    step["title"][language],
                    task["id"],
                    task["text"][language],
                    task["why"][language] if task.get("why") else None,
                    due.isoformat() if due else None,
                    bool(due and due < today) and not over,
                    basis,
                    certainty,
                    audience,
                    task["source"],
                    over=over,
                )
            )
    if progress:
        own = [_own(task, dates, guessed, today, language) for task in progress.added]
        tasks = [_remembered(task, progress) for task in (*tasks, *own)]
    if page is None:
        return Checklist(None, None, None, None, None, None, None, None, None, tuple(tasks))
    record = page.record
    if edition is None:
        return Checklist(
            record["id"],
            record["acronym"],
            record["name"],
            None,
            None,
            None,
            record.get("url"),
            None,
            record.get("unapplied"),
            tuple(tasks),
        )
    return Checklist(
        record["id"], record["acronym"], record["name"], edition["year"], edition_status(edition, now=now), country,
        edition.get("url") or record.get("url"), edition.get("recorded"), record.get("unapplied"), tuple(tasks),
    )  # fmt: skip


def _own(
    task: Added, dates: Mapping[str, date], guessed: Mapping[str, date], today: date, language: str
) -> TaskItem:
    """A task that the reader added."""
    due, certainty, basis = (
        date.fromisoformat(task.day) if task.day else None,
        "confirmed" if task.day else "",
        task.due or "",
    )
    if task.anchor:
        due, certainty, basis = _due(
            {"from": task.anchor, "days": task.days}, dates, guessed, language
        )
    title = "自己的事项" if language == "zh" else "Your own"
    day = due.isoformat() if due else None
    return TaskItem(
        "+",
        title,
        task.id,
        task.text,
        None,
        day,
        bool(due and due < today),
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


def _over(task: TaskDoc, dates: Mapping[str, date], due: date, today: date) -> bool:
    """Whether what the task is for has passed, so that it is late no more: the date before which it
    was to be done, for what is done at the event its last day. What comes after a date is never
    over."""
    if task["days"] > 0:
        return False
    during = task["from"] == "first_day" and task["days"] == 0
    passed = (
        dates.get("last_day", due)
        if during
        else dates.get(task["from"], due - timedelta(days=task["days"]))
    )
    return passed < today


def anchors(edition: EditionDoc, *, now: int) -> dict[str, date]:
    """The known dates of an edition by name: of several paper deadlines the next one, or the last
    where all have passed.

    Where no paper deadline is known the abstract's stands for it.
    """
    found: dict[str, date] = {}
    papers: list[tuple[int, date]] = []
    abstracts: list[tuple[int, date]] = []
    for point in edition.get("deadlines", ()):
        if (at := point["instant"]) is None or point.get("track"):
            continue
        day = parse_wall(point["at"]).time.date()
        if point["kind"] in MAIN_KINDS - {"abstract"}:
            papers.append((at, day))
        elif point["kind"] == "abstract":
            abstracts.append((at, day))
        elif point["kind"] in USUAL_LEAD:
            found[point["kind"]] = max(day, found.get(point["kind"], day))
    if due := papers or abstracts:
        ahead = [item for item in due if item[0] >= now]
        found["deadline"] = min(ahead)[1] if ahead else max(due)[1]
    if edition.get("start"):
        found["first_day"] = date.fromisoformat(edition["start"])
        found["last_day"] = date.fromisoformat(edition.get("end") or edition["start"])
    return found


def estimated(estimates: Sequence[Estimate], year: int) -> dict[str, date]:
    """The estimated dates of an edition by name, its first round's."""
    names = {
        "paper": "deadline",
        "notification": "notification",
        "camera_ready": "camera_ready",
        "first_day": "first_day",
        "last_day": "last_day",
    }
    found: dict[str, date] = {}
    for item in estimates:
        if item.year == year and item.kind in names:
            found.setdefault(names[item.kind], item.centre)
    return found


def _due(
    task: TaskDoc, dates: Mapping[str, date], guessed: Mapping[str, date], language: str
) -> tuple[date | None, str, str]:
    """Day, certainty and basis of a task: from its own date, else from that date's estimate, else
    from the nearest known one."""
    anchor, days = task["from"], task["days"]
    if anchor in dates:
        return dates[anchor] + timedelta(days=days), "confirmed", _rule(task, language)
    if anchor in guessed:
        told = (
            f"；{NAMES[anchor][True]}为预估日期"
            if language == "zh"
            else f"; {NAMES[anchor][False]} is estimated"
        )
        return guessed[anchor] + timedelta(days=days), "estimated", _rule(task, language) + told
    dates = {**guessed, **dates}
    if not dates:
        why = "尚无已公布日期" if language == "zh" else "no date of this edition is announced yet"
        return None, "", f"{_rule(task, language)} ({why})"
    nearest = min(dates, key=lambda name: abs(USUAL_LEAD[name] - USUAL_LEAD[anchor]))
    day = dates[nearest] + timedelta(days=USUAL_LEAD[nearest] - USUAL_LEAD[anchor] + days)
    missing, used = NAMES[anchor][language == "zh"], NAMES[nearest][language == "zh"]
    if language == "zh":
        return day, "estimated", f"{_rule(task, language)}；{missing}日期未公布，按{used}推算"
    return (
        day,
        "estimated",
        f"{_rule(task, language)}; {missing} is not announced, so reckoned from {used}",
    )


def _rule(task: TaskDoc, language: str) -> str:
    """``60 days before the first day``."""
    days, name = task["days"], NAMES[task["from"]][language == "zh"]
    if language == "zh":
        return (
            f"{name}当天"
            if days == 0
            else f"{name}前 {-days} 天"
            if days < 0
            else f"{name}后 {days} 天"
        )
    if days == 0:
        return f"on {name.removeprefix('the ')}" if name.endswith("day") else f"at {name}"
    return (
        f"{abs(days)} day{'s' if abs(days) != 1 else ''} {'before' if days < 0 else 'after'} {name}"
    )


def sections(guide: GuideDoc) -> Sequence[str]:
    """The names that `guide` knows."""
    return [*(section["id"] for section in guide["sections"]), "faq"]


def find_section(guide: GuideDoc, name: str) -> str:
    """A section's id. Raises UsageError with the nearest."""
    from confradar.model.names import fold, nearest

    for known in sections(guide):
        if fold(known) == fold(name):
            return known
    close = nearest(name, sections(guide))
    raise UsageError(
        f"the guide has no section {name!r}",
        hint=f"did you mean {close[0]}?" if close else f"one of {', '.join(sections(guide))}",
    )
