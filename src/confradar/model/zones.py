"""Time zones and wall times: the one parser of both.

A zone is one of

- ``AoE`` (anywhere on Earth), which is UTC-12 by definition (IEEE 802.16 usage);
- a fixed offset: ``UTC``, ``UTC+8``, ``UTC-08``, ``UTC+5:30``, ``UTC+0530``, ``GMT+02``, ``Z``;
- a name of the tz database (``Europe/London``, ``Etc/GMT+8``, ``CET``), with its daylight saving;
- an abbreviation of ``ABBREVIATIONS``. Names of a region's time (``PT``, ``ET``) follow its
  daylight saving;
  names of standard or summer time (``PST``, ``PDT``) mean exactly the offset they name, as RFC 822
  has it.

- the name of a region's or a city's time in words: ``Pacific Time``, ``China Standard Time``,
  ``Beijing``;
- several of these beside each other (``PT (UTC-8)``, ``UTC+8 (Beijing)``, ``AoE / UTC-12``) that
  mean one thing. Where a
  name and an offset disagree by daylight saving alone the name wins.

Abbreviations that several countries use with different offsets (``CST``, ``IST``...) are refused,
never guessed, unless an offset or a name beside them says which is meant.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from confradar.model.days import AOE

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
    "ART": -3,
    "WAT": 1,
    "CAT": 2,
    "SAST": 2,
    "EAT": 3,
    "TRT": 3,
    "PKT": 5,
    "NPT": 5.75,
    "ICT": 7,
    "WIB": 7,
    "PHT": 8,
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

# Standard-time names and the region whose clocks they describe: lint asks when one is used in that
# region's summer.
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

# The offsets (in hours) that an ambiguous name may mean.
_MEANINGS = {"CST": (-6, 8), "IST": (5.5, 2, 1), "BST": (1, 6), "AST": (-4, 3), "SST": (8, -11)}

# The regions whose clocks the fixed names describe, for those that change with daylight saving.
_REGION_OF = {
    **STANDARD_TIME_OF,
    "PDT": "America/Los_Angeles",
    "MDT": "America/Denver",
    "CDT": "America/Chicago",
    "EDT": "America/New_York",
    "AKDT": "America/Anchorage",
    "NZDT": "Pacific/Auckland",
    "AEDT": "Australia/Sydney",
    "CEST": "CET",
    "EEST": "EET",
    "WEST": "WET",
}

# Names in words, without the word "time", as one of the names above or of the tz database.
_WORDED = {
    "anywhere on earth": "AoE",
    "anywhereonearth": "AoE",
    "greenwich mean": "GMT",
    "greenwich": "GMT",
    "coordinated universal": "UTC",
    "universal": "UTC",
    "zulu": "UTC",
    **{
        f"{name}{kind}": abbreviation
        for name, letter in {"pacific": "P", "mountain": "M", "eastern": "E"}.items()
        for kind, abbreviation in {
            "": f"{letter}T",
            " standard": f"{letter}ST",
            " daylight": f"{letter}DT",
        }.items()
    },
    "central": "CT",
    "central standard": "UTC-6",
    "central daylight": "CDT",
    "alaska": "America/Anchorage",
    "hawaii": "HST",
    "hawaii standard": "HST",
    "hawaii aleutian standard": "HST",
    "israel standard": "UTC+2",
    "israel daylight": "UTC+3",
    "irish standard": "UTC+1",
    "brasilia": "America/Sao_Paulo",
    "brasília": "America/Sao_Paulo",
    "\u4e1c\u516b\u533a": "UTC+8",
    **{
        f"{name} european{kind}": abbreviation
        for name, letter in {"central": "C", "eastern": "E", "western": "W"}.items()
        for kind, abbreviation in {"": f"{letter}ET", " summer": f"{letter}EST"}.items()
    },
    "british": "Europe/London",
    "british summer": "UTC+1",
    "uk": "Europe/London",
    "irish": "Europe/Dublin",
    "moscow": "MSK",
    "israel": "Asia/Jerusalem",
    "turkey": "Europe/Istanbul",
    "gulf standard": "UTC+4",
    "india": "Asia/Kolkata",
    "india standard": "UTC+5:30",
    "indian standard": "UTC+5:30",
    "china": "Asia/Shanghai",
    "china standard": "UTC+8",
    "beijing": "Asia/Shanghai",
    "\u5317\u4eac\u65f6\u95f4": "Asia/Shanghai",
    "\u5317\u4eac": "Asia/Shanghai",
    "singapore standard": "SGT",
    "hong kong standard": "HKT",
    "taiwan": "Asia/Taipei",
    "japan": "JST",
    "japan standard": "JST",
    "korea": "KST",
    "korea standard": "KST",
    "korean standard": "KST",
    "australian eastern": "Australia/Sydney",
    "australian eastern standard": "AEST",
    "australian eastern daylight": "AEDT",
    "new zealand": "Pacific/Auckland",
    "new zealand standard": "NZST",
    "new zealand daylight": "NZDT",
}
_CONTINENTS = (
    "Africa/",
    "America/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
)
# Names of the tz database's that are no cities.
_NO_CITIES = {"act", "lhi", "nsw", "north", "south", "west", "center", "general"}
# What may stand beside a zone and says nothing of it.
_SAYS_NOTHING = {"", "local", "us", "usa", "u.s.", "& canada", "and canada", "north america"}
_OFFSET_TEXT = (
    r"(?:(?<![\w/])(?:UTC|GMT)\s*[+-]|(?<![\w:])[+-])\s*\d{1,2}(?::?\d{2})?(?:\s?h(?:rs?|"
    r"ours?)?)?(?![\w:])"
)
_OFFSET = re.compile(
    r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?(?:h(?:rs?|ours?)?)?", re.IGNORECASE
)
# ``UTC+5.5``
_DECIMAL = re.compile(r"(?<=[+-])(\d{1,2})\.(0|5|25|50|75)(?!\d)")
_TZ_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)+")


@lru_cache(maxsize=512)
def parse_zone(text: str) -> tzinfo:
    """The zone that ``text`` names (see the module's text). Raises ValueError, saying what would be
    right."""
    name = " ".join(
        text.replace("−", "-").replace("–", "-").replace("（", "(").replace("）", ")").split()
    )
    name = re.sub(
        r"\b(?:UTC\s*/\s*GMT|GMT\s*/\s*UTC)",
        "UTC",
        _DECIMAL.sub(_in_minutes, name),
        flags=re.IGNORECASE,
    )
    if (zone := _single(text, name)) is not None:
        return zone
    parts = [part for part in _parts(name) if _plain(part) not in _SAYS_NOTHING]
    doubtful = [part.upper() for part in parts if part.upper() in AMBIGUOUS]
    zones = {part: _single(text, part) for part in parts if part.upper() not in AMBIGUOUS}
    known = {part: zone for part, zone in zones.items() if zone is not None}
    if not known or len(known) < len(zones):
        raise ValueError(
            f"unknown time zone {text!r}: write AoE, UTC+8 or a tz database name such as "
            "Europe/Paris"
        )
    agreed = _agreed(known)
    if agreed is None or any(not _offsets(agreed) & set(_MEANINGS[part]) for part in doubtful):
        raise ValueError(f"time zone {text!r} contradicts itself: write one of {', '.join(parts)}")
    return agreed


def _in_minutes(match: re.Match[str]) -> str:
    return f"{match[1]}:{round(float(f'0.{match[2]}') * 60):02}"


def _parts(name: str) -> list[str]:
    """The names and offsets that stand beside each other, without brackets and marks between
    them."""
    pieces = [
        piece.strip()
        for piece in re.split(
            rf"[()\[\],;=]|({_OFFSET_TEXT})|\s/\s|\bor\b", name, flags=re.IGNORECASE
        )
        if piece
    ]
    split = (piece.split("/") if _tz(piece) is None else [piece] for piece in pieces)
    return [
        part.strip(" /-:") if not _OFFSET.fullmatch(part.replace(" ", "")) else part
        for parts in split
        for part in parts
        if part.strip(" /-:")
    ]


def _plain(name: str) -> str:
    """The name in words without ``time`` and the country beside it."""
    return re.sub(
        r"^(?:us|u\.s\.)\s+|\s*\btime(?:\s?zone)?$", "", name.casefold().replace("-", " ").strip()
    ).strip()


def _single(text: str, name: str) -> tzinfo | None:
    """The zone of one name or offset; None where it is none. Raises ValueError for one that is
    refused."""
    upper = name.upper()
    if upper == "AOE":
        return AOE
    if upper in {"UTC", "GMT", "Z", "UT"}:
        return UTC
    if upper in AMBIGUOUS:
        raise ValueError(f"time zone {text!r} is ambiguous: write {AMBIGUOUS[upper]}")
    if upper in ABBREVIATIONS:
        meaning = ABBREVIATIONS[upper]
        return (
            ZoneInfo(meaning)
            if isinstance(meaning, str)
            else timezone(timedelta(hours=meaning), upper)
        )
    if match := _OFFSET.fullmatch(name.replace(" ", "")):
        sign, hours, minutes = match.groups()
        offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
        if offset > timedelta(hours=14) or int(minutes or 0) > 59:
            raise ValueError(f"time zone {text!r} is more than 14 hours from UTC")
        return timezone(-offset if sign == "-" else offset)
    if (zone := _tz(name)) is not None:
        return zone
    plain = _plain(name)
    worded = (
        _WORDED.get(plain)
        or (plain.upper() if plain and plain != name.casefold() else None)
        or _cities().get(plain)
    )
    return _single(text, worded) if worded and worded != name else _city(plain)


def _city(plain: str) -> tzinfo | None:
    return ZoneInfo(_cities()[plain]) if plain in _cities() else None


def _tz(name: str) -> tzinfo | None:
    """The zone of that name in the tz database."""
    if _TZ_NAME.fullmatch(name):
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, OSError, ValueError):
            pass
    return None


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """The cities after which the tz database names its zones."""
    names = {
        name.rpartition("/")[2].replace("_", " ").replace("-", " ").casefold(): name
        for name in available_timezones()
        if name.startswith(_CONTINENTS)
    }
    return {city: name for city, name in names.items() if city not in _NO_CITIES}


def _agreed(zones: dict[str, tzinfo]) -> tzinfo | None:
    """The one zone that names and offsets beside each other mean, or None where they contradict
    each other."""
    named = {
        part: zone
        for part, zone in zones.items()
        if not _OFFSET.fullmatch(part.replace(" ", "")) and zone is not UTC
    }
    if not named:
        return (
            next(iter(zones.values()))
            if len({frozenset(_offsets(zone)) for zone in zones.values()}) == 1
            else None
        )
    clocks = {part: _clock(zone) for part, zone in named.items()}
    common = set.intersection(*(_offsets(clock) for clock in clocks.values()))
    told = set.union(*(_offsets(zone) for zone in zones.values()))
    if not common or any(
        not told <= _offsets(clock) for clock in clocks.values() if len(_offsets(clock)) == 1
    ):
        return None
    widest = max(clocks.values(), key=lambda clock: len(_offsets(clock)))
    if not told <= _offsets(widest):
        return None
    fixed = {frozenset(_offsets(zone)) for zone in named.values()}
    return next(iter(named.values())) if len(fixed) == 1 else widest


def _clock(zone: tzinfo) -> tzinfo:
    """The region whose clocks a fixed name such as ``PST`` describes, or the zone itself."""
    name = zone.tzname(None) if isinstance(zone, timezone) else None
    return ZoneInfo(_REGION_OF[name]) if name in _REGION_OF else zone


def _offsets(zone: tzinfo) -> set[float]:
    """The hours from UTC that a zone has in winter and in summer."""
    seasons = (
        datetime(2026, month, 15, tzinfo=zone).utcoffset() or timedelta() for month in (1, 7)
    )
    return {offset.total_seconds() / 3600 for offset in seasons}


def instant(wall: datetime, zone: tzinfo) -> datetime:
    """The UTC instant of a naive wall time in a zone; walls that are missing or doubled resolve as
    PEP 495 fold=0."""
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def wall_trouble(wall: datetime, zone: tzinfo) -> str | None:
    """``missing`` or ``doubled`` when daylight saving makes the wall time not exist or exist twice,
    else None."""
    first, second = wall.replace(tzinfo=zone, fold=0), wall.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return None
    there_and_back = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    return "doubled" if there_and_back == wall else "missing"
