"""The rules within a venue."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from confradar.catalogue.findings import Hit, Path, Rule, Severity
from confradar.catalogue.lint_edition import country, currency, days_of_parts, same_site
from confradar.model import plausible
from confradar.model.deadline import Deadline
from confradar.model.instants import wall_trouble
from confradar.model.kinds import DATED_KINDS
from confradar.model.venue import Edition, Venue
from confradar.model.zone_names import STANDARD_TIME_OF
from confradar.model.zones import parse_zone


def _dated(venue: Venue) -> Iterator[tuple[Path, Edition, Deadline]]:
    for number, edition in enumerate(venue.editions):
        for position, deadline in enumerate(edition.deadlines):
            if deadline.known:
                yield ("editions", number, "deadlines", position), edition, deadline


def _plausible(rule: str) -> Rule:
    """What one rule of ``model.plausible`` finds."""

    def check(venue: Venue) -> Iterator[Hit]:
        leads = plausible.leads(venue)
        for number, edition in enumerate(venue.editions):
            for doubt in plausible.doubts(edition, leads.get(edition.year, ())):
                if doubt.rule == rule:
                    what = ("start",) if doubt.place is None else ("deadlines", doubt.place)
                    yield Hit(("editions", number, *what), doubt.why, edition)

    return check


def _unsorted_rounds(venue: Venue) -> Iterator[Hit]:
    for number, edition in enumerate(venue.editions):
        groups: dict[tuple[str, str], list[tuple[int, Deadline]]] = {}
        for position, deadline in enumerate(edition.deadlines):
            if deadline.known:
                groups.setdefault((deadline.kind.value, deadline.track or ""), []).append(
                    (position, deadline)
                )
        for group in groups.values():
            ordered = sorted(group, key=lambda item: item[1].round or 1)
            for (_, before), (position, after) in pairwise(ordered):
                if after.wall < before.wall:
                    yield Hit(
                        ("editions", number, "deadlines", position),
                        f"round {after.round} ({after.at}) is before round {before.round or 1} "
                        f"({before.at})",
                        edition,
                    )


def _wall_time(venue: Venue) -> Iterator[Hit]:
    for path, edition, deadline in _dated(venue):
        zone = deadline.zone or edition.default_zone
        if trouble := wall_trouble(deadline.wall, parse_zone(zone)):
            what = "does not exist" if trouble == "missing" else "exists twice"
            yield Hit(
                path,
                f"{deadline.at} {what} in {zone} (daylight saving): which instant is meant?",
                edition,
            )


def _no_zone(venue: Venue) -> Iterator[Hit]:
    for path, edition, deadline in _dated(venue):
        if not deadline.date_only and not deadline.zone and not edition.zone:
            yield Hit(
                path,
                f"{deadline.at} names a time but no zone: read as AoE; write the zone that was "
                "announced",
                edition,
            )


def _zone_season(venue: Venue) -> Iterator[Hit]:
    for path, edition, deadline in _dated(venue):
        name = (deadline.zone or edition.default_zone).upper()
        if (
            name in STANDARD_TIME_OF
            and deadline.wall.replace(tzinfo=parse_zone(STANDARD_TIME_OF[name])).dst()
        ):
            yield Hit(
                path,
                f"{name} is standard time, but on {deadline.at[:10]} the region has daylight "
                "saving: read as written, one hour later",
                edition,
            )


def _order_of_editions(venue: Venue) -> Iterator[Hit]:
    years = [edition.year for edition in venue.editions]
    if years != sorted(years, reverse=True):
        yield Hit(("editions",), "editions stand newest first")


def _no_home(venue: Venue) -> Iterator[Hit]:
    if venue.url is None:
        yield Hit(("id",), "no homepage")


def _dates_pages(venue: Venue) -> Iterator[Hit]:
    for place, pattern in enumerate(venue.dates):
        if pattern in venue.dates[:place]:
            yield Hit(("dates", place), f"{pattern} stands there twice")
        elif pattern.startswith("http://"):
            yield Hit(("dates", place), f"{pattern}: give its https address, if it has one")


def _no_cadence(venue: Venue) -> Iterator[Hit]:
    if venue.cadence is None and venue.kind in DATED_KINDS:
        yield Hit(
            ("id",), "a conference or workshop needs a cadence (annual, biennial, irregular...)"
        )


def _revisions(venue: Venue) -> Iterator[Hit]:
    for path, edition, deadline in _dated(venue):
        known = [revision.at for revision in deadline.revisions]
        if deadline.at in known or len(set(known)) != len(known):
            yield Hit(
                (*path, "revisions"), "an earlier value equals another or the present one", edition
            )


RULES: dict[str, tuple[Severity, Rule]] = {
    "deadline-after-event": (Severity.warning, _plausible("deadline-after-event")),
    "lead-time": (Severity.warning, _plausible("lead-time")),
    "order-of-dates": (Severity.warning, _plausible("order-of-dates")),
    "unsorted-rounds": (Severity.warning, _unsorted_rounds),
    "event-year": (Severity.warning, _plausible("event-year")),
    "event-length": (Severity.warning, _plausible("event-length")),
    "year-typo": (Severity.warning, _plausible("year-typo")),
    "wall-time": (Severity.warning, _wall_time),
    "no-zone": (Severity.warning, _no_zone),
    "zone-season": (Severity.warning, _zone_season),
    "country": (Severity.warning, country),
    "same-site": (Severity.warning, same_site),
    "days-of-parts": (Severity.warning, days_of_parts),
    "currency": (Severity.error, currency),
    "editions-order": (Severity.warning, _order_of_editions),
    "homepage": (Severity.warning, _no_home),
    "cadence": (Severity.error, _no_cadence),
    "dates-page": (Severity.warning, _dates_pages),
    "revisions": (Severity.warning, _revisions),
}
