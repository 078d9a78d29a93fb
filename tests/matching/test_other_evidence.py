"""What speaks for a venue besides the model's titles."""

from __future__ import annotations

from confradar.matching.other_evidence import Topics, likeness, named_topics
from confradar.matching.terms import tokens

OF = {f"v{number}": ["nlp"] for number in range(12)} | {
    "new": ["nlp"],
    "tunes": ["music"],
    "both": ["music", "nlp", "vision"],
    "none": ["vision"],
}
SHARES = {f"v{number}": 0.2 / (number + 1) for number in range(12)}


def test_a_venue_without_titles_has_a_small_part_of_its_topics_chance() -> None:
    topics = Topics(SHARES, OF, named=())
    alone = Topics({"v0": 0.9}, OF, named=())
    assert 0 < topics.score("new") < alone.score("new") < 0.01
    assert alone.score("both") < alone.score("new"), "one of its three topics"
    assert topics.score("none") == 0


def test_a_topic_that_only_the_text_names_brings_its_venues_up_to_the_sixth_place() -> None:
    topics = Topics(SHARES, OF, named={"music", "nlp"})
    best = sorted(SHARES.values(), reverse=True)
    assert best[5] < topics.score("tunes") < best[4]
    assert topics.score("both") < topics.score("tunes")
    assert topics.score("new") < best[9], "venues with titles have its topic"


def test_topics_are_named_by_whole_names_in_singular_or_plural() -> None:
    names = [
        ("recommender systems", "recsys"),
        ("music", "music"),
        ("systems", "systems"),
        ("the web", "web"),
        ("audio", "audio"),
    ]
    found = named_topics(tokens("A Recommender System for music on the web"), names)
    assert found == {"recsys": ["recommender system"], "music": ["music"], "systems": ["system"]}


def test_a_text_like_a_title_of_the_readers_own_speaks_for_its_venue() -> None:
    library = [
        ("media", "Deep triage of chest radiographs"),
        ("midl", "Deep learning for retina images"),
        ("acl", "Parsing trees"),
    ]
    found = likeness(tokens("Triage of chest radiographs by deep learning"), library)
    assert set(found) == {"media", "midl"}
    assert found["media"][0] > found["midl"][0] > 0
    assert found["media"][1] == ["chest", "radiographs", "triage", "deep"], "the rarer first"


def test_one_word_in_common_is_chance() -> None:
    assert likeness(tokens("Deep parsing"), [("acl", "Deep trees")]) == {}
