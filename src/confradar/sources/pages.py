"""Official pages, asked for politely: one at a time of a host, with pauses, where its robots.txt
allows it, and no longer in all than is given."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from confradar.errors import ConfradarError, NetworkError
from confradar.sources.answers import Answer, Limits, Validators
from confradar.sources.http import fetch
from confradar.sources.robots import SIZE, Robots
from confradar.sources.side_by_side import GRACE, side_by_side, unexpected

# So many hosts are asked side by side.
HOSTS = 8


class ElsewhereError(NetworkError):
    """The address leads to another host, which was not asked."""


class NotAskedError(NetworkError):
    """The time of the run was over before."""


@dataclass(frozen=True)
class Manners:
    """How pages are asked for. ``agent`` names the program; ``pause``: seconds between two requests
    to a host; ``total``: seconds for all pages; ``limits`` are of each."""

    agent: str
    limits: Limits
    pause: float = 1.0
    total: float = 600.0


Answers = Mapping[str, Answer | NetworkError]
Progress = Callable[[str], None]


def site_of(address: str) -> str:
    """The host of an address, with its port: ``www.`` in front makes no other."""
    return urlsplit(address).netloc.lower().removeprefix("www.")


def fetch_pages(
    wanted: Mapping[str, Validators | None], manners: Manners, progress: Progress | None = None
) -> Answers:
    """By address, what came or why nothing did. The validators make a request conditional;
    ``progress`` hears of each address that is done."""
    hosts: dict[str, list[str]] = {}
    for address in wanted:
        hosts.setdefault(site_of(address), []).append(address)
    left: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    for addresses in hosts.values():
        left.put(addresses)
    come: dict[str, Answer | NetworkError] = {}
    end = time.monotonic() + manners.total

    def work() -> None:
        while True:
            try:
                addresses = left.get_nowait()
            except queue.Empty:
                return
            host = _Host(manners, end)
            for address in addresses:
                come[address] = host.asked(address, wanted[address])
                if progress:
                    progress(address)

    side_by_side([work] * min(HOSTS, len(hosts)), end + GRACE)
    done = dict(come)
    return {address: done.get(address) or _late(manners) for address in wanted}


class _Host:
    """One host, asked one address after the other."""

    def __init__(self, manners: Manners, end: float) -> None:
        self._manners, self._end = manners, end
        self._robots = Robots(self._rules, manners.agent)
        self._last: float | None = None

    def asked(self, address: str, known: Validators | None) -> Answer | NetworkError:
        """What came from an address, or why nothing did."""
        try:
            self._robots.check(address)
            pause = self._robots.pause(address)
            return self._get(address, known, self._manners.limits, self._robots.check, pause)
        except NetworkError as error:
            return error
        except ConfradarError as error:
            return NetworkError(str(error), hint=error.hint)
        except Exception as error:
            return unexpected(error)

    def _rules(self, address: str) -> bytes:
        limits = replace(self._manners.limits, max_bytes=SIZE)
        try:
            return self._get(address, None, limits).body or b""
        except NetworkError as error:
            error.args = (f"its robots.txt cannot be read: {error}",)
            raise

    def _get(
        self,
        address: str,
        known: Validators | None,
        limits: Limits,
        allowed: Callable[[str], None] | None = None,
        pause: float = 0.0,
    ) -> Answer:
        """What comes from an address, followed on its host to where ``allowed`` raises nothing."""
        self._wait(max(pause, self._manners.pause))
        left = self._end - time.monotonic()
        if left <= 0:
            raise _late(self._manners)
        try:
            return fetch(
                address,
                agent=self._manners.agent,
                known=known,
                limits=replace(limits, total=min(limits.total, left)),
                follow=lambda target: _check_target(address, target, allowed),
            )
        finally:
            self._last = time.monotonic()

    def _wait(self, pause: float) -> None:
        if self._last is not None:
            until = min(self._last + pause, self._end)
            time.sleep(max(0.0, until - time.monotonic()))


def _check_target(address: str, target: str, allowed: Callable[[str], None] | None) -> None:
    """Raise NetworkError where a redirect is not followed. The rules themselves, wherever they lead
    to, are not asked of the rules."""
    if site_of(target) != site_of(address):
        raise ElsewhereError(
            f"it leads to another host, {site_of(target)}",
            hint="give that host's address, if it is the venue's",
        )
    if allowed:
        allowed(target)


def _late(manners: Manners) -> NotAskedError:
    return NotAskedError(
        f"not asked: the {manners.total:g} s of this run were over", hint="run it again"
    )
