"""`confradar export`: what lands in calendars, read back by parsers that did not write it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from calendars import READERS
from terminal import piped as confradar

NOW = "2026-11-21T00:00Z"

pytestmark = pytest.mark.usefixtures("light")

OWN = """\
schema: 1
venues:
  - id: democonf
    acronym: {acronym}
    name: {name}
    kind: conference
    topics: [nlp]
    cadence: annual
    sources: [https://democonf.org/]
    editions:
      - year: 2027
        url: https://democonf.org/2027
        place: Vienna, Austria
        country: AT
        start: 2027-06-01
        end: 2027-06-04
        source: https://democonf.org/
        recorded: 2026-11-01
{status}        deadlines:
          - {{kind: abstract, at: 2027-01-08, source: https://democonf.org/, recorded: 2026-11-01}}
          - kind: paper
            at: {paper}
            zone: America/Los_Angeles
            source: https://democonf.org/
            recorded: 2026-11-01
          - {{kind: paper, round: 2, at: 2027-03-20 23:59, zone: AoE, source: https://democonf.org/}}
          - {{kind: notification, at: TBD, source: https://democonf.org/}}
"""


def own(
    path: Path,
    *,
    acronym: str = "DemoConf",
    name: str = "Demo Conference",
    paper: str = "2027-01-15 23:59",
    status: str = "",
) -> Path:
    path.write_text(
        OWN.format(
            acronym=json.dumps(acronym, ensure_ascii=False),
            name=json.dumps(name, ensure_ascii=False),
            paper=paper,
            status=status,
        )
    )
    return path


def export(catalogue: Path, *arguments: str, now: str = NOW) -> bytes:
    done = confradar("export", "democonf", "--catalogue", str(catalogue), *arguments, now=now)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def properties(data: bytes) -> list[str]:
    """Unfolded content lines."""
    return data.decode().replace("\r\n ", "").split("\r\n")


def sequences(data: bytes) -> dict[str, int]:
    import icalendar

    return {
        str(part["UID"]): int(str(part["SEQUENCE"]))
        for part in icalendar.Calendar.from_ical(data).walk("VEVENT")
    }


def test_a_deadline_is_half_an_hour_that_ends_at_it_in_utc(tmp_path: Path) -> None:
    items = READERS["vobject"](export(own(tmp_path / "own.yaml"))).values()
    shown = {item.summary: [str(moment) for moment in item.when] for item in items}
    assert shown == {
        "DemoConf 2027": ["2027-06-01", "2027-06-05"],
        "DemoConf 2027: abstract deadline": ["2027-01-08", "2027-01-09"],
        "DemoConf 2027: paper deadline": ["2027-01-16 07:29:00+00:00", "2027-01-16 07:59:00+00:00"],
        "DemoConf 2027: paper deadline, round 2": [
            "2027-03-21 11:29:00+00:00",
            "2027-03-21 11:59:00+00:00",
        ],
    }


def test_the_original_wording_is_in_the_description(tmp_path: Path) -> None:
    text = "\n".join(properties(export(own(tmp_path / "own.yaml"))))
    assert "Sat 20 Mar 2027 23:59 AoE = Sun 21 Mar 11:59 UTC" in text
    assert "TZID" not in text
    assert "VTIMEZONE" not in text
    assert "METHOD" not in text


def test_calendar_has_a_name_a_refresh_interval_and_nothing_random(tmp_path: Path) -> None:
    lines = properties(export(own(tmp_path / "own.yaml"), "--name", "Mine; all, of it"))
    assert "NAME:Mine\\; all\\, of it" in lines
    assert "X-WR-CALNAME:Mine\\; all\\, of it" in lines
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT12H" in lines
    assert "X-PUBLISHED-TTL:PT12H" in lines
    assert lines.count("TRANSP:TRANSPARENT") == 4
    assert lines.count("STATUS:CONFIRMED") == 4
    assert "DTSTAMP:20261101T000000Z" in lines, "DTSTAMP is when the record changed, not now"


def test_same_clock_same_bytes_and_a_day_later_the_same_uids(tmp_path: Path) -> None:
    catalogue = own(tmp_path / "own.yaml")
    first, second = export(catalogue), export(catalogue)
    assert first == second
    later = export(catalogue, now="2026-11-22T00:00Z")
    assert READERS["ical"](later).keys() == READERS["ical"](first).keys()


@pytest.mark.parametrize("moved", ["2027-01-22 23:59", "2027-01-15 20:00"])
def test_moving_one_deadline_changes_exactly_that_event(tmp_path: Path, moved: str) -> None:
    """Its UID stays, its SEQUENCE grows: also for an earlier date, where the same file is written
    again."""
    target = tmp_path / "mine.ics"
    export(own(tmp_path / "own.yaml"), "-o", str(target))
    before = target.read_bytes()
    export(own(tmp_path / "own.yaml", paper=moved), "-o", str(target))
    after = target.read_bytes()
    old, new = READERS["icalendar"](before), READERS["icalendar"](after)
    assert old.keys() == new.keys()
    changed = [uid for uid in old if old[uid] != new[uid]]
    assert [new[uid].summary for uid in changed] == ["DemoConf 2027: paper deadline"]
    grown = {uid for uid, number in sequences(after).items() if number > sequences(before)[uid]}
    assert grown == set(changed)
    export(own(tmp_path / "own.yaml", paper=moved), "-o", str(target))
    assert target.read_bytes() == after, "nothing moved since: the same bytes"


def test_a_later_date_raises_sequence_without_the_earlier_file(tmp_path: Path) -> None:
    before = export(own(tmp_path / "own.yaml"))
    after = export(own(tmp_path / "own.yaml", paper="2027-01-22 23:59"))
    grown = [uid for uid, number in sequences(after).items() if number > sequences(before)[uid]]
    assert [READERS["icalendar"](after)[uid].summary for uid in grown] == [
        "DemoConf 2027: paper deadline"
    ]


def test_a_cancelled_edition_cancels_its_events(tmp_path: Path) -> None:
    before = export(own(tmp_path / "own.yaml"))
    after = export(own(tmp_path / "own.yaml", status="        status: cancelled\n"))
    assert READERS["icalendar"](before).keys() == READERS["icalendar"](after).keys()
    assert properties(after).count("STATUS:CANCELLED") == 4
    assert all(number > sequences(before)[uid] for uid, number in sequences(after).items())


def test_a_postponed_edition_cancels_its_events_and_says_why(tmp_path: Path) -> None:
    """Calendars know no other status for a date that no longer holds; with new days the same events
    live again."""
    target = tmp_path / "mine.ics"
    export(own(tmp_path / "own.yaml", status="        status: postponed\n"), "-o", str(target))
    off = target.read_bytes()
    assert properties(off).count("STATUS:CANCELLED") == 4
    assert all("Postponed" in item for item in properties(off) if item.startswith("DESCRIPTION"))
    assert (
        "(postponed)"
        in export(
            own(tmp_path / "own.yaml", status="        status: postponed\n"), "--format", "md"
        ).decode()
    )
    export(own(tmp_path / "own.yaml"), "-o", str(target))
    assert "STATUS:CANCELLED" not in properties(target.read_bytes())
    assert all(
        number > sequences(off)[uid] for uid, number in sequences(target.read_bytes()).items()
    )


def test_an_opening_begins_at_its_time_and_is_nothing_to_be_done_by_then(tmp_path: Path) -> None:
    catalogue = own(tmp_path / "own.yaml")
    opening = "{kind: opening, at: 2026-12-01 00:00, zone: UTC, source: https://democonf.org/}"
    catalogue.write_text(
        catalogue.read_text().replace(
            "          - {kind: abstract", f"          - {opening}\n          - {{kind: abstract"
        )
    )
    shown = {item.summary: item for item in READERS["vobject"](export(catalogue)).values()}
    assert [str(moment) for moment in shown["DemoConf 2027: opening"].when] == [
        "2026-12-01 00:00:00+00:00",
        "2026-12-01 00:30:00+00:00",
    ]
    parts = properties(export(catalogue, "--todo", "--alarm", "7d", "--confirmed"))
    blocks = "\n".join(parts).split("BEGIN:")
    assert [
        block.split("\n")[0] for block in blocks if "SUMMARY:DemoConf 2027: opening" in block
    ] == ["VEVENT"]
    assert sum("TRIGGER" in block for block in blocks) == 3, "each deadline, not the opening"
    link = confradar(
        "export", "democonf", "--catalogue", str(catalogue), "--link", "google", now=NOW
    )
    assert b"abstract" in link.stdout


def test_what_is_gone_from_the_catalogue_is_cancelled_in_the_file(tmp_path: Path) -> None:
    target, catalogue = tmp_path / "mine.ics", own(tmp_path / "own.yaml")
    export(catalogue, "-o", str(target))
    before = target.read_bytes()
    lines = catalogue.read_text().splitlines(keepends=True)
    catalogue.write_text("".join(line for line in lines if "round: 2" not in line))
    export(catalogue, "-o", str(target))
    after = target.read_bytes()
    assert READERS["icalendar"](before).keys() == READERS["icalendar"](after).keys()
    gone = next(
        uid for uid, item in READERS["icalendar"](after).items() if item.summary.endswith("round 2")
    )
    block = next(text for text in after.decode().split("BEGIN:VEVENT") if gone in text)
    assert "STATUS:CANCELLED" in block
    assert sequences(after)[gone] > sequences(before)[gone]


def test_what_is_only_not_selected_is_not_cancelled(tmp_path: Path) -> None:
    target, catalogue = tmp_path / "mine.ics", own(tmp_path / "own.yaml")
    export(catalogue, "-o", str(target))
    export(catalogue, "--deadline-kind", "paper", "-o", str(target))
    assert "CANCELLED" not in target.read_text()
    assert len(READERS["ical"](target.read_bytes())) == 2


def test_alarms_and_tasks(tmp_path: Path) -> None:
    data = export(own(tmp_path / "own.yaml"), "--alarm", "7d", "--alarm", "1d", "--todo")
    lines = properties(data)
    assert sum(line.startswith("TRIGGER") for line in lines) == 6
    assert {line for line in lines if line.startswith("ACTION")} == {"ACTION:DISPLAY"}
    items = READERS["ical"](data)
    assert len(items) == 7, "three deadlines twice, and the event; every UID its own"
    due = sorted(str(item.when[0]) for item in items.values() if len(item.when) == 1)
    assert due == ["2027-01-08", "2027-01-16 07:59:00+00:00", "2027-03-21 11:59:00+00:00"]


def test_an_alarm_rings_so_long_before_the_deadline_itself(tmp_path: Path) -> None:
    """Also where no time was published: the day ends at one instant, and in the client's own zone
    at another."""
    import icalendar

    rung: dict[str, list[str]] = {}
    calendar = icalendar.Calendar.from_ical(
        export(own(tmp_path / "own.yaml"), "--alarm", "1h", "--alarm", "10h")
    )
    for event in calendar.walk("VEVENT"):
        for alarm in event.walk("VALARM"):
            trigger = alarm.decoded("TRIGGER")
            moment = (
                event.decoded("DTSTART") + trigger if hasattr(trigger, "total_seconds") else trigger
            )
            rung.setdefault(str(event["SUMMARY"]).removeprefix("DemoConf 2027: "), []).append(
                f"{moment:%m-%d %H:%M}"
            )
    assert rung == {
        "abstract deadline": ["01-09 10:59", "01-09 01:59"],
        "paper deadline": ["01-16 06:59", "01-15 21:59"],
        "paper deadline, round 2": ["03-21 10:59", "03-21 01:59"],
    }
    absolute = [
        line
        for line in properties(export(own(tmp_path / "own.yaml"), "--alarm", "1h"))
        if line.startswith("TRIGGER;")
    ]
    assert absolute == ["TRIGGER;VALUE=DATE-TIME:20270109T105959Z"]


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        (
            "Asia/Kathmandu",
            "Its last instant: Sat 9 Jan 2027 11:59 UTC = Sat 9 Jan 2027 17:44 UTC+05:45",
        ),
        (
            "Pacific/Kiritimati",
            "Its last instant: Sat 9 Jan 2027 11:59 UTC = Sun 10 Jan 2027 01:59 UTC+14:00",
        ),
        ("UTC", "Its last instant: Sat 9 Jan 2027 11:59 UTC\\n"),
    ],
)
def test_a_date_without_a_time_stays_on_its_day_and_says_when_it_is_over(
    tmp_path: Path, zone: str, told: str
) -> None:
    data = export(own(tmp_path / "own.yaml"), "--tz", zone)
    whole = [
        item
        for item in READERS["icalendar"](data).values()
        if item.summary.endswith("abstract deadline")
    ]
    assert [[str(day) for day in item.when] for item in whole] == [["2027-01-08", "2027-01-09"]]
    assert told in "\n".join(properties(data))


@pytest.mark.shipped
def test_estimates_that_are_left_out_are_counted(tmp_path: Path) -> None:
    asked = ("export", "vldb", "icml", "--from", "2026-11-21", "--format", "json")
    done = confradar(*asked)
    left = int(done.stderr.split()[0])
    assert done.stderr.decode() == f"{left} estimates left out: --include-estimates\n"
    every, estimated = confradar(*asked, "--include-estimates"), confradar(*asked, "--estimated")
    assert (every.stdout, every.stderr) == (estimated.stdout, b""), "the earlier spelling"
    assert (
        len(json.loads(every.stdout)["items"]) - len(json.loads(done.stdout)["items"]) == left > 0
    )
    announced = confradar(*asked, "--confirmed")
    assert (announced.stdout, announced.stderr) == (done.stdout, b""), (
        "who asks for announced dates knows"
    )
    target = tmp_path / "none.ics"
    done = confradar("export", "colt", "--no-events", "-d", "paper", "-o", str(target))
    assert b"no file is written" in done.stderr
    assert b"left out: --include-estimates" in done.stderr


@pytest.mark.shipped
def test_a_dash_is_standard_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for command in (
        "export vldb",
        "plan --ladder icml --format ics",
        "checklist neurips --format ics",
    ):
        plain, dashed = (confradar(*command.split(), *more) for more in ([], ["-o", "-"]))
        assert (dashed.stdout, dashed.stderr) == (plain.stdout, plain.stderr)
        assert dashed.stdout.startswith(b"BEGIN:VCALENDAR")
    done = confradar("timeline", "vldb", "--svg", "-")
    assert (done.stdout[:5], done.stderr) == (b"<?xml", b"")
    assert list(tmp_path.glob("-*")) == []
    assert confradar("export", "vldb", "--split", "venue", "-o", "-").returncode == 2


HOSTILE = {
    "emoji": "Conf 🎉👩‍🔬",
    "cjk": "机器学习会议，第一届；国际",
    "rtl": "מאמר \u202etxt.exe",
    "long": "x" * 500,
    "long multibyte": "会" * 500,
    "injection": "Evil\r\nATTENDEE:mailto:a@b.c\r\nEND:VEVENT",
    "separators": 'a,b;c\\d:"e"\tf',
    "control": "bell\x07 null\x00 escape\x1b[31m",
}


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_names_break_no_rule_of_rfc_5545(tmp_path: Path, name: str) -> None:
    data = export(own(tmp_path / "own.yaml", name=name), "--name", name.replace("\0", ""))
    assert b"\n" not in data.replace(b"\r\n", b""), "lines end in CRLF and nothing else"
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no character is cut in two by folding
    assert not re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]", data)
    lines = properties(data)
    assert not [line for line in lines if line.startswith("ATTENDEE")]
    assert lines.count("END:VEVENT") == 4
    read = [reader(data) for reader in READERS.values()]
    assert read[0] == read[1] == read[2]


@pytest.mark.shipped
def test_the_whole_catalogue_is_read_alike_by_every_parser() -> None:
    done, tasks = confradar("export", "--past"), confradar("export", "--todo", "--ccf", "A")
    assert (done.returncode, tasks.returncode) == (0, 0)
    for calendar in (tasks.stdout, done.stdout):
        read = {name: reader(calendar) for name, reader in READERS.items()}
        assert read["icalendar"] == read["vobject"]
        assert read["icalendar"] == read["ical"]
    listed = confradar("deadlines", "--from", "1990-01-01", "--format", "jsonl").stdout.splitlines()
    instants = {json.loads(line)["at"] for line in listed if not json.loads(line)["date_only"]}
    ends = {
        item.when[1]
        for item in read["icalendar"].values()
        if len(item.when) == 2 and hasattr(item.when[1], "hour")
    }
    assert {f"{moment:%Y-%m-%dT%H:%M:%SZ}" for moment in ends} == instants, (
        "every timed deadline, to the second"
    )
    assert b"Google Calendar drops events" in done.stderr, "a file beyond 1 MB is pointed out"


def test_csv_is_safe_and_json_has_the_envelope(tmp_path: Path) -> None:
    import csv
    import io

    catalogue = own(tmp_path / "own.yaml", acronym="=HYPERLINK(1)")
    rows = list(csv.DictReader(io.StringIO(export(catalogue, "--format", "csv").decode())))
    assert len(rows) == 4
    assert all(row["summary"].startswith("'=") for row in rows)
    document = json.loads(export(catalogue, "--format", "json"))
    assert document["schema"] == "confradar.calendar/1"
    assert document["generated_at"] == "2026-11-21T00:00:00Z"
    assert [item["kind"] for item in document["items"]] == ["abstract", "paper", "paper", "event"]
    table = export(catalogue, "--format", "md").decode()
    assert table.splitlines()[1] == "| --- | --- | --- | --- | --- |"


def test_titles_in_chinese(tmp_path: Path) -> None:
    titles = {
        item.summary
        for item in READERS["ical"](export(own(tmp_path / "own.yaml"), "--lang", "zh")).values()
    }
    assert titles == {
        "DemoConf 2027",
        "DemoConf 2027：摘要截止",
        "DemoConf 2027：论文截止",
        "DemoConf 2027：论文截止（第 2 轮）",
    }


def test_links_open_the_calendars_forms(tmp_path: Path) -> None:
    catalogue = own(tmp_path / "own.yaml")
    google = export(catalogue, "--link", "google", "--deadline-kind", "paper").decode()
    assert google.startswith(
        "https://calendar.google.com/calendar/"
        "render?action=TEMPLATE&text=DemoConf%202027%3A%20paper%20deadline"
    )
    assert "dates=20270116T072900Z%2F20270116T075900Z" in google
    outlook = export(catalogue, "--link", "outlook").decode()
    assert "startdt=2027-01-08&enddt=2027-01-09&allday=true" in outlook


@pytest.mark.shipped
def test_split_writes_a_file_a_topic_or_a_venue(tmp_path: Path) -> None:
    done = confradar(
        "export", "--topic", "databases", "--split", "venue", "-o", str(tmp_path / "out")
    )
    assert done.returncode == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert "vldb.ics" in names
    assert all(READERS["ical"](path.read_bytes()) for path in (tmp_path / "out").iterdir())
    done = confradar(
        "export", "--topic", "databases", "--split", "topic", "-o", str(tmp_path / "topics")
    )
    assert {path.name for path in (tmp_path / "topics").iterdir()} >= {"databases.ics"}


@pytest.mark.shipped
def test_an_empty_selection_writes_no_file_and_says_so(tmp_path: Path) -> None:
    done = confradar("export", "coursera", "-o", str(tmp_path / "none.ics"))
    assert done.returncode == 0
    assert done.stdout == b""
    assert b"no file is written" in done.stderr
    assert not (tmp_path / "none.ics").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "xlsx"], "one of tsv, csv, json, jsonl, yaml, md, ics"),
        (["--lang", "fr"], "one of en, zh"),
        (["--split", "topic"], "add -o"),
        (["--alarm", "soon"], "is not a length of time"),
        (["--link", "yahoo"], "one of google, outlook"),
        (["nosuchvenue"], "there is no venue"),
    ],
)
def test_wrong_options_are_refused_in_a_line(arguments: list[str], said: str) -> None:
    done = confradar("export", *arguments)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.shipped
def test_a_foreign_file_is_replaced_with_a_word_and_a_device_is_written_to(tmp_path: Path) -> None:
    target = tmp_path / "mine.ics"
    target.write_text("not a calendar")
    done = confradar("export", "vldb", "-o", str(target))
    assert done.returncode == 0
    assert b"was not a calendar of confradar" in done.stderr
    assert READERS["ical"](target.read_bytes())
    done = confradar("export", "vldb", "-o", "/dev/stdout")
    assert done.stdout.startswith(b"BEGIN:VCALENDAR")


@pytest.mark.shipped
def test_an_unwritable_place_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = confradar("export", "vldb", "-o", str(tmp_path / "file" / "x.ics"))
    assert done.returncode == 5
    assert b"cannot be written" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.shipped
@pytest.mark.parametrize(
    ("name", "options", "beginning"),
    [
        ("a.csv", [], "uid,summary,"),
        ("a.ics", [], "BEGIN:VCALENDAR"),
        ("a.txt", [], "BEGIN:VCALENDAR"),
        ("a.csv", ["--format", "json"], '{"schema": '),
    ],
)
def test_the_ending_of_the_file_chooses_the_format(
    tmp_path: Path, name: str, options: list[str], beginning: str
) -> None:
    assert confradar("export", "vldb", "-o", str(tmp_path / name), *options).returncode == 0
    assert (tmp_path / name).read_text().startswith(beginning)


def test_the_task_of_a_cancelled_deadline_is_cancelled_too(tmp_path: Path) -> None:
    """Left out, it would stay open where the file was imported, and start again from a low SEQUENCE
    when the edition comes back."""
    import icalendar

    target = tmp_path / "mine.ics"
    export(own(tmp_path / "own.yaml"), "--todo", "-o", str(target))
    before = {
        str(part["UID"]): int(str(part["SEQUENCE"]))
        for part in icalendar.Calendar.from_ical(target.read_bytes()).walk("VTODO")
    }
    export(
        own(tmp_path / "own.yaml", status="        status: cancelled\n"),
        "--todo",
        "-o",
        str(target),
    )
    tasks = icalendar.Calendar.from_ical(target.read_bytes()).walk("VTODO")
    assert {str(part["UID"]) for part in tasks} == before.keys()
    assert {str(part["STATUS"]) for part in tasks} == {"CANCELLED"}
    assert all(int(str(part["SEQUENCE"])) > before[str(part["UID"])] for part in tasks)
