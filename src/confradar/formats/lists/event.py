"""The event of an edition as records state it: link, place, first and last day."""

from __future__ import annotations

from datetime import date

from confradar.formats.lists.collector import Collector
from confradar.formats.lists.eventdate import event_days, whole_year
from confradar.formats.lists.places import SEVERAL, further, place_facts, places_of
from confradar.formats.lists.scalars import link_of, says_nothing, text_of, unannounced
from confradar.formats.lists.time_spellings import wall_of
from confradar.model.countries import country_code
from confradar.model.wall_times import parse_wall
from confradar.yaml_nodes import Map

_WHEN = ("date", "data", "dates", "conference_date", "conference_dates", "event_date", "when")
_START = ("start", "start_date", "date_start", "date_from", "begin", "from")
_END = ("end", "end_date", "date_end", "date_to", "to")
NOTES = ("note", "notes", "comment", "comments", "remark", "remarks")
OFF_FLAGS = ("cancelled", "canceled", "postponed")


def event_keys(record: Map) -> frozenset[str]:
    """The keys of a record that are about its event; ``dates`` is one only where it is a text."""
    own = {
        *further(record),
        *SEVERAL,
        *_WHEN,
        *_START,
        *_END,
        *NOTES,
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
        *OFF_FLAGS,
    }
    return frozenset(own - ({"dates"} if isinstance(record.get("dates"), list | dict) else set()))


def event_facts(
    collector: Collector, name: str, record: Map, year: int, status: str | None
) -> dict[str, object]:
    """The facts of an Edition with this ``status``. ``start`` and ``end`` are kept where they agree
    with each other and the year, else the text is read; what gives no days is kept as text and
    reported. A second place or set of days is reported.
    """
    key, when = when_of(record)
    place, others = places_of(record)
    several = [item for item in (*_START, *_END) if isinstance(record.get(item), list | dict)]
    for item, value in [*others, *((item, record[item]) for item in (*further(record), *several))]:
        collector.skip(
            name,
            item,
            f"{value!r} is a further place or day of this edition and is left out",
            record.lines[item][1],
        )
    days = _days(collector, name, record, year, when)
    if when and days is None and not status and not says_nothing(when):
        collector.skip(
            name, key, f"{when!r} gives no first and last day; kept as text", record.lines[key][1]
        )
    facts = place_facts(None if place and says_nothing(place) else place)
    country = text_of(record.get("country"))
    if country and not facts.get("country"):
        facts["country"] = country_code(country) or place_facts(text_of(record.get("venue"))).get(
            "country"
        )
    telling = days is None and when and (unannounced(when) or not says_nothing(when))
    return {
        "url": link_of(collector, name, record),
        **facts,
        "start": days[0] if days else None,
        "end": days[1] if days else None,
        "when": when if telling else None,
        "status": status,
    }


def _days(
    collector: Collector, name: str, record: Map, year: int, when: str | None
) -> tuple[date, date | None] | None:
    """The first and last day: those given where they agree with the year, else those that the text
    spells."""
    spelled = event_days(when, year) if when else None
    given = _given(collector, name, record, bool(spelled))
    kept = given and (
        spelled is None or (given[1] and (given[0].year == year or spelled[0].year != year))
    )
    return given if kept else spelled


def when_of(record: Map) -> tuple[str, str | None]:
    """The key and text that say when the event is; a list of two days is their range."""
    for key in _WHEN:
        value = record.get(key)
        parts = (
            [text_of(item) for item in value]
            if isinstance(value, list) and key != "dates"
            else [text_of(value)]
        )
        if text := " to ".join(part for part in parts if part):
            return key, text
    return "date", None


def _given(
    collector: Collector, name: str, record: Map, spelled: bool
) -> tuple[date, date | None] | None:
    """The days under ``start`` and ``end`` where they are in order; a first day may stand alone."""
    first_key, last_key = (
        next((key for key in keys if not says_nothing(text_of(record.get(key)))), "")
        for keys in (_START, _END)
    )
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
    collector.skip(
        name, key, shown + ("; the text is read instead" if spelled else ""), record.lines[key][1]
    )
    return None


def _day(text: str) -> date:
    """The day of any spelling of a time that is read. Raises ValueError."""
    return parse_wall(wall_of(text)[0]).time.date()
