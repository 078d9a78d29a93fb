"""The sources with what their copies hold."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from confradar.errors import StateError
from confradar.sources.locations import masked
from confradar.sources.registry import SourceSpec
from confradar.sync.store import SourceState, State, Store

if TYPE_CHECKING:
    from confradar.sync.page_records import PageRecord


@dataclass(frozen=True, slots=True)
class SourceItem:
    """A source (its address without a password), what its last good copy holds, when it was last
    checked and changed (RFC 3339, UTC), and its last error. Of an official page ``dates`` are the
    sure ones, ``unread`` the doubtful ones."""

    id: str
    format: str
    location: str
    enabled: bool
    builtin: bool
    editions: int | None
    dates: int | None
    unread: int | None
    checked: str | None
    changed: str | None
    recorded: str | None
    error: str | None


def source_items(specs: Sequence[SourceSpec], store: Store) -> list[SourceItem]:
    """The sources in the order in which they are merged; where the state is damaged, only what the
    settings say of them."""
    state = State()
    with suppress(StateError):
        state = store.state()
    pages = page_records(specs, store)
    return [
        _page_item(spec, pages.get(spec.id))
        if spec.is_page
        else _item(spec, state.sources.get(spec.id, SourceState()))
        for spec in specs
    ]


def page_records(specs: Sequence[SourceSpec], store: Store) -> dict[str, PageRecord]:
    """What is kept of the official pages that are sources, by source; read only where there is
    one."""
    if not any(spec.is_page for spec in specs):
        return {}
    from confradar.sync.check_pages import kept_records

    with suppress(StateError):
        return {record.source: record for record in kept_records(store).values() if record.source}
    return {}


def _page_item(spec: SourceSpec, record: PageRecord | None) -> SourceItem:
    points = record.latest if record and record.read else None
    wrong = record is not None and record.status not in {"", "read"}
    return SourceItem(
        id=spec.id,
        format=spec.format,
        location=masked(spec.location),
        enabled=spec.enabled,
        builtin=False,
        editions=None if points is None else 1,
        dates=None if points is None else sum(point.sure for point in points),
        unread=None if points is None else sum(not point.sure for point in points),
        checked=record.read if record else None,
        changed=record.changed if record else None,
        recorded=None,
        error=f"{record.status}: {record.detail}" if record and wrong else None,
    )


def _item(spec: SourceSpec, last: SourceState) -> SourceItem:
    editions, dates, unread = (
        (last.editions, last.dates, last.skipped) if last.copy else (None, None, None)
    )
    return SourceItem(
        id=spec.id,
        format=spec.format,
        location=masked(spec.location),
        enabled=spec.enabled,
        builtin=spec.builtin,
        editions=editions,
        dates=dates,
        unread=unread,
        checked=last.checked,
        changed=last.changed,
        recorded=last.recorded,
        error=last.error,
    )
