"""What a run needs, built once: the clock, the reader's zone, paths, streams, and the index. Only
this module reads the clock."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO, TypeVar

from confradar import clock, paths
from confradar.errors import ConfradarError, DataError, StateError, UsageError
from confradar.paths import Paths

if TYPE_CHECKING:
    import sqlite3

    from confradar.index.points import DeadlineItem
    from confradar.queries.age import Age
    from confradar.sync.run import Places
    from confradar.sync.store import Store


Item = TypeVar("Item")


class RunOptions(NamedTuple):
    """The options of every command that reads the catalogue; None where not given."""

    catalogue: Sequence[Path] | None = None
    tz: str | None = None
    now: str | None = None

    def over(self, base: RunOptions) -> RunOptions:
        """These options, with ``base`` (given before the command's name) for what they leave
        out."""
        return RunOptions(
            [*(base.catalogue or ()), *(self.catalogue or ())],
            self.tz or base.tz,
            self.now or base.now,
        )


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

    def anew(self) -> Context:
        """The same run, with nothing looked up yet."""
        return Context(
            now=self.now, zone=self.zone, paths=self.paths, named=self.named, environ=self.environ
        )

    @cached_property
    def overlays(self) -> tuple[Path, ...]:
        """The reader's own catalogue, then those named: each laid over the ones before. Raises
        DataError for one that is not there."""
        own = [self.paths.own_catalogue] if self.paths.own_catalogue.is_file() else []
        named = [
            Path(name)
            for name in self.environ.get("CONFRADAR_CATALOGUE", "").split(os.pathsep)
            if name
        ]
        for path in (*named, *self.named):
            if not path.is_file():
                raise DataError(
                    f"{path}: no such catalogue file",
                    hint="check --catalogue and CONFRADAR_CATALOGUE",
                )
        return (*own, *named, *self.named)

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
        from confradar.sync.store import Store

        return Store(self.paths.synced)

    @cached_property
    def files(self) -> tuple[Path, ...]:
        """The catalogue in use: the merged one of the last sync, else the bundled one; then what is
        laid over it."""
        return (self.store.catalogue() or paths.bundled("venues.yaml"), *self.overlays)

    @cached_property
    def index(self) -> sqlite3.Connection:
        """The compiled index of the catalogue, built when it is not current."""
        from confradar.index.opening import open_index

        opened = open_index(
            self.files,
            paths.bundled("topics.yaml"),
            self.paths.indexes,
            guide=paths.bundled("guide.yaml"),
            base=paths.bundled("venues.yaml"),
            renew=self._renewed,
            shipped=paths.bundled("index.sqlite"),
        )
        if self.overlays:
            import json

            self.unapplied = json.loads(
                opened.execute("select value from meta where key = 'unapplied'").fetchone()[0]
            )
        return opened

    def _renewed(self) -> tuple[Path, ...]:
        """The catalogue to build the index from: a merged one is made anew where the bundled one or
        the program changed."""
        if not self.store.known:
            return self.files
        from confradar.sources.registry import load_sources
        from confradar.sync.run import refresh

        try:
            merged = refresh(load_sources(self.paths.settings), self.places, now=self.now)
        except (
            StateError
        ):  # a broken configuration: the catalogue at hand serves, and `sync` and `doctor` tell
            return self.files
        if merged is None and self.store.damaged:
            self.note(
                "confradar: the synced data are damaged; the shipped catalogue serves. `confradar sync` or `doctor --fix` mends it"
            )
        return (merged or paths.bundled("venues.yaml"), *self.overlays)

    @property
    def places(self) -> Places:
        """The files that a sync works on."""
        from confradar.sync.run import Places

        return Places(paths.bundled("venues.yaml"), paths.bundled("topics.yaml"), self.store)

    def checked_days(self) -> dict[str, str]:
        """By source, the ISO day on which a sync last saw it to be current."""
        with suppress(StateError):
            return {
                id_: source.checked[:10]
                for id_, source in self.store.state().sources.items()
                if source.checked
            }
        return {}

    def remind_of_old_data(self) -> None:
        """Say on a terminal, once a day at the most, which lists are old."""
        if not self.err.isatty():
            return
        from confradar.queries.age import told as words

        today = self.now.date()
        old = [age for age in self.ages() if age.old]
        if not old:
            return
        told = self.paths.reminded
        with suppress(OSError):  # where it cannot be remembered, nothing is said
            if not told.exists() or told.read_text() != today.isoformat():
                from confradar.storage import make_folder

                make_folder(told.parent)
                told.write_text(today.isoformat())
                text = f"confradar: the data are old: {words(old)}; `confradar sync` renews them"
                self.note_wrapped(text)

    def ages(self) -> list[Age]:
        """How old each list is that `sync` asks over the network; none where the configuration
        cannot be read."""
        from confradar.queries.age import ages
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
        are told. Raises StateError."""
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
        from confradar.queries.filters import current_ids
        from confradar.state.following import following

        ids = following(self.paths.following)
        return current_ids(self.index, ids) if ids else ([], [])

    @cached_property
    def followed(self) -> frozenset[str]:
        """The same, to mark them; none where the list is damaged."""
        with suppress(StateError):
            return frozenset(self._following[0])
        return frozenset()

    def overdue(self, items: Iterable[DeadlineItem | None]) -> None:
        """Explain the mark of estimates that should be announced by now, where a table shows
        one."""
        from confradar.views.text import CHECK

        if any(item and item.overdue(self.epoch) for item in items):
            self.legend[f"! {CHECK}"] = None

    def tentative(self, items: Iterable[DeadlineItem]) -> None:
        """Explain the mark of tentative dates, where a table of them has it."""
        from confradar.views.table import TENTATIVE, doubts_marked

        if doubts_marked(items, self.width):
            self.legend[TENTATIVE] = None

    def marked(self, items: Iterable[Item], id_of: Callable[[Item], str]) -> list[Item]:
        """The items of a table, explaining the star where one of them is followed."""
        listed = list(items)
        if self.followed and any(id_of(item) in self.followed for item in listed):
            self.legend["* you follow it"] = None
        return listed

    def conclude(self) -> None:
        """Say what comes after the results: the legend, notes, what is left out, and that the data
        are old."""
        for text in ("; ".join(self.legend), *self.after, *self.left_out):
            if text:
                self.note_wrapped(text)
        self.remind_of_old_data()

    def note_wrapped(self, text: str) -> None:
        """A message, on a terminal parted between words."""
        import textwrap

        for line in (
            textwrap.wrap(text, max(self.width, 20), break_on_hyphens=False)
            if self.err.isatty()
            else [text]
        ):
            self.note(line)

    def go_without(self, error: str) -> None:
        """Tell of a file that cannot be read; the rest is shown, and the exit code after it says
        so."""
        self.note(error)
        self.lacking = True

    def tell_unapplied(self) -> None:
        """Say what of the reader's own catalogue is not applied. Raises SystemExit with the exit
        code of wrong data, or of a file that the results are without.
        """
        if not self.unapplied:
            if self.lacking:
                raise SystemExit(StateError.exit_code)
            return
        first, *more = self.unapplied
        others = f", and {len(more)} more" if more else ""
        file = first.split(":", 1)[0]
        self.note(
            f"confradar: your file: not applied: {first}{others}; `confradar lint {file}` tells all"
        )
        raise SystemExit(DataError.exit_code)

    def discard_index(self) -> None:
        """Remove the compiled index, which turned out to be damaged."""
        from confradar.index.opening import index_path

        with suppress(ConfradarError, OSError):
            index_path(self.files, paths.bundled("topics.yaml"), self.paths.indexes).unlink(
                missing_ok=True
            )

    def note(self, text: str) -> None:
        """A message to the reader, on stderr."""
        from confradar.views.text import safe

        print(safe(text), file=self.err)

    @cached_property
    def width(self) -> int:
        """Columns of the terminal (``COLUMNS`` wins)."""
        import shutil

        return shutil.get_terminal_size((80, 24)).columns


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
