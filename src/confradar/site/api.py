"""What other programs read of a site: JSON of the versioned schemas, CSV, the changes with the keys
of the calendars, and the catalogue itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any

from confradar.queries.next_edition import year_of
from confradar.queries.site_data import upcoming
from confradar.site.origins import Origins
from confradar.site.outline import Outline
from confradar.views import csv as csv_view
from confradar.views import cycles as cycle_views
from confradar.views import machine_rows, venue_document
from confradar.views import json as json_view
from confradar.views.machine_rows import CHANGE, DEADLINE, VENUE, picked
from confradar.views.report import Report

if TYPE_CHECKING:
    from confradar.views.machine_rows import Row, Schema

NOTE = (
    "Published by `confradar publish`; `confradar sources add ADDRESS --format confradar` "
    "follows it."
)


def files(outline: Outline) -> Iterator[tuple[str, bytes]]:
    """The files but for the catalogue, by path."""
    venues = [machine_rows.venue_row(item, now=outline.stamp, zone=UTC) for item in outline.data.venues]
    points = [
        machine_rows.deadline_row(entry.point, now=outline.stamp, zone=UTC)
        for entry in upcoming(outline.data, outline.start)
        if entry.point and entry.is_deadline
    ]
    for name, schema, rows in (("venues", VENUE, venues), ("deadlines", DEADLINE, points)):
        yield f"api/{name}.json", _json(outline, schema.name, picked(rows, schema.keys))
        yield f"api/{name}.csv", _csv(schema, rows)
    yield "api/changes.json", _changes(outline)
    for item in outline.data.venues:
        document = _venue(outline, item.id)
        yield f"api/venues/{item.id}.json", _json(outline, venue_document.SCHEMA, [document])


def _venue(outline: Outline, venue: str) -> dict[str, Any]:
    page = outline.data.pages[venue]
    year = year_of(page, now=outline.stamp)
    document = venue_document.document(page, now=outline.stamp, zone=UTC, year=year)
    if cycles := outline.data.cycles.get(venue):
        document["cycles"] = cycle_views.plain(cycles, now=outline.stamp, zone=UTC)
    return document


def _json(outline: Outline, schema: str, rows: Iterable[Row]) -> bytes:
    return "".join(json_view.render(Report(schema, outline.stamped, rows))).encode()


def _csv(schema: Schema, rows: Iterable[Row]) -> bytes:
    report = Report(schema.name, "", picked(rows, schema.columns), schema.columns)
    return "".join(csv_view.render(report)).encode()


def _changes(outline: Outline) -> bytes:
    """The changes, oldest first, in the usual envelope, and beside them the ``keys`` of what the
    calendars hold (see `history.Key`), so that a machine without a past can go on from here."""
    whole = _json(outline, CHANGE.name, outline.changes).decode()
    keys = ",\n".join(json_view.item(key._asdict()) for _, key in sorted(outline.keys.items()))
    return f'{whole.removesuffix("]}" + chr(10))}], "keys": [\n{keys}\n]}}\n'.encode()


def catalogue(files: Sequence[Path], venues: Sequence[str], origins: Origins) -> bytes:
    """The catalogue that these files make, each laid over those before, as a source for others:
    the records of the ``venues``. Raises CatalogueError, DataError."""
    from confradar.catalogue import render
    from confradar.catalogue.load import stream_catalogue
    from confradar.catalogue.problems import Problem
    from confradar.model.venue import Source

    sources: dict[str, Source] = {}
    unapplied: list[Problem] = []
    wanted = set(venues)
    chosen = [
        origins.of_venue(item.venue)
        for item in stream_catalogue(files, sources, unapplied)
        if item.venue.id in wanted
    ]
    return render.document(chosen, origins.of_sources(sources.values(), chosen), NOTE).encode()
