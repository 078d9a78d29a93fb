"""ccfddl/ccf-deadlines: the merged ``allconf.yml``, and its companions ``accept_rates`` and the history of moved deadlines."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

from pydantic import ValidationError

from confradar import strictyaml
from confradar.errors import DataError
from confradar.model.deadline import TBD
from confradar.model.venue import Acceptance
from confradar.sources.eventdate import event_days
from confradar.sources.places import place_facts
from confradar.sources.reading import (
    Collector,
    Draft,
    Move,
    Reading,
    at_of,
    draft_of,
    link_of,
    parse,
    rate_of,
    slug,
    text_of,
    why,
    zone_of,
)
from confradar.sources.shapes import records_of, status_of, year_of
from confradar.sources.wording import kind_of_key

SOURCE = "ccfddl"

# The areas of the source, as topics of confradar.
AREAS = {
    "AI": "ai",
    "CG": "graphics",
    "DB": "databases",
    "HI": "hci",
    "MX": "interdisciplinary",
    "SE": "se",
    "SC": "security",
    "NW": "networks",
    "DS": "systems",
    "CT": "cs-theory",
}

_COMMITMENT = re.compile(r"commitment deadline:?\s*(\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}(?::\d{2})?)?)", re.IGNORECASE)
_COLUMNS = {"recorded_on", "title", "year", "field", "old_date", "new_date"}
_KEYS = {"deadline": "paper", "abstract_deadline": "abstract", "abstract deadline": "abstract"}


def read(data: bytes, *, recorded: date | None = None, source: str = SOURCE) -> Reading:
    """Read ``allconf.yml`` (a list of series). ``fields`` of the Reading counts timeline rows.

    Raises DataError where the file as a whole is not that format.
    """
    document = records_of(parse(data, source), source)
    found = Collector(source, recorded)
    for number, series in enumerate(document):
        if not isinstance(series, strictyaml.Map) or not (isinstance(series.get("title"), str) and series["title"].strip()):
            found.skip(f"series {number + 1}", "title", "not a series with a title", strictyaml.locate(document, (number,))[1])
            continue
        _series(found, series)
    return found.finish()


def _series(found: Collector, series: strictyaml.Map) -> None:
    title = series["title"].strip()
    given = series.get("rank")
    rank = given if isinstance(given, dict) else {}
    if given is not None and not isinstance(given, dict):
        found.skip(title, "rank", f"{given!r} does not say in which list", series.lines["rank"][1])
    ranks = {key: value for key in ("ccf", "core", "thcpl") if isinstance(value := rank.get(key), str) and value in {"A*", "A", "B", "C"}}
    dblp = series.get("dblp")
    area = AREAS.get(str(series.get("sub")), "interdisciplinary")
    identity = f"{title}/{dblp}"
    if str(series.get("sub")) not in AREAS:
        found.skip(title, "sub", f"unknown area {series.get('sub')!r}, filed under {area}", series.lines.get("sub", ("", series.line))[1])
    found.venue(
        identity,
        {
            "id": slug(title) or slug(str(dblp or "")),
            "acronym": title,
            "name": str(series.get("description") or title).strip(),
            "kind": "conference",
            "topics": (area,),
            "ranks": ranks,
            "dblp": f"conf/{dblp}" if dblp else None,
        },
    )
    confs = series.get("confs")
    if not isinstance(confs, strictyaml.Seq):
        found.skip(title, "confs", "expected a list of editions", series.line)
        return
    for number, edition in enumerate(confs):
        found.editions += 1
        if not isinstance(edition, strictyaml.Map):
            found.skip(f"{title}, edition {number + 1}", "confs", "not a record", confs.lines[number][1])
            continue
        _edition(found, identity, title, edition)


def _edition(found: Collector, identity: str, title: str, edition: strictyaml.Map) -> None:
    record = f"{title} {edition.get('year', '?')} ({edition.get('id', 'no id')})"
    rows = edition.get("timeline")
    found.fields += len(rows) if isinstance(rows, strictyaml.Seq) else 0
    year = year_of(edition, "")
    if year is None:
        found.skip(record, "year", f"{edition.get('year')!r} is not a year: the edition and its dates are left out", edition.line)
        return
    when, place = text_of(edition.get("date")), text_of(edition.get("place"))
    days = event_days(when, year) if when else None
    status = status_of(when, place)
    if when and days is None and when.upper() != TBD and not status:
        found.skip(record, "date", f"{when!r} gives no first and last day; kept as text", edition.lines["date"][1])
    zone, zone_read = zone_of(found, record, edition, None)
    if not zone_read:
        rows = ()
    drafts: list[Draft] = []
    for number, row in enumerate(rows if isinstance(rows, list | tuple) else ()):
        line = rows.lines[number][1] if isinstance(rows, strictyaml.Seq) else edition.line
        if isinstance(row, strictyaml.Map):
            drafts.extend(_row(found, record, row, zone, line))
        else:
            found.skip(record, f"timeline row {number + 1}", "not a record", line)
    if not isinstance(rows, list | tuple):
        found.skip(record, "timeline", "expected a list of rows", edition.line)
    facts: dict[str, object] = {
        "url": link_of(found, record, edition),
        **place_facts(place),
        "start": days[0] if days else None,
        "end": days[1] if days else None,
        "when": when if days is None else None,
        "status": status,
    }
    found.edition(identity, year, facts, drafts)


def _row(found: Collector, record: str, row: strictyaml.Map, zone: str | None, line: int) -> list[Draft]:
    """The dates of one timeline row: a paper and maybe an abstract deadline, or what its comment says it is."""
    comment = " ".join(str(row.get("comment") or "").split()) or None
    drafts: list[Draft] = []
    dated = 0
    for key, value in row.items():
        kind = _KEYS.get(key) or (kind_of_key(key) if key != "comment" else None)
        if kind is None and key != "comment":
            found.skip(record, f"timeline.{key}", "unknown key", row.lines[key][1])
        for item in value if isinstance(value, list) else [value]:
            if kind is None or not (text := text_of(item)):
                continue
            dated += 1
            at = at_of(found, record, f"timeline.{key}", text, row.lines[key][1])
            if at is None:
                continue
            draft = draft_of("paper" if kind in {"abstract", "paper"} else kind, at[0], at[1] or zone, comment, key)
            if kind == "abstract":
                draft.kind = "abstract"
            drafts.append(draft)
    if not dated:
        found.skip(record, "timeline", "a row without a deadline", line)
    if comment and (match := _COMMITMENT.search(comment)) and (at := at_of(found, record, "timeline.comment", match[1], line)):
        drafts.append(Draft("commitment", at[0], zone, None, None, None, "comment"))
    return drafts


def read_acceptance(data: bytes) -> tuple[dict[tuple[str, int], Acceptance], Reading]:
    """Acceptance rates by (title, year), and a Reading that holds only what could not be read."""
    document = parse(data, SOURCE)
    if not isinstance(document, strictyaml.Seq):
        raise DataError(f"{SOURCE}: expected a list of series with accept_rates")
    found = Collector(SOURCE, None)
    rates: dict[tuple[str, int], Acceptance] = {}
    for number, series in enumerate(document):
        records = series.get("accept_rates") or [] if isinstance(series, strictyaml.Map) else None
        if not isinstance(records, list) or not (isinstance(series.get("title"), str) and series["title"].strip()):
            found.skip(f"series {number + 1}", "accept_rates", "not a series with a title and a list of rates", document.lines[number][1])
            continue
        for record in records:
            found.editions += 1
            year = record.get("year") if isinstance(record, dict) else None
            line = getattr(record, "line", 0)
            if not isinstance(year, int):
                found.skip(series["title"], "accept_rates", "not a record with a year", line)
                continue
            try:
                rates[(series["title"], year)] = rate_of(record)
            except ValidationError as error:
                found.skip(f"{series['title']} {year}", "accept_rates", why(error), line)
    return rates, found.finish()


def read_revisions(data: bytes) -> Reading:
    """The history of moved deadlines (``revisions.csv``); ``moves`` holds the genuine extensions only.

    The file also records corrections of typing errors. An extension moves a date later by 1 to 60 days and is recorded
    from 90 days before the old date to 14 days after it; year and month corrections fail one of the two.
    """
    text = strictyaml.decode(data, SOURCE)
    found = Collector(SOURCE, None)
    moves: list[Move] = []
    table = csv.DictReader(io.StringIO(text, newline=""))
    try:
        rows = [(table.line_num, row) for row in table]
    except csv.Error as error:
        raise DataError(f"{SOURCE}:{table.line_num}: not CSV: {error}") from None
    if missing := _COLUMNS - set(table.fieldnames or ()):
        raise DataError(f"{SOURCE}: not a history of deadlines: it has no column {', '.join(sorted(missing))}")
    for line, row in rows:
        found.fields += 1
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
            found.skip(f"{row['title']} {row['year']}", "revision", str(error) if None not in row.values() else "a column is missing", line)
            continue
        if 1 <= (move.new - move.old).days <= 60 and -14 <= (move.old - move.recorded).days <= 90:
            moves.append(move)
    reading = found.finish()
    return Reading(SOURCE, (), reading.unread, 0, found.fields, tuple(moves))
