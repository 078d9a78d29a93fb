"""A catalogue of the reader's own with mistakes in it: what is sound is served, the rest is marked,
and nobody can overlook it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from support import called, deadline, edition, environment, venue, written

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

SOUND = "  - id: sound\n    note: Ask Ada.\n"
# What is wrong in a record of alpha, in the line that is told.
WRONG = {
    "a zone": ("    editions:\n      - year: 2027\n        zone: Mars/Olympus\n", 5),
    "a day": ("    editions:\n      - year: 2027\n        start: 2027-02-30\n", 5),
    "a date": (
        "    editions:\n      - year: 2027\n        deadlines:\n          - {kind: paper, "
        "at: soon}\n",
        6,
    ),
    "a kind": ("    kind: conferense\n", 3),
    "a key": ("    colour: red\n", 3),
    "no list": ("    topics: nlp\n", 3),
    "a key twice": ("    note: a\n    note: b\n", 4),
    "an anchor": ("    note: &x a\n", 3),
    "a tag": ("    note: !!python/none a\n", 3),
    "the record twice": ("    note: a\n  - id: alpha\n    note: b\n", 4),
}


@pytest.fixture(scope="module")
def beneath(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What all lie over: a catalogue with two venues besides the shipped ones."""
    days = {"start": "2027-06-01", "end": "2027-06-04"}
    records = (
        venue(name, editions=[edition(2027, deadline("2027-01-15 23:59"), **days)])
        for name in ("alpha", "sound")
    )
    return written(tmp_path_factory.mktemp("beneath") / "beneath.yaml", *records)


@pytest.fixture
def own(tmp_path: Path, beneath: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """An environment in which that catalogue is the shipped one."""
    from confradar import paths

    real = paths.bundled
    monkeypatch.setattr(
        paths, "bundled", lambda name: beneath if name == "venues.yaml" else real(name)
    )
    (tmp_path / "config").mkdir()
    return environment(tmp_path)


@pytest.mark.parametrize("name", WRONG)
def test_one_bad_record_stops_nothing_else(name: str, own: dict[str, str], tmp_path: Path) -> None:
    text, line = WRONG[name]
    path = tmp_path / "config" / "venues.yaml"
    path.write_text("venues:\n  - id: alpha\n" + text + SOUND)
    done = called(["list", "--format", "json"], own)
    assert done.code == 3
    assert done.err.startswith(f"confradar: your file: not applied: {path}:{line}: alpha")
    assert len(done.err.splitlines()) == 1
    marks = {item["id"]: item["unapplied"] for item in json.loads(done.out)["items"]}
    assert marks == {"alpha": line, "sound": None}
    assert "Ask Ada." in called(["show", "sound"], own).out


@pytest.mark.parametrize(
    "command",
    [
        ["list", "--format", "table"],
        ["deadlines", "alpha", "--format", "table"],
        ["show", "alpha"],
        ["export", "alpha", "--format", "md"],
        ["export", "alpha", "--format", "csv"],
        ["export", "alpha", "--format", "ics"],
        ["agenda", "alpha"],
        ["remind", "alpha", "--within", "400d"],
        ["timeline", "alpha"],
        ["timeline", "alpha", "--svg", "-"],
        ["plan", "alpha", "sound", "--format", "table", "--wait", "400d"],
        ["plan", "--ladder", "sound,alpha", "--format", "table"],
        ["forecast", "alpha", "--format", "table"],
        ["checklist", "alpha", "--format", "table"],
        ["match", "natural language processing for machine translation", "--format", "table"],
    ],
    ids=" ".join,
)
def test_every_view_marks_the_venue(
    command: list[str], own: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "config" / "venues.yaml").write_text(
        "venues:\n  - id: alpha\n    colour: red\n" + SOUND
    )
    called(["follow", "alpha", "sound"], own)
    done = called([word for word in command if command[0] != "agenda" or word != "alpha"], own)
    assert done.code == 3
    assert "your file: not applied, line 3" in done.out.replace("\\,", ",").replace("\r\n ", "")


@pytest.mark.parametrize(
    "command",
    [
        ["timeline", "alpha", "--format", "csv"],
        ["plan", "alpha", "--wait", "400d", "--format", "md"],
    ],
)
def test_rows_name_the_line(command: list[str], own: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "config" / "venues.yaml").write_text("venues:\n  - id: alpha\n    colour: red\n")
    done = called(command, own)
    head, *rows = (line.strip("| ") for line in done.out.splitlines())
    assert (done.code, head.endswith("unapplied"), rows[-1][-1]) == (3, True, "3")


@pytest.mark.parametrize("command", ["timeline", "deadlines", "list"])
def test_its_dates_are_tentative_in_rows(command: str, own: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "config" / "venues.yaml").write_text("venues:\n  - id: alpha\n    colour: red\n")
    sure = {}
    for name in ("alpha", "sound"):
        done = called(
            [command, name, "--format", "jsonl"]
            if command != "list"
            else [command, "-q", name, "--format", "jsonl"],
            own,
        )
        assert done.code == 3
        sure[name] = "confirmed" in {
            json.loads(line)["certainty"] for line in done.out.splitlines()
        }
    assert sure == {"alpha": False, "sound": True}


def test_a_new_venue_that_does_not_hold_is_told(own: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "config" / "venues.yaml").write_text(
        "venues:\n  - id: mine\n    acronym: MINE\n" + SOUND
    )
    done = called(["list", "--columns", "id", "--no-header"], own)
    assert (done.code, sorted(done.out.split())) == (3, ["alpha", "sound"])
    assert "mine, name: is missing" in done.err


@pytest.mark.parametrize("command", ["show", "check", "deadlines"])
def test_a_venue_that_is_not_found_may_be_one_that_is_not_applied(
    command: str, own: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "config" / "venues.yaml"
    path.write_text("venues:\n  - id: mine\n    kind: party\n")
    done = called([command, "mine"], own)
    assert done.code == 2
    assert f"not applied: {path}:" in done.err and "no venue 'mine'" in done.err


def test_of_two_files_the_one_that_holds_is_applied(own: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "config" / "venues.yaml").write_text(
        "venues:\n  - id: alpha\n    name: Alpha of mine\n"
    )
    more = tmp_path / "more.yaml"
    more.write_text("venues:\n  - id: alpha\n    kind: party\n")
    done = called(["show", "alpha", "--catalogue", str(more)], own)
    assert done.code == 3
    assert "Alpha of mine (your file: not applied, line 3)" in done.out


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ("  - id: alpha\n    note: 'cut\n", "not valid YAML"),
        ("  - id: alpha\n   note: a\n", "not valid YAML"),
        ("  - {id: alpha, note: a\n  - {id: sound, note: b}\n", "not valid YAML"),
        ("  - id: alpha\n    note: [a, b\n", "not valid YAML"),
        ("  - id: alpha\n    note: \ta: b\n", "not valid YAML"),
        ("  - id: alpha\n    note: a\n---\nvenues: []\n", "a second document"),
    ],
)
def test_where_it_is_no_yaml_any_more_the_rest_is_marked(
    record: str, told: str, own: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "config" / "venues.yaml").write_text("venues:\n" + SOUND + record)
    done = called(["list", "--format", "json"], own)
    assert (done.code, told in done.err, len(done.err.splitlines())) == (3, True, 1)
    assert {item["id"]: item["unapplied"] for item in json.loads(done.out)["items"]} == {
        "alpha": 4,
        "sound": None,
    }
    assert "Ask Ada." in called(["show", "sound"], own).out


@pytest.mark.parametrize(
    "text", [b"schema: 2\nvenues: []\n", b"venues: # caf\xe9\n", "venues: []\n".encode("utf-16")]
)
def test_a_file_that_is_no_catalogue_of_this_version_is_refused(
    text: bytes, own: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "config" / "venues.yaml").write_bytes(text)
    done = called(["list"], own)
    assert (done.code, done.out) == (3, "")


def test_once_it_is_mended_all_is_as_before(own: dict[str, str], tmp_path: Path) -> None:
    before = called(["deadlines"], own)
    path = tmp_path / "config" / "venues.yaml"
    path.write_text("venues:\n  - id: alpha\n    colour: red\n")
    assert called(["deadlines"], own).code == 3
    path.write_text("venues:\n  - id: alpha\n    note: fine\n")
    assert called(["deadlines"], own) == before


# ---- lint


def test_lint_knows_what_lies_beneath(own: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(
        "venues:\n  - id: alpha\n    note: mine\n    editions:\n      - year: 2028\n       "
        " deadlines:\n          - {kind: paper, at: 2028-01-16, zone: AoE}\n"
        "  - id: mine\n    acronym: MINE\n    name: Mine\n    kind: conference\n    "
        "cadence: annual\n    url: https://m.example/\n    topics: [nlp]\n    h5: {index: "
        "5}\n"
    )
    assert (called(["lint", str(file)], own).code, called(["lint", str(file)], own).out) == (0, "")
    alone = called(["lint", str(file), "--alone", "--format", "jsonl"], own)
    assert (alone.code, len(alone.out.splitlines())) == (1, 8)
    assert called(["list", "--catalogue", str(file)], own).code == 0


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ("{id: alpha, topics: [nosuch]}", "unknown-topic"),
        ("{id: alpha, aliases: [SOUND-A]}", "duplicate-name"),
        ("{id: new}", "format"),
    ],
)
def test_lint_finds_what_an_amendment_breaks(
    record: str, told: str, own: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(f"venues:\n  - {record}\n")
    done = called(["lint", str(file)], own)
    assert (done.code, told in done.out) == (1, True)


def test_a_chinese_name_is_shown_and_finds_its_venue(own: dict[str, str], tmp_path: Path) -> None:
    file = str(written(tmp_path / "mine.yaml", venue("journal-x", name_zh="示例学报")))
    asked = ["show", "示例学报", "--catalogue", file, "--format"]
    shown = called([*asked, "table"], own).out
    assert re.search(r"^ *In Chinese +示例学报$", shown, re.MULTILINE)
    assert json.loads(called([*asked, "json"], own).out)["items"][0]["name_zh"] == "示例学报"
    listed = called(["list", "--query", "示例", "--catalogue", file, "--format", "tsv"], own).out
    assert "journal-x" in listed
