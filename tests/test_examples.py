"""The workflow that ships runs commands that exist, with options that they have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from support import called, environment

WORKFLOW = Path(__file__).parents[1] / "examples" / "official-pages.yml"
STEPS = yaml.safe_load(WORKFLOW.read_text())["jobs"]["check"]["steps"]
RUNS = [
    command.split()
    for step in STEPS
    for command in re.findall(r"confradar ((?:[^|>&\n\\]|\\\n)+)", step.get("run", ""))
    if not command.startswith("--")
]


def test_it_checks_adds_and_lints() -> None:
    assert {words[0] for words in RUNS} == {"check", "add", "lint"}


@pytest.mark.parametrize("words", RUNS, ids=" ".join)
def test_a_command_of_it_can_be_read(words: list[str], tmp_path: Path) -> None:
    done = called([words[0], "--help"], environment(tmp_path, COLUMNS="200"))
    assert done.code == 0
    for option in (word for word in words if word.startswith("--")):
        assert option in done.out, f"{words[0]} has no {option}"
