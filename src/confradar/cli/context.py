"""What a run needs, built once: the clock, the reader's zone, paths, streams, and the index. Only
this module reads the clock."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from confradar import clock, paths
from confradar.cli import language
from confradar.cli.option_groups import RunOptions
from confradar.errors import ConfradarError, StateError, UsageError
from confradar.paths import Paths
from confradar.queries.catalogue_in_use import InUse

if TYPE_CHECKING:
    import sqlite3

    from confradar.queries.data_age import Age
    from confradar.sync.run import Places
    from confradar.sync.store import Store
    from confradar.views.words import Words


class Context:
    """One run of a command. ``zone`` is None for the system's own."""

    def __init__(
        self,
        *,
        now: datetime,
        zone: tzinfo | None,
        paths: Paths,
        named: Sequence[Path],
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        self.now = now
        self.zone = zone
        self.paths = paths
        self.named = named
        self.environ = environ
        self._out: TextIO = sys.stdout
        self.begun = False  # whether a part of the results may have been written
        self.err: TextIO = sys.stderr
        self.under: list[str] = []  # what stands right under a table, in the words of the run
        self.legend: dict[str, None] = {}  # the marks of a table, explained after it
        self.after: list[str] = []  # notes that come after the results
        self.left_out: list[str] = []  # and after those, what the results leave out
        self.lacking = (
            False  # whether a file of the reader's could not be read, and the rest was shown
        )
        self.unapplied: list[
            str
        ] = []  # what is wrong in the reader's own catalogue; known once the index is open

    @classmethod
    def of(cls, options: RunOptions, environ: Mapping[str, str] = os.environ) -> Context:
        """Build it from options and environment. Raises UsageError for a zone or time that cannot
        be read."""
        where = paths.resolve(environ)
        now = clock.now(options.now or environ.get("CONFRADAR_NOW"))
        zone = _zone(options.tz, "--tz") or _zone(environ.get("CONFRADAR_TZ"), "CONFRADAR_TZ")
        if zone is None:
            _check_system_zone(now)
        return cls(
            now=now,
            zone=zone,
            paths=where,
            named=options.catalogue or (),
            environ=environ,
        )

    def fresh(self) -> Context:
        """The same run, with nothing looked up yet."""
        return Context(
            now=self.now, zone=self.zone, paths=self.paths, named=self.named, environ=self.environ
        )

    @cached_property
    def data(self) -> InUse:
        """The catalogue in use and its index."""
        return InUse(self.paths, now=self.now, named=self.named, environ=self.environ)

    @property
    def overlays(self) -> tuple[Path, ...]:
        """What is laid over the catalogue. Raises DataError for a file that is not there."""
        return self.data.overlays

    def reckonable(self, moment: datetime) -> datetime:
        """The same instant. Raises ValueError where it is too far away to reckon from."""
        return clock.reckonable(moment)

    @property
    def epoch(self) -> int:
        """Now, in seconds since the epoch."""
        return int(self.now.timestamp())

    @property
    def out(self) -> TextIO:
        """Where results go, for who is about to write them."""
        self.begun = True
        return self._out

    @property
    def terminal(self) -> bool:
        """Whether results go to a terminal."""
        return self._out.isatty()

    @property
    def store(self) -> Store:
        """What `sync` keeps."""
        return self.data.store

    @property
    def files(self) -> tuple[Path, ...]:
        """The catalogue in use, then what is laid over it."""
        return self.data.files

    @cached_property
    def index(self) -> sqlite3.Connection:
        """The compiled index of the catalogue, built when it is not current."""
        try:
            return self.data.index
        finally:
            self.unapplied = self.data.unapplied
            for text in self.data.notes:
                self.note(text)

    @property
    def places(self) -> Places:
        """The files that a sync works on."""
        return self.data.places

    def checked_days(self) -> dict[str, str]:
        """By source, the ISO day on which a sync last saw it to be current."""
        with suppress(StateError):
            return {
                id_: source.checked[:10]
                for id_, source in self.store.state().sources.items()
                if source.checked
            }
        return {}

    def ages(self) -> list[Age]:
        """How old each list is that `sync` asks over the network; none where the configuration
        cannot be read."""
        from confradar.queries.data_age import ages
        from confradar.sources.registry import load_sources

        with suppress(StateError):
            lists = [
                spec.id
                for spec in load_sources(self.paths.settings)
                if spec.enabled and spec.remote
            ]
            return ages(self.index, lists, self.checked_days(), self.now.date())
        return []

    def following(self) -> tuple[str, ...]:
        """The ids, as they are now, of the venues that the reader follows; those that no venue has
        are printed. Raises StateError."""
        ids, gone = self._following
        if gone:
            from confradar.model.counts import first_of

            self.note(f"not in the catalogue, kept in the list: {first_of(gone)}")
        return tuple(ids)

    def followed_gone(self) -> list[str]:
        """The followed ids that no venue has or had. Raises StateError for a damaged list."""
        return self._following[1]

    @cached_property
    def _following(self) -> tuple[list[str], list[str]]:
        """The followed ids as they are now, and those of them that are gone. Raises StateError for
        a damaged list."""
        if not self.paths.following.exists():
            return [], []
        from confradar.queries.lookup import current_ids
        from confradar.state.following import following

        ids = following(self.paths.following)
        return current_ids(self.index, ids) if ids else ([], [])

    @cached_property
    def followed(self) -> frozenset[str]:
        """The same, to mark them; none where the list is damaged."""
        with suppress(StateError):
            return frozenset(self._following[0])
        return frozenset()

    @property
    def say(self) -> Words:
        """The words for what people read."""
        return language.say()

    @property
    def say_in_files(self) -> Words:
        """The words for calendars and other files and documents."""
        return language.say_in_files()

    def note_wrapped(self, text: str) -> None:
        """A message, on a terminal parted between words."""
        told = language.told(text)
        for line in self.lines(told) if self.err.isatty() else [told]:
            self._print(line)

    def lines(self, text: str) -> list[str]:
        """A text parted between words into lines of the terminal."""
        room = max(self.width, 20)
        if language.english():
            import textwrap

            return textwrap.wrap(text, room, break_on_hyphens=False)
        from confradar.views.wrapping import wrapped

        return wrapped(text, room)

    def go_without(self, error: str) -> None:
        """Tell of a file that cannot be read; the rest is shown, and the exit code after it says
        so."""
        self.note(error)
        self.lacking = True

    def discard_index(self) -> None:
        """Remove the compiled index, which turned out to be damaged."""
        with suppress(ConfradarError):
            self.data.discard_index()

    def note(self, text: str) -> None:
        """A message to the reader, on stderr, in English: it is shown in the language of the
        run."""
        self._print(language.told(text))

    def _print(self, text: str) -> None:
        from confradar.views.text import safe

        print(safe(text), file=self.err)

    @cached_property
    def width(self) -> int:
        """Columns of the terminal (``COLUMNS`` wins)."""
        import shutil

        return shutil.get_terminal_size((80, 24)).columns

    @cached_property
    def height(self) -> int | None:
        """Lines of the terminal (``LINES`` wins); None where nothing tells them."""
        import shutil

        return shutil.get_terminal_size((80, 0)).lines or None


def _check_system_zone(now: datetime) -> None:
    """Raise UsageError where the system's own zone is none, in winter or in summer."""
    try:
        for month in (1, 7):
            now.replace(month=month, day=1).astimezone()
    except (ValueError, OverflowError):
        raise UsageError(
            f"TZ: {os.environ.get('TZ')!r} is more than a day from UTC",
            hint="write Europe/Paris, or give --tz",
        ) from None


def _zone(name: str | None, given: str) -> tzinfo | None:
    if not name:
        return None
    from confradar.model.zones import parse_zone

    try:
        return parse_zone(name)
    except ValueError as error:
        raise UsageError(f"{given}: {error}") from None
