"""A sync that is killed, at any moment, leaves the old state or the new one, and the next one
heals."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from support import TOPICS
from sync.conftest import BASE, LIST


@pytest.mark.parametrize("what, runs", [("sync", 150), ("check", 40)])
def test_a_killed_run_leaves_a_whole_state(tmp_path: Path, what: str, runs: int) -> None:
    for name, text in (
        ("base.yaml", BASE),
        ("one.yml", LIST),
        ("two.yml", LIST.replace("2027-02-08", "2027-02-15")),
    ):
        (tmp_path / name).write_text(text)
    arguments = (
        [str(tmp_path / name) for name in ("", "base.yaml")]
        + [str(TOPICS)]
        + [str(tmp_path / name) for name in ("one.yml", "two.yml")]
    )
    script = Path(__file__).with_name("killing.py")
    done = subprocess.run(
        [sys.executable, str(script), *arguments, str(runs), what],
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    outcomes = json.loads(done.stdout)
    assert outcomes["old"] + outcomes["new"] >= runs
    assert outcomes["old"] > 10, "killed before it was done"
    assert outcomes["new"] > 1, "killed after it counted"
