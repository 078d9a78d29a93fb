"""What the shipped catalogue must hold."""

from __future__ import annotations

from collections import Counter

import pytest
import yaml

from confradar.catalogue.load import Catalogue, load_catalogue
from confradar.model.names import fold
from support import SHIPPED, TOPICS


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load_catalogue([SHIPPED], TOPICS)


def test_it_is_large_enough(shipped: Catalogue) -> None:
    kinds = Counter(venue.kind.value for venue in shipped.venues)
    assert kinds["conference"] >= 260
    assert kinds["workshop"] >= 160
    assert kinds["journal"] >= 190


def test_an_address_with_a_question_mark_is_read_without_libyaml_too() -> None:
    lines = [line for line in SHIPPED.read_text(encoding="utf-8").splitlines() if "?" in line]
    assert lines
    for line in lines:
        yaml.load(line, Loader=yaml.SafeLoader)


@pytest.mark.parametrize(
    "name",
    [
        "natural language processing", "machine translation", "summarisation", "sentiment analysis",
        "computer vision", "image recognition",
        "object detection", "video analysis", "speech", "speech recognition", "speech synthesis",
        "recommender systems", "user behaviour",
        "games", "game AI", "automated game testing", "interpretability", "reliability",
        "data needs", "privacy", "security", "compute",
        "energy", "multimodal fusion",
    ],
)  # fmt: skip
def test_every_application_area_and_challenge_has_venues(name: str, shipped: Catalogue) -> None:
    parents = {topic.id: topic.parent for topic in shipped.topics}
    topics = {
        fold(known): topic.id
        for topic in shipped.topics
        for known in (topic.id, topic.en, *topic.aliases)
    }
    assert fold(name) in topics

    def within(topic: str | None) -> bool:
        return topic is not None and (topic == topics[fold(name)] or within(parents[topic]))

    assert any(within(topic) for venue in shipped.venues for topic in venue.topics)


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("conference", ["NeurIPS", "ICML", "CVPR", "NIPS", "AAAI"]),
        (
            "journal",
            [
                "Nature Machine Intelligence",
                "Journal of Machine Learning Research",
                "IEEE Transactions on Neural Networks and Learning Systems",
            ],
        ),
        ("course", ["Coursera", "edX", "Udacity", "Kaggle"]),
        ("project", ["PyTorch", "TensorFlow", "Keras", "Hugging Face Transformers"]),
        ("community", ["ResearchGate", "arXiv", "Stack Overflow"]),
    ],
)
def test_the_named_resources_exist(kind: str, names: list[str], shipped: Catalogue) -> None:
    known = {fold(name): venue for venue in shipped.venues for name in venue.names()}
    for name in names:
        assert fold(name) in known, name
    kinds = {
        name: known[fold(name)].kind.value for name in names if fold(name) != "kaggle"
    }  # courses, and a community
    assert set(kinds.values()) == {kind}


def test_nips_is_the_former_name_of_neurips_not_a_second_venue(shipped: Catalogue) -> None:
    (owner,) = [
        venue for venue in shipped.venues if fold("NIPS") in {fold(name) for name in venue.names()}
    ]
    assert owner.id == "neurips"


def test_every_dated_point_has_an_instant(shipped: Catalogue) -> None:
    for venue in shipped.venues:
        for edition in venue.editions:
            for deadline in edition.deadlines:
                if deadline.known:
                    assert deadline.instant(edition.default_zone).utcoffset() is not None


def test_well_known_venues_name_their_official_pages(shipped: Catalogue) -> None:
    named = {venue.id: venue.dates for venue in shipped.venues if venue.dates}
    assert len(named) >= 120
    assert {"neurips", "icml", "iclr", "cvpr", "acl", "www"} <= set(named)
    assert all(page.startswith("https://") for pages in named.values() for page in pages)
