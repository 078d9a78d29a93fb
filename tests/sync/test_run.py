"""Syncing a small world from beginning to end: what is fetched, merged, remembered and told."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import threading
from datetime import UTC, date, datetime

import pytest

from confradar.errors import NetworkError
from confradar.model.deadline import Revision
from confradar.sources.registry import SourceSpec
from confradar.storage import locked
from confradar.sync.run import Report, refresh
from confradar.sync.store import POINTER
from server import Asked
from sync.conftest import BASE, LIST, World


def told(report: Report) -> list[tuple[object, ...]]:
    return [(item.what, item.venue, item.year, item.key) for item in report.movements]


def statuses(report: Report) -> dict[str, str]:
    return {outcome.spec.id: outcome.status for outcome in report.outcomes}


def journal(world: World) -> list[dict[str, object]]:
    return [dict(entry) for entry in world.places.store.entries()]


def files(world: World) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in world.places.store.folder.iterdir()}


# The round


def test_the_first_sync_adds_what_is_new_and_leaves_what_agrees(world: World) -> None:
    world.source("ccf", "ccfddl", LIST)
    report = world.sync()
    assert told(report) == [("new venue", "kdd", None, None)]
    assert world.venues()["kdd"].topics == ("databases",)
    assert world.deadline("kdd").source == "ccf"
    assert world.deadline("icml").also == ("ccf",), "one deadline with all its sources"
    assert [entry["what"] for entry in journal(world)] == ["new venue"]


def test_a_second_sync_transfers_no_body_and_changes_nothing(world: World) -> None:
    world.source("ccf", "ccfddl", LIST)
    world.sync()
    before = {name: data for name, data in files(world).items() if name != "state.json"}
    world.site.sent.clear()
    report = world.sync("2026-11-12")
    assert statuses(report) == {"ccf": "unchanged"}
    assert world.site.sent == [("/ccf", 304, 0)]
    assert told(report) == []
    assert {name: data for name, data in files(world).items() if name != "state.json"} == before
    assert world.places.store.state().sources["ccf"].checked == "2026-11-12T12:00:00Z"


def test_an_extension_is_told_and_the_earlier_values_are_kept(world: World) -> None:
    world.source("ccf", "ccfddl", LIST)
    world.sync()
    world.source("ccf", "ccfddl", LIST.replace("2027-02-08", "2027-02-15"), day=1_794_600_000)
    (moved,) = world.sync("2026-11-20").movements
    assert (moved.what, moved.venue, moved.key, moved.days, moved.nature) == (
        "moved",
        "kdd",
        "paper",
        7,
        "extension",
    )
    assert (moved.old, moved.new) == ("2027-02-08 23:59:59 AoE", "2027-02-15 23:59:59 AoE")
    world.source("ccf", "ccfddl", LIST.replace("2027-02-08", "2027-02-03"), day=1_794_700_000)
    (moved,) = world.sync("2026-11-22").movements
    assert (moved.days, moved.nature) == (-12, "correction")
    assert world.deadline("kdd").revisions == (
        Revision(at="2027-02-08 23:59:59", recorded=date(2026, 11, 20)),
        Revision(at="2027-02-15 23:59:59", recorded=date(2026, 11, 22)),
    )
    assert told(world.sync("2026-11-23")) == []
    assert len(world.deadline("kdd").revisions) == 2
    assert [entry["sync"] for entry in journal(world)] == [1, 2, 3]


def test_what_a_list_drops_is_marked_and_may_come_back(world: World) -> None:
    world.source("ccf", "ccfddl", LIST + OTHER)
    world.sync()
    world.source("ccf", "ccfddl", LIST)
    assert told(world.sync("2026-11-20")) == [("gone", "uai", None, None)]
    assert world.deadline("uai").gone == date(2026, 11, 20)
    world.source("ccf", "ccfddl", LIST + OTHER)
    assert told(world.sync("2026-11-21")) == [("back", "uai", None, None)]
    assert world.deadline("uai").gone is None


OTHER = """
- title: UAI
  description: Uncertainty in Artificial Intelligence
  sub: AI
  rank: {}
  dblp: uai
  confs:
    - year: 2027
      id: uai27
      timeline:
        - {deadline: '2027-02-20 23:59:59'}
      timezone: AoE
      date: July 1-5, 2027
      place: Rome, Italy
"""


def test_what_one_list_drops_another_still_vouches_for(world: World) -> None:
    world.source("one", "ccfddl", LIST + OTHER)
    world.source("two", "ccfddl", OTHER)
    world.sync()
    assert (world.deadline("uai").source, world.deadline("uai").also) == ("one", ("two",))
    world.source("one", "ccfddl", LIST)
    assert told(world.sync("2026-11-20")) == []
    assert (world.deadline("uai").source, world.deadline("uai").gone) == ("two", None)


def test_a_built_in_list_that_is_not_asked_vouches_for_nothing(world: World) -> None:
    """Where a fork is asked in its place, what the fork drops is gone, though the curated catalogue
    had it from the list."""
    world.places.base.write_text(
        BASE.replace("source: https://icml.cc/}", "source: ccfddl, recorded: 2026-08-01}")
    )
    world.source("fork", "ccfddl", LIST)
    world.sync()
    world.source(
        "fork", "ccfddl", LIST.replace("- {deadline: '2027-01-28 23:59:59'}", "- {deadline: TBD}")
    )
    assert told(world.sync("2026-11-20")) == [("gone", "icml", 2027, "paper")]


def test_a_date_that_is_withdrawn_stays_marked_since_announced_beats_tbd(world: World) -> None:
    world.source("ccf", "ccfddl", LIST)
    world.sync()
    world.source("ccf", "ccfddl", LIST.replace("'2027-02-08 23:59:59'", "TBD"))
    assert told(world.sync("2026-11-20")) == [("gone", "kdd", 2027, "paper")]
    assert world.deadline("kdd").at == "2027-02-08 23:59:59"


def test_days_and_places_that_change_are_told(world: World) -> None:
    world.source("ccf", "ccfddl", LIST)
    world.sync()
    world.source(
        "ccf",
        "ccfddl",
        LIST.replace("August 1-5", "August 8-12").replace("San Jose, USA", "Lyon, France"),
    )
    changed = world.sync("2026-11-20").movements
    assert [(item.what, item.old, item.new) for item in changed] == [
        ("days", "2027-08-01 to 2027-08-05", "2027-08-08 to 2027-08-12"),
        ("place", "San Jose, USA", "Lyon, France"),
    ]


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("Cancelled", "cancelled"),
        ("Postponed to 2028", "postponed"),
        ("merged into ICML", "cancelled"),
    ],
)
def test_an_edition_that_a_list_calls_off_is_told_and_told_again_when_it_is_held(
    world: World, said: str, what: str
) -> None:
    world.source("ccf", "ccfddl", LIST)
    world.sync()
    world.source("ccf", "ccfddl", LIST.replace("August 1-5, 2027", said))
    assert told(world.sync("2026-11-20")) == [(what, "kdd", 2027, None)]
    assert world.venues()["kdd"].editions[0].status == what
    world.source("ccf", "ccfddl", LIST)
    assert told(world.sync("2026-11-21")) == [
        ("held again", "kdd", 2027, None),
        ("days", "kdd", 2027, None),
    ]


def test_a_round_that_is_added_before_another_leaves_that_one_its_key(world: World) -> None:
    """Calendars know an event by its key."""
    world.source("ccf", "ccfddl", LIST)
    world.sync()
    row = "- {deadline: '2027-02-08 23:59:59', abstract_deadline: '2027-02-01 23:59:59'}"
    world.source(
        "ccf", "ccfddl", LIST.replace(row, f"- {{deadline: '2026-08-01 23:59:59'}}\n        {row}")
    )
    assert told(world.sync("2026-11-20")) == [("new deadline", "kdd", 2027, "paper")]
    papers = [
        item for item in world.venues()["kdd"].editions[0].deadlines if item.kind.value == "paper"
    ]
    assert [(item.at[:10], item.round, item.lasting_key) for item in papers] == [
        ("2026-08-01", 1, "paper/2"),
        ("2027-02-08", 2, "paper/1"),
    ]


# Whose value is followed


def test_a_record_seen_to_change_later_wins_over_a_curated_page(world: World) -> None:
    world.source("ccf", "ccfddl", LIST)
    world.sync()
    world.source("ccf", "ccfddl", LIST.replace("2027-01-28", "2027-02-04"))
    (moved,) = world.sync("2026-11-20").movements
    assert (moved.venue, moved.key, moved.days) == ("icml", "paper", 7)
    edition = world.venues()["icml"].editions[0]
    assert [(item.source, item.key, item.value) for item in edition.differs] == [
        ("https://icml.cc/", "paper", "2027-01-28 23:59")
    ]


def test_an_undated_list_never_wins_over_what_is_curated(world: World) -> None:
    """A fork that says nothing of its age may be years old: what it says otherwise is kept
    beside."""
    body = LIST.replace("2027-01-28", "2027-01-20").encode()
    world.site.routes["/fork"] = lambda asked: asked.reply(200, body)
    world.specs.append(SourceSpec("fork", world.site.url + "/fork", "ccfddl"))
    assert told(world.sync()) == [("new venue", "kdd", None, None)]
    assert world.deadline("icml").at == "2027-01-28 23:59"
    assert [item.value for item in world.venues()["icml"].editions[0].differs] == [
        "2027-01-20 23:59:59"
    ]


def test_the_date_of_a_file_vouches_for_none_of_its_records(world: World) -> None:
    """A file of this month may hold records of years ago: a list first met fills gaps."""
    world.source(
        "fork",
        "ccfddl",
        LIST.replace("2027-01-28 23:59:59", "2027-01-28 07:59:00").replace(
            "2027-07-11", "2027-07-12"
        ),
    )
    assert told(world.sync()) == [("new venue", "kdd", None, None)]
    assert world.deadline("icml").at == "2027-01-28 23:59"
    assert world.deadline("kdd").recorded is None


CYCLES = """
- {title: RDX, sub: SC, description: Example Conference on RDX, dblp: rdx,
   confs: [{year: 2027, id: rdx27, timezone: AoE, timeline: [
    {deadline: '2026-12-15 23:59:59', comment: Cycle 1},
    {deadline: '2027-01-20 23:59:59', comment: Cycle 2}]}]}
"""


def test_a_labelled_round_that_moves_by_a_month_has_moved(world: World) -> None:
    """Cycle 1 comes within days of where cycle 2 was: by date alone it would be taken for it."""
    world.source("ccf", "ccfddl", CYCLES)
    world.sync()
    before = {item.label: item.lasting_key for item in world.venues()["rdx"].editions[0].deadlines}
    world.source(
        "ccf",
        "ccfddl",
        CYCLES.replace("2026-12-15", "2027-01-14").replace("2027-01-20", "2027-02-19"),
    )
    moved = world.sync("2026-11-20").movements
    assert [(item.what, item.days) for item in moved] == [("moved", 30), ("moved", 30)]
    assert {
        item.label: item.lasting_key for item in world.venues()["rdx"].editions[0].deadlines
    } == before


def test_what_a_list_files_under_the_right_venue_leaves_the_wrong_one(world: World) -> None:
    """A date that is merely dropped stays, marked; one that was never the venue's goes, so that its
    event is cancelled."""
    wrong = CYCLES.replace("Cycle 1}", "Cycle 1}, {deadline: '2027-03-01', comment: Cycle 3}")
    world.source("ccf", "ccfddl", wrong)
    world.sync()
    right = CYCLES.replace("{deadline: '2026-12-15 23:59:59', comment: Cycle 1},\n    ", "")
    satellite = (
        "- {title: AsiaRDX, sub: SC, description: Asia Conference on RDX, dblp: rdx, confs: "
        "[{year: 2027, id: asia27, timezone: AoE, timeline: [{deadline: '2026-12-15 "
        "23:59:59'}]}]}"
    )
    world.source("ccf", "ccfddl", right + satellite)
    what = {(item.what, item.venue, item.key) for item in world.sync("2026-11-20").movements}
    assert {("new venue", "asiardx", None), ("gone", "rdx", "paper.2")} < what
    left = [(item.round, item.at[:10]) for item in world.venues()["rdx"].editions[0].deadlines]
    assert left == [(1, "2027-01-20"), (2, "2027-03-01")]
    assert len([item for item in what if item[0] == "removed"]) == 1
    world.source("ccf", "ccfddl", right + satellite + "# again")
    assert told(world.sync("2026-11-21")) == []


def test_of_two_lists_the_one_seen_to_change_later_wins(world: World) -> None:
    world.source("one", "ccfddl", LIST)
    world.source("two", "ccfddl", LIST)
    world.sync()
    world.source("two", "ccfddl", LIST.replace("2027-02-08", "2027-02-15"))
    world.sync("2026-11-20")
    assert (world.deadline("kdd").at, world.deadline("kdd").source) == (
        "2027-02-15 23:59:59",
        "two",
    )
    world.source("one", "ccfddl", LIST.replace("2027-02-08", "2027-02-22"))
    world.sync("2026-11-21")
    assert (world.deadline("kdd").at, world.deadline("kdd").source) == (
        "2027-02-22 23:59:59",
        "one",
    )


def test_of_lists_equally_old_the_first_configured_one_wins(world: World) -> None:
    world.source("one", "ccfddl", LIST)
    world.source("two", "ccfddl", LIST.replace("2027-02-08", "2027-02-10"))
    world.sync()
    assert world.deadline("kdd").source == "one"
    kdd = world.venues()["kdd"].editions[0]
    assert [(item.source, item.value) for item in kdd.differs] == [("two", "2027-02-10 23:59:59")]


SECURITY = """
- title: FSE
  full_name: Fast Software Encryption
  year: 2027
  id: fse27
  link: https://fse.iacr.org/
  deadline: '2026-12-01 23:59:59'
  timezone: UTC
  date: March 1-5, 2027
  place: Rome, Italy
  sub: SEC
"""


def test_two_venues_of_one_short_name_stay_two(world: World) -> None:
    world.source("sec", "aideadlines", SECURITY)
    world.sync()
    assert {"fse", "fse-security"} <= world.venues().keys()
    assert world.deadline("fse-security").source == "sec"
    world.source("sec", "aideadlines", SECURITY.replace("2026-12-01", "2026-12-08"))
    assert told(world.sync("2026-11-20")) == [("moved", "fse-security", 2027, "paper")]


def test_a_removed_source_takes_its_records_along(world: World) -> None:
    world.source("ccf", "ccfddl", LIST)
    world.sync()
    world.specs.clear()
    world.source("sec", "aideadlines", SECURITY)
    assert ("removed", "kdd", None, None) in told(world.sync("2026-11-20"))
    assert "kdd" not in world.venues()


LAB = """
schema: 1
venues:
  - id: retreat
    acronym: Retreat
    name: Our retreat
    kind: workshop
    topics: [nlp]
    sources: [https://lab.example/]
    editions:
      - year: 2027
        deadlines:
          - {kind: abstract, at: 2027-02-01 18:00, zone: Europe/Paris,
             source: https://lab.example/, recorded: 2026-10-01}
  - id: bad
    acronym: Bad
    name: A record that is not one
    kind: party
    topics: [nlp]
    sources: [https://lab.example/]
"""


def test_a_shared_catalogue_is_read_as_far_as_it_is_sound(world: World) -> None:
    world.source("lab", "confradar", LAB)
    report = world.sync()
    assert told(report) == [("new venue", "retreat", None, None)]
    assert world.deadline("retreat", "abstract").recorded == date(2026, 10, 1)
    (unread,) = report.outcomes[0].unread
    assert unread.record == "bad, kind"
    assert "party" in unread.reason


def test_a_local_file_is_a_source(world: World) -> None:
    path = world.folder / "list.yml"
    path.write_text(LIST)
    world.specs.append(SourceSpec("mine", str(path), "ccfddl"))
    assert told(world.sync()) == [("new venue", "kdd", None, None)]
    assert statuses(world.sync()) == {"mine": "unchanged"}
    path.unlink()
    report = world.sync()
    assert "cannot be read: No such file" in str(report.outcomes[0].error)
    assert "kdd" in world.venues()


# What may go wrong


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


def test_offline_the_copies_serve(world: World) -> None:
    world.source("ccf", "ccfddl", LIST)
    world.sync()
    world.site.requests.clear()
    assert statuses(world.sync("2026-11-20", offline=True)) == {"ccf": "kept"}
    assert world.site.requests == []
    assert "kdd" in world.venues()


def test_a_dry_run_writes_nothing(world: World) -> None:
    world.source("ccf", "ccfddl", LIST)
    assert told(world.sync(dry_run=True)) == [("new venue", "kdd", None, None)]
    assert not world.places.store.folder.exists()


def test_force_asks_for_everything_anew(world: World) -> None:
    world.source("ccf", "ccfddl", LIST)
    world.sync()
    world.site.sent.clear()
    assert told(world.sync("2026-11-20", force=True)) == []
    assert [status for _, status, _ in world.site.sent] == [200]


# The state on disk


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
