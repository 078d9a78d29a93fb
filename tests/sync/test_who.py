"""Whose record it is, from a list to the merged catalogue: satellites, hosts, what a list says
twice, and new names and ranks."""

from __future__ import annotations

import pytest

from sync.conftest import BASE, LIST, World
from synced import journal, told

TWIN = """
- title: ACM KDD
  description: Knowledge Discovery and Data Mining
  sub: DB
  dblp: other
  confs:
    - year: 2027
      timeline: [{deadline: '2027-02-10 23:59:59'}]
      timezone: AoE
      date: August 2-5, 2027
      place: Rome, Italy
"""

SATELLITE = """
- title: EuroML
  description: European Conference on Machine Learning
  sub: AI
  dblp: icml
  confs:
    - {year: 2027, timeline: [{deadline: '2027-03-01'}], timezone: AoE,
       date: 'September 6-9, 2027', place: 'Rome, Italy'}
"""


def test_a_satellite_with_the_dblp_key_of_a_known_venue_is_added_beside_it(world: World) -> None:
    world.source("ccf", "ccfddl", SATELLITE)
    assert told(world.sync()) == [("new venue", "euroml", None, None)]
    assert world.deadline("euroml").at == "2027-03-01"
    assert world.deadline("icml").at == "2027-01-28 23:59"
    assert told(world.sync("2026-11-12", force=True)) == []


def test_what_a_list_says_twice_and_otherwise_is_a_conflict_and_no_second_round(
    world: World,
) -> None:
    world.source("ccf", "ccfddl", LIST + TWIN)
    (outcome,) = world.sync().outcomes
    (edition,) = world.venues()["kdd"].editions
    assert [(item.kind.value, item.at) for item in edition.deadlines] == [
        ("abstract", "2027-02-01 23:59:59"),
        ("paper", "2027-02-08 23:59:59"),
    ]
    assert [(item.source, item.key, item.value) for item in edition.differs] == [
        ("ccf", "days", "2027-08-02/2027-08-05"),
        ("ccf", "place", "Rome, Italy"),
        ("ccf", "paper", "2027-02-10 23:59:59"),
    ]
    assert [item.key for item in outcome.unread] == ["days", "place", "paper"]
    world.source("ccf", "ccfddl", LIST, day=1_794_600_000)
    world.sync("2026-11-20")
    assert world.venues()["kdd"].editions[0].differs == (), "gone with the contradiction"


def test_a_contradiction_within_a_list_about_a_known_venue_is_kept_beside_what_is_known(
    world: World,
) -> None:
    twin = (
        TWIN.replace("ACM KDD", "ICML")
        .replace("Knowledge Discovery and Data Mining", "Machine Learning")
        .replace("sub: DB", "sub: AI")
    )
    world.source("ccf", "ccfddl", LIST + twin)
    world.sync()
    (edition,) = world.venues()["icml"].editions
    assert (edition.place, [item.at for item in edition.deadlines]) == (
        "Paris, France",
        ["2027-01-28 23:59"],
    )
    assert {(item.key, item.value) for item in edition.differs} >= {
        ("place", "Rome, Italy"),
        ("paper", "2027-02-10 23:59:59"),
    }


@pytest.mark.parametrize(
    ("host", "parent"),
    [("ICML 2027", "icml"), ("icml", "icml"), ("ACM KDD'27", "kdd"), ("Nowhere 2027", None)],
)
def test_the_host_of_a_workshop_is_its_parent_where_it_is_known(
    world: World, host: str, parent: str | None
) -> None:
    world.source("ccf", "ccfddl", LIST)
    text = (
        f'- {{name: Tiny Workshop on Edits, conference: "{host}", year: 2027, sub: ML, '
        f'deadline: "2027-05-01", timezone: AoE}}'
    )
    world.source("forks", "aideadlines", text)
    world.sync()
    venue = world.venues()["tiny-workshop-on-edits"]
    assert (venue.parent, venue.editions[0].deadlines[0].at) == (parent, "2027-05-01")
    assert world.deadline("icml").at == "2027-01-28 23:59"


def test_another_name_or_rank_in_a_list_is_a_change(world: World) -> None:
    world.source("ccf", "ccfddl", LIST)
    world.sync()
    renamed = LIST.replace(
        "Knowledge Discovery and Data Mining", "Knowledge Discovery, Data Mining and AI"
    ).replace("ccf: A", "ccf: B", 1)
    world.source("ccf", "ccfddl", renamed, day=1_794_600_000)
    assert told(world.sync("2026-11-20")) == [
        ("name", "kdd", None, None),
        ("rank", "kdd", None, "ccf"),
    ]
    name, rank = journal(world)[-2:]
    assert (name["old"], name["new"]) == (
        "Knowledge Discovery and Data Mining",
        "Knowledge Discovery, Data Mining and AI",
    )
    assert (rank["old"], rank["new"], rank["source"]) == ("A", "B", "ccf")
    assert told(world.sync("2026-11-22")) == []


CURATED = BASE.replace("    topics: [ml]\n", "    topics: [ml]\n    ranks: {ccf: B}\n")


def _conflicts(world: World) -> list[tuple[str, str, str]]:
    return [(item.key, item.value, item.source) for item in world.venues()["icml"].differs]


def test_a_list_that_ranks_or_names_a_curated_venue_otherwise_is_shown_beside_it_and_is_no_change(
    world: World,
) -> None:
    world.places.base.write_text(CURATED)
    world.source(
        "ccf",
        "ccfddl",
        LIST.replace(
            "International Conference on Machine Learning", "Congress on Teaching Computers"
        ),
    )
    assert told(world.sync()) == [("new venue", "kdd", None, None)]
    venue = world.venues()["icml"]
    assert (venue.name, venue.ranks.ccf) == ("International Conference on Machine Learning", "B")
    assert _conflicts(world) == [
        ("name", "Congress on Teaching Computers", "ccf"),
        ("ccf", "A", "ccf"),
    ]
    assert told(world.sync("2026-11-12", force=True)) == []


def test_a_name_that_is_only_spelled_otherwise_is_no_conflict(world: World) -> None:
    world.source(
        "ccf",
        "ccfddl",
        LIST.replace(
            "description: International Conference on M", "description: The Intl. Conf. on M"
        ),
    )
    world.sync()
    assert _conflicts(world) == []


def test_what_a_list_changes_of_a_curated_venues_name_and_rank_is_told_and_the_curated_value_stays(
    world: World,
) -> None:
    world.places.base.write_text(CURATED)
    world.source("ccf", "ccfddl", LIST)
    world.sync()
    changed = LIST.replace("title: ICML", "title: ACM ICML").replace(
        "International Conference on Machine", "World Congress on Machine"
    )
    world.source(
        "ccf",
        "ccfddl",
        changed.replace("rank: {ccf: A}\n  dblp: icml", "rank: {ccf: C}\n  dblp: icml"),
        day=1_794_600_000,
    )
    moved = world.sync("2026-11-20").movements
    assert [
        (item.what, item.venue, item.key, item.old, item.new, item.source) for item in moved
    ] == [
        ("name", "icml", "acronym", "ICML", "ACM ICML", "ccf"),
        (
            "name",
            "icml",
            None,
            "International Conference on Machine Learning",
            "World Congress on Machine Learning",
            "ccf",
        ),
        ("rank", "icml", "ccf", "A", "C", "ccf"),
    ]
    venue = world.venues()["icml"]
    assert (venue.acronym, venue.name, venue.ranks.ccf) == (
        "ICML",
        "International Conference on Machine Learning",
        "B",
    )
    assert ("ccf", "C", "ccf") in _conflicts(world)
    assert told(world.sync("2026-11-21", force=True)) == [], "told once"


def test_a_rank_that_a_list_takes_away_is_told(world: World) -> None:
    world.places.base.write_text(CURATED)
    world.source("ccf", "ccfddl", LIST)
    world.sync()
    world.source(
        "ccf",
        "ccfddl",
        LIST.replace("rank: {ccf: A}\n  dblp: icml", "dblp: icml"),
        day=1_794_600_000,
    )
    (movement,) = world.sync("2026-11-20").movements
    assert (movement.what, movement.venue, movement.old, movement.new) == (
        "rank",
        "icml",
        "A",
        "none",
    )
