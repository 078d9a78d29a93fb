"""The folder of a published site: which files in it are ours, what a new state changes, and how it
takes the place of the old one.

The manifest names every file that was written, with its hash. A file is ours where the manifest
has it; all others are somebody else's and never touched. Before the first file is replaced, the
manifest tells of the new and the old ones, so that what a killed run leaves is known to the next.
Files are written beside, and renamed when all are there; pages that lead to others come last. They
are not synced to the disk one by one, which would take minutes: whatever a power cut takes, the
next run sees by its hash, and writes again.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from confradar.errors import StateError, UsageError
from confradar.storage import make_folder, write_atomic

MANIFEST = "confradar-manifest.json"
SCHEMA = "confradar.site/1"
# What stands for the hash of what has none.
NO_FILE = "no file"
# Where files wait until all are written.
_BESIDE = ".confradar-publish"
_PATH = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")


class Manifest(NamedTuple):
    """What was published: by path the hash of each file; ``before`` the hashes of those that a run
    was about to replace or remove; ``made_of`` what all of it was made of (see `fingerprint`)."""

    files: Mapping[str, str] = {}
    before: Mapping[str, str] = {}
    made_of: str = ""

    @property
    def paths(self) -> set[str]:
        """All that is ours."""
        return {*self.files, *self.before}

    def wrote(self, path: str, digest: str) -> bool:
        """Whether a file of these bytes is one that we wrote there."""
        return digest in {self.files.get(path), self.before.get(path)}


@dataclass
class Difference:
    """What a new state changes, by path; ``edited`` are files of ours that somebody changed (they
    are written again), ``kept`` those of them that are no longer due, and stay."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def manifest(folder: Path) -> Manifest:
    """The manifest of a folder; an empty one where there is none. Raises StateError where it cannot
    be read, or names what cannot be a file of ours; UsageError where ``folder`` is a file."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: is a file, not a folder", hint="name a folder for the site")
    path = folder / MANIFEST
    try:
        if path.is_symlink():
            raise ValueError
        data = json.loads(path.read_bytes())
        found = Manifest(_hashes(data["files"]), _hashes(data.get("before", {})), data["made_of"])
        if data["schema"] == SCHEMA and isinstance(found.made_of, str):
            return found
    except FileNotFoundError:
        return Manifest()
    except OSError as error:
        raise StateError(
            f"{path}: cannot be read: {error.strerror}", hint="check its permissions"
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    raise StateError(
        f"{path}: is damaged, so nobody knows which files of the folder are the site's; nothing "
        "was changed",
        hint="publish into an empty folder",
    )


def _hashes(data: Any) -> dict[str, str]:
    """Paths with hashes. Raises ValueError for what can be neither."""
    for path, digest in data.items():
        if not (_PATH.fullmatch(path) and re.fullmatch(r"[0-9a-f]{64}", digest)):
            raise ValueError(path)
    return dict(data)


def untouched(folder: Path, known: Manifest) -> bool:
    """Whether every file of a manifest is there as it was written, and no run was cut short."""
    if not known.files or known.before:
        return False
    disk = _Disk(folder)
    return all(digest == disk.hash(path) for path, digest in known.files.items())


def compare(
    folder: Path, known: Manifest, files: Iterable[tuple[str, bytes]], beside: Path | None
) -> tuple[Difference, dict[str, str]]:
    """What these files (path and bytes) change, and their hashes; those to be written are put
    ``beside``. Raises StateError for a file in the way that is not ours."""
    found = Difference()
    hashes: dict[str, str] = {}
    foreign = []
    disk = _Disk(folder)
    made: set[str] = set()
    for path, data in files:
        if not _PATH.fullmatch(path) or path in hashes:
            raise ValueError(path)
        hashes[path] = digest = sha256(data).hexdigest()
        there = disk.hash(path)
        if there == digest:
            continue
        if there == NO_FILE or (there is not None and path not in known.paths):
            foreign.append(path)
        elif there is None:
            found.added.append(path)
        else:
            found.changed.append(path)
            found.edited += [] if known.wrote(path, there) else [path]
        if beside:
            _put(beside, path, data, made)
    if foreign:
        more = f" and {len(foreign) - 1} more" if len(foreign) > 1 else ""
        raise StateError(
            f"{folder}: {foreign[0]}{more} there were not written by confradar; nothing was "
            "changed",
            hint="publish into a folder of its own",
        )
    for path in sorted(known.paths - hashes.keys()):
        if (there := disk.hash(path)) is not None:
            (found.removed if known.wrote(path, there) else found.kept).append(path)
    return found, hashes


def switch(
    folder: Path,
    known: Manifest,
    found: Difference,
    hashes: Mapping[str, str],
    beside: Path,
    made_of: str,
) -> None:
    """Put the new state in place of the old. Raises StateError."""
    ended = Manifest(hashes, {}, made_of)
    if not found:
        if ended != known:
            _write(folder, ended)
        return
    before = {
        path: there
        for path in (*found.changed, *found.removed)
        if (there := known.files.get(path) or known.before.get(path))
    }
    _write(folder, Manifest(hashes, before, ""))
    try:
        made: set[str] = set()
        for path in sorted([*found.added, *found.changed], key=_leads):
            _make_parent(folder, path, made)
            os.replace(f"{beside}/{path}", f"{folder}/{path}")  # noqa: PTH105 # thousands of them
        for path in found.removed:
            (folder / path).unlink(missing_ok=True)
            _drop_empty(folder, path)
    except OSError as error:
        raise unwritable(folder, error) from None
    _write(folder, ended)


def _leads(path: str) -> tuple[bool, bool, str]:
    """The order of writing: what others are reached from comes after them, the front page last."""
    name = path.rpartition("/")[2]
    return name == "index.html", "/" not in path.removeprefix("zh/"), path


@contextmanager
def workspace(folder: Path) -> Iterator[Path]:
    """A place beside the published files, emptied before and after. Raises StateError."""
    beside = folder / _BESIDE
    try:
        make_folder(folder, private=False)
        if beside.is_symlink():
            beside.unlink()
        shutil.rmtree(beside, ignore_errors=True)  # what a killed run left
        beside.mkdir()
    except OSError as error:
        raise unwritable(folder, error) from None
    try:
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def unwritable(folder: Path, error: OSError) -> StateError:
    """The error of a folder that cannot be written."""
    return StateError(
        f"{folder}: cannot be written: {error.strerror}",
        hint="check the directory's permissions and free space",
    )


def _put(folder: Path, path: str, data: bytes, made: set[str]) -> None:
    """Write a file below a folder; ``made`` are the folders there that are known to be."""
    try:
        _make_parent(folder, path, made)
        with open(f"{folder}/{path}", "wb") as file:  # noqa: PTH123 # thousands of them
            file.write(data)
    except OSError as error:
        raise unwritable((folder / path).parent, error) from None


def _make_parent(folder: Path, path: str, made: set[str]) -> None:
    parent = path.rpartition("/")[0]
    if parent not in made:
        (folder / parent).mkdir(parents=True, exist_ok=True)
        made.add(parent)


def _write(folder: Path, told: Manifest) -> None:
    document = {
        "schema": SCHEMA,
        "made_of": told.made_of,
        **({"before": dict(sorted(told.before.items()))} if told.before else {}),
        "files": dict(sorted(told.files.items())),
    }
    write_atomic(folder / MANIFEST, (json.dumps(document, indent=0) + "\n").encode())


class _Disk:
    """What is in the folder of a site; each folder in it is looked at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._plain: dict[str, bool] = {"": True}

    def hash(self, path: str) -> str | None:
        """The hash of what is at a path, None where nothing is; of what is no plain file, or is
        reached through a link, NO_FILE."""
        parent, _, _ = path.rpartition("/")
        if not self._is_plain(parent):
            return NO_FILE
        try:
            whole = f"{self._folder}/{path}"
            if not stat.S_ISREG(os.lstat(whole).st_mode):
                return NO_FILE
            with open(whole, "rb") as file:  # noqa: PTH123 # thousands of them
                return sha256(file.read()).hexdigest()
        except FileNotFoundError:
            return None
        except OSError:
            return NO_FILE

    def _is_plain(self, path: str) -> bool:
        """Whether a folder within it is one, or is not there yet."""
        if path not in self._plain:
            above, _, _ = path.rpartition("/")
            try:
                plain = stat.S_ISDIR(os.lstat(f"{self._folder}/{path}").st_mode)
            except FileNotFoundError:
                plain = True
            except OSError:
                plain = False
            self._plain[path] = plain and self._is_plain(above)
        return self._plain[path]


def _drop_empty(folder: Path, path: str) -> None:
    """Remove the folders of a removed file that nothing is left in."""
    place = (folder / path).parent
    with suppress(OSError):
        while place != folder:
            place.rmdir()
            place = place.parent
