"""Fetching over HTTP, politely and within limits. The only importer of the HTTP client, and the
only code that goes on the network."""

from __future__ import annotations

import ipaddress
import os
import random
import ssl
import time
import urllib.request
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from confradar.errors import NetworkError, UnreachableError
from confradar.sources.registry import masked
from confradar.time_limit import within

if TYPE_CHECKING:
    import httpx

REDIRECTS = 5
_RETRIED = frozenset({429, 500, 502, 503, 504})
_MEANING = {
    401: "it wants a login",
    403: "it refuses the request",
    404: "there is nothing at this address",
    410: "it is gone for good",
}


@dataclass(frozen=True)
class Validators:
    """What the last good answer said of itself, as sent: with it a request is conditional."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True)
class Answer:
    """What came: ``body`` is None where nothing changed since (304); ``media`` is its Content-Type,
    as sent."""

    body: bytes | None
    validators: Validators
    media: str = ""


@dataclass(frozen=True)
class Limits:
    """How patient a fetch is. ``timeout``: seconds without progress; ``total``: seconds in all,
    retries included; ``max_bytes`` of a body, packed and unpacked; ``backoff``: seconds before the
    first retry, doubled each time; ``max_wait``: the longest Retry-After that is waited for, in
    seconds.
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
    authorization: str | None = None,
) -> Answer:
    """Get an http(s) address; ``known`` makes the request conditional, ``progress`` hears of bytes
    received and expected.

    ``agent`` names the program and its version to the server; ``authorization`` is for this server
    alone.

    What may pass (no connection, a timeout, a broken answer, 429, 500, 502, 503, 504) is tried
    again, later each time. Raises NetworkError, in one line, for everything else and in the end; in
    the end means within ``limits.total``, whatever the server does.
    """
    limits = limits or Limits()
    headers = _headers(agent, known) | ({"Authorization": authorization} if authorization else {})
    try:
        return within(
            limits.total, lambda: _tried(url, headers, limits, progress, known=known is not None)
        )
    except TimeoutError:
        raise _late(masked(url), limits) from None


def _tried(
    url: str,
    headers: Mapping[str, str],
    limits: Limits,
    progress: Callable[[int, int | None], None] | None,
    *,
    known: bool,
) -> Answer:
    import httpx

    end = time.monotonic() + limits.total
    for attempt in range(1, limits.attempts + 1):
        try:
            answer = _get(url, headers, limits, end, progress)
            if answer.body is None and not known:
                raise NetworkError(
                    f"{masked(url)}: says that nothing changed (304), but there is no copy",
                    hint="try again later",
                )
            return answer
        except _TryAgain as error:
            reason, wait, unreachable = str(error), error.wait, False
        except (
            httpx.InvalidURL,
            httpx.UnsupportedProtocol,
            httpx.LocalProtocolError,
            UnicodeError,
            ValueError,
        ) as error:
            raise NetworkError(
                f"{masked(url)}: not an address that can be asked: {_words(error)}",
                hint="check the address",
            ) from None
        except httpx.HTTPError as error:
            proxy = _proxy(httpx.URL(url))
            through = f" through the proxy {masked(proxy)}" if proxy else ""
            reason, wait, unreachable = (
                _reason(error, limits, through),
                None,
                isinstance(error, httpx.ConnectError | httpx.ConnectTimeout),
            )
            if "CERTIFICATE" in reason.upper() or "SSL" in reason.upper():
                raise NetworkError(
                    f"{masked(url)}: no secure connection{through}: {_words(error)}",
                    hint=(
                        "check the address; SSL_CERT_FILE names the authorities to trust "
                        "instead of the usual ones"
                    ),
                ) from None
        if wait is not None and wait > limits.max_wait:
            raise NetworkError(
                f"{masked(url)}: {reason}; it asks to wait {wait:.0f} s", hint="try again later"
            )
        pause = max(wait or 0, limits.backoff * 2 ** (attempt - 1) * random.uniform(0.5, 1.5))  # noqa: S311 # spreads retries, no secret
        if attempt == limits.attempts or time.monotonic() + pause > end:
            break
        time.sleep(pause)
    tries = f" ({attempt} tries)" if attempt > 1 else ""
    failure = UnreachableError if unreachable else NetworkError
    raise failure(f"{masked(url)}: {reason}{tries}", hint="try again later")


def _headers(agent: str, known: Validators | None) -> dict[str, str]:
    headers = {"User-Agent": agent, "Accept": "*/*", "Accept-Encoding": "gzip"}
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.modified} if known else {}
    # what no request may carry is dropped: the list is then fetched whole, as if it had never said
    # it
    return headers | {
        name: value
        for name, value in asked.items()
        if value and value.isascii() and value.isprintable()
    }


def _client(address: httpx.URL, headers: Mapping[str, str], limits: Limits) -> httpx.Client:
    """A client for one address, with the proxy and the authorities that the environment names.

    Proxies are looked up here: httpx gives up on entries of NO_PROXY that it cannot read. Raises
    NetworkError, in one line, where the environment names something that cannot be used.
    """
    import httpx

    secure = address.scheme == "https"
    proxy = _proxy(address)
    try:
        verify = httpx.create_ssl_context() if secure else False
    except (OSError, ssl.SSLError) as error:
        names = [
            name
            for name in ("SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE")
            if os.environ.get(name)
        ]
        given = (
            ", ".join(f"{name}={os.environ[name]}" for name in names)
            or "the authorities of this machine"
        )
        raise NetworkError(
            f"{masked(str(address))}: no secure connection: {given} cannot be used: "
            f"{_words(error)}",
            hint="mend or unset it",
        ) from None
    try:
        return httpx.Client(
            verify=verify,
            proxy=proxy,
            trust_env=False,
            timeout=limits.timeout,
            headers=headers,
            follow_redirects=False,
        )
    except ImportError:
        raise NetworkError(
            f"{masked(str(address))}: the proxy {masked(proxy or '')} speaks SOCKS, which needs "
            "an extra",
            hint="install confradar with [socks], or unset the proxy",
        ) from None
    except (ValueError, httpx.InvalidURL) as error:
        raise NetworkError(
            f"{masked(str(address))}: the proxy {masked(proxy or '')!r} cannot be used: "
            f"{_words(error)}",
            hint="look at HTTPS_PROXY, HTTP_PROXY and ALL_PROXY",
        ) from None


def _proxy(address: httpx.URL) -> str | None:
    """The proxy for an address, by the variables (or the system's settings) that the standard
    library knows; None: directly."""
    known = urllib.request.getproxies()
    proxy = known.get(address.scheme) or known.get("all")
    if not proxy or _bypassed(address.host, known.get("no", "")):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def _bypassed(host: str, without: str) -> bool:
    """Whether NO_PROXY, or the system's settings, have a host asked directly: by name, domain,
    address or network (10.0.0.0/8)."""
    try:
        number = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        number = None
    for entry in filter(None, map(str.strip, without.split(","))):
        with suppress(ValueError):
            if number and number in ipaddress.ip_network(entry.strip("[]"), strict=False):
                return True
    return bool(urllib.request.proxy_bypass(host))


def _get(
    url: str,
    headers: Mapping[str, str],
    limits: Limits,
    end: float,
    progress: Callable[[int, int | None], None] | None,
) -> Answer:
    """One try, through its redirects. Raises _TryAgain, NetworkError, httpx.HTTPError."""
    import httpx

    address = httpx.URL(url)
    own = address.scheme, address.host, address.port
    for _ in range(REDIRECTS + 1):
        if (address.scheme, address.host, address.port) != own:
            headers = {name: value for name, value in headers.items() if name != "Authorization"}
        with _client(address, headers, limits) as client, client.stream("GET", address) as response:
            status = response.status_code
            if status == 304:
                return Answer(None, _validators(response))
            if status in {301, 302, 303, 307, 308} and "location" in response.headers:
                address = _redirected(address, response.headers["location"])
                continue
            if status in _RETRIED:
                raise _TryAgain(
                    f"the server answers {status} {response.reason_phrase}".rstrip(),
                    _retry_after(response),
                )
            if status != 200:
                meaning = f": {_MEANING[status]}" if status in _MEANING else ""
                raise NetworkError(
                    f"{masked(str(address))}: the server answers {status}{meaning}",
                    hint="check the address in a browser",
                )
            body = _body(response, masked(str(address)), limits, end, progress)
            return Answer(body, _validators(response), response.headers.get("content-type", ""))
    raise NetworkError(
        f"{masked(url)}: redirects more than {REDIRECTS} times",
        hint="check the address in a browser",
    )


def _redirected(address: httpx.URL, location: str) -> httpx.URL:
    """Where a redirect leads: only to http or https, and never from the latter to the former.
    Raises NetworkError."""
    target = address.join(location)
    if target.scheme not in {"http", "https"}:
        raise NetworkError(
            f"{masked(str(address))}: redirects to {target.scheme}://, which is not followed",
            hint="check the address",
        )
    if address.scheme == "https" and target.scheme == "http":
        raise NetworkError(
            f"{masked(str(address))}: redirects to an insecure address, which is not followed",
            hint="check the address",
        )
    return target


def _validators(response: httpx.Response) -> Validators:
    return Validators(response.headers.get("etag"), response.headers.get("last-modified"))


def _retry_after(response: httpx.Response) -> float | None:
    """Seconds that the server asks to wait, given as such or as a date by its own clock."""
    value = response.headers.get("retry-after", "").strip()
    if value.isdigit():
        return float(value[:9])
    try:
        return max(
            0.0,
            (
                parsedate_to_datetime(value)
                - parsedate_to_datetime(response.headers.get("date", ""))
            ).total_seconds(),
        )
    except (ValueError, TypeError, OverflowError):
        return None


def _body(
    response: httpx.Response,
    where: str,
    limits: Limits,
    end: float,
    progress: Callable[[int, int | None], None] | None,
) -> bytes:
    """The unpacked body, read within the limits. Raises _TryAgain where it is cut or damaged,
    NetworkError where it is too large."""
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in {"", "identity", "gzip", "x-gzip"}:
        raise NetworkError(
            f"{where}: is packed as {coding!r}, which was not asked for", hint="check the address"
        )
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
            raise _late(where, limits)
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
        raise _TryAgain(
            "the packed answer ends too early"
            if not unpack.eof
            else "something follows the packed answer"
        )
    return b"".join(parts)


def _late(where: str, limits: Limits) -> NetworkError:
    return NetworkError(f"{where}: not done within {limits.total:g} s", hint="try again later")


def _too_large(where: str, limits: Limits) -> NetworkError:
    return NetworkError(
        f"{where}: more than {limits.max_bytes / 2**20:.3g} MiB",
        hint="this is no list of venues: check the address",
    )


def _reason(error: httpx.HTTPError, limits: Limits, through: str) -> str:
    """Why a try failed, in words; ``through`` names the proxy that was asked, if any."""
    import httpx

    if isinstance(error, httpx.TimeoutException):
        return f"no answer within {limits.timeout:g} s{through}"
    if isinstance(error, httpx.ConnectError):
        return f"no connection{through}: {_words(error)}"
    if isinstance(error, httpx.ProxyError):
        return f"the proxy refuses: {_words(error)}"
    if isinstance(error, httpx.RemoteProtocolError | httpx.ReadError):
        return "the answer broke off" + (f": {_words(error)}" if str(error) else "")
    return _words(error)


def _words(error: Exception) -> str:
    """An error's text on one line."""
    return " ".join(str(error).split()) or type(error).__name__
