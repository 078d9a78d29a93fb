"""Other forks of the three formats: what is unambiguous is read, the rest is reported, nothing is
lost."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from confradar.errors import DataError
from confradar.formats.lists import aideadlines, ccfddl, hf
from confradar.formats.lists.reading import Reading
from confradar.formats.lists.time_spellings import wall_of
from confradar.model.venue import Edition


def single(**facts: Any) -> Reading:
    """A single-file list of one record."""
    record = {"title": "ABC", "year": 2027, "sub": "ML", "deadline": "2027-01-15 23:59", **facts}
    kept = {key: value for key, value in record.items() if value is not None}
    return aideadlines.read(
        yaml.safe_dump([kept], sort_keys=False, allow_unicode=True).encode(), source="fork"
    )


def edition(reading: Reading) -> Edition:
    return reading.venues[0].editions[0]


def points(reading: Reading) -> list[tuple[str, int | None, str, str | None]]:
    return [
        (item.kind.value, item.round, item.at, item.zone) for item in edition(reading).deadlines
    ]


@pytest.mark.parametrize(
    ("text", "wall", "zone"),
    [
        ("2027-01-15 23:59:59", "2027-01-15 23:59:59", None),
        ("2027-1-5", "2027-01-05", None),
        ("2027/01/15 23:59", "2027-01-15 23:59", None),
        ("20270115", "2027-01-15", None),
        ("2027-01-15T23:59", "2027-01-15 23:59", None),
        ("2027-01-15 11:59 PM", "2027-01-15 23:59", None),
        ("2027-01-15 12:00 a.m.", "2027-01-15 00:00", None),
        ("2027-01-15 23:59 AoE", "2027-01-15 23:59", "AoE"),
        ("2027-01-15 23:59 (UTC-12)", "2027-01-15 23:59", "UTC-12"),
        ("2027-01-15 (anywhere on earth)", "2027-01-15", "anywhere on earth"),
        ("January 15, 2027", "2027-01-15", None),
        ("Fri, Jan. 15th 2027, 23:59 AoE", "2027-01-15 23:59", "AoE"),
        ("15 January 2027 at 11:59pm", "2027-01-15 23:59", None),
        ("2027-01-15 24:00", "2027-01-15 24:00", None),
        ("2027-01-15T23:59:59+08:00", "2027-01-15 23:59:59", "+08:00"),
        ("2027-01-15T23:59:59.000Z", "2027-01-15 23:59:59", "Z"),
        ("2027-01-15, 5 PM PT", "2027-01-15 17:00", "PT"),
        ("15-Jan-2027", "2027-01-15", None),
        ("15th of January 2027 (23:59 AoE)", "2027-01-15 23:59", "AoE"),
        ("2027年1月15日 23:59", "2027-01-15 23:59", None),
        ("Extended to January 15, 2027", "2027-01-15", None),
        ("2027-01-15 23:59 (firm deadline)", "2027-01-15 23:59", None),
    ],
)
def test_a_time_may_be_spelled_in_many_ways(text: str, wall: str, zone: str | None) -> None:
    assert wall_of(text) == (wall, zone)


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2027",
        "15.01.27",
        "mid January",
        "2027-13-01",
        "2027-02-30",
        "2027-01-15 25:00",
        "2027-01-15 13:00 PM",
        "2027-01-15 23:59 CST",
        "2027-01-15 noon",
        "2027-01-10 -12",
        "2027-01-10 - 12",
        "Mon, Jan 15, 2027",
        "2027-01-15 (tentative)",
        "January 15",
        "%y-%m-15",
        "%m-06-06",
        "N/A",
        "---",
        "2027",
        "?",
        "rolling",
    ],
)
def test_what_could_mean_two_days_is_not_guessed(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        wall_of(text)
    reading = single(deadline=text)
    assert points(reading) == []
    assert [item.key for item in reading.unread] == ["deadline"]


def test_several_deadlines_and_no_zone_mean_rounds_anywhere_on_earth() -> None:
    reading = single(
        deadline=["%Y-06-06 23:59", "%Y-11-14 23:59", "%y-02-01"], tags=["CONF", "SEC"], sub=None
    )
    assert points(reading) == [
        ("paper", 1, "2026-06-06 23:59", "AoE"),
        ("paper", 2, "2026-11-14 23:59", "AoE"),
        ("paper", 3, "2027-02-01", "AoE"),
    ]
    assert reading.fields == 3
    assert reading.venues[0].topics == ("security",)


def test_the_zone_in_the_text_wins_over_the_records() -> None:
    assert points(single(deadline="2027-01-15 17:00 PT", timezone="UTC")) == [
        ("paper", None, "2027-01-15 17:00", "PT")
    ]


@pytest.mark.parametrize(
    ("facts", "title", "year"),
    [
        ({"year": "2027"}, "ABC", 2027),
        ({"title": "ABC 2027", "year": None}, "ABC", 2027),
        ({"title": "ABC'27", "year": None}, "ABC", 2027),
        ({"title": "ABC 2027"}, "ABC", 2027),
        ({"title": None, "name": "ABC"}, "ABC", 2027),
        ({"title": "3DV"}, "3DV", 2027),
        ({"title": "CSCW 2026"}, "CSCW 2026", 2027),
    ],
)
def test_title_and_year_stand_in_several_places(
    facts: dict[str, Any], title: str, year: int
) -> None:
    reading = single(**facts)
    assert (reading.venues[0].acronym, edition(reading).year) == (title, year)


def test_dates_stand_under_many_keys() -> None:
    reading = single(
        deadline=None,
        submission_deadline="2027-01-15",
        abstract="2027-01-08",
        notification_date="2027-03-01",
        camera_ready="2027-04-01",
        rebuttal_deadline="2027-02-15",
    )
    assert {(kind, at) for kind, _, at, _ in points(reading)} == {
        ("abstract", "2027-01-08"),
        ("paper", "2027-01-15"),
        ("rebuttal_end", "2027-02-15"),
        ("notification", "2027-03-01"),
        ("camera_ready", "2027-04-01"),
    }


def test_a_key_that_says_it_is_a_date_but_not_which_is_reported() -> None:
    reading = single(surprise_deadline="2027-02-02", paper="https://example.org/paper.pdf")
    assert [(item.key, item.reason) for item in reading.unread] == [
        ("surprise_deadline", "unknown key: '2027-02-02' is left out")
    ]


def test_tags_come_as_text_or_list_and_unknown_ones_are_told_once() -> None:
    assert single(sub="CV, RO").venues[0].topics == ("cv", "robotics")
    assert single(sub=None, tags="machine learning; robotics").venues[0].topics == (
        "ml",
        "robotics",
    )
    body = "".join(
        f"- {{title: A{number}, year: 2027, sub: Basketry, deadline: 2027-01-01}}\n"
        for number in range(3)
    )
    assert [item.reason for item in aideadlines.read(body.encode()).unread] == [
        "unknown tag 'Basketry', filed under interdisciplinary"
    ]


def test_two_venues_of_one_title_stay_two_and_one_of_two_names_stays_one() -> None:
    body = """
- {title: FSE, full_name: Fast Software Encryption, year: 2027, sub: SEC, deadline: 2026-12-01}
- {title: FSE, full_name: Foundations of Software Engineering, year: 2027, sub: SE,
  deadline: 2026-12-10}
- {title: ICLR, full_name: International Conference on Learning Representations, year: 2026,
  sub: ML, deadline: 2025-09-24}
- {title: ICLR, full_name: The Fifteenth International Conference on Learning Representations,
  year: 2027, sub: DM, deadline: 2026-09-24}
"""
    venues = aideadlines.read(body.encode()).venues
    assert [(venue.acronym, len(venue.editions)) for venue in venues] == [
        ("FSE", 1),
        ("FSE", 1),
        ("ICLR", 2),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "conferences:\n  - {title: A, year: 2027, deadline: 2027-01-01}",
        "title: A\nyear: 2027\ndeadline: 2027-01-01",
    ],
)
def test_a_list_may_stand_in_a_mapping_or_be_one_record(body: str) -> None:
    assert points(aideadlines.read(body.encode())) == [("paper", None, "2027-01-01", "AoE")]


def test_ccfddl_rows_may_hold_lists_and_other_dates() -> None:
    body = """
title: S&P
description: Security and Privacy
sub: SC
rank: A
dblp: sp
confs:
  - year: '2027'
    id: sp27
    timezone: AoE
    timeline:
      - {deadline: [2027-01-01, 2027-04-01], notification: 2027-06-01}
      - {surprise: 2027-07-01}
"""
    reading = ccfddl.read(body.encode())
    assert points(reading) == [
        ("paper", 1, "2027-01-01", "AoE"),
        ("paper", 2, "2027-04-01", "AoE"),
        ("notification", None, "2027-06-01", "AoE"),
    ]
    assert [item.key for item in reading.unread] == ["rank", "timeline", "timeline.surprise"]


scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-10, 3000),
    st.text(max_size=8),
    st.sampled_from(["2027-01-01", "TBD", "AoE", "ML", "2027-02-30", "ABC"]),
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["date", "type", "label", "deadline"]), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = [
    "title", "name", "year", "id", "link", "deadline", "abstract_deadline", "notification_date",
    "odd_deadline", "timezone", "place", "date", "start", "end", "sub", "tags",
    "full_name", "note", "hindex", "deadlines", "city", "country", "venue", "rankings", "rank",
    "dblp", "confs", "timeline", "comment", "description",
]  # fmt: skip
records = st.dictionaries(st.sampled_from(KEYS), values, max_size=10)


@given(st.lists(records, max_size=4) | records | values)
def test_no_list_whatever_breaks_a_reader(document: object) -> None:
    body = yaml.safe_dump(document, allow_unicode=True).encode()
    for read in (ccfddl.read, hf.read, aideadlines.read):
        try:
            reading = read(body)
        except DataError:
            continue
        assert all(item.reason and "\n" not in item.record for item in reading.unread)


# How a list may spell a day of its own (a number from 0), and what is no day in any list.
SPELLED = [
    "2027-{0:02}-{1:02}",
    "2027/{0}/{1} 23:59",
    "2027-{0:02}-{1:02}T23:59:59+08:00",
    "%y-{0:02}-{1:02} 11:59 PM",
    "2027{0:02}{1:02}",
]
JUNK = ["soon", "2027-02-30", "03/04/2027", "N/A", "?", 7, "%y-%m-15", "2027-01-15 23:59 CST"]
DATE_KEYS = [
    "deadline",
    "deadlines",
    "abstract_deadline",
    "submission",
    "notification",
    "cameraReady",
    "poster_deadline",
    "odd_deadline",
    "opens_date",
    "important_dates",
]


@st.composite
def _dated(draw: st.DrawFn) -> tuple[dict[str, object], int]:
    """Dated fields in all shapes, each a day of its own, and how many they are."""
    days = itertools.count()

    def scalar() -> object:
        number = next(days)
        spelled = draw(st.sampled_from([*SPELLED, *JUNK]))
        return (
            spelled.format(number // 28 + 1, number % 28 + 1)
            if isinstance(spelled, str)
            else spelled
        )

    def value() -> object:
        shape = draw(st.sampled_from(["scalar", "list", "rows"]))
        if shape == "scalar":
            return scalar()
        items = [scalar() for _ in range(draw(st.integers(1, 3)))]
        row = {"type": "paper"} if draw(st.booleans()) else {"comment": "Paper submission"}
        return items if shape == "list" else [{**row, "date": item} for item in items]

    facts = {
        key: value() for key in draw(st.lists(st.sampled_from(DATE_KEYS), unique=True, max_size=4))
    }
    return facts, next(days)


@pytest.mark.parametrize("read", [hf.read, aideadlines.read])
def test_every_date_of_a_record_is_read_or_reported(read: Callable[[bytes], Reading]) -> None:
    @given(_dated())
    def try_one(dated: tuple[dict[str, Any], int]) -> None:
        facts, count = dated
        reading = read(
            yaml.safe_dump([{"title": "ABC", "year": 2027, "sub": "ML", **facts}]).encode()
        )
        kept = sum(len(held.deadlines) for venue in reading.venues for held in venue.editions)
        assert kept + len(reading.unread) == reading.fields == count

    try_one()


@given(_dated())
def test_every_row_of_a_timeline_is_read_or_reported(dated: tuple[dict[str, Any], int]) -> None:
    rows = [{key: value} for key, value in dated[0].items() if not isinstance(value, list)]
    body = [
        {
            "title": "ABC",
            "sub": "AI",
            "dblp": "abc",
            "confs": [{"year": 2027, "id": "abc27", "timezone": "UTC", "timeline": rows}],
        }
    ]
    reading = ccfddl.read(yaml.safe_dump(body).encode())
    told = sum(item.key != "timeline" for item in reading.unread)
    assert len(edition(reading).deadlines) + told == reading.fields == len(rows)
