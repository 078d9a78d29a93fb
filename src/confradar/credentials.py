"""Users, passwords and tokens: from the environment, a keyring or a netrc, never from an address or
a file of ours."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from confradar.errors import StateError, UsageError

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
# How a source says where its secret is: `env:NAME`, `keyring:USER` or `netrc`.
_WAY = re.compile(r"env:[A-Za-z_][A-Za-z0-9_]*|keyring:\S+|netrc")


class Credentials(NamedTuple):
    """User and password for a server; None where it asks for none."""

    user: str | None = None
    password: str | None = None


def check_way(text: str) -> str:
    """The text, which says where a secret is. Raises UsageError."""
    if not _WAY.fullmatch(text):
        raise UsageError(
            "this does not say where the secret is",
            hint="write env:NAME, keyring:USER or netrc, never the secret itself",
        )
    return text


_ELSEWHERE = "take it out; of a source, --auth says where it is (env:NAME, keyring:USER or netrc)"


def check_without(url: str, hint: str = _ELSEWHERE) -> None:
    """Raise UsageError for an address that holds a user or a password: history, process lists and
    files would show it."""
    with suppress(ValueError):
        parts = urlsplit(url)
        if parts.username or parts.password:
            raise UsageError("a password in the address could be seen by others", hint=hint)


def authorization(way: str, url: str, environ: Mapping[str, str]) -> str:
    """The header that a request to this address has: `user:password` of a variable, keyring or
    netrc as Basic, else a token as Bearer.

    Raises StateError where the secret is not there, or would be sent unencrypted.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if in_the_clear(parts.scheme, host):
        raise StateError(
            f"{host}: a password would be sent in the clear", hint="use an https address"
        )
    kind, _, name = way.partition(":")
    if kind == "env":
        secret = environ.get(name)
        if not secret:
            raise StateError(
                f"{host}: the variable {name} is not set",
                hint=f"{name}=USER:PASSWORD or {name}=TOKEN",
            )
        if ":" not in secret:
            return _printable(f"Bearer {secret}", way)
    else:
        user, password = (
            (name, from_keyring(host, name)) if kind == "keyring" else from_netrc(host, environ)
        )
        if password is None:
            raise StateError(
                f"{host}: {way} has no password for it",
                hint="put one there, or name another place with --auth",
            )
        secret = f"{user}:{password}"
    return "Basic " + b64encode(secret.encode()).decode()


def _printable(header: str, way: str) -> str:
    if not (header.isascii() and header.isprintable()):
        raise StateError(
            f"{way}: it has characters that no token has", hint="look for a line break at its end"
        )
    return header


def in_the_clear(scheme: str, host: str) -> bool:
    """Whether what is sent there could be read on the way."""
    return scheme == "http" and host not in _LOOPBACK


def from_keyring(host: str, user: str) -> str | None:
    """The password that the system's keyring has under ``confradar`` or the host, where the keyring
    package is installed."""
    with suppress(Exception):
        keyring: Any = import_module("keyring")
        found = keyring.get_password(f"confradar:{host}", user) or keyring.get_password(host, user)
        return str(found) if found else None
    return None


def from_netrc(host: str, environ: Mapping[str, str]) -> tuple[str | None, str | None]:
    """User and password of ``~/.netrc`` (or ``NETRC``). Raises StateError for a file that cannot be
    read."""
    import netrc

    path = Path(
        environ.get("NETRC")
        or Path(environ.get("HOME") or environ.get("USERPROFILE") or ".") / ".netrc"
    )
    try:
        found = netrc.netrc(str(path)).authenticators(host) if path.exists() else None
    except (OSError, netrc.NetrcParseError, UnicodeDecodeError) as error:
        raise StateError(
            f"{path}: cannot be read: {getattr(error, 'msg', None) or error}",
            hint="fix it, or set NETRC",
        ) from None
    return (found[0], found[2]) if found else (None, None)
