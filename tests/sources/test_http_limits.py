"""Bodies that break off, never end or are too large, and servers that take their time."""

from __future__ import annotations

import gzip
import socket
import threading
import time

import pytest

from asked import QUICK, get, refused
from confradar.sources.answers import Limits
from server import Answer as Answerer
from server import Asked, Site


def test_a_silent_server_is_not_waited_for_for_ever(site: Site) -> None:
    done = threading.Event()
    site.routes["/list"] = lambda asked: asked.reply(200) if done.wait(10) else None
    assert "no answer within 0.2 s (2 tries)" in refused(
        site.url + "/list", Limits(timeout=0.2, total=2, attempts=2, backoff=0.01)
    )
    done.set()


def test_a_trickle_of_bytes_ends_too(site: Site) -> None:
    def trickle(asked: Asked) -> None:
        asked.send_response(200)
        asked.send_header("Content-Length", "100000")
        asked.end_headers()
        for _ in range(100):
            asked.wfile.write(b"a")
            time.sleep(0.05)

    site.routes["/list"] = trickle
    assert "not done within 0.4 s" in refused(
        site.url + "/list", Limits(timeout=1, total=0.4, attempts=1)
    )


def cut(asked: Asked) -> None:
    """Half of what was promised."""
    asked.send_response(200)
    asked.send_header("Content-Length", "1000")
    asked.end_headers()
    asked.wfile.write(b"- a\n" * 100)
    asked.wfile.flush()
    asked.connection.shutdown(socket.SHUT_RDWR)


def test_an_answer_that_breaks_off_is_fetched_again(site: Site) -> None:
    def first_cut(asked: Asked) -> None:
        if len(site.requests) == 1:
            cut(asked)
        else:
            asked.reply(200, b"- whole")

    site.routes["/list"] = first_cut
    assert get(site.url + "/list").body == b"- whole"


def test_a_wrong_length_is_no_body(site: Site) -> None:
    site.routes["/list"] = cut
    assert "broke off" in refused(site.url + "/list")


def test_a_cut_packed_body_is_no_body(site: Site) -> None:
    body = gzip.compress(b"- record\n" * 10_000)[:-20]
    site.routes["/list"] = lambda asked: asked.reply(200, body, Content_Encoding="gzip")
    assert "ends too early" in refused(site.url + "/list")


def test_a_damaged_packed_body_is_no_body(site: Site) -> None:
    site.routes["/list"] = lambda asked: asked.reply(
        200, b"no gzip at all", Content_Encoding="gzip"
    )
    assert "damaged" in refused(site.url + "/list")


def test_a_body_that_says_it_is_too_large_is_not_read(site: Site) -> None:
    site.routes["/list"] = lambda asked: asked.reply(200, b"a" * 2_000_000)
    assert "more than 0.954 MiB" in refused(site.url + "/list")


def test_an_endless_body_is_cut(site: Site) -> None:
    """A hundred megabytes without a length: the server does not get rid of them."""
    sent = [0]

    def endless(asked: Asked) -> None:
        asked.send_response(200)
        asked.end_headers()
        for _ in range(1000):
            asked.wfile.write(b"a" * 100_000)
            sent[0] += 100_000

    site.routes["/list"] = endless
    assert "more than 0.954 MiB" in refused(site.url + "/list")
    assert sent[0] < 50_000_000


@pytest.mark.parametrize("coding", ["gzip", "x-gzip"])
def test_a_bomb_is_not_unpacked(site: Site, coding: str) -> None:
    bomb = gzip.compress(b"\0" * 100_000_000)
    site.routes["/list"] = lambda asked: asked.reply(200, bomb, Content_Encoding=coding)
    assert len(bomb) < QUICK.max_bytes
    assert "more than 0.954 MiB" in refused(site.url + "/list")


@pytest.mark.parametrize("coding", ["br", "gzip, gzip", "zstd", "compress"])
def test_other_packings_are_refused(site: Site, coding: str) -> None:
    site.routes["/list"] = lambda asked: asked.reply(200, b"x", Content_Encoding=coding)
    assert "was not asked for" in refused(site.url + "/list")


HEAD = b"HTTP/1.1 200 OK\r\n"


CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


# What a server sends at first, then again and again, so that something always comes and the answer
# never ends.
ENDLESS = {
    "headers": (HEAD, b"X-A: b\r\n"),
    "one header": (HEAD + b"X-A: ", b"b"),
    "a status line": (b"HTTP/1.1 200 ", b"K"),
    "interim answers": (b"", b"HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n"),
    "continues": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "a body": (HEAD + b"\r\n", b"-"),
    "chunks": (CHUNKED, b"1\r\n-\r\n"),
    "a chunk's extension": (CHUNKED + b"1;", b"x"),
    "a chunk's size": (CHUNKED, b"0"),
    "trailers": (CHUNKED + b"1\r\n-\r\n0\r\n", b"X-A: b\r\n"),
}


def endless(first: bytes, again: bytes, *, pause: float, done: threading.Event) -> Answerer:
    def answer(asked: Asked) -> None:
        asked.wfile.write(first)
        while not done.wait(pause):
            asked.wfile.write(again)
            asked.wfile.flush()

    return answer


@pytest.mark.parametrize("what", ENDLESS)
@pytest.mark.parametrize("pause", [0.02, 0], ids=["slowly", "as fast as it can"])
def test_an_answer_without_end_ends(what: str, pause: float, site: Site) -> None:
    first, again = ENDLESS[what]
    done = threading.Event()
    site.routes["/list"] = endless(first, again if pause else again * 4096, pause=pause, done=done)
    told = refused(site.url + "/list", Limits(timeout=5, total=0.5, attempts=1, max_bytes=100_000))
    done.set()
    assert "not done within 0.5 s" in told or "more than 0.0954 MiB" in told or "broke off" in told
    assert pause == 0 or "not done within" in told


def test_a_redirect_to_itself_and_slow_is_one_time_in_all(site: Site) -> None:
    def slow(asked: Asked) -> None:
        time.sleep(0.2)
        asked.reply(302, Location="/list")

    site.routes["/list"] = slow
    assert "not done within 0.5 s" in refused(
        site.url + "/list", Limits(timeout=5, total=0.5, attempts=1)
    )
