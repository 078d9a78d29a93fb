"""Reading catalogue files: every problem at once, each with its place and what would be right;
overlays."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest

from confradar.catalogue.load import load_catalogue
from confradar.catalogue.problems import CatalogueError
from confradar.errors import DataError
from confradar.model.venue import Venue
from support import TOPICS, deadline, edition, venue, written

BROKEN = """\
schema: 1
venues:
  - id: good
    acronym: GOOD
    name: A good one
    kind: conference
    topics: [nlp]
    sources: [https://good.example/]
  - id: bad
    acronym: BAD
    name: A bad one
    kind: conferense
    topics: nlp
    sources: [https://bad.example/]
    colour: red
    editions:
      - year: 2026
        country: Germany
        start: 2026-13-01
        deadlines:
          - kind: paper
            at: 2026-02-30
            source: https://bad.example/
          - kind: abstract
            at: 2026-02-20
            zone: Mars/Olympus
  - acronym: NOID
  - id: good
    acronym: AGAIN
"""


def loaded(*files: Path) -> dict[str, Venue]:
    return {item.id: item for item in load_catalogue(files, TOPICS).venues}


def problems(path: Path) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue([path], TOPICS)
    return [str(problem).removeprefix(str(path)) for problem in caught.value.problems]


def test_all_problems_of_a_file_are_told_at_once_with_place_and_remedy(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(BROKEN)
    told = problems(path)
    expected = [
        (":12: bad, kind: 'conferense' is not one of", "'conference'"),
        (":13: bad, topics: expected a list", "'nlp'"),
        (":15: bad, colour: unknown key", ""),
        (":18: bad, edition 2026, country: 'Germany'", "such as DE"),
        (":19: bad, edition 2026, start: '2026-13-01'", "YYYY-MM-DD"),
        (":22: bad, edition 2026, paper deadline 2026-02-30, at:", "day is out of range"),
        (":26: bad, edition 2026, abstract deadline 2026-02-20, zone:", "such as Europe/Paris"),
        (":24: bad, edition 2026, abstract deadline 2026-02-20, source: is missing", ""),
        (":27: venues: a venue needs an id", "id: neurips"),
        (":28: good: the id stands already at line 3", ""),
    ]
    assert len(told) == len(expected), "\n".join(told)
    for place, remedy in expected:
        assert any(line.startswith(place) and remedy in line for line in told), (
            f"{place} {remedy}\nin\n" + "\n".join(told)
        )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("schema: 2\nvenues: []\n", ":1: schema: 2 is not known"),
        ("# head\n\nschema: '1'\nvenues: []\n", ":3: schema: '1' is not known"),
        ("schema: 1\n\nvenue: []\n", ":3: venue: unknown key"),
        ("schema: 1\nsources: 5\nvenues: []\n", ":2: sources: expected a list"),
        ("schema: 1\nvenues: 5\n", ":2: venues: expected a venue record, found 5"),
        ("schema: 1\nvenues:\n  -\n", ":3: venues: expected a venue record, found nothing"),
        ("schema: 1\nvenues:\n\n  - [a]\n", ":4: venues: expected a venue record, found a list"),
    ],
)
def test_problems_around_records_have_their_line_too(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "c.yaml"
    path.write_text(text)
    assert problems(path)[0].startswith(told)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("schema: 1\nvenues:\n  - &x {id: a}\n", 3),
        ("schema: 1\nvenues: &x\n  - {id: a}\n", 2),
        ("&x\nschema: 1\n", 1),
        ("schema: 1\nvenues:\n  - !!python/object/apply:os.system [id]\n", 3),
        ("schema: 1\nvenues: !!set\n  - {id: a}\n", 2),
        ("schema: 1\n!!str venues: []\n", 2),
        ("schema: 1\nvenues: [*a]\n", 2),
        ("schema: 1\nschema: 1\n", 2),
        ("schema: 1\nvenues: []\n---\nschema: 1\n", 3),
        ("schema: 1\nvenues: [\n", 3),
        ("schema: 1\n\tvenues: []\n", 2),
        ("- a\n", 1),
        ("schema: 1\nvenues:\n  - id: a\n    note: 'a\x1b[31m'\n", 4),
    ],
)
def test_what_is_not_a_plain_document_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int
) -> None:
    path = tmp_path / "c.yaml"
    path.write_text(text)
    with pytest.raises(DataError) as caught:
        load_catalogue([path], TOPICS)
    assert str(caught.value).startswith(f"{path}:{line}: ")


def test_a_file_that_is_not_utf_8_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_bytes(b"schema: 1\n# caf\xe9\nvenues: []\n")
    with pytest.raises(DataError, match=r":2: not UTF-8"):
        load_catalogue([path], TOPICS)


@pytest.mark.parametrize("wrong", [0, 86400, True, "2026-9-1", "2026-09-01T00:00:00"])
def test_a_day_is_written_as_one(tmp_path: Path, wrong: object) -> None:
    """A bare number must not become a day of 1970."""
    path = written(tmp_path / "c.yaml", venue("a", editions=[edition(2026, start=wrong)]))
    assert "not a date: write YYYY-MM-DD" in problems(path)[0]


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (
            edition(2026, deadline("2026-01-01"), deadline("2026-01-02")),
            "two paper deadlines of round 1",
        ),
        (edition(2026, deadline("2026-01-01", certainty="estimated")), "announced dates only"),
        (edition(2026, start="2026-05-02", end="2026-05-01"), "before the first day"),
        (edition(2026, end="2026-05-01"), "needs a first day"),
        (
            edition(2026, acceptance={"submitted": 5, "accepted": 6, "source": "s"}),
            "accepted is more than submitted",
        ),
        (edition(2026, deadline("2026-01-01", zone="CST")), "ambiguous"),
    ],
)
def test_contradictions_within_an_edition_are_problems(
    tmp_path: Path, record: dict[str, object], told: str
) -> None:
    assert told in problems(written(tmp_path / "c.yaml", venue("a", editions=[record])))[0]


def test_two_editions_of_one_year_are_a_problem(tmp_path: Path) -> None:
    assert (
        "two editions of 2026"
        in problems(
            written(tmp_path / "c.yaml", venue("a", editions=[edition(2026), edition(2026)]))
        )[0]
    )


# ---- Overlays


def test_an_overlay_amends_a_known_id_and_adds_a_new_one(tmp_path: Path) -> None:
    base = written(tmp_path / "base.yaml", venue("a", note="as it was"), venue("b"))
    over = written(tmp_path / "over.yaml", {"id": "a", "note": "as I know it"}, venue("c"))
    found = loaded(base, over)
    assert list(found) == ["a", "b", "c"]
    assert found["a"].note == "as I know it"
    assert found["a"].name == "Meeting on a things"


def test_overlays_match_editions_by_year_and_deadlines_by_kind_round_and_track(
    tmp_path: Path,
) -> None:
    base = written(
        tmp_path / "base.yaml",
        venue(
            "a",
            editions=[
                edition(
                    2026,
                    deadline("2026-01-01"),
                    deadline("2026-02-01", round=2),
                    deadline("2026-01-05", track="demo"),
                    place="Rome",
                ),
                edition(2025, deadline("2025-01-01")),
            ],
        ),
    )
    over = written(
        tmp_path / "over.yaml",
        {
            "id": "a",
            "editions": [
                edition(
                    2026,
                    {"kind": "paper", "round": 2, "at": "2026-02-08"},
                    deadline("2025-12-01", "abstract"),
                ),
                edition(2027, deadline("2027-01-01")),
            ],
        },
    )
    found = {item.year: item for item in loaded(base, over)["a"].editions}
    assert {
        year: [(point.kind.value, point.round, point.track, point.at) for point in item.deadlines]
        for year, item in found.items()
    } == {
        2026: [
            ("paper", None, None, "2026-01-01"),
            ("paper", 2, None, "2026-02-08"),
            ("paper", None, "demo", "2026-01-05"),
            ("abstract", None, None, "2025-12-01"),
        ],
        2025: [("paper", None, None, "2025-01-01")],
        2027: [("paper", None, None, "2027-01-01")],
    }
    assert found[2026].place == "Rome"


def test_the_last_of_several_overlays_wins(tmp_path: Path) -> None:
    files = [
        written(tmp_path / f"{note}.yaml", {**venue("a"), "note": note})
        for note in ("one", "two", "three")
    ]
    assert loaded(*files)["a"].note == "three"


def test_a_wrong_value_of_an_overlay_is_told_in_the_overlay(tmp_path: Path) -> None:
    base = written(
        tmp_path / "base.yaml", venue("a", editions=[edition(2026, deadline("2026-01-01"))])
    )
    over = tmp_path / "over.yaml"
    over.write_text(
        "venues:\n  - id: a\n    editions:\n      - year: 2026\n        deadlines:\n          "
        "- kind: paper\n            at: soon\n"
    )
    with pytest.raises(CatalogueError) as caught:
        load_catalogue([base, over], TOPICS)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (str(over), 7)
    assert problem.crumb == "a, edition 2026, paper deadline soon, at"


def test_an_overlay_without_venues_changes_nothing(tmp_path: Path) -> None:
    base = written(tmp_path / "base.yaml", venue("a"))
    (tmp_path / "empty.yaml").write_text("# nothing yet\n")
    (tmp_path / "none.yaml").write_text("schema: 1\nvenues:\n")
    assert list(loaded(base, tmp_path / "empty.yaml", tmp_path / "none.yaml")) == ["a"]


def test_an_overlay_says_facts_of_a_submission_one_by_one(tmp_path: Path) -> None:
    page = {"source": "https://a.example/cfp", "recorded": "2026-11-27"}
    base = {
        **page,
        "pages": {"main": 8},
        "anonymous": "double-blind",
        "notes": {"pages": "in two columns", "anonymous": "also for chairs"},
    }
    own = {"recorded": "2026-11-28", "pages": {"main": 9}, "notes": {"anonymous": "not any more"}}
    files = [
        written(
            tmp_path / f"{name}.yaml",
            venue("a", submission=[group], editions=[edition(2027, submission=[deepcopy(group)])]),
        )
        for name, group in (("base", base), ("own", own))
    ]
    read = loaded(*files)["a"]
    assert read.submission == read.editions[0].submission
    first, second = read.submission
    assert (first.source, first.pages, first.anonymous) == (page["source"], None, "double-blind")
    assert first.notes == {}
    assert second.pages is not None
    assert (second.source, second.pages.main) == ("own", 9)
    assert second.notes == {"anonymous": "not any more"}


def test_a_group_without_a_fact_left_is_gone_with_the_overlay(tmp_path: Path) -> None:
    group = {"source": "https://a.example/", "recorded": "2026-11-27", "system": "CMT"}
    base = written(tmp_path / "base.yaml", venue("a", submission=[group]))
    own = written(tmp_path / "own.yaml", venue("a", submission=[{**group, "system": "PCS"}]))
    assert [item.system for item in loaded(base, own)["a"].submission] == ["PCS"]
