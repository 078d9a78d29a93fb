"""A sync meets bad lists, damaged files, other processes and odd clocks: nothing is lost, and the
last good copies stay."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import threading
from datetime import UTC, datetime

import pytest

from confradar.errors import NetworkError
from confradar.sources.registry import SourceSpec
from confradar.storage import locked
from confradar.sync.run import Report, refresh
from confradar.sync.store import POINTER
from server import Asked
from sync.conftest import BASE, LIST, World
from synced import LAB, OTHER, SECURITY, files, journal, statuses, told


def packed(*members: tuple[str, bytes] | tarfile.TarInfo) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                archive.addfile(member)
            else:
                info = tarfile.TarInfo(member[0])
                info.size = len(member[1])
                archive.addfile(info, io.BytesIO(member[1]))
    return data.getvalue()


def link(name: str, target: str) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = tarfile.SYMTYPE, target
    return info


FOLDER = "ai-deadlines-main/src/data/conferences"


BAD = {
    "html": ("ccfddl", b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
    "empty": ("ccfddl", b"", "empty"),
    "an empty list": ("ccfddl", b"[]", "no record could be read"),
    "not utf-8": ("ccfddl", b"- title: \xff\xfe", "not UTF-8"),
    "a tag": ("ccfddl", b"- !!python/object/apply:os.system ['true']", "a tag"),
    "a thousand aliases": (
        "ccfddl",
        b"a: &a [x]\nb: [" + b", ".join([b"*a"] * 1000) + b"]",
        "anchor",
    ),
    "wrong types": (
        "ccfddl",
        b"- title: [1]\n- 7\n- title: \n  confs: 3\n",
        "no record could be read",
    ),
    "another format": ("aideadlines", LIST.encode(), "it looks like ccfddl"),
    "no yaml": ("aideadlines", b"- a: [\n", "not valid YAML"),
    "a bomb in a bomb": (
        "hf",
        packed((f"{FOLDER}/a.yml", b"\0" * 70_000_000)),
        "more than any real one",
    ),
    "no archive": ("hf", gzip.compress(b"no archive at all"), "damaged"),
    "a cut archive": ("hf", packed((f"{FOLDER}/a.yml", b"- title: A\n" * 9000))[:200], "damaged"),
    "paths that lead out": (
        "hf",
        packed((f"x/../../../{FOLDER}/a.yml", b"- title: A"), (f"/{FOLDER}/b.yml", b"- title: B")),
        "has no",
    ),
    "links": ("hf", packed(link(f"{FOLDER}/passwd.yml", "/etc/passwd")), "has no"),
    "a deep nest": ("ccfddl", b"[" * 5000, "nested"),
    "no catalogue": ("confradar", LIST.encode(), "it looks like ccfddl"),
    "a list under a key": (
        "confradar",
        ("conferences:\n" + SECURITY).encode(),
        "it looks like aideadlines",
    ),
    "any JSON": ("ccfddl", b'{"name": "pages", "version": "1.0", "items": []}', "the file is JSON"),
    "too large": ("ccfddl", b"- title: X\n" * 100_000, "MiB"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_list_is_one_line_and_the_last_good_copy_stays(world: World, name: str) -> None:
    form, body, words = BAD[name]
    world.source("good", "ccfddl", LIST)
    world.source("bad", form, GOOD[form])
    world.sync()
    before = {key: data for key, data in files(world).items() if key != "state.json"}
    world.source("bad", form, body)
    report = world.sync("2026-11-20")
    assert statuses(report) == {"good": "unchanged", "bad": "failed"}
    error = str(report.outcomes[1].error)
    assert words in error
    assert "\n" not in error
    assert report.movements == ()
    assert {key: data for key, data in files(world).items() if key != "state.json"} == before
    assert world.places.store.state().sources["bad"].error == error
    world.source("bad", form, GOOD[form])
    assert statuses(world.sync("2026-11-21")) == {"good": "unchanged", "bad": "unchanged"}
    assert world.places.store.state().sources["bad"].error is None


HF = b"""- title: COLM
  full_name: Conference on Language Modeling
  year: 2027
  id: colm27
  tags: [natural-language-processing]
  deadlines:
    - {type: paper, label: Paper, date: '2027-03-28 23:59:59', timezone: AoE}
"""


GOOD = {
    "ccfddl": OTHER.encode(),
    "aideadlines": SECURITY.encode(),
    "confradar": LAB.encode(),
    "hf": packed((f"{FOLDER}/colm.yml", HF)),
}


def test_a_list_that_lost_most_of_its_records_is_not_believed_unless_forced(world: World) -> None:
    world.source("ccf", "ccfddl", LIST + OTHER)
    world.sync()
    world.source("ccf", "ccfddl", OTHER)
    report = world.sync("2026-11-20")
    assert "has 1 edition, where it had 3" in str(report.outcomes[0].error)
    assert report.movements == ()
    assert told(world.sync("2026-11-21", force=True)) == [("gone", "kdd", None, None)]


def test_one_failing_source_does_not_spoil_the_others(world: World) -> None:
    world.source("ccf", "ccfddl", LIST)
    world.specs.insert(0, SourceSpec("down", "http://127.0.0.1:9/list", "ccfddl"))
    report = world.sync()
    assert statuses(report) == {"down": "failed", "ccf": "updated"}
    assert isinstance(report.outcomes[0].error, NetworkError)
    assert "kdd" in world.venues()


def test_a_lost_copy_is_fetched_anew(world: World) -> None:
    world.source("ccf", "ccfddl", LIST)
    world.sync()
    copy = world.places.store.folder / str(world.places.store.state().sources["ccf"].copy)
    copy.write_bytes(copy.read_bytes()[:-9])
    assert statuses(world.sync("2026-11-20")) == {"ccf": "updated"}
    assert copy.read_bytes().endswith(b"\n")


def test_a_damaged_catalogue_is_made_anew_and_remembers_what_moved(world: World) -> None:
    world.source("ccf", "ccfddl", LIST)
    world.sync()
    world.source("ccf", "ccfddl", LIST.replace("2027-02-08", "2027-02-15"))
    world.sync("2026-11-20")
    path = world.places.store.catalogue()
    assert path is not None
    whole = path.read_bytes()
    path.write_bytes(b"schema: 1\nvenues: [half")
    healed = refresh(world.specs, world.places, now=datetime(2026, 11, 21, tzinfo=UTC))
    assert healed is not None
    assert healed.read_bytes() == whole
    assert len(journal(world)) == 2, "nothing is told twice"


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b'{"schema": 1}',
        b'{"schema": 1, "number": "x", "journal": 0, "sources": {}}',
        b"\xff\x00",
    ],
)
def test_a_damaged_pointer_is_put_aside_and_the_journal_kept(world: World, damage: bytes) -> None:
    world.source("ccf", "ccfddl", LIST)
    world.sync()
    pointer = world.places.store.folder / "state.json"
    pointer.write_bytes(damage)
    assert world.places.store.catalogue() is None
    report = world.sync("2026-11-20")
    assert "damaged" in report.healed[0]
    assert pointer.with_name("state.json.damaged").read_bytes() == damage
    assert "kdd" in world.venues()
    assert journal(world)[0]["what"] == "new venue"
    assert world.places.store.state().number == 2


def test_a_newer_curated_catalogue_is_merged_without_the_network(world: World) -> None:
    world.source("ccf", "ccfddl", LIST)
    world.sync()
    world.site.requests.clear()
    world.places.base.write_text(
        BASE.replace("Foundations of Software", "Fundamentals of Software")
    )
    refresh(world.specs, world.places, now=datetime(2026, 11, 20, tzinfo=UTC))
    assert world.venues()["fse"].name == "Fundamentals of Software Engineering"
    assert "kdd" in world.venues()
    assert world.site.requests == []


def test_a_half_written_line_of_the_journal_is_not_read_and_goes(world: World) -> None:
    world.source("ccf", "ccfddl", LIST)
    world.sync()
    path = world.places.store.folder / "changes.jsonl"
    path.write_bytes(path.read_bytes() + b'{"what": "half')
    assert len(journal(world)) == 1
    world.source("ccf", "ccfddl", LIST + OTHER)
    world.sync("2026-11-20")
    assert [json.loads(line)["venue"] for line in path.read_text().splitlines()] == ["kdd", "uai"]


def test_leftovers_are_swept_but_not_what_a_reader_may_just_be_opening(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    world.source("ccf", "ccfddl", LIST)
    world.sync()
    first = world.places.store.catalogue()
    assert first is not None
    world.source("ccf", "ccfddl", LIST + OTHER)
    world.sync("2026-11-20")
    assert first.exists()
    os.utime(first, (1, 1))
    world.source("ccf", "ccfddl", LIST)
    world.sync("2026-11-21", force=True)
    assert not first.exists()


def test_two_runs_are_one_after_the_other(world: World) -> None:
    """The second waits for the first, and finds its state."""
    import threading

    hold = threading.Event()

    def slow(asked: Asked) -> None:
        hold.wait(0.1)
        asked.reply(200, LIST.encode())

    assert world.places.base.exists()  # it is made when it is first asked for
    world.site.routes["/ccf"] = slow
    world.specs.append(SourceSpec("ccf", world.site.url + "/ccf", "ccfddl"))
    reports: list[Report] = []
    threads = [threading.Thread(target=lambda: reports.append(world.sync())) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses(report)["ccf"] for report in reports) == ["unchanged", "updated"]
    assert len(journal(world)) == 1
    assert world.places.store.state().number == 2


def test_a_clock_set_back_does_no_harm(world: World) -> None:
    world.source("ccf", "ccfddl", LIST)
    world.sync("2026-11-20")
    world.source("ccf", "ccfddl", LIST.replace("2027-02-08", "2027-02-15"))
    (moved,) = world.sync("2024-01-01").movements
    assert moved.days == 7
    assert [entry["sync"] for entry in journal(world)] == [1, 2]


def test_where_nothing_can_be_written_that_is_said(world: World) -> None:
    from confradar.errors import StateError

    world.source("ccf", "ccfddl", LIST)
    (world.folder / "sync").write_text("a file where the folder should be")
    with pytest.raises(StateError, match="sync"):
        world.sync()


@pytest.mark.parametrize(
    "first", [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n\r\n"], ids=["headers", "a body"]
)
def test_a_source_without_end_is_late_and_the_rest_goes_on(first: bytes, world: World) -> None:
    """Its server always sends something. The lock is free again afterwards."""
    done = threading.Event()

    def endless(asked: Asked) -> None:
        asked.wfile.write(first)
        while not done.wait(0.02):
            asked.wfile.write(b"X-A: b\r\n")

    world.source("late", "ccfddl", LIST)
    world.source("ccf", "ccfddl", LIST)
    world.site.routes["/late"] = endless
    report = world.sync()
    done.set()
    assert statuses(report) == {"late": "failed", "ccf": "updated"}
    assert told(report) == [("new venue", "kdd", None, None)]
    with locked(world.places.store.folder / POINTER, world.places.store.folder, wait=0):
        assert "not done within 2 s" in (world.places.store.state().sources["late"].error or "")
