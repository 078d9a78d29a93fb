"""The causal backtest of the forecasts, on any catalogue or upstream file.

    python bench/forecast.py data/venues.yaml
    python bench/forecast.py allconf.yml ai-deadlines-main.tar.gz --json

Every main-track paper deadline of the editions from 2022 on that have an earlier one is predicted
from what came before. Centres are measured on all of them, intervals on those from 2024 on,
calibrated on earlier years only. Venues are halved by a hash of their id: constants were chosen on
half A, half B was only reported on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from forecast_tables import centre_line, interval_line, score

from confradar.catalogue.load import load_text, read_text
from confradar.forecast import rule
from confradar.forecast.calibration import FIRST_CALIBRATED_YEAR, calibrate
from confradar.forecast.past_editions import History, Past, before, history_of, nearest
from confradar.formats.lists import aideadlines, ccfddl, hf
from confradar.model.venue import Venue
from confradar.sync.merge_venues import merge

FIRST_CENTRE, FIRST_INTERVAL = 2022, 2024
# The areas of the lists on which constants were compared; classes are also reported on the others
# alone.
TUNED_ON = frozenset(
    [
        "ai",
        "ml",
        "nlp",
        "cv",
        "data-mining",
        "databases",
        "robotics",
        "deep-learning",
        "rl",
        "speech",
        "ir",
    ]
)

Rule = Callable[[History, int, "date | None"], "list[date]"]


@dataclass(frozen=True)
class Row:
    """One target: what was predicted, with which interval, and what came."""

    venue: str
    year: int
    kind: str
    round: int
    predicted: str
    low: str
    high: str
    actual: str
    error: int
    baseline: str
    baseline_error: int
    class_: str
    area: str
    half: str
    pooled: int


def load(paths: Sequence[Path]) -> tuple[Venue, ...]:
    """Venues of catalogues and upstream files, merged in the order given (name the later-recorded
    list last)."""
    venues: tuple[Venue, ...] = ()
    for number, path in enumerate(paths):
        recorded = date(2026, 1, 1) + timedelta(days=number)
        if path.name.endswith((".tar.gz", ".tgz")):
            venues = merge(venues, hf.read(path.read_bytes(), recorded=recorded)).venues
            continue
        text = read_text(path)
        if text.lstrip().startswith(("#", "schema:")) and "\nvenues:" in text:
            venues = (*venues, *(venue for venue in load_text(text, str(path)).venues))
        elif "confs:" in text:
            venues = merge(venues, ccfddl.read(path.read_bytes(), recorded=recorded)).venues
        else:
            venues = merge(venues, aideadlines.read(path.read_bytes(), recorded=recorded)).venues
    return venues


def same_weekday(history: History, year: int, _: date | None) -> list[date]:
    """Last date + 364 days a year."""
    last = _papers(history)[-1]
    return [day + timedelta(days=364 * (year - last.year)) for day in last.days("paper").values()]


def same_date(history: History, year: int, _: date | None) -> list[date]:
    """Last date + 365.25 days a year."""
    last = _papers(history)[-1]
    return [
        day + timedelta(days=round(365.25 * (year - last.year)))
        for day in last.days("paper").values()
    ]


def median_of_three(history: History, year: int, _: date | None) -> list[date]:
    """The median of the last three editions' first rounds, each moved to the year; later rounds as
    in the last one."""
    papers = _papers(history)[-3:]
    moved = sorted(
        min(item.days("paper").values()) + timedelta(days=364 * (year - item.year))
        for item in papers
    )
    last = papers[-1].days("paper")
    shift = moved[len(moved) // 2] - min(last.values())
    return [day + shift for day in last.values()]


def ours(history: History, year: int, start: date | None) -> list[date]:
    """confradar's, the coming event's days known where they are recorded."""
    return list(rule.expected(history, year, start)[0].values())


def ours_without_event(history: History, year: int, _: date | None) -> list[date]:
    """confradar's, nothing known of the coming edition."""
    return list(rule.expected(history, year, None)[0].values())


RULES: dict[str, Rule] = {
    "last + 364 days (same weekday)": same_weekday,
    "last + 365.25 days": same_date,
    "median of the last three": median_of_three,
    "confradar, event days unknown": ours_without_event,
    "confradar": ours,
}


def _papers(history: History) -> list[Past]:
    return [
        edition for edition in history.editions if edition.days("paper") and not edition.cancelled
    ]


def targets(
    histories: Sequence[History], as_of: date | None
) -> list[tuple[History, Past, History]]:
    """Editions that have an earlier one with paper deadlines, with what was known before."""
    found = []
    for history in histories:
        for edition in history.editions:
            known = before(history, edition.year)
            wanted = (
                edition.year >= FIRST_CENTRE and edition.days("paper") and not edition.cancelled
            )
            if wanted and _papers(known) and (as_of is None or edition.points[0].day < as_of):
                found.append((history, edition, known))
    return found


def backtest(
    venues: Sequence[Venue], *, as_of: date | None = None, event_known: bool = True
) -> list[Row]:
    """One row a target, every forecast made with what came before it."""
    areas = {venue.id: venue.topics[0] for venue in venues}
    histories = [history_of(venue) for venue in venues]
    years = sorted({edition.year for history in histories for edition in history.editions})
    calibrations = {year: calibrate(histories, year=year) for year in years}
    pooled = _pooled(histories, years)
    rows = []
    for history, edition, known in targets(histories, as_of):
        start = edition.start if event_known else None
        centres, moved = rule.expected(known, edition.year, start)
        calibration, class_ = calibrations[edition.year], rule.class_of(known, edition.year)
        wider = calibration.after_gap if class_ is rule.Class.gap else 1.0
        low, high = calibration.interval("paper", rule.scale(known, edition.year, moved) * wider)
        plain = same_weekday(known, edition.year, None)
        for number, day in edition.days("paper").items():
            centre, base = nearest(day, list(centres.values())), nearest(day, plain)
            rows.append(
                Row(
                    history.venue,
                    edition.year,
                    "paper",
                    number,
                    centre.isoformat(),
                    (centre + timedelta(days=low)).isoformat(),
                    (centre + timedelta(days=high)).isoformat(),
                    day.isoformat(),
                    (day - centre).days,
                    base.isoformat(),
                    (day - base).days,
                    class_.value,
                    areas[history.venue],
                    half_of(history.venue),
                    pooled[edition.year],
                )
            )
    return rows


def half_of(venue: str) -> str:
    """A or B, by a hash of the id."""
    return "AB"[int(hashlib.sha256(venue.encode()).hexdigest(), 16) % 2]


def _pooled(histories: Sequence[History], years: Sequence[int]) -> dict[int, int]:
    """The pooled interval's half-width: the 80th percentile of the absolute errors of last + 364 of
    all earlier years."""
    found: dict[int, int] = {}
    errors: list[tuple[int, int]] = []
    for history in histories:
        for edition in history.editions:
            known = before(history, edition.year)
            if _papers(known) and edition.year >= FIRST_CALIBRATED_YEAR:
                plain = same_weekday(known, edition.year, None)
                errors.extend(
                    (edition.year, abs((day - nearest(day, plain)).days))
                    for day in edition.days("paper").values()
                )
    for year in years:
        earlier = sorted(error for other, error in errors if other < year)
        found[year] = earlier[min(len(earlier) - 1, int(0.8 * len(earlier)))] if earlier else 30
    return found


def span_of(row: Row) -> tuple[int, int, int]:
    centre = date.fromisoformat(row.predicted)
    return (
        row.error,
        (date.fromisoformat(row.low) - centre).days,
        (date.fromisoformat(row.high) - centre).days,
    )


def report(venues: Sequence[Venue], rows: Sequence[Row], as_of: date | None) -> str:
    """The tables, in Markdown."""
    histories = [history_of(venue) for venue in venues]
    ours_mean = statistics.fmean(abs(row.error) for row in rows)
    base_mean = statistics.fmean(abs(row.baseline_error) for row in rows)
    judged = [row for row in rows if row.year >= FIRST_INTERVAL]
    pooled = [(row.baseline_error, -row.pooled, row.pooled) for row in judged]
    return "\n".join(
        [
            f"{len(venues)} venues; centres from {FIRST_CENTRE}, intervals from {FIRST_INTERVAL}.",
            "",
            "| rule | n | median error | mean error | within 7 d | 14 d | 30 d |",
            "|---|---:|---:|---:|---:|---:|---:|",
            *_centre_lines(histories, rows, as_of),
            "",
            f"Mean error: {ours_mean / base_mean:.3f} of last + 364.",
            "",
            "| 80 % interval | n | coverage | median width | mean width | interval score |",
            "|---|---:|---:|---:|---:|---:|",
            interval_line("pooled, around last + 364", pooled),
            interval_line("confradar", [span_of(row) for row in judged]),
            *(
                interval_line(name, [span_of(row) for row in group])
                for name, group in _groups(judged)
                if len(group) >= 10
            ),
            "",
            f"Interval score: {score([span_of(row) for row in judged]) / score(pooled):.3f} of the "
            "pooled interval's.",
        ]
    )


def _centre_lines(
    histories: Sequence[History], rows: Sequence[Row], as_of: date | None
) -> Iterator[str]:
    """How far off each rule was, and confradar on either half."""
    for name, predict in RULES.items():
        errors: list[int] = []
        for _, edition, known in targets(histories, as_of):
            put = predict(known, edition.year, edition.start)
            errors.extend((day - nearest(day, put)).days for day in edition.days("paper").values())
        yield centre_line(name, errors)
    for half in "AB":
        if any(row.half == half for row in rows):
            yield centre_line(
                f"confradar, half {half}", [row.error for row in rows if row.half == half]
            )


def _groups(judged: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """The rows by half, class and area, each group with its name."""
    for half in "AB":
        yield f"half {half}", [row for row in judged if row.half == half]
    for class_ in rule.Class:
        yield f"class: {class_.value}", [row for row in judged if row.class_ == class_.value]
    fresh = [row for row in judged if row.area not in TUNED_ON]
    yield "areas not tuned on", fresh
    for class_ in rule.Class:
        yield (
            f"not tuned on: {class_.value}",
            [row for row in fresh if row.class_ == class_.value],
        )
    for area in sorted({row.area for row in judged}):
        yield f"area: {area}", [row for row in judged if row.area == area]


def main() -> None:
    """Read the files, run the backtest, print the tables or the rows."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        help="catalogues (YAML), allconf.yml, ai-deadlines .tar.gz or conferences.yml",
    )
    parser.add_argument(
        "--as-of",
        type=date.fromisoformat,
        help="leave out targets whose first date is not before this day",
    )
    parser.add_argument(
        "--json", action="store_true", help="print the summary and one row a target as JSON"
    )
    parser.add_argument(
        "--event-unknown", action="store_true", help="do not use the coming event's days"
    )
    options = parser.parse_args()
    venues = load(options.files)
    rows = backtest(venues, as_of=options.as_of, event_known=not options.event_unknown)
    if not rows:
        sys.exit("no target: no edition from 2022 on has an earlier one with a paper deadline")
    if options.json:
        items = [{key.rstrip("_"): value for key, value in asdict(row).items()} for row in rows]
        print(json.dumps({"report": report(venues, rows, options.as_of), "rows": items}, indent=1))
    else:
        print(report(venues, rows, options.as_of))


if __name__ == "__main__":
    main()
