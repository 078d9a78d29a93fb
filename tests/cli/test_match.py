"""`confradar match`, and the plan that follows it, as their reader sees them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support import Done, called, run, venue, written
from terminal import on_terminal

TITLE = "Low-resource morphological inflection with transformers"
GENERAL = "Understanding generalization of deep networks trained by stochastic gradient descent"
BREAD = "Fermentation of sourdough with wild yeast strains"


@pytest.fixture
def home(warm: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """The shared index, and a state directory of the test's own."""
    return {**warm, "CONFRADAR_STATE_DIR": str(tmp_path / "state")}


def items(done: Done) -> list[dict[str, Any]]:
    assert done.code == 0, done.err
    document = json.loads(done.out)
    assert document["schema"] == "confradar.match/1"
    found: list[dict[str, Any]] = document["items"]
    return found


def matched(home: dict[str, str], *arguments: str) -> list[dict[str, Any]]:
    return items(called(["match", *arguments, "--format", "json"], home))


def test_an_item_a_venue_best_first(home: dict[str, str]) -> None:
    found = matched(home, TITLE)
    assert list(found[0]) == [
        "id",
        "acronym",
        "fit",
        "score",
        "group",
        "words",
        "newest",
        "next_deadline",
        "certainty",
        "known",
    ]
    assert (found[0]["id"], found[0]["fit"], found[0]["known"]) == (
        "sigmorphon",
        "strong",
        "titles",
    )
    assert "morphological inflection" in found[0]["words"]
    assert 2014 <= found[0]["newest"] <= 2026
    assert len(found) == 8
    scores = [item["score"] for item in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_the_words_are_words_of_the_text(home: dict[str, str]) -> None:
    for item in matched(home, "Sparse-view 3D Gaussian splatting from uncalibrated images"):
        assert item["words"]
        for phrase in item["words"]:
            assert phrase in "sparse-view 3D gaussian splatting from uncalibrated images"


def test_top_counts_venues(home: dict[str, str]) -> None:
    assert [len(matched(home, TITLE, "--top", str(top))) for top in (1, 3, 40)] == [1, 3, 40]


def test_siblings_name_their_group(home: dict[str, str]) -> None:
    found = {item["id"]: item for item in matched(home, GENERAL)}
    assert {"neurips", "icml", "iclr"} <= set(found)
    assert found["neurips"]["group"] == found["icml"]["group"] == found["iclr"]["group"]
    assert {"neurips", "icml", "iclr"} <= set(found["icml"]["group"])


def test_on_a_terminal_siblings_stand_together_the_next_deadline_first(
    warm: dict[str, str],
) -> None:
    shown = on_terminal(
        ["match", GENERAL], columns=120, environ={**warm, "NO_COLOR": "1"}
    ).splitlines()
    assert shown[0].split() == ["Venue", "Fit", "Next", "deadline", "In", "Why"]
    leads = [line[: shown[0].index("Fit")].strip() for line in shown[1:]]
    names = [name for name in leads if name]  # what does not fit goes on in a further line
    found = matched(warm, GENERAL)
    together = {
        item["acronym"]: item["next_deadline"]
        for item in found
        if "neurips" in item["group"] and item["fit"] == found[0]["fit"]
    }
    head = next(place for place, name in enumerate(names) if name in together)
    rows = [name.removeprefix("or ") for name in names[head : head + len(together)]]
    assert len(rows) > 2
    assert set(rows) == set(together)
    assert all(name.startswith("or ") for name in names[head + 1 : head + len(together)])
    due = [together[name]["low"] or together[name]["at"] for name in rows]
    assert due == sorted(due)
    assert "titles to 20" in shown[1]


@pytest.mark.parametrize("columns", [50, 80, 150])
def test_no_line_is_wider_than_the_terminal(columns: int, warm: dict[str, str]) -> None:
    shown = on_terminal(["match", GENERAL], columns=columns, environ={**warm, "NO_COLOR": "1"})
    assert max(len(line) for line in shown.splitlines()) <= columns


def test_filters_of_list_choose_the_venues(home: dict[str, str]) -> None:
    assert {
        item["id"]
        for item in matched(home, GENERAL, "--ccf", "A", "--kind", "conference", "--topic", "ml")
    } <= {
        item["id"]
        for item in json.loads(
            called(["list", "--ccf", "A", "--topic", "ml", "--format", "json"], home).out
        )["items"]
    }
    assert all(item["certainty"] != "estimated" for item in matched(home, GENERAL, "--confirmed"))
    none = called(["match", GENERAL, "--kind", "course", "--format", "json"], home)
    assert items(none) == []
    assert "no venue matches these filters" in none.err
    wrong = called(["match", GENERAL, "--topic", "nlpp"], home)
    assert (wrong.code, "did you mean nlp?" in wrong.err) == (2, True)


def test_ready_counts_deadlines_from_that_day(home: dict[str, str]) -> None:
    dates = [
        item["next_deadline"]["at"]
        for item in matched(home, GENERAL, "--ready", "2027-03-01")
        if item["next_deadline"]
    ]
    assert dates
    assert min(dates) >= "2027-03-01"
    assert called(["match", GENERAL, "--ready", "soon"], home).code == 2


def test_venues_without_titles_come_by_topic_and_weakly(home: dict[str, str]) -> None:
    found = matched(home, "Music generation with symbolic scores", "--top", "10")
    ismir = next(item for item in found if item["id"] == "ismir")
    assert (ismir["fit"], ismir["known"], ismir["newest"], ismir["words"]) == (
        "weak",
        "topics",
        None,
        ["music"],
    )


@pytest.mark.parametrize("form", ["tsv", "csv", "jsonl", "json", "yaml", "md"])
def test_a_text_of_another_science_is_refused_with_its_words(
    form: str, home: dict[str, str]
) -> None:
    done = called(["match", BREAD, "--format", form], home)
    assert done.code == 0
    assert done.err.startswith("nothing here fits: not known here: ")
    assert "sourdough" in done.err
    assert done.out.replace("\n", "") in {
        "",
        '{"schema": "confradar.match/1", "generated_at": "2026-09-01T00:00:00Z", "items": []}',
    } or (form == "yaml" and "items: []" in done.out)


def test_other_computer_science_is_told_from_what_the_catalogue_covers(
    home: dict[str, str],
) -> None:
    done = called(
        ["match", "Polymorphic type inference for higher-order functional languages"], home
    )
    assert done.code == 0
    assert "what venues outside the catalogue publish (" in done.err


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "paper.tex",
            "\\documentclass{x}\n\\title{%s}\n\\begin{abstract}We inflect words.\\end{abstract}",
        ),
        ("paper.md", "# %s\n\nWe inflect words."),
        ("paper.txt", "%s"),
        ("paper.bib", "@misc{a, title = {%s}, year = 2020}"),
    ],
)
def test_files_of_each_form(name: str, text: str, home: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text % TITLE)
    assert matched(home, "--file", str(path))[0]["id"] == "sigmorphon"


def test_standard_input_is_read(home: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "title"
    path.write_text(TITLE)
    with path.open() as stream:
        done = subprocess.run(
            [sys.executable, "-m", "confradar", "match", "--file", "-", "--format", "json"],
            stdin=stream,
            env=home,
            capture_output=True,
            text=True,
            check=True,
        )
    assert json.loads(done.stdout)["items"] == matched(home, TITLE)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "no text"),
        (b"\0\1\2", "no text"),
        (b"x " * 2**21, "larger than"),
        (b"\xff graphs", "iconv"),
        (b"%PDF-1.5", "pdftotext"),
    ],
)
def test_bad_input_gets_one_line(
    data: bytes, what: str, home: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "paper"
    path.write_bytes(data)
    for arguments in (
        ["match", "--file", str(path)],
        ["plan", "--match", str(path)],
        ["match", "--learn", str(path)],
    ):
        if arguments[1] == "--learn" and not data:
            continue  # an empty library is refused in words of its own
        done = called(arguments, home)
        assert (done.code, done.out) == (3, "")
        assert what in done.err
        assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        ([], "give a title"),
        ([""], "give a title"),
        (["--file", "x", "graphs"], "not both"),
        (["--file", "/none"], "cannot be read"),
    ],
)
def test_nothing_to_match_is_said(arguments: list[str], what: str, home: dict[str, str]) -> None:
    done = called(["match", *arguments], home)
    assert done.code in {2, 3}
    assert what in done.err
    assert done.out == ""


def test_a_file_in_place_of_a_text_is_told(
    home: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("paper.tex").write_text(TITLE)
    done = called(["match", "paper.tex"], home)
    assert (done.code, "--file paper.tex" in done.err) == (2, True)


LIBRARY = """
@article{a, title = {Deep learning for chest radiograph triage},
  journal = {Medical Image Analysis}, year = 2020}
@inproceedings{b, title = {Parsing with {T}rees},
  booktitle = {Proceedings of the 54th Annual Meeting of the
    Association for Computational Linguistics}}
@inproceedings{c, title = {Focal loss},
  booktitle = {2017 IEEE International Conference on Computer Vision (ICCV)}}
@inproceedings{d, title = {At a workshop}, booktitle = {Workshop on Something at ICML}}
@misc{e, title = {Nowhere}}
"""


def test_the_readers_own_library_is_evidence(home: dict[str, str], tmp_path: Path) -> None:
    text = "Triage of chest radiographs with deep learning"
    before = {item["id"]: item for item in matched(home, text, "--top", "40")}
    path = tmp_path / "library.bib"
    path.write_text(LIBRARY)
    for _ in range(2):
        done = called(["match", "--learn", str(path)], home)
        assert (done.code, done.out) == (0, "")
        assert "3 titles of 3 venues; 2 entries left out" in done.err
    kept = (Path(home["CONFRADAR_STATE_DIR"]) / "library.tsv").read_text().splitlines()
    assert kept == [
        "media\tDeep learning for chest radiograph triage",
        "acl\tParsing with Trees",
        "iccv\tFocal loss",
    ]
    after = {item["id"]: item for item in matched(home, text, "--top", "40")}
    assert after["media"]["known"] == "own"
    assert after["media"]["words"] == ["chest", "deep", "learning", "radiographs"]
    assert after["media"]["score"] > before.get("media", {"score": 0})["score"]
    assert next(iter(after)) == "media"


def test_a_bib_file_without_entries_is_refused(home: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "x.bib"
    path.write_text("no entries")
    done = called(["match", "--learn", str(path)], home)
    assert (done.code, done.err) == (3, f"confradar: {path}: there are no BibTeX entries in it\n")


def test_what_a_name_holds_reaches_no_terminal(home: dict[str, str], tmp_path: Path) -> None:
    path = written(tmp_path / "c.yaml", venue("evil", acronym="\x1b[31mEvil", topics=["music"]))
    done = called(["match", "Music generation", "--top", "40", "--catalogue", str(path)], home)
    assert done.code == 0
    assert "\x1b" not in done.out + done.err
    assert "Evil" in done.out


def test_the_same_text_gives_the_same_answer_whatever_the_hashes(home: dict[str, str]) -> None:
    answers = {
        run(
            ["match", GENERAL, "--format", "jsonl", "--top", "40"], {**home, "PYTHONHASHSEED": seed}
        ).out
        for seed in ("1", "2")
    }
    assert len(answers) == 1


def test_a_plan_takes_the_venues_that_fit_the_best_first(
    home: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(GENERAL)
    best = [item["id"] for item in matched(home, "--file", str(path), "--top", "10")]
    done = called(
        ["plan", "--match", str(path), "--format", "json", "--explain", "--depth", "1"], home
    )
    rows = json.loads(done.out)["items"]
    assert {row["venue"] for row in rows} <= set(best)
    steps = [row["venue"] for row in rows if row["step"]]
    assert steps == sorted(steps, key=best.index)
    by_rank = json.loads(
        called(
            ["plan", "--match", str(path), "--by", "soonest", "--format", "json", "--depth", "1"],
            home,
        ).out
    )["items"]
    assert {row["venue"] for row in by_rank} <= set(best)


def test_a_plan_by_fit_needs_a_paper(home: dict[str, str], tmp_path: Path) -> None:
    assert called(["plan", "--by", "fit"], home).code == 2
    assert called(["plan", "--ladder", "icml", "--match", "x"], home).code == 2
    path = tmp_path / "bread.txt"
    path.write_text(BREAD)
    done = called(["plan", "--match", str(path)], home)
    assert (done.code, done.out) == (0, "")
    assert "nothing here fits" in done.err
