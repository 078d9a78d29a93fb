"""Where files are: the reader's directories and the bundled data. Nothing is created here, and
nothing at import."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from confradar.errors import UsageError

PACKAGE = Path(__file__).resolve().parent


def bundled(name: str) -> Path:
    """A file of the shipped data: ``confradar/data`` of an installed wheel, else ``data`` of the
    checkout."""
    installed = PACKAGE / "data" / name
    return installed if installed.exists() else PACKAGE.parent.parent / "data" / name


# Of the XDG Base Directory Specification: the variable that names the place, and where it is below
# the home directory otherwise.
_XDG = {
    "config": ("XDG_CONFIG_HOME", ".config"),
    "data": ("XDG_DATA_HOME", ".local/share"),
    "cache": ("XDG_CACHE_HOME", ".cache"),
    "state": ("XDG_STATE_HOME", ".local/state"),
}


class Paths(NamedTuple):
    """The reader's four directories (DESIGN: config, data, cache, state)."""

    config: Path
    data: Path
    cache: Path
    state: Path

    @property
    def own_catalogue(self) -> Path:
        """The reader's own records: an overlay of the bundled catalogue, where the file exists."""
        return self.config / "venues.yaml"

    @property
    def settings(self) -> Path:
        """The configuration file (TOML)."""
        return self.config / "config.toml"

    @property
    def synced(self) -> Path:
        """The folder of what `sync` keeps: the merged catalogue, the sources' copies, the journal
        of changes."""
        return self.data / "sync"

    @property
    def locks(self) -> Path:
        """The folder of lock files."""
        return self.state / "locks"

    @property
    def following(self) -> Path:
        """The list of venues the reader follows."""
        return self.state / "following.txt"

    @property
    def library(self) -> Path:
        """The titles of the reader's own library, as evidence of where papers like theirs go."""
        return self.state / "library.tsv"

    @property
    def checklists(self) -> Path:
        """The folder of what the reader ticked, noted and added in checklists, a file for each
        venue and year."""
        return self.state / "checklists"

    def checklist(self, venue: str, year: int) -> Path:
        """The file of a venue's edition in that folder."""
        return self.checklists / f"{venue}-{year}.toml"

    @property
    def reminders(self) -> Path:
        """The file that remembers which reminders were given."""
        return self.state / "reminders.json"

    @property
    def old_data_notice(self) -> Path:
        """The file that holds the day on which the reader was last told that the data are old."""
        return self.state / "told-of-old-data"

    @property
    def indexes(self) -> Path:
        """The folder of compiled indexes; everything in it can be rebuilt."""
        return self.cache / "index"


def expanded(text: str) -> Path:
    """The path with ``~`` and ``~user`` replaced by home directories. Raises UsageError where there
    is no such user."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise UsageError(
            f"{text}: there is no such home directory", hint="write the whole path"
        ) from None


def resolve(environ: Mapping[str, str] = os.environ) -> Paths:
    """The directories: ``CONFRADAR_CONFIG_DIR`` and its like where set, else the platform's own
    (XDG on Unix).

    Raises UsageError for a ``~user`` whom nobody knows.
    """

    def place(name: str) -> Path:
        chosen = environ.get(f"CONFRADAR_{name.upper()}_DIR")
        if chosen:
            return expanded(chosen).absolute()
        return _standard(name, environ)

    return Paths(*(place(name) for name in ("config", "data", "cache", "state")))


def _standard(name: str, environ: Mapping[str, str]) -> Path:
    """The platform's own place, as platformdirs tells it. On Linux the same answer (a test compares
    them) is found here: importing platformdirs takes 5 of the 107 ms of a `list`."""
    if sys.platform == "linux" and not hasattr(sys, "getandroidapilevel"):
        variable, below = _XDG[name]
        if environ.get(variable, "").startswith("/"):
            return Path(environ[variable], "confradar")
        if environ.get("HOME", "").startswith("/"):
            return Path(environ["HOME"], below, "confradar")
    import platformdirs

    standard: str = getattr(platformdirs, f"user_{name}_dir")("confradar", appauthor=False)
    return Path(standard)
