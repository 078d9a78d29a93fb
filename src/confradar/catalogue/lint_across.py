"""The rules across venues, and those of the topic tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from confradar.catalogue.findings import Finding, Hit, Path, Severity, finding_of
from confradar.catalogue.lint_edition import submissions
from confradar.catalogue.load import Catalogue
from confradar.model.names import fold, nearest
from confradar.model.venue import Edition, Venue


@dataclass(frozen=True)
class _Names:
    """What the whole catalogue has: the ids of venues, topics and sources, and whose each name is
    (filled on the way, in the order of the file)."""

    venues: set[str]
    topics: set[str]
    sources: set[str]
    owners: dict[str, str] = field(default_factory=dict)


# What is wrong with a venue: the rule that it breaks, and where and how.
Breach = tuple[str, Hit]


def across(catalogue: Catalogue) -> Iterator[Finding]:
    """What breaks a rule across venues, and in the topic tree."""
    names = _Names(
        {venue.id for venue in catalogue.venues},
        {topic.id for topic in catalogue.topics},
        {source.id for source in catalogue.sources},
    )
    for item in catalogue.loaded:
        for check in (_owned_names, _aliases, _topics, _parent, _references, _sources):
            for rule, hit in check(item.venue, names):
                severity = Severity.warning if rule == "needless-alias" else Severity.error
                yield finding_of(item, hit, rule, severity)
    yield from topic_tree(catalogue)


def _owned_names(venue: Venue, names: _Names) -> Iterator[Breach]:
    for name in dict.fromkeys(fold(name) for name in venue.names()):
        owner = names.owners.setdefault(name, venue.id)
        if owner != venue.id:
            keys = {
                "aliases": venue.aliases,
                "formerly": venue.formerly,
                "name_zh": (venue.name_zh or "",),
            }
            key = next((key for key, said in keys.items() if name in map(fold, said)), "acronym")
            yield "duplicate-name", Hit((key,), f"{name!r} is already a name of {owner}")


def _aliases(venue: Venue, _: _Names) -> Iterator[Breach]:
    owned = (venue.id, venue.acronym, venue.name, venue.name_zh or "", *venue.formerly)
    said = {fold(name) for name in owned}
    if repeated := [alias for alias in venue.aliases if fold(alias) in said]:
        why = f"{', '.join(repeated)}: the id, acronym, a name or a former id says it already"
        yield "needless-alias", Hit(("aliases",), why)


def _topics(venue: Venue, names: _Names) -> Iterator[Breach]:
    for position, topic in enumerate(venue.topics):
        if topic not in names.topics:
            close = nearest(topic, names.topics, limit=1)
            hint = f": did you mean {close[0]}?" if close else ""
            why = f"{topic!r} is not in topics.yaml{hint}"
            yield "unknown-topic", Hit(("topics", position), why)


def _parent(venue: Venue, names: _Names) -> Iterator[Breach]:
    if venue.parent and venue.parent not in names.venues:
        yield "broken-parent", Hit(("parent",), f"there is no venue {venue.parent!r}")
    if venue.parent == venue.id:
        yield "broken-parent", Hit(("parent",), "a venue cannot be its own parent")
    if venue.id in venue.formerly:
        yield "former-id", Hit(("formerly",), f"{venue.id!r} is the id that it has now")


def _references(venue: Venue, names: _Names) -> Iterator[Breach]:
    for edition, path, other in _named_in(venue):
        own = other == venue.id
        if own or other not in names.venues:
            what = "cannot name the venue itself" if own else f"there is no venue {other!r}"
            rule = "broken-parent" if path[-1] == "parent" else "broken-reference"
            yield rule, Hit(path, f"{path[-1]}: {what}", edition)


def _sources(venue: Venue, names: _Names) -> Iterator[Breach]:
    for path, source in _sources_of(venue):
        if not source.startswith(("http://", "https://")) and source not in names.sources:
            why = f"{source!r} is neither a source of the list nor an http(s) address"
            yield "unknown-source", Hit(path, why)


def topic_tree(catalogue: Catalogue) -> Iterator[Finding]:
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
        for name in {fold(name) for name in topic.names()}:
            if owners.setdefault(name, topic.id) != topic.id:
                problem = problem or f"{name!r} also names {owners[name]}"
        if problem:
            yield Finding(
                "topics.yaml", 1, "topic-tree", Severity.error, f"topic {topic.id}", problem
            )


def _named_in(venue: Venue) -> Iterator[tuple[Edition, Path, str]]:
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


def _sources_of(venue: Venue) -> Iterator[tuple[Path, str]]:
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
    for path, group, _ in submissions(venue):
        yield (*path, "source"), group.source
