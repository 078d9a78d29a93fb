"""The commands by name, each loaded only when it runs.

Building every command takes longer than most of them run. So the application lists stand-ins, which
know a command's name and where it stands, and hand over to the command itself where one is asked
for: to run it, to show its help, or to complete its arguments. A new command is a module of this
package with a function of that name (see `command`), and its name below.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from typer._click.exceptions import NoArgsIsHelpError
from typer._click.exceptions import UsageError as Unreadable
from typer.core import TyperCommand, TyperGroup

from confradar.cli.help import Group, columns

# The commands under the headings of the help; what is for those who keep a catalogue comes last.
GROUPS = {
    "Find": ("list", "deadlines", "next", "events", "show", "forecast", "topics", "stats"),
    "Follow": ("follow", "unfollow", "following", "agenda", "remind"),
    "Plan": ("match", "plan", "timeline", "checklist", "guide"),
    "Calendar": ("export", "push", "publish"),
    "Data": ("sync", "check", "changes", "conflicts", "sources", "doctor", "read", "add"),
    "Curate": ("lint", "import", "schema"),
}
COMMANDS = tuple(name for names in GROUPS.values() for name in names)
# Names that Python has for itself: their modules and functions have an underscore behind them.
TAKEN = frozenset({"import", "list", "next"})


def function_of(name: str) -> Callable[..., None]:
    """The function of a command, from the module of that name."""
    word = f"{name}_" if name in TAKEN else name
    function: Callable[..., None] = getattr(import_module(f"confradar.cli.{word}"), word)
    return function


def loaded(name: str) -> TyperCommand | TyperGroup:
    """The command of this name, or the group of commands."""
    from confradar.cli.command import built

    return built(function_of(name))


class StandIn(TyperCommand):
    """A command (or a group of commands) that is loaded when it is asked for."""

    def __init__(self, name: str) -> None:
        super().__init__(name, rich_markup_mode=None)

    def load(self) -> TyperCommand | TyperGroup:
        """The command itself."""
        return loaded(str(self.name))

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence of its docstring."""
        self.help = function_of(str(self.name)).__doc__
        return super().get_short_help_str(limit)

    def make_context(
        self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any
    ) -> Any:
        """The context of the command itself, which parses ``args`` and is then invoked in place of
        this one."""
        with Explained(str(self.name), args):
            return self.load().make_context(info_name, args, parent, **extra)


class Explained:
    """Within it a command line that cannot be read ends with one line that names the right one;
    ``name`` is empty before a command's name."""

    def __init__(self, name: str, args: Sequence[str]) -> None:
        self.name, self.args = name, list(args)

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: object
    ) -> None:
        if not isinstance(error, Unreadable) or isinstance(error, NoArgsIsHelpError):
            return
        from confradar.cli import suggestions
        from confradar.cli.boundary import Boundary

        with Boundary(loading=True):
            raise (
                suggestions.for_option(self.name, self.args, error)
                if self.name
                else suggestions.for_leading_option(self.args, error)
            )


class Commands(Group):
    """The application's group: a stand-in for every command."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        for name in COMMANDS:
            self.add_command(StandIn(name))

    def headings(self) -> dict[str, tuple[str, ...]]:
        """The groups of the help."""
        return GROUPS

    def make_context(
        self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any
    ) -> Any:
        """The context of the application, which parses what stands before a command's name; its
        help is as wide as the terminal."""
        from confradar.cli.boundary import Boundary
        from confradar.cli.language import choose

        if not extra.get("resilient_parsing"):  # the shell's question is answered in any case
            with Boundary(loading=True):
                choose(args, os.environ)
        with Explained("", args):
            return super().make_context(
                info_name, args, parent, **{"terminal_width": columns(), **extra}
            )

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first word names; of one that names none the right one is named."""
        if args and args[0] not in self.commands and not ctx.resilient_parsing:
            from confradar.cli import suggestions
            from confradar.cli.boundary import Boundary

            with Boundary(loading=True):
                raise suggestions.for_command(args)
        return super().resolve_command(ctx, args)
