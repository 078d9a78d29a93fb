"""What a site's robots.txt allows, asked once a run and host."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from confradar.errors import NetworkError, RefusedError

# Of a robots.txt, in bytes.
SIZE = 512 * 1024
# A pause that no run outlasts, in seconds: a site may name a number of any length.
LONGEST = 86_400


class ForbiddenError(NetworkError):
    """The site's robots.txt forbids to fetch it."""


class Robots:
    """The rules of the sites of one run. ``get`` fetches the body of an address; ``agent`` is the
    name that the rules are asked for."""

    def __init__(self, get: Callable[[str], bytes], agent: str) -> None:
        self._get, self._agent = get, agent
        self._known: dict[str, RobotFileParser | NetworkError] = {}

    def check(self, address: str) -> None:
        """Raise ForbiddenError where the site does not want the address fetched, NetworkError where
        its rules cannot be had: nobody knows then what they are."""
        if not self._rules(address).can_fetch(self._agent, address):
            raise ForbiddenError(
                "its robots.txt forbids it", hint="look at the page in a browser yourself"
            )

    def pause(self, address: str) -> float:
        """Seconds that the site wants between two requests; 0 where it says none."""
        delay = self._rules(address).crawl_delay(self._agent)
        return float(min(int(delay or 0), LONGEST))

    def _rules(self, address: str) -> RobotFileParser:
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._known:
            try:
                self._known[site] = self._fetched(f"{site}/robots.txt")
            except NetworkError as error:
                self._known[site] = error
        rules = self._known[site]
        if isinstance(rules, NetworkError):
            raise rules
        return rules

    def _fetched(self, address: str) -> RobotFileParser:
        """As the standard library reads it: who wants a login for it wants no visit, and where
        there is none, all is allowed."""
        rules = RobotFileParser(address)
        try:
            rules.parse(self._get(address).decode("utf-8-sig", "replace").splitlines())
        except ValueError as error:  # a line of it that the library gives up on
            raise NetworkError(
                f"its robots.txt cannot be read: {error}",
                hint="look at the page in a browser yourself",
            ) from None
        except RefusedError as error:
            if error.status in {401, 403}:
                rules.parse(["User-agent: *", "Disallow: /"])
            elif 400 <= error.status < 500:
                rules.parse([])
            else:
                raise
        return rules
