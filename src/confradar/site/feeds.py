"""The Atom feeds of a site (RFC 4287): what changed, and what is soon due. An entry's id and time
are those of what it tells, so that it is the same entry wherever and whenever it is written."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from confradar.model.days import DAY
from confradar.site.rows import moment_of
from confradar.views.changes import about, values
from confradar.views.ics import NAMESPACE
from confradar.views.svg import escape
from confradar.views.text import point_title, safe, utc

if TYPE_CHECKING:
    from confradar.index.points import DeadlineItem
    from confradar.site.outline import Group, Outline
    from confradar.views.machine_rows import Row
    from confradar.views.words import Words

# So long before it is due a date is told to be.
SOON = 14 * DAY
# So many entries a feed has, the newest ones.
LONGEST = 100


class Entry(NamedTuple):
    """An entry of a feed: its lasting id, title, text, time (RFC 3339) and venue."""

    id: str
    title: str
    text: str
    updated: str
    venue: str


def entry_of(row: Row, say: Words) -> Entry:
    """The entry of a change."""
    whose = f"{row['acronym']} {row['year']}" if row["year"] else str(row["acronym"])
    title = say("entry.title", venue=whose, name=about(row, say))
    text = " · ".join(filter(None, (values(row), row["source"] and str(row["source"]))))
    told = [row[name] for name in ("what", "venue", "year", "key", "new_at", "new", "seen")]
    key = "/".join(str(value or "") for value in told)
    return Entry(_urn(f"change/{key}"), title, text or title, str(row["seen"]), str(row["venue"]))


def soon_due(points: Iterable[DeadlineItem], stamp: int, say: Words) -> Iterator[Entry]:
    """Entries for the announced dates of the next two weeks after ``stamp``."""
    for point in points:
        if point.certainty == "estimated" or not stamp <= point.at <= stamp + SOON:
            continue
        whose = f"{point.acronym} {point.year}"
        title = say("entry.title", venue=whose, name=point_title(point, say))
        moment = moment_of(point, say)
        text = " = ".join(filter(None, (moment.words, moment.exact)))
        key = f"soon/{point.venue}/{point.year}/{point.lasting}/{point.at}"
        yield Entry(
            _urn(key), say("site.soon", title=title), text, utc(point.at - SOON), point.venue
        )


class Feeds:
    """The entries of a site in a language, by venue."""

    def __init__(self, outline: Outline, say: Words) -> None:
        self._outline, self._say = outline, say
        self._entries: dict[str, list[Entry]] = {}
        found = (entry_of(row, say) for row in outline.changes)
        points = (entry.point for own in outline.of_venue.values() for entry in own if entry.point)
        for entry in (*found, *soon_due(points, outline.stamp, say)):
            self._entries.setdefault(entry.venue, []).append(entry)
        self._written: Mapping[str, str] = {
            entry.id: self._entry(entry) for own in self._entries.values() for entry in own
        }

    def newest(self, venues: Iterable[str]) -> Sequence[Entry]:
        """The newest entries of these venues, the newest first."""
        own = (entry for venue in venues for entry in self._entries.get(venue, ()))
        return sorted(own, key=lambda entry: (entry.updated, entry.id), reverse=True)[:LONGEST]

    def feed(self, group: Group) -> bytes:
        """The feed of a group of venues."""
        entries = self.newest(self._entries if group.path == "all" else group.venues)
        outline, prefix = self._outline, self._outline.prefix(self._say.language)
        path = f"{prefix}feeds/{group.path}.atom"
        page = "index.html" if group.path == "all" else f"{group.path}.html"
        links = [("self", outline.address(path)), ("alternate", outline.address(prefix + page))]
        head = [
            '<?xml version="1.0" encoding="utf-8"?>',
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{self._say.language}">',
            f"<id>{_urn(f'feed/{outline.base_url or outline.title}/{path}')}</id>",
            f"<title>{escape(f'{outline.title}: {group.name}')}</title>",
            f"<updated>{entries[0].updated if entries else outline.stamped}</updated>",
            f"<author><name>{escape(outline.title)}</name></author>",
            '<generator uri="https://pypi.org/project/confradar-cli/">confradar</generator>',
            *(
                f'<link rel="{rel}" type="{_TYPES[rel]}" href="{escape(address)}"/>'
                for rel, address in links
                if address
            ),
        ]
        return "\n".join(
            [*head, *(self._written[entry.id] for entry in entries), "</feed>", ""]
        ).encode()

    def _entry(self, entry: Entry) -> str:
        prefix = self._outline.prefix(self._say.language)
        here = entry.venue in self._outline.data.pages
        address = here and self._outline.address(f"{prefix}venues/{entry.venue}.html")
        link = (
            f'<link rel="alternate" type="text/html" href="{escape(address)}"/>' if address else ""
        )
        return (
            f"<entry><id>{entry.id}</id><title>{escape(entry.title)}</title>"
            f"<updated>{entry.updated}</updated>{link}"
            f'<content type="text">{escape(entry.text)}</content></entry>'
        )


_TYPES = {"self": "application/atom+xml", "alternate": "text/html"}


def _urn(key: str) -> str:
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, safe(key))}"
