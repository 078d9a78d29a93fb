"""Time zones: the one parser of them. Their names are in ``zone_names``.

A zone is one of

- ``AoE`` (anywhere on Earth), which is UTC-12 by definition (IEEE 802.16 usage);
- a fixed offset: ``UTC``, ``UTC+8``, ``UTC-08``, ``UTC+5:30``, ``UTC+0530``, ``GMT+02``, ``Z``;
- a name of the tz database (``Europe/London``, ``Etc/GMT+8``, ``CET``), with its daylight saving;
- an abbreviation of ``ABBREVIATIONS``. Names of a region's time (``PT``, ``ET``) follow its
  daylight saving; names of standard or summer time (``PST``, ``PDT``) mean exactly the offset that
  they name, as RFC 822 has it;
- the name of a region's or a city's time in words: ``Pacific Time``, ``China Standard Time``,
  ``Beijing``;
- several of these beside each other (``PT (UTC-8)``, ``UTC+8 (Beijing)``, ``AoE / UTC-12``) that
  mean one thing. Where a name and an offset disagree by daylight saving alone the name wins.

Abbreviations that several countries use with different offsets (``CST``, ``IST``...) are refused,
never guessed, unless an offset or a name beside them says which is meant.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from confradar.model.days import AOE
from confradar.model.zone_names import (
    ABBREVIATIONS,
    AMBIGUOUS,
    MEANINGS,
    REGION_OF,
    SAYS_NOTHING,
    WORDED,
    cities,
)

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
    parts = [part for part in _parts(name) if _plain(part) not in SAYS_NOTHING]
    doubtful = [part.upper() for part in parts if part.upper() in AMBIGUOUS]
    zones = {part: _single(text, part) for part in parts if part.upper() not in AMBIGUOUS}
    known = {part: zone for part, zone in zones.items() if zone is not None}
    if not known or len(known) < len(zones):
        raise ValueError(
            f"unknown time zone {text!r}: write AoE, UTC+8 or a tz database name such as "
            "Europe/Paris"
        )
    agreed = _agreed(known)
    if agreed is None or any(not _offsets(agreed) & set(MEANINGS[part]) for part in doubtful):
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
        WORDED.get(plain)
        or (plain.upper() if plain and plain != name.casefold() else None)
        or cities().get(plain)
    )
    return _single(text, worded) if worded and worded != name else _city(plain)


def _city(plain: str) -> tzinfo | None:
    return ZoneInfo(cities()[plain]) if plain in cities() else None


def _tz(name: str) -> tzinfo | None:
    """The zone of that name in the tz database."""
    if _TZ_NAME.fullmatch(name):
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, OSError, ValueError):
            pass
    return None


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
    return ZoneInfo(REGION_OF[name]) if name in REGION_OF else zone


def _offsets(zone: tzinfo) -> set[float]:
    """The hours from UTC that a zone has in winter and in summer."""
    seasons = (
        datetime(2026, month, 15, tzinfo=zone).utcoffset() or timedelta() for month in (1, 7)
    )
    return {offset.total_seconds() / 3600 for offset in seasons}
