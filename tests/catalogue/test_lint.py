"""The rules across records: each with a catalogue that breaks exactly that rule, and one that keeps
it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from confradar.catalogue.findings import Finding, Severity
from confradar.catalogue.lint import lint
from confradar.catalogue.load import load_catalogue
from support import SHIPPED, TOPICS, deadline, edition, venue, written

Record = dict[str, Any]


def found(path: Path, *records: Record, topics: Path = TOPICS) -> list[Finding]:
    return lint(load_catalogue([written(path / "c.yaml", *records)], topics))


def with_edition(record: Record, **changed: Any) -> list[Record]:
    return [venue("a", editions=[record], **changed)]


def papers(*days: str) -> list[Record]:
    return [
        venue(
            "a", editions=[edition(2026 - place, deadline(day)) for place, day in enumerate(days)]
        )
    ]


def fee(currency: str) -> Record:
    """A group of submission facts that has a fee in that currency."""
    owed = {"who": "author", "amount": 750, "currency": currency}
    return {"source": "https://call.example/", "recorded": "2026-11-27", "fees": [owed]}


EVENT = {"start": "2026-06-01", "end": "2026-06-05", "place": "Rome, Italy", "country": "IT"}

# rule: severity, records that break it, records that keep it
CASES: dict[str, tuple[str, list[Record], list[Record]]] = {
    "duplicate-name": (
        "error",
        [venue("a", name_zh="甲"), venue("b", aliases=["A-a"]), venue("c", name_zh="甲")],
        [venue("a", name_zh="甲"), venue("b", aliases=["A-b b"], name_zh="乙")],
    ),
    "needless-alias": (
        "warning",
        [venue("a", aliases=["meeting on A things"]), venue("b", name_zh="乙", aliases=["乙"])],
        [venue("a", aliases=["MAT"])],
    ),
    "unknown-topic": (
        "error",
        [venue("a", topics=["nlp", "alchemy"])],
        [venue("a", topics=["nlp", "cv"])],
    ),
    "broken-parent": ("error", [venue("a", parent="b")], [venue("a", parent="b"), venue("b")]),
    "former-id": ("error", [venue("a", formerly=["a"])], [venue("a", formerly=["old-a"])]),
    "broken-reference": (
        "error",
        with_edition(edition(2026, deadline("2026-01-20", via="arr"), joint_with=["b"])),
        [
            venue("a", editions=[edition(2026, deadline("2026-01-20", via="b"), joint_with=["b"])]),
            venue("b"),
        ],
    ),
    "unknown-source": (
        "error",
        [venue("a", sources=["hearsay"])],
        [venue("a", sources=["https://a.example/"])],
    ),
    "deadline-after-event": (
        "warning",
        with_edition(edition(2026, deadline("2026-06-20"), **EVENT)),
        with_edition(
            edition(2026, deadline("2026-01-20"), deadline("2026-06-20", "camera_ready"), **EVENT)
        ),
    ),
    "lead-time": (
        "warning",
        with_edition(edition(2026, deadline("2024-06-01"), **EVENT)),
        with_edition(edition(2026, deadline("2025-01-10"), **EVENT)),
    ),
    "order-of-dates": (
        "warning",
        with_edition(edition(2026, deadline("2026-03-05"), deadline("2026-02-01", "notification"))),
        with_edition(
            edition(
                2026,
                deadline("2026-03-05", round=1),
                deadline("2026-02-01", "notification", track="demo"),
            )
        ),
    ),
    "unsorted-rounds": (
        "warning",
        with_edition(
            edition(2026, deadline("2026-03-05", round=1), deadline("2026-01-05", round=2))
        ),
        with_edition(
            edition(2026, deadline("2026-01-05", round=1), deadline("2026-03-05", round=2))
        ),
    ),
    "event-year": (
        "warning",
        with_edition(edition(2026, start="2025-06-01")),
        with_edition(edition(2026, start="2026-06-01")),
    ),
    "event-length": (
        "warning",
        with_edition(edition(2026, start="2026-06-01", end="2026-06-16")),
        with_edition(edition(2026, start="2026-06-01", end="2026-06-15")),
    ),
    "year-typo": (
        "warning",
        papers("2025-01-10", "2025-01-12", "2023-01-09"),
        papers("2026-01-10", "2025-01-12", "2024-01-09"),
    ),
    "wall-time": (
        "warning",
        with_edition(edition(2026, deadline("2026-03-29 02:30:00", zone="Europe/Paris"))),
        with_edition(edition(2026, deadline("2026-03-29 03:30:00", zone="Europe/Paris"))),
    ),
    "no-zone": (
        "warning",
        with_edition(edition(2026, deadline("2026-07-01 12:00:00", zone=None))),
        with_edition(
            edition(
                2026,
                deadline("2026-07-01", zone=None),
                deadline("2026-08-01 12:00", "notification", zone="AoE"),
            )
        ),
    ),
    "zone-season": (
        "warning",
        with_edition(edition(2026, deadline("2026-07-01 12:00:00", zone="PST"))),
        with_edition(
            edition(
                2026,
                deadline("2026-01-01 12:00:00", zone="PST"),
                deadline("2026-07-01", "notification", zone="PT"),
            )
        ),
    ),
    "country": (
        "warning",
        with_edition(edition(2026, place="Atlantis")),
        with_edition(edition(2026, place="Rome, Italy", country="IT")),
    ),
    "same-site": (
        "warning",
        with_edition(edition(2026, sites=[{"place": "rome, ITALY", "country": "IT"}], **EVENT)),
        with_edition(edition(2026, sites=[{"place": "Paris, France", "country": "FR"}], **EVENT)),
    ),
    "days-of-parts": (
        "warning",
        with_edition(edition(2026, parts=[{"name": "workshops", "start": "2026-06-20"}], **EVENT)),
        with_edition(edition(2026, parts=[{"name": "workshops", "start": "2026-05-30"}], **EVENT)),
    ),
    "currency": (
        "error",
        with_edition(edition(2026, submission=[fee("USX")])),
        with_edition(edition(2026, submission=[fee("CNY")])),
    ),
    "editions-order": (
        "warning",
        [venue("a", editions=[edition(2025), edition(2026)])],
        [venue("a", editions=[edition(2026), edition(2025)])],
    ),
    "dates-page": (
        "warning",
        [venue("a", dates=["http://a.example/{year}"])],
        [venue("a", dates=["https://a.example/{year}", "https://a.example/{yy}"])],
    ),
    "homepage": ("warning", [venue("a", url=None)], [venue("a")]),
    "cadence": ("error", [venue("a", cadence=None)], [venue("a", cadence=None, kind="journal")]),
    "revisions": (
        "warning",
        with_edition(edition(2026, deadline("2026-01-10", revisions=[{"at": "2026-01-10"}]))),
        with_edition(edition(2026, deadline("2026-01-10", revisions=[{"at": "2026-01-03"}]))),
    ),
}


@pytest.mark.parametrize("rule", CASES)
def test_rule(rule: str, tmp_path: Path) -> None:
    severity, breaking, keeping = CASES[rule]
    told = found(tmp_path / "bad", *breaking)
    assert {(finding.rule, finding.severity.value) for finding in told} == {(rule, severity)}
    assert found(tmp_path / "good", *keeping) == []


def test_every_rule_of_the_program_has_a_case() -> None:
    from confradar.catalogue.lint_venue import RULES

    assert set(RULES) <= set(CASES)


def test_a_wall_time_that_exists_twice_is_told(tmp_path: Path) -> None:
    (finding,) = found(
        tmp_path, *with_edition(edition(2026, deadline("2026-10-25 02:30:00", zone="Europe/Paris")))
    )
    assert (finding.rule, "exists twice" in finding.message) == ("wall-time", True)


def test_a_country_code_that_does_not_exist_is_told(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, *with_edition(edition(2026, place="Atlantis", country="XX")))
    assert finding.message == "'XX' is not an ISO 3166 code"


def test_the_source_of_submission_facts_is_a_page_or_a_list(tmp_path: Path) -> None:
    hearsay = {**fee("EUR"), "source": "hearsay"}
    for records in (
        [venue("a", submission=[hearsay])],
        with_edition(edition(2026, submission=[hearsay])),
    ):
        assert [finding.rule for finding in found(tmp_path, *records)] == ["unknown-source"]


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ({"name": "main", "start": "2026-06-01"}, "stands there twice"),
        (
            {"name": "school", "start": "2026-06-05", "end": "2026-06-30"},
            "2026-06-01 to 2026-06-05",
        ),
    ],
)
def test_days_of_a_part_that_mislead_are_told(part: Record, told: str, tmp_path: Path) -> None:
    parts = [{"name": "Main", "start": "2026-06-01", "end": "2026-06-05"}, part]
    (finding,) = found(tmp_path, *with_edition(edition(2026, parts=parts, **EVENT)))
    assert (finding.rule, told in finding.message) == ("days-of-parts", True)


def test_parts_need_the_days_of_the_whole(tmp_path: Path) -> None:
    part = {"name": "main", "start": "2026-06-01"}
    (finding,) = found(tmp_path, *with_edition(edition(2026, parts=[part])))
    assert "give start and end" in finding.message


def test_a_venue_is_not_its_own_parent(tmp_path: Path) -> None:
    assert [finding.rule for finding in found(tmp_path, venue("a", parent="a"))] == [
        "broken-parent"
    ]


@pytest.mark.parametrize(
    "tree",
    [
        "topics:\n  - {id: nlp, en: N, zh: 语言, parent: gone}\n",
        "topics:\n  - {id: nlp, en: N, zh: 语言, parent: x}\n  - {id: x, en: X, zh: 别的, "
        "parent: nlp}\n",
        "topics:\n  - {id: nlp, en: N, zh: 语言}\n  - {id: x, en: N, zh: 别的}\n",
    ],
    ids=["missing parent", "circle", "shared name"],
)
def test_topic_tree(tree: str, tmp_path: Path) -> None:
    (tmp_path / "topics.yaml").write_text(tree)
    told = found(tmp_path, venue("a"), topics=tmp_path / "topics.yaml")
    assert {(finding.rule, finding.severity.value) for finding in told} == {("topic-tree", "error")}


def test_a_finding_stands_at_the_line_of_what_is_wrong(tmp_path: Path) -> None:
    records = with_edition(
        edition(2026, deadline("2026-01-01"), deadline("2026-07-01 12:00:00", "demo", zone="EST"))
    )
    (finding,) = found(tmp_path, *records)
    line = (tmp_path / "c.yaml").read_text().splitlines()[finding.line - 1]
    assert line.strip() == "- kind: demo"
    assert finding.record == "a 2026"


@pytest.mark.parametrize("where", ["venue", "edition"])
def test_a_warning_can_be_explained_where_it_stands(where: str, tmp_path: Path) -> None:
    why = {"explained": {"event-year": "moved to January"}}
    record = edition(2026, start="2027-01-05", **(why if where == "edition" else {}))
    (finding,) = found(tmp_path, venue("a", editions=[record], **(why if where == "venue" else {})))
    assert finding.explained == "moved to January"


def test_an_error_cannot_be_explained_away(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, venue("a", cadence=None, explained={"cadence": "because"}))
    assert (finding.severity, finding.explained) == (Severity.error, None)


def test_the_shipped_catalogue_has_no_error_and_no_unexplained_warning() -> None:
    told = [finding for finding in lint(load_catalogue([SHIPPED], TOPICS)) if not finding.explained]
    assert told == []
