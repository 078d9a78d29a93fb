"""Importing into a catalogue file: only the touched lines change, a broken file is left alone,
nobody's work is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from confradar.catalogue.load import load_text
from confradar.catalogue.problems import CatalogueError
from confradar.errors import DataError, StateError
from confradar.model.venue import Venue
from confradar.sources.upstream_file import read_upstream
from confradar.sync.apply import merge_upstream, update_file
from confradar.sync.merge_result import Change, Merged

CATALOGUE = """\
# A catalogue of our own.   Two spaces and    more stay.
schema: 1

sources:
  - {id: ccfddl, name: "ccfddl"}   # the list

venues:

  # ---- Conferences

  - id: aaai
    acronym: AAAI
    name:   'AAAI Conference'   # single quotes, odd spaces
    kind: conference
    topics: [ai,   ml]
    sources: [seed]

  # A note about ICML, above it.
  - id: icml
    acronym: "ICML"
    name: International Conference on
      Machine Learning
    aliases:
      - Int'l ML   # a block list
    kind: conference
    topics: [ml]
    ranks: {ccf: A}
    sources: [ccfddl]
    note: >
      Folded text, which is
      kept as it stands.
    editions:
      # the next one
      - year: 2027
        source: ccfddl
      - year: 2026
        place: "Seoul, South Korea"  # by hand
        country: KR
        source: ccfddl
        recorded: 2026-05-01
        deadlines:
          # abstracts first
          - {kind: abstract, at: 2026-01-21 23:59:59, zone: AoE, source: "https://icml.cc/2026"}   # read there
          - {kind: paper,  at: 2026-01-28 23:59:59,  zone: AoE, source: ccfddl, recorded: 2026-05-01}  # odd spaces
          - kind: notification
            at: 2026-05-01
            source: ccfddl
            recorded: 2026-05-01
        # after the deadlines

  # ---- Workshops

  - {id: tiny, acronym: TINY, name: Tiny Workshop, kind: workshop, topics: [ml], sources: [seed]}

# The end.
"""  # noqa: E501 - a point of a catalogue is one line

UPSTREAM = """\
- title: ICML
  description: International Conference on Machine Learning
  sub: AI
  dblp: icml
  confs:
  - year: 2026
    id: icml26
    link: https://icml.cc/2026
    timeline:
    - {abstract_deadline: '2026-01-23 23:59:59', deadline: '2026-01-30 23:59:59'}
    timezone: AoE
    date: July 6-11, 2026
    place: Seoul
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "venues.yaml"
    path.write_text(CATALOGUE, encoding="utf-8")
    return path


def take(
    path: Path,
    text: str,
    form: str = "ccfddl",
    recorded: str = "2026-08-20",
    *,
    dry_run: bool = False,
) -> tuple[Change, ...]:
    file = path.with_name("upstream.yml")
    file.write_text(text, encoding="utf-8")
    upstream = read_upstream(file, form, recorded)
    return update_file(
        path,
        [lambda venues: merge_upstream(venues, upstream)],
        locks=path.parent / "locks",
        dry_run=dry_run,
    )


def lines_changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """Lines that went and lines that came, in order."""
    import difflib

    found = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    return [line[2:] for line in found if line.startswith("- ")], [
        line[2:] for line in found if line.startswith("+ ")
    ]


def test_only_the_lines_of_changed_values_change(catalogue: Path) -> None:
    changes = take(catalogue, UPSTREAM)
    gone, come = lines_changed(CATALOGUE, catalogue.read_text(encoding="utf-8"))
    assert gone == [
        "          - {kind: paper,  at: 2026-01-28 23:59:59,  zone: AoE, source: ccfddl, "
        "recorded: 2026-05-01}  # odd spaces"
    ]
    assert come == [
        "        url: https://icml.cc/2026",
        "        start: 2026-07-06",
        "        end: 2026-07-11",
        "        differs:",
        "          - {source: ccfddl, key: abstract, value: 2026-01-23 23:59:59, zone: AoE, "
        "recorded: 2026-08-20}",
        "          - {kind: paper, at: 2026-01-30 23:59:59, zone: AoE, source: ccfddl, "
        "recorded: 2026-08-20, revisions: [{at: 2026-01-28 23:59:59, recorded: 2026-08-20}]}  "
        "# odd spaces",
    ]
    assert sorted(change.what for change in changes) == ["filled", "filled", "kept", "moved"]


def test_the_written_file_loads_and_a_second_import_changes_no_byte(catalogue: Path) -> None:
    take(catalogue, UPSTREAM)
    once = catalogue.read_bytes()
    (icml,) = (venue for venue in load_text(once.decode(), "file").venues if venue.id == "icml")
    assert icml.editions[1].place == "Seoul, South Korea", "what was written by hand stays"
    assert take(catalogue, UPSTREAM) == ()
    assert catalogue.read_bytes() == once


def test_a_dry_run_tells_the_same_changes_and_writes_nothing(catalogue: Path) -> None:
    told = take(catalogue, UPSTREAM, dry_run=True)
    assert catalogue.read_text(encoding="utf-8") == CATALOGUE
    assert told == take(catalogue, UPSTREAM)


def test_new_venues_stand_in_their_alphabetical_place_among_their_kind(catalogue: Path) -> None:
    text = "".join(
        f"- {{title: {name}, description: About {name}, sub: AI, confs: []}}\n"
        for name in ("ZCONF", "AACL", "CVPR")
    )
    take(catalogue, text)
    after = catalogue.read_text(encoding="utf-8")
    assert [venue.id for venue in load_text(after, "file").venues] == [
        "aaai",
        "aacl",
        "cvpr",
        "icml",
        "zconf",
        "tiny",
    ]
    gone, _ = lines_changed(CATALOGUE, after)
    assert gone == []


def test_new_editions_and_deadlines_find_their_place(catalogue: Path) -> None:
    text = """\
- title: ICML
  confs:
  - {year: 2028, timezone: AoE, timeline: [{deadline: '2028-01-28 23:59:59'}]}
  - {year: 2025, timezone: AoE, timeline: []}
  - {year: 2027, timezone: AoE, timeline: [{deadline: '2027-01-28 23:59:59'}]}
- title: AAAI
  confs:
  - {year: 2027, timezone: AoE, timeline: [{deadline: '2026-08-01 23:59:59'}]}
"""
    take(catalogue, text)
    after = catalogue.read_text(encoding="utf-8")
    venues = {venue.id: venue for venue in load_text(after, "file").venues}
    assert [edition.year for edition in venues["icml"].editions] == [2028, 2027, 2026, 2025]
    assert [len(edition.deadlines) for edition in venues["icml"].editions] == [1, 1, 3, 0]
    assert [edition.year for edition in venues["aaai"].editions] == [2027]
    gone, _ = lines_changed(CATALOGUE, after)
    assert gone == ["    sources: [seed]"], "only the sources of AAAI grew"


def test_an_empty_catalogue_takes_its_first_venues(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    for start in (
        "schema: 1\nvenues: []\n",
        "schema: 1\nvenues:\n",
        "# mine\nschema: 1\n\nvenues: []  # none yet\n",
    ):
        path.write_text(start, encoding="utf-8")
        take(path, UPSTREAM)
        assert [
            venue.id for venue in load_text(path.read_text(encoding="utf-8"), "file").venues
        ] == ["icml"], start


@pytest.mark.parametrize(
    "damage",
    ["venues:\n  - id: [\n", CATALOGUE + "unknown: 1\n", CATALOGUE.replace("kind: workshop",
        "kind: party"), CATALOGUE.replace("id: tiny", "id: icml"),
        CATALOGUE.replace("2026-01-21", "2026-01-99"), CATALOGUE.replace("schema: 1", "schema: 2"),
        CATALOGUE + "\x00", "venues: &a []\n"],
    ids=["not yaml", "unknown key", "bad kind", "id twice", "bad date", "other schema",
        "control character", "anchor"],
)  # fmt: skip
def test_a_broken_file_is_refused_and_left_untouched(catalogue: Path, damage: str) -> None:
    catalogue.write_text(damage, encoding="utf-8")
    with pytest.raises(DataError, match=r"venues\.yaml"):
        take(catalogue, UPSTREAM)
    assert catalogue.read_text(encoding="utf-8") == damage
    assert [path.name for path in catalogue.parent.iterdir() if path.name.startswith(".")] == [], (
        "no temporary file is left"
    )


def test_a_file_that_is_not_utf8_or_missing_is_refused(catalogue: Path) -> None:
    catalogue.write_bytes(b"venues: []  # \xff")
    with pytest.raises(DataError, match="not UTF-8"):
        take(catalogue, UPSTREAM)
    catalogue.unlink()
    with pytest.raises(DataError, match="cannot be read"):
        take(catalogue, UPSTREAM)
    assert not catalogue.exists()


def test_a_layout_that_cannot_be_edited_in_place_is_refused_and_left_untouched(
    catalogue: Path,
) -> None:
    text = (
        "schema: 1\nvenues:\n  - {id: icml, acronym: ICML, name: ICML, kind: conference, "
        "topics: [ml], sources: [ccfddl], editions: [{year: 2026}]}\n"
    )
    catalogue.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"cannot be changed in place|does not allow"):
        take(catalogue, UPSTREAM)
    assert catalogue.read_text(encoding="utf-8") == text


def test_records_that_would_not_hold_together_are_not_written(catalogue: Path) -> None:
    def broken(venues: Sequence[Venue]) -> Merged:
        icml = next(venue for venue in venues if venue.id == "icml")
        bad = icml.model_copy(
            update={
                "editions": tuple(
                    item.model_copy(update={"country": "Korea"}) for item in icml.editions
                )
            }
        )
        return Merged(tuple(bad if venue.id == "icml" else venue for venue in venues), ())

    with pytest.raises(DataError, match="nothing was written"):
        update_file(catalogue, [broken], locks=catalogue.parent / "locks")
    assert catalogue.read_text(encoding="utf-8") == CATALOGUE


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="needs a directory that this user cannot write"
)
def test_a_folder_that_cannot_be_written_is_a_state_error(catalogue: Path) -> None:
    catalogue.parent.chmod(0o500)
    try:
        with pytest.raises(StateError):
            take(catalogue, UPSTREAM)
    finally:
        catalogue.parent.chmod(0o700)


@pytest.mark.skipif(os.name != "posix", reason="permission bits")
def test_the_files_permissions_and_line_at_the_end_are_kept(catalogue: Path) -> None:
    catalogue.chmod(0o640)
    take(catalogue, UPSTREAM)
    assert catalogue.stat().st_mode & 0o777 == 0o640
    assert catalogue.read_text(encoding="utf-8").endswith("\n\n# The end.\n")


def test_two_imports_at_once_lose_nothing(catalogue: Path) -> None:
    """Two processes each import six files into one catalogue; all twelve venues arrive."""
    names = [[f"{letter}CONF{number}" for number in range(6)] for letter in "XY"]
    for name in (*names[0], *names[1]):
        catalogue.with_name(f"{name}.yml").write_text(
            f"- {{title: {name}, sub: AI, confs: [{{year: 2026, timeline: []}}]}}\n"
        )
    script = (
        "import sys; from pathlib import Path\n"
        "from confradar.sources.upstream_file import read_upstream\n"
        "from confradar.sync.apply import merge_upstream, update_file\n"
        "path = Path(sys.argv[1])\n"
        "for name in sys.argv[2:]:\n"
        "    upstream = read_upstream(path.with_name(name + '.yml'), 'ccfddl', '2026-08-20')\n"
        "    update_file(path, [lambda venues: merge_upstream(venues, upstream)], "
        "locks=path.parent / 'locks')\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", script, str(catalogue), *group]) for group in names
    ]
    assert [process.wait(timeout=60) for process in running] == [0, 0]
    found = {
        venue.acronym for venue in load_text(catalogue.read_text(encoding="utf-8"), "file").venues
    }
    assert found == {"AAAI", "ICML", "TINY", *names[0], *names[1]}


def test_a_catalogue_error_names_the_place(catalogue: Path) -> None:
    catalogue.write_text(CATALOGUE.replace("country: KR", "country: Korea"), encoding="utf-8")
    with pytest.raises(
        CatalogueError,
        match=(
            r"venues\.yaml:38: icml, edition 2026, country: 'Korea' is not a two-letter country "
            r"code"
        ),
    ):
        take(catalogue, UPSTREAM)
