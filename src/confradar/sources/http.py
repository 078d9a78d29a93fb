"""Fetching over HTTP, politely and within limits. The only importer of the HTTP client, and the only code that goes on the network."""

from __future__ import annotations

import random
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from confradar.errors import NetworkError, UnreachableError
from confradar.sources.registry import masked

if TYPE_CHECKING:
    import httpx

REDIRECTS = 5
_RETRIED = frozenset({429, 500, 502, 503, 504})
_MEANING = {401: "it wants a login", 403: "it refuses the request", 404: "there is nothing at this address", 410: "it is gone for good"}


@dataclass(frozen=True)
class Validators:
    """What the last good answer said of itself, as sent: with it a request is conditional."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True)
class Answer:
    """What came: ``body`` is None where nothing changed since (304)."""

    body: bytes | None
    validators: Validators


@dataclass(frozen=True)
class Limits:
    """How patient a fetch is. ``timeout``: seconds without progress; ``total``: seconds in all, retries included; ``max_bytes`` of a
    body, packed and unpacked; ``backoff``: seconds before the first retry, doubled each time; ``max_wait``: the longest Retry-After
    that is waited for, in seconds.
    """

    timeout: float = 20
    total: float = 120
    attempts: int = 3
    max_bytes: int = 64 * 2**20
    backoff: float = 0.5
    max_wait: float = 30


class _TryAgain(Exception):
    """A failure that may pass; ``wait`` is what the server asks for, in seconds."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


def fetch(
    url: str,
    *,
    agent: str,
    known: Validators | None = None,
    limits: Limits | None = None,
    progress: Callable[[int, int | None], None] | None = None,
) -> Answer:
    """Get an http(s) address; ``known`` makes the request conditional, ``progress`` hears of bytes received and expected.

    ``agent`` names the program and its version to the server.

    What may pass (no connection, a timeout, a broken answer, 429, 500, 502, 503, 504) is tried again, later each time. Raises
    NetworkError, in one line, for everything else and in the end.
    """
    import httpx

    limits = limits or Limits()
    end = time.monotonic() + limits.total
    for attempt in range(1, limits.attempts + 1):
        try:
            with httpx.Client(timeout=limits.timeout, headers=_headers(agent, known), follow_redirects=False) as client:
                return _get(client, url, limits, end, progress)
        except _TryAgain as error:
            reason, wait, unreachable = str(error), error.wait, False
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError, UnicodeError, ValueError) as error:
            raise NetworkError(f"{masked(url)}: not an address that can be asked: {_words(error)}", hint="check the address") from None
        except httpx.HTTPError as error:
            reason, wait, unreachable = _reason(error, limits), None, isinstance(error, httpx.ConnectError | httpx.ConnectTimeout)
            if "CERTIFICATE" in reason.upper() or "SSL" in reason.upper():
                raise NetworkError(
                    f"{masked(url)}: no secure connection: {reason}", hint="check the address; SSL_CERT_FILE names further authorities"
                ) from None
        if wait is not None and wait > limits.max_wait:
            raise NetworkError(f"{masked(url)}: {reason}; it asks to wait {wait:.0f} s", hint="try again later")
        pause = max(wait or 0, limits.backoff * 2 ** (attempt - 1) * random.uniform(0.5, 1.5))  # noqa: S311 # spreads retries, no secret
        if attempt == limits.attempts or time.monotonic() + pause > end:
            break
        time.sleep(pause)
    tries = f" ({attempt} tries)" if attempt > 1 else ""
    failure = UnreachableError if unreachable else NetworkError
    raise failure(f"{masked(url)}: {reason}{tries}", hint="try again later")


def _headers(agent: str, known: Validators | None) -> dict[str, str]:
    headers = {"User-Agent": agent, "Accept": "*/*", "Accept-Encoding": "gzip"}
    if known and known.etag:
        headers["If-None-Match"] = known.etag
    if known and known.modified:
        headers["If-Modified-Since"] = known.modified
    return headers


def _get(client: httpx.Client, url: str, limits: Limits, end: float, progress: Callable[[int, int | None], None] | None) -> Answer:
    """One try, through its redirects. Raises _TryAgain, NetworkError, httpx.HTTPError."""
    import httpx

    address = httpx.URL(url)
    for _ in range(REDIRECTS + 1):
        with client.stream("GET", address) as response:
            status = response.status_code
            if status == 304:
                return Answer(None, _validators(response))
            if status in {301, 302, 303, 307, 308} and "location" in response.headers:
                address = _redirected(address, response.headers["location"])
                continue
            if status in _RETRIED:
                raise _TryAgain(f"the server answers {status} {response.reason_phrase}".rstrip(), _retry_after(response))
            if status != 200:
                meaning = f": {_MEANING[status]}" if status in _MEANING else ""
                raise NetworkError(f"{masked(str(address))}: the server answers {status}{meaning}", hint="check the address in a browser")
            return Answer(_body(response, masked(str(address)), limits, end, progress), _validators(response))
    raise NetworkError(f"{masked(url)}: redirects more than {REDIRECTS} times", hint="check the address in a browser")


def _redirected(address: httpx.URL, location: str) -> httpx.URL:
    """Where a redirect leads: only to http or https, and never from the latter to the former. Raises NetworkError."""
    target = address.join(location)
    if target.scheme not in {"http", "https"}:
        raise NetworkError(f"{masked(str(address))}: redirects to {target.scheme}://, which is not followed", hint="check the address")
    if address.scheme == "https" and target.scheme == "http":
        raise NetworkError(f"{masked(str(address))}: redirects to an insecure address, which is not followed", hint="check the address")
    return target


def _validators(response: httpx.Response) -> Validators:
    return Validators(response.headers.get("etag"), response.headers.get("last-modified"))


def _retry_after(response: httpx.Response) -> float | None:
    """Seconds that the server asks to wait, given as such or as a date by its own clock."""
    value = response.headers.get("retry-after", "").strip()
    if value.isdigit():
        return float(value[:9])
    try:
        return max(0.0, (parsedate_to_datetime(value) - parsedate_to_datetime(response.headers.get("date", ""))).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None


def _body(response: httpx.Response, where: str, limits: Limits, end: float, progress: Callable[[int, int | None], None] | None) -> bytes:
    """The unpacked body, read within the limits. Raises _TryAgain where it is cut or damaged, NetworkError where it is too large."""
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in {"", "identity", "gzip", "x-gzip"}:
        raise NetworkError(f"{where}: is packed as {coding!r}, which was not asked for", hint="check the address")
    length = response.headers.get("content-length", "")
    expected = int(length) if length.isdigit() else None
    if expected is not None and expected > limits.max_bytes:
        raise _too_large(where, limits)
    unpack = zlib.decompressobj(31) if coding.endswith("gzip") else None
    parts: list[bytes] = []
    received = size = 0
    for chunk in response.iter_raw():
        received += len(chunk)
        if time.monotonic() > end:
            raise NetworkError(f"{where}: not done within {limits.total:g} s", hint="try again later")
        try:
            part = unpack.decompress(chunk, limits.max_bytes + 1 - size) if unpack else chunk
        except zlib.error as error:
            raise _TryAgain(f"the packed answer is damaged: {error}") from None
        parts.append(part)
        size += len(part)
        if max(size, received) > limits.max_bytes:
            raise _too_large(where, limits)
        if progress:
            progress(received, expected)
    if unpack and (not unpack.eof or unpack.unused_data):
        raise _TryAgain("the packed answer ends too early" if not unpack.eof else "something follows the packed answer")
    return b"".join(parts)


def _too_large(where: str, limits: Limits) -> NetworkError:
    return NetworkError(f"{where}: more than {limits.max_bytes / 2**20:.3g} MiB", hint="this is no list of venues: check the address")


def _reason(error: httpx.HTTPError, limits: Limits) -> str:
    """Why a try failed, in words."""
    import httpx

    if isinstance(error, httpx.TimeoutException):
        return f"no answer within {limits.timeout:g} s"
    if isinstance(error, httpx.ConnectError):
        return f"no connection: {_words(error)}"
    if isinstance(error, httpx.ProxyError):
        return f"the proxy refuses: {_words(error)}"
    if isinstance(error, httpx.RemoteProtocolError | httpx.ReadError):
        return "the answer broke off" + (f": {_words(error)}" if str(error) else "")
    return _words(error)


def _words(error: Exception) -> str:
    """An error's text on one line."""
    return " ".join(str(error).split()) or type(error).__name__
