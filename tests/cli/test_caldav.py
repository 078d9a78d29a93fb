"""The calendar kept current at real consumers: a CalDAV server (Radicale), and vdirsyncer with
khal."""

from __future__ import annotations

import importlib.util
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from server import serving
from support import Done, deadline, edition, run, venue, written

NEEDED = [
    name
    for name in ("radicale", "caldav", "vdirsyncer", "khal")
    if importlib.util.find_spec(name) is None
]
pytestmark = pytest.mark.skipif(
    bool(NEEDED), reason=f"not installed: {', '.join(NEEDED)} (pip install '.[test]' brings them)"
)

NOW = "2026-11-23T12:00Z"
Reader = Callable[..., Done]


def catalogue(path: Path, paper: str = "2027-02-01 23:59", **facts: object) -> Path:
    points = [deadline(paper, zone="AoE"), deadline("2027-04-01", "notification")]
    alpha = venue(
        "alpha",
        acronym="ALPHA",
        editions=[
            edition(
                2027, *points, start="2027-06-01", end="2027-06-03", place="Oslo, Norway", **facts
            )
        ],
    )
    return written(
        path,
        alpha,
        venue(
            "beta",
            acronym="BETA",
            editions=[edition(2027, deadline("2027-03-01 17:00", zone="PT"))],
        ),
    )


@pytest.fixture
def home(tiny: dict[str, str], tmp_path: Path) -> dict[str, str]:
    environ = {
        **tiny,
        "CONFRADAR_NOW": NOW,
        "CONFRADAR_CATALOGUE": str(catalogue(tmp_path / "mine.yaml")),
    }
    assert run(["follow", "alpha", "beta"], environ).code == 0
    return environ


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A CalDAV server on loopback, with users but without passwords worth guarding; its address."""
    folder = tmp_path_factory.mktemp("radicale")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    users = folder / "users"
    users.write_text("me:secret\n")
    config = folder / "config"
    config.write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = htpasswd\nhtpasswd_filename = "
        f"{users}\nhtpasswd_encryption = plain\ndelay = 0\n"
        f"[storage]\nfilesystem_folder = {folder / 'collections'}\n[logging]\nlevel = error\n"
    )
    server = subprocess.Popen(
        [sys.executable, "-m", "radicale", "--config", str(config)], stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def collection(radicale: str, request: pytest.FixtureRequest) -> str:
    """An empty calendar of the test's own on the server."""
    url = f"{radicale}/me/{re.sub(r'[^a-z]', '', request.node.name.lower())}/"
    body = (
        '<?xml version="1.0"?><mkcol xmlns="DAV:" '
        'xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop><resourcetype><collection/'
        "><C:calendar/></resourcetype></prop></set></mkcol>"
    )
    assert httpx.request("MKCOL", url, content=body, auth=("me", "secret")).status_code == 201
    return url


def events(url: str) -> dict[str, str]:
    """The events of a calendar by title: their texts."""
    text = httpx.get(url, auth=("me", "secret")).text.replace("\r\n ", "").replace("\r\n", "\n")
    found = re.findall(r"BEGIN:VEVENT\n.*?END:VEVENT", text, re.DOTALL)
    return {re.search(r"SUMMARY:(.*)", event)[1]: event for event in found}  # type: ignore[index] # each has one


SECRET = {"CONFRADAR_CALDAV_USER": "me", "CONFRADAR_CALDAV_PASSWORD": "secret"}


def test_push_creates_updates_and_removes_its_own(home: dict[str, str], collection: str) -> None:
    theirs = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//me//EN\r\nBEGIN:VEVENT\r\nUID:mine\r\n"
        "DTSTAMP:20260101T000000Z\r\nDTSTART:20270201T100000Z\r\nSUMMARY:My own\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    assert (
        httpx.put(f"{collection}mine.ics", content=theirs, auth=("me", "secret")).status_code == 201
    )
    environ = {**home, **SECRET}
    push = ["push", collection, "--following"]
    assert (
        run([*push, "--dry-run"], environ).err
        == "4 would be created, 0 would be updated, 0 would be removed, 0 unchanged\n"
    )
    assert set(events(collection)) == {"My own"}
    assert run(push, environ).err == "4 created, 0 updated, 0 removed, 0 unchanged\n"
    assert run(push, environ).err == "0 created, 0 updated, 0 removed, 4 unchanged\n"
    before = events(collection)
    assert "DTEND:20270202T115900Z" in before["ALPHA 2027: paper deadline"]
    catalogue(Path(home["CONFRADAR_CATALOGUE"]), paper="2027-02-08 23:59")
    assert run(push, environ).err == "0 created, 1 updated, 0 removed, 3 unchanged\n"
    after = events(collection)
    assert "DTEND:20270209T115900Z" in after["ALPHA 2027: paper deadline"]
    assert after.keys() == before.keys()
    assert run(["unfollow", "beta"], environ).code == 0
    assert run(push, environ).err == "0 created, 0 updated, 1 removed, 3 unchanged\n"
    assert set(events(collection)) == set(before) - {"BETA 2027: paper deadline"}
    run(["unfollow", "alpha"], environ)
    assert "nothing is changed" in run(push, environ).err
    assert len(events(collection)) == 4


def test_what_a_server_refuses_is_said(
    home: dict[str, str], radicale: str, collection: str, tmp_path: Path
) -> None:
    wrong = run(
        ["push", collection, "alpha"], {**home, **SECRET, "CONFRADAR_CALDAV_PASSWORD": "guess"}
    )
    assert (wrong.code, wrong.out) == (5, "")
    assert "refuses these credentials" in wrong.err
    assert "guess" not in wrong.err
    assert run(["push", f"{radicale}/me/nowhere/", "alpha"], {**home, **SECRET}).code == 4
    assert run(["push", "http://127.0.0.1:9/x/", "alpha"], {**home, **SECRET}).code == 4
    assert run(["push", "http://me:secret@127.0.0.1/x/", "alpha"], home).code == 2
    assert run(["push", "http://calendar.example/x/", "alpha"], {**home, **SECRET}).code == 2, (
        "no password in the clear"
    )
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    netrc.chmod(0o600)
    assert run(["push", collection, "alpha"], {**home, "NETRC": str(netrc)}).code == 0
    assert len(events(collection)) == 3


def test_a_file_put_again_moves_and_doubles_nothing(
    home: dict[str, str], collection: str, tmp_path: Path
) -> None:
    """A whole calendar put to the server, as clients that upload files do."""
    path = tmp_path / "deadlines.ics"
    for paper, end in (
        ("2027-02-01 23:59", "20270202T115900Z"),
        ("2027-02-08 23:59", "20270209T115900Z"),
    ):
        catalogue(Path(home["CONFRADAR_CATALOGUE"]), paper=paper)
        assert run(["export", "--following", "-o", str(path)], home).code == 0
        answer = httpx.put(
            collection.rstrip("/") + "/",
            content=path.read_bytes(),
            auth=("me", "secret"),
            headers={"Content-Type": "text/calendar"},
        )
        assert answer.status_code in {200, 201, 204}
        found = events(collection)
        assert len(found) == 4
        assert f"DTEND:{end}" in found["ALPHA 2027: paper deadline"]


def test_a_subscribed_file_stays_current(home: dict[str, str], tmp_path: Path) -> None:
    """vdirsyncer fetches the exported file from a server, khal shows it; moved deadlines move,
    cancelled ones say so, nothing doubles."""
    path, folder = tmp_path / "deadlines.ics", tmp_path / "calendar"
    with serving() as site:
        config = tmp_path / "vdirsyncer.ini"
        config.write_text(
            f'[general]\nstatus_path = "{tmp_path / "status"}"\n[pair deadlines]\na = '
            '"remote"\nb = "here"\ncollections = null\nconflict_resolution = "a wins"\n'
            f'[storage remote]\ntype = "http"\nurl = "{site.url}/deadlines.ics"\n[storage '
            f'here]\ntype = "filesystem"\npath = "{folder}"\nfileext = ".ics"\n'
        )
        settings = tmp_path / "khal.ini"
        settings.write_text(
            f"[calendars]\n[[deadlines]]\npath = {folder}\n[locale]\nlocal_timezone = UTC\n"
            "default_timezone = UTC\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
            "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
            f"timeformat = %H:%M\n[sqlite]\npath = {tmp_path / 'khal.db'}\n"
        )
        folder.mkdir()

        def call(*command: str) -> str:
            environ = {**home, "VDIRSYNCER_CONFIG": str(config)}
            done = subprocess.run(
                [sys.executable, "-m", *command],
                env=environ,
                input="y\n",
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
            assert done.returncode == 0, done.stdout + done.stderr
            return done.stdout

        def shown(**facts: object) -> str:
            catalogue(Path(home["CONFRADAR_CATALOGUE"]), **facts)  # type: ignore[arg-type] # of a test
            assert run(["export", "--following", "-o", str(path)], home).code == 0
            site.serve("/deadlines.ics", path.read_bytes())
            call("vdirsyncer", "sync")
            return call(
                "khal",
                "-c",
                str(settings),
                "list",
                "--format",
                "{start} {end} {title} {status}",
                "--day-format",
                "",
                "2027-01-01",
                "300d",
            )

        call("vdirsyncer", "discover")
        first = shown()
        assert "2027-02-02 11:29 2027-02-02 11:59 ALPHA 2027: paper deadline" in first
        assert first.count("ALPHA 2027: paper deadline") == 1
        moved = shown(paper="2027-02-08 23:59")
        assert "2027-02-09 11:59 ALPHA 2027: paper deadline" in moved
        assert moved.count("ALPHA 2027: paper deadline") == 1
        cancelled = shown(paper="2027-02-08 23:59", status="cancelled")
        assert len(list(folder.glob("*.ics"))) == 4
        assert "CANCELLED" in cancelled or "ALPHA 2027: paper deadline" not in cancelled
