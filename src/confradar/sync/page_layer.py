"""The official pages that were read, laid over what the lists say. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from confradar.model.plausible import Lead, leads
from confradar.model.venue import Edition, Venue
from confradar.sync.page_records import Key, PageRecord
from confradar.sync.page_rules import Verdict, laid_over


def with_pages(
    venues: Sequence[Venue], records: Iterable[PageRecord]
) -> tuple[tuple[Venue, ...], Mapping[Key, Sequence[Verdict]]]:
    """The venues with what their pages may say, and what became of each page's values.

    A page of a venue that is not among them brings its record (``head``) where it has one.
    """
    found = {venue.id: venue for venue in venues}
    now = {former: venue.id for venue in venues for former in venue.formerly}
    verdicts: dict[Key, Sequence[Verdict]] = {}
    for record in sorted(records, key=lambda record: record.key):
        if record.force.applied is None:
            continue
        id_ = now.get(record.venue, record.venue)
        venue = found.get(id_) or record.head
        if venue is None:
            continue
        changed, verdicts[record.key] = _with_page(venue, record, record.force.applied)
        if changed is not venue:
            found[id_] = changed
    return tuple(found.values()), verdicts


def _with_page(venue: Venue, record: PageRecord, said: Edition) -> tuple[Venue, Sequence[Verdict]]:
    ours = venue.edition(record.year)
    edition, verdicts = laid_over(ours, said, record, siblings(venue, record.year))
    if edition is None or edition == ours:
        return venue, verdicts
    return venue.with_edition(edition), verdicts


def siblings(venue: Venue, year: int) -> Sequence[Lead]:
    """The leads of the venue's other editions than that year's, which it need not have yet."""
    whole = venue if venue.edition(year) else venue.with_edition(Edition(year=year))
    return leads(whole).get(year, ())
