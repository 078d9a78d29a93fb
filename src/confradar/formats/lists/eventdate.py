"""Free text that says when an event takes place, to its first and last day."""

from __future__ import annotations

import re
from datetime import date

from confradar.model.days import MONTH_NUMBERS, MONTHS, WEEKDAYS

_TOKEN = re.compile(
    r"(?P<iso>\d{4}[-/.]\d{1,2}[-/.]\d{1,2})|(?P<year>(?:19|20)\d{2})|"
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d])|(?P<word>[A-Za-z]+)"
)
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
# ``01.06.2027``, the day first; of a range the first day may leave out what the last one says:
# ``1.6. - 4.6.2027``.
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(?:\s?(\d{1,2})\.(?:\s?(\d{4}))?)?(?![\d.])")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
# ``2027年6月1日-4日``, ``2027年6月1-4日``
_CHINESE = re.compile(
    r"(?:(\d{4})\s*年\s*)?(?:(\d{1,2})\s*月\s*)?(\d{1,2})\s*(?:[日号]|"
    r"(?=\s*[-–—~～至到]\s*\d))(?!\d)"
)
# What else takes place then or there says nothing of the days.
_WITH = (
    r"(?:\b(?:co-?located|collocated|together|jointly|along|in conjunction|with|at|during|"
    r"alongside|part of)\b|@)"
)
_BESIDE = re.compile(rf"\([^()]*{_WITH}[^()]*\)|[\s,;(]*{_WITH}.*$", re.IGNORECASE)
# Of an event that was put off, the days that hold now are the last ones.
_PUT_OFF = re.compile(
    r"^.*\b(?:postponed|rescheduled|moved|delayed|deferred)\b.*?\b(?:to|until)\s+(?=\D*\d)|"
    r"^.*(?:延期|推迟|改期|延后)(?:至|到|举办至)",
    re.IGNORECASE,
)
# What has no figures in brackets, a place behind the year, and times of day say nothing of the days
# either.
_REMARKS = re.compile(
    r"[(（](?![^()（）]*\b(?:moved|rescheduled|changed|was|old|new|instead)\b)[^()（）\d]*[)）]|"
    r"(?<=\b\d{4})\s*[,;，]\s*\D+$|\b\d{1,2}:\d{2}\b(?:\s*[ap]\.?m\b\.?)?",
    re.IGNORECASE,
)
# Days of what is held beside the event: ``May 3-6, 2027 (workshops: May 7)``.
_SIDE = re.compile(
    r"\s*[,;+(（]\s*(?:and |plus )?(?:workshops?|tutorials?)\s*"
    r"(?::|on\b|-)?\s*[a-z]{3,9}\.?\s*\d[\d\s,–-]*[)）]?$",
    re.IGNORECASE,
)
# ISO 8601's short range: ``2027-05-03/06``
_SHORT_RANGE = re.compile(r"\b(\d{4}-\d{2}-)(\d{2})/(\d{2})(?![\d/-])")
_PUT_OFF_FROM = re.compile(
    r"(?<=\d)\W+(?:postponed|rescheduled|moved|delayed|deferred)\s+from\b.*$", re.IGNORECASE
)
_FILLER = {
    *(
        "to",
        "and",
        "through",
        "until",
        "till",
        "the",
        "of",
        "st",
        "nd",
        "rd",
        "th",
        "from",
        "between",
        "hybrid",
        "virtual",
        "online",
        "exact",
        "dates",
    ),
    *(
        "tentative",
        "tentatively",
        "provisional",
        "provisionally",
        "preliminary",
        "confirmed",
        "expected",
        "planned",
        "be",
        "tbc",
        "main",
        "conference",
    ),
}


def event_days(text: str, year: int) -> tuple[date, date] | None:
    """First and last day, or None when the text does not give both a month and a day.

    ``year`` is the edition's, used where the text names none. A range that runs over New Year with
    one year named ends in that year. Spellings: ``March 12-16, 2021``, ``29 June - 3 July``, ``Sept
    9``, ``2026-05-01 to 2026-05-04``, ``01.06.2027 - 04.06.2027``, ``2027年6月1日-4日``... From 1
    January to 31 December is no event.
    """
    days = _days_of(" ".join(text.split()), year)
    return None if days is None or whole_year(*days) else days


def whole_year(first: date, last: date | None) -> bool:
    """Whether days only say in which year, or years, something is."""
    return last is not None and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def _days_of(text: str, year: int) -> tuple[date, date] | None:
    text = _SHORT_RANGE.sub(
        r"\1\2 \1\3",
        _SIDE.sub("", _REMARKS.sub(" ", _PUT_OFF.sub("", _PUT_OFF_FROM.sub("", text)))),
    ).strip()
    bare = _BESIDE.sub("", text)
    if bare != text and re.search(r"\d", bare):
        text = bare
    if "月" in text:
        return _figures(text, _CHINESE, (0, 1, 2), year)
    if _DOTTED.search(text) and not re.search(
        r"[A-Za-z]{3}", re.sub(r"\b(?:" + "|".join(_FILLER) + r")\b", "", text.lower())
    ):
        return _figures(text, _DOTTED, (2, 1, 0), year)
    if _SLASHED.search(text):
        return _slashed(text)
    return _worded(text, year)


def _worded(text: str, year: int) -> tuple[date, date] | None:
    """Days with the month in words: ``March 12-16, 2021``, ``29 June - 3 July``."""
    days: list[int] = []
    months: list[int] = []
    years: list[int] = []
    marks = ""
    for token in _TOKEN.finditer(text):
        if token["iso"]:
            return _iso(text)
        if token["year"]:
            years.append(int(token["year"]))
        elif token["day"]:
            days.append(int(token["day"]))
            marks += "d"
        else:
            word = token["word"].lower()
            if word[:3] in MONTH_NUMBERS and (len(word) <= 4 or _looks_like_month(word)):
                months.append(MONTH_NUMBERS[word[:3]])
                marks += "m"
            elif word not in _FILLER and word[:3] not in WEEKDAYS:
                return None
    if len(days) > 2 and len(months) == 1 and days == list(range(days[0], days[-1] + 1)):
        days = [days[0], days[-1]]  # each day is listed
    if not 1 <= len(months) <= len(days) <= 2 or len(years) > 2:
        return None
    if len(months) == 2 and marks not in {"mdmd", "dmdm", "mddm", "dmmd"}:
        return None
    last_year = years[-1] if years else year
    first_year = years[0] if years else year
    if len(years) < 2 and months[0] > months[-1]:
        first_year = last_year - 1 if years or months[-1] < 6 else first_year
    return _range((first_year, months[0], days[0]), (last_year, months[-1], days[-1]))


def _figures(
    text: str, pattern: re.Pattern[str], order: tuple[int, int, int], year: int
) -> tuple[date, date] | None:
    """One or two days in figures (``order``: where year, month and day stand); each takes what it
    leaves out from the other."""
    found = [
        tuple(int(groups[place]) if groups[place] else None for place in order)
        for groups in pattern.findall(text)
    ]
    left = re.findall(r"\w+", pattern.sub(" ", text))
    if not 1 <= len(found) <= 2 or any(
        word.lower() not in {*_FILLER, "至", "到", "年", "月"} for word in left
    ):
        return None
    first, last = found[0], found[-1]
    first_month, last_month = first[1] or last[1], last[1] or first[1]
    last_year = last[0] or first[0] or year
    first_year = first[0] or last_year
    if first_month is None or last_month is None or first[2] is None or last[2] is None:
        return None
    if last[0] is None and first[0] and first_month > last_month:
        last_year += 1
    elif first[0] is None and first_month > last_month:
        first_year -= 1
    return _range((first_year, first_month, first[2]), (last_year, last_month, last[2]))


def _slashed(text: str) -> tuple[date, date] | None:
    """``28/06/2027 - 02/07/2027``, where one of the figures shows which of them is the day."""
    found = [tuple(map(int, groups)) for groups in _SLASHED.findall(text)]
    left = re.findall(r"\w+", _SLASHED.sub(" ", text))
    day_first, month_first = (
        any(item[0] > 12 for item in found),
        any(item[1] > 12 for item in found),
    )
    if (
        len(found) > 2
        or day_first == month_first
        or any(word.lower() not in _FILLER for word in left)
    ):
        return None
    days = [
        (year, *((second, first) if day_first else (first, second)))
        for first, second, year in found
    ]
    return _range(days[0], days[-1])


def _range(first: tuple[int, int, int], last: tuple[int, int, int]) -> tuple[date, date] | None:
    """Two days that exist and are in order."""
    try:
        days = date(*first), date(*last)
    except (ValueError, OverflowError):
        return None
    return days if days[0] <= days[1] else None


def _looks_like_month(word: str) -> bool:
    """Full names, with a letter or two wrong (``Septemper``)."""
    import difflib

    names = [name for name in MONTHS if len(name) > 3]  # `many` is not nearly `may`
    return bool(difflib.get_close_matches(word, names, n=1, cutoff=0.8))


def _iso(text: str) -> tuple[date, date] | None:
    """One or two whole dates with nothing but a dash or a word such as ``to`` between them."""
    found = _ISO.findall(text)
    left = re.findall(r"\w+", _ISO.sub(" ", text))
    if len(found) > 2 or any(
        word.lower() not in _FILLER and word.lower()[:3] not in WEEKDAYS for word in left
    ):
        return None
    days = [(int(year), int(month), int(day)) for year, month, day in found]
    return _range(days[0], days[-1]) if days else None
