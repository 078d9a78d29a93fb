"""huggingface/ai-deadlines: a ``.tar.gz`` of the repository, or one of its YAML files."""

from __future__ import annotations

import gzip
import io
import re
import tarfile
import zlib
from datetime import date

from confradar import strictyaml
from confradar.errors import DataError
from confradar.model.countries import country_code
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
from confradar.sources.wording import kind_of_type

SOURCE = "hf"
FOLDER = "src/data/conferences/"
MAX_FILE = 4 * 2**20
MAX_TOTAL = 64 * 2**20
MAX_FILES = 5000

# Keys that are no dates, or the event's own.
_OTHER = frozenset({"date", "start", "end", "note", "deadlines", "title", "name", "year", "id", "link", "city", "country", "venue", "tags"})
_RANKING = re.compile(r"(CCF|CORE|THCPL):\s*([A-C]\*?)", re.IGNORECASE)


def read(data: bytes, *, recorded: date | None = None, source: str = SOURCE) -> Reading:
    """Read an archive (only ``src/data/conferences/*.yml``, in memory) or a single YAML file.

    ``fields`` of the Reading counts dated fields. Raises DataError where the whole is not that format.
    """
    found = Collector(source, recorded)
    files = _members(data, source) if data[:2] == b"\x1f\x8b" else [(source, data)]
    for name, content in files:
        try:
            document = records_of(parse(content, name), name)
        except DataError as error:
            if len(files) == 1:
                raise
            found.skip(name, "file", str(error))
            continue
        for number, record in enumerate(document):
            found.editions += 1
            if isinstance(record, strictyaml.Map):
                _edition(found, record)
            else:
                found.skip(name, f"record {number + 1}", "not a record", document.lines[number][1])
    return found.finish()


def _members(data: bytes, source: str) -> list[tuple[str, bytes]]:
    """The conference files of the archive, read within limits; links, other paths and other files are passed over."""
    files: list[tuple[str, bytes]] = []
    total = 0
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as unpacked, tarfile.open(fileobj=unpacked, mode="r|") as archive:
            for count, member in enumerate(archive):
                total += member.size
                if count > MAX_FILES or total > MAX_TOTAL:
                    raise DataError(f"{source}: the archive unpacks to more than any real one", hint="check the address")
                inside = member.name.partition("/")[2]
                if not (member.isfile() and inside.startswith(FOLDER) and inside.endswith((".yml", ".yaml"))) or "/" in inside.removeprefix(
                    FOLDER
                ):
                    continue
                stream = archive.extractfile(member)
                if stream is None or member.size > MAX_FILE:
                    raise DataError(f"{source}: {inside} is too large")
                files.append((inside.removeprefix(FOLDER), stream.read()))
    except (tarfile.TarError, EOFError, zlib.error, OSError) as error:
        raise DataError(f"{source}: the archive is damaged: {error}", hint="fetch it again") from None
    if not files:
        raise DataError(f"{source}: the archive has no {FOLDER}*.yml", hint="it should be the archive of the main branch")
    return sorted(files)


def _edition(found: Collector, record: strictyaml.Map) -> None:
    given = text_of(record.get("title") or record.get("name"))
    year = year_of(record, given or "")
    name = f"{given or '?'} {year or record.get('year')} ({record.get('id', 'no id')})"
    rows = record.get("deadlines")
    listed = rows if isinstance(rows, strictyaml.Seq) else strictyaml.Seq("", 0)
    if rows is not None and not isinstance(rows, strictyaml.Seq):
        found.skip(name, "deadlines", "expected a list", record.lines["deadlines"][1])
    dated = dated_keys(found, name, record, _OTHER)
    found.fields += sum((1 + ("date" in row and "deadline" in row)) if isinstance(row, dict) else 1 for row in listed)
    if not given or year is None:
        found.skip(name, "title" if not given else "year", "missing or of the wrong type: the edition is left out", record.line)
        return
    title = series_title(given, year)
    zone, zone_read = zone_of(found, name, record, None)
    drafts = [draft for number, row in enumerate(listed) for draft in _row(found, name, row, zone, zone_read, listed.lines[number][1])]
    for key, kind, item in dated if zone_read else ():
        at = at_of(found, name, key, text_of(item) or "", record.lines[key][1])
        if at:
            drafts.append(Draft(kind, at[0], at[1] or zone, None, key=key))
    full_name = _series_name(text_of(record.get("full_name")) or title)
    topics = found.topics(name, record, "tags", "sub")
    identity = found.identity(title, full_name, topics)
    found.venue(
        identity,
        {
            "id": slug(title),
            "acronym": title,
            "name": full_name,
            "kind": "workshop" if "workshop" in str(record.get("full_name", "")).lower() else "conference",
            "topics": topics,
            "ranks": {list_.lower(): value for list_, value in _RANKING.findall(str(record.get("rankings") or ""))},
            "h5": h5_of(record.get("hindex"), found.source),
        },
    )
    found.edition(identity, year, _facts(found, name, record, year), drafts)


def _row(found: Collector, name: str, row: object, zone: str | None, zone_read: bool, line: int) -> list[Draft]:
    """The date of one entry of ``deadlines``; its own zone wins over the edition's."""
    if not isinstance(row, strictyaml.Map):
        found.skip(name, "deadlines", "an entry is not a record", line)
        return []
    label = text_of(row.get("label"))
    kind = kind_of_type(str(row.get("type") or "submission"))
    if kind is None:
        found.skip(name, "type", f"unknown type {row.get('type')!r}, filed under other", line)
        kind = "other"
    if str(row.get("type")).replace("-", "_") == "author_response" and label and "begin" in label.lower():
        kind = "rebuttal_start"
    own, own_read = zone_of(found, name, row, zone)
    if not own_read or not (zone_read or row.get("timezone")):
        return []
    drafts = []
    for key in ("date", "deadline"):
        if row.get(key) is not None and (at := at_of(found, name, key, text_of(row.get(key)) or "", row.lines[key][1])):
            draft = draft_of(kind, at[0], at[1] or own, label, key)
            drafts.append(draft)
    if not drafts and row.get("date") is None and row.get("deadline") is None:
        found.skip(name, label or "deadlines", "an entry without a date", line)
    return drafts


def _facts(found: Collector, name: str, record: strictyaml.Map, year: int) -> dict[str, object]:
    """Link, place and days. ``start``/``end`` are kept when they agree with each other and the year, else the text is read."""
    when = text_of(record.get("date"))
    read_days = event_days(when, year) if when else None
    given = _given_days(found, name, record)
    days = given if given and (given[0].year == year or not read_days or read_days[0].year != year) else read_days
    if given is None and record.get("start") and days is None:
        found.skip(name, "start", "start and end are not usable days", record.lines["start"][1])
    status = status_of(when, text_of(record.get("city")), text_of(record.get("venue")))
    if when and days is None and not status:
        found.skip(name, "date", f"{when!r} gives no first and last day; kept as text", record.lines["date"][1])
    city, country, venue = (text_of(record.get(key)) for key in ("city", "country", "venue"))
    place = ", ".join(part for part in (city, country) if part) or None
    facts = place_facts(place)
    if country and not facts.get("country"):
        facts["country"] = country_code(country) or place_facts(venue).get("country")
    return {
        "url": link_of(found, name, record),
        **facts,
        "start": days[0] if days else None,
        "end": days[1] if days else None,
        "when": when if days is None else None,
        "status": status,
    }


def _given_days(found: Collector, name: str, record: strictyaml.Map) -> tuple[date, date] | None:
    try:
        first, last = (date.fromisoformat(str(record[key])) for key in ("start", "end"))
    except KeyError:
        return None
    except ValueError:
        found.skip(name, "start", f"{record.get('start')!r} to {record.get('end')!r} are not dates", record.line)
        return None
    if last < first:
        found.skip(name, "end", f"the last day {last} is before the first day {first}", record.lines["end"][1])
        return None
    return first, last


def _series_name(full_name: str) -> str:
    """The series' name: an edition's ordinal (``The 46th Annual ...``) does not belong to it."""
    return re.sub(r"^(The\s+)?(\d+(st|nd|rd|th)\s+)?(Annual\s+)?(?=\S)", "", full_name).strip() or full_name
