"""What a record calls its venue: short title, full name, year and cycle, and which records of a
list are of one venue."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from confradar.formats.lists.scalars import text_of
from confradar.model.days import MONTHS
from confradar.model.likeness import apart, bare, telling
from confradar.model.names import fold, slug
from confradar.yaml_nodes import Map

_SHORT = ("shortname", "short_name", "short", "acronym", "abbreviation", "abbr", "abbrv")
_TITLE = ("title", "name")
# What a record names its venue by where it has neither, and else where a workshop takes place.
_HOST = "conference"
_FULL = ("full_name", "fullname", "full_title", "long_name", "description")
NAME_KEYS = frozenset({*_SHORT, *_TITLE, *_FULL, _HOST})

_YEAR_BEHIND = re.compile(r"(?:\s+|(?<=[A-Za-z])[-_]?|\s*\()((?:19|20)\d{2})\)?$|\s*['’](\d{2})$")
_UNITS = "first second third fourth fifth sixth seventh eighth ninth"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDED = "|".join(
    [
        rf"(?:{'|'.join(_TENS.split())})[- ](?:{'|'.join(_UNITS.split())})",
        *_UNITS.split(),
        *[
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
        ],
        *(f"{tens[:-1]}ieth" for tens in _TENS.split()),
    ]
)
_EDITION_OF = re.compile(
    rf"^(the\s+)?((?:19|20)\d{{2}}\s+)?((?:\d+(?:st|nd|rd|th)|{_WORDED})\s+)?(annual\s+)?(?=\S)",
    re.IGNORECASE,
)

_SEASONS = "spring|summer|fall|autumn|winter"
_MONTHS = "|".join(MONTHS)
# What stands in brackets behind a title and says which round of the edition is meant.
_ROUNDS = (
    rf"cycle|round|wave|deadline|issue|submission|call|{_SEASONS}|{_MONTHS}|monthly|month|"
    r"quarter|quarterly|rolling|early|late|ARR"
)
_MAIN = r"main (?:track|conference)|(?:research|technical) track"
_CYCLE = re.compile(
    rf"\s*[(\[](?P<inside>[^()\[\]]*\b(?:{_ROUNDS}|{_MAIN})s?\b[^()\[\]]*)[)\]]$"
    r"|\s*[-–—:]\s+(?P<behind>(?:\w+ )?(?:cycle|round|wave|deadline)(?: (?:\d+|[A-D]))?|"
    rf"{_SEASONS}|{_MONTHS}|{_MAIN})$"
    rf"|\s+(?P<season>(?:(?:{_SEASONS}|{_MONTHS}|first|second|third|fourth|early|late|"
    r"\d\w\w)\s+)?(?:cycle|round|wave|deadline)(?:\s+(?:\d+|[A-D]))?"
    rf"|vol(?:ume)?\.?\s+\d+|{_SEASONS}|{_MAIN})$",
    re.IGNORECASE,
)

# ``The 41st AAAI Conference``
_ACRONYM = re.compile(r"(\w*[A-Z]\w*[A-Z]\w*) Conference")


def names_of(record: Map) -> tuple[str | None, str | None]:
    """The short title and the full name, as they stand; of ``title`` and ``name`` side by side the
    shorter one is the title."""
    keys = _TITLE if any(text_of(record.get(key)) for key in (*_SHORT, *_TITLE)) else (_HOST,)
    titles = sorted(found for key in keys if (found := text_of(record.get(key))))
    short = next((found for key in _SHORT if (found := text_of(record.get(key)))), None)
    full = next((found for key in _FULL if (found := text_of(record.get(key)))), None)
    title = short or min(titles, key=len, default=None)
    return title, full or next(
        (found for found in sorted(titles, key=len, reverse=True) if found != title), None
    )


def host_of(record: Map) -> str | None:
    """The conference at which a record's workshop takes place, as it stands: ``conference`` beside
    the workshop's own name."""
    host, (title, full) = text_of(record.get(_HOST)), names_of(record)
    return (
        host if host and fold(host) not in {fold(name) for name in (title, full) if name} else None
    )


def year_of(record: Map, title: str) -> int | None:
    """The edition's year: the record's, as a number or as digits, else the one that ends its title
    (``ICML 2027``, ``ICML'27``) or its host's.
    """
    year = record.get("year")
    if isinstance(year, int) and not isinstance(year, bool):
        return year
    if isinstance(year, str) and re.fullmatch(r"\s*(19|20)[0-9]{2}\s*", year):
        return int(year)
    if year not in (None, ""):
        return None
    match = _YEAR_BEHIND.search(title) or _YEAR_BEHIND.search(host_of(record) or "")
    return int(match[1] or f"20{match[2]}") if match else None


def series_title(title: str, *years: int) -> tuple[str, str | None]:
    """The title without the year of one of its editions, and the cycle or season it names: ``CSCW
    2027 (July cycle)`` is ``CSCW``, ``July cycle``.
    """
    short, cycle = _without_year(title, years), None
    if (match := _CYCLE.search(short)) and match.start():
        short, cycle = (
            short[: match.start()].strip(),
            match["inside"] or match["behind"] or match["season"],
        )
    short = _without_year(short, years)
    worded = _ACRONYM.fullmatch(series_name(short))
    return worded[1] if worded else short, cycle


def _without_year(title: str, years: Sequence[int]) -> str:
    for year in years:
        ends = (
            rf"(?:\s+|(?<=[A-Za-z])[-_]?|\s*\()(?:{year}|{year % 100:02})\)?$|"
            rf"\s*['’]{year % 100:02}$"
        )
        if (match := re.search(ends, title)) and match.start():
            return title[: match.start()].strip()
        if (match := re.match(rf"{year}\s+(?=\S)", title)) is not None:
            return title[match.end() :]
    return title


def series_name(full_name: str) -> str:
    """The series' name: an edition's ordinal (``The 46th Annual ...``, ``The Tenth ...``) does not
    belong to it."""
    return _EDITION_OF.sub("", full_name).strip() or full_name


@dataclass(frozen=True)
class Called:
    """What one record calls its venue: title, full name, the words of it that tell something, and
    its fields (topics, unknown tags); ``year`` is the edition's, None where the record is a whole
    series; ``key`` its dblp stream, which breaks ties.
    """

    title: str
    name: str
    words: frozenset[str]
    areas: frozenset[str]
    year: int | None
    key: str | None = None


def called(
    title: str,
    full_name: str,
    areas: Iterable[str],
    year: int | None = None,
    key: str | None = None,
) -> Called:
    """``full_name`` may be the title where there is none; then no words tell anything."""
    words = telling(re.sub(rf"\b(?:{_WORDED})\b", " ", full_name, flags=re.IGNORECASE)) - telling(
        title
    )
    return Called(title, full_name, words, frozenset(areas), year, key)


@dataclass
class _Venue:
    records: list[Called] = field(default_factory=list)
    areas: set[str] = field(default_factory=set)

    def add(self, record: Called) -> None:
        self.areas |= record.areas
        self.records.append(record)

    def likeness(self, record: Called) -> float:
        """The share of the words of the shorter name that the two have in common, for the name of
        this venue that is nearest."""
        return max(
            (
                len(record.words & known.words) / min(len(record.words), len(known.words))
                for known in self.records
                if known.words and record.words and not _told_apart(known, record)
            ),
            default=0.0,
        )

    def may_be(self, record: Called) -> bool:
        """Whether a record whose full name is another one, or that has none, may be of this venue:
        its field is not another, and no record of the same year, and no word of the names, tells
        the two apart.
        """
        if record.areas and self.areas and not record.areas & self.areas:
            return False
        if not record.words and any(
            record.key and known.key and known.key != record.key for known in self.records
        ):
            return False
        named = [known for known in self.records if known.words] if record.words else []
        return not any(
            record.year is None or known.year == record.year or _told_apart(known, record)
            for known in named
        )


def identities(records: Sequence[Called]) -> list[str]:
    """For each record the key of its venue, whichever order they stand in. Records are of one venue
    where title and full name agree; a record without a full name goes by its field. An edition's
    name may change: one of another year, in the same field and with no word that tells them apart,
    is of the venue too.
    """
    venues: dict[str, list[_Venue]] = {}
    keys = [""] * len(records)
    for place in sorted(range(len(records)), key=lambda place: (not records[place].words, place)):
        record, title = records[place], bare(records[place].title)
        known = venues.setdefault(title, [])
        venue = _venue_of(record, known)
        if venue is None:
            venue = _Venue()
            known.append(venue)
        venue.add(record)
        keys[place] = f"{title}/{known.index(venue)}"
    return keys


def _told_apart(ours: Called, theirs: Called) -> bool:
    return apart((ours.title, ours.name), (theirs.title, theirs.name))


def _venue_of(record: Called, known: list[_Venue]) -> _Venue | None:
    nearest = max(known, key=lambda venue: venue.likeness(record), default=None)
    if nearest and nearest.likeness(record) >= 0.5:
        return nearest
    near = [venue for venue in known if venue.may_be(record)]
    if near:
        return max(near, key=lambda venue: len(record.areas & venue.areas))
    return known[0] if len(known) == 1 and not record.words and record.year is not None else None


def venue_id(title: str, otherwise: str = "") -> str:
    """An id made of a title, or else of ``otherwise``. A title with letters that are not Latin, or
    with nothing that an id can be made of, gets a mark of its own, made of its letters: those that
    are left (``AI`` of ``中国AI大会``) tell nothing apart.
    """
    made = slug(title) or slug(otherwise)
    if made and not any(
        letter.isalpha() and not unicodedata.name(letter, "LATIN").startswith("LATIN")
        for letter in title
    ):
        return made
    mark = hashlib.sha256((fold(title) or title).encode(errors="replace")).hexdigest()[:8]
    return f"{made or 'venue'}-{mark}"
