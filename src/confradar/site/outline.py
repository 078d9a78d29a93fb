"""What a site is: its name and address, its languages, what it tells, and the groups of venues that
have a page, a feed and a calendar of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from confradar.model.kinds import RANKS
from confradar.queries.site_data import upcoming
from confradar.site.history import Key
from confradar.views.text import utc

if TYPE_CHECKING:
    from confradar.queries.calendar import CalendarEntry
    from confradar.queries.site_data import SiteData
    from confradar.queries.timeline import Edition
    from confradar.views.machine_rows import Row
    from confradar.views.svg import Frame
    from confradar.views.words import Words

LIST_NAMES = {"ccf": "CCF", "core": "CORE", "thcpl": "TH-CPL"}


class Group(NamedTuple):
    """Venues with a page, a feed and a calendar: ``path`` is that of its files without their
    endings (``topics/nlp``), ``name`` what it is called."""

    path: str
    name: str
    venues: Sequence[str]


@dataclass(frozen=True)
class Outline:
    """A site: ``base_url`` is its address, with a slash at the end, where that is known; ``stamp``
    the time of its newest record and ``start`` that from which its lists go, both in seconds since
    the epoch; ``estimates`` whether it shows estimates; ``checked`` by source the ISO day on which
    it was last seen to be current."""

    title: str
    base_url: str | None
    languages: Sequence[str]
    stamp: int
    start: int
    estimates: bool
    data: SiteData
    changes: Sequence[Row]
    keys: Mapping[str, Key]
    timeline: Sequence[Edition]
    frame: Frame
    checked: Mapping[str, str]

    @property
    def stamped(self) -> str:
        """The time of its newest record, RFC 3339."""
        return utc(self.stamp)

    def prefix(self, language: str) -> str:
        """The folder of a language; the first one has none."""
        return f"{language}/" if self.languages.index(language) else ""

    def address(self, path: str) -> str | None:
        """The whole address of a file of the site, where that is known."""
        if self.base_url is None:
            return None
        return self.base_url + path.removesuffix("index.html")

    @cached_property
    def of_topic(self) -> Mapping[str, Sequence[str]]:
        """The ids of the venues of each topic, its sub-topics' too."""
        found: dict[str, list[str]] = {topic.id: [] for topic in self.data.topics}
        for item in self.data.venues:
            for topic in self.data.areas[item.id]:
                if topic in found:
                    found[topic].append(item.id)
        return found

    @cached_property
    def of_rank(self) -> Mapping[tuple[str, str], Sequence[str]]:
        """The ids of the venues of each rank of each list."""
        found: dict[tuple[str, str], list[str]] = {}
        for name, ranks in RANKS.items():
            for rank in ranks:
                venues = [item.id for item in self.data.venues if getattr(item, name) == rank]
                if venues:
                    found[name, rank] = venues
        return found

    @cached_property
    def of_venue(self) -> Mapping[str, Sequence[CalendarEntry]]:
        """The entries of each venue that come, but openings, the soonest first."""
        found: dict[str, list[CalendarEntry]] = {}
        for entry in upcoming(self.data, self.start):
            if entry.is_deadline:
                found.setdefault(entry.venue, []).append(entry)
        return found

    def everything(self, say: Words) -> Group:
        """All venues."""
        return Group("all", say("site.everything"), [item.id for item in self.data.venues])

    @cached_property
    def _topic_names(self) -> Mapping[str, Mapping[str, str]]:
        return {
            "en": {topic.id: topic.en for topic in self.data.topics},
            "zh": {topic.id: topic.zh for topic in self.data.topics},
        }

    def topic_names(self, language: str) -> Mapping[str, str]:
        """What the topics are called in a language, by id."""
        return self._topic_names[language]

    def topics(self, say: Words) -> list[Group]:
        """A group for each topic."""
        return [
            Group(f"topics/{id_}", name, self.of_topic[id_])
            for id_, name in self.topic_names(say.language).items()
        ]

    def ranks(self) -> list[Group]:
        """A group for each rank of each list."""
        return [
            Group(
                f"ranks/{name}-{rank.lower().replace('*', '-star')}",
                f"{LIST_NAMES[name]} {rank}",
                venues,
            )
            for (name, rank), venues in self.of_rank.items()
        ]

    def venues(self) -> list[Group]:
        """A group for each venue."""
        return [Group(f"venues/{item.id}", item.acronym, [item.id]) for item in self.data.venues]
