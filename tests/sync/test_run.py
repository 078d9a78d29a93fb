"""Syncing a small world from beginning to end: what is fetched, merged, remembered and told."""

from __future__ import annotations

from datetime import date

import pytest

from confradar.model.deadline import Revision
from confradar.sources.registry import SourceSpec
from sync.conftest import BASE, LIST, World
from synced import LAB, OTHER, SECURITY, files, journal, statuses, told

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
