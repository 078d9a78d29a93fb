"""The clauses of a label, and which of them speak of another date than the label's own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from confradar.formats.lazy_pattern import lazy
from confradar.model.days import MONTH_NAME, MONTH_NUMBERS

_MONTH = rf"(?P<{{}}>{MONTH_NAME})\b\.?"
_DAY = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?\b"
_DATE = lazy(
    rf"\b{_MONTH.format('month1')}\s+{_DAY.format('day1')}(?!\s*:)(?:,?\s+\d{{4}}\b)?|"
    rf"\b{_DAY.format('day2')}\s+(?:of\s+)?{_MONTH.format('month2')}(?:,?\s+\d{{4}}\b)?|"
    rf"\b(?:in|on|by)\s+{_MONTH.format('month3')}(?!\s*\d{{1,2}}(?!\d))|"
    r"\b\d{4}[-/.](?P<month4>\d{1,2})[-/.](?P<day4>\d{1,2})\b|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b|"
    r"(?:\d{4}\s*年\s*)?(?P<month5>\d{1,2})\s*月\s*(?P<day5>\d{1,2})\s*[日号]",
    re.IGNORECASE,
)
# Clock times, zones, months, years and addresses beside the words are another reader's.
_TIMES = lazy(
    rf"\b{_MONTH.format('month')}|\b\d{{1,2}}:\d{{2}}(?::\d{{2}})?\s*(?:[ap]\.?m\b\.?)?|"
    rf"\b\d{{1,2}}\s*[ap]\.?m\b\.?|"
    r"\b(?:utc|gmt)\s*[+-]?\d*\b|\b(?:aoe|[ecmp][sd]?t|cest)\b|\b\d{4}\b|['’]s\b",
    re.IGNORECASE,
)
# Who may hand in, and what comes with it, is not what is handed in: ``third round (only for revised
# papers)``.
_ASIDE = lazy(
    r"\b(?:only for|including|included|with|without|excluding|except|after|before)\b"
    r"(?:(?!\b(?:opens?|starts?|begins?|closes?|ends?|due|deadlines?)\b)[^).;])*",
    re.IGNORECASE,
)

# Addresses and times whose dots are no ends of sentences.
_DOTTED = lazy(r"https?://\S+|\b\d{1,2}(?:[:.]\d{2})?\s*[ap]\.\s?m\b\.?", re.IGNORECASE)
_PHD = lazy(r"\bPh\.?\s?D\b\.?", re.IGNORECASE)


def clauses(text: str, own: date | None) -> Iterator[tuple[str, bool]]:
    """The clauses of a text without times and asides, each with whether it carries another date
    than its ``own``."""
    foreign = "\x00"
    text = _DOTTED.sub(" ", unicodedata.normalize("NFKC", _PHD.sub("PhD", text)))

    def told(match: re.Match[str]) -> str:
        return " " if own and _month_and_day(match) == (own.month, own.day) else foreign

    for clause in re.split(r"(?<=[.;,()\[\]])", _DATE.sub(told, _ASIDE.sub(" ", text))):
        yield _TIMES.sub(" ", clause.replace(foreign, " ")), foreign in clause


def without_dates(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a text between its dates, and these; each with whether it is a date."""
    at = 0
    for match in _DATE.finditer(text):
        yield text[at : match.start()], False
        yield match[0], True
        at = match.end()
    yield text[at:], False


def dated(text: str) -> bool:
    """Whether a text carries a date."""
    return bool(_DATE.search(text))


def _month_and_day(match: re.Match[str]) -> tuple[int, int] | None:
    given = {name[:-1]: value for name, value in match.groupdict().items() if value}
    if "day" not in given:
        return None
    month = given["month"]
    return int(month) if month.isdigit() else MONTH_NUMBERS[month[:3].lower()], int(given["day"])
