"""The names of zones: abbreviations, names in words, and cities of the tz database, with what each
means."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import available_timezones

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
MEANINGS = {"CST": (-6, 8), "IST": (5.5, 2, 1), "BST": (1, 6), "AST": (-4, 3), "SST": (8, -11)}
# The regions whose clocks the fixed names describe, for those that change with daylight saving.
REGION_OF = {
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
WORDED = {
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
SAYS_NOTHING = {"", "local", "us", "usa", "u.s.", "& canada", "and canada", "north america"}


@lru_cache(maxsize=1)
def cities() -> dict[str, str]:
    """The cities after which the tz database names its zones."""
    names = {
        name.rpartition("/")[2].replace("_", " ").replace("-", " ").casefold(): name
        for name in available_timezones()
        if name.startswith(_CONTINENTS)
    }
    return {city: name for city, name in names.items() if city not in _NO_CITIES}
