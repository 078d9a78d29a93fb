"""Options as the library's filters and instants."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from confradar.cli.context import Context
from confradar.cli.option_groups import Dates, Filters
from confradar.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from confradar.queries.filters import VenueFilter

_UNITS = {
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
    "m": timedelta(days=30),
    "y": timedelta(days=365),
}
# Compiled where one is given, not at every start.
_SPAN = r"(\d{1,5})\s*(?:(h|d|w|m|y)|(hr|hour|day|wk|week|mo|month|yr|year)s?)?"
_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
CERTAINTIES = {"announced": "confirmed", "estimated": "estimated"}


def venue_filter(
    context: Context,
    filters: Filters,
    names: Sequence[str] | None = None,
    *,
    following: bool = False,
    regions: Sequence[str] | None = None,
) -> VenueFilter:
    """The venues that the options mean, and the words beside them, each a venue or a topic: which
    of the two it is, is printed where it is not plain.

    Raises UsageError for a word that is neither, StateError for a damaged list of followed venues,
    where that is asked for.
    """
    from confradar.queries.filters import VenueFilter

    venues, areas = _named(context, names) if names else ((), ())
    return VenueFilter(
        venues=venues,
        areas=areas,
        topics=filters.topic or (),
        kinds=filters.kind or (),
        ccf=filters.ccf or (),
        core=filters.core or (),
        thcpl=filters.thcpl or (),
        countries=filters.country or (),
        hosts=filters.at or (),
        query=filters.query,
        ids=context.following() if following else None,
        regions=regions or (),
    )


def _named(context: Context, words: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The ids of the venues and of the topics that words name; what is not plain is printed."""
    from confradar.queries.lookup import read_words

    named = read_words(context.index, words)
    for text in named.remarks:
        context.note(text)
    return named.venues, named.topics


def certainty(dates: Dates, *, past: bool = False) -> str:
    """Which dates are wanted: all, confirmed or estimated; of ``past`` ones the announced, since an
    estimate that passed says nothing about the past. Raises UsageError for both."""
    asked = {
        dates.only,
        dates.confirmed and "announced",
        dates.estimated and "estimated",
    }
    wanted = [CERTAINTIES[name] for name in asked if name]
    if len(wanted) > 1:
        raise UsageError(
            "a date is announced or estimated, not both",
            hint="give --only once, or leave it out for all dates",
        )
    return wanted[0] if wanted else "confirmed" if past else "all"


def seconds(text: str, option: str) -> int:
    """A length of time, in seconds. Raises UsageError."""
    return int(span(text, option).total_seconds())


def span(text: str, option: str) -> timedelta:
    """``60d``, ``2w``, ``12h``, ``6m`` or ``3 months`` (of 30 days), ``1y`` or a bare number of
    days. Raises UsageError."""
    match = re.fullmatch(_SPAN, text.strip().lower())
    if not match:
        raise UsageError(
            f"{option}: {text!r} is not a length of time", hint="write 60d, 8w, 6m, 1y or 12h"
        )
    return int(match[1]) * _UNITS[(match[2] or match[3] or "d")[0]]


def moment(context: Context, text: str, option: str, *, end: bool = False) -> int:
    """A day (its first second in the reader's zone, or its last where ``end``) or a time, in
    seconds since the epoch.

    ``2026-09-01``, ``2026/9/1``, ``today``, ``tomorrow``, or a length of time from now such as ``3
    months``. Raises UsageError.
    """
    written = text.strip().lower()
    try:
        if (day := _day(context, written)) is not None:
            wall = datetime.combine(day, time(23, 59, 59) if end else time())
            return int(_placed(context, wall if end else context.reckonable(wall)).timestamp())
        value = datetime.fromisoformat(text.strip())
        value = value if end else context.reckonable(value)
        return int((value if value.tzinfo else _placed(context, value)).timestamp())
    except (ValueError, OverflowError):
        raise UsageError(
            f"{option}: {text!r} is not a day or a time",
            hint="write 2026-09-01, 2026-09-01T12:00Z, tomorrow or '3 months'",
        ) from None


def _day(context: Context, text: str) -> date | None:
    """The day that is written, or so far from the reader's today; None for a time. Raises
    ValueError, OverflowError."""
    if match := re.fullmatch(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", text):
        return date(int(match[1]), int(match[3]), int(match[4]))
    today = (context.now.astimezone(context.zone)).date()
    if text in _DAYS:
        return today + timedelta(days=_DAYS[text])
    if (match := re.fullmatch(_SPAN, text)) and (match[2] or match[3]):
        return today + int(match[1]) * _UNITS[(match[2] or match[3])[0]]
    return None


def _placed(context: Context, wall: datetime) -> datetime:
    return wall.replace(tzinfo=context.zone) if context.zone else wall.astimezone()


def window(
    context: Context, *, within: str | None, start: str | None, end: str | None, past: bool
) -> tuple[int | None, int | None]:
    """First and last instant of the wanted time, None where it is open. Without ``start`` and
    ``past`` it begins now.

    Raises UsageError when the options cannot be combined or read.
    """
    now = context.epoch
    if within and end:
        raise UsageError("--within and --to both set the end", hint="give one of them")
    length = seconds(within, "--within") if within else None
    if past and length is not None and not start:
        return now - length, now
    first = moment(context, start, "--from") if start else None if past else now
    if length is not None:
        return first, (now if first is None else first) + length
    if end:
        last = moment(context, end, "--to", end=True)
        if first is not None and last < first:
            raise UsageError("--to is before --from", hint="nothing could be in between")
        return first, last
    return first, now if past and not start else None
