"""The workflows that ship run commands that exist, with options that they have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from support import called, environment

EXAMPLES = Path(__file__).parents[1] / "examples"


def runs(name: str) -> list[list[str]]:
    """The commands of a workflow, each with its words."""
    (job,) = yaml.safe_load((EXAMPLES / name).read_text())["jobs"].values()
    return [
        command.split()
        for step in job["steps"]
        for command in re.findall(r"confradar ((?:[^|>&\n\\]|\\\n)+)", step.get("run", ""))
        if not command.startswith("--")
    ]


def test_what_they_run() -> None:
    assert {words[0] for words in runs("official-pages.yml")} == {"check", "add", "lint"}
    assert [words[0] for words in runs("publish.yml")] == ["sync", "publish"]


@pytest.mark.parametrize("words", [*runs("official-pages.yml"), *runs("publish.yml")], ids=" ".join)
def test_a_command_of_it_can_be_read(words: list[str], tmp_path: Path) -> None:
    done = called([words[0], "--help"], environment(tmp_path, COLUMNS="200"))
    assert done.code == 0
    for option in (word for word in words if word.startswith("--")):
        assert option in done.out, f"{words[0]} has no {option}"
