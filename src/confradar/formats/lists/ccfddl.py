"""ccfddl/ccf-deadlines: the merged ``allconf.yml``, and its companions ``accept_rates`` and the
history of moved deadlines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from confradar.formats.lists.archive import is_archive
from confradar.formats.lists.called_off import status_of
from confradar.formats.lists.collector import Collector
from confradar.formats.lists.dated_fields import Stated, stated_dates
from confradar.formats.lists.drafts import Draft
from confradar.formats.lists.event import event_facts, event_keys
from confradar.formats.lists.field_drafts import drafts_of, filled
from confradar.formats.lists.naming import (
    NAME_KEYS,
    Called,
    called,
    identities,
    names_of,
    series_title,
    venue_id,
    year_of,
)
from confradar.formats.lists.reading import Reading
from confradar.formats.lists.scalars import at_of, text_of
from confradar.formats.lists.shapes import check_form, files_of, records_of_files
from confradar.formats.lists.tags import FALLBACK, TAGS
from confradar.model.kinds import RANKS
from confradar.yaml_nodes import Broken, Map, Seq

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

_COMMITMENT = re.compile(
    r"commitment deadline:?\s*(\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}(?::\d{2})?)?)", re.IGNORECASE
)


def read(data: bytes, *, recorded: date | None = None, source: str = SOURCE) -> Reading:
    """Read ``allconf.yml`` (a list of series), the file of one series, an archive of the
    repository, or a fork's. ``fields`` of the Reading counts timeline rows and the dates beside
    them.

    Raises DataError where the file as a whole is not that format.
    """
    collector = Collector(source, recorded)
    files = sorted(files_of(data, source, SOURCE).items()) if is_archive(data) else [(source, data)]
    document = [(series, line) for _, series, line in records_of_files(collector, files)]
    check_form((series for series, _ in document), source, SOURCE)
    names = [_called(series) for series, _ in document]
    keys = iter(identities([name for name in names if name is not None]))
    for number, ((series, line), name) in enumerate(zip(document, names, strict=True), start=1):
        if isinstance(series, Broken):
            collector.editions += 1
            collector.skip(series.name or f"series {number}", "record", series.reason, series.line)
        elif isinstance(series, Map) and name and "confs" in series:
            _series(collector, series, name.title, next(keys))
        elif name:
            next(keys)
            collector.skip(name.title, "confs", "not a series: it has no editions", line)
        else:
            collector.skip(f"series {number}", "title", "not a series with a title", line)
    return collector.finish()


def _called(series: object) -> Called | None:
    title, full = names_of(series) if isinstance(series, Map) else (None, None)
    if not isinstance(series, Map) or not title:
        return None
    short, _ = series_title(title, *_years(series))
    return called(
        short,
        full or short,
        [_area(area) or area for area in _areas(series)],
        key=text_of(series.get("dblp")),
    )


def _years(series: Map) -> list[int]:
    """The years of its editions."""
    confs = series.get("confs")
    records = confs if isinstance(confs, list) else [confs]
    return [
        year
        for record in records
        if isinstance(record, Map) and (year := year_of(record, "")) is not None
    ]


def _areas(series: object) -> list[str]:
    """The areas as they stand: one, or a list in some forks."""
    given = series.get("sub") if isinstance(series, Map) else None
    return [
        text for item in (given if isinstance(given, list) else [given]) if (text := text_of(item))
    ]


def _area(area: str) -> str | None:
    return AREAS.get(area.upper()) or TAGS.get(re.sub(r"[\s_]+", "-", area.lower()))


def _series(collector: Collector, series: Map, title: str, identity: str) -> None:
    collector.venue(identity, _facts(collector, series, title))
    _left_out(
        collector, title, stated_dates(series, NAME_KEYS | {"sub", "rank", "dblp", "confs", "year"})
    )
    cycle = series_title(names_of(series)[0] or "", *_years(series))[1]
    confs = series.get("confs")
    editions = [(confs, series.lines["confs"][1])] if isinstance(confs, Map) else _items(confs)
    if editions is None:
        collector.skip(title, "confs", "expected a list of editions", series.line)
        return
    for number, (edition, line) in enumerate(editions, start=1):
        collector.editions += 1
        if isinstance(edition, Map):
            _edition(collector, identity, [title, names_of(series)[1] or title], edition, cycle)
        else:
            collector.skip(f"{title}, edition {number}", "confs", "not a record", line)


def _facts(collector: Collector, series: Map, title: str) -> dict[str, object]:
    """The facts of a Venue; a rank and an area that mean nothing are reported."""
    given, dblp = series.get("rank"), text_of(series.get("dblp"))
    rank = given if isinstance(given, dict) else {}
    if given is not None and not isinstance(given, dict):
        collector.skip_once(
            "text",
            title,
            "rank",
            f"{given!r} does not say in which list, here and below",
            series.lines["rank"][1],
        )
    areas = _areas(series)
    for area in areas or [""]:
        if _area(area) is None:
            line = series.lines.get("sub", ("", series.line))[1]
            why = f"unknown area {area or None!r}, filed under {FALLBACK}"
            collector.skip_once(area, title, "sub", why, line, lost=False)
    topics = tuple(dict.fromkeys(topic for area in areas if (topic := _area(area))))
    return {
        "id": venue_id(title, dblp or ""),
        "acronym": title,
        "name": names_of(series)[1] or title,
        "kind": "conference",
        "topics": topics or (FALLBACK,),
        "ranks": {
            key: value
            for key in RANKS
            if isinstance(value := rank.get(key), str) and value in {"A*", "A", "B", "C"}
        },
        "dblp": f"conf/{dblp}" if dblp else None,
    }


def _items(items: object) -> list[tuple[object, int]] | None:
    """The items of a list with their lines; None where it is none."""
    return (
        [(item, line) for item, (_, line) in zip(items, items.lines, strict=True)]
        if isinstance(items, Seq)
        else None
    )


def _left_out(collector: Collector, record: str, dates: list[Stated]) -> None:
    """Report dates that belong to a whole series, where no year says which edition is meant."""
    collector.fields += len(dates)
    for item in dates:
        collector.skip(
            record,
            item.key,
            f"{item.value!r} stands beside the editions and is left out",
            item.line,
        )


def _edition(
    collector: Collector, identity: str, names: Sequence[str], edition: Map, cycle: str | None
) -> None:
    given, id_ = text_of(edition.get("year")), text_of(edition.get("id"))
    record = f"{names[0]} {given or '?'} ({id_ or 'no id'})"
    timeline = edition.get("timeline")
    rows = (
        [(timeline, edition.lines["timeline"][1])]
        if isinstance(timeline, Map)
        else _items(timeline)
    )
    beside = stated_dates(
        edition, event_keys(edition) | {"year", "id", "timeline", "timezone", "tz"}
    )
    collector.fields += len(rows or ()) + len(beside)
    year = year_of(edition, "")
    if year is None:
        reason = (
            f"{edition.get('year')!r} is not a year: the edition is left out with its dates "
            f"({len(rows or ()) + len(beside)})"
        )
        collector.skip(record, "year", reason, edition.line)
        return
    if rows is None and not beside:
        collector.skip(record, "timeline", "expected a list of rows", edition.line)
    dates = beside + _rows(collector, record, rows or ())
    status, dates = status_of(collector, record, edition, dates, names, year)
    labelled = [replace(item, label=item.label or cycle) for item in dates]
    drafts = drafts_of(collector, record, edition, labelled, year, None)
    for draft in drafts:
        # the comment is about the row's other date
        if draft.key.startswith("timeline.abstract") and draft.kind != "abstract":
            draft.kind, draft.track = "abstract", None
    for row, line in rows or ():
        drafts += _commitment(collector, record, row, line, drafts, year)
    facts = event_facts(collector, record, edition, year, status)
    collector.edition(identity, year, facts, drafts, record, edition.line)


def _rows(collector: Collector, record: str, rows: Sequence[tuple[object, int]]) -> list[Stated]:
    """The dates of the timeline's rows."""
    dates: list[Stated] = []
    for number, (row, line) in enumerate(rows, start=1):
        if isinstance(row, Map):
            dates += _row(collector, record, row, line)
        else:
            collector.skip(record, f"timeline row {number}", "not a record", line)
    return dates


def _row(collector: Collector, record: str, row: Map, line: int) -> list[Stated]:
    """The dates of one timeline row: a paper and maybe an abstract deadline, or what its comment
    says it is."""
    comment = text_of(row.get("comment"))
    dates = [
        replace(item, label=item.label or comment, row=item.row or row)
        for item in stated_dates(row, {"comment", "timezone", "tz"}, prefix="timeline.", every=True)
    ]
    if not any(item.kind for item in dates):
        collector.skip(record, "timeline", "a row without a deadline", line)
    return dates


def _commitment(
    collector: Collector, record: str, row: object, line: int, drafts: list[Draft], year: int
) -> list[Draft]:
    """The commitment deadline that a row's comment tells, in the zone of its row."""
    comment = text_of(row.get("comment")) if isinstance(row, Map) else None
    match = _COMMITMENT.search(comment or "")
    at = (
        at_of(collector, record, "timeline.comment", filled(match[1], year), line)
        if match
        else None
    )
    zone = next((draft.zone for draft in drafts if draft.label == comment), None)
    return [Draft("commitment", at[0], zone, None, None, None, "comment")] if at else []
