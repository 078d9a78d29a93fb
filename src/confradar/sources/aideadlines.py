"""The single-file format of ai-deadlines and its many forks: one YAML list of editions."""

from __future__ import annotations

import re
from datetime import date

from confradar import strictyaml
from confradar.model.deadline import TBD
from confradar.sources.eventdate import event_days
from confradar.sources.places import place_facts
from confradar.sources.reading import (
    Collector,
    Draft,
    Reading,
    at_of,
    draft_of,
    h5_of,
    link_of,
    parse,
    slug,
    text_of,
    zone_of,
)
from confradar.sources.shapes import dated_keys, records_of, series_title, status_of, year_of

SOURCE = "aideadlines"

# Keys that are no dates, or the event's own.
_OTHER = frozenset(
    {"date", "data", "start", "end", "note", "comment", "comments", "title", "name", "year", "id", "link", "place", "sub", "tags"}
)

# Templates of some forks: %y is the edition's year, %m the year before it.
_TEMPLATE = {"%y": 0, "%Y": 0, "%m": -1}
_ROUND_NOTE = re.compile(r"^(?:<b>NOTE</b>: )?This is the Round (\d) submission|^Round (\d)\b", re.IGNORECASE)
_CYCLE_ID = re.compile(r"_([a-z]+|\d)$", re.IGNORECASE)


def read(data: bytes, *, recorded: date | None = None, source: str = SOURCE) -> Reading:
    """Read one file of the format. ``fields`` of the Reading counts dated fields (each item of a list of deadlines is one).

    A file that names no zone means AoE, as the forks' pages do. Raises DataError where the whole is not that format.
    """
    document = records_of(parse(data, source), source)
    found = Collector(source, recorded)
    for number, record in enumerate(document):
        found.editions += 1
        if isinstance(record, strictyaml.Map):
            _edition(found, record)
        else:
            found.skip(f"record {number + 1}", "record", "not a record", document.lines[number][1])
    return found.finish()


def _edition(found: Collector, record: strictyaml.Map) -> None:
    given = text_of(record.get("title") or record.get("name") or record.get("shortname"))
    year = year_of(record, given or "")
    name = f"{given or '?'} {year or record.get('year')} ({record.get('id', 'no id')})"
    dated = dated_keys(found, name, record, _OTHER)
    if not given or year is None:
        found.skip(name, "title" if not given else "year", "missing or of the wrong type: the edition is left out", record.line)
        return
    title = series_title(given, year)
    zone, zone_read = zone_of(found, name, record, "AoE")
    note = text_of(record.get("note")) or ""
    round_ = int(match[1] or match[2]) if (match := _ROUND_NOTE.search(note)) else None
    drafts: list[Draft] = []
    for key, kind, item in dated if zone_read else ():
        at = at_of(found, name, key, _filled(str(item), year), record.lines[key][1])
        if at:
            draft = draft_of(kind, at[0], at[1] or zone, None, key)
            draft.round = round_
            drafts.append(draft)
    full_name = re.sub(r"^\d+(st|nd|rd|th) ", "", text_of(record.get("full_name") or record.get("description")) or title)
    topics = found.topics(name, record, "sub", "tags", "topics", "area")
    identity = found.identity(title, full_name, topics)
    found.venue(
        identity,
        {
            "id": slug(title),
            "acronym": title,
            "name": full_name,
            "kind": "workshop" if "workshop" in f"{title} {record.get('full_name', '')}".lower() else "conference",
            "topics": topics,
            "h5": h5_of(record.get("hindex"), found.source),
        },
    )
    found.edition(identity, year, _facts(found, name, record, year), drafts)


def _facts(found: Collector, name: str, record: strictyaml.Map, year: int) -> dict[str, object]:
    when = text_of(record.get("date") or record.get("data"))
    spelled = event_days(when, year) if when else None
    given = None
    if record.get("start") and record.get("end"):
        try:
            first, last = date.fromisoformat(str(record["start"])), date.fromisoformat(str(record["end"]))
            given = (first, last) if first <= last else None
        except ValueError:
            pass
        if given is None:
            found.skip(
                name,
                "start",
                f"{record['start']} to {record['end']} are not days in order" + ("; the text is read instead" if spelled else ""),
                record.lines["start"][1],
            )
    days = given if given and (given[0].year == year or not spelled or spelled[0].year != year) else spelled
    status = status_of(when, text_of(record.get("place")))
    if when and days is None and when.upper() not in {TBD, "TBA"} and not status:
        found.skip(name, "date", f"{when!r} gives no first and last day; kept as text", record.line)
    return {
        "url": link_of(found, name, record),
        **place_facts(text_of(record.get("place"))),
        "start": days[0] if days else None,
        "end": days[1] if days else None,
        "when": when if days is None else None,
        "status": status,
    }


def _filled(value: str, year: int) -> str:
    """A template with its year."""
    for mark, shift in _TEMPLATE.items():
        value = value.replace(mark, str(year + shift))
    return value
