"""Reminders as lines for mail and notifications, as rows, and as an environment for a command."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

from confradar.views.calendar_entries import readiness, summary, wording
from confradar.views.machine_rows import Row, Schema, window
from confradar.views.reasons import reason_of
from confradar.views.text import countdown, local, safe, utc
from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from confradar.queries.reminders import Reminder

SCHEMA = Schema(
    "confradar.reminders/1",
    (
        "text",
        "venue",
        "acronym",
        "year",
        "kind",
        "round",
        "track",
        "at",
        "local",
        "left",
        "span",
        "certainty",
        "url",
        "source",
        "low",
        "high",
        "seconds_left",
        "place",
        "reason",
    ),
)


def row(item: Reminder, *, now: int, zone: tzinfo | None, say: Words = ENGLISH) -> Row:
    """A reminder as plain data; ``span`` is the one that it has come within, ``text`` the line in
    the reader's language."""
    entry = item.entry
    plain = {
        name: getattr(entry, name)
        for name in (
            "venue",
            "acronym",
            "year",
            "kind",
            "round",
            "track",
            "certainty",
            "url",
            "source",
            "place",
        )
    }
    plain["reason"] = reason_of(entry.point) if entry.point else None
    times = {
        "at": utc(item.at),
        "local": local(item.at, zone).isoformat(),
        "left": countdown(item.at, now),
        "span": item.span,
        "seconds_left": item.at - now,
    }
    return {"text": line(item, now=now, zone=zone, say=say), **plain, **times, **window(entry)}


def line(item: Reminder, *, now: int, zone: tzinfo | None, say: Words = ENGLISH) -> str:
    """``NeurIPS 2027: paper deadline in 6 d: Thu 6 May 2027 23:59 AoE = Fri 7 May 11:59 UTC (your
    time Fri 2027-05-07 13:59)``."""
    entry, left = item.entry, countdown(item.at, now, say)
    title = summary(entry, say)
    if entry.certainty == "estimated":
        ready = readiness(entry, say)
        return safe(say("reminder.estimate", title=title, left=left, readiness=ready))
    at = local(item.at, zone)
    mine = f"{say.of_week(at, f'{at:%Y-%m-%d}')} {at:%H:%M}"
    return safe(say("reminder", title=title, left=left, wording=wording(entry, say), mine=mine))


def environment(
    item: Reminder, *, now: int, zone: tzinfo | None, say: Words = ENGLISH
) -> dict[str, str]:
    """The fields as variables: ``REMIND_TEXT``, ``REMIND_VENUE``... Texts are on one line, without
    control characters."""
    return {
        f"REMIND_{name.upper()}": safe(str(value)) if value is not None else ""
        for name, value in row(item, now=now, zone=zone, say=say).items()
    }
