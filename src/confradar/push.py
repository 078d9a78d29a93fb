"""Putting events into a CalDAV collection. The only importer of the CalDAV client, and besides sources.http the only code on the network."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from confradar.errors import NetworkError, StateError, UsageError

# The property by which our events are known; its value changes with what the event says.
MARK = "X-CONFRADAR"
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class Credentials(NamedTuple):
    """User and password for a server; None where it asks for none."""

    user: str | None = None
    password: str | None = None


class Pushed(NamedTuple):
    """What was done, by UID: created, updated, removed; and how many were as they should be."""

    created: tuple[str, ...]
    updated: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def credentials(url: str, environ: Mapping[str, str]) -> Credentials:
    """User and password: of ``CONFRADAR_CALDAV_USER`` and ``CONFRADAR_CALDAV_PASSWORD``, else a keyring's, else a netrc's.

    Never of the address, which other users of the machine could see. Raises UsageError for an address that is none or holds a
    password, or would send one in the clear.
    """
    parts = _checked(url)
    user, password = environ.get("CONFRADAR_CALDAV_USER"), environ.get("CONFRADAR_CALDAV_PASSWORD")
    host = parts.hostname or ""
    if user and password is None:
        password = _from_keyring(host, user)
    if user is None:
        user, password = _from_netrc(host, environ)
    if password and parts.scheme == "http" and host not in _LOOPBACK:
        raise UsageError(f"{host}: a password would be sent in the clear", hint="use an https address")
    return Credentials(user, password)


def _checked(url: str) -> Any:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise UsageError("the address is none", hint="write https://server/path/to/calendar/") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise UsageError(f"{url!r} is not an http(s) address", hint="write https://server/path/to/calendar/")
    if parts.username or parts.password:
        raise UsageError(
            "a password in the address could be seen by others", hint="set CONFRADAR_CALDAV_USER and CONFRADAR_CALDAV_PASSWORD"
        )
    return parts


def _from_keyring(host: str, user: str) -> str | None:
    """The password that the system's keyring has under ``confradar`` or the host, where the keyring package is installed."""
    with suppress(Exception):
        keyring: Any = import_module("keyring")
        found = keyring.get_password(f"confradar:{host}", user) or keyring.get_password(host, user)
        return str(found) if found else None
    return None


def _from_netrc(host: str, environ: Mapping[str, str]) -> tuple[str | None, str | None]:
    """User and password of ``~/.netrc`` (or ``NETRC``). Raises StateError for a file that cannot be read."""
    import netrc

    path = Path(environ.get("NETRC") or Path(environ.get("HOME") or environ.get("USERPROFILE") or ".") / ".netrc")
    try:
        found = netrc.netrc(str(path)).authenticators(host) if path.exists() else None
    except (OSError, netrc.NetrcParseError) as error:
        raise StateError(f"{path}: cannot be read: {getattr(error, 'msg', None) or error}", hint="mend it, or set NETRC") from None
    return (found[0], found[2]) if found else (None, None)


def push(url: str, events: Mapping[str, bytes], secret: Credentials, *, since: datetime, dry_run: bool, timeout: float) -> Pushed:
    """Make the collection at ``url`` hold these events (by UID; each a calendar with one event that bears ``MARK``).

    Only events with that mark are ever changed or removed; of those that are not wanted any more the ones that began before
    ``since`` stay. Raises StateError where the CalDAV client is not installed or the server refuses the credentials,
    NetworkError where it cannot be reached or does not take an event.
    """
    try:
        from caldav.davclient import DAVClient
        from caldav.lib import error as dav
    except ImportError:
        raise StateError("push needs the package caldav", hint="pip install 'caldav>=3' in confradar's environment") from None
    client: Any = DAVClient(
        url=url, username=secret.user, password=secret.password, timeout=int(timeout), enable_rfc6764=False, require_tls=False
    )
    host = urlsplit(url).hostname
    try:
        with client:
            return _pushed(client.calendar(url=url), events, since, dry_run)
    except dav.AuthorizationError:
        raise StateError(
            f"{host}: the server refuses these credentials", hint="CONFRADAR_CALDAV_USER and CONFRADAR_CALDAV_PASSWORD, or a netrc"
        ) from None
    except dav.NotFoundError:
        raise NetworkError(f"{host}: there is no calendar at this address", hint="use the address of the collection itself") from None
    except OSError as failure:  # the client's own transport errors are of this kind
        raise NetworkError(f"{host}: cannot be reached: {_last_words(failure)}", hint="check the address; try again later") from None
    except (dav.DAVError, ValueError) as failure:
        raise NetworkError(f"{host}: {_last_words(failure)}", hint="check that the address is a calendar's") from None


def _last_words(failure: Exception) -> str:
    """What an error says in the end, on one line: the clients wrap the cause in their own."""
    text = " ".join(str(failure).split()) or type(failure).__name__
    return text.rpartition(": ")[2].strip("'\")> ")[:200] or text[:200]


def _pushed(calendar: Any, events: Mapping[str, bytes], since: datetime, dry_run: bool) -> Pushed:
    present = {}
    for item in calendar.get_events():
        event = next((part for part in item.icalendar_instance.walk("VEVENT") if MARK in part), None)
        if event is not None:
            present[str(event["UID"])] = (item, event)
    created = [uid for uid in events if uid not in present]
    updated = [uid for uid in events if uid in present and str(present[uid][1][MARK]) != mark_of(events[uid])]
    removed = [uid for uid, (_, event) in present.items() if uid not in events and _begins(event) >= since]
    if not dry_run:
        for uid in created:
            calendar.add_event(events[uid].decode())
        for uid in updated:
            item = present[uid][0]
            item.data = events[uid].decode()
            item.save()
        for uid in removed:
            present[uid][0].delete()
    return Pushed(tuple(created), tuple(updated), tuple(removed), len(events) - len(created) - len(updated))


def mark_of(event: bytes) -> str:
    """The mark of an event as it is sent."""
    return next(line.partition(b":")[2].decode() for line in event.splitlines() if line.startswith(MARK.encode()))


def _begins(event: Any) -> datetime:
    begin = event["DTSTART"].dt
    if isinstance(begin, datetime):
        return begin if begin.tzinfo else begin.replace(tzinfo=UTC)
    assert isinstance(begin, date)  # noqa: S101 # an event begins on a day or at a time
    return datetime(begin.year, begin.month, begin.day, tzinfo=UTC)
