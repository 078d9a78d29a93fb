"""Where a text names a time of day or a time zone, and which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from confradar.formats.lazy_pattern import lazy
from confradar.model.zone_names import ABBREVIATIONS, AMBIGUOUS
from confradar.model.zones import parse_zone


@dataclass(frozen=True)
class Clock:
    """A time of day, `HH:MM` or `HH:MM:SS`, that stands at `[start, end)`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Zone:
    """A time zone as a catalogue names it, that stands at `[start, end)`; `doubt` says where its
    name is ambiguous (then `name` is empty)."""

    start: int
    end: int
    name: str
    doubt: str = ""


_HALF = r"(?P<half>[ap])\s?\.?\s?m\b\.?"
_CLOCKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d:.])(?P<hour>\d{{1,2}})\s?[:.h]\s?(?P<minute>[0-5]\d)"
        rf"(?::(?P<second>[0-5]\d))?\s*{_HALF}",
        r"(?<![\d:.])(?P<hour>\d{1,2})\s?(?P<half>[ap])\.?m\.?(?P<minute>[0-5]\d)\b",
        rf"(?<![\d:./-])(?P<hour>\d{{1,2}})\s*{_HALF}",
        r"(?:(?<![^\W\d_])T)?(?<![\d:.+-])(?P<hour>[01]?\d|2[0-4])"
        r"\s?:\s?(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\d:])",
        r"(?<![\d:.])(?P<hour>[01]\d|2[0-4])[.h](?P<minute>[0-5]\d)"
        r"(?=\s*(?:h\b|hrs|hours|Uhr|\(?(?:AoE|UTC|GMT|[CEPMW]E?[SD]?T)\b|anywhere))",
        r"(?<![\d:.+-])(?P<hour>[01]?\d|2[0-4])\s?h(?P<minute>[0-5]\d)?\b",
        r"(?:(?<=\d\d\d\d, )|(?<=\d\d\d\d )|(?<=\bat )|(?<=[(]))(?P<hour>[01]\d|2[0-3])"
        r"(?P<minute>[0-5]\d)"
        r"(?=\s*(?:h\b|hrs|hours|\(?(?:AoE|UTC|GMT|[CEPMW]E?[SD]?T)\b|anywhere))",
        r"\b(?P<noon>(?:12\s*)?(?:noon|midday)|12:00\s*noon)\b",
    )
)
# What every time of day has, so that most texts are searched once.
_LIKELY_CLOCK = lazy(
    r"\d\s*[:.]\s*\d|\d\s*[ahp]|[0-2]\d[0-5]\d\s*\(?[a-z]|noon|midday", re.IGNORECASE
)

_WORDS = {
    "AoE": (
        r"any\s?where[\s-]*(?:on|in)[\s-]*(?:the\s+)?(?:earth|world)|AoE|IDLW|A\.o\.E\.?|"
        r"UTC\s*-\s*12(?::?00|h\b)?(?!\d)|GMT\s*-\s*12(?::?00|h\b)?(?!\d)"
        r"|Y\s?time|Baker Island time|International Date ?line West"
    ),
    "UTC": r"(?:UTC\s*/\s*GMT|GMT\s*/\s*UTC)(?!\s*[+-]\s*\d)",
    "PST": r"pacific\s+standard(?:\s+time)?",
    "PDT": r"pacific\s+daylight(?:\s+savings?)?(?:\s+time)?",
    "PT": r"(?:US\s+)?pacific\s+time|pacific(?=\s*\))|heure\s+(?:normale\s+)?du\s+pacifique",
    "EST": r"eastern\s+standard(?:\s+time)?",
    "EDT": r"eastern\s+daylight(?:\s+savings?)?(?:\s+time)?",
    "ET": r"(?:US\s+)?eastern\s+time|heure\s+(?:normale\s+)?de\s+l['’]est",
    "MT": r"mountain\s+time",
    "CT": r"(?:US\s+)?central\s+time",
    "CEST": r"central\s+european\s+summer(?:\s+time)?|MESZ",
    "CET": r"central\s+european(?:\s+standard)?(?:\s+time)?|MEZ",
    "HST": r"hawaii(?:an)?(?:\s+standard)?\s+time|hawaii(?=\s*\))",
    "JST": r"japan(?:ese)?(?:\s+standard)?\s+time",
    "KST": r"korea(?:n)?(?:\s+standard)?\s+time",
    "Asia/Shanghai": r"beijing(?:\s+time)?|china(?:\s+standard)?\s+time|\u5317\u4eac\u65f6\u95f4",
    "Asia/Singapore": r"singapore(?:\s+standard)?\s+time",
    "Asia/Kolkata": r"indian?(?:\s+standard)?\s+time",
    "Asia/Jerusalem": r"israel(?:\s+(?:standard|daylight))?\s+time",
    "Europe/London": r"(?:UK|british|london)(?:\s+summer)?\s+time",
    "Europe/Paris": r"heure\s+(?:de\s+|locale\s+de\s+)?paris",
    "America/Sao_Paulo": (
        r"bras[ií]lia(?:n)?(?:\s+(?:standard|local))?\s+time|hor[áa]rio de bras[ií]lia"
    ),
    "UTC-11": (
        r"(?:american\s+)?samoa(?:n)?(?:\s+standard)?(?:\s+time)?(?:\s*\(?SST\)?)?|"
        r"SST(?=\W{0,3}(?:UTC|GMT)(?:/GMT)?\s*-\s*11)"
    ),
    "GMT": r"greenwich\s+mean(?:\s+time)?",
}
# Towns whose zone has their name: ``Vienna time``.
_TOWNS = {
    town: f"{part}/{town.title().replace(' ', '_')}"
    for part, towns in {
        "Europe": (
            "amsterdam|athens|belgrade|berlin|brussels|bucharest|budapest|copenhagen|dublin|"
            "helsinki|istanbul|kyiv|lisbon|"
            "ljubljana|luxembourg|madrid|moscow|oslo|paris|prague|riga|rome|sofia|stockholm|"
            "tallinn|"
            "vienna|vilnius|warsaw|zagreb|zurich"
        ),
        "Asia": (
            "bangkok|dubai|hong kong|jakarta|karachi|kathmandu|manila|riyadh|seoul|taipei|tehran|"
            "tokyo"
        ),
        "America": (
            "bogota|chicago|halifax|lima|los angeles|mexico city|montevideo|new york|santiago|"
            "toronto|vancouver"
        ),
        "Australia": "adelaide|brisbane|melbourne|perth|sydney",
        "Africa": "cairo|casablanca|johannesburg|lagos|nairobi|tunis",
        "Pacific": "auckland",
    }.items()
    for town in towns.split("|")
}
_TOWN = lazy(
    rf"(?<![\w/])(?P<town>{'|'.join(_TOWNS)})(?:\s+city)?(?:\s+local)?\s+time\b", re.IGNORECASE
)
# What every name of a zone in words has, so that most texts are searched once.
_LIKELY_NAME = lazy(
    r"time|earth|world|aoe|idlw|o\.e|utc|gmt|standard|pacific|eastern|central|mes?z|beijing|"
    r"\u5317\u4eac|samoa|sst|hawaii|"
    r"greenwich|heure|hor[áa]rio|line west",
    re.IGNORECASE,
)
_OFFSET = (
    r"(?:UTC/GMT|GMT/UTC|UTC|GMT|"
    r"Z)\s*(?P<sign>[+-])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d))?(?!\d)"
)
_NAMED = tuple(
    (name, re.compile(rf"(?<![\w/])(?:{words})(?!\w)", re.IGNORECASE))
    for name, words in _WORDS.items()
)
_NUMBERED = lazy(rf"(?<!\w){_OFFSET}", re.IGNORECASE)
_BARE = lazy(r"(?<=\d)(?P<sign>[+-])(?P<hours>\d{2}):(?P<minutes>[0-5]\d)(?![\d:])")
_ZULU = lazy(r"(?<=:\d\d)Z\b")
_SHORT = lazy(
    r"(?<![\w/])(?:"
    + "|".join([*ABBREVIATIONS, *AMBIGUOUS, "UTC", "GMT"])
    + r")(?![\w+-]|\s*[+-]\s*\d{1,2}(?::|\b))"
)
_TZ_NAME = lazy(
    r"\b(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific|"
    r"Etc)/[A-Za-z_]+(?:/[A-Za-z_]+)?(?:[+-]\d{1,2})?"
)


def find_clocks(text: str) -> list[Clock]:
    """The times of day in `text`, in its order. Midnight is none: as a deadline it is the end of
    its day."""
    return list(_clocks_of(text))


@lru_cache(maxsize=20_000)
def _clocks_of(text: str) -> list[Clock]:
    if not _LIKELY_CLOCK.search(text):
        return []
    found: list[Clock] = []
    for spelling in _CLOCKS:
        for match in spelling.finditer(text):
            clock = _clock(match)
            if clock and all(
                clock.end <= other.start or other.end <= clock.start for other in found
            ):
                found.append(clock)
    told = [
        clock
        for clock in found
        if not text[clock.start : clock.end].lower().endswith(("noon", "midday"))
    ]
    return sorted(told or found, key=lambda clock: clock.start)  # "11:59 UTC (noon)" is 11:59


def _clock(match: re.Match[str]) -> Clock | None:
    part = match.groupdict()
    if part.get("noon"):
        return Clock(match.start(), match.end(), "12:00")
    hour = int(part["hour"])
    if part.get("half"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if part["half"].lower() == "p" else 0)
        if hour == 0 and not part.get(
            "minute"
        ):  # 12 am, which people write for midnight and for noon
            return None
    if hour == 24 and int(part.get("minute") or 0):
        return None
    second = f":{part['second']}" if part.get("second") else ""
    return Clock(match.start(), match.end(), f"{hour:02}:{part.get('minute') or '00'}{second}")


def find_zones(text: str) -> list[Zone]:
    """The time zones in `text`, in its order; of a name and its offset beside each other the
    name."""
    return list(_zones_of(text))


@lru_cache(maxsize=20_000)
def _zones_of(text: str) -> list[Zone]:
    found: list[Zone] = []
    if _LIKELY_NAME.search(text):
        for name, words in _NAMED:
            found += [Zone(match.start(), match.end(), name) for match in words.finditer(text)]
        found += [
            Zone(match.start(), match.end(), _TOWNS[match["town"].lower()])
            for match in _TOWN.finditer(text)
        ]
    for pattern in (_NUMBERED, _BARE):
        for match in pattern.finditer(text):
            minutes = (
                f":{match['minutes']}" if match["minutes"] and match["minutes"] != "00" else ""
            )
            name = (
                f"UTC{match['sign']}{int(match['hours'])}{minutes}"
                if int(match["hours"]) or minutes
                else "UTC"
            )
            found.append(Zone(match.start(), match.end(), "AoE" if name == "UTC-12" else name))
    found += [Zone(match.start(), match.end(), "UTC") for match in _ZULU.finditer(text)]
    found += [Zone(match.start(), match.end(), match.group()) for match in _TZ_NAME.finditer(text)]
    for match in _SHORT.finditer(text):
        doubt = (
            f"{match.group()} is ambiguous: {AMBIGUOUS[match.group()]}"
            if match.group() in AMBIGUOUS
            else ""
        )
        found.append(Zone(match.start(), match.end(), "" if doubt else match.group(), doubt))
    kept: list[Zone] = []
    for zone in sorted(found, key=lambda zone: zone.start - zone.end):
        known = bool(zone.doubt) or _known(zone.name)
        if known and all(zone.end <= other.start or other.end <= zone.start for other in kept):
            kept.append(zone)
    kept.sort(key=lambda zone: zone.start)
    vague = {zone for zone, behind in pairwise(kept) if _says_more(text, zone, behind)}
    return [zone for zone in kept if zone not in vague]


def _says_more(text: str, zone: Zone, behind: Zone) -> bool:
    """Whether the name right behind it says which zone is meant: ``23:59 UTC CET``."""
    return zone.name in {"UTC", "GMT"} and not text[zone.end : behind.start].strip(" ([,")


@lru_cache(maxsize=256)
def _known(name: str) -> bool:
    try:
        parse_zone(name)
    except ValueError:
        return False
    return True
