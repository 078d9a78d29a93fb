"""What `confradar doctor` says of the official pages that were asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from confradar.model.counts import counted
from confradar.queries.health import Check
from confradar.sync.page_records import PageRecord, Status


def official(records: Iterable[PageRecord]) -> Iterator[Check]:
    """The official pages that could not be read when they were last asked, and those that changed
    since dates were read on them and give none now; how many there are."""
    asked = [record for record in records if record.tried]
    troubled = [record for record in asked if record.status not in {Status.read, Status.missing}]
    emptied = [record for record in asked if record.status == Status.missing and record.latest]
    for record in (*troubled, *emptied):
        gave = f"; it gave {counted(len(record.latest), 'date')} before" if record.latest else ""
        yield Check(
            "pages",
            f"{record.venue} {record.year}",
            "attention" if record.latest else "note",
            f"{record.status}: {record.detail} ({record.address}, {record.tried}){gave}",
        )
    if asked:
        read = sum(record.status == Status.read for record in asked)
        yield Check("pages", "read", "ok", f"{read} of {counted(len(asked), 'official page')}")
