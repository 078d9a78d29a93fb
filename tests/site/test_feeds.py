"""Feeds and calendars as other programs read them, and what they tell of what changed."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped] # has no types
import pytest
from icalendar import Calendar

from calendars import READERS, by_icalendar
from confradar.site.folder import MANIFEST
from confradar.views.ics import uid
from sites import World, files, venues
from support import deadline, edition


def feed(site: Path, name: str) -> Any:
    """A feed as feedparser reads it; it must find no fault."""
    found = feedparser.parse((site / "feeds" / f"{name}.atom").read_bytes())
    assert not found.bozo, found.get("bozo_exception")
    return found


def items(site: Path, name: str) -> list[dict[str, Any]]:
    document: dict[str, Any] = json.loads((site / "api" / f"{name}.json").read_text())
    return list(document["items"])


def events(site: Path, name: str = "all") -> dict[str, Any]:
    calendar = Calendar.from_ical((site / "calendars" / f"{name}.ics").read_bytes())
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def test_every_feed_is_valid_and_tells_when_it_changed(published: Path) -> None:
    for path in (published / "feeds").rglob("*.atom"):
        found = feed(published, path.relative_to(published / "feeds").with_suffix("").as_posix())
        assert found.version == "atom10"
        assert found.feed.id.startswith("urn:uuid:")
        assert datetime.fromisoformat(found.feed.updated).tzinfo
        assert {link.rel for link in found.feed.links} == {"self", "alternate"}
        ids = [entry.id for entry in found.entries]
        assert len(set(ids)) == len(ids)
        stamps = [entry.updated for entry in found.entries]
        assert stamps == sorted(stamps, reverse=True)
        for entry in found.entries:
            assert entry.title
            assert entry.content[0].value
            assert entry.link.startswith("https://lab.example/radar/venues/")


def test_a_move_is_told_with_the_day_it_was_seen(published: Path) -> None:
    (moved,) = (entry for entry in feed(published, "all").entries if "moved" in entry.title)
    assert moved.title == "ALPHA 2027: paper moved +7 d (extension)"
    assert moved.updated == "2026-08-20T00:00:00Z"
    assert "2026-10-01 23:59" in moved.content[0].value
    assert [entry.id for entry in feed(published, "topics/nlp").entries] == [
        entry.id for entry in feed(published, "venues/alpha").entries
    ]


@pytest.mark.parametrize("reader", READERS.values())
def test_calendars_agree_with_the_deadlines(published: Path, world: World, reader: Any) -> None:
    listed = json.loads(
        world("deadlines", "--format", "json", CONFRADAR_NOW="2026-08-25T00:00Z").out
    )["items"]
    assert listed, "which are those of the same catalogue"
    theirs = items(published, "deadlines")
    left = ("left", "seconds_left", "local")
    assert [{key: row[key] for key in row if key not in left} for row in listed] == [
        {key: row[key] for key in row if key not in left} for row in theirs
    ]
    read = reader((published / "calendars" / "all.ics").read_bytes())
    for row in theirs:
        key = f"{row['venue']}/{row['year']}/{row['kind']}/{row['round'] or 1}"
        found = read[uid(key)]
        end = found.when[1]
        if row["date_only"]:
            assert str(found.when[0])[:10] == row["wall"][:10]
        else:
            assert isinstance(end, datetime)
            assert end.astimezone(UTC) == datetime.fromisoformat(row["at"])
        assert ("[est.]" in found.summary) == (row["certainty"] == "estimated")


@pytest.mark.skipif(
    importlib.util.find_spec("khal") is None,
    reason="not installed: khal (pip install '.[test]' brings it)",
)
def test_khal_reads_the_calendars(published: Path, tmp_path: Path) -> None:
    settings, folder = tmp_path / "khal.ini", tmp_path / "calendar"
    folder.mkdir()
    settings.write_text(
        f"[calendars]\n[[radar]]\npath = {folder}\n[locale]\nlocal_timezone = UTC\n"
        "default_timezone = UTC\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"timeformat = %H:%M\n[sqlite]\npath = {tmp_path / 'khal.db'}\n"
    )

    def khal(*words: str) -> str:
        command = [sys.executable, "-m", "khal", "-c", str(settings), *words]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    khal("import", "--batch", "-a", "radar", str(published / "calendars" / "all.ics"))
    told = khal(
        "list", "--format", "{end-long-full}\t{title}", "--day-format", "", "2026-07-01", "4000d"
    )
    shown = {tuple(line.split("\t")) for line in told.splitlines()}
    for row in items(published, "deadlines"):
        at = datetime.fromisoformat(row["at"])
        end = row["wall"][:10] if row["date_only"] else f"{at:%Y-%m-%d %H:%M}"
        named = f"{row['acronym']} {row['year']}: "
        assert [title for day, title in shown if day.startswith(end) and named in title], named


def test_uids_are_those_of_export(published: Path, world: World, tmp_path: Path) -> None:
    out = tmp_path / "all.ics"
    world("export", "--include-estimates", "--from", "2026-07-26", "-o", str(out))
    assert by_icalendar(out.read_bytes()).keys() == events(published).keys()


def moved_away() -> list[dict[str, Any]]:
    """The same records after a month: one deadline moved, one is gone, and so is the venue that was
    cancelled; one edition came."""
    alpha, beta, _, shop, *rest = venues()
    del alpha["editions"][0]["deadlines"][2]
    alpha["editions"][0]["deadlines"][1]["at"] = "2026-10-12 23:59"
    shop["editions"] = [
        edition(
            2027,
            deadline("2027-02-01 23:59", zone="AoE", recorded="2026-08-28"),
            recorded="2026-08-28",
            source="https://shop.example/",
        )
    ]
    return [alpha, beta, shop, *rest]


@pytest.mark.parametrize("fresh", [False, True])
def test_what_changed_since_the_site_was_published(
    world: World, tmp_path: Path, fresh: bool
) -> None:
    """In the same folder, and on a machine without a past that is told where the site is."""
    site = tmp_path / "site"
    world("publish", str(site))
    before = events(site)
    world.ship(*moved_away())
    target = tmp_path / "other" if fresh else site
    previous = ["--previous", str(site)] if fresh else []
    assert world("publish", str(target), *previous).code == 0
    titles = [entry.title for entry in feed(target, "all").entries]
    assert "shop-A 2027: paper new" in titles
    assert "ALPHA 2027: notification removed" in titles
    assert any(title.startswith("ALPHA 2027: paper moved") for title in titles)
    after = events(target)
    moved = uid("alpha/2027/paper/1")
    assert int(after[moved]["SEQUENCE"]) > int(before[moved]["SEQUENCE"])
    for gone in (uid("alpha/2027/notification/1"), uid("off/2027/paper/1")):
        assert str(after[gone]["STATUS"]) == "CANCELLED"
        assert after[gone]["DTSTART"].dt == before[gone]["DTSTART"].dt
    told = files(target)
    assert "nothing changed" in world("publish", str(target)).err
    world.environ["CONFRADAR_NOW"] = "2026-09-20T00:00Z"
    world("publish", str(target))
    again = files(target)
    assert {**again, MANIFEST: b""} == {**told, MANIFEST: b""}, "nothing is told twice"


def test_a_deadline_that_moves_back_is_newer_still(world: World, tmp_path: Path) -> None:
    site = tmp_path / "site"
    numbers = []
    for records in (venues(), moved_away(), venues()):
        world.ship(*records)
        assert world("publish", str(site)).code == 0
        numbers.append(int(events(site)[uid("alpha/2027/paper/1")]["SEQUENCE"]))
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("data", ["", "{}", "[]", '{"schema": "confradar.changes/1"}', "<html>"])
def test_a_past_that_cannot_be_read(world: World, tmp_path: Path, data: str) -> None:
    old = tmp_path / "old" / "api"
    old.mkdir(parents=True)
    (old / "changes.json").write_text(data)
    done = world("publish", str(tmp_path / "site"), "--previous", str(tmp_path / "old"))
    assert (done.code, (tmp_path / "site").exists()) == ((0, True) if not data else (3, False))
    assert not data or "not the changes of a site" in done.err


def test_a_calendar_is_no_larger_than_every_reader_takes(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("confradar.site.calendars.FULL", 4000)
    site = tmp_path / "site"
    world("publish", str(site))
    parts = sorted(
        (site / "calendars").glob("all*.ics"), key=lambda path: (len(path.name), path.name)
    )
    assert len(parts) > 1
    assert all(part.stat().st_size < 5000 for part in parts)
    whole = [
        event for part in parts for event in Calendar.from_ical(part.read_bytes()).walk("VEVENT")
    ]
    assert len({str(event["UID"]) for event in whole}) == len(whole)
    starts = [f"{event.decoded('DTSTART'):%Y%m%d}" for event in whole]
    assert starts == sorted(starts), "the later ones are in the later files"


def test_no_calendar_shows_an_event_twice_or_without_its_frame(published: Path) -> None:
    for path in (published / "calendars").rglob("*.ics"):
        text = path.read_bytes()
        assert text.count(b"BEGIN:VCALENDAR") == text.count(b"END:VCALENDAR") == 1
        assert len(by_icalendar(text)) == text.count(b"BEGIN:VEVENT") > 0
