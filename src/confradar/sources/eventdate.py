"""Free text that says when an event takes place, to its first and last day."""

from __future__ import annotations

import re
from datetime import date

MONTHS = {
    name: number
    for number, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1)
}
_TOKEN = re.compile(
    r"(?P<iso>\d{4}[-/.]\d{1,2}[-/.]\d{1,2})|(?P<year>(?:19|20)\d{2})|(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d])|(?P<word>[A-Za-z]+)"
)
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_FILLER = {"to", "and", "through", "until", "the", "of", "st", "nd", "rd", "th", "from", "hybrid", "virtual", "online", "exact", "dates"}
_WEEKDAYS = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}


def event_days(text: str, year: int) -> tuple[date, date] | None:
    """First and last day, or None when the text does not give both a month and a day.

    ``year`` is the edition's, used where the text names none. A range that runs over New Year with one year named ends in
    that year. Spellings: ``March 12-16, 2021``, ``29 June - 3 July``, ``Sept 9``, ``2026-05-01 to 2026-05-04``...
    """
    days: list[int] = []
    months: list[int] = []
    years: list[int] = []
    marks: list[str] = []
    for token in _TOKEN.finditer(text):
        if token["iso"]:
            return _iso(text)
        if token["year"]:
            years.append(int(token["year"]))
        elif token["day"]:
            days.append(int(token["day"]))
            marks.append("d")
        else:
            word = token["word"].lower()
            if word[:3] in MONTHS and (len(word) <= 4 or _looks_like_month(word)):
                months.append(MONTHS[word[:3]])
                marks.append("m")
            elif word not in _FILLER and word[:3] not in _WEEKDAYS:
                return None
    if not months or not days or len(months) > 2 or len(days) > 2 or len(years) > 2 or len(months) > len(days):
        return None
    if len(months) == 2 and "".join(marks) not in {"mdmd", "dmdm"}:
        return None
    last_year = years[-1] if years else year
    first_year = years[0] if years else year
    if len(years) < 2 and months[0] > months[-1]:
        first_year = last_year - 1 if years or months[-1] < 6 else first_year
    try:
        first, last = date(first_year, months[0], days[0]), date(last_year, months[-1], days[-1])
    except (ValueError, OverflowError):
        return None
    return (first, last) if first <= last else None


def _looks_like_month(word: str) -> bool:
    """Full names, with a letter or two wrong (``Septemper``)."""
    import difflib

    names = ["january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december"]
    return bool(difflib.get_close_matches(word, names, n=1, cutoff=0.8))


def _iso(text: str) -> tuple[date, date] | None:
    """One or two whole dates with nothing but a dash or a word such as ``to`` between them."""
    found = _ISO.findall(text)
    left = re.findall(r"\w+", _ISO.sub(" ", text))
    if len(found) > 2 or any(word.lower() not in _FILLER and word.lower()[:3] not in _WEEKDAYS for word in left):
        return None
    try:
        days = [date(*(int(part) for part in parts)) for parts in found]
    except ValueError:
        return None
    return (days[0], days[-1]) if days and days[0] <= days[-1] else None
