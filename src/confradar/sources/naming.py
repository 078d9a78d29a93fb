"""What a record calls its venue: short title, full name, year and cycle, and which records of a list are of one venue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from confradar import strictyaml
from confradar.model.names import fold
from confradar.sources.reading import text_of

_SHORT = ("shortname", "short_name", "short", "acronym", "abbreviation", "abbr", "abbrv")
_TITLE = ("title", "name", "conference")
_FULL = ("full_name", "fullname", "full_title", "long_name", "description")
NAME_KEYS = frozenset({*_SHORT, *_TITLE, *_FULL})

_YEAR_BEHIND = re.compile(r"(?:\s+|(?<=[A-Za-z])[-_]?|\s*\()((?:19|20)\d{2})\)?$|\s*['’](\d{2})$")
_CYCLE = re.compile(
    r"\s*[(\[](?P<inside>[^()\[\]]*\b(?:cycle|round|wave|deadline|issue|submission|call)s?\b[^()\[\]]*)[)\]]$"
    r"|\s*[-–—:]\s+(?P<behind>(?:\w+ )?(?:cycle|round|wave|deadline)(?: \d+)?)$",
    re.IGNORECASE,
)
_UNITS = "first second third fourth fifth sixth seventh eighth ninth"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDED = "|".join(
    [
        rf"(?:{'|'.join(_TENS.split())})[- ](?:{'|'.join(_UNITS.split())})",
        *_UNITS.split(),
        *["tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"],
        *(f"{tens[:-1]}ieth" for tens in _TENS.split()),
    ]
)
_EDITION_OF = re.compile(rf"^(the\s+)?((?:19|20)\d{{2}}\s+)?((?:\d+(?:st|nd|rd|th)|{_WORDED})\s+)?(annual\s+)?(?=\S)", re.IGNORECASE)

# Words that stand in the names of very many venues.
_GENERAL = frozenset(
    [
        "international",
        "conference",
        "conferences",
        "annual",
        "biennial",
        "symposium",
        "symposia",
        "workshop",
        "workshops",
        "meeting",
        "congress",
        "forum",
        "joint",
        "ieee",
        "usenix",
        "proceedings",
        "transactions",
        "journal",
        "advances",
        "european",
        "asian",
        "american",
        "national",
        "world",
    ]
)


def names_of(record: strictyaml.Map) -> tuple[str | None, str | None]:
    """The short title and the full name, as they stand; of ``title`` and ``name`` side by side the shorter one is the title."""
    titles = sorted(found for key in _TITLE if (found := text_of(record.get(key))))
    short = next((found for key in _SHORT if (found := text_of(record.get(key)))), None)
    full = next((found for key in _FULL if (found := text_of(record.get(key)))), None)
    title = short or min(titles, key=len, default=None)
    return title, full or next((found for found in sorted(titles, key=len, reverse=True) if found != title), None)


def year_of(record: strictyaml.Map, title: str) -> int | None:
    """The edition's year: the record's, as a number or as digits, else the one that ends its title (``ICML 2027``, ``ICML'27``)."""
    year = record.get("year")
    if isinstance(year, int) and not isinstance(year, bool):
        return year
    if isinstance(year, str) and re.fullmatch(r"\s*(19|20)[0-9]{2}\s*", year):
        return int(year)
    match = _YEAR_BEHIND.search(title) if year in (None, "") else None
    return int(match[1] or f"20{match[2]}") if match else None


def series_title(title: str, year: int) -> tuple[str, str | None]:
    """The title without the year of the edition, and the cycle it names: ``CSCW 2027 (July cycle)`` is ``CSCW``, ``July cycle``."""
    cycle = None
    if (match := _CYCLE.search(title)) and match.start():
        title, cycle = title[: match.start()].strip(), match["inside"] or match["behind"]
    match = _YEAR_BEHIND.search(title)
    if match and match.start() and int(match[1] or f"20{match[2]}") == year:
        title = title[: match.start()].strip()
    return title, cycle


def series_name(full_name: str) -> str:
    """The series' name: an edition's ordinal (``The 46th Annual ...``, ``The Tenth ...``) does not belong to it."""
    return _EDITION_OF.sub("", full_name).strip() or full_name


@dataclass(frozen=True)
class Called:
    """What one record calls its venue: title, the telling words of its full name, and its fields (topics, unknown tags)."""

    title: str
    words: frozenset[str]
    areas: frozenset[str]


def called(title: str, full_name: str, areas: Iterable[str]) -> Called:
    """``words`` are the beginnings of the words of the name that tell something: ``cryptography`` and ``cryptology`` are one."""
    ordinals = rf"\d.*|{_WORDED}"
    words = (word for word in fold(full_name).split() if len(word) > 3 and word not in _GENERAL and not re.fullmatch(ordinals, word))
    return Called(title, frozenset(word[:6] for word in words) - frozenset(word[:6] for word in fold(title).split()), frozenset(areas))


@dataclass
class _Venue:
    title: str
    names: list[frozenset[str]] = field(default_factory=list)
    areas: set[str] = field(default_factory=set)

    def add(self, record: Called) -> None:
        self.areas |= record.areas
        if record.words and record.words not in self.names:
            self.names.append(record.words)

    def likeness(self, words: frozenset[str]) -> float:
        """The share of the words of the shorter name that the two have in common, for the name of this venue that is nearest."""
        return max((len(words & name) / min(len(words), len(name)) for name in self.names), default=0.0)


def identities(records: Sequence[Called]) -> list[str]:
    """For each record the key of its venue. Records of one title are of two venues only where their full names share hardly a
    word and their fields differ; whichever order they stand in. A record without a full name goes by its field.
    """
    venues: dict[str, list[_Venue]] = {}
    keys = [""] * len(records)
    for place in sorted(range(len(records)), key=lambda place: (not records[place].words, place)):
        record = records[place]
        known = venues.setdefault(record.title, [])
        venue = _venue_of(record, known)
        if venue is None:
            venue = _Venue(record.title)
            known.append(venue)
        venue.add(record)
        keys[place] = f"{record.title}/{known.index(venue)}"
    return keys


def _venue_of(record: Called, known: list[_Venue]) -> _Venue | None:
    if record.words:
        nearest = max(known, key=lambda venue: venue.likeness(record.words), default=None)
        if nearest and nearest.likeness(record.words) >= 0.5:
            return nearest
    near = [venue for venue in known if not record.areas or not venue.areas or record.areas & venue.areas]
    if near:
        return max(near, key=lambda venue: len(record.areas & venue.areas))
    return known[0] if known and not record.words and len(known) == 1 else None
