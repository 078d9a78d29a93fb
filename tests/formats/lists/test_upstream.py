"""The real snapshots: every record is read or reported, and every instant agrees with an
independent reading of the file.

The independent reading below uses plain yaml, tarfile and zoneinfo, and nothing of confradar.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from confradar.formats.lists import aideadlines, ccfddl, ccfddl_companions, hf
from confradar.formats.lists.reading import Reading
from plain import (
    Instants,
    assert_same,
    plain_aideadlines,
    plain_ccfddl,
    plain_hf,
    plain_instant,
    read_instants,
)


def editions_of(reading: Reading) -> set[tuple[str, int]]:
    return {(venue.acronym, edition.year) for venue in reading.venues for edition in venue.editions}


@pytest.fixture(scope="module")
def ccf(upstream: Path) -> Reading:
    return ccfddl.read(
        (upstream / "ccfddl" / "allconf.yml").read_bytes(), recorded=date(2026, 8, 20)
    )


@pytest.fixture(scope="module")
def hugging(upstream: Path) -> Reading:
    return hf.read(
        (upstream / "hf" / "ai-deadlines-main.tar.gz").read_bytes(), recorded=date(2026, 7, 16)
    )


@pytest.fixture(scope="module")
def single(upstream: Path) -> Reading:
    return aideadlines.read(
        (upstream / "aideadlines" / "conferences.yml").read_bytes(), recorded=date(2024, 3, 18)
    )


def test_ccfddl_loses_no_edition_and_no_row(upstream: Path, ccf: Reading) -> None:
    plain = list(plain_ccfddl(upstream))
    assert (
        (ccf.editions, ccf.fields)
        == (len(plain), sum(len(edition["timeline"]) for _, edition in plain))
        == (508, 678)
    )
    assert len(ccf.venues) == 149
    assert editions_of(ccf) == {(title, edition["year"]) for title, edition in plain}
    assert [item.reason for item in ccf.unread] == [
        "'August 2027 (exact dates TBD)' gives no first and last day; kept as text"
    ]


def test_ccfddl_instants(upstream: Path, ccf: Reading) -> None:
    expected: Instants = defaultdict(set)
    for title, edition in plain_ccfddl(upstream):
        for row in edition["timeline"]:
            dates = [value for key, value in row.items() if "deadline" in key]
            dates += re.findall(r"commitment deadline: ([-\d]+)", row.get("comment", ""))
            expected[(title, edition["year"])] |= {
                plain_instant(value, edition["timezone"]) for value in dates
            }
    assert_same(read_instants(ccf), expected)


def test_ccfddl_abstracts_and_uncommented_papers_keep_their_kind(
    upstream: Path, ccf: Reading
) -> None:
    kinds: dict[tuple[str, int, str], set[str]] = defaultdict(set)
    for venue in ccf.venues:
        for edition in venue.editions:
            for item in edition.deadlines:
                kinds[(venue.acronym, edition.year, item.at)].add(item.kind.value)
    for title, record in plain_ccfddl(upstream):
        for row in record["timeline"]:
            for key, value in row.items():
                if key.startswith("abstract"):
                    assert "abstract" in kinds[(title, record["year"], str(value))], (
                        title,
                        record["id"],
                    )
                elif key == "deadline" and "comment" not in row:
                    assert "paper" in kinds[(title, record["year"], str(value))], (
                        title,
                        record["id"],
                    )


@pytest.mark.parametrize(
    ("year", "utc"),
    [
        (
            2025,
            [
                "2024-04-02T00:00",
                "2024-07-02T00:00",
                "2024-11-02T00:00",
                "2024-12-02T01:00",
                "2025-03-02T01:00",
            ],
        ),
        (2027, ["2026-04-02T00:00", "2026-11-02T01:00", "2026-12-02T01:00", "2027-03-02T01:00"]),
    ],
)
def test_vldb_closes_at_five_in_california_in_summer_and_winter(
    ccf: Reading, year: int, utc: list[str]
) -> None:
    (edition,) = (
        edition
        for venue in ccf.venues
        if venue.acronym == "VLDB"
        for edition in venue.editions
        if edition.year == year
    )
    papers = [item for item in edition.deadlines if item.kind.value == "paper"]
    assert [item.round for item in papers] == list(range(1, 13))
    assert {item.zone for item in papers} == {"PT"}
    assert {f"{at}:00+00:00" for at in utc} <= {item.instant("AoE").isoformat() for item in papers}


def test_ccfddl_event_days_are_read_or_kept_as_text(upstream: Path, ccf: Reading) -> None:
    editions = {
        (venue.acronym, edition.year): edition for venue in ccf.venues for edition in venue.editions
    }
    dated = [
        (key, edition["date"])
        for title, edition in plain_ccfddl(upstream)
        if edition.get("date")
        for key in [(title, edition["year"])]
    ]
    assert [
        text for key, text in dated if editions[key].start is None and not editions[key].when
    ] == []
    assert sum(editions[key].start is not None for key, _ in dated) / len(dated) > 0.97
    for key, text in dated:
        start, end = editions[key].start, editions[key].end
        if start and end and (years := [int(year) for year in re.findall(r"20\d\d", text)]):
            assert end.year == years[-1], text
            assert {start.day, end.day} <= {int(number) for number in re.findall(r"\d+", text)}, (
                text
            )


def test_hugging_face_loses_no_edition_and_no_date(upstream: Path, hugging: Reading) -> None:
    plain = list(plain_hf(upstream))
    assert (hugging.editions, hugging.fields, len(hugging.venues), hugging.unread) == (
        len(plain),
        492,
        68,
        (),
    )
    assert len(plain) == 122
    assert editions_of(hugging) == {(record["title"], record["year"]) for record in plain}


def test_hugging_face_instants(upstream: Path, hugging: Reading) -> None:
    expected: Instants = defaultdict(set)
    count = 0
    legacy = (
        "deadline",
        "abstract_deadline",
        "rebuttal_period_start",
        "rebuttal_period_end",
        "final_decision_date",
        "review_release_date",
    )
    for record in plain_hf(upstream):
        dates: list[tuple[object, str | None]] = [
            (record[key], record.get("timezone")) for key in legacy if record.get(key)
        ]
        for row in record.get("deadlines") or []:
            dates += [
                (row[key], row.get("timezone") or record.get("timezone"))
                for key in ("date", "deadline")
                if key in row
            ]
        count += len(dates)
        expected[(record["title"], record["year"])] |= {plain_instant(*item) for item in dates}
    assert count == 492
    assert_same(read_instants(hugging), expected)


def test_hugging_face_native_days_are_kept_where_they_fit_the_year(
    upstream: Path, hugging: Reading
) -> None:
    editions = {
        (venue.acronym, edition.year): edition
        for venue in hugging.venues
        for edition in venue.editions
    }
    for record in plain_hf(upstream):
        edition = editions[(record["title"], record["year"])]
        if str(record.get("start", ""))[:4] == str(record["year"]):
            assert (str(edition.start), str(edition.end)) == (
                str(record["start"]),
                str(record["end"]),
            ), record["id"]
        elif record.get("start"):
            assert edition.start is not None, record["id"]


def series(record: dict[str, Any]) -> str:
    """The title without its year, which one record has, and with the first one's spelling of a
    venue that has two."""
    return str(record["title"]).removesuffix(f" {record['year']}").replace("ECML/PKDD", "ECML-PKDD")


def test_ai_deadlines_loses_no_edition_and_no_date(upstream: Path, single: Reading) -> None:
    plain = plain_aideadlines(upstream)
    assert single.editions == len(plain) == 169
    assert single.fields == sum(
        bool(record.get(key)) for record in plain for key in ("deadline", "abstract_deadline")
    )
    assert editions_of(single) == {(series(record), record["year"]) for record in plain}
    assert sorted(item.key for item in single.unread) == ["link", "start"], (
        "what is wrong in the file itself"
    )


def test_ai_deadlines_instants(upstream: Path, single: Reading) -> None:
    expected: Instants = defaultdict(set)
    for record in plain_aideadlines(upstream):
        dates = [record[key] for key in ("deadline", "abstract_deadline") if record.get(key)]
        expected[(series(record), record["year"])] |= {
            plain_instant(value, record["timezone"]) for value in dates
        }
    assert_same(read_instants(single), expected)


def test_no_deadline_of_the_three_shares_its_key_with_another(
    ccf: Reading, hugging: Reading, single: Reading
) -> None:
    for reading in (ccf, hugging, single):
        for venue in reading.venues:
            for edition in venue.editions:
                keys = [item.key for item in edition.deadlines]
                assert len(set(keys)) == len(keys), (venue.acronym, edition.year)
                assert {item.source for item in edition.deadlines} <= {reading.source}


def test_countries_of_places_are_found_for_nearly_all(
    ccf: Reading, hugging: Reading, single: Reading
) -> None:
    def share(readings: Iterable[Reading]) -> float:
        placed = [
            edition
            for reading in readings
            for venue in reading.venues
            for edition in venue.editions
            if edition.place
        ]
        offline = [edition for edition in placed if edition.format == "online"]
        return sum(edition.country is not None for edition in placed) / (len(placed) - len(offline))

    assert share([ccf, hugging, single]) > 0.95


def test_acceptance_rates(upstream: Path) -> None:
    data = (upstream / "ccfddl" / "accept_rates.yml").read_bytes()
    plain = [
        (series["title"], record)
        for series in yaml.safe_load(data)
        for record in series["accept_rates"]
    ]
    rates, reading = ccfddl_companions.read_acceptance(data)
    assert (
        len({(title, record["year"]) for title, record in plain})
        == len(rates) + len(reading.unread)
        == 86
    )
    assert [item.record for item in reading.unread] == ["IJCNN 2024"], (
        "more accepted than submitted"
    )
    for title, record in plain:
        if (title, record["year"]) in rates:
            assert rates[(title, record["year"])].share == pytest.approx(
                float(str(record["rate"]).replace(",", ".")), abs=0.002
            )


def test_the_history_of_moves_is_read_whole_and_corrections_are_told_apart(upstream: Path) -> None:
    path = upstream / "ccfddl" / "revisions.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    reading = ccfddl_companions.read_revisions(path.read_bytes())
    assert (reading.fields, reading.unread) == (len(rows), ())
    kept = {
        (move.title, move.year, move.kind, str(move.old), str(move.new)) for move in reading.moves
    }
    for row in rows:
        shift, ahead = int(row["shift_days"]), int(row["days_before_old_date"])
        key = (row["title"], int(row["year"]), row["field"], row["old_date"], row["new_date"])
        if shift in {7, 14} and 0 <= ahead <= 30:
            assert key in kept, "an extension near the deadline"
        if shift < 0 or shift > 300:
            assert key not in kept, "a correction"
