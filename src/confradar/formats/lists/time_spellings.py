"""Spellings of a time in lists, to the wall time of our format: whatever is unambiguous, and
nothing else."""

from __future__ import annotations

import re

from confradar.formats.wording.clauses import without_dates
from confradar.model.days import MONTH_NAME, MONTH_NUMBERS, WEEKDAYS
from confradar.model.wall_times import parse_wall
from confradar.model.zones import parse_zone

_MONTH = rf"(?P<month>{MONTH_NAME})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)})[a-z]*\.?,?\s+)?"
_REST = r"(?:(?:\s*,\s*|\s+at\s+|\s+|T|(?=\())(?P<rest>\S.*))?"
_DATES = [
    re.compile(
        rf"{_WEEKDAY}(?P<year>\d{{4}})[-/.](?P<number>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_REST}",
        re.IGNORECASE,
    ),
    re.compile(rf"(?P<year>(?:19|20)\d{{2}})(?P<number>0[1-9]|1[0-2])(?P<day>[0-3]\d){_REST}"),
    re.compile(
        rf"(?P<year>\d{{4}})\s*年\s*(?P<number>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*日{_REST}"
    ),
    re.compile(
        rf"{_WEEKDAY}{_MONTH}[\s-]+{_DAY}(?:\s*[,-]\s*|\s+)(?P<year>\d{{4}}){_REST}", re.IGNORECASE
    ),
    re.compile(
        rf"{_WEEKDAY}{_DAY}[\s-]+(?:of\s+)?{_MONTH}(?:\s*[,-]\s*|\s+)(?P<year>\d{{4}}){_REST}",
        re.IGNORECASE,
    ),
    re.compile(rf"(?P<year>\d{{4}})[\s-]+{_MONTH}[\s-]+{_DAY}{_REST}", re.IGNORECASE),
]
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.0+)?)?)?(?:\s*(?P<half>[ap])\.?m\b\.?)?(?:\s+|(?=[(),Z+-])|$)",
    re.IGNORECASE,
)
# Words beside a date that change nothing of it.
_EMPHASIS = re.compile(
    r"\b(?:(?:extended|prolonged|postponed|delayed|deferred|moved) (?:to|until|till)|"
    r"(?:strict|firm|hard|final|extended)(?:\s+deadline)?|"
    r"(?:no|without)\s+(?:further\s+)?extensions?)\b[!.]*",
    re.IGNORECASE,
)

# ``6-9 April``, ``April 06-09``
_RANGE = re.compile(
    r"\b\d{1,2}\s*[-–—]\s*\d{1,2}\b\s*[a-z]{3}|[a-z]{3}\.?\s*\d{1,2}\s*[-–—]\s*\d{1,2}\b",
    re.IGNORECASE,
)


def wall_of(text: str) -> tuple[str, str | None]:
    """The wall time as our format has it, and the zone where the text names one: ``2027/01/15 11:59
    PM AoE`` is ``2027-01-15 23:59`` in ``AoE``. Day before month, or after, in figures alone is no
    date. Raises ValueError.
    """
    text = " ".join(text.split())
    try:
        return _wall_of(text)
    except ValueError:
        if sum(is_date for _, is_date in without_dates(text)) > 1 or _RANGE.search(text):
            raise ValueError(f"{text!r} names several days, not one") from None
        raise


def _wall_of(text: str) -> tuple[str, str | None]:
    bare = re.sub(r"\s*\(\s*\)|[\s,;(]+$", "", " ".join(_EMPHASIS.sub(" ", text).split()))
    match = next((found for pattern in _DATES if (found := pattern.fullmatch(bare))), None)
    if match is None:
        parse_wall(text)
        return text, None
    groups = match.groupdict()
    month = (
        int(groups["number"])
        if groups.get("number")
        else MONTH_NUMBERS[groups["month"][:3].lower()]
    )
    day = f"{groups['year']}-{month:02}-{int(groups['day']):02}"
    clock, zone = _clock(text, groups["rest"] or "")
    wall = parse_wall(f"{day}{clock}")
    named = groups.get("weekday")
    if named and WEEKDAYS[parse_wall(day).time.weekday()] != named.lower():
        raise ValueError(f"{text!r} contradicts itself: {day} is a {wall.time:%A}")
    return f"{day}{clock}", zone


def _clock(text: str, rest: str) -> tuple[str, str | None]:
    """The time of day (with a space before it) and the zone behind it, from what follows a date.
    Raises ValueError."""
    rest = rest.strip("([ ")
    match = _CLOCK.match(rest)
    clock, behind = "", rest
    if match and (match["minute"] or match["half"]):
        hour, behind = int(match["hour"]), rest[match.end() :]
        if match["half"]:
            if not 1 <= hour <= 12:
                raise ValueError(f"{text!r}: {rest!r} is not a time of day")
            hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
        clock = f" {hour:02}:{match['minute'] or '00'}" + (
            f":{match['second']}" if match["second"] else ""
        )
    zone = re.sub(r"^[-–]\s+", "", behind.strip("()[],. ")) or None
    if zone and not clock and zone[0] in "+-":
        raise ValueError(f"{text!r}: {zone!r} may be a zone or the end of a range")
    if zone:
        try:
            parse_zone(zone)
        except ValueError as error:
            raise ValueError(f"{text!r}: {error}") from None
    return clock, zone
