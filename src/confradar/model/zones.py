"""Time zones and wall times: the one parser of both.

A zone is one of

- ``AoE`` (anywhere on Earth), which is UTC-12 by definition (IEEE 802.16 usage);
- a fixed offset: ``UTC``, ``UTC+8``, ``UTC-08``, ``UTC+5:30``, ``UTC+0530``, ``GMT+02``, ``Z``;
- a name of the tz database (``Europe/London``, ``Etc/GMT+8``, ``CET``), with its daylight saving;
- an abbreviation of ``ABBREVIATIONS``. Names of a region's time (``PT``, ``ET``) follow its daylight saving;
  names of standard or summer time (``PST``, ``PDT``) mean exactly the offset they name, as RFC 822 has it.

Abbreviations that several countries use with different offsets (``CST``, ``IST``...) are refused, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

AOE = timezone(timedelta(hours=-12), "AoE")

# Region names follow daylight saving; the rest are fixed offsets in hours.
ABBREVIATIONS: dict[str, str | float] = {
    "PT": "America/Los_Angeles",
    "MT": "America/Denver",
    "CT": "America/Chicago",
    "ET": "America/New_York",
    "CET": "CET",
    "MET": "MET",
    "EET": "EET",
    "WET": "WET",
    "PST": -8,
    "PDT": -7,
    "MST": -7,
    "MDT": -6,
    "CDT": -5,
    "EST5EDT": "EST5EDT",
    "CST6CDT": "CST6CDT",
    "MST7MDT": "MST7MDT",
    "PST8PDT": "PST8PDT",
    "EST": -5,
    "EDT": -4,
    "AKST": -9,
    "AKDT": -8,
    "HST": -10,
    "NST": -3.5,
    "BRT": -3,
    "WEST": 1,
    "CEST": 2,
    "EEST": 3,
    "MSK": 3,
    "SGT": 8,
    "HKT": 8,
    "AWST": 8,
    "JST": 9,
    "KST": 9,
    "AEST": 10,
    "AEDT": 11,
    "NZST": 12,
    "NZDT": 13,
}

# Standard-time names and the region whose clocks they describe: lint asks when one is used in that region's summer.
STANDARD_TIME_OF = {
    "PST": "America/Los_Angeles",
    "MST": "America/Denver",
    "EST": "America/New_York",
    "AKST": "America/Anchorage",
    "NZST": "Pacific/Auckland",
    "AEST": "Australia/Sydney",
}

AMBIGUOUS = {
    "CST": "UTC-6 (Chicago) or UTC+8 (China)",
    "IST": "UTC+5:30 (India), UTC+2 (Israel) or UTC+1 (Ireland)",
    "BST": "UTC+1 (Britain) or UTC+6 (Bangladesh)",
    "AST": "UTC-4 (Atlantic) or UTC+3 (Arabia)",
    "SST": "UTC+8 (Singapore) or UTC-11 (Samoa)",
}

_AOE_NAMES = {"aoe", "anywhere on earth", "anywhereonearth"}
# AoE with its offset beside it: ``AoE (UTC-12)``, ``UTC-12/AoE``.
_TWELVE = r"(?:UTC|GMT)\s?-\s?12(?::?00)?\s?h?"
_ANYWHERE = r"(?:AoE|anywhere[ -]on[ -]earth)"
_AOE_TOLD = re.compile(rf"{_ANYWHERE}(?:\s*[(/,=]?\s*{_TWELVE}\)?)?|{_TWELVE}\s*[(/,=]?\s*{_ANYWHERE}\)?", re.IGNORECASE)
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_WALL = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?")


@lru_cache(maxsize=512)
def parse_zone(text: str) -> tzinfo:
    """The zone that ``text`` names (see the module's text). Raises ValueError, saying what would be right."""
    name = " ".join(text.replace("−", "-").replace("–", "-").split())
    if name.casefold() in _AOE_NAMES or _AOE_TOLD.fullmatch(name):
        return AOE
    if name.upper() in {"UTC", "GMT", "Z", "UT"}:
        return UTC
    upper = name.upper()
    if upper in AMBIGUOUS:
        raise ValueError(f"time zone {text!r} is ambiguous: write {AMBIGUOUS[upper]}")
    if upper in ABBREVIATIONS:
        meaning = ABBREVIATIONS[upper]
        return ZoneInfo(meaning) if isinstance(meaning, str) else timezone(timedelta(hours=meaning), upper)
    if match := _OFFSET.fullmatch(name.replace(" ", "")):
        sign, hours, minutes = match.groups()
        offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
        if offset > timedelta(hours=14) or int(minutes or 0) > 59:
            raise ValueError(f"time zone {text!r} is more than 14 hours from UTC")
        return timezone(-offset if sign == "-" else offset)
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)+", name):
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, OSError, ValueError):
            pass
    raise ValueError(f"unknown time zone {text!r}: write AoE, UTC+8 or a tz database name such as Europe/Paris")


@dataclass(frozen=True)
class Wall:
    """A local time as announced: naive ``time``, and whether only a date was given (then 23:59:59 is meant)."""

    time: datetime
    date_only: bool


@lru_cache(maxsize=4096)
def parse_wall(text: str) -> Wall:
    """Read ``YYYY-MM-DD``, ``YYYY-MM-DD HH:MM`` or ``YYYY-MM-DD HH:MM:SS`` (a ``T`` may stand for the space).

    ``24:00`` is 00:00 of the next day. Unpadded months, days and hours are accepted. Raises ValueError.
    """
    match = _WALL.fullmatch(text.strip())
    if not match:
        raise ValueError(f"{text!r} is not a time: write YYYY-MM-DD or YYYY-MM-DD HH:MM:SS")
    year, month, day = (int(part) for part in match.groups()[:3])
    if match[4] is None:
        return Wall(_datetime(text, year, month, day, 23, 59, 59), date_only=True)
    hour, minute, second = int(match[4]), int(match[5]), int(match[6] or 0)
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


def instant(wall: datetime, zone: tzinfo) -> datetime:
    """The UTC instant of a naive wall time in a zone; walls that are missing or doubled resolve as PEP 495 fold=0."""
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def wall_trouble(wall: datetime, zone: tzinfo) -> str | None:
    """``missing`` or ``doubled`` when daylight saving makes the wall time not exist or exist twice, else None."""
    first, second = wall.replace(tzinfo=zone, fold=0), wall.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return None
    there_and_back = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    return "doubled" if there_and_back == wall else "missing"
