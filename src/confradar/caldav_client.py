"""Putting events into a CalDAV collection. The only importer of the CalDAV client, and besides
sources.http the only code on the network."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from confradar.credentials import Credentials, check_without, from_keyring, from_netrc, in_the_clear
from confradar.errors import NetworkError, StateError, UsageError
from confradar.time_limit import within

# The property by which our events are known; its value changes with what the event says.
MARK = "X-CONFRADAR"
# All of a push takes so many times the time that one answer may take, and so many seconds more for
# each event.
TOTAL, EACH = 6, 2


class Pushed(NamedTuple):
    """What was done, by UID: created, updated, removed; and how many were as they should be."""

    created: tuple[str, ...]
    updated: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def credentials(url: str, environ: Mapping[str, str]) -> Credentials:
    """User and password: of ``CONFRADAR_CALDAV_USER`` and ``CONFRADAR_CALDAV_PASSWORD``, else a
    keyring's, else a netrc's.

    Never of the address, which other users of the machine could see. Raises UsageError for an
    address that is none or holds a password, or would send one in the clear.
    """
    parts = _checked(url)
    user, password = environ.get("CONFRADAR_CALDAV_USER"), environ.get("CONFRADAR_CALDAV_PASSWORD")
    host = parts.hostname or ""
    if user and password is None:
        password = from_keyring(host, user)
    if user is None:
        user, password = from_netrc(host, environ)
    if password and in_the_clear(parts.scheme, host):
        raise UsageError(
            f"{host}: a password would be sent unencrypted", hint="use an https address"
        )
    return Credentials(user, password)


def _checked(url: str) -> Any:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise UsageError(
            f"{url!r} is not an http(s) address", hint="write https://server/path/to/calendar/"
        ) from None
    if parts.scheme not in {"http", "https"} or not host:
        raise UsageError(
            f"{url!r} is not an http(s) address", hint="write https://server/path/to/calendar/"
        )
    check_without(url, "set CONFRADAR_CALDAV_USER and CONFRADAR_CALDAV_PASSWORD")
    return parts


def push(
    url: str,
    events: Mapping[str, bytes],
    secret: Credentials,
    *,
    since: datetime,
    dry_run: bool,
    timeout: float,
) -> Pushed:
    """Make the collection at ``url`` hold these events (by UID; each a calendar with one event that
    has ``MARK``).

    Only events with that mark are ever changed or removed; of those that are not wanted any more
    the ones that began before ``since`` stay. All of it takes six times ``timeout`` (seconds) at
    most, and two seconds more for each event. Raises StateError where the CalDAV client is not
    installed or the server refuses the credentials, NetworkError where it cannot be reached or does
    not take an event.
    """
    client = _client(url, secret, timeout)
    host = urlsplit(url).hostname
    total = TOTAL * timeout + EACH * len(events)
    bounded(client.session, time.monotonic() + total)
    # what it has to say is told in our words
    logging.getLogger("caldav").addHandler(logging.NullHandler())

    def work() -> Pushed:
        with client:
            return _pushed(client.calendar(url=url), events, since, dry_run)

    try:
        return within(total, work)
    except TimeoutError:
        raise _late(f"{host}: ") from None
    except NetworkError as failure:
        raise NetworkError(f"{host}: {failure}", hint=failure.hint) from None
    except Exception as failure:
        raise _in_our_words(failure, host) from None


def _client(url: str, secret: Credentials, timeout: float) -> Any:
    """The CalDAV client for a collection. Raises StateError where it is not installed."""
    try:
        from caldav.davclient import DAVClient
    except ImportError:
        raise StateError(
            "push needs the package caldav",
            hint="pip install 'caldav>=3' in confradar's environment",
        ) from None
    return DAVClient(
        url=url,
        username=secret.user,
        password=secret.password,
        timeout=int(timeout),
        enable_rfc6764=False,
        require_tls=False,
    )


def _in_our_words(failure: Exception, host: str | None) -> StateError | NetworkError:
    """What the client stumbled over, as an error of ours."""
    from caldav.lib import error as dav

    if isinstance(failure, dav.AuthorizationError):
        return StateError(
            f"{host}: the server refuses these credentials",
            hint="CONFRADAR_CALDAV_USER and CONFRADAR_CALDAV_PASSWORD, or a netrc",
        )
    if isinstance(failure, dav.NotFoundError):
        return NetworkError(
            f"{host}: there is no calendar at this address",
            hint="use the address of the collection itself",
        )
    if isinstance(failure, OSError):  # the client's own transport errors are of this kind
        return NetworkError(
            f"{host}: cannot be reached: {_last_words(failure)}",
            hint="check the address; try again later",
        )
    return NetworkError(
        f"{host}: {_last_words(failure)}", hint="check that the address is a calendar's"
    )


def _late(where: str = "") -> NetworkError:
    return NetworkError(
        f"{where}not done in time", hint="try again later, or give it longer with --timeout"
    )


def bounded(session: Any, end: float) -> None:
    """Have what a session is answered read within a size and time, and checked where it is to tell
    what is in a calendar."""
    request = session.request

    def asked(method: str, url: str, **given: Any) -> Any:
        answer = request(method, url, **{**given, "stream": True})
        parts: list[bytes] = []
        size = 0
        try:
            for part in answer.iter_content(65536):
                size += len(part)
                if size > MAX_BYTES:
                    raise NetworkError(
                        f"answers with more than {MAX_BYTES // 2**20} MiB",
                        hint="check that the address is a calendar's",
                    )
                if time.monotonic() > end:
                    raise _late()
                parts.append(part)
        finally:
            answer.close()
        answer._content = b"".join(parts)
        if (
            method in {"REPORT", "PROPFIND"}
            and answer.status_code < 300
            and not _is_listing(answer.status_code, answer._content)
        ):
            raise NetworkError(
                "does not answer as a calendar does", hint="check that the address is a calendar's"
            )
        return answer

    session.request = asked


# What the list of a calendar's events may have; a full one of 10,000 events has 5 MiB.
MAX_BYTES = 64 * 2**20


def _is_listing(status: int, body: bytes) -> bool:
    """Whether an answer is a list of what is in a collection: a web page or nothing at all would
    else be an empty calendar."""
    from lxml import etree

    try:
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return False
    return status == 207 and root.tag == "{DAV:}multistatus"


def _last_words(failure: Exception) -> str:
    """What an error says in the end, on one line: the clients wrap the cause in their own."""
    text = " ".join(str(failure).split()) or type(failure).__name__
    return text.rpartition(": ")[2].strip("'\")> ")[:200] or text[:200]


def _pushed(calendar: Any, events: Mapping[str, bytes], since: datetime, dry_run: bool) -> Pushed:
    present = {}
    for item in calendar.get_events():
        event = _ours(item)
        if event is not None:
            present[str(event["UID"])] = (item, event)
    created = [uid for uid in events if uid not in present]
    updated = [
        uid
        for uid in events
        if uid in present and str(present[uid][1][MARK]) != mark_of(events[uid])
    ]
    removed = [
        uid
        for uid, (_, event) in present.items()
        if uid not in events and (begin := _begins(event)) and begin >= since
    ]
    if not dry_run:
        for uid in created:
            calendar.add_event(events[uid].decode())
        for uid in updated:
            item = present[uid][0]
            item.data = events[uid].decode()
            item.save()
        for uid in removed:
            present[uid][0].delete()
    return Pushed(
        tuple(created), tuple(updated), tuple(removed), len(events) - len(created) - len(updated)
    )


def mark_of(event: bytes) -> str:
    """The mark of an event as it is sent."""
    return next(
        line.partition(b":")[2].decode()
        for line in event.splitlines()
        if line.startswith(MARK.encode())
    )


def _ours(item: Any) -> Any:
    """The event of an item that has our mark and a UID; None for all others, however they are made:
    they are left alone."""
    if MARK not in str(item.data or ""):
        return None
    try:
        event = next(
            (part for part in item.icalendar_instance.walk("VEVENT") if MARK in part), None
        )
    except Exception:  # it is nothing that a calendar can hold
        return None
    return event if event is not None and isinstance(event.get("UID"), str) else None


def _begins(event: Any) -> datetime | None:
    """When an event begins; None where it does not say so in one way."""
    try:
        begin = event["DTSTART"].dt
    except (KeyError, AttributeError, ValueError):  # none, two, or nothing that is a time
        return None
    if isinstance(begin, datetime):
        return begin if begin.tzinfo else begin.replace(tzinfo=UTC)
    return (
        datetime(begin.year, begin.month, begin.day, tzinfo=UTC)
        if isinstance(begin, date)
        else None
    )
