"""Texts that came from data: no letter of theirs breaks a file, and no field of theirs becomes an
option."""

from __future__ import annotations

import json
import os
import shlex
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from confradar.cli.programs import split_words
from support import called, deadline, edition, environment, run, venue, written

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
# Nobody's letters: noncharacters, half of a pair, private ones, controls. XML forbids some of them.
NOBODYS = "\ufffe\uffff\ufdd0\ufdef\U0001fffe\U0010ffff\ue000\x07\x1b\x9b\u202e\u0000"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("texts")
    days = {"start": "2027-06-01", "end": "2027-06-04", "place": "Bergen & <b>"}
    record = venue(
        "alpha",
        acronym="A&<b>NAME",
        name="NAME",
        editions=[edition(2027, deadline("2027-01-15 23:59", label="NAME"), **days)],
    )
    path = written(folder / "own.yaml", record)
    path.write_text(path.read_text().replace("NAME", "--x"))
    escaped = "".join(f"\\U{ord(letter):08x}" for letter in NOBODYS)
    path.write_text(
        path.read_text()
        .replace("name: --x", f'name: "-x{escaped}y"')
        .replace("label: --x", f'label: "-l{escaped}y"')
    )
    return environment(folder, CONFRADAR_CATALOGUE=str(path))


@pytest.mark.parametrize(
    "command",
    [
        ["timeline", "alpha"],
        ["export", "alpha", "--format", "ics"],
        ["export", "alpha", "--format", "csv"],
        ["export", "alpha", "--format", "md"],
        ["list", "-q", "alpha", "--format", "table"],
        ["show", "alpha"],
        ["deadlines", "alpha"],
    ],
    ids=" ".join,
)
def test_nobody_s_letters_are_left_out(command: list[str], home: dict[str, str]) -> None:
    done = called(command, home)
    assert done.code == 0, done.err
    assert not set(NOBODYS) & set(done.out)


def test_nor_are_they_in_pictures_and_pages(home: dict[str, str], tmp_path: Path) -> None:
    svg, html = tmp_path / "year.svg", tmp_path / "year.html"
    assert called(["timeline", "alpha", "--svg", str(svg), "--html", str(html)], home).code == 0
    ElementTree.parse(svg)  # noqa: S314 # what we wrote ourselves
    for path in (svg, html):
        text = path.read_text()
        assert "A&amp;&lt;b&gt;" in text
        assert not set(NOBODYS) & set(text)


def test_a_field_that_begins_like_an_option_is_none(home: dict[str, str], tmp_path: Path) -> None:
    script = tmp_path / "told.py"
    script.write_text(
        "import json, os, sys\nprint(json.dumps([sys.argv[1:], {k: v for k, v in "
        "os.environ.items() if k.startswith('REMIND_')}]))\n"
    )
    ask = [
        "remind",
        "alpha",
        "--within",
        "400d",
        "--again",
        "--exec",
        shlex.join([sys.executable, str(script), "--flag", "a b"]),
    ]
    done = run(ask, home)
    assert done.code == 0, done.err
    (flag, spaced, text), fields = json.loads(done.out.splitlines()[0])
    assert (flag, spaced) == ("--flag", "a b")
    assert not text.startswith("-")
    assert fields
    assert not [value for value in fields.values() if value.startswith("-")]


@pytest.mark.parametrize(
    ("text", "windows", "words"),
    [
        (r"C:\Tools\notify.exe -t", True, [r"C:\Tools\notify.exe", "-t"]),
        (r'"C:\Program Files\n.exe" "a b"', True, [r"C:\Program Files\n.exe", "a b"]),
        (r"\\server\share\n.exe", True, [r"\\server\share\n.exe"]),
        (r"notify\ send 'a # b' #c", False, ["notify send", "a # b", "#c"]),
        (r'a "b\"c"', False, ["a", 'b"c']),
    ],
)
def test_a_command_is_words_and_paths_keep_their_backslashes(
    text: str, windows: bool, words: list[str]
) -> None:
    assert split_words(text, windows=windows) == words
    assert os.name == "nt" or split_words("a b") == ["a", "b"]
