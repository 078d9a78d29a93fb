"""The single-file format of ai-deadlines and its many forks: one YAML list of editions."""

from __future__ import annotations

import re
from datetime import date

from confradar import strictyaml
from confradar.errors import DataError
from confradar.model.deadline import TBD
from confradar.sources.eventdate import event_days
from confradar.sources.places import place_facts
from confradar.sources.reading import Collector, Draft, Reading, at_of, draft_of, h5_of, link_of, parse, slug, text_of, zone_of
from confradar.sources.topics import topics_of

SOURCE = "aideadlines"

# Templates of some forks: %y is the edition's year, %m the year before it.
_TEMPLATE = {"%y": 0, "%Y": 0, "%m": -1}
_ROUND_NOTE = re.compile(r"^(?:<b>NOTE</b>: )?This is the Round (\d) submission|^Round (\d)\b", re.IGNORECASE)
_CYCLE_ID = re.compile(r"_([a-z]+|\d)$", re.IGNORECASE)


def read(data: bytes, *, recorded: date | None = None, source: str = SOURCE) -> Reading:
    """Read one file of the format. ``fields`` of the Reading counts dated fields (each item of a list of deadlines is one).

    A file that names no zone means AoE, as the forks' pages do. Raises DataError where the whole is not that format.
    """
    document = parse(data, source)
    if not isinstance(document, strictyaml.Seq):
        raise DataError(f"{source}: expected a list of conferences")
    found = Collector(source, recorded)
    for number, record in enumerate(document):
        found.editions += 1
        if isinstance(record, strictyaml.Map):
            _edition(found, record)
        else:
            found.skip(f"record {number + 1}", "record", "not a record", document.lines[number][1])
    return found.finish()


def _edition(found: Collector, record: strictyaml.Map) -> None:
    title = text_of(record.get("title") or record.get("name"))
    year = record.get("year")
    name = f"{title or '?'} {year} ({record.get('id', 'no id')})"
    dated = [
        (key, kind, item) for key, kind in (("abstract_deadline", "abstract"), ("deadline", "paper")) for item in _items(record.get(key))
    ]
    found.fields += len(dated)
    if not title or not isinstance(year, int):
        found.skip(name, "title" if not title else "year", "missing or of the wrong type: the edition is left out", record.line)
        return
    zone, zone_read = zone_of(found, name, record, "AoE")
    note = text_of(record.get("note")) or ""
    round_ = int(match[1] or match[2]) if (match := _ROUND_NOTE.search(note)) else None
    drafts: list[Draft] = []
    for key, kind, item in dated if zone_read else ():
        at = at_of(found, name, key, _filled(str(item), year), record.lines[key][1])
        if at:
            draft = draft_of(kind, at, zone, None, key)
            draft.round = round_
            drafts.append(draft)
    identity = title
    found.venue(
        identity,
        {
            "id": slug(title),
            "acronym": title,
            "name": re.sub(r"^\d+(st|nd|rd|th) ", "", text_of(record.get("full_name") or record.get("description")) or title),
            "kind": "workshop" if "workshop" in f"{title} {record.get('full_name', '')}".lower() else "conference",
            "topics": topics_of(record.get("sub") or record.get("tags")),
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
    if when and days is None and when.upper() not in {TBD, "TBA"}:
        found.skip(name, "date", f"{when!r} gives no first and last day; kept as text", record.line)
    return {
        "url": link_of(found, name, record),
        **place_facts(text_of(record.get("place"))),
        "start": days[0] if days else None,
        "end": days[1] if days else None,
        "when": when if days is None else None,
    }


def _items(value: object) -> list[object]:
    return [] if value is None else list(value) if isinstance(value, list) else [value]


def _filled(value: str, year: int) -> str:
    """A template with its year."""
    for mark, shift in _TEMPLATE.items():
        value = value.replace(mark, str(year + shift))
    return value
