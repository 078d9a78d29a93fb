"""Fetching from a real server that behaves well, and badly: a body within the limits, or one clear
line."""

from __future__ import annotations

import gzip
import socket
import time
from email.utils import formatdate

import pytest

from asked import get, refused
from confradar.errors import UnreachableError
from confradar.sources.answers import Validators
from confradar.sources.locations import masked
from server import Answer as Answerer
from server import Asked, Site


def test_a_body_comes_with_what_makes_the_next_request_conditional(site: Site) -> None:
    url = site.serve("/list", b"- a")
    first = get(url)
    assert first.body == b"- a"
    assert get(url, first.validators).body is None
    assert [(status, size) for _, status, size in site.sent] == [(200, 3), (304, 0)]
    assert site.requests[0][1]["User-Agent"] == "confradar/9"
    assert "If-None-Match" not in site.requests[0][1]
    assert site.requests[1][1]["If-Modified-Since"] == first.validators.modified


def test_a_packed_body_is_unpacked(site: Site) -> None:
    body = b"- record\n" * 1000
    site.routes["/list"] = lambda asked: asked.reply(
        200, gzip.compress(body), Content_Encoding="gzip"
    )
    assert get(site.url + "/list").body == body
    assert site.requests[0][1]["Accept-Encoding"] == "gzip"


def test_an_empty_body_is_a_body(site: Site) -> None:
    site.routes["/list"] = lambda asked: asked.reply(200)
    assert get(site.url + "/list").body == b""


def test_redirects_are_followed_with_the_conditions(site: Site) -> None:
    target = site.serve("/new", b"- a")
    site.routes["/old"] = lambda asked: asked.reply(301, Location="/new")
    first = get(site.url + "/old")
    assert first.body == b"- a"
    assert get(site.url + "/old", first.validators).body is None
    assert target.endswith("/new")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/list", "gopher://x"])
def test_redirects_lead_to_http_only(site: Site, target: str) -> None:
    site.routes["/list"] = lambda asked: asked.reply(301, Location=target)
    assert "which is not followed" in refused(site.url + "/list")


def test_a_redirect_loop_ends(site: Site) -> None:
    site.routes["/list"] = lambda asked: asked.reply(302, Location="/list")
    assert "redirects more than 5 times" in refused(site.url + "/list")
    assert len(site.requests) == 6


def test_a_redirect_to_https_asks_for_a_secure_connection(site: Site) -> None:
    """The port speaks no TLS: a line tells so, and nothing is fetched in the clear."""
    site.routes["/list"] = lambda asked: asked.reply(
        301, Location=site.url.replace("http:", "https:") + "/secret"
    )
    assert "no secure connection" in refused(site.url + "/list")
    assert [path for path, _ in site.requests] == ["/list"]


@pytest.mark.parametrize(
    ("status", "words"),
    [(403, "it refuses the request"), (404, "there is nothing"), (418, "answers 418")],
)
def test_a_refusal_is_not_asked_again(site: Site, status: int, words: str) -> None:
    site.routes["/list"] = lambda asked: asked.reply(status, b"no")
    assert words in refused(site.url + "/list")
    assert len(site.requests) == 1


def in_turn(*answers: tuple[int, dict[str, str]]) -> Answerer:
    """Answers one after the other, the last one for ever."""
    left = list(answers)

    def answer(asked: Asked) -> None:
        status, headers = left.pop(0) if len(left) > 1 else left[0]
        asked.reply(status, b"- a" if status == 200 else b"busy", **headers)

    return answer


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again(site: Site, status: int) -> None:
    site.routes["/list"] = in_turn((status, {}), (200, {}))
    assert get(site.url + "/list").body == b"- a"


def test_what_does_not_pass_is_given_up(site: Site) -> None:
    site.routes["/list"] = in_turn((503, {}))
    assert "answers 503 Service Unavailable (3 tries)" in refused(site.url + "/list")
    assert len(site.requests) == 3


def test_the_server_is_given_the_time_it_asks_for(site: Site) -> None:
    site.routes["/list"] = in_turn((429, {"Retry_After": "1"}), (200, {}))
    before = time.monotonic()
    assert get(site.url + "/list").body == b"- a"
    assert time.monotonic() - before >= 1


@pytest.mark.parametrize("wait", ["3600", formatdate(4_000_000_000, usegmt=True)])
def test_a_server_that_asks_for_too_long_is_left_alone(site: Site, wait: str) -> None:
    site.routes["/list"] = in_turn((429, {"Retry_After": wait}), (200, {}))
    assert "asks to wait" in refused(site.url + "/list")
    assert len(site.requests) == 1


@pytest.mark.parametrize("wait", ["soon", "-5", "", "9" * 40 + "x"])
def test_nonsense_for_a_wait_is_no_wait(site: Site, wait: str) -> None:
    site.routes["/list"] = in_turn((503, {"Retry_After": wait}), (200, {}))
    assert get(site.url + "/list").body == b"- a"


def test_nobody_at_home() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/list"
    with pytest.raises(UnreachableError, match=r"no connection.*\(3 tries\)"):
        get(url)


def test_an_unknown_host_is_out_of_reach() -> None:
    with pytest.raises(UnreachableError, match="no connection"):
        get("http://nowhere.invalid/list")


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "http://[::1/list",
        "http://exa mple/",
        "http://x:99999/",
        "http://\x00/",
        "http://x:port/",
        "https://é..example/",
        "http://a\nb/",
    ],
)
def test_an_odd_address_is_one_line(url: str) -> None:
    refused(url)


def test_passwords_are_not_told(site: Site) -> None:
    url = site.url.replace("http://", "http://me:secret@") + "/list?token=secret"
    assert "secret" not in refused(url)
    assert masked("https://me:secret@example.org/a?key=secret") == "https://example.org/a"


def test_the_proxy_of_the_environment_is_asked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.routes["http://lists.example/list"] = lambda asked: asked.reply(
        200, b"- through the proxy"
    )
    monkeypatch.setenv("http_proxy", site.url)
    assert get("http://lists.example/list").body == b"- through the proxy"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("ALL_PROXY", "socks4a://me:secret@127.0.0.1:1", "proxy"),
        ("ALL_PROXY", "socks5://me:secret@127.0.0.1:1", "speaks SOCKS, which needs an extra"),
        ("HTTPS_PROXY", "gopher://127.0.0.1:1", "proxy"),
        ("HTTPS_PROXY", "http://[::x", "proxy"),
        ("SSL_CERT_FILE", "/no/such/file.pem", "SSL_CERT_FILE=/no/such/file.pem"),
        ("SSL_CERT_FILE", __file__, f"SSL_CERT_FILE={__file__}"),
        ("SSLKEYLOGFILE", "/no/such/folder/keys", "SSLKEYLOGFILE=/no/such/folder/keys"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    name: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    said = refused("https://lists.example/list")
    assert told in said
    assert "secret" not in said


def test_a_bad_authority_does_not_stop_what_needs_none(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/no/such/file.pem")
    assert get(site.serve("/list", b"- a")).body == b"- a"


@pytest.mark.parametrize(
    "without",
    [
        "fd07::/64,[::1],127.0.0.1",
        "127.0.0.0/8",
        "[::1], 10.0.0.0/8 ,127.0.0.1",
        "*",
        "::/0,[fe80::1%eth0],127.0.0.1",
    ],
)
def test_no_proxy_is_heeded_whatever_else_it_lists(
    site: Site, without: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = site.serve("/list", b"- direct")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", without)
    assert get(url).body == b"- direct"


def test_a_proxy_that_does_not_answer_is_named(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://me:secret@127.0.0.1:1")
    monkeypatch.setenv("no_proxy", "")
    said = refused(site.serve("/list", b"- a"))
    assert "the proxy http://" in said
    assert "127.0.0.1:1:" in said
    assert "secret" not in said


def test_nothing_changed_without_a_copy_is_a_failure(site: Site) -> None:
    site.routes["/list"] = lambda asked: asked.reply(304)
    assert "there is no copy" in refused(site.url + "/list")


@pytest.mark.parametrize("tag", ['"café"', '"a\x7fb"', "\u201cx\u201d"])
def test_a_validator_that_cannot_be_sent_is_dropped(site: Site, tag: str) -> None:
    url = site.serve("/list", b"- a")
    assert get(url, Validators(tag, "Tue, 03 Nov 2026 00:00:00 GMT")).body == b"- a"
    sent = site.requests[0][1]
    assert "If-None-Match" not in sent
    assert sent["If-Modified-Since"] == "Tue, 03 Nov 2026 00:00:00 GMT"
