"""Adding, removing and enabling the reader's sources: changes of the configuration file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from confradar.errors import StateError, UsageError
from confradar.model.counts import one_of
from confradar.sources.locations import is_remote, suggested_id, usable
from confradar.sources.registry import (
    BUILTIN,
    FORMATS,
    SOURCE_ID,
    SourceSpec,
    config_text,
    find_source,
    load_sources,
    read_config,
)


def add_source(
    config: Path, locks: Path, location: str, form: str, id_: str | None, auth: str | None = None
) -> SourceSpec:
    """Keep a further source; with the id of a built-in one its location and format are replaced.
    Raises UsageError, StateError."""
    if auth is not None:
        from confradar.credentials import check_way

        check_way(auth)
        if not is_remote(location):
            raise UsageError("--auth is for addresses: a file is read as you")
    if form not in FORMATS:
        raise UsageError(f"--format: there is no format {form!r}", hint=one_of(FORMATS))
    location = usable(location)
    if id_ is not None and not SOURCE_ID.fullmatch(id_):
        raise UsageError(
            f"--id: {id_!r} is not an id",
            hint="lower-case letters, digits and single hyphens: my-lab",
        )
    added: list[SourceSpec] = []
    _change(
        config, locks, lambda document: added.append(_added(document, location, form, id_, auth))
    )
    return added[0]


def _added(
    document: Any, location: str, form: str, id_: str | None, auth: str | None
) -> SourceSpec:
    """The source that is written into the document. Raises UsageError where its id is taken."""
    own = _tables(document)
    builtin = {spec.id for spec in BUILTIN}
    chosen = id_ or suggested_id(location, {*own, *builtin})
    if chosen in own and "location" in own[chosen]:
        raise UsageError(
            f"there is a source {chosen} already",
            hint=f"`confradar sources remove {chosen}` first, or give another --id",
        )
    table = _own_table(document, chosen)
    table["location"], table["format"] = location, form
    table["enabled"] = True
    if auth is not None:
        table["auth"] = auth
    return SourceSpec(chosen, location, form, True, chosen in builtin, auth=auth)


def remove_source(config: Path, locks: Path, id_: str) -> str:
    """Forget a source of the reader's; a built-in one gets its own location back, or is disabled
    where it has it.

    Returns what was done, in words. Raises UsageError for an unknown id, StateError.
    """
    spec = find_source(load_sources(config), id_)
    done = ["removed; its records leave the catalogue with the next sync"]

    def change(document: Any) -> None:
        tables = _tables(document)
        _check_present(tables, spec)
        if not spec.builtin:
            del tables[id_]
        elif "location" in tables.get(id_, {}):
            del tables[id_]
            done[0] = "is fetched from its own address again"
        else:
            _own_table(document, id_)["enabled"] = False
            done[0] = (
                "is built in, so it is disabled; its records leave the catalogue with the next sync"
            )

    _change(config, locks, change)
    return done[0]


def enable_source(
    config: Path, locks: Path, id_: str, enabled: bool, areas: Sequence[str] | None = None
) -> None:
    """Have a source asked, or not; with ``areas`` only for new venues of these fields (empty: of
    all).

    Raises UsageError for an unknown id, StateError.
    """
    spec = find_source(load_sources(config), id_)

    def change(document: Any) -> None:
        _check_present(_tables(document), spec)
        table = _own_table(document, id_)
        table["enabled"] = enabled
        if areas:
            table["areas"] = list(areas)
        elif areas is not None:
            table.pop("areas", None)

    _change(config, locks, change)


def _change(config: Path, locks: Path, change: Callable[[Any], None]) -> None:
    from confradar import tomlfile
    from confradar.storage import locked, sweep, write_atomic

    with locked(config, locks):
        load_sources(config)  # a broken file is reported, never written over
        try:
            text = tomlfile.changed(config_text(config), change)
        except ValueError as error:
            raise StateError(f"{config}: {error}", hint="change it by hand") from None
        read_config(config, text)
        write_atomic(config, text.encode(), private=True)
        sweep(config.parent)


def _check_present(tables: Any, spec: SourceSpec) -> None:
    """Raise UsageError where another process has removed the source since it was looked for."""
    if not spec.builtin and spec.id not in tables:
        raise UsageError(
            f"there is no source {spec.id!r} any more", hint="another process has just removed it"
        )


def _tables(document: Any) -> Any:
    return document.setdefault("sources", {})


def _own_table(document: Any, id_: str) -> Any:
    return _tables(document).setdefault(id_, {})
