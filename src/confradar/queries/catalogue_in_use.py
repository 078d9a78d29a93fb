"""The catalogue in use: the merged one of the last sync, else the bundled one, with what the reader
laid over it; and its compiled index."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from confradar import paths
from confradar.errors import DataError, StateError
from confradar.paths import Paths

if TYPE_CHECKING:
    import sqlite3

    from confradar.sync.run import Places
    from confradar.sync.store import Store


class InUse:
    """The files of a run and their index, each opened when it is first asked for.

    ``named`` are catalogue files to lay over the reader's own and those of CONFRADAR_CATALOGUE, in
    this order; ``bare``: neither of those two, nor what `sync` fetched. ``now`` is the time at
    which a stale merged catalogue is made anew. ``notes`` says what was found damaged on the way,
    ``unapplied`` what in the reader's own catalogue breaks a rule and is left out; both are
    complete once the index is open.
    """

    def __init__(
        self,
        where: Paths,
        *,
        now: datetime,
        named: Sequence[Path] = (),
        environ: Mapping[str, str] = os.environ,
        bare: bool = False,
    ) -> None:
        self.now = now
        self.notes: list[str] = []
        self.unapplied: list[str] = []
        self._paths, self._named, self._environ, self._bare = where, named, environ, bare

    @cached_property
    def overlays(self) -> tuple[Path, ...]:
        """The reader's own catalogue, then those named: each laid over the ones before. Raises
        DataError for one that is not there."""
        own: list[Path] = []
        from_environment: list[Path] = []
        if not self._bare:
            own = [self._paths.own_catalogue] if self._paths.own_catalogue.is_file() else []
            names = self._environ.get("CONFRADAR_CATALOGUE", "").split(os.pathsep)
            from_environment = [Path(name) for name in names if name]
        for path in (*from_environment, *self._named):
            if not path.is_file():
                raise DataError(
                    f"{path}: no such catalogue file",
                    hint="check --catalogue and CONFRADAR_CATALOGUE",
                )
        return (*own, *from_environment, *self._named)

    @property
    def store(self) -> Store:
        """What `sync` keeps."""
        from confradar.sync.store import Store

        return Store(self._paths.synced)

    @property
    def places(self) -> Places:
        """The files that a sync works on."""
        from confradar.sync.run import Places

        return Places(paths.bundled("venues.yaml"), paths.bundled("topics.yaml"), self.store)

    @cached_property
    def files(self) -> tuple[Path, ...]:
        """The catalogue in use, then what is laid over it."""
        bundled = paths.bundled("venues.yaml")
        merged = None if self._bare or self._unsynced else self.store.catalogue()
        return (merged or bundled, *self.overlays)

    @property
    def _unsynced(self) -> bool:
        """Whether there is no place of a sync at all: then what reads it is not loaded."""
        try:
            self._paths.synced.stat()
        except (FileNotFoundError, NotADirectoryError):
            return True
        except OSError:
            pass  # reading it says what is wrong
        return False

    @cached_property
    def index(self) -> sqlite3.Connection:
        """The compiled index of the catalogue, built when it is not current. Raises DataError,
        StateError."""
        from confradar.index.opening import open_index

        opened = open_index(
            self.files,
            paths.bundled("topics.yaml"),
            self._paths.indexes,
            guide=paths.bundled("guide.yaml"),
            base=paths.bundled("venues.yaml"),
            renew=self._renewed,
            shipped=paths.bundled("index.sqlite"),
        )
        if self.overlays:
            import json

            row = opened.execute("select value from meta where key = 'unapplied'").fetchone()
            self.unapplied = json.loads(row[0])
        return opened

    def _renewed(self) -> tuple[Path, ...]:
        """The catalogue to build the index from: a merged one is made anew where the bundled one or
        the program changed."""
        if self._bare or self._unsynced or not self.store.known:
            return self.files
        from confradar.sources.registry import load_sources
        from confradar.sync.run import refresh

        try:
            merged = refresh(load_sources(self._paths.settings), self.places, now=self.now)
        except StateError:
            # a broken configuration: the catalogue at hand serves, `sync` and `doctor` tell of it
            return self.files
        if merged is None and self.store.damaged:
            self.notes.append(
                "confradar: the synced data are damaged; the shipped catalogue is used. "
                "`confradar sync` or `doctor --fix` repairs them"
            )
        return (merged or paths.bundled("venues.yaml"), *self.overlays)

    def discard_index(self) -> None:
        """Remove the compiled index, which turned out to be damaged."""
        from confradar.index.opening import index_path

        with suppress(OSError):
            index_path(self.files, paths.bundled("topics.yaml"), self._paths.indexes).unlink(
                missing_ok=True
            )
