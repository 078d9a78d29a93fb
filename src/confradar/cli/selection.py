"""Options as the library's filters and instants."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from confradar.cli.context import Context
from confradar.cli.options import Filters
from confradar.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from confradar.queries.filters import VenueFilter

_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1), "m": timedelta(days=30), "y": timedelta(days=365)}


def venue_filter(context: Context, filters: Filters, names: Sequence[str] = ()) -> VenueFilter:
    """The venues that the options mean. Raises StateError for a damaged list of followed venues, where that is asked for."""
    from confradar.queries.filters import VenueFilter

    return VenueFilter(
        venues=names,
        topics=filters.topic or (),
        kinds=filters.kind or (),
        ccf=filters.ccf or (),
        core=filters.core or (),
        thcpl=filters.thcpl or (),
        countries=filters.country or (),
        query=filters.query,
        ids=context.following() if filters.following else None,
    )


def certainty(filters: Filters) -> str:
    """Which dates are wanted: all, confirmed or estimated. Raises UsageError for both."""
    if filters.confirmed and filters.estimated:
        raise UsageError("--confirmed and --estimated exclude each other", hint="give one, or neither for both")
    return "confirmed" if filters.confirmed else "estimated" if filters.estimated else "all"


def span(text: str, option: str) -> timedelta:
    """``60d``, ``2w``, ``12h``, ``6m`` (of 30 days), ``1y`` or a bare number of days. Raises UsageError."""
    match = re.fullmatch(r"(\d{1,5})\s*(?:(h|d|w|m|y)|(hour|day|week|month|year)s?)?", text.strip().lower())
    if not match:
        raise UsageError(f"{option}: {text!r} is not a length of time", hint="write 60d, 8w, 6m, 1y or 12h")
    return int(match[1]) * _UNITS[(match[2] or match[3] or "d")[0]]


def moment(context: Context, text: str, option: str, *, end: bool = False) -> int:
    """A date (its first second in the reader's zone, or its last where ``end``) or a time, in seconds since the epoch. Raises UsageError."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip()):
            day = datetime.combine(date.fromisoformat(text.strip()), time(23, 59, 59) if end else time())
            return int(_placed(context, day if end else context.reckonable(day)).timestamp())
        value = datetime.fromisoformat(text.strip())
        value = value if end else context.reckonable(value)
        return int((value if value.tzinfo else _placed(context, value)).timestamp())
    except (ValueError, OverflowError):
        raise UsageError(f"{option}: {text!r} is not a day or a time", hint="write 2026-09-01 or 2026-09-01T12:00Z") from None


def _placed(context: Context, wall: datetime) -> datetime:
    return wall.replace(tzinfo=context.zone) if context.zone else wall.astimezone()


def window(context: Context, *, within: str | None, start: str | None, end: str | None, past: bool) -> tuple[int | None, int | None]:
    """First and last instant of the wanted time, None where it is open. Without ``start`` and ``past`` it begins now.

    Raises UsageError when the options cannot be combined or read.
    """
    if within and end:
        raise UsageError("--within and --to both set the end", hint="give one of them")
    if past and within and not start:
        return context.epoch - int(span(within, "--within").total_seconds()), context.epoch
    first = moment(context, start, "--from") if start else None if past else context.epoch
    if within:
        base = context.epoch if first is None else first
        return first, base + int(span(within, "--within").total_seconds())
    last = moment(context, end, "--to", end=True) if end else context.epoch if past and not start else None
    if first is not None and last is not None and last < first:
        raise UsageError("--to is before --from", hint="nothing could be in between")
    return first, last
