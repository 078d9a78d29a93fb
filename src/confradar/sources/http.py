"""Fetching over HTTP, politely and within limits. The only importer of the HTTP client, and the
only code that goes on the network."""

from __future__ import annotations

import os
import random
import ssl
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from confradar.errors import NetworkError, RefusedError, UnreachableError
from confradar.sources.answers import Answer, Hearers, Limits, Validators
from confradar.sources.body import TryAgain, late, read_body
from confradar.sources.locations import masked
from confradar.sources.proxies import proxy_for
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


def fetch(
    url: str,
    *,
    agent: str,
    known: Validators | None = None,
    limits: Limits | None = None,
    progress: Callable[[int, int | None], None] | None = None,
    authorization: str | None = None,
    follow: Callable[[str], None] | None = None,
) -> Answer:
    """Get an http(s) address; ``known`` makes the request conditional, ``progress`` is told of
    bytes received and expected.

    ``agent`` names the program and its version to the server; ``authorization`` is for this server
    alone. ``follow`` is told where a redirect leads before anybody is asked there, and raises
    NetworkError where that is not wanted.

    What may pass (no connection, a timeout, a broken answer, 429, 500, 502, 503, 504) is tried
    again, later each time. Raises NetworkError, in one line, for everything else and in the end; in
    the end means within ``limits.total``, whatever the server does.
    """
    limits = limits or Limits()
    headers = _headers(agent, known) | ({"Authorization": authorization} if authorization else {})
    hearers = Hearers(progress, follow)
    try:
        return within(
            limits.total, lambda: _tried(url, headers, limits, hearers, known=known is not None)
        )
    except TimeoutError:
        raise late(masked(url), limits) from None


def _tried(
    url: str,
    headers: Mapping[str, str],
    limits: Limits,
    hearers: Hearers,
    *,
    known: bool,
) -> Answer:
    end = time.monotonic() + limits.total
    for attempt in range(1, limits.attempts + 1):
        try:
            answer = _asked(url, headers, limits, end, hearers)
        except TryAgain as error:
            failed = error
        else:
            if answer.body is None and not known:
                raise NetworkError(
                    f"{masked(url)}: says that nothing changed (304), but there is no copy",
                    hint="try again later",
                )
            return answer
        wait = failed.wait
        if wait is not None and wait > limits.max_wait:
            raise NetworkError(
                f"{masked(url)}: {failed}; it asks to wait {wait:.0f} s", hint="try again later"
            )
        pause = max(wait or 0, limits.backoff * 2 ** (attempt - 1) * random.uniform(0.5, 1.5))  # noqa: S311 # spreads retries, no secret
        if attempt == limits.attempts or time.monotonic() + pause > end:
            break
        time.sleep(pause)
    tries = f" ({attempt} tries)" if attempt > 1 else ""
    kind = UnreachableError if failed.unreachable else NetworkError
    raise kind(f"{masked(url)}: {failed}{tries}", hint="try again later")


def _asked(
    url: str,
    headers: Mapping[str, str],
    limits: Limits,
    end: float,
    hearers: Hearers,
) -> Answer:
    """One try. Raises TryAgain for what may pass, NetworkError for everything else."""
    import httpx

    try:
        return _get(url, headers, limits, end, hearers)
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
        address = httpx.URL(url)
        proxy = proxy_for(address.scheme, address.host)
        through = f" through the proxy {masked(proxy)}" if proxy else ""
        reason = _reason(error, limits, through)
        if "CERTIFICATE" in reason.upper() or "SSL" in reason.upper():
            raise NetworkError(
                f"{masked(url)}: no secure connection{through}: {_words(error)}",
                hint=(
                    "check the address; SSL_CERT_FILE names the authorities to trust "
                    "instead of the usual ones"
                ),
            ) from None
        unreachable = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout)
        raise TryAgain(reason, unreachable=unreachable) from None


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

    proxy = proxy_for(address.scheme, address.host)
    verify = _authorities(address) if address.scheme == "https" else False
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


def _authorities(address: httpx.URL) -> ssl.SSLContext:
    """The certificate authorities. Raises NetworkError where those that the environment names
    cannot be used."""
    import httpx

    try:
        return httpx.create_ssl_context()
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
            hint="fix or unset it",
        ) from None


def _get(
    url: str,
    headers: Mapping[str, str],
    limits: Limits,
    end: float,
    hearers: Hearers,
) -> Answer:
    """One try, through its redirects. Raises TryAgain, NetworkError, httpx.HTTPError."""
    import httpx

    address = httpx.URL(url)
    own = address.scheme, address.host, address.port
    for _ in range(REDIRECTS + 1):
        if (address.scheme, address.host, address.port) != own:
            headers = {name: value for name, value in headers.items() if name != "Authorization"}
        with _client(address, headers, limits) as client, client.stream("GET", address) as response:
            status = response.status_code
            if status == 304:
                return Answer(None, _validators(response), address=str(address))
            if status in {301, 302, 303, 307, 308} and "location" in response.headers:
                address = _redirected(address, response.headers["location"])
                if hearers.follow:
                    hearers.follow(str(address))
                continue
            _check_status(response, address)
            where, media = masked(str(address)), response.headers.get("content-type", "")
            body = read_body(
                response.headers, response.iter_raw(), where, limits, end, hearers.progress
            )
            return Answer(body, _validators(response), media, str(address))
    raise NetworkError(
        f"{masked(url)}: redirects more than {REDIRECTS} times",
        hint="check the address in a browser",
    )


def _check_status(response: httpx.Response, address: httpx.URL) -> None:
    """Raise TryAgain or NetworkError for an answer that is not the thing itself (200)."""
    status = response.status_code
    if status in _RETRIED:
        raise TryAgain(
            f"the server answers {status} {response.reason_phrase}".rstrip(),
            _retry_after(response),
        )
    if status != 200:
        meaning = f": {_MEANING[status]}" if status in _MEANING else ""
        raise RefusedError(
            f"{masked(str(address))}: the server answers {status}{meaning}",
            status=status,
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
