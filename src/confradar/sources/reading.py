"""What every reader of an upstream format returns, and the steps they share. Bytes in, models out; no I/O."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from math import isfinite

from pydantic import ValidationError

from confradar import strictyaml
from confradar.errors import DataError
from confradar.model.deadline import TBD, Deadline
from confradar.model.names import fold
from confradar.model.venue import Acceptance, Edition, Venue
from confradar.model.zones import parse_wall, parse_zone
from confradar.sources.topics import FALLBACK, topics_of
from confradar.sources.walltime import wall_of
from confradar.sources.wording import classify


@dataclass(frozen=True)
class Unread:
    """Something of a source that could not be read: which record, which key, why. ``line`` is 0 where unknown."""

    source: str
    record: str
    key: str
    reason: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.source}: {self.record}{f' (line {self.line})' if self.line else ''}: {self.key}: {self.reason}"


@dataclass(frozen=True)
class Move:
    """An announced deadline that moved: dates without time, and the day on which the change was recorded."""

    title: str
    year: int
    kind: str
    old: date
    new: date
    recorded: date


@dataclass(frozen=True)
class Reading:
    """All that one upstream file says. ``editions`` and ``fields`` count what stood there: each was read or is in ``unread``."""

    source: str
    venues: tuple[Venue, ...] = ()
    unread: tuple[Unread, ...] = ()
    editions: int = 0
    fields: int = 0
    moves: tuple[Move, ...] = ()


# Words that stand in the names of very many venues.
GENERAL = frozenset({"international", "conference", "annual", "symposium", "workshop", "meeting", "ieee", "proceedings"})


@dataclass
class Draft:
    """One dated field on its way to a Deadline."""

    kind: str
    at: str
    zone: str | None
    label: str | None = None
    round: int | None = None
    track: str | None = None
    key: str = ""
    note: str | None = None


@dataclass
class Collector:
    """Gathers venues and what could not be read while a reader walks its file."""

    source: str
    recorded: date | None
    unread: list[Unread] = field(default_factory=list)
    editions: int = 0
    fields: int = 0
    _unknown_tags: set[str] = field(default_factory=set)
    _called: dict[str, list[tuple[str, set[str], frozenset[str]]]] = field(default_factory=dict)
    _venues: dict[str, dict[str, object]] = field(default_factory=dict)
    _editions: dict[str, dict[int, dict[str, object]]] = field(default_factory=dict)
    _drafts: dict[tuple[str, int], list[Draft]] = field(default_factory=dict)

    def skip(self, record: str, key: str, reason: str, line: int = 0) -> None:
        """Report something unreadable."""
        self.unread.append(Unread(self.source, record, key, reason, line))

    def venue(self, identity: str, facts: dict[str, object]) -> None:
        """Remember a venue's own facts; the first record of it wins, later ones fill gaps."""
        known = self._venues.setdefault(identity, {})
        for key, value in facts.items():
            if value not in (None, "", (), []):
                known.setdefault(key, value)
        self._editions.setdefault(identity, {})

    def topics(self, record: str, facts: strictyaml.Map, *keys: str) -> tuple[str, ...]:
        """The topics of a record's tags, which stand under the first of ``keys`` it has; tags that are not known are reported once."""
        key = next((key for key in keys if facts.get(key)), None)
        if key is None:
            return (FALLBACK,)
        known = topics_of(facts[key])
        if not known and (tags := text_of(facts[key]) or "") not in self._unknown_tags:
            self._unknown_tags.add(tags)
            self.skip(record, key, f"no known topic in {tags}, filed under {FALLBACK}", facts.lines[key][1])
        return known or (FALLBACK,)

    def identity(self, title: str, name: str, topics: Iterable[str]) -> str:
        """The key of the venue that a record without a lasting id is of: its short name, but two of other names and topics stay two."""
        words, areas = _words(name) - _words(title), frozenset(topics)
        for identity, other, topic in self._called.setdefault(title, []):
            shared = len(words & other) >= 0.5 * min(len(words), len(other))
            if shared or areas & topic:
                return identity
        identity = f"{title}/{len(self._called[title])}"
        self._called[title].append((identity, words, areas))
        return identity

    def edition(self, identity: str, year: int, facts: dict[str, object], drafts: Iterable[Draft]) -> None:
        """Remember an edition; a second record of the same year adds its dates and fills gaps."""
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

    def _venue(self, record: str, facts: dict[str, object], editions: list[Edition]) -> Venue | None:
        """The venue without the facts that it can do without and that are refused; None where an essential one is."""
        while True:
            try:
                return Venue.model_validate({**facts, "sources": (self.source,), "editions": editions})
            except ValidationError as error:
                key = str(error.errors()[0]["loc"][0]) if error.errors()[0]["loc"] else ""
                if key not in {"h5", "ranks", "dblp"} & facts.keys():
                    self.skip(record, _where(error), f"{why(error)}: the venue and its {len(editions)} editions are left out")
                    return None
                self.skip(record, _where(error), why(error))
                facts = {name: value for name, value in facts.items() if name != key}

    def _edition(self, record: str, year: int, facts: dict[str, object], drafts: list[Draft]) -> Edition | None:
        deadlines = []
        for draft in told_apart(drafts):
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
                        source=self.source,
                        recorded=self.recorded,
                    )
                )
            except ValidationError as error:
                self.skip(record, draft.key or draft.kind, why(error))
        base = {"year": year, "source": self.source, "recorded": self.recorded, "deadlines": tuple(deadlines)}
        while True:
            try:
                return Edition.model_validate({**facts, **base})
            except ValidationError as error:
                key = str(error.errors()[0]["loc"][0]) if error.errors()[0]["loc"] else "start"
                self.skip(record, key, why(error))
                if key not in facts:
                    return None
                facts = {name: value for name, value in facts.items() if name != key and not (key == "start" and name == "end")}


def _words(name: str) -> set[str]:
    """The words of a name that tell something."""
    return {word for word in fold(name).split() if len(word) > 3 and word not in GENERAL}


def told_apart(drafts: list[Draft]) -> list[Draft]:
    """Sort by date and give every deadline of an edition its own kind, round and track.

    Explicit rounds and tracks are kept. Rows that share all three are the same point said twice (equal dates), or further
    tracks when their labels differ and are not plain main-track wording, or else rounds, numbered by date.
    """
    ordered: list[Draft] = []
    for draft in sorted(drafts, key=_when):
        same = [known for known in ordered if _point(known) == _point(draft)]
        twin = next((known for known in same if not (known.label and draft.label) or known.label == draft.label), None)
        if twin is None:
            if same and draft.kind != "other":
                draft.track = slug(draft.label or "") or None
            ordered.append(draft)
        elif not twin.label:
            twin.label = draft.label
    groups: dict[tuple[str, str | None], list[Draft]] = {}
    for draft in ordered:
        groups.setdefault((draft.kind, draft.track), []).append(draft)
    for (kind, _), group in groups.items():
        taken: set[int] = {draft.round for draft in group if draft.round}
        loose = [draft for draft in group if draft.round is None]
        if kind == "other":
            for draft in group:
                draft.track = draft.track or slug(draft.label or "") or None
            continue
        if len(group) == 1 or not loose:
            continue
        for draft in loose:
            number = next(number for number in range(1, 100) if number not in taken)
            draft.round = number
            taken.add(number)
    final: dict[tuple[str, int, str], Draft] = {}
    for draft in ordered:
        key = (draft.kind, draft.round or 1, draft.track or "")
        extra = 2
        while key in final:
            key = (draft.kind, draft.round or 1, f"{draft.track or slug(draft.label or '') or 'further'}-{extra}")
            extra += 1
        draft.track = key[2] or None
        final[key] = draft
    return ordered


def _point(draft: Draft) -> tuple[object, ...]:
    """What two records of the same point have in common; no zone means AoE."""
    return draft.kind, draft.round, draft.track, draft.at, draft.at == TBD or parse_zone(draft.zone or "AoE")


def _when(draft: Draft) -> tuple[bool, datetime | None]:
    return (True, None) if draft.at == TBD else (False, parse_wall(draft.at).time)


def draft_of(kind: str, at: str, zone: str | None, label: str | None, key: str) -> Draft:
    """A Draft whose kind, round and track are what the source's wording says."""
    wording = classify(label or "", kind)
    return Draft(wording.kind, at, zone, label or None, wording.round, wording.track, key)


def slug(text: str) -> str:
    """An id made of a text: ``Art Papers deadline`` is ``art-papers-deadline``; empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")


def parse(data: bytes, source: str) -> object:
    """The YAML document in ``data``. Raises DataError, with a plain word where it is a web page or empty."""
    return strictyaml.load(yaml_text(data, source), source)


def yaml_text(data: bytes, source: str) -> str:
    """The text of a YAML file. Raises DataError, with a plain word where it is a web page or empty."""
    text = strictyaml.decode(data, source)
    head = text.lstrip()[:200].lower()
    if not head:
        raise DataError(f"{source}: the file is empty")
    if head.startswith(("<!doctype", "<html")):
        raise DataError(f"{source}: this is a web page, not data", hint="check the address: the raw file is needed")
    return text


def text_of(value: object) -> str | None:
    """A scalar as one line of text; None for nothing."""
    return " ".join(str(value).split()) or None if value is not None else None


def link_of(found: Collector, name: str, record: strictyaml.Map) -> str | None:
    """The record's link where it is an http(s) address; another is reported."""
    link = text_of(record.get("link"))
    if link and not link.startswith(("http://", "https://")):
        found.skip(name, "link", f"{link!r} is not an http(s) address", record.lines["link"][1])
        return None
    return link


def at_of(found: Collector, name: str, key: str, value: str, line: int) -> tuple[str, str | None] | None:
    """A time as it will stand in a deadline, the wall time or ``TBD``, and the zone where the text itself names one.

    None, reported, where it cannot be read.
    """
    if value.strip().upper() in {TBD, "TBA"}:
        return TBD, None
    try:
        return wall_of(value)
    except ValueError as error:
        found.skip(name, key, str(error), line)
        return None


def zone_of(found: Collector, name: str, record: strictyaml.Map, fallback: str | None) -> tuple[str | None, bool]:
    """The record's zone, else ``fallback``; and whether it could be read (if not it is reported, and its dates are left out)."""
    zone = text_of(record.get("timezone"))
    if zone is None:
        return fallback, True
    try:
        parse_zone(zone)
    except ValueError as error:
        found.skip(name, "timezone", f"{error}; its dates are left out", record.lines["timezone"][1])
        return None, False
    return zone, True


def rate_of(record: dict[str, object]) -> Acceptance:
    """An acceptance record of ccfddl's ``accept_rates``. Raises ValidationError."""
    keys = ("submitted", "accepted", "source")
    facts = {key: record[key] for key in keys if record.get(key) is not None}
    if "submitted" not in facts or "accepted" not in facts:
        facts["rate"] = record.get("rate")
    return Acceptance.model_validate(facts)


def h5_of(value: object, source: str) -> dict[str, object] | None:
    """An h5-index as a fact; the lists write 0 or -1 where they do not know it."""
    if value is None or (isinstance(value, int | float) and value <= 0):
        return None
    return {"index": round(value) if isinstance(value, float) and isfinite(value) else value, "source": source}


def _where(error: ValidationError) -> str:
    return ".".join(str(step) for step in error.errors()[0]["loc"]) or "record"


def why(error: ValidationError) -> str:
    """What a model refused, in one line."""
    return str(error.errors()[0]["msg"]).removeprefix("Value error, ")
