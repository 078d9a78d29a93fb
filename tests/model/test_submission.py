"""What a record may say of a submission, of further sites and of parts."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from confradar.catalogue.validation_messages import message
from confradar.model.submission import Submission
from confradar.model.venue import Edition

PAGE = {"source": "https://call.example/", "recorded": "2026-11-27"}


def refusals(model: Any, record: dict[str, Any]) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(record)
    return [message(detail) for detail in caught.value.errors()]


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"pages": {"main": "eight"}}, "'eight' is no limit: write a whole number or unlimited"),
        ({"pages": {"main": "included"}}, "'included' is no limit"),
        ({"pages": {"references": -1}}, "-1 is no limit"),
        ({"pages": {"references": True}}, "True is no limit"),
        ({"pages": {}}, "gives no limit"),
        ({"pages": {"body": 8}}, "unknown key"),
        ({"speed": {}}, "gives no number of days"),
        ({"anonymous": "double blind"}, "'double blind' is not one of 'double-blind'"),
        ({"preprints": "maybe"}, "'maybe' is not one of 'allowed'"),
        ({"duties": ["review"]}, "'review' is not one of 'reviewing'"),
        ({"template": "style.zip"}, "is not an http(s) address"),
        ({"submit": "ftp://call.example/"}, "is not an http(s) address"),
        ({"fees": [{"who": "author", "amount": 5, "currency": "Euro"}]}, "such as EUR"),
        ({"fees": [{"who": "author", "amount": -5, "currency": "EUR"}]}, "greater than or equal"),
        ({"notes": {"page": "9"}}, "'page' is not one of 'pages'"),
        ({"notes": {"pages": "one\ntwo"}}, "write it on one line"),
        ({"anonimous": "open"}, "unknown key: did you mean anonymous?"),
        ({}, "gives no fact"),
    ],
)
def test_what_a_group_of_facts_may_not_say(facts: dict[str, Any], told: str) -> None:
    (refusal,) = refusals(Submission, {**PAGE, **facts})
    assert told in refusal


@pytest.mark.parametrize("missing", ["source", "recorded"])
def test_a_group_of_facts_says_where_and_when_it_was_read(missing: str) -> None:
    record = {key: value for key, value in {**PAGE, "system": "CMT"}.items() if key != missing}
    assert refusals(Submission, record) == ["is missing"]


def test_a_note_may_stand_without_its_fact() -> None:
    group = Submission.model_validate({**PAGE, "notes": {"preprints": "ask the chairs"}})
    assert dict(group.notes) == {"preprints": "ask the chairs"}


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ({"pages": {"camera_ready": 9}}, "gives pages twice"),
        ({"notes": {"pages": "without references"}}, "gives the note on pages twice"),
    ],
)
def test_a_fact_stands_once_in_an_edition(second: dict[str, Any], told: str) -> None:
    first = {**PAGE, "pages": {"main": 8}, "notes": {"pages": "in two columns"}}
    (refusal,) = refusals(Edition, {"year": 2027, "submission": [first, {**PAGE, **second}]})
    assert told in refusal


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ({"sites": [{"place": "Paris", "end": "2027-06-01"}]}, "a last day needs a first day"),
        ({"sites": [{"country": "FR"}]}, "is missing"),
        ({"parts": [{"name": "main"}]}, "is missing"),
        (
            {"parts": [{"name": "main", "start": "2027-06-02", "end": "2027-06-01"}]},
            "is before the first day",
        ),
    ],
)
def test_sites_and_parts_are_checked(record: dict[str, Any], told: str) -> None:
    (refusal,) = refusals(Edition, {"year": 2027, **record})
    assert told in refusal
