"""From a catalogue to the files of its site: what is asked, gathered, compared and written."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from confradar import paths
from confradar.errors import NothingFoundError
from confradar.index.opening import seen_files
from confradar.queries.calendar import RECENT
from confradar.queries.filters import VenueFilter
from confradar.queries.site_data import Question, SiteData, newest_record, site_data
from confradar.queries.timeline import months, timeline
from confradar.site import api, folder
from confradar.site.calendars import keys
from confradar.site.folder import Difference
from confradar.site.history import Published, changes, read_published
from confradar.site.origins import Origins
from confradar.site.outline import Outline
from confradar.site.previous import CHANGES
from confradar.version import MADE_BY
from confradar.views.svg import Frame

if TYPE_CHECKING:
    from confradar.sync.store import JournalEntry

# The timeline reaches so many months, and has so many editions that a browser draws it at once.
MONTHS = 12
DRAWN = 400


@dataclass(frozen=True)
class Order:
    """What is to be published: the venues ``wanted``, under which name and address, in which
    languages, with estimates or not, and from which instant on (None: the newest record's).

    ``files`` are those of the catalogue, ``origins`` tells of its sources; ``journal`` are the
    changes that syncs saw; ``checked`` the day on which each source was last seen to be current;
    ``before`` what the site told earlier (the bytes of its ``api/changes.json``, empty for none),
    ``elsewhere`` whether that is another folder or an address; ``now`` the present instant, beyond
    which no record's day counts.
    """

    wanted: VenueFilter
    title: str
    base_url: str | None
    languages: Sequence[str]
    estimates: bool
    start: int | None
    files: Sequence[Path]
    origins: Origins
    journal: Sequence[JournalEntry]
    checked: Mapping[str, str]
    before: bytes
    elsewhere: bool
    now: int


def publish(index: sqlite3.Connection, order: Order, into: Path, *, write: bool) -> Difference:
    """Bring the site in a folder to the present state, or (not ``write``) only tell what that would
    change. Raises NothingFoundError where no venue is wanted, UsageError for filters, StateError
    for a folder that cannot be used, DataError for a catalogue or earlier site that cannot be
    read."""
    from confradar.site.build import files

    known = folder.manifest(into)
    made_of = fingerprint(index, order)
    if known.made_of == made_of and folder.untouched(into, known):
        return Difference()
    outline = outline_of(index, order)

    def catalogue() -> bytes:
        venues = [item.id for item in outline.data.venues]
        return api.catalogue(order.files, venues, order.origins)

    if not write:
        return folder.compare(into, known, files(outline, catalogue), None)[0]
    with folder.workspace(into) as beside:
        found, hashes = folder.compare(into, known, files(outline, catalogue), beside)
        folder.switch(into, known, found, hashes, beside, made_of)
    return found


def outline_of(index: sqlite3.Connection, order: Order) -> Outline:
    """The site that is asked for. Raises NothingFoundError, UsageError, DataError."""
    stamp = stamp_of(index, order)
    start = stamp if order.start is None else order.start
    asked = Question(order.wanted, max(stamp, start), start, order.estimates)
    data = order.origins.of_data(site_data(index, asked))
    if not data.venues:
        raise NothingFoundError(
            "no venue matches these filters; nothing was published", hint="ask for more"
        )
    before = read_published(order.before, CHANGES) if order.before else Published()
    first = datetime.fromtimestamp(start, UTC).date()
    firsts = months(first, MONTHS)
    recent = datetime.fromtimestamp(start - RECENT, UTC).date()
    return Outline(
        order.title,
        order.base_url,
        order.languages,
        stamp,
        start,
        order.estimates,
        data,
        changes(_journal(order, data, before), data.entries, before, data.keys, stamp),
        keys(data.entries, before, data.keys, str(recent), str(_day(stamp))),
        timeline(
            index,
            VenueFilter(ids=[item.id for item in data.venues]),
            start=first,
            end=firsts[-1] - timedelta(days=1),
            zone=UTC,
            certainty="all" if order.estimates else "confirmed",
            limit=DRAWN,
        ),
        Frame(firsts, _day(stamp), ""),
        order.checked,
    )


def stamp_of(index: sqlite3.Connection, order: Order) -> int:
    """The time of the newest record, in seconds since the epoch; what only passes records on has
    none of its own."""
    day = newest_record(index, but=order.origins.relays)
    return min(int(datetime.combine(day, datetime.min.time(), UTC).timestamp()), order.now)


def _day(seconds: int) -> date:
    return datetime.fromtimestamp(seconds, UTC).date()


def _journal(order: Order, data: SiteData, before: Published) -> list[JournalEntry]:
    """The journal's entries of the site's venues, those that an earlier state had among them."""
    here = {*data.pages, *(key.partition("/")[0] for key in before.keys)}
    return [entry for entry in order.journal if entry.get("venue") in here]


def fingerprint(index: sqlite3.Connection, order: Order) -> str:
    """A hash of all that a site is made of: the catalogue, the order, and the program."""
    told = {
        "catalogue": [file.hash for file in seen_files(index)],
        "program": [MADE_BY, _program()],
        "wanted": order.wanted,
        "order": [order.title, order.base_url, order.languages, order.estimates, order.start],
        "origins": [sorted(names) for names in order.origins],
        "journal": order.journal,
        "checked": order.checked,
        # what is the site's own is looked at with all its files
        "before": hashlib.sha256(order.before).hexdigest() if order.elsewhere else "",
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _program() -> str:
    """A hash of the program's own files: a site is made anew by another program."""
    digest = hashlib.sha256()
    for path in sorted(paths.PACKAGE.rglob("*")):
        if path.suffix in {".py", ".html", ".css", ".js", ".svg", ".xml"} and path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()
