"""Why an estimate is what it is, in words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from confradar.forecast.reason import Reason, read
from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from confradar.index.points import DeadlineItem


def reason_of(item: DeadlineItem, say: Words = ENGLISH) -> str | None:
    """Why a dated point is estimated as it is: ``stable: 6 editions, same week each year, -10 to +8
    days``; None of what is announced."""
    return _basis_text(item.basis, say) if item.basis else None


def label_of(item: DeadlineItem, say: Words = ENGLISH) -> str | None:
    """What a dated point is called by its source; of an estimate the reason for it."""
    return reason_of(item, say) or item.label


# The dates of one edition, and those of many venues, have the same reason.
@lru_cache(maxsize=4096)
def _basis_text(basis: str, say: Words) -> str:
    reason = read(basis)
    text = reason_text(reason, say)
    if not reason.history:
        return text
    return say("reason", history=say(f"history.{reason.history}"), text=text)


def reason_text(reason: Reason, say: Words = ENGLISH) -> str:
    """The same of a reason itself, without the class of the estimate."""
    if reason.by == "habit":
        return _habit(reason, say)
    if reason.by == "event":
        return say("reason.event", year=reason.number)
    count = reason.swing
    return say.counted(f"reason.{reason.by}", reason.number, count=count)


def _habit(reason: Reason, say: Words) -> str:
    """``6 editions, same week each year, -10 to +8 days``."""
    swing, moved = reason.swing, reason.moved
    if swing is None:
        habit = say("habit.single")
    elif swing <= 7:
        habit = say("habit.same_week")
    else:
        habit = say.counted("habit.near" if swing <= 30 else "habit.far", swing)
    event = say.counted("habit.later" if moved > 0 else "habit.earlier", abs(moved))
    return say.counted(
        "reason.habit",
        reason.number,
        habit=habit,
        event=event if moved else "",
        gap=say("habit.gap", year=reason.since) if reason.since else "",
        low=f"{reason.low:+d}",
        high=f"{reason.high:+d}",
    )
