"""The table of commands: each stand-in tells of its command what the command tells of itself."""

from __future__ import annotations

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from confradar.cli.app import app
from confradar.cli.commands import COMMANDS, StandIn, loaded
from confradar.paths import PACKAGE


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
    assert (lazy.name, lazy.hidden, lazy.deprecated) == (command.name, command.hidden, command.deprecated)
    assert lazy.get_short_help_str(limit) == command.get_short_help_str(limit)


def test_the_table_has_every_command() -> None:
    modules = {path.stem for path in (PACKAGE / "cli").glob("*.py") if "def add_to(" in path.read_text()}
    assert modules == {module for module, _ in COMMANDS.values()}
    registered = {module: {name for name, (home, _) in COMMANDS.items() if home == module} for module in modules}
    assert {module: set(loaded(module)) for module in modules} == registered
