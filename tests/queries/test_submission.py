"""What a submission needs: whose facts they are is never mixed up."""

from __future__ import annotations

from typing import Any

from confradar.queries.submission import Known, known_facts


def page(year: int, **facts: Any) -> Any:
    return {"source": f"https://a.example/{year}", "recorded": f"{year}-01-02", **facts}


OLD = [page(2025, anonymous="open", system="CMT")]
NEW = [
    page(2026, pages={"main": 8}, anonymous="double-blind"),
    page(2026, system="OpenReview", notes={"pages": "in two columns", "preprints": "ask"}),
]
STANDING = [page(2020, anonymous="single-blind", speed={"first_decision": 40})]


def known(year: int | None, *, standing: Any = (), **by_year: Any) -> dict[str, Known]:
    editions = {int(name[1:]): groups for name, groups in by_year.items()}
    return {item.fact: item for item in known_facts(standing, editions, year)}


def test_an_edition_has_its_own_facts_and_no_others() -> None:
    """What the edition before had is not taken for what is missing of this one."""
    facts = known(2026, _2025=OLD, _2026=[page(2026, pages={"main": 8})])
    assert list(facts) == ["pages"]
    assert (facts["pages"].year, facts["pages"].earlier) == (2026, False)


def test_of_an_edition_without_facts_those_of_the_newest_before_it_are_told_as_such() -> None:
    facts = known(2028, _2025=OLD, _2026=NEW, _2029=[page(2029, system="PCS")])
    assert list(facts) == ["pages", "anonymous", "system", "preprints"]
    assert {(item.year, item.earlier) for item in facts.values()} == {(2026, True)}
    assert known(2024, _2025=OLD, _2026=NEW) == {}, "none was before it"
    assert known(None, _2025=OLD, _2026=NEW)["system"].value == "OpenReview"


def test_what_holds_at_any_time_stands_back_behind_what_the_edition_says() -> None:
    facts = known(2025, standing=STANDING, _2025=OLD)
    told = {name: (item.value, item.year) for name, item in facts.items()}
    assert told == {
        "anonymous": ("open", 2025),
        "system": ("CMT", 2025),
        "speed": ({"first_decision": 40}, None),
    }


def test_what_holds_at_any_time_goes_before_what_an_earlier_edition_said() -> None:
    facts = known(2027, standing=STANDING, _2026=NEW)
    assert (facts["anonymous"].value, facts["anonymous"].earlier) == ("single-blind", False)
    assert (facts["pages"].year, facts["pages"].earlier) == (2026, True)


def test_a_note_belongs_to_its_fact_whichever_page_says_it() -> None:
    facts = known(2026, _2026=NEW)
    assert (facts["pages"].value, facts["pages"].note) == ({"main": 8}, "in two columns")
    assert (facts["preprints"].value, facts["preprints"].note) == (None, "ask")
