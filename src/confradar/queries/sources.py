"""The sources with what their copies hold."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from confradar.errors import StateError
from confradar.sources.locations import masked
from confradar.sources.registry import SourceSpec
from confradar.sync.store import SourceState, State, Store


@dataclass(frozen=True, slots=True)
class SourceItem:
    """A source (its address without a password), what its last good copy holds, when it was last
    checked and changed (RFC 3339, UTC), and its last error."""

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
    return [_item(spec, state.sources.get(spec.id, SourceState())) for spec in specs]


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
