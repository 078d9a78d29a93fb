"""What rules across records find: how grave it is, where, and why it may be right as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from confradar.catalogue.load import Loaded
from confradar.model.venue import Edition, Venue
from confradar.yaml_nodes import locate

# The keys and positions that lead to a value within a record.
Path = tuple[str | int, ...]


class Severity(StrEnum):
    """An error must be fixed; a warning must be fixed or explained where it stands
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
class Hit:
    """What a rule found inside one venue: where (path of keys), and in which edition."""

    path: Path
    message: str
    edition: Edition | None = None


Rule = Callable[[Venue], Iterator[Hit]]


def finding_of(item: Loaded, hit: Hit, rule: str, severity: Severity) -> Finding:
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
