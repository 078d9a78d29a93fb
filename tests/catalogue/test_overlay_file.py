"""An overlay's file: its records, completed by what they amend, and a new record at its end."""

from __future__ import annotations

import pytest

from confradar.catalogue.load import load_text
from confradar.catalogue.overlay_file import EMPTY, amending_record, load_amending, with_record
from confradar.errors import DataError

BASE = """schema: 1
venues:
  - id: alpha
    acronym: ALPHA
    name: Conference on Alphas
    kind: conference
    topics: [ml]
    sources: [https://alpha.example/]
    editions:
      - year: 2027
        place: Rome, Italy
        country: IT
        source: https://alpha.example/
        deadlines:
          - {kind: paper, at: 2027-01-10 23:59, zone: AoE, source: https://alpha.example/}
"""
OWN = """# mine
venues:
  - id: alpha
    editions:
      - year: 2027
        deadlines:
          - {kind: paper, at: 2027-01-20 23:59}
"""


def test_a_record_that_only_amends_is_completed_by_its_base() -> None:
    known = {item.raw["id"]: item.raw for item in load_text(BASE, "base").loaded}
    (own,) = load_amending(OWN, "own", known)
    assert (own.acronym, own.topics, len(own.editions)) == ("ALPHA", ("ml",), 1)
    (point,) = own.editions[0].deadlines
    assert (point.at, point.zone) == ("2027-01-20 23:59", "AoE")
    assert own.editions[0].place is None, "what it does not say of the edition stays the base's"


def test_a_record_that_does_not_hold_is_told_with_its_line() -> None:
    with pytest.raises(DataError, match=r"^own:3: beta, acronym: "):
        load_amending(OWN.replace("id: alpha", "id: beta"), "own", {})


@pytest.mark.parametrize("before", [EMPTY, "# mine\nvenues: []\n", OWN])
def test_a_new_record_stands_at_the_end_and_what_was_there_stays(before: str) -> None:
    (alpha,) = load_text(BASE, "base").venues
    after = with_record(before, amending_record(alpha.model_copy(update={"id": "gamma"})))
    assert before.rstrip().removesuffix("venues: []").rstrip() in after
    known = {item.raw["id"]: item.raw for item in load_text(BASE, "base").loaded}
    known["gamma"] = known["alpha"]
    assert [venue.id for venue in load_amending(after, "own", known)][-1] == "gamma"
    assert load_amending(after, "own", known)[-1].editions[0].place == "Rome, Italy"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "has no `venues:` list"),
        ("schema: 1\n", "has no `venues:` list"),
        ("venues: none\n", "has no `venues:` list"),
        ("venues: [{id: alpha}]\n", "on one line"),
        ("venues:\n  - id: alpha\nsources: []\n", "not the last of the file"),
    ],
)
def test_a_file_that_cannot_take_it_is_refused_with_a_way_on(text: str, told: str) -> None:
    with pytest.raises(DataError, match=told) as caught:
        with_record(text, "  - id: x")
    assert caught.value.hint
