"""Which official pages the catalogue rests on, venue by venue, and what was looked for there and
not found, so that the next refresh starts where this one ended.

    python bench/looked_for.py > docs/venues-looked-for.md

All but the last column is what the catalogue records; `looked_for.yaml` beside this file, kept by
hand, chooses the venues and says what was not found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from confradar.catalogue.load import load_catalogue
from confradar.model.submission import Submission
from confradar.model.venue import Edition, Venue

ROOT = Path(__file__).resolve().parents[1]
KEPT = Path(__file__).with_suffix(".yaml")
HEAD = """\
# Venues looked for

Where a refresh of the catalogue begins: {count} well-known venues, the official pages that their
records rest on, and what was looked for there and not found. `python bench/looked_for.py` writes
this page: the last column is kept by hand in `bench/looked_for.yaml`, all else is recorded in
`data/venues.yaml`. *Recorded* is the last day on which a fact entered the catalogue with a page,
not a list, as its source; where others had read the page, the record's note says so. *Dates* counts
the dated points of the newest edition that rest on a page, and all of them. *Submission* is the
newest edition of which it is known what a paper needs. The last column is empty where no search
ended without an answer.

| venue | official pages | recorded | newest edition | dates | submission | looked for, not found |
|---|---|---|---|---|---|---|
"""


def from_page(source: str | None, also: tuple[str, ...] = ()) -> bool:
    """Whether a page, not a list of the catalogue's, says it."""
    return any(name.startswith("http") for name in (source or "", *also))


def newest(venue: Venue) -> Edition | None:
    """The edition of the latest year."""
    return max(venue.editions, key=lambda edition: edition.year, default=None)


def submission(venue: Venue) -> tuple[str, tuple[Submission, ...]]:
    """What is known to be needed, newest edition first: its year, or that it always holds."""
    for edition in sorted(venue.editions, key=lambda edition: -edition.year):
        if edition.submission:
            return str(edition.year), edition.submission
    return ("always", venue.submission) if venue.submission else ("", ())


def recorded(venue: Venue) -> date | None:
    """The last day on which a fact entered that a page says."""
    groups = [*venue.submission, *(held for item in venue.editions for held in item.submission)]
    points = [point for item in venue.editions for point in item.deadlines]
    days = [group.recorded for group in groups]
    days += [
        held.recorded
        for held in (*venue.editions, *points)
        if held.recorded and from_page(held.source, held.also)
    ]
    return max(days, default=None)


def pages(venue: Venue) -> list[str]:
    """The official pages to read first, without doubles."""
    edition = newest(venue)
    found = [edition.url if edition else None, venue.url, *venue.dates]
    found += [group.source for group in submission(venue)[1]]
    return list({page.rstrip("/"): page for page in reversed(found) if page}.values())[::-1]


def held(edition: Edition) -> str:
    """Year, days and place of an edition, as far as they are known."""
    days = f"{edition.start} to {edition.end or '?'}" if edition.start else "no days"
    return f"{edition.year}: {days}, {edition.place or 'no place'}"


def row(venue: Venue, missed: str) -> str:
    """A venue's line of the table."""
    edition = newest(venue)
    points = edition.deadlines if edition else ()
    counted = sum(from_page(point.source, point.also) for point in points)
    cells = (
        f"{venue.acronym} (`{venue.id}`)",
        "<br>".join(f"<{page}>" if "{" not in page else f"`{page}`" for page in pages(venue)),
        str(recorded(venue) or ""),
        held(edition) if edition else "none",
        f"{counted} of {len(points)}" if points else "",
        submission(venue)[0],
        missed,
    )
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def page(venues: Mapping[str, Venue], kept: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """The page, part by part; raises KeyError for a venue that the catalogue does not have."""
    yield HEAD.format(count=len(kept["venues"]))
    for name, missed in kept["venues"].items():
        yield row(venues[name], missed or "") + "\n"
    yield "\n## Conferences without an edition\n\n"
    yield from (
        f"- {venues[name].acronym}, <{venues[name].url}>: {missed}\n"
        for name, missed in kept["undated"].items()
    )
    yield "\n## Looked for, not in the catalogue\n\n"
    yield from (f"- {name}: {missed}\n" for name, missed in kept["absent"].items())


def main() -> None:
    """Print the page."""
    catalogue = load_catalogue([ROOT / "data" / "venues.yaml"], ROOT / "data" / "topics.yaml")
    venues = {venue.id: venue for venue in catalogue.venues}
    print("".join(page(venues, yaml.safe_load(KEPT.read_text(encoding="utf-8")))), end="")


if __name__ == "__main__":
    main()
