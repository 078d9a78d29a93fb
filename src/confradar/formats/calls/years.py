"""Which edition a page is about, and the years of its dates that name none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from confradar.formats.calls.dates import Day
from confradar.formats.calls.months import MONTHS
from confradar.formats.lazy_pattern import lazy

_YEAR = lazy(r"(?<![\d/.-])(20[0-4]\d|19[89]\d)(?![\d/])")
_NAMED = lazy(
    r"(?<![\w@/.])(?P<name>(?=[\w@+&/-]*[A-Z])"
    r"(?=[\w@+&/-]{0,3}[A-Za-z][\w@+&/-]*[A-Z])[A-Za-z][A-Za-z0-9@+&/-]*[A-Za-z])[ '’`-]{0,2}"
    r"(?P<year>(?:19|20)\d\d|\d\d)(?![\w:/.]\d|\d|\s(?:19|20)\d\d)"
)
# A single capital is enough in a title, for a word that is none of a title's usual ones.
_WORD_NAMED = lazy(r"(?<![\w@/.-])(?P<name>[A-Z][a-z]{3,})[ '’-]{0,2}(?P<year>20\d\d)(?!\d)")
_USUAL = lazy(
    r"conference|workshop|symposium|meeting|congress|papers?|dates?|deadlines?|call|submissions?|"
    r"spring|summer|autumn|fall|winter|school|"
    r"proposals?|track|program|edition|home|important|proceedings|years?|event|forum|since|until|"
    r"from|the|news|track|tutorials?|copyright|"
    r"learning|systems|vision|science|engineering|computing|intelligence|language|processing|data|"
    r"technology|information|retrieval|robotics",
    re.IGNORECASE,
)
# When a page was changed, in its title: ``Important dates - updated June 30, 2020``.
_STAMP = lazy(r"\b(?:last )?(?:up-?dated|modified|changed|posted)\b.*", re.IGNORECASE)
_NO_VENUES = {
    *(
        "UTC",
        "GMT",
        "AOE",
        "EST",
        "EDT",
        "PST",
        "PDT",
        "CET",
        "CEST",
        "COVID",
        "UTF",
        "ISO",
        "CUDA",
        "RFC",
        "IPV",
        "GPT",
        "COP",
    ),
    *(
        "LNCS",
        "LNAI",
        "CCIS",
        "IEEE",
        "ACM",
        "IFIP",
        "USENIX",
        "CFP",
        "USA",
        "PDF",
        "HTML",
        "HTTP",
        "TBA",
        "TBD",
        "RQ",
        "CS",
        "AM",
        "PM",
    ),
}
# How an edition was found whose year only the text names.
NAMED_IN_TEXT = "it says"
_LAST = "its last date"
_GUESSED = (NAMED_IN_TEXT, _LAST)
_ISSUE = lazy(r"\bspecial issue\b", re.IGNORECASE)
_SPRING, _SUMMER = 6, 9
_LEAD = timedelta(days=420)
_BEFORE = timedelta(days=700)
_AFTER = timedelta(days=300)


@dataclass(frozen=True)
class Edition:
    """The year of an edition, its days where the page names them, its venue's short name (empty if
    not found), and how they were found; `titled`: its title says so; `guessed`: only other years on
    the page say so.
    """

    year: int
    start: date | None = None
    end: date | None = None
    venue: str = ""
    how: str = ""
    titled: bool = False
    guessed: bool = False


@dataclass(frozen=True)
class Named:
    """A short name with a year beside it, where it stands: the title, a heading or the text."""

    name: str
    year: int


def names_in(text: str) -> list[Named]:
    """The short names with a year beside them, in order: `ICML 2026`, `SWIB26`, `ACL’22`."""
    found = []
    for match in _NAMED.finditer(text):
        year = int(match["year"])
        name = match["name"].strip("-&/+")
        if len(match["year"]) == 2:
            if not 8 <= year <= 49:
                continue
            year += 2000
        if name.upper() not in _NO_VENUES and name.lower() not in MONTHS:
            found.append(Named(name, year))
    return found


def words_named_in(text: str) -> list[Named]:
    """The words with a year beside them that may be a venue's name in a title: `Interspeech
    2027`."""
    found = (Named(match["name"], int(match["year"])) for match in _WORD_NAMED.finditer(text))
    return [
        item
        for item in found
        if not _USUAL.fullmatch(item.name) and item.name.lower() not in MONTHS
    ]


def years_in(text: str) -> list[int]:
    """The years that a text names."""
    return [int(year) for year in _YEAR.findall(text)]


def edition_of(
    titles: Sequence[str],
    events: Iterable[tuple[Day, Day | None]],
    dated: Iterable[tuple[int, int]],
    texts: Sequence[str],
    year: int | None,
    venue: str,
) -> Edition | None:
    """The edition that a page is about: of the `year` where one is given, else that of its title,
    of its event's days, or of the names in its text. None where nothing tells. Only a title says
    whose call it is: a text names hosts and others as well. `dated` are the years and months of its
    dates.
    """
    events, dated = list(events), sorted(dated)
    titles = [_STAMP.sub("", title) for title in titles]
    in_titles = [found for title in titles for found in names_in(title)] or [
        found for title in titles for found in words_named_in(title)
    ]
    in_texts = [found for text in texts for found in names_in(text)]
    titled = bool(in_titles) or any(years_in(title) for title in titles)
    name = venue or next((found.name for found in in_titles), "")
    how = ""
    held = [first.year for first, _ in events if first.year]
    if year is None:
        year, how = _year(in_titles, titles, held, in_texts, [year for year, _ in dated])
    if year is None:
        return None
    guessed = bool(how) and _is_guess(year, how, held, dated, texts)
    for first, last in events:
        start = _day(first, year)
        if start and start.year == year:
            end = _day(last, year) if last else None
            return Edition(
                year, start, end if end and end >= start else start, name, how, titled, guessed
            )
    return Edition(year, None, None, name, how, titled, guessed)


def _year(
    named: Sequence[Named],
    titles: Sequence[str],
    events: Sequence[int],
    in_texts: Sequence[Named],
    dated: Sequence[int],
) -> tuple[int | None, str]:
    named = [found for found in named if _fits(found.year, dated)]
    if named:
        return named[0].year, f"its title says {named[0].name} {named[0].year}"
    spoken = [year for title in titles for year in years_in(title) if _fits(year, dated)]
    if spoken:
        return spoken[0], f"its title says {spoken[0]}"
    if events:
        year = Counter(events).most_common(1)[0][0]
        return year, f"the event is in {year}"
    close = [found for found in in_texts if not dated or found.year >= max(dated) - 1]
    if close:
        found = Counter(close).most_common(1)[0][0]
        return found.year, f"{NAMED_IN_TEXT} {found.name} {found.year}"
    return (max(dated), f"its last date is in {max(dated)}") if dated else (None, "")


def _is_guess(
    year: int,
    how: str,
    held: Sequence[int],
    dated: Sequence[tuple[int, int]],
    texts: Sequence[str],
) -> bool:
    """Whether a year may be another edition's: only the title was brought up to date, dates go on
    after it, or only other years say so. The last of a special issue's dates may be in the year
    after its deadline.
    """
    years = [dated_in for dated_in, _ in dated]
    old = max(held or [dated_in + 1 for dated_in in years] or [year]) < year
    over = not held and max(years, default=year) > year
    issue = how.startswith(_LAST) and any(_ISSUE.search(text) for text in texts[:20])
    return old or over or issue or (how.startswith(_GUESSED) and not _shown(year, how, dated))


def _shown(year: int, how: str, dated: Sequence[tuple[int, int]]) -> bool:
    """Whether the last of the dates leaves no doubt of the year: one of the autumn may be of the
    next year's event, one of the summer is not where the text names this one."""
    until = _SUMMER if how.startswith(NAMED_IN_TEXT) else _SPRING
    return bool(dated) and dated[-1][0] == year and dated[-1][1] <= until


def _fits(year: int, dated: Sequence[int]) -> bool:
    """Whether an edition's year goes with those of its dates: a title may be of a site's past."""
    return not dated or any(year - 2 <= other <= year for other in dated)


def year_of(
    day: Day,
    edition: Edition,
    near: date | None,
    *,
    before: date | None = None,
    wrapped: bool = False,
    told: date | None = None,
) -> tuple[int, bool]:
    """The year of a day, and whether it is a guess: the day's own; else that which brings it
    closest to a date of its list that has one (`near`); else the next since the day on which it was
    `told`, else the last before the event. Without any of them it is a guess: near the guess
    `before` it, or the edition's year, or the one before that where its list is `wrapped` over New
    Year.
    """
    if day.year:
        return day.year, False
    if near:
        best = _closest(day, near)
        return best, abs((_safe(best, day) - near).days) > 150
    if told:
        year = told.year + (_safe(told.year, day) < told)
        return year, (_safe(year, day) - told).days > 300
    if limit := edition.end:
        year = limit.year - (_safe(limit.year, day) > limit)
        return year, limit - _safe(year, day) > _LEAD
    return (_closest(day, before) if before else edition.year - (wrapped and day.month > 6)), True


def _closest(day: Day, near: date) -> int:
    return min(
        (near.year - 1, near.year, near.year + 1),
        key=lambda year: abs((_safe(year, day) - near).days),
    )


def belongs(day: date, edition: Edition) -> bool:
    """Whether a day may be one of the edition's: from two years before its event to some months
    after it."""
    start, end = (
        edition.start or date(edition.year, 12, 31),
        edition.end or date(edition.year, 12, 31),
    )
    if edition.start is None:
        return date(edition.year - 2, 12, 31) < day <= end + _AFTER
    return start - _BEFORE <= day <= end + _AFTER


def _day(day: Day, year: int) -> date | None:
    try:
        return date(day.year or year, day.month, day.day)
    except ValueError:
        return None


def _safe(year: int, day: Day) -> date:
    """The day in that year; 29 February of a common year is its last."""
    try:
        return date(year, day.month, day.day)
    except ValueError:
        return date(year, day.month, 28)
