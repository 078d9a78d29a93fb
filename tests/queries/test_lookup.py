"""Words beside a command's name: a venue by any exact name, else a topic, else one line that names
the right command."""

from __future__ import annotations

import sqlite3

import pytest

from confradar.errors import UsageError
from confradar.queries.filters import VenueFilter
from confradar.queries.lookup import read_words
from confradar.queries.venues import venues
from queries.conftest import Catalogue
from support import NOW_EPOCH, venue


@pytest.mark.parametrize(
    ("words", "found", "topics", "told"),
    [
        (["lingua"], ["lingua"], [], []),
        (["VISIO", "babel"], ["visio", "lingua"], [], ["babel: LINGUA (lingua)"]),
        (["nlp"], [], ["nlp"], ["nlp: topic"]),
        (["自然语言处理"], [], ["nlp"], ["自然语言处理: topic nlp"]),
        (["machine", "learning"], [], ["ml"], ["machine learning: topic ml"]),
        (["visio,cv"], ["visio"], ["cv"], ["cv: topic"]),
        (["lingua", "lingua", "LINGUA"], ["lingua"], [], []),
    ],
)
def test_words_are_venues_else_topics(
    words: list[str],
    found: list[str],
    topics: list[str],
    told: list[str],
    index: sqlite3.Connection,
) -> None:
    read = read_words(index, words)
    assert (list(read.venues), list(read.topics), list(read.remarks)) == (found, topics, told)


def test_a_venue_called_like_a_topic_wins_and_both_are_told(indexed: Catalogue) -> None:
    read = read_words(indexed(venue("speech", acronym="Speech")), ["speech"])
    assert (read.venues, read.topics) == (("speech",), ())
    assert read.remarks == ("speech: the venue Speech; the topic is --topic speech",)


def test_venues_and_topics_that_are_named_are_alternatives_and_filters_narrow_them(
    index: sqlite3.Connection,
) -> None:
    def ids(wanted: VenueFilter) -> set[str]:
        return {item.id for item in venues(index, wanted, now=NOW_EPOCH)}

    assert ids(VenueFilter(venues=["annals"], areas=["cv"])) == {"annals", "visio"}
    assert ids(VenueFilter(venues=["annals"], areas=["cv"], kinds=["journal"])) == {"annals"}
    assert ids(VenueFilter(areas=["nlp"], ccf=["A"])) == {"lingua"}


@pytest.mark.parametrize(
    ("words", "right"),
    [
        (["lingua", "2027"], "confradar deadlines lingua --year 2027"),
        (["lingua2027"], "confradar deadlines lingua --year 2027"),
        (["workshops"], "confradar list --kind workshop"),
        (["camera-ready"], "confradar deadlines --deadline-kind camera_ready"),
        (["Germany"], "confradar list --country DE"),
        (["b"], "confradar list --ccf A,B"),
        (["months"], "--within '3 months'"),
        (["visoi"], "did you mean visio"),
        (["zzzz qqqq"], "confradar list -q 'zzzz qqqq'"),
        (["-"], "confradar list"),
    ],
)
def test_a_word_that_is_neither_names_the_right_command_in_one_line(
    words: list[str], right: str, index: sqlite3.Connection
) -> None:
    with pytest.raises(UsageError) as caught:
        read_words(index, words)
    assert right in str(caught.value)
    assert "\n" not in str(caught.value)
