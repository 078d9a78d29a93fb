"""Gathering the records of a list into venues, with all that could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pydantic import ValidationError

from confradar.formats.lists.drafts import Draft, with_own_keys
from confradar.formats.lists.reading import Reading, Unread
from confradar.formats.lists.tags import FALLBACK, Tags, read_tags
from confradar.model.counts import counted
from confradar.model.deadline import Deadline, Revision
from confradar.model.rounds import numbered
from confradar.model.venue import Edition, Venue
from confradar.yaml_nodes import Map

# More dates than any edition has, and no more rounds of one kind than a deadline can number.
MAX_DATES = 99


@dataclass
class Collector:
    """Gathers venues and what could not be read while a reader walks its file."""

    source: str
    recorded: date | None
    unread: list[Unread] = field(default_factory=list)
    editions: int = 0
    fields: int = 0
    _told: set[tuple[str, str]] = field(default_factory=set)
    _venues: dict[str, dict[str, object]] = field(default_factory=dict)
    _editions: dict[str, dict[int, dict[str, object]]] = field(default_factory=dict)
    _drafts: dict[tuple[str, int], list[Draft]] = field(default_factory=dict)

    def skip(self, record: str, key: str, reason: str, line: int = 0, *, lost: bool = True) -> None:
        """Report something unreadable, or only odd (``lost`` is false)."""
        self.unread.append(Unread(self.source, record, key, reason, line, lost))

    def venue(self, identity: str, facts: dict[str, object]) -> None:
        """Remember a venue's own facts; the first record of it wins, later ones fill gaps."""
        known = self._venues.setdefault(identity, {})
        for key, value in facts.items():
            if value not in (None, "", (), []):
                known.setdefault(key, value)
        self._editions.setdefault(identity, {})

    def skip_once(
        self, about: str, record: str, key: str, reason: str, line: int = 0, *, lost: bool = True
    ) -> None:
        """Report something that many records may have in common, such as an unknown tag, for the
        first of them only."""
        if (key, about) not in self._told:
            self._told.add((key, about))
            self.skip(record, key, reason, line, lost=lost)

    def tags(self, record: str, facts: Map, *keys: str) -> Tags:
        """What the tags under ``keys`` say; tags that are not known are each reported once. Without
        a known topic it is FALLBACK."""
        found = Tags()
        for key in keys:
            if facts.get(key) is None:
                continue
            read = read_tags(facts[key])
            found = Tags(
                tuple(dict.fromkeys((*found.topics, *read.topics))),
                (*found.unknown, *read.unknown),
                found.kind or read.kind,
                found.core or read.core,
            )
            for tag in read.unknown:
                reason = f"unknown tag {tag!r}" + (
                    "" if read.topics else f", filed under {FALLBACK}"
                )
                self.skip_once(tag, record, key, reason, facts.lines[key][1], lost=False)
        return found

    def edition(
        self,
        identity: str,
        year: int,
        facts: dict[str, object],
        drafts: Sequence[Draft],
        record: str = "",
        line: int = 0,
    ) -> None:
        """Remember an edition. A second record of the same year fills gaps and adds the dates that
        something tells apart from the first one's; what it says otherwise is reported and kept
        beside what is followed.
        """
        from confradar.formats.lists.repeated_editions import compared

        known = self._editions[identity].get(year)
        if known is not None:
            drafts, differs = compared(
                self.source, known, self._drafts[(identity, year)], facts, drafts
            )
            for item in differs:
                reason = (
                    f"{item.value} contradicts another record of this edition in the same list, "
                    "which is followed"
                )
                self.skip(record, item.key, reason, line)
            known["differs"] = (*known.get("differs", ()), *differs)  # type: ignore[misc] # put there here alone
        known = self._editions[identity].setdefault(year, {})
        for key, value in facts.items():
            if value not in (None, "", (), []):
                known.setdefault(key, value)
        self._drafts.setdefault((identity, year), []).extend(drafts)

    def finish(self) -> Reading:
        """The venues as models; what the models refuse is reported, never dropped."""
        venues = []
        for identity, facts in self._venues.items():
            editions = []
            for year, known in sorted(self._editions[identity].items(), reverse=True):
                record = f"{facts['acronym']} {year}"
                edition = self._edition(record, year, known, self._drafts[(identity, year)])
                if edition is not None:
                    editions.append(edition)
            venue = self._venue(str(facts.get("acronym", identity)), facts, editions)
            if venue is not None:
                venues.append(venue)
        return Reading(self.source, tuple(venues), tuple(self.unread), self.editions, self.fields)

    def _venue(
        self, record: str, facts: dict[str, object], editions: list[Edition]
    ) -> Venue | None:
        """The venue without the facts that it can do without and that are refused; None where an
        essential one is."""
        while True:
            try:
                return Venue.model_validate(
                    {**facts, "sources": (self.source,), "editions": editions}
                )
            except ValidationError as error:
                key = str(error.errors()[0]["loc"][0]) if error.errors()[0]["loc"] else ""
                if key not in {"h5", "ranks", "dblp"} & facts.keys():
                    self.skip(
                        record,
                        _where(error),
                        f"{why(error)}: the venue and its {counted(len(editions), 'edition')} "
                        "are left out",
                    )
                    return None
                self.skip(record, _where(error), why(error))
                facts = {name: value for name, value in facts.items() if name != key}

    def _edition(
        self, record: str, year: int, facts: dict[str, object], drafts: list[Draft]
    ) -> Edition | None:
        deadlines = self._deadlines(record, drafts)
        if "start" in facts:  # a text of one record that gave no days, beside the days of another
            facts = {key: value for key, value in facts.items() if key != "when"}
        # first seen: what numbering by date calls a point is its lasting key too
        told = tuple(item.model_copy(update={"lasting": None}) for item in numbered(deadlines))
        base = {"year": year, "source": self.source, "recorded": self.recorded, "deadlines": told}
        while True:
            try:
                return Edition.model_validate({**facts, **base})
            except ValidationError as error:
                key = str(error.errors()[0]["loc"][0]) if error.errors()[0]["loc"] else "start"
                if key not in facts:
                    self.skip(
                        record,
                        key,
                        f"{why(error)}: the edition is left out with its dates ({len(drafts)})",
                    )
                    return None
                self.skip(record, key, why(error))
                facts = {
                    name: value
                    for name, value in facts.items()
                    if name != key and not (key == "start" and name == "end")
                }

    def _deadlines(self, record: str, drafts: list[Draft]) -> list[Deadline]:
        """The drafts as deadlines; one that breaks a rule is reported and left out."""
        deadlines = []
        if len(drafts) > MAX_DATES:
            self.skip(
                record,
                "deadlines",
                f"{len(drafts)} dates, more than any edition has: all but the first {MAX_DATES} "
                "are left out",
            )
        for draft in with_own_keys(drafts[:MAX_DATES]):
            try:
                deadlines.append(
                    Deadline(
                        kind=draft.kind,
                        round=draft.round,
                        track=draft.track,
                        at=draft.at,
                        zone=draft.zone,
                        label=draft.label,
                        note=draft.note,
                        revisions=tuple(Revision(at=at, zone=zone) for at, zone in draft.earlier),
                        source=self.source,
                        recorded=self.recorded,
                    )
                )
            except ValidationError as error:
                self.skip(record, draft.key or draft.kind, why(error))
        return deadlines


def _where(error: ValidationError) -> str:
    return ".".join(str(step) for step in error.errors()[0]["loc"]) or "record"


def why(error: ValidationError) -> str:
    """What a model refused, in one line."""
    return str(error.errors()[0]["msg"]).removeprefix("Value error, ")
