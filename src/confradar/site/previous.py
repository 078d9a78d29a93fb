"""What an earlier state of a site told, from its folder or its address."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

from confradar.errors import RefusedError, UsageError, unreadable
from confradar.paths import expanded
from confradar.site.folder import Manifest
from confradar.sources.locations import is_remote, masked

CHANGES = "api/changes.json"


def own_changes(folder: Path, known: Manifest) -> bytes:
    """The changes that the site in a folder tells; empty where there is none yet. Raises
    StateError, DataError."""
    return _read(folder / CHANGES) if CHANGES in known.paths else b""


def changes_of(location: str, *, agent: str) -> bytes:
    """The changes that a site elsewhere tells, by its folder or address; empty where nothing is at
    the address yet. Raises UsageError for a folder without a site, NetworkError."""
    if is_remote(location):
        from confradar.sources.http import fetch

        address = urljoin(location if location.endswith("/") else f"{location}/", CHANGES)
        try:
            return fetch(address, agent=agent).body or b""
        except RefusedError as error:
            if error.status in {404, 410}:
                return b""
            raise
    path = expanded(location) / CHANGES
    if not path.is_file():
        raise UsageError(
            f"--previous: {masked(location)} has no {CHANGES}",
            hint="give the folder or the address of a site that confradar published",
        )
    return _read(path)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise unreadable(path, error) from None
