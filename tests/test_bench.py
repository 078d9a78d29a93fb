"""The benchmarks run. What they measure is no matter here: a busy machine would make a test of it
fail."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from confradar.matching.packed_model import Model
from confradar.matching.scoring import score

BENCH = Path(__file__).parents[1] / "bench"
CALLS = Path(__file__).parents[2] / "shared" / "calls"


@pytest.mark.parametrize(
    ("script", "options", "shown"),
    [
        ("startup.py", ["--only=--version"], "1.15 x typer"),
        ("growth.py", ["--sizes", "1", "2"], "| list --topic nlp --limit 50         |   x2 |"),
    ],
)
def test_a_benchmark_prints_its_table(
    script: str, options: list[str], shown: str, tmp_path: Path
) -> None:
    samples = tmp_path / "samples.json"
    command = [
        sys.executable,
        str(BENCH / script),
        "--rounds",
        "1",
        "--python",
        sys.executable,
        "--json",
        str(samples),
        *options,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode in {0, 1}, done.stderr
    assert shown in done.stdout
    assert json.loads(samples.read_text())["machine"]


def test_labels_of_public_lists_are_read_right() -> None:
    done = subprocess.run(
        [sys.executable, str(BENCH / "wording.py")],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    wrong = done.stdout.partition("right in kind, track and round\n")[2].splitlines()
    documented = (
        (BENCH.parent / "docs" / "wording.md")
        .read_text(encoding="utf-8")
        .partition("## What is read wrong")[2]
    )
    assert [line for line in wrong if line.split("'")[1] not in documented] == []


@pytest.mark.skipif(
    not CALLS.is_dir(),
    reason="the pages of the study are not beside this checkout (../shared/calls)",
)
def test_real_calls_are_read_as_well_as_they_were() -> None:
    done = subprocess.run(
        [sys.executable, str(BENCH / "calls.py"), str(CALLS)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    shares = [
        float(cell.rstrip("%"))
        for cell in next(
            line for line in done.stdout.splitlines() if line.startswith("all ")
        ).split()[2:9]
    ]
    floors = [
        97,
        96,
        98,
        98,
        82,
        98,
        95,
    ]  # recall, precision, days' recall and precision, sure, right of them, main track
    assert all(share >= floor for share, floor in zip(shares, floors, strict=True)), done.stdout


def sampled(*options: str) -> list[str]:
    """The lines that the sample of accuracy prints."""
    done = subprocess.run(
        [sys.executable, str(BENCH / "accuracy_sample.py"), *options],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout.splitlines()


def test_a_larger_sample_of_accuracy_goes_on_where_a_smaller_one_ended(tmp_path: Path) -> None:
    catalogue = tmp_path / "venues.yaml"
    deadlines = "".join(
        f"          - {{kind: paper, round: {day}, at: 2026-03-0{day}, source: a}}\n"
        for day in range(1, 9)
    )
    catalogue.write_text(
        "schema: 1\nsources:\n  - {id: a, name: A}\nvenues:\n  - id: v\n    acronym: V\n"
        "    name: Venue\n    kind: conference\n    topics: [ai]\n    url: https://example.org/\n"
        "    cadence: annual\n    sources: [a]\n    editions:\n"
        "      - year: 2026\n        source: a\n"
        f"        deadlines:\n{deadlines}"
        "          - {kind: paper, track: late, at: TBD, source: a}\n"
    )
    few, all_ = (sampled(str(catalogue), "--seed", "x", "--size", size) for size in ("3", "40"))
    assert len(few) == 4 and all_[:4] == few
    assert len(set(all_)) == 9, "every dated point once, and none that has no date"
    assert sampled(str(catalogue), "--seed", "y", "--size", "40") != all_


def test_a_result_of_the_sample_has_its_interval() -> None:
    assert sampled("--right", "38", "--compared", "40") == [
        "38 of 40 right: 95.0%, 95 % 83.5% to 98.6%"
    ]


SUBJECTS = {
    "acl": "parsing translation grammar treebank",
    "cvpr": "image segmentation camera depth",
    "sigmod": "query index join transaction",
    "elsewhere": "compiler lambda types proof",
}


def titles(folder: Path) -> list[Path]:
    """A table of titles of two venues, and a dblp dump of a third and of one outside the
    catalogue's keys."""
    rows = []
    for venue, subject in SUBJECTS.items():
        words = subject.split()
        for year in (2022, 2023):
            texts = [
                f"{words[n % 4]} {words[n // 4 % 4]} for {words[n // 16]} number{n}"
                for n in range(64)
            ]
            rows += [(venue, year, f"{text} of {year}") for text in texts]
    table, dump = folder / "titles.csv", folder / "dblp.xml"
    table.write_text(
        "venue,year,title\n"
        + "".join(f"{venue},{year},{title}\n" for venue, year, title in rows if venue != "sigmod")
    )
    records = [
        f'<inproceedings mdate="2024-01-01" key="conf/sigmod/X{n}">\n<author>J&ouml;rg '
        f"X</author>\n<title>{title} &amp; <i>more</i>.</title>\n"
        f"<year>{year}</year>\n<booktitle>SIGMOD "
        "Conference</booktitle>\n</inproceedings><inproceedings "
        f'key="conf/none/Y{n}">\n<title>None</title>\n'
        f"<year>{year}</year>\n</inproceedings>\n"
        for n, (venue, year, title) in enumerate(rows)
        if venue == "sigmod"
    ]
    dump.write_text(
        "<?xml version='1.0' encoding='ISO-8859-1'?>\n<dblp>\n" + "".join(records) + "</dblp>\n",
        "latin-1",
    )
    return [table, dump]


def test_the_page_of_venues_looked_for_has_a_row_for_each_venue_of_the_kept_list() -> None:
    done = subprocess.run(
        [sys.executable, str(BENCH / "looked_for.py")],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    kept = yaml.safe_load((BENCH / "looked_for.yaml").read_text(encoding="utf-8"))
    shown = (BENCH.parent / "docs" / "venues-looked-for.md").read_text(encoding="utf-8")
    for page in (done.stdout, shown):
        rows = [line for line in page.splitlines() if line.startswith("| ")][1:]
        assert [row.partition("(`")[2].partition("`")[0] for row in rows] == list(kept["venues"])
    neurips = next(row for row in done.stdout.splitlines() if "(`neurips`)" in row)
    assert "<https://neurips.cc/Conferences/2026" in neurips
    assert kept["venues"]["neurips"] in neurips
    undated = done.stdout.partition("## Conferences without an edition\n\n")[2]
    assert "- WASPAA, <" in undated


def test_the_model_of_match_is_built_from_tables_and_dumps_the_same_each_time(
    tmp_path: Path,
) -> None:
    made = []
    for name in ("one", "two"):
        command = [
            sys.executable,
            str(BENCH / "match_model.py"),
            *map(str, titles(tmp_path)),
            "--to",
            str(tmp_path / name),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        assert (done.returncode, done.stderr) == (0, "")
        made.append((tmp_path / name).read_bytes())
    assert "mean of 3" in done.stdout
    assert made[0] == made[1]
    model = Model(made[0])
    assert sorted(zip(model.facts.venues, model.facts.titles, model.facts.newest, strict=True)) == [
        ("*elsewhere", 128, 2023), ("acl", 128, 2023), ("cvpr", 128, 2023), ("sigmod", 128, 2023),
    ]  # fmt: skip
    assert score(model, "Index and join").unknown == []
    assert score(model, "J&ouml;rg compiles").unknown == ["J", "ouml", "rg", "compiles"], (
        "neither authors nor parts of words are learnt"
    )
