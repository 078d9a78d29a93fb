"""Wall times: the local time of a dated point as it is announced, without its zone. The one parser
of them.

Apart from zones, whose data take longer to load than a whole command that only needs days.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

# A date that is still to be announced.
TBD = "TBD"
_WALL = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?")


@dataclass(frozen=True)
class Wall:
    """A local time as announced: naive ``time``, and whether only a date was given (then 23:59:59
    is meant)."""

    time: datetime
    date_only: bool


@lru_cache(maxsize=4096)
def parse_wall(text: str) -> Wall:
    """Read ``YYYY-MM-DD``, ``YYYY-MM-DD HH:MM`` or ``YYYY-MM-DD HH:MM:SS`` (a ``T`` may stand for
    the space).

    ``24:00`` is 00:00 of the next day. Unpadded months, days and hours are accepted. Raises
    ValueError.
    """
    match = _WALL.fullmatch(text.strip())
    if not match:
        raise ValueError(f"{text!r} is not a time: write YYYY-MM-DD or YYYY-MM-DD HH:MM:SS")
    year, month, day, hour, minute, second = map(int, match.groups("0"))
    if match[4] is None:
        return Wall(_datetime(text, year, month, day, 23, 59, 59), date_only=True)
    if (hour, minute, second) == (24, 0, 0):
        return Wall(_datetime(text, year, month, day, 0, 0, 0) + timedelta(days=1), date_only=False)
    return Wall(_datetime(text, year, month, day, hour, minute, second), date_only=False)


def _datetime(text: str, *parts: int) -> datetime:
    try:
        value = datetime(*parts)  # type: ignore[arg-type] # six ints, which the star hides
    except ValueError as error:
        raise ValueError(f"{text!r} is not a possible time: {error}") from None
    if not 1970 < value.year < 2200:
        raise ValueError(f"{text!r}: the year is out of range")
    return value
