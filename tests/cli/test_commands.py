"""The table of commands: each stand-in says of its command what the command says of itself."""

from __future__ import annotations

import os

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from confradar.cli.app import app
from confradar.cli.commands import COMMANDS, GROUPS, StandIn
from confradar.paths import PACKAGE
from support import called


def stand_in(name: str) -> StandIn:
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    command = group.commands[name]
    assert isinstance(command, StandIn)
    return command


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("limit", [45, 70, 500])
def test_lists_of_commands_show_what_each_says_of_itself(name: str, limit: int) -> None:
    lazy = stand_in(name)
    command = lazy.load()
    assert (lazy.name, lazy.hidden, lazy.deprecated) == (
        command.name,
        command.hidden,
        command.deprecated,
    )
    assert lazy.get_short_help_str(limit) == command.get_short_help_str(limit)
    assert lazy.get_short_help_str(limit)


def test_every_declared_command_is_listed() -> None:
    declared = {
        path.stem.rstrip("_")
        for path in (PACKAGE / "cli").glob("*.py")
        if "\n@command(" in path.read_text()
    }
    assert declared == set(COMMANDS)


def test_every_command_stands_under_one_heading() -> None:
    assert len(COMMANDS) == len(set(COMMANDS))
    assert list(GROUPS)[-1] == "Curate"


@pytest.mark.parametrize(("columns", "widest"), [(60, 60), (80, 80), (100, 100), (200, 100)])
def test_help_is_as_wide_as_the_terminal_and_cuts_no_sentence(columns: int, widest: int) -> None:
    shown = called(["--help"], {**os.environ, "COLUMNS": str(columns)}).out
    assert widest - 12 < max(map(len, shown.splitlines())) <= widest
    assert "..." not in shown.partition("Find:")[2]
    letters = "".join(shown.split())  # lines break behind hyphens too
    sentences = (stand_in(name).get_short_help_str(1000) for name in COMMANDS)
    assert all("".join(sentence.split()) in letters for sentence in sentences)


def test_the_help_of_a_command_ends_with_its_examples_each_on_a_line() -> None:
    shown = called(["export", "--help"], {**os.environ, "COLUMNS": "80"}).out
    assert [line.split()[:3] for line in shown.splitlines()[-2:]] == [
        ["Example:", "confradar", "export"]
    ] * 2
