"""What a run needs, built once: the clock, the reader's zone, paths, streams, and the index. Only this module reads the clock."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from confradar import clock, paths
from confradar.errors import DataError, UsageError

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True)
class RunOptions:
    """The options of every command that reads the catalogue; None where not given."""

    catalogue: Sequence[Path] | None = None
    tz: str | None = None
    now: str | None = None

    def over(self, base: RunOptions) -> RunOptions:
        """These options, with ``base`` (given before the command's name) for what they leave out."""
        return RunOptions([*(base.catalogue or ()), *(self.catalogue or ())], self.tz or base.tz, self.now or base.now)


@dataclass(frozen=True)
class Context:
    """One run of a command. ``zone`` is None for the system's own."""

    now: datetime
    zone: tzinfo | None
    paths: paths.Paths
    files: tuple[Path, ...]
    out: TextIO
    err: TextIO
    environ: Mapping[str, str]

    @classmethod
    def of(cls, options: RunOptions, environ: Mapping[str, str] = os.environ) -> Context:
        """Build it from options and environment. Raises UsageError for a zone or time that cannot be read."""
        where = paths.resolve(environ)
        return cls(
            now=clock.now(options.now or environ.get("CONFRADAR_NOW")),
            zone=_zone(options.tz, "--tz") or _zone(environ.get("CONFRADAR_TZ"), "CONFRADAR_TZ"),
            paths=where,
            files=tuple(_files(where, options.catalogue or (), environ)),
            out=sys.stdout,
            err=sys.stderr,
            environ=environ,
        )

    @property
    def epoch(self) -> int:
        """Now, in seconds since the epoch."""
        return int(self.now.timestamp())

    @property
    def terminal(self) -> bool:
        """Whether results go to a terminal."""
        return self.out.isatty()

    @cached_property
    def index(self) -> sqlite3.Connection:
        """The compiled index of the catalogue, built when it is not current."""
        from confradar.catalogue.index import open_index

        return open_index(
            self.files, paths.bundled("topics.yaml"), self.paths.indexes, guide=paths.bundled("guide.yaml"), estimate=_estimate
        )

    def discard_index(self) -> None:
        """Remove the compiled index, which turned out to be damaged."""
        from confradar.catalogue.index import index_path

        with suppress(OSError):
            index_path(self.files, paths.bundled("topics.yaml"), self.paths.indexes).unlink(missing_ok=True)

    def note(self, text: str) -> None:
        """A message to the reader, on stderr."""
        from confradar.views.text import safe

        print(safe(text), file=self.err)

    @cached_property
    def width(self) -> int:
        """Columns of the terminal (``COLUMNS`` wins)."""
        import shutil

        return shutil.get_terminal_size((80, 24)).columns


def _estimate(histories: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], str]:
    from confradar.queries.estimates import index_rows

    return index_rows(histories)


def _files(where: paths.Paths, given: Sequence[Path], environ: Mapping[str, str]) -> list[Path]:
    """The bundled catalogue, then the reader's own, then those named: each laid over the ones before."""
    own = [where.own_catalogue] if where.own_catalogue.is_file() else []
    named = [Path(name) for name in environ.get("CONFRADAR_CATALOGUE", "").split(os.pathsep) if name]
    for path in (*named, *given):
        if not path.is_file():
            raise DataError(f"{path}: no such catalogue file", hint="check --catalogue and CONFRADAR_CATALOGUE")
    return [paths.bundled("venues.yaml"), *own, *named, *given]


def _zone(name: str | None, given: str) -> tzinfo | None:
    if not name:
        return None
    from confradar.model.zones import parse_zone

    try:
        return parse_zone(name)
    except ValueError as error:
        raise UsageError(f"{given}: {error}") from None
