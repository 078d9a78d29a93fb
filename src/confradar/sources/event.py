"""The event of an edition as records state it: link, place, first and last day, and whether it was called off."""

from __future__ import annotations

import re
from datetime import date

from confradar import strictyaml
from confradar.model.countries import country_code
from confradar.model.walls import parse_wall
from confradar.sources.eventdate import event_days, whole_year
from confradar.sources.places import place_facts
from confradar.sources.reading import Collector, link_of, says_nothing, text_of, unannounced
from confradar.sources.walltime import wall_of

_WHEN = ("date", "data", "dates", "conference_date", "conference_dates", "event_date", "when")
_START = ("start", "start_date", "date_start", "date_from", "begin", "from")
_END = ("end", "end_date", "date_end", "date_to", "to")
_NOTES = ("note", "notes", "comment", "comments", "remark", "remarks")

_OFF = re.compile(r"(?<!not )(?<!never )(?<!n't be )\bcancell?ed\b", re.IGNORECASE)
_ALL_OFF = re.compile(
    r"^\W*(?:note:?\s*)?cancell?ed\b|\b(?:conference|event|edition|meeting|workshop|symposium)\b[^.;]{0,30}\b(?:is|was|has been|been|got)\s+cancell?ed\b",
    re.IGNORECASE,
)


def event_keys(record: strictyaml.Map) -> frozenset[str]:
    """The keys of a record that are about its event; ``dates`` is one only where it is a text."""
    own = {
        *_WHEN,
        *_START,
        *_END,
        *_NOTES,
        "link",
        "url",
        "website",
        "homepage",
        "place",
        "location",
        "city",
        "country",
        "venue",
        "status",
        "cancelled",
        "canceled",
    }
    return frozenset(own - ({"dates"} if isinstance(record.get("dates"), list | dict) else set()))


def event_facts(found: Collector, name: str, record: strictyaml.Map, year: int) -> dict[str, object]:
    """The facts of an Edition. ``start`` and ``end`` are kept where they agree with each other and the year, else the text is read;
    what gives no days is kept as text and reported.
    """
    key, when = _when(record)
    place = _place(record)
    spelled = event_days(when, year) if when else None
    given = _given(found, name, record, bool(spelled))
    kept = given and (spelled is None or (given[1] and (given[0].year == year or spelled[0].year != year)))
    days = given if kept else spelled
    status = _status(found, name, record, when)
    if when and days is None and not status and not says_nothing(when):
        found.skip(name, key, f"{when!r} gives no first and last day; kept as text", record.lines[key][1])
    facts = place_facts(None if place and says_nothing(place) else place)
    country = text_of(record.get("country"))
    if country and not facts.get("country"):
        facts["country"] = country_code(country) or place_facts(text_of(record.get("venue"))).get("country")
    return {
        "url": link_of(found, name, record),
        **facts,
        "start": days[0] if days else None,
        "end": days[1] if days else None,
        "when": when if days is None and when and (unannounced(when) or not says_nothing(when)) else None,
        "status": status,
    }


def _when(record: strictyaml.Map) -> tuple[str, str | None]:
    """The key and text that say when the event is; a list of two days is their range."""
    for key in _WHEN:
        value = record.get(key)
        parts = [text_of(item) for item in value] if isinstance(value, list) and key != "dates" else [text_of(value)]
        if text := " to ".join(part for part in parts if part):
            return key, text
    return "date", None


def _place(record: strictyaml.Map) -> str | None:
    parts = [part for key in ("city", "country") if (part := text_of(record.get(key)))]
    return text_of(record.get("place")) or ", ".join(parts) or text_of(record.get("location")) or None


def _given(found: Collector, name: str, record: strictyaml.Map, spelled: bool) -> tuple[date, date | None] | None:
    """The days under ``start`` and ``end`` where they are in order; a first day may stand alone."""
    first_key, last_key = (next((key for key in keys if not says_nothing(text_of(record.get(key)))), "") for keys in (_START, _END))
    if not first_key and not last_key:
        return None
    try:
        first = _day(text_of(record.get(first_key)) or "")
        last = _day(text_of(record[last_key]) or "") if last_key else None
        if last is None or (first <= last and not whole_year(first, last)):
            return first, last
        trouble = "are a whole year, not an event" if first <= last else "are not days in order"
    except ValueError:
        trouble = "are not days in order"
    shown = f"{record.get(first_key)} to {record.get(last_key)} {trouble}"
    key = first_key or last_key
    found.skip(name, key, shown + ("; the text is read instead" if spelled else ""), record.lines[key][1])
    return None


def _day(text: str) -> date:
    """The day of any spelling of a time that is read. Raises ValueError."""
    return parse_wall(wall_of(text)[0]).time.date()


def _status(found: Collector, name: str, record: strictyaml.Map, when: str | None) -> str | None:
    """``cancelled`` where a record says that its event is; that it was postponed is reported."""
    notes = [re.sub(r"<[^>]*>", "", text) for key in _NOTES if (text := text_of(record.get(key)))]
    flags = [record.get("cancelled"), record.get("canceled")]
    texts = [when, text_of(record.get("status")), *(text_of(record.get(key)) for key in ("place", "location", "city", "venue"))]
    if True in flags or any(text and _OFF.search(text) for text in texts) or any(_ALL_OFF.search(note) for note in notes):
        return "cancelled"
    if any(re.search(r"\bpostponed\b", note, re.IGNORECASE) and not re.search(r"\bnot postponed\b", note, re.IGNORECASE) for note in notes):
        found.skip(name, "note", "says that it was postponed: the dates may not hold", record.line)
    return None
