"""Where a source is: an http(s) address or a path, how it is kept, and how it is shown."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from confradar.errors import UsageError
from confradar.paths import expanded


def is_remote(location: str) -> bool:
    """Whether a location is an http(s) address."""
    return location.lower().startswith(("http://", "https://"))


def masked(url: str) -> str:
    """The address without user name, password and query, for messages."""
    try:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        return url.partition("?")[0]
    return urlunsplit((parts.scheme, host, parts.path, "", "")) if parts.netloc else url


def usable(location: str) -> str:
    """A location as it is kept: an http(s) address, or an absolute path. Raises UsageError for
    other schemes and empty text."""
    location = location.strip()
    if not location or not location.isprintable():
        raise UsageError("a source needs an address or a path")
    scheme = location.partition("://")[0].lower() if "://" in location else ""
    if scheme and not is_remote(location) and scheme != "file":
        raise UsageError(
            f"{scheme}:// is not an address confradar fetches",
            hint="give an http(s) address or a path",
        )
    try:
        parts = urlsplit(location) if scheme else None
        named = bool(parts and parts.hostname and (parts.port is None or parts.port))
    except ValueError:
        named, parts = False, None
    if scheme == "file" and parts:
        return str(Path(parts.path).absolute())
    if scheme and not named:
        raise UsageError(f"{masked(location)} is no address", hint="write https://host/path")
    if scheme and "@" in location:  # hardly any has one, and every command on a terminal looks
        from confradar.credentials import check_without

        check_without(location)
    return location if scheme else str(expanded(location).absolute())


def suggested_id(location: str, taken: set[str]) -> str:
    """An id made of the location: the repository's owner on well-known hosts, else the host's or
    the file's name, made free."""
    parts = urlsplit(location)
    steps = [step for step in parts.path.split("/") if step]
    if not is_remote(location):
        base = Path(location).name.split(".")[0]
    elif (
        parts.hostname
        and parts.hostname.endswith(
            ("githubusercontent.com", "github.com", "gitlab.com", "codeberg.org")
        )
        and steps
    ):
        base = steps[0]
    else:
        base = (parts.hostname or "source").removeprefix("www.")
    base = re.sub(r"[^a-z0-9]+", "-", base.lower()).strip("-") or "source"
    return next(
        name
        for name in (base, *(f"{base}-{number}" for number in range(2, 1000)))
        if name not in taken
    )
