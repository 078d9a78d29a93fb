"""When the tasks of a checklist are due: worked back from the days of an edition, announced or
estimated. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from confradar.forecast.rule import Estimate
from confradar.model.kinds import MAIN_KINDS
from confradar.model.wall_times import parse_wall

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


class Basis(NamedTuple):
    """From what a task's day is worked back: so many ``days`` after (negative: before) the date
    ``anchor``, ``by`` that date as it is announced, its estimate (estimated), the date ``used``
    that is nearest to it (nearest), or nothing, where no date is known. ``by`` rule: there is no
    edition to date it for. Of a task of the reader's own that hangs on no date ``given`` is what
    they wrote.
    """

    by: Literal["announced", "estimated", "nearest", "nothing", "rule", "given"]
    anchor: str = ""
    days: int = 0
    used: str = ""
    given: str = ""


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


def due_day(anchor: str, lead: int, days: Days) -> tuple[date | None, str, Basis]:
    """Day, certainty and basis of a task that is due ``lead`` days after (negative: before) a date:
    from that date, else from its estimate, else from the nearest known one."""
    after = timedelta(days=lead)
    if anchor in days.announced:
        return days.announced[anchor] + after, "confirmed", Basis("announced", anchor, lead)
    if anchor in days.estimated:
        return days.estimated[anchor] + after, "estimated", Basis("estimated", anchor, lead)
    if not days.all:
        return None, "", Basis("nothing", anchor, lead)
    nearest = min(days.all, key=lambda other: abs(USUAL_LEAD[other] - USUAL_LEAD[anchor]))
    apart = timedelta(days=USUAL_LEAD[nearest] - USUAL_LEAD[anchor])
    return days.all[nearest] + apart + after, "estimated", Basis("nearest", anchor, lead, nearest)
