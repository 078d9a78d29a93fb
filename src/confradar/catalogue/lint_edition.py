"""The rules within an edition's places, parts and facts of submission."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from confradar.catalogue.findings import Hit, Path
from confradar.model.names import fold
from confradar.model.submission import Submission
from confradar.model.venue import Edition, Venue

# A part may be held so many days before or after the edition's own: a weekend between.
_BESIDE = timedelta(days=3)


def country(venue: Venue) -> Iterator[Hit]:
    """Places without their country, and countries that do not exist."""
    for number, edition in enumerate(venue.editions):
        online = edition.format is not None and edition.format.value == "online"
        main = ("editions", number)
        held: list[tuple[Path, str | None, str | None]] = [
            (main, edition.place, edition.country),
            *(
                ((*main, "sites", place), site.place, site.country)
                for place, site in enumerate(edition.sites)
            ),
        ]
        for path, place, code in held:
            if place and not code and not online:
                yield Hit((*path, "place"), f"no country given for {place!r}", edition)
            elif code and not _is_country(code):
                yield Hit((*path, "country"), f"{code!r} is not an ISO 3166 code", edition)


def _is_country(code: str) -> bool:
    import pycountry

    return pycountry.countries.get(alpha_2=code) is not None


def same_site(venue: Venue) -> Iterator[Hit]:
    """Sites that the edition has already."""
    for number, edition in enumerate(venue.editions):
        seen = {fold(edition.place or "")}
        for position, site in enumerate(edition.sites):
            if fold(site.place) in seen:
                where = ("editions", number, "sites", position)
                yield Hit(where, f"{site.place!r} is a site that stands there already", edition)
            seen.add(fold(site.place))


def days_of_parts(venue: Venue) -> Iterator[Hit]:
    """Days of sites and parts that are neither within the edition's days nor right beside them, and
    parts that stand there twice."""
    for number, edition in enumerate(venue.editions):
        for path, name, first, last in _with_days(edition):
            if not _beside(edition, first, last):
                why = f"the days of {name!r} are not those of the edition ({_days_of(edition)})"
                yield Hit(("editions", number, *path), why, edition)
        known = [(fold(item.name), item.start) for item in edition.parts]
        for place, item in enumerate(edition.parts):
            if known[place] in known[:place]:
                why = f"{item.name!r} of {item.start} stands there twice"
                yield Hit(("editions", number, "parts", place), why, edition)


def _with_days(edition: Edition) -> Iterator[tuple[Path, str, date, date]]:
    """The sites and parts that have days of their own: where they stand, their name and days."""
    for place, site in enumerate(edition.sites):
        if site.start:
            yield ("sites", place), site.place, site.start, site.end or site.start
    for place, part in enumerate(edition.parts):
        yield ("parts", place), part.name, part.start, part.end or part.start


def _beside(edition: Edition, first: date, last: date) -> bool:
    if edition.start is None:
        return False
    end = edition.end or edition.start
    return edition.start - _BESIDE <= first and last <= end + _BESIDE


def _days_of(edition: Edition) -> str:
    if edition.start is None:
        return "which has none: give start and end"
    return f"{edition.start} to {edition.end or edition.start}"


def currency(venue: Venue) -> Iterator[Hit]:
    """Fees in a currency that does not exist."""
    for path, group, edition in submissions(venue):
        for place, fee in enumerate(group.fees):
            if not _is_currency(fee.currency):
                why = f"{fee.currency!r} is not an ISO 4217 code"
                yield Hit((*path, "fees", place, "currency"), why, edition)


def _is_currency(code: str) -> bool:
    import pycountry

    return pycountry.currencies.get(alpha_3=code) is not None


def submissions(venue: Venue) -> Iterator[tuple[Path, Submission, Edition | None]]:
    """Every group of facts of submission, with where it stands and its edition."""
    yield from _groups((), venue.submission, None)
    for number, edition in enumerate(venue.editions):
        yield from _groups(("editions", number), edition.submission, edition)


def _groups(
    path: Path, groups: Iterable[Submission], edition: Edition | None
) -> Iterator[tuple[Path, Submission, Edition | None]]:
    for place, group in enumerate(groups):
        yield (*path, "submission", place), group, edition
