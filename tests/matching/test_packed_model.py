"""The packed model and its reader, and what is made of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from confradar import paths
from confradar.errors import DataError
from confradar.matching.packed_model import Model, packed
from confradar.matching.scoring import fits, score
from confradar.matching.terms import terms, tokens

FACTS: dict[str, Any] = {
    "venues": ["*pl", "parse", "trees"],
    "newest": [2024, 2023, 2021],
    "titles": [50, 60, 70],
    "groups": [],
    "prior": [-1.0, -1.0, -1.0],
    "steepness": 1.0,
    "fair": 0.3,
    "strong": 0.6,
    "familiar": 80,
    "outside": 0.9,
}


def key(text: str) -> int:
    """The key of the word or pair that a text ends with."""
    return list(terms(tokens(text)))[-1].key


def small(**changed: Any) -> Model:
    """A model that knows five terms."""
    weights = {
        key("tree"): {2: 100, 1: 20},
        key("parsing tree"): {2: 30},
        key("parse"): {1: 90},
        key("lambda"): {0: 200},
        key("data"): {1: 1},
    }
    return Model(packed({**FACTS, **changed}, dict.fromkeys(weights, 120), weights))


def shares(model: Model, text: str) -> dict[str, float]:
    return dict(zip(model.facts.venues, score(model, text).shares, strict=True))


def test_what_is_packed_is_read_back() -> None:
    model = small()
    entry = model.entry(key("tree"))
    assert entry is not None
    assert (entry.level, list(entry.venues), list(entry.weights)) == (120, [1, 2], [20, 100])
    assert model.entry(key("forest")) is None
    assert model.facts.newest == [2024, 2023, 2021]


def test_many_terms_are_read_back() -> None:
    weights = {number * 37 % 10007: {number % 3: 1 + number % 255} for number in range(3000)}
    model = Model(packed(FACTS, dict.fromkeys(weights, 9), weights))
    for number, own in weights.items():
        entry = model.entry(number)
        assert entry is not None
        assert dict(zip(entry.venues, entry.weights, strict=True)) == own


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data + b"x",
        lambda data: data[:0],
        lambda data: data[:20],
        lambda data: b"y" + data[1:],
    ],
)
def test_a_damaged_model_is_refused(damage: Any, tmp_path: Path) -> None:
    path = tmp_path / "match.model"
    path.write_bytes(damage(packed(FACTS, {1: 1}, {1: {1: 1}})))
    with pytest.raises(DataError, match=r"match\.model"):
        Model.at(path)


def test_the_words_of_a_venue_speak_for_it() -> None:
    found = shares(small(), "Parsing trees")
    assert max(found, key=lambda venue: found[venue]) == "trees"
    assert abs(sum(found.values()) - 1) < 1e-9


def test_the_chances_are_the_same_to_the_last_digit_on_every_machine_and_python() -> None:
    found = shares(small(), "Parsing trees with lambda data")
    assert found == {
        "*pl": 0.8342031098232845,
        "parse": 0.011148744148026008,
        "trees": 0.1546481460286894,
    }


def test_a_text_ten_times_as_long_is_no_surer() -> None:
    long, longer = (shares(small(), "tree parse " * times)["trees"] for times in (100, 1000))
    assert abs(long - longer) < 0.01


def test_the_evidence_stands_as_it_does_in_the_text() -> None:
    found = score(small(), "Parsing-Trees of PARSE")
    assert found.phrases(2) == ["parsing-trees"]
    assert found.phrases(1) == ["PARSE", "trees"]


def test_siblings_share_a_fit_unless_one_has_hardly_a_part_in_it() -> None:
    facts = small(groups=[["trees", "parse"]]).facts
    assert fits(facts, {"trees": 0.4, "parse": 0.3, "other": 0.1}) == {
        "trees": "strong",
        "parse": "strong",
        "other": "weak",
    }
    assert fits(facts, {"trees": 0.9, "parse": 0.01}) == {"trees": "strong", "parse": "weak"}
    assert fits(small().facts, {"trees": 0.4, "parse": 0.3}) == {"trees": "fair", "parse": "fair"}


def test_what_only_venues_outside_the_catalogue_publish_is_refused() -> None:
    found = score(small(familiar=0), "lambda lambda")
    assert found.refused
    assert found.foreign["pl"] > 0.9


@pytest.fixture(scope="module")
def shipped() -> Model:
    return Model.at(paths.bundled("match.model"))


def test_the_shipped_model_is_small_and_of_venues_that_the_catalogue_has(
    shipped: Model, shipped_ids: set[str]
) -> None:
    assert paths.bundled("match.model").stat().st_size <= 2_000_000
    inside = {venue for venue in shipped.facts.venues if not venue.startswith("*")}
    assert inside <= shipped_ids
    assert len(inside) >= 100
    assert {venue for group in shipped.facts.groups for venue in group} <= inside


@pytest.fixture(scope="module")
def shipped_ids() -> set[str]:
    lines = paths.bundled("venues.yaml").read_text(encoding="utf-8").splitlines()
    return {line.removeprefix("  - id: ").strip() for line in lines if line.startswith("  - id: ")}


@pytest.mark.parametrize(
    ("text", "venues"),
    [
        ("Low-resource morphological inflection with transformers", {"sigmorphon"}),
        (
            "Sparse-view 3D Gaussian splatting from uncalibrated images",
            {"3dv", "cvpr", "eccv", "iccv"},
        ),
        (
            "Contrastive pre-training for sequential recommendation with side information",
            {"recsys", "sigir"},
        ),
        (
            "Speech enhancement in reverberant rooms with complex spectrogram masking",
            {"taslp", "interspeech", "icassp"},
        ),
        ("Learned cardinality estimation for multi-way join queries", {"sigmod", "vldb"}),
        (
            "Finding speculative execution vulnerabilities with coverage-guided fuzzing",
            {"ccs", "usenix-security", "ndss", "ieee-sp"},
        ),
        ("Tight regret bounds for linear bandits with delayed feedback", {"colt", "alt"}),
        ("Tactile in-hand manipulation with a multi-fingered robot hand", {"icra", "iros"}),
        ("How blind programmers use AI coding assistants", {"chi", "uist"}),
        (
            "Serving mixture-of-experts language models on disaggregated GPU clusters",
            {"osdi", "sosp", "eurosys"},
        ),
        ("Identifying latent causal variables from interventional data", {"clear", "uai"}),
    ],
)
def test_titles_of_many_fields_find_their_venues_in_the_first_three(
    shipped: Model, text: str, venues: set[str]
) -> None:
    found = {
        venue: share for venue, share in shares(shipped, text).items() if not venue.startswith("*")
    }
    assert set(sorted(found, key=lambda venue: -found[venue])[:3]) & venues
    assert not score(shipped, text).refused


def test_titles_of_other_sciences_are_refused(shipped: Model) -> None:
    lines = (
        (Path(__file__).parents[1] / "corpus" / "match" / "other-sciences.txt")
        .read_text(encoding="utf-8")
        .splitlines()
    )
    assert sum(score(shipped, line).refused for line in lines) >= 0.9 * len(lines) >= 90


ABSTRACT = """
Field experiments over three seasons tested the effect of cover crops on soil nitrogen and weed
biomass in organic maize. Hairy vetch increased grain yield by 18% relative to bare fallow, whereas
rye reduced nitrate leaching but delayed emergence. Earthworm abundance was higher under
mulch. We conclude that mixtures of legumes and cereals balance nitrogen supply and weed
suppression.
"""


def test_an_abstract_of_another_science_is_refused_too(shipped: Model) -> None:
    assert score(shipped, ABSTRACT).refused
    assert "vetch" in score(shipped, ABSTRACT).unknown
