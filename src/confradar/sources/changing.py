"""Adding, removing and enabling the reader's sources: changes of the configuration file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from confradar.errors import StateError, UsageError
from confradar.model.counts import one_of
from confradar.sources.locations import is_remote, suggested_id, usable
from confradar.sources.page_shapes import PAGE_FORMATS
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


def add_source(config: Path, locks: Path, wanted: SourceSpec) -> SourceSpec:
    """Keep a further source; with the id of a built-in one its location and format are replaced,
    without one it is made of the location. Raises UsageError, StateError."""
    if wanted.auth is not None:
        from confradar.credentials import check_way

        check_way(wanted.auth)
        if not is_remote(wanted.location):
            raise UsageError("--auth is for addresses: a file is read as you")
        if wanted.is_page:
            raise UsageError("--auth is for lists: official pages are public")
    formats = (*FORMATS, *PAGE_FORMATS)
    if wanted.format not in formats:
        raise UsageError(f"--format: there is no format {wanted.format!r}", hint=one_of(formats))
    if wanted.id and not SOURCE_ID.fullmatch(wanted.id):
        raise UsageError(
            f"--id: {wanted.id!r} is not an id",
            hint="lower-case letters, digits and single hyphens: my-lab",
        )
    spec = replace(wanted, location=usable(wanted.location))
    if spec.is_page and not spec.remote:
        raise UsageError(
            "an official page has an http(s) address", hint="`confradar add FILE` takes a file once"
        )
    added: list[SourceSpec] = []
    _change(config, locks, lambda document: added.append(_added(document, spec)))
    return added[0]


def _added(document: Any, wanted: SourceSpec) -> SourceSpec:
    """The source that is written into the document. Raises UsageError where its id is taken."""
    own = _tables(document)
    builtin = {spec.id for spec in BUILTIN}
    name = f"{wanted.venue}-{wanted.year}" if wanted.is_page else wanted.location
    chosen = wanted.id or suggested_id(name, {*own, *builtin})
    if chosen in own and "location" in own[chosen]:
        raise UsageError(
            f"there is a source {chosen} already",
            hint=f"`confradar sources remove {chosen}` first, or give another --id",
        )
    table = _own_table(document, chosen)
    table["location"], table["format"] = wanted.location, wanted.format
    table["enabled"] = True
    for key in ("auth", "venue", "year"):
        if getattr(wanted, key) is not None:
            table[key] = getattr(wanted, key)
    return replace(wanted, id=chosen, builtin=chosen in builtin)


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
    if enabled and ".invalid/" in spec.location:
        raise UsageError(
            f"{id_}: the project publishes no catalogue yet",
            hint="`confradar sources add ADDRESS --format confradar` follows a site that does",
        )

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
