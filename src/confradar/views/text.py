"""Texts of data made safe, and times and dates as words. Used by every view."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING

from confradar.model.days import DAY, aoe_day
from confradar.model.kinds import DEADLINE_KINDS
from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from confradar.index.points import DeadlineItem

HOUR = 3600
HALF_A_YEAR = 183
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
    """``text`` on one line, without control characters, escape sequences or marks that reorder
    what is read."""
    if text.isprintable():
        return text
    text = text.translate(_BREAKS)
    return "".join(letter for letter in text if letter in "\u200c\u200d" or _shown(letter))


def _shown(letter: str) -> bool:
    """Whether a character is a text's; noncharacters (U+FFFE and the like) are nowhere, and XML
    forbids some of them."""
    import unicodedata  # not every start needs it

    code = ord(letter)
    nothing = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return not nothing and unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co"}


def utc(at: int) -> str:
    """RFC 3339 in UTC: ``2026-05-07T11:59:59Z``."""
    return f"{datetime.fromtimestamp(at, UTC).isoformat(timespec='seconds')[:-6]}Z"


def local(at: int, zone: tzinfo | None) -> datetime:
    """The instant in a zone; None is the system's, with its daylight saving at that instant."""
    return datetime.fromtimestamp(at, UTC).astimezone(zone)


# Seconds that say nothing.
_SECONDS = r"(?<=\d\d:\d\d):(?:00|59)\b"


def without_seconds(text: str) -> str:
    """The times in a text without seconds that say nothing."""
    return re.sub(_SECONDS, "", text)


def unapplied(line: int | None, say: Words = ENGLISH) -> str:
    """What marks a venue of which the reader's own file says more, which is not applied; empty
    where all is."""
    return "" if line is None else say("unapplied", line=line)


def amount(seconds: int, say: Words = ENGLISH) -> str:
    """A length of time: minutes under 2 h, hours under 48 h, else whole days, rounded down."""
    if seconds < 2 * HOUR:
        return say.counted("minutes", seconds // 60)
    if seconds < 48 * HOUR:
        return say.counted("hours", seconds // HOUR)
    return say.counted("whole_days", seconds // (DAY))


def countdown(at: int, now: int, say: Words = ENGLISH, *, mark: str = "") -> str:
    """How long until (or since) an instant: ``in 6 d``, ``3 h ago``; ``mark`` stands before the
    amount."""
    return say("ahead" if at >= now else "ago", amount=mark + amount(abs(at - now), say))


def remaining(at: int, now: int, say: Words = ENGLISH) -> str:
    """The same in a column that says what it is: ``6 d``, ``3 h ago``."""
    return amount(at - now, say) if at >= now else countdown(at, now, say)


def left(item: DeadlineItem, now: int) -> str:
    """The countdown of a dated point; an estimate's has a ``~``: ``in ~61 d``."""
    return countdown(item.at, now, mark="~" if item.certainty == "estimated" else "")


def until(item: DeadlineItem, now: int, say: Words = ENGLISH) -> str:
    """How long until an estimate's interval begins: ``~12 d``; ``now`` once it has begun."""
    return f"~{amount(item.ready - now, say)}" if item.ready > now else say("now")


def announced(wall: str, zone: str, date_only: bool) -> str:
    """The original wording of a time: ``2026-05-06 23:59 AoE``, or the day alone where no time was
    given."""
    day, _, time = wall.partition("T")
    if date_only:
        return f"{day} {zone}"
    return f"{day} {time[:5] if time[5:] in {':00', ':59'} or len(time) == 5 else time} {zone}"


def what(
    kind: str, number: int | None, track: str | None, say: Words = ENGLISH, *, group: str = "kind"
) -> str:
    """A deadline's kind in words: ``paper``, ``camera ready, round 2``, ``paper, short track``; of
    the ``group`` "due": ``paper deadline``."""
    return say(
        "point",
        kind=say.named(group, kind),
        round=say("point.round", number=number) if number else "",
        track=say("point.track", track=track.replace("-", " ")) if track else "",
    )


def by_key(key: str, say: Words = ENGLISH) -> str:
    """What is meant by a key of records: of a deadline (``paper.2``, ``paper.1.demo``) its kind,
    round and track in words, else the key itself (``days``, ``ccf``)."""
    kind, _, rest = key.partition(".")
    number, _, track = rest.partition(".")
    if kind not in DEADLINE_KINDS:
        return key
    return what(kind, int(number) if number.isdigit() and number != "1" else None, track, say)


def point_title(item: DeadlineItem, say: Words = ENGLISH) -> str:
    """What a dated point is: its label where no kind fits it, else its kind in words."""
    if item.kind == "other" and item.label:
        return item.label
    return what(item.kind, item.round, item.track, say)


def via(item: DeadlineItem, say: Words = ENGLISH) -> str:
    """The venue that reviews the papers of a dated point where this one does not; else empty."""
    return say("via", venue=item.via) if item.via else ""


def span(item: DeadlineItem) -> tuple[date, date]:
    """First and last day of an estimate's 80 % interval, anywhere on Earth."""
    return aoe_day(item.low or item.at), aoe_day(item.high or item.at)


def interval(item: DeadlineItem, say: Words = ENGLISH) -> str:
    """The 80 % interval of an estimate: ``est. 15 Jan - 9 Feb``."""
    low, high = map(say.near_day, span(item))
    return say("interval", low=low, high=high)


def late(item: DeadlineItem, now: int) -> str:
    """The mark of an estimate that should be announced by now; ``overdue`` explains it."""
    return " !" if item.overdue(now) else ""


def ready(
    item: DeadlineItem,
    now: int,
    zone: tzinfo | None,
    say: Words = ENGLISH,
    *,
    short: bool = False,
) -> str:
    """The early side of an estimate as a day in a zone (None: the system's), which is what to plan
    with: ``by ~2027-01-15``; of a notification ``from ~2027-03-01``.

    Once its interval has begun: ``any day``. ``short``: ``~15 Jan``, ``~any day``.
    """
    if item.ready <= now <= item.at:
        return f"~{say('any_day')}" if short else say("any_day")
    day = local(item.ready, zone)
    if short:
        return f"~{short_day(day, now, say)}"
    return say("ready.from" if item.kind == "notification" else "ready.by", day=f"{day:%Y-%m-%d}")


def short_day(day: date, now: int, say: Words = ENGLISH) -> str:
    """``15 Jan``, and with the year where it is not plain which one: ``15 Jan 2028``."""
    near = abs(day.toordinal() - datetime.fromtimestamp(now, UTC).toordinal()) < HALF_A_YEAR
    return say.near_day(day) if near else say.day(day)
