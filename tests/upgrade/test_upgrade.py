"""What an earlier version wrote is read by this one: nothing that is followed, ticked, noted or in
a calendar is lost.

``home-2026-11.tar.gz`` is what version 0.1.0 left behind on 2026-11-24: two lists synced twice (a
deadline moved in between),
six venues followed, tasks ticked, noted and added, reminders given, and an exported calendar.
``uids-2026-11.tsv`` are the keys and UIDs of all announced points and events of the catalogue that
it shipped.
"""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

import icalendar
import pytest

from support import Done, environment, run

HERE = Path(__file__).parent
FOLLOWED = ["neurips", "iclr", "acl", "exl", "xws", "tpami"]
ALL = ["--past", "--from", "1990-01-01", "--to", "2100-01-01"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with tarfile.open(HERE / "home-2026-11.tar.gz") as archive:
        archive.extractall(tmp_path / "home", filter="data")
    return tmp_path / "home"


def cr(home: Path, *arguments: str) -> Done:
    return run(arguments, environment(home, CONFRADAR_NOW="2026-11-27T08:00Z"))


def table(name: str) -> dict[str, str]:
    lines = (HERE / name).read_text().splitlines()
    return dict(line.split("\t", 1) for line in lines if line and not line.startswith("#"))


def events(path: Path) -> dict[str, str]:
    """Each UID of a calendar with its status."""
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    return {str(event["uid"]): str(event["status"]) for event in calendar.walk("VEVENT")}


def test_followed_venues_and_sources_are_there(home: Path) -> None:
    done = cr(home, "following", "--ids")
    assert (done.code, done.out.split()) == (0, FOLLOWED)
    done = cr(home, "following", "--format", "json")
    assert {item["id"] for item in json.loads(done.out)["items"]} >= set(FOLLOWED), (
        "under an id that its venue still has"
    )
    rows = {row[0]: row for row in cr(home, "sources", "list").rows}
    assert {name: rows[name][3] for name in rows} == {
        "ccfddl": "false",
        "hf": "false",
        "aideadlines": "false",
        "confradar": "false",
        "one": "true",
        "two": "true",
    }


def test_ticks_notes_and_own_tasks_are_there(home: Path) -> None:
    items = json.loads(cr(home, "checklist", "neurips", "--year", "2026", "--format", "json").out)[
        "items"
    ]
    tasks = {task["id"]: task for task in items}
    assert {id_ for id_, task in tasks.items() if task["done"]} == {"3.1", "3.2"}
    assert tasks["3.1"]["note"] == "ask the co-authors first"
    assert "book the lab's cluster" in tasks["m1"]["task"]
    items = json.loads(cr(home, "checklist", "icml", "--year", "2027", "--format", "json").out)[
        "items"
    ]
    assert [task["id"] for task in items if task["done"]] == ["1.1"]


def test_synced_dates_serve_at_once_and_the_next_sync_changes_nothing(home: Path) -> None:
    columns = ["--confirmed", "--columns", "venue,kind,round,at", "--no-header"]
    before = cr(home, "deadlines", "exl", "xws", *columns)
    assert before.err == ""
    assert "exl\tpaper\t1\t2026-12-21T07:59:59Z" in before.out
    done = cr(home, "sync", "--format", "tsv")
    assert (done.code, [row for row in done.rows if row[2] in {"exl", "xws", "icml"}]) == (0, [])
    assert cr(home, "deadlines", "exl", "xws", *columns).out == before.out
    moved = cr(
        home,
        "changes",
        "exl",
        "icml",
        "--since",
        "all",
        "--columns",
        "venue,old_at,new_at",
        "--no-header",
    ).out
    assert "exl\t2026-12-16T07:59:59Z\t2026-12-21T07:59:59Z" in moved
    assert "icml\t2027-01-29T11:59:59Z\t2027-01-31T11:59:59Z" in moved


def test_a_reminder_is_not_given_again(home: Path) -> None:
    done = cr(home, "remind", "exl", "xws", "--within", "120d,30d")
    assert (done.code, done.out) == (0, "")


def test_no_event_of_an_exported_calendar_is_orphaned(home: Path) -> None:
    """Exported over the earlier file, each UID is still written, alive or cancelled; those of
    announced dates are alive."""
    path = home / "calendar.ics"
    earlier = events(path)
    done = cr(
        home,
        "export",
        "icml",
        "exl",
        "xws",
        "iclr",
        "--estimated",
        "--name",
        "radar",
        "-o",
        str(path),
    )
    assert done.code == 0
    later = events(path)
    assert earlier.keys() <= later.keys()
    announced = {uid for uid, status in earlier.items() if status == "CONFIRMED"}
    assert {uid for uid in announced if later[uid] == "CANCELLED"} == set()


def test_no_uid_of_the_shipped_catalogue_vanishes_untold(tmp_path: Path) -> None:
    """A key that goes is named, with its reason, in gone.tsv; a calendar that holds its event gets
    it cancelled."""
    earlier, gone = table("uids-2026-11.tsv"), table("gone.tsv")
    exported = run(["export", "--format", "json", *ALL], environment(tmp_path))
    now = {item["uid"] for item in json.loads(exported.out)["items"]}
    vanished = {key for key, uid in earlier.items() if uid not in now}
    assert vanished == set(gone), "name what goes, with the reason, in tests/upgrade/gone.tsv"
    if not gone:
        return
    path = tmp_path / "all.ics"
    assert run(["export", *ALL, "-o", str(path)], environment(tmp_path)).code == 0
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    for key in gone:
        event = next(iter(calendar.walk("VEVENT"))).copy()
        event["UID"] = icalendar.vText(earlier[key])
        calendar.add_component(event)
    path.write_bytes(calendar.to_ical())
    assert run(["export", *ALL, "-o", str(path)], environment(tmp_path)).code == 0
    later = events(path)
    assert {later.get(earlier[key]) for key in gone} == {"CANCELLED"}
