"""The estimates of an edition that is coming, by the rule of ``forecast``: which dates, in which
order, within which bounds. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from confradar.forecast.calibration import Calibration
from confradar.forecast.past_editions import ESTIMATED_KINDS, YEAR, History, Past, Point, before
from confradar.forecast.reason import Reason
from confradar.forecast.rule import (
    EVENT_MOVES,
    LATE,
    PRIOR_DAYS,
    SINGLE_REACH,
    Class,
    Estimate,
    class_of,
    expected,
    lag,
    scale,
    steady,
    step_of,
)


def next_years(history: History, horizon: int) -> list[int]:
    """The editions to estimate: the next two after the last one with paper deadlines, and on to
    ``horizon``; by the cadence.

    Of an irregular series only the next one: where its last gaps agree, or where its year stands in
    the catalogue. From a single edition none far from it.
    """
    papers = history.papers
    if not papers:
        return []
    step = step_of(history)
    planned = {edition.year for edition in history.editions}
    skipped = {edition.year for edition in history.editions if edition.cancelled or edition.joint}
    years: list[int] = []
    year = papers[-1].year
    irregular = history.cadence == "irregular"  # when the one after the next comes, nobody can know
    while len([found for found in years if found not in skipped]) < (1 if irregular else 2) or (
        year + step <= horizon and not irregular
    ):
        ahead = [other for other in planned if year < other < year + step]
        year = min(ahead) if ahead else year + step
        years.append(year)
    if irregular and not steady(papers):
        years = [found for found in years if found in planned]
    reach = year if len(papers) > 1 else papers[-1].year + SINGLE_REACH
    return [found for found in years if found not in skipped and found <= reach]


def estimates(
    history: History, calibration: Calibration, *, horizon: int, as_of: date | None = None
) -> list[Estimate]:
    """All estimates of a venue: whole editions to come, and the dates that announced editions still
    lack.

    An announced date always wins: no estimate is made for it. ``as_of`` leaves out what was not
    known before that day.
    """
    known = before(history, 9999, as_of)
    found: list[Estimate] = []
    papers = known.papers
    if not papers:
        return found
    announced = papers[-1]
    missing = _missing(known, announced, calibration)
    found.extend(missing)
    known = _with_points(
        known,
        announced,
        [Point(item.kind, item.round, item.centre) for item in missing if item.kind == "paper"],
    )
    editions = {edition.year: edition for edition in known.editions}
    for year in next_years(known, horizon):
        edition = editions.get(year)
        found.extend(_whole(known, year, edition, calibration, horizon))
    return found


def _with_points(history: History, edition: Past, points: Sequence[Point]) -> History:
    """The history with rounds that an edition is expected to have still, so that later editions
    have them too."""
    if not points:
        return history
    full = replace(edition, points=(*edition.points, *points))
    return History(
        history.venue,
        history.cadence,
        tuple(full if item.year == edition.year else item for item in history.editions),
    )


def _missing(history: History, edition: Past, calibration: Calibration) -> list[Estimate]:
    """What an announced edition does not tell yet, from its own paper deadlines."""
    papers = edition.days("paper")
    earlier = before(history, edition.year)
    found = _later_rounds(earlier, edition, calibration)
    for kind in ESTIMATED_KINDS[2:]:
        if edition.days(kind) or kind not in earlier.kinds:
            continue
        key = f"lag:{kind}"
        size = 1.0 if key in calibration.ratios else PRIOR_DAYS
        low, high = calibration.interval(key, size)
        for number, day in papers.items():
            days = lag(earlier, kind, number)
            if days is None:
                continue
            centre = day + timedelta(days=days)
            reason = Reason("lag", days)
            found.append(
                _estimate(
                    edition.year,
                    kind,
                    number,
                    len(papers),
                    centre,
                    (low, high),
                    class_of(earlier, edition.year),
                    reason,
                )
            )
    return _clamped(_in_order(found, edition), earlier, edition.start)


def _later_rounds(earlier: History, edition: Past, calibration: Calibration) -> list[Estimate]:
    """Rounds that the edition before had and this one has not announced yet, where they would come
    after what is announced."""
    centres, moved = expected(earlier, edition.year, edition.start)
    if not centres:
        return []
    announced = edition.days("paper")
    size = scale(earlier, edition.year, moved)
    low, high = calibration.interval("paper", size)
    class_ = class_of(earlier, edition.year)
    after = max(announced.values()) + timedelta(days=30)
    habit = _habit(earlier, edition.year, moved)._replace(low=low, high=high)
    return [
        _estimate(
            edition.year,
            "paper",
            number,
            len(centres),
            day,
            (low, high),
            class_,
            habit,
        )
        for number, day in centres.items()
        if number not in announced and day > after and number <= (edition.rounds or number)
    ]


def _whole(
    history: History, year: int, edition: Past | None, calibration: Calibration, horizon: int
) -> list[Estimate]:
    known = before(history, year)
    centres, moved = expected(known, year, edition.start if edition else None)
    class_ = class_of(known, year)
    size = scale(known, year, moved)
    size *= calibration.after_gap if class_ is Class.gap and _skipped(known, year, horizon) else 1.0
    habit = _habit(known, year, moved)
    wanted = known.kinds - edition.kinds if edition else known.kinds
    found = []
    for kind in [kind for kind in ESTIMATED_KINDS if kind in wanted]:
        low, high = calibration.interval(kind, size)
        reason = habit._replace(low=low, high=high)
        for number, day in centres.items():
            days = 0 if kind == "paper" else lag(known, kind, number)
            if days is None:
                continue
            centre = day + timedelta(days=days)
            found.append(
                _estimate(year, kind, number, len(centres), centre, (low, high), class_, reason)
            )
    found = _in_order(found, edition)
    if edition and edition.start:
        return _clamped(found, known, edition.start)
    due = max((item.centre for item in found if item.kind == "paper"), default=date.min)
    held = [item for item in _event(known, year, class_, calibration, size) if item.centre > due]
    return [*_clamped(found, known, min((item.centre for item in held), default=None)), *held]


def _skipped(known: History, year: int, horizon: int) -> bool:
    """Whether the edition before was left out, or never recorded, while most series are past it:
    else it is only still to come."""
    step = step_of(known)
    return year - step < horizon - 1


def _clamped(found: Iterable[Estimate], history: History, start: date | None) -> list[Estimate]:
    """No later than the event's first day, where it is known; what may come later (LATE), or came
    later before, is let be."""
    if start is None:
        return list(found)
    late = {
        point.kind
        for edition in history.papers[-2:]
        for point in edition.points
        if edition.start and point.day > edition.start
    } | LATE
    return [item if item.kind in late else _no_later(item, start, start, start) for item in found]


def _in_order(found: list[Estimate], edition: Past | None) -> list[Estimate]:
    """Abstracts no later than the paper of their round, and no camera-ready dates that would come
    before its notification."""
    told = dict(edition.days("notification")) if edition else {}
    told |= {item.round: item.centre for item in found if item.kind == "notification"}
    papers = {item.round: item for item in found if item.kind == "paper"}
    return [
        _no_later(item, paper.centre, paper.low, paper.high)
        if item.kind == "abstract" and (paper := papers.get(item.round))
        else item
        for item in found
        if item.kind != "camera_ready" or item.centre >= told.get(item.round, date.min)
    ]


def _no_later(item: Estimate, centre: date, low: date, high: date) -> Estimate:
    if item.centre <= centre and item.low <= low and item.high <= high:
        return item
    return item._replace(
        centre=min(item.centre, centre), low=min(item.low, low), high=min(item.high, high)
    )


def _event(
    history: History, year: int, class_: Class, calibration: Calibration, size: float
) -> list[Estimate]:
    """First and last day of the event, from the last one that is known."""
    held = [
        edition
        for edition in history.editions
        if edition.start and edition.start.year == edition.year and not edition.cancelled
    ]
    if not held:
        return []
    last = held[-1]
    first_day = last.start or date(year, 1, 1)
    first = first_day + timedelta(days=YEAR * (year - last.year))
    length = ((last.end or first_day) - first_day).days
    low, high = calibration.interval("paper", max(size, PRIOR_DAYS))
    reason = Reason("event", last.year)
    return [
        _estimate(year, kind, 1, 1, day, (low, high), class_, reason)
        for kind, day in (("first_day", first), ("last_day", first + timedelta(days=length)))
    ]


def _estimate(
    year: int,
    kind: str,
    number: int,
    rounds: int,
    centre: date,
    interval: tuple[int, int],
    class_: Class,
    reason: Reason,
) -> Estimate:
    """An estimate with its interval in days from the centre, which it holds."""
    low, high = interval
    return Estimate(
        year,
        kind,
        number,
        rounds,
        centre,
        centre + timedelta(days=min(low, 0)),
        centre + timedelta(days=max(high, 0)),
        class_,
        reason,
    )


def _habit(history: History, year: int, moved: int) -> Reason:
    """What the paper deadlines of so many editions tell, but for the interval."""
    papers = history.papers
    seen = [abs(shift) for shift in history.shifts]
    step = step_of(history)
    return Reason(
        "habit",
        len(papers),
        max(seen, default=None),
        moved if abs(moved) > EVENT_MOVES[0] else 0,
        papers[-1].year if year - papers[-1].year > 2 * step else None,
    )
