"""The JSON Schema says about a file what the program says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest

from confradar import yamlfile
from confradar.catalogue.load import load_catalogue
from confradar.catalogue.problems import CatalogueError
from confradar.catalogue.schema import json_schema
from support import SHIPPED, TOPICS, deadline, edition, venue, written

PAGE = {"source": "https://a.example/", "recorded": "2026-11-27"}


@pytest.fixture(scope="module")
def validator() -> Any:
    schema = json_schema()
    checker = jsonschema.validators.validator_for(schema)
    checker.check_schema(schema)
    return checker(schema)


def test_it_accepts_the_shipped_catalogue(validator: Any) -> None:
    assert list(validator.iter_errors(yamlfile.load(SHIPPED.read_text(), "venues.yaml"))) == []


@pytest.mark.parametrize(
    "record",
    [
        venue("a", colour="red"),
        venue("a", ranks={"ccf": "A", "qualis": "A1"}),
        venue("a", editions=[edition(2026, weather="fine")]),
        venue("a", editions=[edition(2026, deadline("2026-01-01", hour=3))]),
        venue("a", kind="confrence"),
        venue("a", topics="nlp"),
        venue("a", topics=[]),
        venue("a", sources=None),
        venue("a", editions=[edition(2026, {"kind": "paper", "at": "2026-01-01"})]),
        venue("a", editions=[edition(26)]),
        venue("a", editions=[edition(2026, sites=[{"country": "FR"}])]),
        venue("a", editions=[edition(2026, parts=[{"name": "main"}])]),
        venue("a", submission=[{**PAGE, "pages": {"main": "eight"}}]),
        venue("a", submission=[{**PAGE, "pages": {"main": -1}}]),
        venue("a", submission=[{**PAGE, "notes": {"page": "eight"}}]),
        venue("a", submission=[{"source": "https://a.example/", "anonymous": "open"}]),
    ],
    ids=lambda record: str(record)[-60:],
)
def test_it_refuses_what_the_program_refuses(
    record: dict[str, Any], validator: Any, tmp_path: Path
) -> None:
    assert not validator.is_valid({"schema": 1, "venues": [record]})
    with pytest.raises(CatalogueError):
        load_catalogue([written(tmp_path / "c.yaml", record)], TOPICS)


def test_it_refuses_unknown_keys_at_the_top(validator: Any) -> None:
    assert not validator.is_valid({"schema": 1, "venues": [], "venue": []})
    assert not validator.is_valid({"schema": 2, "venues": []})
