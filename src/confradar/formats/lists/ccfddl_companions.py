"""What stands beside ccfddl's list: acceptance rates, and the history of moved deadlines."""

from __future__ import annotations

import csv
import io
from datetime import date

from pydantic import ValidationError

from confradar import yamlfile
from confradar.errors import DataError
from confradar.formats.lists.ccfddl import SOURCE
from confradar.formats.lists.collector import Collector, why
from confradar.formats.lists.list_text import parse
from confradar.formats.lists.reading import Move, Reading
from confradar.formats.lists.scalars import rate_of
from confradar.model.venue import Acceptance
from confradar.yaml_nodes import Broken, Map, Seq

_COLUMNS = {"recorded_on", "title", "year", "field", "old_date", "new_date"}


def read_acceptance(data: bytes) -> tuple[dict[tuple[str, int], Acceptance], Reading]:
    """Acceptance rates by (title, year), and a Reading that holds only what could not be read."""
    document = parse(data, SOURCE)
    if not isinstance(document, Seq):
        raise DataError(f"{SOURCE}: expected a list of series with accept_rates")
    collector = Collector(SOURCE, None)
    rates: dict[tuple[str, int], Acceptance] = {}
    for number, series in enumerate(document):
        if isinstance(series, Broken):
            collector.skip(
                series.name or f"series {number + 1}", "record", series.reason, series.line
            )
            continue
        records = series.get("accept_rates") or [] if isinstance(series, Map) else None
        if not isinstance(records, list) or not (
            isinstance(series.get("title"), str) and series["title"].strip()
        ):
            collector.skip(
                f"series {number + 1}",
                "accept_rates",
                "not a series with a title and a list of rates",
                document.lines[number][1],
            )
            continue
        for record in records:
            collector.editions += 1
            _rate(collector, series["title"], record, rates)
    return rates, collector.finish()


def _rate(
    collector: Collector, title: str, record: object, rates: dict[tuple[str, int], Acceptance]
) -> None:
    year = record.get("year") if isinstance(record, dict) else None
    line = getattr(record, "line", 0)
    if not isinstance(record, dict) or not isinstance(year, int):
        collector.skip(title, "accept_rates", "not a record with a year", line)
        return
    try:
        rates[(title, year)] = rate_of(record)
    except ValidationError as error:
        collector.skip(f"{title} {year}", "accept_rates", why(error), line)


def read_revisions(data: bytes) -> Reading:
    """The history of moved deadlines (``revisions.csv``); ``moves`` holds the genuine extensions
    only.

    The file also records corrections of typing errors. An extension moves a date later by 1 to 60
    days and is recorded from 90 days before the old date to 14 days after it; year and month
    corrections fail one of the two.
    """
    collector = Collector(SOURCE, None)
    moves: list[Move] = []
    for line, row in _rows(yamlfile.decode(data, SOURCE)):
        collector.fields += 1
        try:
            move = Move(
                row["title"],
                int(row["year"]),
                row["field"],
                date.fromisoformat(row["old_date"]),
                date.fromisoformat(row["new_date"]),
                date.fromisoformat(row["recorded_on"]),
            )
        except (ValueError, TypeError) as error:
            collector.skip(
                f"{row['title']} {row['year']}",
                "revision",
                str(error) if None not in row.values() else "a column is missing",
                line,
            )
            continue
        if 1 <= (move.new - move.old).days <= 60 and -14 <= (move.old - move.recorded).days <= 90:
            moves.append(move)
    reading = collector.finish()
    return Reading(SOURCE, (), reading.unread, 0, collector.fields, tuple(moves))


def _rows(text: str) -> list[tuple[int, dict[str, str]]]:
    """The rows of the history, each with its line. Raises DataError where it is no such table."""
    table = csv.DictReader(io.StringIO(text, newline=""))
    try:
        rows = [(table.line_num, row) for row in table]
    except csv.Error as error:
        raise DataError(f"{SOURCE}:{table.line_num}: not CSV: {error}") from None
    if missing := _COLUMNS - set(table.fieldnames or ()):
        raise DataError(
            f"{SOURCE}: not a history of deadlines: it has no column {', '.join(sorted(missing))}"
        )
    return rows
