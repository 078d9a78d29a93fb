"""The reader of Hugging Face's list: single files and the archive of the repository."""

from __future__ import annotations

import gzip
import hashlib
import io
import tarfile
from datetime import date
from pathlib import Path

import pytest

from confradar.errors import DataError
from confradar.formats.lists import hf
from confradar.formats.lists.reading import Reading
from confradar.model.deadline import Deadline

RECORD = """
- title: ICDAR
  year: 2026
  id: icdar26
  full_name: The 20th International Conference on Document Analysis
  link: https://icdar2026.org/
  timezone: UTC+02
  deadlines:
    - {type: abstract, label: Abstract deadline, date: '2026-02-01 23:59:59', timezone: AoE}
    - {type: submission, label: Paper submission deadline, date: '2026-02-08 23:59:59'}
    - {type: camera-ready, label: Camera-ready version, date: '2026-05-08'}
  date: August 30 - September 4, 2026
  start: 2026-08-30
  end: 2026-09-04
  tags: [computer-vision, natural-language-processing]
  city: Vienna
  country: Austria
  rankings: 'CCF: C, CORE: A, THCPL: N'
  hindex: 50
"""


def read(text: str) -> Reading:
    return hf.read(text.encode(), recorded=date(2026, 7, 16))


def record(**facts: str) -> str:
    base = {"title": "A", "year": "2026", "id": "a26"}
    return "- {" + ", ".join(f"{key}: {value}" for key, value in {**base, **facts}.items()) + "}"


def deadlines(reading: Reading) -> tuple[Deadline, ...]:
    return reading.venues[0].editions[0].deadlines


def archive(files: dict[str, bytes], links: dict[str, str] | None = None) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz", compresslevel=1) as tar:
        for name, target in (links or {}).items():
            for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE):
                link = tarfile.TarInfo(name)
                link.type, link.linkname = kind, target
                tar.addfile(link)
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return buffer.getvalue()


def test_a_record_becomes_a_venue_with_an_edition() -> None:
    reading = read(RECORD)
    (venue,) = reading.venues
    (edition,) = venue.editions
    assert (reading.editions, reading.fields, reading.unread) == (1, 3, ())
    assert (venue.name, venue.topics) == (
        "International Conference on Document Analysis",
        ("cv", "nlp"),
    ), "the ordinal is the edition's"
    assert (venue.ranks.ccf, venue.ranks.core, venue.ranks.thcpl, venue.h5 and venue.h5.index) == (
        "C",
        "A",
        None,
        50,
    )
    assert (edition.start, edition.end, edition.place, edition.country) == (
        date(2026, 8, 30),
        date(2026, 9, 4),
        "Vienna, Austria",
        "AT",
    )


def test_a_deadlines_own_zone_wins_over_the_editions() -> None:
    assert [(item.kind.value, item.zone, item.at) for item in deadlines(read(RECORD))] == [
        ("abstract", "AoE", "2026-02-01 23:59:59"),
        ("paper", "UTC+02", "2026-02-08 23:59:59"),
        ("camera_ready", "UTC+02", "2026-05-08"),
    ]


def test_the_older_keys_are_read_beside_the_list() -> None:
    text = record(
        deadline="'2026-01-08 23:59:59'",
        abstract_deadline="2026-01-01",
        rebuttal_period_start="2026-02-01",
        rebuttal_period_end="2026-02-08",
        review_release_date="2026-01-31",
        final_decision_date="2026-03-01",
        timezone="PST",
        deadlines="[{type: camera_ready, label: Camera, date: 2026-04-01}]",
    )
    reading = read(text)
    assert reading.fields == 7
    assert {item.kind.value: item.at for item in deadlines(reading)} == {
        "paper": "2026-01-08 23:59:59",
        "abstract": "2026-01-01",
        "rebuttal_start": "2026-02-01",
        "rebuttal_end": "2026-02-08",
        "review_release": "2026-01-31",
        "notification": "2026-03-01",
        "camera_ready": "2026-04-01",
    }
    assert {item.zone for item in deadlines(reading)} == {"PST"}


def test_a_date_said_twice_is_one_deadline_and_the_same_wall_in_another_zone_is_another() -> None:
    entry = "{{type: paper, label: Paper, date: 2026-01-02 10:00, timezone: {}}}"
    twice = read(
        record(deadline="2026-01-02 10:00", timezone="UTC-12", deadlines=f"[{entry.format('AoE')}]")
    )
    assert [(item.at, item.label) for item in deadlines(twice)] == [("2026-01-02 10:00", "Paper")]
    apart = read(
        record(deadline="2026-01-02 10:00", timezone="UTC", deadlines=f"[{entry.format('AoE')}]")
    )
    assert {item.instant("AoE").hour for item in deadlines(apart)} == {10, 22}


@pytest.mark.parametrize(
    ("facts", "key", "says"),
    [
        ({"deadlines": "[{type: party, label: x, date: 2026-01-01}]"}, "type", "filed under other"),
        ({"deadlines": "[{type: paper, label: x}]"}, "x", "without a date"),
        ({"deadlines": "[{type: paper, date: soon}]"}, "date", "not a time"),
        (
            {"deadlines": "[{type: paper, date: 2026-01-01, timezone: Mars}]"},
            "timezone",
            "unknown time zone",
        ),
        ({"deadlines": "[5]"}, "deadlines", "not a time"),
        ({"deadlines": "soon"}, "deadlines", "not a time"),
        ({"deadlines": "{party: 2026-01-01}"}, "party", "unknown key"),
        ({"deadline": "2026-02-30"}, "deadline", "not a possible time"),
        ({"deadline": "2026-02-03", "timezone": "CST"}, "timezone", "ambiguous"),
        ({"start": "2026-02-30", "end": "2026-03-01"}, "start", "not days in order"),
        ({"start": "2026-03-05", "end": "2026-03-01"}, "start", "not days in order"),
        ({"date": "in May"}, "date", "kept as text"),
        ({"link": "ftp://x"}, "link", "not an http"),
        ({"title": "null"}, "title", "left out"),
        ({"year": "soon"}, "year", "left out"),
        ({"year": "20261"}, "year", "2100"),
        ({"hindex": "1.0e999"}, "h5.index", "finite"),
        ({"hindex": "many"}, "h5.index", "integer"),
        ({"rankings": "'CCF: A*'"}, "ranks.ccf", "'A', 'B' or 'C'"),
    ],
)
def test_what_cannot_be_read_is_reported(facts: dict[str, str], key: str, says: str) -> None:
    reading = read(record(**facts))
    assert [item.key for item in reading.unread][:1] == [key]
    assert says in reading.unread[0].reason


def test_a_bad_index_or_rank_does_not_cost_the_venue_its_deadlines() -> None:
    reading = read(record(hindex="9999", rankings="'CCF: A*'", deadline="2026-01-01"))
    assert [item.key for item in reading.unread] == ["ranks.ccf", "h5.index"]
    assert [item.at for item in deadlines(reading)] == ["2026-01-01"]


def test_native_days_of_another_year_give_way_to_the_text() -> None:
    (edition,) = (
        read(record(start="2025-05-04", end="2025-05-08", date="'May 4-8, 2026'"))
        .venues[0]
        .editions
    )
    assert (edition.start, edition.end) == (date(2026, 5, 4), date(2026, 5, 8))


@pytest.mark.parametrize(
    ("facts", "place", "country"),
    [
        ({"city": "Vienna", "country": "Austria"}, "Vienna, Austria", "AT"),
        ({"city": "Philadelphia", "country": "Pennsylvania"}, "Philadelphia, Pennsylvania", "US"),
        ({"country": "Singapore"}, "Singapore", "SG"),
        ({"city": "TBD"}, None, None),
    ],
)
def test_places(facts: dict[str, str], place: str | None, country: str | None) -> None:
    (edition,) = read(record(**facts)).venues[0].editions
    assert (edition.place, edition.country) == (place, country)


FOLDER = "ai-deadlines-main/src/data/conferences"


def test_an_archive_gives_the_records_of_its_conference_files_only() -> None:
    data = archive(
        {
            f"{FOLDER}/b.yml": record(title="B").encode(),
            f"{FOLDER}/a.yaml": record(title="A").encode(),
            f"{FOLDER}/notes.txt": b"words",
            f"{FOLDER}/deeper/c.yml": record(title="C").encode(),
            "ai-deadlines-main/src/data/other.yml": record(title="D").encode(),
        }
    )
    reading = hf.read(data)
    assert [venue.acronym for venue in reading.venues] == ["A", "B", "C"]


def test_one_broken_file_of_an_archive_is_reported_and_the_others_are_read() -> None:
    files = {
        "good.yml": record().encode(),
        "bad.yml": b"- {title: [",
        "page.yml": b"<!DOCTYPE html>",
        "map.yml": b"a: 1",
        "raw.yml": b"\xff",
    }
    reading = hf.read(archive({f"{FOLDER}/{name}": data for name, data in files.items()}))
    assert [venue.acronym for venue in reading.venues] == ["A"]
    assert {item.record for item in reading.unread} == {"bad.yml", "page.yml", "map.yml", "raw.yml"}


def test_members_that_point_out_of_the_archive_are_passed_over_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    secret = tmp_path / "secret.yml"
    secret.write_text(record(title="SECRET"))
    before = sorted(tmp_path.iterdir())
    evil = record(title="EVIL").encode()
    data = archive(
        {
            f"{FOLDER}/a.yml": record().encode(),
            "../evil.yml": evil,
            "ai-deadlines-main/../../src/data/conferences/evil.yml": evil,
            f"{FOLDER}/../../../evil.yml": evil,
            "/src/data/conferences/x/evil.yml": evil,
        },
        links={f"{FOLDER}/link.yml": str(secret), f"{FOLDER}/up.yml": "../../../../secret.yml"},
    )
    assert [venue.acronym for venue in hf.read(data).venues] == ["A"]
    assert sorted(tmp_path.iterdir()) == before


def test_bombs_are_refused() -> None:
    with pytest.raises(DataError, match="unpacks to more"):
        hf.read(archive({"ai-deadlines-main/zeros.bin": bytes(65 * 2**20)}))
    with pytest.raises(DataError, match="too large"):
        hf.read(archive({f"{FOLDER}/a.yml": b"#" * (4 * 2**20 + 1)}))
    with pytest.raises(DataError, match="unpacks to more"):
        hf.read(archive({f"x/{number}": b"" for number in range(5100)}))


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(b"words"),
        gzip.compress(b""),
        b"\x1f\x8b",
        b"\x1f\x8b" + b"\x00" * 100,
        archive(
            {
                f"{FOLDER}/a.yml": b"# "
                + b"".join(hashlib.sha256(bytes([n])).digest() for n in range(200))
            }
        )[:3000],
        archive({"ai-deadlines-main/README.md": b"nothing here"}),
        archive({}),
    ],
    ids=["not a tar", "empty", "two bytes", "zeros", "cut off", "other files", "no files"],
)
def test_a_damaged_or_foreign_archive_is_refused(data: bytes) -> None:
    with pytest.raises(DataError, match=r"archive"):
        hf.read(data)


@pytest.mark.parametrize(
    "paths",
    [
        ["fork-main/src/data/conferences/a.yml", "fork-main/src/data/conferences/b.yml"],
        ["src/data/conferences/a.yml", "src/data/conferences/b.yml"],
        ["./fork/src/data/conferences/ml/a.yml", "./fork/src/data/conferences/cv/b.yaml"],
        ["fork/_data/conferences/a.yml", "fork/_data/conferences/b.yml"],
        [
            "fork/src/data/conferences/a.yml",
            "fork/src/data/conferences/b.yml",
            "fork/old/conferences/c.yml",
        ],
    ],
)
def test_a_fork_may_have_another_root_or_folder(paths: list[str]) -> None:
    data = archive(
        {path: record(title=title).encode() for path, title in zip(paths, "ABC", strict=False)}
    )
    assert {venue.acronym for venue in hf.read(data).venues} == {"A", "B"}


def test_an_archive_with_one_file_of_conferences_is_read_and_one_with_two_lists_refused() -> None:
    one = {"fork/src/data/conferences.yml": record(title="A").encode(), "fork/README.md": b"words"}
    assert [venue.acronym for venue in hf.read(archive(one)).venues] == ["A"]
    with pytest.raises(
        DataError, match=r"several lists: fork/_data/conferences.yml, fork/src/data/conferences.yml"
    ):
        hf.read(archive({**one, "fork/_data/conferences.yml": record(title="B").encode()}))


def test_an_archive_that_was_unpacked_on_the_way_is_an_archive() -> None:
    import gzip
    import io
    import tarfile

    body = (
        b"- {title: COLM, full_name: Conference on Language Modeling, year: 2027, deadline: "
        b"'2027-03-28 23:59:59', timezone: AoE}\n"
    )
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as archive:
        info = tarfile.TarInfo("ai-deadlines-main/src/data/conferences/colm.yml")
        info.size = len(body)
        archive.addfile(info, io.BytesIO(body))
    for data in (raw.getvalue(), gzip.compress(raw.getvalue())):
        assert [venue.acronym for venue in hf.read(data).venues] == ["COLM"]
