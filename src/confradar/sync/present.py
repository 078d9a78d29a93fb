"""What a store has at present, whole or mended: a damaged file is put aside, never overwritten."""

from __future__ import annotations

from confradar.errors import DamagedError
from confradar.state.files import set_aside
from confradar.sync.page_records import Records, from_lines
from confradar.sync.store import State, Store


def records_of(store: Store, state: State) -> Records:
    """What was read from official pages, as a state has it. Raises DamagedError where that is lost,
    or a version with other rules wrote it."""
    if state.pages is None:
        return {}
    data = store.read(state.pages)
    try:
        if data is not None:
            return from_lines(data)
    except ValueError:
        pass
    raise DamagedError(
        f"{store.folder / state.pages}: lost or damaged",
        hint="`confradar check --apply` puts it aside and reads the official pages again",
    )


def present_state(store: Store, *, dry_run: bool) -> tuple[State, tuple[str, ...]]:
    """The present state, and what was mended to have it: a damaged pointer is put aside, and what
    the journal tells is kept; so are damaged records of official pages. Raises DamagedError where
    nothing may be written (``dry_run``), StateError."""
    try:
        state = store.state()
    except DamagedError as error:
        if dry_run:
            raise
        aside = store.set_aside()
        return store.recovered(), (f"{error}; kept as {aside}, the sources are read again",)
    try:
        records_of(store, state)
    except DamagedError as error:
        if dry_run:
            raise
        path = store.folder / (state.pages or "")
        kept = f"; kept as {set_aside(path)}" if path.exists() else ""
        text = (
            f"{error}{kept}. What was read from official pages, accepted and rejected is gone with "
            "it: `confradar check --apply` reads them again"
        )
        return state._replace(pages=None), (text,)
    return state, ()
