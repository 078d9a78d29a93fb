"""Rules across the records of a catalogue: what a model cannot see, but a reader would be misled
by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from confradar.catalogue.load import Catalogue, Loaded
from confradar.model import plausible
from confradar.model.deadline import Deadline
from confradar.model.instants import wall_trouble
from confradar.model.kinds import Kind
from confradar.model.names import fold, nearest
from confradar.model.venue import Edition, Venue
from confradar.model.zone_names import STANDARD_TIME_OF
from confradar.model.zones import parse_zone
from confradar.yaml_nodes import locate


class Severity(StrEnum):
    """An error must be mended; a warning must be mended or explained where it stands
    (``explained:``)."""

    error = "error"
    warning = "warning"


@dataclass(frozen=True)
class Finding:
    """A rule that a record breaks: place, rule, severity, breadcrumb, and what would be right."""

    file: str
    line: int
    rule: str
    severity: Severity
    record: str
    message: str
    explained: str | None = None


@dataclass(frozen=True)
class _Hit:
    """What a rule found inside one venue: where (path of keys), and in which edition."""

    path: tuple[str | int, ...]
    message: str
    edition: Edition | None = None


Rule = Callable[[Venue], Iterator[_Hit]]


def lint(catalogue: Catalogue) -> list[Finding]:
    """All findings, in file order. Explained warnings are kept, marked with their explanation."""
    findings = list(_across(catalogue))
    for item in catalogue.loaded:
        for name, (severity, rule) in RULES.items():
            findings.extend(_finding(item, hit, name, severity) for hit in rule(item.venue))
    return sorted(findings, key=lambda finding: (finding.file, finding.line, finding.rule))


def _finding(item: Loaded, hit: _Hit, rule: str, severity: Severity) -> Finding:
    file, line = locate(item.raw, hit.path)
    explained = item.venue.explained.get(rule) or (
        hit.edition.explained.get(rule) if hit.edition else None
    )
    record = f"{item.venue.id} {hit.edition.year}" if hit.edition else item.venue.id
    return Finding(
        file,
        line,
        rule,
        severity,
        record,
        hit.message,
        explained if severity is Severity.warning else None,
    )


# ---- Rules across venues


def _across(catalogue: Catalogue) -> Iterator[Finding]:
    owners: dict[str, str] = {}
    ids = {venue.id for venue in catalogue.venues}
    topics = {topic.id for topic in catalogue.topics}
    sources = {source.id for source in catalogue.sources}

    def found(
        item: Loaded, path: tuple[str | int, ...], rule: str, severity: Severity, message: str
    ) -> Finding:
        return _finding(item, _Hit(path, message), rule, severity)

    for item in catalogue.loaded:
        venue = item.venue
        for name in dict.fromkeys(fold(name) for name in venue.names()):
            owner = owners.setdefault(name, venue.id)
            if owner != venue.id:
                key = next(
                    (
                        key
                        for key in ("aliases", "formerly")
                        if name in map(fold, getattr(venue, key))
                    ),
                    "acronym",
                )
                yield found(
                    item,
                    (key,),
                    "duplicate-name",
                    Severity.error,
                    f"{name!r} is already a name of {owner}",
                )
        said = {fold(name) for name in (venue.id, venue.acronym, venue.name, *venue.formerly)}
        repeated = [alias for alias in venue.aliases if fold(alias) in said]
        if repeated:
            yield found(
                item,
                ("aliases",),
                "needless-alias",
                Severity.warning,
                f"{', '.join(repeated)}: the id, acronym, name or a former id says it already",
            )
        for position, topic in enumerate(venue.topics):
            if topic not in topics:
                close = nearest(topic, topics, limit=1)
                hint = f": did you mean {close[0]}?" if close else ""
                yield found(
                    item,
                    ("topics", position),
                    "unknown-topic",
                    Severity.error,
                    f"{topic!r} is not in topics.yaml{hint}",
                )
        if venue.parent and venue.parent not in ids:
            yield found(
                item,
                ("parent",),
                "broken-parent",
                Severity.error,
                f"there is no venue {venue.parent!r}",
            )
        if venue.parent == venue.id:
            yield found(
                item,
                ("parent",),
                "broken-parent",
                Severity.error,
                "a venue cannot be its own parent",
            )
        if venue.id in venue.formerly:
            yield found(
                item,
                ("formerly",),
                "former-id",
                Severity.error,
                f"{venue.id!r} is the id that it has now",
            )
        for edition, path, other in _named_in(venue):
            if other not in ids or other == venue.id:
                what = (
                    "cannot name the venue itself"
                    if other == venue.id
                    else f"there is no venue {other!r}"
                )
                rule = "broken-parent" if path[-1] == "parent" else "broken-reference"
                yield _finding(
                    item, _Hit(path, f"{path[-1]}: {what}", edition), rule, Severity.error
                )
        for path, source in _sources_of(venue):
            if not source.startswith(("http://", "https://")) and source not in sources:
                yield found(
                    item,
                    path,
                    "unknown-source",
                    Severity.error,
                    f"{source!r} is neither a source of the list nor an http(s) address",
                )
    yield from _topic_tree(catalogue)


def _topic_tree(catalogue: Catalogue) -> Iterator[Finding]:
    ids = {topic.id: topic for topic in catalogue.topics}
    owners: dict[str, str] = {}
    for topic in catalogue.topics:
        problem: str | None = None
        if topic.parent and topic.parent not in ids:
            problem = f"parent {topic.parent!r} does not exist"
        walked, node = {topic.id}, topic
        while not problem and node.parent:
            if node.parent in walked:
                problem = "is its own ancestor"
            walked.add(node.parent)
            node = ids.get(node.parent, topic)
        for name in {fold(name) for name in (topic.id, topic.en, topic.zh, *topic.aliases)}:
            if owners.setdefault(name, topic.id) != topic.id:
                problem = problem or f"{name!r} also names {owners[name]}"
        if problem:
            yield Finding(
                "topics.yaml", 1, "topic-tree", Severity.error, f"topic {topic.id}", problem
            )


def _named_in(venue: Venue) -> Iterator[tuple[Edition, tuple[str | int, ...], str]]:
    """The ids of other venues that editions and their dates name, with where they stand."""
    for number, edition in enumerate(venue.editions):
        where = ("editions", number)
        if edition.parent:
            yield edition, (*where, "parent"), edition.parent
        for other in edition.joint_with:
            yield edition, (*where, "joint_with"), other
        for position, deadline in enumerate(edition.deadlines):
            if deadline.via:
                yield edition, (*where, "deadlines", position, "via"), deadline.via


def _sources_of(venue: Venue) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for position, source in enumerate(venue.sources):
        yield ("sources", position), source
    if venue.h5:
        yield ("h5", "source"), venue.h5.source
    for position, recurrence in enumerate(venue.recurs):
        yield ("recurs", position, "source"), recurrence.source
    for number, edition in enumerate(venue.editions):
        where = ("editions", number)
        for named in (edition.source, *edition.also, *(item.source for item in edition.differs)):
            if named:
                yield (*where, "source"), named
        for position, deadline in enumerate(edition.deadlines):
            for source in (deadline.source, *deadline.also):
                yield (*where, "deadlines", position, "source"), source


# ---- Rules within a venue


def _dated(venue: Venue) -> Iterator[tuple[tuple[str | int, ...], Edition, Deadline]]:
    for number, edition in enumerate(venue.editions):
        for position, deadline in enumerate(edition.deadlines):
            if deadline.known:
                yield ("editions", number, "deadlines", position), edition, deadline


def _plausible(rule: str) -> Rule:
    """What one rule of ``model.plausible`` finds."""

    def check(venue: Venue) -> Iterator[_Hit]:
        leads = plausible.leads(venue)
        for number, edition in enumerate(venue.editions):
            for doubt in plausible.doubts(edition, leads.get(edition.year, ())):
                if doubt.rule == rule:
                    what = ("start",) if doubt.place is None else ("deadlines", doubt.place)
                    yield _Hit(("editions", number, *what), doubt.why, edition)

    return check


def _unsorted_rounds(venue: Venue) -> Iterator[_Hit]:
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
                    yield _Hit(
                        ("editions", number, "deadlines", position),
                        f"round {after.round} ({after.at}) is before round {before.round or 1} "
                        f"({before.at})",
                        edition,
                    )


def _wall_time(venue: Venue) -> Iterator[_Hit]:
    for path, edition, deadline in _dated(venue):
        zone = deadline.zone or edition.default_zone
        if trouble := wall_trouble(deadline.wall, parse_zone(zone)):
            what = "does not exist" if trouble == "missing" else "exists twice"
            yield _Hit(
                path,
                f"{deadline.at} {what} in {zone} (daylight saving): which instant is meant?",
                edition,
            )


def _no_zone(venue: Venue) -> Iterator[_Hit]:
    for path, edition, deadline in _dated(venue):
        if not deadline.date_only and not deadline.zone and not edition.zone:
            yield _Hit(
                path,
                f"{deadline.at} names a time but no zone: read as AoE; write the zone that was "
                "announced",
                edition,
            )


def _zone_season(venue: Venue) -> Iterator[_Hit]:
    for path, edition, deadline in _dated(venue):
        name = (deadline.zone or edition.default_zone).upper()
        if (
            name in STANDARD_TIME_OF
            and deadline.wall.replace(tzinfo=parse_zone(STANDARD_TIME_OF[name])).dst()
        ):
            yield _Hit(
                path,
                f"{name} is standard time, but on {deadline.at[:10]} the region has daylight "
                "saving: read as written, one hour later",
                edition,
            )


def _country(venue: Venue) -> Iterator[_Hit]:
    for number, edition in enumerate(venue.editions):
        if (
            edition.place
            and not edition.country
            and not (edition.format and edition.format.value == "online")
        ):
            yield _Hit(
                ("editions", number, "place"), f"no country given for {edition.place!r}", edition
            )
        elif edition.country and not _is_country(edition.country):
            yield _Hit(
                ("editions", number, "country"),
                f"{edition.country!r} is not an ISO 3166 code",
                edition,
            )


def _is_country(code: str) -> bool:
    import pycountry

    return pycountry.countries.get(alpha_2=code) is not None


def _order_of_editions(venue: Venue) -> Iterator[_Hit]:
    years = [edition.year for edition in venue.editions]
    if years != sorted(years, reverse=True):
        yield _Hit(("editions",), "editions stand newest first")


def _no_home(venue: Venue) -> Iterator[_Hit]:
    if venue.url is None:
        yield _Hit(("id",), "no homepage")


def _no_cadence(venue: Venue) -> Iterator[_Hit]:
    if venue.cadence is None and venue.kind in {Kind.conference, Kind.workshop}:
        yield _Hit(
            ("id",), "a conference or workshop needs a cadence (annual, biennial, irregular...)"
        )


def _revisions(venue: Venue) -> Iterator[_Hit]:
    for path, edition, deadline in _dated(venue):
        known = [revision.at for revision in deadline.revisions]
        if deadline.at in known or len(set(known)) != len(known):
            yield _Hit(
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
    "country": (Severity.warning, _country),
    "editions-order": (Severity.warning, _order_of_editions),
    "homepage": (Severity.warning, _no_home),
    "cadence": (Severity.error, _no_cadence),
    "revisions": (Severity.warning, _revisions),
}
