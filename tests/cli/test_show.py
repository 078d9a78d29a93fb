"""`confradar show` as its readers see it: what a submission needs, where and when the parts of an
edition are held, and what journals answer."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from support import called, deadline, edition, environment, venue, written
from terminal import on_terminal

NOW = "2026-11-27T00:00Z"
PAGE = {"source": "https://a.example/cfp", "recorded": "2026-11-20"}
FACTS = {
    **PAGE,
    "pages": {"main": 8, "references": "unlimited", "appendix": "unlimited", "camera_ready": 9},
    "anonymous": "double-blind",
    "template": "https://a.example/style.zip",
    "system": "OpenReview",
    "submit": "https://openreview.net/group?id=a.example/Conference",
    "preprints": "allowed",
    "dual_submission": "forbidden",
    "rebuttal": "response",
    "duties": ["reviewing", "in-person", "registration"],
    "fees": [{"who": "author, early", "amount": 750, "currency": "USD"}],
    "notes": {"preprints": "not to be advertised during review"},
}
PLACED = {
    "start": "2027-06-20",
    "end": "2027-06-25",
    "place": "Sydney, Australia",
    "country": "AU",
    "sites": [{"place": "Paris, France", "country": "FR", "start": "2027-06-22"}],
    "parts": [
        {"name": "workshops", "start": "2027-06-20", "end": "2027-06-21"},
        {"name": "open day", "start": "2027-06-25"},
    ],
}
SPECIAL = {
    "kind": "paper",
    "track": "si-agents",
    "label": "Special issue: Agents",
    "source": "https://j.example/agents",
    "link": "https://j.example/agents/call",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("show")
    days = [
        deadline(f"2027-0{month}-15", kind)
        for month, kind in ((1, "paper"), (3, "rebuttal_start"), (4, "notification"))
    ]
    papers = {year: deadline(f"{year}-01-15") for year in (2024, 2025, 2026)}
    records = [
        venue("meet", editions=[edition(2027, *days, submission=[FACTS], **PLACED)]),
        venue(
            "was",
            editions=[
                edition(2026, papers[2026], start="2026-06-20", submission=[deepcopy(FACTS)]),
                edition(
                    2025, papers[2025], start="2025-06-20", submission=[{**PAGE, "system": "CMT"}]
                ),
                edition(2024, papers[2024], start="2024-06-20"),
            ],
        ),
        venue(
            "j",
            kind="journal",
            cadence="rolling",
            submission=[{**PAGE, "anonymous": "single-blind", "speed": {"first_decision": 45}}],
            editions=[
                edition(2027, {**SPECIAL, "at": "2027-03-01"}),
                edition(2025, {**SPECIAL, "at": "2025-03-01"}),
            ],
        ),
        venue("bare", kind="journal", cadence="rolling"),
    ]
    home = environment(folder / "home", CONFRADAR_NOW=NOW)
    written(Path(home["CONFRADAR_CONFIG_DIR"]) / "venues.yaml", *records)
    return home


def screen(home: dict[str, str], *words: str) -> list[str]:
    shown = on_terminal(["show", *words], columns=80, environ={**home, "NO_COLOR": "1"})
    return [line.rstrip() for line in shown.splitlines() if not line.startswith("confradar:")]


def document(home: dict[str, str], *words: str) -> Any:
    return json.loads(called(["show", *words, "--format", "json"], home).out)["items"][0]


def test_what_a_submission_needs_is_in_short_on_the_first_screen(home: dict[str, str]) -> None:
    lines = screen(home, "meet")
    assert len(lines) <= 24
    start = next(place for place, line in enumerate(lines) if "Submission" in line)
    assert " ".join(" ".join(lines[start : start + 3]).split()) == (
        "Submission 2027: 8 pages, references and appendix unlimited, camera-ready 9 pages; "
        "double-blind; OpenReview; preprints allowed; author response (a.example)"
    )
    assert any(line.startswith("more on the submission, ") for line in lines)


def test_all_of_it_is_a_line_a_fact_with_notes_and_pages(home: dict[str, str]) -> None:
    lines = called(["show", "meet"], home).out.splitlines()
    assert "  Preprints    preprints allowed (not to be advertised during review)" in lines
    assert "  Source       https://a.example/cfp" in lines


def test_facts_of_an_earlier_year_are_never_this_years(home: dict[str, str]) -> None:
    heads = [line for line in screen(home, "was") if "Submission" in line]
    assert [line[:27] for line in heads] == ["  Submission  as of 2026: 8"]
    facts = document(home, "was")["facts"]
    assert {(item["year"], item["earlier"]) for item in facts} == {(2026, True)}
    chosen = called(["show", "was", "--year", "2025"], home).out
    assert "Submission (2025, a.example, read 2026-11-20)" in chosen
    assert "2026, a.example" not in chosen
    assert "Submission" not in called(["show", "was", "--year", "2024"], home).out
    history = called(["show", "was"], home).out
    assert [line[:18] for line in history.splitlines() if line.startswith("Submission")] == [
        "Submission (as of ",
        "Submission (2026, ",
        "Submission (2025, ",
    ]


def test_documents_have_the_facts_with_their_page(home: dict[str, str]) -> None:
    shown = document(home, "meet")
    assert shown["editions"][0]["submission"] == [FACTS]
    assert shown["editions"][0]["sites"] == PLACED["sites"]
    assert shown["editions"][0]["parts"] == PLACED["parts"]
    assert shown["facts"][5] == {
        "fact": "preprints",
        "value": "allowed",
        "note": "not to be advertised during review",
        "year": 2027,
        "earlier": False,
        "source": "https://a.example/cfp",
        "recorded": "2026-11-20",
    }


def test_every_site_and_the_days_of_parts_are_told(home: dict[str, str]) -> None:
    lines = screen(home, "meet")
    head = "meet-A 2027 - Sydney, Australia; Paris, France (22 Jun) - 20-25 Jun 2027 - open"
    assert lines[lines.index(head) + 1] == "  Workshops 20-21 Jun, open day 25 Jun"


def test_a_journal_answers_what_authors_ask(home: dict[str, str]) -> None:
    lines = screen(home, "j")
    assert "Open for submissions at any time: single-blind; first decision in 45 days" in (
        " ".join(" ".join(lines).split())
    )
    head, issue, call = [line.split() for line in lines if "Agents" in line or "Special" in line]
    assert head[:2] == ["Special", "issue"]
    assert issue == "Agents 2027-03-02 11:59 95 d 2027-03-01 AoE".split()
    assert call == "Agents: https://j.example/agents/call".split()
    assert "  Submission  Open for submissions at any time" in screen(home, "bare")
    whole = called(["show", "j"], home).out
    assert "\nOpen for submissions at any time\n" in whole
    assert "\nSubmission (at any time, a.example, read 2026-11-20)\n" in whole


def test_a_first_screen_has_the_next_special_issues_and_their_page_once(
    home: dict[str, str], tmp_path: Path
) -> None:
    issues = [
        {**SPECIAL, "track": f"si-{x}", "at": f"2027-0{x}-01", "label": f"Special issue: {x}"}
        for x in range(1, 7)
    ]
    file = tmp_path / "many.yaml"
    editions = [edition(2027, *issues)]
    written(file, venue("many", kind="journal", cadence="rolling", editions=editions))
    lines = screen(home, "many", "--catalogue", str(file))
    assert [line[2] for line in lines if "2027-0" in line] == ["1", "2", "3", "4"]
    assert next(line.strip() for line in lines if "http" in line) == SPECIAL["link"]
    assert any(line.startswith("2 special issues: --all") for line in lines)
    whole = called(["show", "many", "--catalogue", str(file)], home).out
    assert sum("2027-0" in line for line in whole.splitlines()) == 6
