"""Hand-written records in the shapes that lists of other fields have."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from confradar.errors import DataError
from confradar.formats.lists import aideadlines, ccfddl, hf
from confradar.formats.lists.collector import MAX_DATES
from confradar.formats.lists.reading import Reading
from confradar.formats.lists.tags import TAGS, read_tags
from confradar.model.venue import Edition


def single(text: str) -> Reading:
    return aideadlines.read(text.encode())


def edition(reading: Reading) -> Edition:
    return reading.venues[0].editions[0]


def points(reading: Reading) -> list[tuple[str, int | None, str | None, str, str | None]]:
    return [
        (item.kind.value, item.round, item.track, item.at, item.zone)
        for item in edition(reading).deadlines
    ]


def told(reading: Reading) -> list[tuple[str, str]]:
    return [(item.key, item.reason) for item in reading.unread]


def test_security_templates_and_tags() -> None:
    reading = single("""
- name: PETS
  description: Privacy Enhancing Technologies Symposium
  year: 2026
  deadline:
    - "%Y-05-31 23:59"  # the year before
    - "%Y-11-30 23:59"
    - "%y-02-28 23:59"
    - "%y-%m-15"
  comment: Rolling deadline every quarter
  date: July 20-25
  place: Calgary, Canada
  tags: [PRIV, SHOP, ASTAR]
""")
    (venue,) = reading.venues
    assert (venue.name, venue.kind, venue.topics, venue.ranks.core) == (
        "Privacy Enhancing Technologies Symposium",
        "workshop",
        ("privacy",),
        "A*",
    )
    assert points(reading) == [
        ("paper", 1, None, "2025-05-31 23:59", "AoE"),
        ("paper", 2, None, "2025-11-30 23:59", "AoE"),
        ("paper", 3, None, "2026-02-28 23:59", "AoE"),
    ]
    assert (reading.fields, told(reading)) == (
        4,
        [("deadline", "'%y-%m-15' is a day of every month, which gives no single date")],
    )


@pytest.mark.parametrize(
    ("note", "kind", "number"),
    [
        ("abstract", "abstract", None),
        ("abstract submission", "abstract", None),
        ("full paper submission", "paper", None),
        ("rebuttal", "rebuttal_end", None),
        ("Round 2", "paper", 2),
        ("Technical Papers Round 1 Submissions", "paper", 1),
        ("Second cycle. Author notification 2026-03-19.", "paper", 2),
        (
            "Abstract submission deadline. Full paper deadline 2026-10-09 23:59:59 AoE.",
            "abstract",
            None,
        ),
        (
            "Mandatory abstract deadline on Oct 8, 2026. More info <a "
            "href='https://x.org'>here</a>.",
            "paper",
            None,
        ),
        ("Second round submission deadline on Aug. 29th", "paper", None),
        ("Multiple Deadlines", "paper", None),
        ("Abstract registration required (1 week before deadline AoE).", "paper", None),
    ],
)
def test_a_note_tells_what_the_one_deadline_is_for(
    note: str, kind: str, number: int | None
) -> None:
    record = {
        "title": "CPP",
        "year": 2027,
        "sub": "PL",
        "deadline": "2026-09-05 23:59:59",
        "note": note,
    }
    assert points(single(yaml.safe_dump([record]))) == [
        (kind, number, None, "2026-09-05 23:59:59", "AoE")
    ]


def test_records_of_the_cycles_of_one_edition_are_its_rounds() -> None:
    reading = single("""
- {title: CSCW (July cycle), year: 2027, deadline: 2026-07-18, sub: CSCW}
- {title: CSCW (January cycle), year: 2027, deadline: 2027-01-16, sub: CSCW}
- {title: CSCW, year: 2027, id: cscw27_3, deadline: 2027-05-13, sub: CSCW}
""")
    assert [(item.round, item.at, item.label) for item in edition(reading).deadlines] == [
        (1, "2026-07-18", "July cycle"),
        (2, "2027-01-16", "January cycle"),
        (3, "2027-05-13", None),
    ]


def test_rows_in_a_list_say_what_they_are_for_and_may_have_their_own_zone() -> None:
    reading = single("""
- title: ABC 2027
  sub: ML
  timezone: UTC
  deadline:
    - {date: 2027-01-08, comment: Round 1}
    - {date: 2027-05-08 12:00, comment: Round 2, timezone: PST}
    - {date: 2027-09-08 12:00, comment: Round 3, timezone: Mars}
  deadlines: [2027-11-01, {type: rebuttal, label: Rebuttal, start: 2027-02-01, end: 2027-02-05},
    {type: party, date: 2027-12-24}]
  important_dates: {Notification of acceptance: 2027-03-01, camera-ready due: 2027-04-01,
    Site opens: 2026-12-01}
  cycles: [{name: Winter, deadline: 2027-12-01, notification: 2028-01-01}]
""")
    assert {(kind, at, zone) for kind, _, _, at, zone in points(reading)} == {
        ("paper", "2027-01-08", "UTC"),
        ("paper", "2027-05-08 12:00", "PST"),
        ("paper", "2027-11-01", "UTC"),
        ("paper", "2027-12-01", "UTC"),
        ("rebuttal_start", "2027-02-01", "UTC"),
        ("rebuttal_end", "2027-02-05", "UTC"),
        ("other", "2027-12-24", "UTC"),
        ("notification", "2027-03-01", "UTC"),
        ("notification", "2028-01-01", "UTC"),
        ("camera_ready", "2027-04-01", "UTC"),
    }
    assert [(key, reason.partition(":")[0]) for key, reason in told(reading)] == [
        ("timezone", "unknown time zone 'Mars'"),
        ("type", "unknown type 'party', filed under other"),
        ("Site opens", "unknown key"),
    ]
    assert reading.fields == 12


@pytest.mark.parametrize(
    ("facts", "expected", "unread"),
    [
        ({"deadline": "TBA", "timezone": "TBD"}, [("paper", "TBD", None)], ["timezone"]),
        ({"deadline": "to be announced"}, [("paper", "TBD", "AoE")], []),
        ({"deadline": "---"}, [], ["deadline"]),
        ({"deadline": True}, [], ["deadline"]),
        ({"deadline": ["2027-01-01", None]}, [("paper", "2027-01-01", "AoE")], ["deadline"]),
        ({"deadline": 20270101}, [("paper", "2027-01-01", "AoE")], []),
        (
            {"deadline": "2027-01-01 23:59 UTC", "timezone": "Mars"},
            [("paper", "2027-01-01 23:59", "UTC")],
            ["timezone"],
        ),
        ({"cfp": "2027-01-01", "cfp_link": "https://x.org"}, [("paper", "2027-01-01", "AoE")], []),
        ({"cfp_ext": "2027-01-08"}, [("paper", "2027-01-08", "AoE")], []),
        ({"opens": "2027-01-01", "updated": "2026-01-01"}, [], ["opens"]),
        ({"workshop": True, "paper": "https://x.org", "demo": "yes", "acceptance": "25%"}, [], []),
        ({"notification": "soon"}, [], ["notification"]),
        ({"short_paper_deadline": "2027-01-01"}, [("paper", "2027-01-01", "AoE")], []),
        ({"reviewTimes": [{"first": "2027-01-01"}]}, [], ["first"]),
    ],
)
def test_keys_and_values(
    facts: dict[str, Any], expected: list[tuple[str, str, str | None]], unread: list[str]
) -> None:
    reading = single(yaml.safe_dump([{"title": "ABC", "year": 2027, "sub": "ML", **facts}]))
    assert [(kind, at, zone) for kind, _, _, at, zone in points(reading)] == expected
    assert [item.key for item in reading.unread] == unread


@pytest.mark.parametrize(
    ("facts", "days", "unread"),
    [
        ({"start": "TBA", "end": "TBA", "date": "TBD"}, (None, None), []),
        ({"date": "--", "place": "--"}, (None, None), []),
        ({"start": "2027-2-28", "end": "2027-3-4"}, ("2027-02-28", "2027-03-04"), []),
        ({"date_from": "2027-07-08", "date_to": "2027-07-11"}, ("2027-07-08", "2027-07-11"), []),
        ({"start": "2027-07-08"}, ("2027-07-08", None), []),
        ({"end": "2027-07-08"}, (None, None), ["end"]),
        ({"dates": ["2027-05-01", "2027-05-04"]}, (None, None), ["dates", "dates"]),
        ({"date": ["2027-05-01", "2027-05-04"]}, ("2027-05-01", "2027-05-04"), []),
        ({"date": "2027/05/01 - 2027/05/04"}, ("2027-05-01", "2027-05-04"), []),
        ({"date": "2027-05-01 - 04"}, (None, None), ["date"]),
        ({"date": "May 3-5 (postponed)"}, ("2027-05-03", "2027-05-05"), []),
        ({"date": "May 3-5 (moved to September)"}, (None, None), ["date"]),
        ({"date": "May 3-5 (postponed to September 6-8, 2027)"}, ("2027-09-06", "2027-09-08"), []),
        ({"date": "Postponed from 3-5 May to 6-8 September"}, ("2027-09-06", "2027-09-08"), []),
        ({"date": "May 3-5", "note": "Postponed to 2028"}, ("2027-05-03", "2027-05-05"), []),
    ],
)
def test_event_days_of_other_lists(
    facts: dict[str, Any], days: tuple[str | None, str | None], unread: list[str]
) -> None:
    reading = single(yaml.safe_dump([{"title": "ABC", "year": 2027, "sub": "ML", **facts}]))
    held = edition(reading)
    assert (held.start and str(held.start), held.end and str(held.end)) == days
    assert [item.key for item in reading.unread] == unread


def test_tags_of_all_fields_are_topics_of_the_tree(shipped: Path) -> None:
    tree = yaml.safe_load((shipped / "topics.yaml").read_text(encoding="utf-8"))
    ids = {topic["id"] for topic in tree["topics"]}
    assert set(TAGS.values()) <= ids
    assert {topic for topic in ids if TAGS.get(topic) != topic} == {"theory"}, (
        "which in other lists is the theory of computing"
    )


@pytest.mark.parametrize(
    ("value", "topics", "unknown"),
    [
        (["SEC", "PRIV", "CONF", "TOP4"], ("security", "privacy"), ()),
        ("AI/ML", ("ai", "ml"), ()),
        ("Security and Privacy", ("security", "privacy"), ()),
        ("Parallel and Distributed Computing", ("hpc",), ()),
        (
            ["quantum", "PL", "EDA", "NET", "OS"],
            ("interdisciplinary", "se", "architecture", "networks", "systems"),
            (),
        ),
        (["ML", "Basketry", 7], ("ml",), ("Basketry", "7")),
        (None, (), ()),
    ],
)
def test_tags(value: object, topics: tuple[str, ...], unknown: tuple[str, ...]) -> None:
    found = read_tags(value)
    assert (found.topics, found.unknown) == (topics, unknown)


def test_an_unknown_tag_beside_a_known_one_is_told_once_for_the_list() -> None:
    reading = single(
        "".join(
            f"- {{title: A{number}, year: 2027, tags: [ML, Basketry]}}\n" for number in range(3)
        )
    )
    assert told(reading) == [("tags", "unknown tag 'Basketry'")]


def test_more_dates_than_any_edition_has_are_reported() -> None:
    days = [date.fromordinal(738000 + number).isoformat() for number in range(MAX_DATES + 5)]
    reading = single(yaml.safe_dump([{"title": "A", "year": 2027, "deadline": days}]))
    assert len(edition(reading).deadlines) == MAX_DATES
    assert told(reading) == [
        ("deadlines", "104 dates, more than any edition has: all but the first 99 are left out")
    ]


@pytest.mark.parametrize(
    ("body", "titles"),
    [
        ("version: 1\nconferences: [{title: A, year: 2027}]", ["A"]),
        ("deadlines: [{title: A, year: 2027}]", ["A"]),
        ("title: My list\nconferences: [{title: A, year: 2027}]", ["A"]),
        ("ai: [{title: A, year: 2027}]\nsec: [{title: B, year: 2027}]", ["A", "B"]),
        ("a: {title: A, year: 2027}\nb: {title: B, year: 2027}", ["A", "B"]),
        ("title: A\nyear: 2027\ndeadlines: [{type: paper, date: 2027-01-01}]", ["A"]),
    ],
)
def test_where_the_records_stand(body: str, titles: list[str]) -> None:
    for read in (aideadlines.read, hf.read):
        assert [venue.acronym for venue in read(body.encode()).venues] == titles


@pytest.mark.parametrize(
    "body", ["a: {b: 1}", "meta: {title: x, year: 1}\nlist: [{title: A, year: 2027}]", "a: [1, 2]"]
)
def test_a_document_that_could_mean_several_things_is_refused(body: str) -> None:
    with pytest.raises(DataError, match="expected a list"):
        aideadlines.read(body.encode())


def test_ccfddl_series_of_forks() -> None:
    reading = ccfddl.read(b"""
SC:
- title: FSE
  sub: SC
  description: Fast Software Encryption
  confs:
    year: 2027
    deadline: 2027-01-01
    notification: 2027-02-01
    timeline: {deadline: TBD, comment: second round}
SE:
- title: FSE
  sub: [SE, PL]
  description: Foundations of Software Engineering
  notification: 2027-01-01
  confs:
  - year: 2027
    start: 2027-05-01
    end: 2027-05-03
    timeline:
    - {deadline: '2027-01-01 23:59', comment: Submission R1, timezone: UTC+8}
    - {deadline: '%y-06-01', comment: Submission R2}
    - {deadline: 2026-12-01, comment: submission open}
""")
    first, second = reading.venues
    assert [(item.kind.value, item.round, item.at) for item in first.editions[0].deadlines] == [
        ("paper", 1, "2027-01-01"),
        ("notification", None, "2027-02-01"),
        ("paper", 2, "TBD"),
    ]
    assert [
        (item.kind.value, item.round, item.at, item.zone) for item in second.editions[0].deadlines
    ] == [
        ("opening", None, "2026-12-01", None),
        ("paper", 1, "2027-01-01 23:59", "UTC+8"),
        ("paper", 2, "2027-06-01", None),
    ]
    assert (second.topics, str(second.editions[0].start)) == (("se",), "2027-05-01")
    assert told(reading) == [
        ("notification", "'2027-01-01' stands beside the editions and is left out")
    ]


def test_unknown_areas_and_bare_ranks_of_ccfddl_are_told_once() -> None:
    series = "".join(
        f"- {{title: A{number}, sub: QQ, rank: A, dblp: a{number}, confs: []}}\n"
        for number in range(3)
    )
    assert [(item.record, item.key) for item in ccfddl.read(series.encode()).unread] == [
        ("A0", "rank"),
        ("A0", "sub"),
    ]
