"""Filters: they combine, they know every name of a thing, and they refuse what does not exist."""

from __future__ import annotations

import sqlite3

import pytest

from confradar.errors import UsageError
from confradar.queries.filters import VenueFilter
from confradar.queries.lookup import find_venue
from confradar.queries.venues import venues
from queries.conftest import Catalogue
from support import NOW_EPOCH, edition, venue


def ids(index: sqlite3.Connection, wanted: VenueFilter) -> set[str]:
    return {item.id for item in venues(index, wanted, now=NOW_EPOCH)}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (VenueFilter(), {"lingua", "visio", "sido", "annals", "gone"}),
        (VenueFilter(kinds=["conference"]), {"lingua", "visio", "gone"}),
        (VenueFilter(kinds=["conferences", "Journals"]), {"lingua", "visio", "gone", "annals"}),
        (VenueFilter(kinds=["workshop,journal"]), {"sido", "annals"}),
        (VenueFilter(ccf=["a"]), {"lingua"}),
        (VenueFilter(ccf=["A,B"]), {"lingua", "visio"}),
        (VenueFilter(ccf=["A", "B"], topics=["cv"]), {"visio"}),
        (VenueFilter(core=["A*"]), {"lingua"}),
        (VenueFilter(core=["a*,b"]), {"lingua", "sido"}),
        (VenueFilter(thcpl=["A"]), {"lingua"}),
        (VenueFilter(countries=["Germany"]), {"visio"}),
        (VenueFilter(countries=["de", "Switzerland"]), {"visio", "lingua"}),
        (VenueFilter(countries=["中国"]), {"lingua"}),
        (VenueFilter(topics=["nlp"], kinds=["workshop"]), {"sido"}),
        (VenueFilter(topics=["nlp"], kinds=["journal"]), set()),
        (VenueFilter(topics=["cv,ml"]), {"visio", "annals"}),
        (
            VenueFilter(topics=["nlp"], countries=["CH"], ccf=["A"], core=["A*"], query="babel"),
            {"lingua"},
        ),
        (VenueFilter(venues=["babel", "VISIO"]), {"lingua", "visio"}),
        (VenueFilter(venues=["babel", "visio"], topics=["speech"]), {"visio"}),
    ],
)
def test_values_of_a_filter_are_alternatives_and_filters_combine(
    wanted: VenueFilter, found: set[str], index: sqlite3.Connection
) -> None:
    assert ids(index, wanted) == found


@pytest.mark.parametrize(
    "name",
    [
        "nlp",
        "NLP",
        "natural language processing",
        "Natural-Language  Processing",
        "自然语言处理",
        "computational linguistics",
        "ＮＬＰ",
    ],
)
def test_a_topic_is_known_by_all_its_names_and_includes_its_sub_topics(
    name: str, index: sqlite3.Connection
) -> None:
    assert ids(index, VenueFilter(topics=[name])) == {"lingua", "sido", "gone"}


def test_topics_reach_through_every_level(index: sqlite3.Connection) -> None:
    assert ids(index, VenueFilter(topics=["ai"])) == {"lingua", "visio", "sido", "annals", "gone"}
    assert ids(index, VenueFilter(topics=["translation"])) == {"lingua"}
    assert ids(index, VenueFilter(topics=["translation", "cv"])) == {"lingua", "visio"}


@pytest.mark.parametrize(
    ("wanted", "message", "hint"),
    [
        (VenueFilter(topics=["nlpp"]), "there is no topic 'nlpp'", "did you mean nlp?"),
        (
            VenueFilter(topics=["xyzzy"]),
            "there is no topic 'xyzzy'",
            "`confradar topics` shows them all",
        ),
        (VenueFilter(topics=[""]), "a filter has no value", "leave it out"),
        (VenueFilter(topics=["nlp,xyzzy"]), "there is no topic 'xyzzy'", "`confradar topics`"),
        (
            VenueFilter(venues=["nlp"]),
            "there is no venue 'nlp'",
            "it is a topic: confradar list nlp",
        ),
        (VenueFilter(venues=["lingva"]), "there is no venue 'lingva'", "did you mean lingua"),
        (
            VenueFilter(kinds=["confrence"]),
            "there is no kind 'confrence'",
            "did you mean conference?",
        ),
        (VenueFilter(kinds=[""]), "a filter has no value", "leave it out"),
        (VenueFilter(ccf=["D"]), "there is no CCF rank 'D'", "one of A, B, C"),
        (VenueFilter(core=["A+"]), "there is no CORE rank 'A+'", "A*"),
        (VenueFilter(thcpl=["C"]), "there is no THCPL rank 'C'", "one of A, B"),
        (VenueFilter(ccf=[","]), "a filter has no value", "leave it out"),
        (
            VenueFilter(countries=["Germny"]),
            "there is no country 'Germny'",
            "did you mean germany?",
        ),
        (VenueFilter(countries=["France"]), "there is no country 'France'", ""),
        (VenueFilter(query='"*'), "has no word", ""),
        (VenueFilter(query=""), "has no word", ""),
        (VenueFilter(venues=["\udcff"]), "there is no venue", ""),
        (VenueFilter(venues=["'; drop table venue; --"]), "there is no venue", ""),
    ],
)
def test_what_does_not_exist_is_an_error_with_the_nearest_names(
    wanted: VenueFilter, message: str, hint: str, index: sqlite3.Connection
) -> None:
    with pytest.raises(UsageError) as caught:
        ids(index, wanted)
    assert message in str(caught.value)
    assert hint in f"{caught.value} {caught.value.hint}"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("lingua", {"lingua"}),
        ("LINGUA", {"lingua"}),
        ("babel", {"lingua"}),
        ("ubersetzung", {"lingua"}),
        ("Übersetzung sprach", {"lingua"}),
        ("zurich", {"lingua"}),
        ("北京", {"lingua"}),
        ("大会", {"lingua"}),
        ("言大", {"lingua"}),
        ("大语", set()),
        ("机器翻译", {"lingua"}),
        ("object detection", {"visio"}),
        ("workshop", {"sido"}),
        ("things visio", {"visio"}),
        ("visio lingua", set()),
        ("zzz", set()),
        ("AND OR NOT NEAR", set()),
        ('vis* ^"visio', {"visio"}),
        ("visio-a", {"visio"}),
        ("col:visio", set()),
        ("% _", None),
    ],
)
def test_full_text_finds_words_by_their_beginning_and_chinese_as_written(
    query: str, found: set[str] | None, index: sqlite3.Connection
) -> None:
    if found is None:
        with pytest.raises(UsageError):
            ids(index, VenueFilter(query=query))
    else:
        assert ids(index, VenueFilter(query=query)) == found


@pytest.mark.parametrize(
    "name",
    [
        "lingua",
        "LINGUA",
        "Lingua",
        "babel",
        "语言大会",
        "conference on sprachverarbeitung fur ubersetzung",
    ],
)
def test_a_venue_is_known_by_all_its_names(name: str, index: sqlite3.Connection) -> None:
    assert find_venue(index, name).id == "lingua"


def test_workshops_are_held_at_the_venue_of_their_newest_edition(indexed: Catalogue) -> None:
    index = indexed(
        venue("host"),
        venue("other"),
        venue("stays", kind="workshop", parent="host", editions=[edition(2026)]),
        venue(
            "moved",
            kind="workshop",
            parent="host",
            editions=[edition(2026, parent="other"), edition(2025, parent="host")],
        ),
        venue("alone", kind="workshop"),
    )
    assert ids(index, VenueFilter(hosts=["host"])) == {"stays"}
    assert ids(index, VenueFilter(hosts=["host,other-A"])) == {"stays", "moved"}
    with pytest.raises(UsageError, match="there is no venue 'hosst'"):
        ids(index, VenueFilter(hosts=["hosst"]))
