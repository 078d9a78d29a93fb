"""The reader of the single-file format and the habits of its forks."""

from __future__ import annotations

from datetime import date

import pytest

from confradar.formats.lists import aideadlines
from confradar.formats.lists.reading import Reading
from confradar.model.deadline import Deadline


def read(**facts: str) -> Reading:
    base = {"title": "A", "year": "2026", "id": "a26", "sub": "ML"}
    return aideadlines.read(
        (
            "- {" + ", ".join(f"{key}: {value}" for key, value in {**base, **facts}.items()) + "}"
        ).encode()
    )


def deadlines(reading: Reading) -> tuple[Deadline, ...]:
    return reading.venues[0].editions[0].deadlines


@pytest.mark.parametrize(
    ("deadline", "zone", "utc"),
    [
        ("2026-05-13 23:59:59", "UTC-12", "2026-05-14T11:59:59"),
        ("2026-05-13 23:59", "UTC-12", "2026-05-14T11:59:00"),
        ("2026-5-13 23:59", "UTC", "2026-05-13T23:59:00"),
        ("2026-05-13", "America/Los_Angeles", "2026-05-14T06:59:59"),
        ("2026-01-13 12:00", "America/Los_Angeles", "2026-01-13T20:00:00"),
        ("2026-05-13 12:00", "PDT", "2026-05-13T19:00:00"),
        ("2026-03-07 21:59", "CET", "2026-03-07T20:59:00"),
        ("2026-07-01 12:00", "CET", "2026-07-01T10:00:00"),
        ("2026-05-13 12:00", "GMT+8", "2026-05-13T04:00:00"),
        ("2026-05-13 12:00", "Etc/GMT+8", "2026-05-13T20:00:00"),
        ("2026-05-13 24:00", "UTC", "2026-05-14T00:00:00"),
        ("2026-05-13 23:59", None, "2026-05-14T11:59:00"),
    ],
)
def test_instants(deadline: str, zone: str | None, utc: str) -> None:
    reading = read(deadline=f"'{deadline}'", **({"timezone": zone} if zone else {}))
    assert reading.unread == ()
    assert [item.instant("UTC").isoformat() for item in deadlines(reading)] == [f"{utc}+00:00"]


def test_several_deadlines_in_a_list_are_rounds_and_templates_take_the_editions_year() -> None:
    reading = read(deadline="['%y-02-28 23:59:59', '%Y-10-01', TBA]", timezone="UTC")
    assert reading.fields == 3
    assert [(item.round, item.at) for item in deadlines(reading)] == [
        (1, "2025-10-01"),
        (2, "2026-02-28 23:59:59"),
        (3, "TBD"),
    ]


def test_abstracts_stand_beside_papers() -> None:
    assert {
        item.kind.value: item.at
        for item in deadlines(read(deadline="2026-05-08", abstract_deadline="2026-05-01"))
    } == {"abstract": "2026-05-01", "paper": "2026-05-08"}


@pytest.mark.parametrize(
    ("facts", "days"),
    [
        ({"date": "'October 21 - October 25, 2026'"}, ("2026-10-21", "2026-10-25")),
        ({"data": "'October 21-25'"}, ("2026-10-21", "2026-10-25")),
        ({"start": "2026-10-21", "end": "2026-10-25"}, ("2026-10-21", "2026-10-25")),
        (
            {"start": "2025-10-21", "end": "2025-10-25", "date": "'October 21-25, 2026'"},
            ("2026-10-21", "2026-10-25"),
        ),
        ({"date": "TBA"}, None),
    ],
)
def test_event_days(facts: dict[str, str], days: tuple[str, str] | None) -> None:
    reading = read(**facts)
    (edition,) = reading.venues[0].editions
    assert (str(edition.start), str(edition.end)) == (days or ("None", "None"))
    assert reading.unread == ()


@pytest.mark.parametrize(
    ("sub", "topics"),
    [
        ("CV", ("cv",)),
        ("[DM, KR]", ("data-mining", "knowledge")),
        ("[ML, XX]", ("ml",)),
        ("XX", ("interdisciplinary",)),
        ("5", ("interdisciplinary",)),
    ],
)
def test_topics(sub: str, topics: tuple[str, ...]) -> None:
    assert read(sub=sub).venues[0].topics == topics


def test_round_notes_number_the_deadline() -> None:
    assert deadlines(read(deadline="2026-05-08", note="Round 2 of the cycle"))[0].round == 2


@pytest.mark.parametrize(
    ("facts", "key", "says"),
    [
        ({"deadline": "soon"}, "deadline", "not a time"),
        ({"deadline": "[2026-05-08, 2026-02-30]"}, "deadline", "not a possible time"),
        ({"deadline": "{a: 1}"}, "deadline", "without a date"),
        ({"deadline": "2026-05-08", "timezone": "IST"}, "timezone", "ambiguous"),
        ({"deadline": "2026-05-08", "timezone": "Mars"}, "timezone", "its dates are left out"),
        ({"title": "''"}, "title", "left out"),
        ({"year": "next"}, "year", "left out"),
        ({"link": "example.org"}, "link", "not an http"),
        ({"date": "Springtime"}, "date", "kept as text"),
        ({"start": "2026-05-08", "end": "2025-05-09"}, "start", "not days in order"),
        ({"start": "x", "end": "y"}, "start", "not days in order"),
        ({"hindex": "1.0e999"}, "h5.index", "finite"),
    ],
)
def test_what_cannot_be_read_is_reported_with_its_line(
    facts: dict[str, str], key: str, says: str
) -> None:
    (unread,) = read(**facts).unread
    assert unread.key == key
    assert says in unread.reason


def test_a_record_that_is_no_record_is_reported() -> None:
    reading = aideadlines.read(b"- words\n- {title: A, year: 2026}\n- [1]\n")
    assert reading.editions == 3
    assert [(item.record, item.line) for item in reading.unread] == [
        ("record 1", 1),
        ("record 3", 3),
    ]


def test_forks_may_name_the_source_and_the_day() -> None:
    reading = aideadlines.read(
        b"- {title: A, year: 2026, deadline: 2026-05-08}", source="fork", recorded=date(2026, 1, 2)
    )
    (item,) = deadlines(reading)
    assert (item.source, item.recorded, reading.venues[0].sources) == (
        "fork",
        date(2026, 1, 2),
        ("fork",),
    )
