"""The benchmarks run. What they measure is no matter here: a busy machine would make a test of it fail."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[1] / "bench"
CALLS = Path(__file__).parents[2] / "shared" / "calls"


@pytest.mark.parametrize(
    ("script", "options", "shown"),
    [
        ("startup.py", ["--only=--version"], "1.15 x typer"),
        ("growth.py", ["--sizes", "1", "2"], "| list --topic nlp --limit 50         |   x2 |"),
    ],
)
def test_a_benchmark_prints_its_table(script: str, options: list[str], shown: str, tmp_path: Path) -> None:
    samples = tmp_path / "samples.json"
    command = [sys.executable, str(BENCH / script), "--rounds", "1", "--python", sys.executable, "--json", str(samples), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode in {0, 1}, done.stderr
    assert shown in done.stdout
    assert json.loads(samples.read_text())["machine"]


def test_labels_of_public_lists_are_read_right() -> None:
    done = subprocess.run([sys.executable, str(BENCH / "wording.py")], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    wrong = done.stdout.partition("right in kind, track and round\n")[2].splitlines()
    documented = (BENCH.parent / "docs" / "wording.md").read_text(encoding="utf-8").partition("## What is read wrong")[2]
    assert [line for line in wrong if line.split("'")[1] not in documented] == []


@pytest.mark.skipif(not CALLS.is_dir(), reason="the pages of the study are not beside this checkout (../shared/calls)")
def test_real_calls_are_read_as_well_as_they_were() -> None:
    done = subprocess.run([sys.executable, str(BENCH / "calls.py"), str(CALLS)], capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    shares = [float(cell.rstrip("%")) for cell in next(line for line in done.stdout.splitlines() if line.startswith("all ")).split()[2:9]]
    floors = [97, 96, 98, 98, 82, 98, 95]  # recall, precision, days' recall and precision, sure, right of them, main track
    assert all(share >= floor for share, floor in zip(shares, floors, strict=True)), done.stdout
