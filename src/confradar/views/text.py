"""Texts of data made safe, and times and dates as words. Used by every view."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from confradar.index.points import DeadlineItem

CHECK = "should be out by now: check the site"
HALF_A_YEAR = 183
AOE_BEHIND = timedelta(hours=12)
AOE = timezone(-AOE_BEHIND)
_BREAKS = str.maketrans(
    {
        "\t": " ",
        "\n": " ",
        "\r": " ",
        "\v": " ",
        "\f": " ",
        "\u2028": " ",
        "\u2029": " ",
        "\x85": " ",
    }
)


def safe(text: str) -> str:
    """``text`` on one line, without control characters, escape sequences or marks that reorder what is
    read."""
    text = text.translate(_BREAKS)
    if text.isascii() and text.isprintable():
        return text
    return "".join(letter for letter in text if letter in "\u200c\u200d" or _shown(letter))


def _shown(letter: str) -> bool:
    """Whether a character is a text's; noncharacters (U+FFFE and the like) are nowhere, and XML
    forbids some of them."""
    code = ord(letter)
    nothing = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return not nothing and unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co"}


def utc(at: int) -> str:
    """RFC 3339 in UTC: ``2026-05-07T11:59:59Z``."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def local(at: int, zone: tzinfo | None) -> datetime:
    """The instant in a zone; None is the system's, with its daylight saving at that instant."""
    return datetime.fromtimestamp(at, UTC).astimezone(zone)


def unapplied(line: int | None, language: str = "en") -> str:
    """What marks a venue of which the reader's own file says more, which is not applied; empty
    where all is."""
    if line is None:
        return ""
    return (
        f"（你的文件：第 {line} 行未采用）"
        if language == "zh"
        else f" (your file: not applied, line {line})"
    )


def countdown(at: int, now: int) -> str:
    """How long until (or since) an instant: minutes under 2 h, hours under 48 h, else whole days,
    rounded down."""
    seconds = abs(at - now)
    if seconds < 2 * 3600:
        amount = f"{seconds // 60} min"
    elif seconds < 48 * 3600:
        amount = f"{seconds // 3600} h"
    else:
        amount = f"{seconds // 86400} d"
    return f"in {amount}" if at >= now else f"{amount} ago"


def left(item: DeadlineItem, now: int) -> str:
    """The countdown of a dated point; an estimate's has a ``~``: ``in ~61 d``."""
    words = countdown(item.at, now)
    if item.certainty != "estimated":
        return words
    return words.replace("in ", "in ~", 1) if words.startswith("in ") else f"~{words}"


def announced(wall: str, zone: str, date_only: bool) -> str:
    """The original wording of a time: ``2026-05-06 23:59 AoE``, or the day alone where no time was
    given."""
    day, _, time = wall.partition("T")
    if date_only:
        return f"{day} {zone}"
    return f"{day} {time[:5] if time[5:] in {':00', ':59'} or len(time) == 5 else time} {zone}"


def what(kind: str, number: int | None, track: str | None) -> str:
    """A deadline's kind in words: ``paper``, ``camera ready, round 2``, ``paper, short track``."""
    words = kind.replace("_", " ")
    if number:
        words += f", round {number}"
    return f"{words}, {track.replace('-', ' ')}" if track else words


def interval(item: DeadlineItem) -> str:
    """The 80 % interval of an estimate: ``est. 15 Jan - 9 Feb``."""
    low, high = (
        datetime.fromtimestamp(at, UTC) - AOE_BEHIND
        for at in (item.low or item.at, item.high or item.at)
    )
    return f"est. {low.day} {low:%b} - {high.day} {high:%b}"


def late(item: DeadlineItem, now: int) -> str:
    """The mark of an estimate that should be announced by now; ``CHECK`` explains it."""
    return " !" if item.overdue(now) else ""


def ready(item: DeadlineItem, now: int, zone: tzinfo | None, *, short: bool = False) -> str:
    """The early side of an estimate as a day in a zone (None: the system's), which is what to plan
    with: ``by ~2027-01-15``; of a notification ``from ~2027-03-01``.

    Once its interval has begun: ``any day``. ``short``: ``~15 Jan``, ``~any day``.
    """
    if item.ready <= now <= item.at:
        return "~any day" if short else "any day"
    day = local(item.ready, zone)
    if short:
        return f"~{short_day(day, now)}"
    return f"{'from' if item.kind == 'notification' else 'by'} ~{day:%Y-%m-%d}"


def short_day(day: date, now: int) -> str:
    """``15 Jan``, and with the year where it is not plain which one: ``15 Jan 2028``."""
    near = abs(day.toordinal() - datetime.fromtimestamp(now, UTC).toordinal()) < HALF_A_YEAR
    return f"{day.day} {day:%b}" if near else f"{day.day} {day:%b %Y}"


def until(item: DeadlineItem, now: int) -> str:
    """How long until an estimate's interval begins: ``~12 d``; ``now`` once it has begun."""
    return f"~{countdown(item.ready, now).removeprefix('in ')}" if item.ready > now else "now"
