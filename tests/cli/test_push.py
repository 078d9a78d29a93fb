"""`push` at a server that answers anything: one line, exit 4, no library's words, and what is not
ours is left alone."""

from __future__ import annotations

import gc
import importlib.util
import re
import threading
from collections.abc import Callable, Iterator

import pytest

from server import Asked, Site, serving
from support import called, deadline, edition, environment, venue, written

pytestmark = [
    pytest.mark.skipif(
        importlib.util.find_spec("caldav") is None,
        reason="not installed: caldav (pip install '.[test]' brings it)",
    ),
    pytest.mark.filterwarnings("ignore"),
]
EMPTY = b'<?xml version="1.0"?><multistatus xmlns="DAV:"/>'
OURS = "X-CONFRADAR:old\r\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("push")
    alpha = venue("alpha", editions=[edition(2027, deadline("2027-01-15 23:59"))])
    return environment(folder, CONFRADAR_CATALOGUE=str(written(folder / "own.yaml", alpha)))


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture(autouse=True)
def _nothing_left_open(site: Site) -> Iterator[None]:
    """What a test left behind ends here, and not within another one."""
    yield
    site.closing.set()
    for thread in threading.enumerate():
        if thread.name == "within":
            thread.join(5)
    gc.collect()


def calendar(*events: str) -> bytes:
    """The answer of a calendar with these events."""
    items = "".join(
        f"<response><href>/dav/{number}.ics</href><propstat><prop><getetag>1</"
        "getetag><C:calendar-data>BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
        f"PRODID:x\r\nBEGIN:VEVENT\r\n{event}END:VEVENT\r\nEND:VCALENDAR\r\n</"
        "C:calendar-data></prop><status>HTTP/1.1 200 OK</status></propstat></response>"
        for number, event in enumerate(events)
    )
    return (
        '<?xml version="1.0"?><multistatus xmlns="DAV:" '
        f'xmlns:C="urn:ietf:params:xml:ns:caldav">{items}</multistatus>'
    ).encode()


def listed(body: bytes, status: int = 207) -> Callable[[Asked], None]:
    def answer(asked: Asked) -> None:
        if asked.command in {"REPORT", "PROPFIND"}:
            asked.reply(status, body, Content_Type="application/xml")
        else:
            asked.server.site.sent.append((f"{asked.command} {asked.path}", 0, 0))
            asked.reply(204)

    return answer


def changed(site: Site) -> list[str]:
    """What was written to the server or deleted there."""
    return [path for path, status, _ in site.sent if status == 0]


BAD = {
    "no XML": (207, b"<multistatus"),
    "a page": (200, b"<!doctype html><html><body>Log in</body></html>"),
    "a page that is XML": (207, b"<html xmlns='http://www.w3.org/1999/xhtml'/>"),
    "nothing": (207, b""),
    "nothing with 200": (200, b""),
    "a listing with 200": (200, EMPTY),
    "bytes": (207, bytes(range(256))),
    "a bomb": (
        207,
        b'<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;'
        b'&b;">]><b>&c;&c;&c;</b>',
    ),
    "an error": (500, b"<error/>"),
    "too many requests": (429, b""),
    "a teapot": (418, b"short and stout"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_calendar_is_4_and_nothing_is_written(
    name: str, site: Site, home: dict[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    status, body = BAD[name]
    site.otherwise = listed(body, status)
    done = called(["push", f"{site.url}/dav/", "alpha"], home)
    assert (done.code, done.out) == (4, "")
    assert len(done.err.splitlines()) == 2, done.err
    assert done.err.startswith("confradar: 127.0.0.1: ")
    assert capfd.readouterr().err == ""
    assert changed(site) == []


FOREIGN = {
    "without a UID": f"DTSTART:20270101T000000Z\r\n{OURS}",
    "two UIDs": f"UID:a\r\nUID:b\r\nDTSTART:20270101T000000Z\r\n{OURS}",
    "without a beginning": f"UID:a\r\n{OURS}",
    "two beginnings": f"UID:a\r\nDTSTART:20270101T000000Z\r\nDTSTART:20270102T000000Z\r\n{OURS}",
    "a period": f"UID:a\r\nDTSTART;VALUE=PERIOD:20270101T000000Z/PT1H\r\n{OURS}",
    "a beginning that is none": f"UID:a\r\nDTSTART:soon\r\n{OURS}",
    "somebody else's": "UID:a\r\nDTSTART:20270101T000000Z\r\nSUMMARY:mine\r\n",
    "somebody else's, broken": "UID\r\n;;;\r\nDTSTART:soon\r\n",
    "nested wrongly": f"UID:a\r\n{OURS}BEGIN:VALARM\r\n",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_events_of_another_make_are_left_alone(
    name: str, site: Site, home: dict[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    site.otherwise = listed(calendar(FOREIGN[name]))
    done = called(["push", f"{site.url}/dav/", "alpha"], home)
    assert (done.code, done.out) == (0, ""), done.err
    assert re.fullmatch(r"\d+ created, 0 updated, 0 removed, 0 unchanged\n", done.err)
    assert capfd.readouterr().err == ""
    assert not any("/dav/0.ics" in path for path in changed(site))


def test_one_of_ours_that_is_not_wanted_any_more_goes(site: Site, home: dict[str, str]) -> None:
    site.otherwise = listed(
        calendar(f"UID:a\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20270101T000000Z\r\n{OURS}")
    )
    done = called(["push", f"{site.url}/dav/", "alpha"], home)
    assert (done.code, ", 1 removed" in done.err) == (0, True), done.err
    assert "DELETE /dav/0.ics" in changed(site)


def test_a_body_without_end_is_cut(
    site: Site, home: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from confradar import caldav_client

    monkeypatch.setattr(caldav_client, "MAX_BYTES", 2**20)

    def endless(asked: Asked) -> None:
        asked.send_response(207)
        asked.end_headers()
        for _ in range(64):
            asked.wfile.write(b" " * 2**17)

    site.otherwise = endless
    done = called(["push", f"{site.url}/dav/", "alpha"], home)
    assert (done.code, "more than 1 MiB" in done.err) == (4, True), done.err


@pytest.mark.parametrize("what", ["headers", "a body"])
def test_a_server_that_drips_is_left(
    what: str, site: Site, home: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each byte comes in time, the whole never."""
    from confradar import caldav_client

    monkeypatch.setattr(caldav_client, "TOTAL", 0.5)
    monkeypatch.setattr(caldav_client, "EACH", 0)

    def dripping(asked: Asked) -> None:
        asked.wfile.write(b"HTTP/1.1 207 Multi-Status\r\n" + (b"\r\n" if what == "a body" else b""))
        while not site.closing.wait(0.01):
            asked.wfile.write(b"X-A: b\r\n" if what == "headers" else b" ")
            asked.wfile.flush()

    site.otherwise = dripping
    done = called(["push", f"{site.url}/dav/", "alpha", "--timeout", "1"], home)
    assert (done.code, "not done in time" in done.err) == (4, True), done.err
