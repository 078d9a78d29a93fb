"""Estimated dates of editions that are not announced yet, with intervals. Pure: history in, estimates out.

The rule of the centre: the last edition's date plus 364 days for each year between (the same weekday); where that edition had
four or more rounds, the same calendar date; and where the coming event's days are known and have moved by 28 to 130 days, 0.55
of that move on top. The interval is split-conformal on normalised errors: every earlier forecast of every venue is made again,
its error divided by the venue's own scale (its recency-weighted mean shift, shrunk towards 14 days), and the 10 % and 90 %
quantiles of those ratios, times the scale at hand, are the 80 % interval. Constants and measures: docs/forecast.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from confradar.model.counts import counted
from confradar.queries.history import History, Past, Point, before, history_of

__all__ = [
    "Calibration",
    "Class",
    "Estimate",
    "History",
    "Past",
    "Point",
    "before",
    "calibrate",
    "class_of",
    "estimates",
    "expected",
    "history_of",
    "scale",
]

YEAR = 364
EVENT_SHARE = 0.55
EVENT_MOVES = (28, 130)
MANY_ROUNDS = 4
PRIOR_DAYS = 14.0
PRIOR_WEIGHT = 1.0
PRIOR_WEIGHT_MANY_ROUNDS = 0.5
RECENCY = 0.8
SHIFT_CAP = 60
WIDER_AFTER_GAP = 2.0
WIDER_AFTER_EVENT_MOVE = 1.5
COVERAGE = 0.8
LEAST_ERRORS = 30
FIRST_CALIBRATED_YEAR = 2021
KINDS = (
    "abstract", "paper", "notification", "camera_ready", "workshop_proposal", "tutorial_proposal", "early_registration", "registration",
)  # fmt: skip
# Once an edition, whatever its rounds: told for the rounds that had one.
ONCE = frozenset({"workshop_proposal", "tutorial_proposal", "early_registration", "registration"})
# These may fall into the event's days, or come after it.
LATE = frozenset({"camera_ready", "registration"})
# A single edition foretells no later year than this many after it.
SINGLE_REACH = 2
STEPS = {"annual": 1, "biennial": 2, "triennial": 3}
# Ratios for kinds of which hardly any forecast can be checked: those of paper deadlines of the study's data.
USUAL_RATIOS = (-1.2, 1.2)


class Class(StrEnum):
    """What kind of history an estimate rests on."""

    stable = "stable"
    usual = "usual"
    volatile = "volatile"
    single = "single edition"
    gap = "after a gap"


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimated date: centre, 80 % interval (days, both inclusive), class, and a reason in a line."""

    year: int
    kind: str
    round: int
    rounds: int
    centre: date
    low: date
    high: date
    class_: Class
    reason: str


@dataclass(frozen=True)
class Calibration:
    """Quantiles of past errors divided by their scale, by kind; ``lag:`` kinds are measured from an announced paper deadline."""

    ratios: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def interval(self, kind: str, scale: float) -> tuple[int, int]:
        """Days before and after the centre."""
        low, high = self.ratios.get(kind) or self.ratios.get("paper") or USUAL_RATIOS
        return round(low * scale), round(high * scale)


# ---- The centre


def expected(history: History, year: int, start: date | None = None) -> tuple[dict[int, date], int]:
    """Paper deadlines of edition ``year`` by round from the last edition that has some, and how far its event moved (days)."""
    papers = _with_papers(history)
    if not papers:
        return {}, 0
    last = papers[-1]
    years = year - last.year
    rounds = last.days("paper")
    moved = 0
    if start and last.start and start.year == year and last.start.year == last.year:
        moved = (start - last.start).days - YEAR * years
    if abs(moved) > EVENT_MOVES[1]:
        moved = 0
    if len(rounds) >= MANY_ROUNDS:
        return {number: _same_date(day, years) for number, day in rounds.items()}, moved
    shift = round(EVENT_SHARE * moved) if abs(moved) > EVENT_MOVES[0] else 0
    return {number: day + timedelta(days=YEAR * years + shift) for number, day in rounds.items()}, moved


def _with_papers(history: History) -> list[Past]:
    return [edition for edition in history.editions if edition.base]


def _same_date(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def kept(history: History, kind: str) -> bool:
    """Whether one of the newest two full editions has dates of this kind: else it was given up, or never was.

    The newest edition is full once it tells what comes after its papers; all earlier ones are.
    """
    papers = _with_papers(history)
    full = papers if papers and (papers[-1].days("notification") or papers[-1].days("camera_ready")) else papers[:-1]
    return any(edition.days(kind) for edition in (full or papers)[-2:])


def lag(history: History, kind: str, number: int) -> int | None:
    """Days from the paper deadline to another date of its round, in the latest edition that has both; None where it is not kept."""
    for edition in reversed(_with_papers(history)) if kept(history, kind) else ():
        papers, others = edition.days("paper"), edition.days(kind)
        if others and papers:
            both = set(others) & set(papers)
            chosen = number if number in both or kind in ONCE else max(both, default=None)
            if chosen not in both:
                return None
            if chosen is not None:
                return (others[chosen] - papers[chosen]).days
    return None


# ---- The scale and the class


def shifts(history: History) -> list[int]:
    """How far each paper deadline was from where the rule put it, oldest first; rounds are matched by date."""
    papers = _with_papers(history)
    found: list[int] = []
    for earlier, later in pairwise(papers):
        years = later.year - earlier.year
        put = [day + timedelta(days=YEAR * years) for day in earlier.days("paper").values()]
        found.extend((day - _nearest(day, put)).days for day in later.days("paper").values())
    return found


def scale(history: History, year: int, moved: int) -> float:
    """The size of error to expect, in days."""
    seen = [min(abs(shift), SHIFT_CAP) for shift in shifts(history)]
    weights = [RECENCY ** (len(seen) - 1 - place) for place in range(len(seen))]
    papers = _with_papers(history)
    prior = PRIOR_WEIGHT_MANY_ROUNDS if papers and len(papers[-1].days("paper")) >= MANY_ROUNDS else PRIOR_WEIGHT
    size = (sum(shift * weight for shift, weight in zip(seen, weights, strict=True)) + prior * PRIOR_DAYS) / (sum(weights) + prior)
    if papers and year - papers[-1].year > 1:
        size *= WIDER_AFTER_GAP
    return size * (WIDER_AFTER_EVENT_MOVE if abs(moved) > EVENT_MOVES[0] else 1.0)


def class_of(history: History, year: int) -> Class:
    """The class of a forecast for ``year``."""
    papers = _with_papers(history)
    seen = [abs(shift) for shift in shifts(history)]
    if papers and year - papers[-1].year > (STEPS.get(history.cadence) or _usual_gap(papers)):
        return Class.gap
    if not seen:
        return Class.single
    return Class.stable if max(seen) <= 10 else Class.usual if max(seen) <= 30 else Class.volatile


def _nearest(day: date, others: Iterable[date]) -> date:
    return min(others, key=lambda other: (abs((other - day).days), other))


# ---- Calibration


def calibrate(histories: Iterable[History], *, as_of: date | None = None, year: int | None = None) -> Calibration:
    """Make every earlier forecast again and measure it. Only editions before ``year`` and dates before ``as_of`` count."""
    ratios: dict[str, list[float]] = {}
    for history in histories:
        for target in history.editions:
            if target.cancelled or target.joint or target.year < FIRST_CALIBRATED_YEAR or (year is not None and target.year >= year):
                continue
            if as_of is not None and any(point.day >= as_of for point in target.points[:1]):
                continue
            known = before(history, target.year)
            centres, moved = expected(known, target.year, target.start)
            if not centres or not target.days("paper"):
                continue
            size = scale(known, target.year, moved)
            for day in target.days("paper").values():
                ratios.setdefault("paper", []).append((day - _nearest(day, centres.values())).days / size)
            for kind in KINDS:
                if kind != "paper":
                    for number, day in target.days(kind).items():
                        _measure_lag(ratios, known, target, kind, number, day, centres, size)
    return Calibration({kind: _quantiles(values) for kind, values in ratios.items() if len(values) >= LEAST_ERRORS})


def _measure_lag(
    ratios: dict[str, list[float]],
    known: History,
    target: Past,
    kind: str,
    number: int,
    day: date,
    centres: Mapping[int, date],
    size: float,
) -> None:
    days = lag(known, kind, number)
    if days is None:
        return
    put = [centre + timedelta(days=days) for centre in centres.values()]
    ratios.setdefault(kind, []).append((day - _nearest(day, put)).days / size)
    own = target.days("paper").get(number)
    if own is not None:
        ratios.setdefault(f"lag:{kind}", []).append((day - own).days - days + 0.0)


def _quantiles(values: Sequence[float]) -> tuple[float, float]:
    """The 10 % and 90 % quantiles, linear between neighbours."""
    ordered = sorted(values)

    def at(share: float) -> float:
        place = share * (len(ordered) - 1)
        low = int(place)
        high = min(low + 1, len(ordered) - 1)
        return ordered[low] + (ordered[high] - ordered[low]) * (place - low)

    edge = (1 - COVERAGE) / 2
    return at(edge), at(1 - edge)


# ---- Estimates


def next_years(history: History, horizon: int) -> list[int]:
    """The editions to estimate: the next two after the last one with paper deadlines, and on to ``horizon``; by the cadence.

    Of an irregular series only the next one, and from a single edition none far from it.
    """
    papers = _with_papers(history)
    if not papers:
        return []
    step = STEPS.get(history.cadence) or _usual_gap(papers)
    planned = {edition.year for edition in history.editions}
    skipped = {edition.year for edition in history.editions if edition.cancelled or edition.joint}
    years: list[int] = []
    year = papers[-1].year
    irregular = history.cadence == "irregular"  # when the one after the next comes, nobody can know
    while len([found for found in years if found not in skipped]) < (1 if irregular else 2) or (year + step <= horizon and not irregular):
        ahead = [other for other in planned if year < other < year + step]
        year = min(ahead) if ahead else year + step
        years.append(year)
    reach = year if len(papers) > 1 else papers[-1].year + SINGLE_REACH
    return [found for found in years if found not in skipped and found <= reach]


def _usual_gap(papers: Sequence[Past]) -> int:
    """The median gap of an irregular series, in years."""
    gaps = sorted(later.year - earlier.year for earlier, later in pairwise(papers))
    return gaps[len(gaps) // 2] if gaps else 1


def estimates(history: History, calibration: Calibration, *, horizon: int, as_of: date | None = None) -> list[Estimate]:
    """All estimates of a venue: whole editions to come, and the dates that announced editions still lack.

    An announced date always wins: no estimate is made for it. ``as_of`` leaves out what was not known before that day.
    """
    known = before(history, 9999, as_of)
    found: list[Estimate] = []
    papers = _with_papers(known)
    if not papers:
        return found
    announced = papers[-1]
    missing = _missing(known, announced, calibration)
    found.extend(missing)
    known = _with_points(known, announced, [Point(item.kind, item.round, item.centre) for item in missing if item.kind == "paper"])
    editions = {edition.year: edition for edition in known.editions}
    for year in next_years(known, horizon):
        edition = editions.get(year)
        found.extend(_whole(known, year, edition, calibration))
    return found


def _with_points(history: History, edition: Past, points: Sequence[Point]) -> History:
    """The history with rounds that an edition is expected to have still, so that later editions have them too."""
    full = replace(edition, points=(*edition.points, *points))
    return History(history.venue, history.cadence, tuple(full if item.year == edition.year else item for item in history.editions))


def _missing(history: History, edition: Past, calibration: Calibration) -> list[Estimate]:
    """What an announced edition does not tell yet, from its own paper deadlines."""
    papers = edition.days("paper")
    earlier = before(history, edition.year)
    found = _later_rounds(earlier, edition, calibration)
    for kind in KINDS[2:]:
        if edition.days(kind):
            continue
        for number, day in papers.items():
            days = lag(earlier, kind, number)
            if days is None:
                continue
            low, high = calibration.interval(f"lag:{kind}", 1.0 if f"lag:{kind}" in calibration.ratios else PRIOR_DAYS)
            centre = day + timedelta(days=days)
            reason = f"{counted(days, 'day')} after the announced paper deadline, as in the latest edition with both"
            found.append(_estimate(edition.year, kind, number, len(papers), centre, low, high, class_of(earlier, edition.year), reason))
    return _clamped(_in_order(found, edition), earlier, edition.start)


def _later_rounds(earlier: History, edition: Past, calibration: Calibration) -> list[Estimate]:
    """Rounds that the edition before had and this one has not announced yet, where they would come after what is announced."""
    centres, moved = expected(earlier, edition.year, edition.start)
    announced = edition.days("paper")
    size = scale(earlier, edition.year, moved)
    low, high = calibration.interval("paper", size)
    class_ = class_of(earlier, edition.year)
    after = max(announced.values()) + timedelta(days=30)
    return [
        _estimate(edition.year, "paper", number, len(centres), day, low, high, class_, _reason(earlier, edition.year, moved, low, high))
        for number, day in centres.items()
        if number not in announced and day > after
    ]


def _whole(history: History, year: int, edition: Past | None, calibration: Calibration) -> list[Estimate]:
    known = before(history, year)
    centres, moved = expected(known, year, edition.start if edition else None)
    size = scale(known, year, moved)
    class_ = class_of(known, year)
    found = []
    for kind in KINDS:
        if edition and edition.days(kind):
            continue
        low, high = calibration.interval(kind, size)
        for number, day in centres.items():
            days = 0 if kind == "paper" else lag(known, kind, number)
            if days is None:
                continue
            centre = day + timedelta(days=days)
            found.append(_estimate(year, kind, number, len(centres), centre, low, high, class_, _reason(known, year, moved, low, high)))
    found = _in_order(found, edition)
    if edition and edition.start:
        return _clamped(found, known, edition.start)
    due = max((item.centre for item in found if item.kind == "paper"), default=date.min)
    held = [item for item in _event(known, year, class_, calibration, size) if item.centre > due]
    return [*_clamped(found, known, min((item.centre for item in held), default=None)), *held]


def _clamped(found: Iterable[Estimate], history: History, start: date | None) -> list[Estimate]:
    """No later than the event's first day, where it is known; what may come later (LATE), or came later before, is let be."""
    if start is None:
        return list(found)
    late = {
        point.kind for edition in _with_papers(history)[-2:] for point in edition.points if edition.start and point.day > edition.start
    } | LATE
    return [
        item if item.kind in late else replace(item, centre=min(item.centre, start), low=min(item.low, start), high=min(item.high, start))
        for item in found
    ]


def _in_order(found: list[Estimate], edition: Past | None) -> list[Estimate]:
    """Without camera-ready dates that would come before the notification of their round, announced or estimated."""
    told = dict(edition.days("notification")) if edition else {}
    told |= {item.round: item.centre for item in found if item.kind == "notification"}
    return [item for item in found if item.kind != "camera_ready" or item.centre >= told.get(item.round, date.min)]


def _event(history: History, year: int, class_: Class, calibration: Calibration, size: float) -> list[Estimate]:
    """First and last day of the event, from the last one that is known."""
    held = [edition for edition in history.editions if edition.start and edition.start.year == edition.year and not edition.cancelled]
    if not held:
        return []
    last = held[-1]
    first_day = last.start or date(year, 1, 1)
    first = first_day + timedelta(days=YEAR * (year - last.year))
    length = ((last.end or first_day) - first_day).days
    low, high = calibration.interval("paper", max(size, PRIOR_DAYS))
    reason = f"the days of {last.year}, the same week"
    return [
        _estimate(year, kind, 1, 1, day, low, high, class_, reason)
        for kind, day in (("first_day", first), ("last_day", first + timedelta(days=length)))
    ]


def _estimate(year: int, kind: str, number: int, rounds: int, centre: date, low: int, high: int, class_: Class, reason: str) -> Estimate:
    return Estimate(
        year, kind, number, rounds, centre, centre + timedelta(days=min(low, 0)), centre + timedelta(days=max(high, 0)), class_, reason
    )


def _reason(history: History, year: int, moved: int, low: int, high: int) -> str:
    """``6 editions, same week each year, -5 to +7 days``."""
    papers = _with_papers(history)
    seen = [abs(shift) for shift in shifts(history)]
    count = f"{len(papers)} edition{'s' if len(papers) != 1 else ''}"
    if not seen:
        habit = "no earlier one to compare"
    elif max(seen) <= 7:
        habit = "same week each year"
    elif max(seen) <= 30:
        habit = f"within {counted(max(seen), 'day')} of the same week"
    else:
        habit = f"moved by up to {counted(max(seen), 'day')}"
    event = f", the event is {counted(abs(moved), 'day')} {'later' if moved > 0 else 'earlier'}" if abs(moved) > EVENT_MOVES[0] else ""
    step = STEPS.get(history.cadence) or _usual_gap(papers)
    gap = f", none since {papers[-1].year}" if year - papers[-1].year > 2 * step else ""
    return f"{count}, {habit}{event}{gap}, {low:+d} to {high:+d} days"
