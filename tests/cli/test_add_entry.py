"""`confradar add VENUE`: what the reader says by hand, by options or asked for on a terminal, and
records to fill in."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from confradar import paths
from support import PROGRAM, Done, called, deadline, edition, environment, run, venue, written
from terminal import on_terminal

ICLR = ["add", "alpha", "--year", "2028", "--date", "paper=2027-09-24T23:59", "--zone", "AoE"]
NEW = ["add", "lab-ws", "--name", "Our lab", "--kind", "workshop", "--topic", "nlp"]


@pytest.fixture(scope="module")
def beneath(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the reader's file lies over: a venue with an announced edition."""
    known = edition(
        2027,
        deadline("2027-01-15 23:59", zone="AoE"),
        deadline("2027-03-01", "notification"),
        place="Rome, Italy",
        country="IT",
        start="2027-06-01",
        end="2027-06-04",
        source="https://alpha.example/",
    )
    return written(
        tmp_path_factory.mktemp("beneath") / "beneath.yaml", venue("alpha", editions=[known])
    )


@pytest.fixture
def own(tmp_path: Path, beneath: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """An environment in which that catalogue is the shipped one."""
    real = paths.bundled
    monkeypatch.setattr(
        paths, "bundled", lambda name: beneath if name == "venues.yaml" else real(name)
    )
    return environment(tmp_path)


def file_of(environ: dict[str, str]) -> Path:
    return Path(environ["CONFRADAR_CONFIG_DIR"]) / "venues.yaml"


def said(environ: dict[str, str]) -> list[dict[str, Any]]:
    venues: list[dict[str, Any]] = yaml.safe_load(file_of(environ).read_text())["venues"]
    return venues


def test_a_date_of_a_known_venue_is_written_shown_and_undone(own: dict[str, str]) -> None:
    done = called([*ICLR, "--format", "json"], own)
    (change,) = json.loads(done.out)["items"]
    assert (done.code, change["what"], change["new"]) == (0, "new", "2027-09-24 23:59 AoE")
    assert f"to undo: rm {file_of(own)}" in done.err
    shown = called(["deadlines", "alpha", "--only", "announced", "--columns", "at,source"], own)
    assert shown.rows[-1] == ["2027-09-25T11:59:00Z", "own"]
    assert called(["lint"], own).code == 0


def test_what_is_known_already_is_not_written_again(own: dict[str, str]) -> None:
    called(ICLR, own)
    before = file_of(own).read_bytes()
    again = called(ICLR, own)
    assert (again.code, again.out, again.err) == (0, "", "nothing to add\n")
    less = called(["add", "alpha", "--year", "2027", "--date", "paper=2027-01-15"], own)
    assert (less.code, less.err) == (0, "nothing to add\n"), "a bare day says less"
    assert file_of(own).read_bytes() == before


def test_the_reader_s_own_word_is_changed_and_the_earlier_kept(own: dict[str, str]) -> None:
    called(ICLR, own)
    moved = [text.replace("09-24", "09-30") for text in ICLR]
    assert "moved: alpha 2028 paper" in called([*moved, "--format", "table"], own).out
    shown = called(["deadlines", "alpha", "--only", "announced", "--format", "json"], own)
    last = json.loads(shown.out)["items"][-1]
    assert (last["wall"][:10], last["revisions"][0]["at"]) == ("2027-09-30", "2027-09-25T11:59:00Z")


def test_a_new_venue_with_rounds_tracks_days_and_place(own: dict[str, str]) -> None:
    dates = ["paper=2027-05-01", "paper.2=TBD", "paper.short=2027-05-02", "camera-ready=2027/6/1"]
    more = ["--year", "2027", "--place", "Vienna, Austria", "--start", "2027-07-01"]
    done = called([*NEW, *more, *(part for text in dates for part in ("--date", text))], own)
    assert done.code == 0, done.err
    (record,) = said(own)
    assert (record["id"], record["kind"], record["topics"]) == ("lab-ws", "workshop", ["nlp"])
    (year,) = record["editions"]
    assert (year["country"], str(year["start"])) == ("AT", "2027-07-01")
    assert [(item["kind"], item.get("round"), item.get("track")) for item in year["deadlines"]] == [
        ("paper", None, None),
        ("paper", 2, None),
        ("paper", None, "short"),
        ("camera_ready", None, None),
    ]
    assert called(["show", "lab-ws"], own).code == 0


def test_a_new_venue_without_an_edition_and_then_with_one(own: dict[str, str]) -> None:
    assert called(NEW, own).rows == [["new venue", "lab-ws", "", "", "", "Our lab", "own"]]
    done = called(["add", "lab-ws", "--year", "2027", "--date", "paper=2027-05-01"], own)
    assert (done.code, len(said(own))) == (0, 1)


def test_a_dry_run_and_into_another_file(own: dict[str, str], tmp_path: Path) -> None:
    assert called([*ICLR, "--dry-run"], own).rows[0][0] == "new"
    assert not file_of(own).exists()
    other = written(tmp_path / "other.yaml", venue("beta"))
    refused = called([*ICLR, "--into", str(other)], own)
    assert (refused.code, "--source" in refused.err) == (2, True)
    into = ["--into", str(other), "--source", "https://beta.example/2028"]
    done = called(["add", "beta", "--year", "2028", "--date", "paper=2028-01-01", *into], own)
    assert done.code == 0, done.err
    assert "https://beta.example/2028" in other.read_text()
    assert not file_of(own).exists()


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ([], 2, "VENUE --year YEAR --date KIND=DAY"),
        (["alpha"], 2, "alpha-A: give --year YEAR, --date KIND=DAY too"),
        (["alpha", "--year", "2028"], 2, "give --date KIND=DAY too"),
        (["alhpa"], 2, "did you mean alpha"),
        (["beta", "--kind", "workshop"], 2, "give --name TEXT, --topic TOPIC too"),
        ([*NEW[1:], "--date", "paper=2027-05-01"], 2, "give --year YEAR too"),
        (["alpha", "--name", "Another"], 2, "--name tell of a new venue"),
        (["beta", *NEW[2:3], "Meeting on alpha things", *NEW[4:]], 2, "in the catalogue (alpha)"),
        (["机器学习会", *NEW[2:]], 2, "gives no id"),
        ([*ICLR[1:], "--date", "papr=2027-09-24"], 2, "did you mean paper"),
        ([*ICLR[1:], "--date", "paper"], 2, "is no KIND[.ROUND]"),
        ([*ICLR[1:], "--date", "paper.x.y=2027-09-24"], 2, "is no KIND[.ROUND]"),
        ([*ICLR[1:], "--date", "abstract=soon"], 2, "'soon' is not a time"),
        ([*ICLR[1:], "--date", "abstract=2027-02-30"], 2, "is not a possible time"),
        ([*ICLR[1:], "--date", "paper=2027-09-25"], 2, "paper is given twice"),
        ([*ICLR[1:], "--zone", "Mars/Olympus"], 2, "--zone: unknown time zone"),
        ([*ICLR[1:], "--start", "soon"], 2, "--start: 'soon' is not a day"),
        ([*ICLR[1:], "--start", "2028-06-04", "--end", "2028-06-01"], 2, "before the first day"),
        ([*ICLR[1:], "--end", "2028-06-01"], 2, "a last day needs a first day"),
        ([*ICLR[1:], "--place", "Rome\x1b[31m"], 2, "do not print"),
        ([*ICLR[1:], "--source", "https://me:secret@a.example/"], 2, "password"),
        ([*ICLR[1:], "--page", "https://a.example/"], 2, "--page, --as and --venue tell of a call"),
        (["call.html", *ICLR[2:]], 2, "call.html is a call"),
        (["alpha", "--year", "2027", "--date", "paper=2027-01-20"], 2, "2027-01-15 23:59 AoE is"),
        (["alpha", "--year", "2027", "--place", "Oslo, Norway"], 2, "place Rome, Italy is known"),
        ([*ICLR[1:], "--date", "notification=2027-08-01"], 3, "is before paper"),
        (
            [*ICLR[1:], "--start", "2028-06-01", "--date", "abstract=2029-06-01"],
            3,
            "before abstract",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_one_line_and_nothing_is_written(
    arguments: list[str], code: int, told: str, own: dict[str, str]
) -> None:
    done = called(["add", *arguments], own)
    assert (done.code, done.out) == (code, ""), done.err
    assert told in done.err
    assert done.err.count("\n") <= 2, "a line, and a hint"
    assert not file_of(own).exists()


def test_what_is_doubtful_is_taken_on_request(own: dict[str, str]) -> None:
    asked = ["add", "alpha", "--year", "2027", "--date", "paper=2027-01-20", "--doubtful"]
    assert called(asked, own).rows[0][:2] == ["moved", "alpha"]
    shown = called(["deadlines", "alpha", "--only", "announced", "--columns", "kind,wall"], own)
    assert ["paper", "2027-01-20T23:59:59"] in shown.rows


# ---- Asked for


def typed(arguments: list[str], text: str, environ: dict[str, str]) -> str:
    return on_terminal(arguments, columns=80, environ={**environ, "NO_COLOR": "1"}, typed=text)


def test_on_a_terminal_what_is_missing_is_asked_for(tiny: dict[str, str]) -> None:
    answers = "Our lab\n\nnlpp\nnlp\n\n2027\npaper=soon\npaper=2027-05-01T12:00\n\n\n"
    shown = typed(["add", "lab-ws"], answers, tiny)
    assert "did you mean nlp" in shown
    assert "'soon' is not a time" in shown
    (record,) = said(tiny)
    assert (record["name"], record["kind"], record["topics"]) == ("Our lab", "workshop", ["nlp"])
    (year,) = record["editions"]
    assert [(item["at"], item["zone"]) for item in year["deadlines"]] == [
        ("2027-05-01 12:00", "AoE")
    ]


def test_on_a_terminal_nothing_is_asked_where_all_is_said(tiny: dict[str, str]) -> None:
    shown = typed([*NEW, "--year", "2027", "--date", "paper=2027-05-01"], "", tiny)
    assert "written to" in shown
    assert "Full name" not in shown


def test_the_end_of_the_input_in_the_middle_writes_nothing(tiny: dict[str, str]) -> None:
    shown = typed(["add", "lab-ws"], "Our lab\n\x04", tiny)
    assert "the input ended before everything was answered" in shown
    assert "Traceback" not in shown
    assert not file_of(tiny).exists()


def test_with_standard_input_closed_what_is_missing_is_named(tiny: dict[str, str]) -> None:
    done = run(["-c", f"{' '.join(PROGRAM)} add lab-ws <&-"], tiny, program=["bash"])
    assert (done.code, done.out) == (2, "")
    assert "give --name TEXT, --kind KIND, --topic TOPIC too" in done.err


# ---- The file


def test_two_at_once_are_both_written(tiny: dict[str, str]) -> None:
    started = [
        subprocess.Popen(
            [*PROGRAM, *[part.replace("lab", name) for part in NEW]],
            env=tiny,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for name in ("one", "two")
    ]
    assert [process.wait(60) for process in started] == [0, 0]
    assert sorted(str(record["id"]) for record in said(tiny)) == ["one-ws", "two-ws"]


def test_a_file_that_cannot_be_written_is_one_line(own: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "in-the-way").write_text("")
    environ = {**own, "CONFRADAR_CONFIG_DIR": str(tmp_path / "in-the-way" / "config")}
    done = called(ICLR, environ)
    assert (done.code, done.out) == (5, "")
    assert "Traceback" not in done.err


# ---- Records to fill in


def template(arguments: list[str], environ: dict[str, str], tmp_path: Path) -> tuple[str, Done]:
    """The record that is printed, and what lint says of it with the comments taken off."""
    done = called(["add", *arguments, "--template"], environ)
    assert done.code == 0, done.err
    filled = done.out.replace("        # url: https://\n", "").replace("url: https://\n", "")
    head, _, body = filled.partition("schema: 1\n")
    file = tmp_path / "filled.yaml"
    file.write_text(head + "schema: 1\n" + body.replace("        # ", "        "))
    bare = tmp_path / "bare.yaml"
    bare.write_text(done.out)
    assert called(["lint", str(bare)], environ).code == 0
    return done.out, called(["lint", str(file)], environ)


def test_a_record_of_a_known_venue_s_next_edition(own: dict[str, str], tmp_path: Path) -> None:
    text, checked = template(["alpha"], own, tmp_path)
    assert "- year: 2028" in text
    assert "{kind: paper, at: TBD, zone: AoE}  # for 2027: 2027-01-15 23:59 AoE" in text
    assert checked.code == 0, checked.out
    assert not file_of(own).exists()


def test_a_record_of_a_known_edition_changes_nothing_as_it_stands(
    own: dict[str, str], tmp_path: Path
) -> None:
    text, _ = template(["alpha", "--year", "2027"], own, tmp_path)
    assert yaml.safe_load(text)["venues"] == [{"id": "alpha", "editions": [{"year": 2027}]}]


def test_a_record_is_explained_in_the_language_that_is_asked_for(
    own: dict[str, str], tmp_path: Path
) -> None:
    asked = ["A # for 2027: x", "--kind", "journal", "--lang", "zh"]
    text, checked = template(asked, own, tmp_path)
    assert checked.code == 0, checked.out
    assert "# 填写你所知道的" in text
    assert "# conference, workshop, journal, course, project, community\n" in text, "to be typed"
    assert yaml.safe_load(text)["venues"][0]["acronym"] == "A # for 2027: x"
    next_one, _ = template(["alpha", "--lang", "zh"], own, tmp_path)
    assert "# 2027 年：2027-01-15 23:59 AoE" in next_one


@pytest.mark.parametrize("name", ["lab-ws", "My lab: [ws] # 1", "机器学习会"])
def test_a_record_of_a_new_venue(name: str, own: dict[str, str], tmp_path: Path) -> None:
    text, checked = template([name, "--topic", "cv", "--kind", "journal"], own, tmp_path)
    (record,) = yaml.safe_load(text)["venues"]
    assert (record["acronym"], record["topics"], record["kind"]) == (name, ["cv"], "journal")
    assert checked.code == 0, checked.out
