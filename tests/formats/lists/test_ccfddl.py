"""The reader of ccfddl's files, on small samples: every row is read or reported."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from datetime import date
from pathlib import Path

import pytest

from confradar.errors import DataError
from confradar.formats.lists import aideadlines, ccfddl, hf
from confradar.formats.lists.archive import newest_day, packed
from confradar.formats.lists.reading import Reading
from confradar.model.deadline import Deadline

SAMPLE = """
- title: SIGIR
  description: International ACM SIGIR Conference
  sub: DB
  rank: {ccf: A, core: A*, thcpl: N}
  dblp: sigir
  confs:
  - year: 2026
    id: sigir26
    link: https://sigir2026.org/
    timeline:
    - abstract_deadline: '2026-01-15 23:59:59'
      deadline: '2026-01-22 23:59:59'
      comment: Full Paper
    - deadline: '2026-02-10 23:59:59'
      comment: Short Paper
    - deadline: TBD
      comment: second round
    timezone: AoE
    date: July 20-24, 2026
    place: Melbourne, Australia
"""


def read(text: str) -> Reading:
    return ccfddl.read(text.encode(), recorded=date(2026, 8, 20))


def one_edition(timeline: str, zone: str = "UTC", when: str = "July 1-2, 2026") -> str:
    return (
        f"- {{title: A, sub: AI, dblp: a, confs: [{{year: 2026, id: a26, timezone: {zone}, "
        f"date: '{when}', timeline: {timeline}}}]}}"
    )


def deadlines(reading: Reading) -> tuple[Deadline, ...]:
    return reading.venues[0].editions[0].deadlines


def test_a_series_becomes_a_venue_with_its_facts() -> None:
    reading = read(SAMPLE)
    (venue,) = reading.venues
    assert (reading.editions, reading.fields, reading.unread) == (1, 3, ())
    assert (venue.id, venue.acronym, venue.name, venue.topics, venue.dblp) == (
        "sigir", "SIGIR", "International ACM SIGIR Conference", ("databases",), "conf/sigir",
    )  # fmt: skip
    assert (venue.ranks.ccf, venue.ranks.core, venue.ranks.thcpl) == ("A", "A*", None), (
        "N means not ranked"
    )
    (edition,) = venue.editions
    assert (edition.start, edition.end, edition.place, edition.country) == (
        date(2026, 7, 20),
        date(2026, 7, 24),
        "Melbourne, Australia",
        "AU",
    )
    assert (edition.url, edition.source, edition.recorded) == (
        "https://sigir2026.org/",
        "ccfddl",
        date(2026, 8, 20),
    )


def test_rows_become_deadlines_with_kind_round_track_and_wording() -> None:
    found = [
        (item.kind, item.round, item.track, item.at, item.zone, item.label)
        for item in deadlines(read(SAMPLE))
    ]
    assert found == [
        ("abstract", None, None, "2026-01-15 23:59:59", "AoE", "Full Paper"),
        ("paper", 1, None, "2026-01-22 23:59:59", "AoE", "Full Paper"),
        ("paper", None, "short", "2026-02-10 23:59:59", "AoE", "Short Paper"),
        ("paper", 2, None, "TBD", "AoE", "second round"),
    ]


def test_unlabelled_rows_are_rounds_in_order_of_date() -> None:
    found = deadlines(
        read(
            one_edition("[{deadline: 2026-03-01}, {deadline: 2026-01-01}, {deadline: 2026-02-01}]")
        )
    )
    assert [(item.round, item.at) for item in found] == [
        (1, "2026-01-01"),
        (2, "2026-02-01"),
        (3, "2026-03-01"),
    ]


def test_a_row_that_stands_twice_is_one_deadline() -> None:
    found = deadlines(
        read(one_edition("[{deadline: 2026-03-01 12:00}, {deadline: 2026-03-01 12:00}]"))
    )
    assert [item.at for item in found] == ["2026-03-01 12:00"]


def test_the_misspelled_key_and_a_commitment_in_the_comment_are_read() -> None:
    row = (
        "{abstract deadline: 2026-01-01, deadline: 2026-01-08, comment: 'ARR Submission; "
        "commitment deadline: 2026-03-14'}"
    )
    found = {(item.kind.value, item.at) for item in deadlines(read(one_edition(f"[{row}]")))}
    assert found == {
        ("abstract", "2026-01-01"),
        ("paper", "2026-01-08"),
        ("commitment", "2026-03-14"),
    }


@pytest.mark.parametrize(
    ("timeline", "key", "says"),
    [
        ("[{deadline: 2026-02-30}]", "timeline.deadline", "not a possible time"),
        ("[{deadline: soon}]", "timeline.deadline", "not a time"),
        (
            "[{abstract_deadline: '?', deadline: 2026-01-01}]",
            "timeline.abstract_deadline",
            "not a time",
        ),
        ("[{comment: only words}]", "timeline", "without a deadline"),
        ("[{deadline: null}]", "timeline", "without a deadline"),
        ("[{}]", "timeline", "without a deadline"),
        ("[{deadline: 2026-01-01, colour: red}]", "timeline.colour", "unknown key"),
        ("[2026-01-01]", "timeline row 1", "not a record"),
        ("2026-01-01", "timeline", "expected a list"),
        ("null", "timeline", "expected a list"),
        ("[{deadline: [2026-01-01, {}]}]", "timeline.deadline", "without a date"),
        (
            "[{deadline: 2026-01-01, comment: 'commitment deadline: 2026-99-99'}]",
            "timeline.comment",
            "not a possible time",
        ),
    ],
)
def test_a_row_that_cannot_be_read_is_reported_with_its_place(
    timeline: str, key: str, says: str
) -> None:
    (unread,) = read(one_edition(timeline)).unread
    assert unread.key == key
    assert says in unread.reason
    assert unread.line > 0
    assert "A 2026 (a26)" in str(unread)


def test_an_unknown_zone_is_reported_and_its_dates_are_not_guessed() -> None:
    reading = read(one_edition("[{deadline: 2026-01-01 12:00}]", zone="Mars"))
    assert [(item.key, item.record) for item in reading.unread] == [("timezone", "A 2026 (a26)")]
    assert "unknown time zone 'Mars'" in reading.unread[0].reason
    assert deadlines(reading) == ()
    assert reading.venues[0].editions[0].start == date(2026, 7, 1), (
        "the rest of the edition is kept"
    )


def test_event_days_that_cannot_be_read_stay_as_text_and_are_reported() -> None:
    reading = read(one_edition("[]", when="Sometime in May"))
    assert [item.key for item in reading.unread] == ["date"]
    assert reading.venues[0].editions[0].when == "Sometime in May"
    assert read(one_edition("[]", when="TBD")).unread == ()


@pytest.mark.parametrize(
    ("text", "record", "key"),
    [
        ("- just words", "series 1", "title"),
        ("- {description: no title}", "series 1", "title"),
        ("- {title: A, sub: AI}", "A", "confs"),
        ("- {title: A, sub: AI, confs: [words]}", "A, edition 1", "confs"),
        ("- {title: A, sub: AI, confs: [{year: soon, timeline: []}]}", "A soon (no id)", "year"),
        ("- {title: A, sub: AI, confs: [{year: 20266, timeline: []}]}", "A 20266", "year"),
        ("- {title: A, sub: AI, confs: [{timeline: []}]}", "A ? (no id)", "year"),
        ("- {title: A, sub: XX, confs: []}", "A", "sub"),
        (
            "- {title: A, sub: AI, confs: [{year: 2026, link: 'javascript:alert(1)', timeline: "
            "[]}]}",
            "A 2026 (no id)",
            "link",
        ),
    ],
)
def test_what_is_not_as_it_should_be_is_reported_by_name(text: str, record: str, key: str) -> None:
    assert [(item.record, item.key) for item in read(text).unread] == [(record, key)]


@pytest.mark.parametrize(
    "titles",
    [
        ["会议", "大会"],
        ["中国AI大会", "全国AI会议", "AI"],
        ["Конференция", "Конференции"],
        ["学会", "カンファレンス", "회의", "مؤتمر"],
        ["🎉🎉", "☃"],
    ],
)
def test_titles_of_any_script_have_an_id_of_their_own_for_good(titles: list[str]) -> None:
    def ids(order: list[str]) -> dict[str, str]:
        return {
            venue.acronym: venue.id
            for venue in read(
                "".join(f"- {{title: {title}, sub: AI, confs: []}}\n" for title in order)
            ).venues
        }

    found = ids(titles)
    assert set(found) == set(titles)
    assert len(set(found.values())) == len(titles)
    assert ids(titles[::-1]) == found
    assert ids(titles[:1]) == {titles[0]: found[titles[0]]}


def test_a_repository_is_read_as_its_built_file(tmp_path: Path) -> None:
    """A folder, packed or not, with ``conference/AREA/VENUE.yml``; other files of it are passed
    over."""
    one = (
        "- title: ONE\n  sub: AI\n  confs:\n    - {year: 2027, timeline: [{deadline: "
        "'2027-01-05 23:59:59'}], timezone: AoE}\n"
    )
    two = one.replace("ONE", "TWO").replace("AI", "DB")
    files = {
        "conference/AI/one.yml": one,
        "conference/DB/two.yaml": two,
        "conference/types.yml": "- {name: x, sub: AI}\n",
    }
    files |= {
        "accept_rates/AI/one.yml": "- {title: ONE, accept_rates: []}\n",
        ".github/conference/x/y.yml": "- {title: NO, confs: []}\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    whole = ccfddl.read((one + two).encode())
    for data in (
        packed(tmp_path),
        gzip.compress(packed(tmp_path)),
        packed(tmp_path / "conference"),
        zipped(tmp_path),
    ):
        assert ccfddl.read(data) == whole
    for read in (hf.read, aideadlines.read):
        with pytest.raises(DataError) as refused:
            read(zipped(tmp_path))
        assert refused.value.hint == "add it with --format ccfddl"
    assert packed(tmp_path) == packed(tmp_path)


def zipped(folder: Path) -> bytes:
    """A folder as a code host gives it to browsers."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*.y*ml")):
            archive.write(path, Path("fork-main") / path.relative_to(folder))
    return buffer.getvalue()


def test_a_zip_is_of_the_day_of_its_files_and_damage_is_told(tmp_path: Path) -> None:
    path = tmp_path / "conference/AI/one.yml"
    path.parent.mkdir(parents=True)
    path.write_text("- {title: ONE, confs: []}\n")
    os.utime(path, (1_790_000_000, 1_790_000_000))
    data = zipped(tmp_path)
    assert newest_day(data) in {date(2026, 9, 21), date(2026, 9, 22)}
    with pytest.raises(DataError, match="damaged"):
        ccfddl.read(data[:-30])


@pytest.mark.parametrize(
    "rank", ["null", "A", "[A]", "{ccf: {a: 1}}", "{ccf: [A], core: 5}", "{ccf: D}"]
)
def test_odd_ranks_are_no_ranks(rank: str) -> None:
    (venue,) = read(f"- {{title: A, sub: AI, rank: {rank}, confs: []}}").venues
    assert (venue.ranks.ccf, venue.ranks.core, venue.ranks.thcpl) == (None, None, None)


def test_two_series_of_one_name_stay_two() -> None:
    text = (
        "- {title: FSE, sub: SC, dblp: fse, confs: []}\n- {title: FSE, sub: SE, dblp: sigsoft, "
        "confs: []}\n"
    )
    assert [(item.acronym, item.dblp) for item in read(text).venues] == [
        ("FSE", "conf/fse"),
        ("FSE", "conf/sigsoft"),
    ]


def test_two_records_of_one_year_fill_each_others_gaps_and_another_date_is_a_contradiction() -> (
    None
):
    one = "{{year: 2026, id: a26, timezone: UTC, timeline: [{{deadline: {}}}], {}}}"
    text = (
        f"- {{title: A, sub: AI, confs: [{one.format('2026-01-01', 'place: Rome')}, "
        f"{one.format('2026-05-01', 'date: June 3')}]}}"
    )
    reading = read(text)
    (edition,) = reading.venues[0].editions
    assert reading.editions == 2
    assert [item.at for item in edition.deadlines] == ["2026-01-01"]
    assert (edition.place, edition.start) == ("Rome", date(2026, 6, 3))
    assert [(item.key, item.value, item.source) for item in edition.differs] == [
        ("paper", "2026-05-01", "ccfddl")
    ]
    assert [(item.record, item.key) for item in reading.unread] == [("A 2026 (a26)", "paper")]
