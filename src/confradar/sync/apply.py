"""Running merges on a catalogue file: read, merge, edit in place, check, write atomically."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from confradar.catalogue import edit
from confradar.catalogue.load import load_text, read_text
from confradar.catalogue.problems import CatalogueError
from confradar.errors import DataError
from confradar.model.venue import Venue
from confradar.sources.upstream_file import Upstream
from confradar.storage import locked, write_atomic
from confradar.sync.merge_result import Change, Merged
from confradar.sync.merge_venues import merge, merge_acceptance


def merge_upstream(venues: Sequence[Venue], upstream: Upstream) -> Merged:
    """Merge whatever an upstream file held."""
    if upstream.rates:
        return merge_acceptance(venues, upstream.rates, upstream.reading.source)
    return merge(venues, upstream.reading)


def update_file(
    path: Path,
    steps: Sequence[Callable[[Sequence[Venue]], Merged]],
    *,
    locks: Path,
    dry_run: bool = False,
) -> tuple[Change, ...]:
    """Run merge steps on a catalogue file and write what they changed, under a lock, in place and
    atomically.

    The new text is read back and compared with the merged venues before it replaces the file.
    Raises CatalogueError when the file is broken, DataError when it cannot be edited faithfully,
    StateError when it cannot be written.
    """
    with locked(path, locks):
        text = read_text(path)
        before = load_text(text, str(path)).venues
        venues, changes = before, list[Change]()
        for step in steps:
            plan = step(venues)
            venues = plan.venues
            changes.extend(plan.changes)
        after = edit.rewritten(text, before, venues)
        try:
            faithful = {venue.id: venue for venue in load_text(after, str(path)).venues} == {
                venue.id: venue for venue in venues
            }
        except CatalogueError as error:
            raise DataError(
                f"{path}: the merged records do not hold together, nothing was written:\n{error}"
            ) from None
        if not faithful:
            raise DataError(
                f"{path}: its layout does not allow to edit it in place, nothing was written",
                hint="write records as blocks, as in data/venues.yaml",
            )
        if not dry_run and after != text:
            write_atomic(path, after.encode())
    return tuple(changes)
