"""When the tasks of a checklist are due: worked back from the days of an edition, announced or
estimated. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from confradar.forecast.rule import Estimate
from confradar.model.kinds import MAIN_KINDS
from confradar.model.walls import parse_wall

if TYPE_CHECKING:
    from confradar.index.documents import EditionDoc, TaskDoc

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
class Days:
    """The days of an edition by name, announced and ``estimated``, and the day that it is."""

    announced: Mapping[str, date]
    estimated: Mapping[str, date]
    today: date

    @property
    def all(self) -> Mapping[str, date]:
        """Announced days, and estimates of those that are not announced."""
        return {**self.estimated, **self.announced}


def is_over(task: TaskDoc, dates: Mapping[str, date], due: date, today: date) -> bool:
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


def announced_days(edition: EditionDoc, *, now: int) -> dict[str, date]:
    """The known dates of an edition by name: of several paper deadlines the next one, or the last
    where all have passed.

    Where no paper deadline is known the abstract's stands for it.
    """
    days: dict[str, date] = {}
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
            days[point["kind"]] = max(day, days.get(point["kind"], day))
    if due := papers or abstracts:
        ahead = [item for item in due if item[0] >= now]
        days["deadline"] = min(ahead)[1] if ahead else max(due)[1]
    if edition.get("start"):
        days["first_day"] = date.fromisoformat(edition["start"])
        days["last_day"] = date.fromisoformat(edition.get("end") or edition["start"])
    return days


def estimated_days(estimates: Sequence[Estimate], year: int) -> dict[str, date]:
    """The estimated dates of an edition by name, its first round's."""
    names = {
        "paper": "deadline",
        "notification": "notification",
        "camera_ready": "camera_ready",
        "first_day": "first_day",
        "last_day": "last_day",
    }
    days: dict[str, date] = {}
    for item in estimates:
        if item.year == year and item.kind in names:
            days.setdefault(names[item.kind], item.centre)
    return days


def due_day(task: TaskDoc, days: Days, language: str) -> tuple[date | None, str, str]:
    """Day, certainty and basis of a task: from its own date, else from that date's estimate, else
    from the nearest known one."""
    anchor, lead = task["from"], timedelta(days=task["days"])
    basis = rule(task, language)
    if anchor in days.announced:
        return days.announced[anchor] + lead, "confirmed", basis
    name = NAMES[anchor][language == "zh"]
    if anchor in days.estimated:
        doubt = f"；{name}为预估日期" if language == "zh" else f"; {name} is estimated"
        return days.estimated[anchor] + lead, "estimated", basis + doubt
    if not days.all:
        why = "尚无已公布日期" if language == "zh" else "no date of this edition is announced yet"
        return None, "", f"{basis} ({why})"
    nearest = min(days.all, key=lambda other: abs(USUAL_LEAD[other] - USUAL_LEAD[anchor]))
    apart = timedelta(days=USUAL_LEAD[nearest] - USUAL_LEAD[anchor])
    used = NAMES[nearest][language == "zh"]
    doubt = (
        f"；{name}日期未公布，按{used}推算"
        if language == "zh"
        else f"; {name} is not announced, so reckoned from {used}"
    )
    return days.all[nearest] + apart + lead, "estimated", basis + doubt


def rule(task: TaskDoc, language: str) -> str:
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
        return f"on {name[4:]}" if name.endswith("day") else f"at {name}"
    return (
        f"{abs(days)} day{'s' if abs(days) != 1 else ''} {'before' if days < 0 else 'after'} {name}"
    )
