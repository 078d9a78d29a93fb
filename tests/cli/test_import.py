"""`confradar import`: what would change is told first; what was written by hand stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support import deadline, edition, run, venue, written

UPSTREAM = """\
- title: HANDMADE
  description: Meeting on handmade things
  sub: AI
  rank:
    ccf: A
    core: A*
    thcpl: A
  dblp: handmade
  confs:
    - year: 2027
      id: handmade27
      link: https://handmade.example/2027
      timeline:
        - abstract_deadline: '2026-11-01 23:59:59'
          deadline: '2026-11-08 23:59:59'
      timezone: AoE
      date: May 3-7, 2027
      place: Rome, Italy
    - year: 2026
      id: handmade26
      link: https://handmade.example/2026
      timeline:
        - deadline: '2025-11-09 23:59:59'
      timezone: MARS
      date: May 3-7, 2026
      place: Paris, France
"""

COMMENT = "# Kept by hand: mind the rounds.\n"


@pytest.fixture
def upstream(tmp_path: Path) -> Path:
    (tmp_path / "allconf.yml").write_text(UPSTREAM)
    return tmp_path / "allconf.yml"


@pytest.fixture
def into(tmp_path: Path) -> Path:
    path = written(
        tmp_path / "mine.yaml",
        venue(
            "handmade",
            acronym="HANDMADE",
            dblp="conf/handmade",
            note="My words.",
            editions=[edition(2025, deadline("2024-11-09"))],
        ),
        sources=[{"id": "ccfddl", "name": "upstream"}],
    )
    path.write_text(COMMENT + path.read_text())
    return path


def call(upstream: Path, into: Path, environ: dict[str, str], *more: str) -> tuple[int, str, str]:
    asked = [
        "import",
        str(upstream),
        "--from",
        "ccfddl",
        "--into",
        str(into),
        "--recorded",
        "2026-08-20",
    ]
    done = run([*asked, *more], environ)
    return done.code, done.out, done.err


def test_a_dry_run_tells_and_changes_nothing(
    upstream: Path, into: Path, tiny: dict[str, str]
) -> None:
    before = into.read_bytes()
    code, out, err = call(upstream, into, tiny, "--dry-run", "--format", "json")
    assert code == 0
    changes = json.loads(out)["items"]
    assert {(change["venue"], change["year"]) for change in changes} >= {("handmade", 2027)}
    assert "proposed" in err
    assert into.read_bytes() == before


def test_what_cannot_be_understood_is_told(
    upstream: Path, into: Path, tiny: dict[str, str]
) -> None:
    """A zone that does not exist: with its place and value, and never as a guess in the
    catalogue."""
    _, _, err = call(upstream, into, tiny)
    (told,) = [line for line in err.splitlines() if line.startswith("could not read")]
    assert "MARS" in told
    assert "MARS" not in into.read_text()


def test_an_import_keeps_hand_work_and_the_second_one_has_nothing_to_do(
    upstream: Path, into: Path, tiny: dict[str, str]
) -> None:
    code, out, _ = call(upstream, into, tiny)
    assert (code, len(out.splitlines()) > 1) == (0, True)
    text = into.read_text()
    assert text.startswith(COMMENT)
    assert "note: My words." in text
    rows = run(
        [
            "deadlines",
            "handmade",
            "--confirmed",
            "--catalogue",
            str(into),
            "--columns",
            "kind,at,source",
        ],
        tiny,
    ).rows
    assert rows == [
        ["abstract", "2026-11-02T11:59:59Z", "ccfddl"],
        ["paper", "2026-11-09T11:59:59Z", "ccfddl"],
    ]
    code, out, err = call(upstream, into, tiny)
    assert (code, out) == (0, "")
    assert "nothing to change" in err
    assert into.read_text() == text
    assert sorted(path.name for path in into.parent.iterdir()) == [
        "allconf.yml",
        "home",
        "mine.yaml",
    ], "no temporary files"


@pytest.mark.parametrize(
    ("change", "code", "told"),
    [
        (["--from", "bibtex"], 2, "no format 'bibtex'"),
        (["--recorded", "yesterday"], 2, "'yesterday' is not a day"),
        (["--into", "missing.yaml"], 3, "missing.yaml: cannot be read"),
        (["--into", "broken.yaml"], 3, "broken.yaml:2: "),
    ],
)
def test_what_cannot_be_done_is_told(
    change: list[str], code: int, told: str, upstream: Path, into: Path, tiny: dict[str, str]
) -> None:
    (into.parent / "broken.yaml").write_text("schema: 1\nvenues: 5\n")
    asked = ["import", upstream.name, "--from", "ccfddl", "--into", into.name, *change]
    done = run(asked, tiny, cwd=into.parent)
    assert (done.code, done.out) == (code, "")
    assert told in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("content", [b"- [", b"\xff\xfe", b"\0", b"&a [*a]", b"5"])
def test_a_hostile_upstream_is_3_and_changes_nothing(
    content: bytes, upstream: Path, into: Path, tiny: dict[str, str]
) -> None:
    upstream.write_bytes(content)
    before = into.read_bytes()
    code, out, err = call(upstream, into, tiny)
    assert (code, out, "Traceback" in err) == (3, "", False)
    assert into.read_bytes() == before


def test_a_state_directory_that_cannot_be_used_is_5(
    upstream: Path, into: Path, tiny: dict[str, str]
) -> None:
    before = into.read_bytes()
    code, out, err = call(upstream, into, {**tiny, "CONFRADAR_STATE_DIR": str(upstream / "below")})
    assert (code, out, "Traceback" in err) == (5, "", False)
    assert "no lock can be kept there" in err
    assert into.read_bytes() == before
