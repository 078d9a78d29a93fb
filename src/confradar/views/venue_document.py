"""Everything about one venue as a document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import TYPE_CHECKING, Any

from confradar.views import submission
from confradar.views.machine_rows import dated, deadline_row

if TYPE_CHECKING:
    from confradar.index.documents import EditionDoc, PointDoc
    from confradar.queries.venue_page import VenuePage

SCHEMA = "confradar.venue/1"


def document(
    page: VenuePage, *, now: int, zone: tzinfo | None, year: int | None = None
) -> dict[str, Any]:
    """The venue's record, its editions with their dated points, its estimates as deadline items,
    and the facts of a submission to the edition of ``year`` (see `Front`)."""
    return {
        **page.record,
        "editions": [_edition(edition, now) for edition in page.editions],
        "children": [child[0] for child in page.children],
        "estimates": [deadline_row(item, now=now, zone=zone) for item in page.estimates],
        "facts": submission.document(page.facts(year)),
    }


def _edition(edition: EditionDoc, now: int) -> Mapping[str, Any]:
    points = edition.get("deadlines")
    return {**edition, "deadlines": [_point(point, now) for point in points]} if points else edition


def _point(point: PointDoc, now: int) -> Mapping[str, Any]:
    shown = dated(point)
    if "revisions" in point:
        shown["revisions"] = [dated(earlier) for earlier in point["revisions"]]
    return shown | {"seconds_left": None if point["instant"] is None else point["instant"] - now}
