"""Whether one dated point can be, beside its event: the rules that weigh one value, for `lint` and for what lists give."""

from __future__ import annotations

from confradar.model.deadline import Deadline
from confradar.model.venue import Edition

MAX_LEAD_DAYS = 540
_AFTER_EVENT_OK = {"camera_ready", "other", "registration", "demo", "opening"}


def after_event(edition: Edition, deadline: Deadline) -> str | None:
    """Why a point that must be before its event's last day cannot be where it is; None where it can."""
    day = deadline.wall.date()
    if not edition.end or day <= edition.end or deadline.kind.value in _AFTER_EVENT_OK:
        return None
    return f"{deadline.kind.value} deadline {deadline.at} is after the event's last day {edition.end}"


def too_early(edition: Edition, deadline: Deadline) -> str | None:
    """Why a point is too long before its event; None where it is not."""
    days = (edition.start - deadline.wall.date()).days if edition.start else 0
    if days <= MAX_LEAD_DAYS:
        return None
    return f"{deadline.kind.value} deadline {deadline.at} is {days} days before the event: is the year right?"


def doubt(edition: Edition, deadline: Deadline) -> str | None:
    """Why an announced point cannot be, or None."""
    return (after_event(edition, deadline) or too_early(edition, deadline)) if deadline.known else None
