"""Official pages are asked for politely, and no longer than is given, whatever their servers do."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from confradar.errors import NetworkError
from confradar.sources.answers import Answer, Limits, Validators
from confradar.sources.page_shapes import asked_at, format_of
from confradar.sources.pages import ElsewhereError, Manners, NotAskedError, fetch_pages, site_of
from confradar.sources.robots import ForbiddenError
from server import Asked, Site, serving

MANNERS = Manners(
    "confradar/test",
    Limits(timeout=2, total=4, attempts=1, max_bytes=100_000, backoff=0.01),
    pause=0,
    total=10,
)


@pytest.fixture
def site() -> Iterator[Site]:
    """A server."""
    with serving() as found:
        yield found


def fetched(site: Site, path: str = "/page", manners: Manners = MANNERS) -> Answer | NetworkError:
    """What comes from one page."""
    return fetch_pages({site.url + path: None}, manners)[site.url + path]


def text(body: str, status: int = 200) -> object:
    """An answer with this text."""
    return lambda asked: asked.reply(status, body.encode(), Content_Type="text/plain")


@pytest.mark.parametrize(
    "status, body, allowed",
    [
        (404, "", True),
        (410, "", True),
        (401, "", False),
        (403, "", False),
        (200, "", True),
        (200, "User-agent: *\nDisallow: /page", False),
        (200, "User-agent: *\nDisallow: /page\n\nUser-agent: confradar\nAllow: /", True),
        (200, "User-agent: confradar\nDisallow: /", False),
        (200, "User-agent: other\nDisallow: /", True),
        (200, "\ufeffUser-agent: *\nDisallow: /page", False),
        (200, "<html>not found</html>", True),
    ],
)
def test_robots_are_heard(site: Site, status: int, body: str, allowed: bool) -> None:
    site.serve("/page", b"dates")
    site.routes["/robots.txt"] = text(body, status)  # type: ignore[assignment]
    found = fetched(site)
    asked = [path for path, _ in site.requests]
    assert (asked.count("/page") == 1) == allowed
    assert isinstance(found, Answer if allowed else ForbiddenError)


def test_where_robots_cannot_be_read_nothing_is_asked(site: Site) -> None:
    site.serve("/page", b"dates")
    site.routes["/robots.txt"] = text("", 500)  # type: ignore[assignment]
    found = fetched(site)
    assert isinstance(found, NetworkError) and "robots.txt" in str(found)
    assert "/page" not in [path for path, _ in site.requests]


@pytest.mark.parametrize(
    "line",
    ["Crawl-delay: \N{SUPERSCRIPT TWO}", "Crawl-delay: " + "9" * 5000, "Disallow: http://[x"],
)
def test_robots_that_make_no_sense_are_said_to(site: Site, line: str) -> None:
    site.serve("/page", b"dates")
    site.routes["/robots.txt"] = text(f"User-agent: *\n{line}\n")  # type: ignore[assignment]
    found = fetched(site)
    assert isinstance(found, NetworkError) and "robots.txt cannot be read" in str(found)
    assert "/page" not in [path for path, _ in site.requests]


def test_a_pause_beyond_all_measure_is_not_waited_for(site: Site) -> None:
    site.serve("/page", b"dates")
    site.routes["/robots.txt"] = text(f"User-agent: *\nCrawl-delay: {'9' * 400}")  # type: ignore[assignment]
    assert isinstance(fetched(site, manners=replace(MANNERS, total=0.3)), NotAskedError)


@pytest.mark.parametrize("rules, allowed", [("Disallow: /page", False), ("Disallow: /x", True)])
def test_robots_that_are_elsewhere_on_the_host_are_asked_for_once(
    site: Site, rules: str, allowed: bool
) -> None:
    site.serve("/page", b"dates")
    site.routes["/robots.txt"] = lambda asked: asked.reply(302, Location="/rules")
    site.routes["/rules"] = text(f"User-agent: *\n{rules}")  # type: ignore[assignment]
    assert isinstance(fetched(site), Answer if allowed else ForbiddenError)
    paths = [path for path, _ in site.requests]
    assert paths == ["/robots.txt", "/rules", *(["/page"] if allowed else [])]


def test_a_redirect_is_followed_only_where_that_is_wanted(site: Site) -> None:
    site.serve("/new", b"dates")
    site.routes["/robots.txt"] = text("User-agent: *\nDisallow: /closed")  # type: ignore[assignment]
    for path, to in (("/old", "/new"), ("/shut", "/closed"), ("/away", "http://127.0.0.1:9/x")):
        site.routes[path] = lambda asked, to=to: asked.reply(302, Location=to)  # type: ignore[misc]
    moved = fetched(site, "/old")
    assert isinstance(moved, Answer) and moved.address == site.url + "/new"
    assert isinstance(fetched(site, "/shut"), ForbiddenError)
    assert isinstance(fetched(site, "/away"), ElsewhereError)
    assert "/closed" not in [path for path, _ in site.requests]


def test_a_host_is_asked_one_page_at_a_time(site: Site) -> None:
    busy = threading.Lock()
    together: list[str] = []

    def slow(asked: Asked) -> None:
        if not busy.acquire(blocking=False):
            together.append(asked.path)
            return asked.reply(200, b"dates")
        try:
            time.sleep(0.02)
            asked.reply(200, b"dates")
        finally:
            busy.release()

    site.otherwise = slow
    wanted = {f"{site.url}/{number}": None for number in range(12)}
    answers = fetch_pages(wanted, MANNERS)
    assert all(isinstance(answer, Answer) for answer in answers.values())
    assert not together
    assert [path for path, _ in site.requests].count("/robots.txt") == 1


def test_known_pages_are_asked_conditionally_and_by_name(site: Site) -> None:
    address = site.serve("/page", b"dates")
    first = fetch_pages({address: None}, MANNERS)[address]
    assert isinstance(first, Answer)
    again = fetch_pages({address: first.validators}, MANNERS)[address]
    assert isinstance(again, Answer) and again.body is None
    assert {headers["User-Agent"] for _, headers in site.requests} == {"confradar/test"}
    other = fetch_pages({address: Validators('"other"')}, MANNERS)[address]
    assert isinstance(other, Answer) and other.body == b"dates"


def test_time_and_size_are_bounded_in_all(site: Site) -> None:
    def endless(asked: Asked) -> None:
        asked.send_response(200)
        asked.end_headers()
        while not site.closing.is_set():
            asked.wfile.write(b"x")
            time.sleep(0.01)

    site.routes["/drip"] = endless
    site.serve("/big", b"x" * 200_000)
    site.serve("/page", b"dates")
    assert "MiB" in str(fetched(site, "/big"))
    wanted = {site.url + path: None for path in ("/drip", "/page")}
    began = time.monotonic()
    answers = fetch_pages(wanted, replace(MANNERS, total=0.5))
    site.closing.set()
    assert time.monotonic() - began < 5
    assert isinstance(answers[site.url + "/drip"], NetworkError)
    assert isinstance(answers[site.url + "/page"], NotAskedError)


@pytest.mark.parametrize(
    "address, form, asked",
    [
        (
            "https://openreview.net/group?id=X.cc/2027/Conference",
            "openreview",
            "https://api2.openreview.net/invitations?id=X.cc%2F2027%2FConference%2F-%2FSubmission",
        ),
        (
            "https://openreview.net/invitation?id=X.cc/2027/-/Abstract",
            "openreview",
            "https://api2.openreview.net/invitations?id=X.cc%2F2027%2F-%2FAbstract",
        ),
        ("https://conf.researchr.org/dates/x-2027", "researchr", None),
        ("https://x.example/deadlines.ics?all=1", "ics", None),
        ("https://x.example/dates", None, None),
    ],
)
def test_the_shape_of_an_address_is_known(
    address: str, form: str | None, asked: str | None
) -> None:
    assert format_of(address) == form
    assert asked_at(address) == (asked or address)


def test_www_makes_no_other_host() -> None:
    assert site_of("https://www.x.example/a") == site_of("https://x.example/b")
    assert site_of("https://2027.x.example/a") != site_of("https://x.example/b")
