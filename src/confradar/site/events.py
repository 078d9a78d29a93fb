"""Events by month and by region of the world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from confradar.model.regions import region_countries
from confradar.views.held import places

if TYPE_CHECKING:
    from confradar.queries.events import Event
    from confradar.site.outline import Outline
    from confradar.views.words import Words

CONTINENTS = ("africa", "asia", "europe", "north-america", "south-america", "oceania")


class EventRow(NamedTuple):
    """An event in a table: ``days`` in words, those between which an estimate may fall; ``last``
    its last day."""

    venue: str
    title: str
    name: str
    days: str
    last: str
    place: str
    region: str
    certainty: str
    url: str | None


@cache
def region_of(country: str | None) -> str:
    """The continent of a country (an ISO 3166 code); empty where it is in none."""
    return next((name for name in CONTINENTS if country in region_countries(name)), "")


def by_month(outline: Outline, say: Words) -> list[tuple[str, Sequence[EventRow]]]:
    """The events from the start on, by the month in which they begin."""
    months: dict[date, list[EventRow]] = {}
    for event in outline.data.events:
        months.setdefault(event.low.replace(day=1), []).append(_row(event, say))
    return [(f"{say.month(day)} {day.year}", rows) for day, rows in sorted(months.items())]


def by_region(outline: Outline, say: Words) -> list[tuple[str, Sequence[EventRow]]]:
    """The events whose country is known, by region."""
    found: dict[str, list[EventRow]] = {}
    for event in outline.data.events:
        if region := region_of(event.country):
            found.setdefault(region, []).append(_row(event, say))
    return [(say(f"region.{name}"), found[name]) for name in CONTINENTS if name in found]


def regions_here(outline: Outline, say: Words) -> list[tuple[str, str, Sequence[tuple[str, str]]]]:
    """The regions of the events to come: name in addresses, in words, and its countries here (code
    and name)."""
    countries: Mapping[str, set[str]] = {name: set() for name in CONTINENTS}
    for event in outline.data.events:
        if event.country and (region := region_of(event.country)):
            countries[region].add(event.country)
    return [
        (name, say(f"region.{name}"), sorted((code, country_name(code)) for code in found))
        for name, found in countries.items()
        if found
    ]


@cache
def country_name(code: str) -> str:
    """What a country is called in English."""
    import pycountry

    found = pycountry.countries.get(alpha_2=code)
    return str(getattr(found, "common_name", None) or found.name) if found else code


def _row(event: Event, say: Words) -> EventRow:
    estimated = event.certainty == "estimated"
    days = say.days(event.low, event.high) if estimated else say.days(event.start, event.end)
    place = places(event.place, event.sites, say) or (say("format.online") if event.format == "online" else "")
    if event.format == "hybrid":
        place = f"{place}{say('note', text=say('format.hybrid'))}"
    return EventRow(
        event.venue,
        f"{event.acronym} {event.year}",
        event.name,
        f"~ {days}" if estimated else days,
        event.high.isoformat(),
        place,
        region_of(event.country),
        event.certainty,
        event.url,
    )
