"""The commands by name, each loaded only when it runs.

Building every command takes longer than most of them run. So the application lists stand-ins, which
know a command's name and the line that lists of commands show, and hand over to the command itself
where one is asked for: to run it, to show its help, or to complete its arguments. A new command is
one more line of ``COMMANDS``; a test compares these lines with the commands.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any, cast

import typer
from typer._click.core import Context
from typer._click.exceptions import NoArgsIsHelpError
from typer._click.exceptions import UsageError as Unreadable
from typer._click.formatting import HelpFormatter
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

# Name: the module of this package whose `add_to` registers it, and the first sentence of its help.
COMMANDS = {
    "list": ("list", "List venues with ranks and next deadline, soonest first."),
    "deadlines": (
        "deadlines",
        "List dated points, soonest first: every round and kind but openings, in your time and as announced.",
    ),
    "show": (
        "show",
        "Show everything about one venue: ranks, links, editions, all dates, how they moved, sources.",
    ),
    "forecast": (
        "forecast",
        "Explain the estimates of a venue's next editions: history, intervals, earlier errors, extension risk.",
    ),
    "export": (
        "export",
        "Export deadlines and event days: ics for calendars, csv for spreadsheets, json, md.",
    ),
    "match": (
        "match",
        "Match a title or an abstract to the venues that fit, with the words that speak for each.",
    ),
    "plan": (
        "plan",
        "Find the ladder of venues for a paper: where to submit first, and after each decision next.",
    ),
    "timeline": (
        "timeline",
        "Draw a year: for each edition when to submit, review, rebuttal, notification, camera-ready and the event, and where estimates may fall.",
    ),
    "checklist": (
        "checklist",
        "Print the five preparation steps with their tasks, dated for a venue.",
    ),
    "guide": (
        "checklist",
        "Read how to learn through conferences: resources, what happens there, steps, questions, the mathematics.",
    ),
    "follow": (
        "follow",
        "Follow venues: by name, or all that match a topic, words or other filters.",
    ),
    "unfollow": ("follow", "Follow venues no longer."),
    "following": ("follow", "List the venues you follow, with their next deadline."),
    "agenda": (
        "agenda",
        "Show the morning's screen: what changed, the next dates, tasks due and events of the venues you follow.",
    ),
    "remind": (
        "remind",
        "Say which deadlines are due, each once at each span before it; one that moved is said again.",
    ),
    "push": (
        "push",
        "Put deadlines and event days into a calendar on a CalDAV server, and keep them current there.",
    ),
    "topics": ("topics", "Show the tree of topics, with the number of venues in each."),
    "stats": (
        "topics",
        "Count venues, editions and dates by kind, topic and source, and tell how old the data are.",
    ),
    "sync": (
        "sync",
        "Fetch the sources, merge them with the curated catalogue, and show what changed.",
    ),
    "check": (
        "check",
        "Read the official pages of venues, and show where they say something else, or something new.",
    ),
    "changes": (
        "changes",
        "Show what syncs changed: new editions, moved deadlines, places and days, cancelled, postponed, gone.",
    ),
    "conflicts": (
        "changes",
        "Show where sources disagree: the value in use, the other one, who says it, and why it is not followed, where that is known.",
    ),
    "doctor": (
        "doctor",
        "Check versions, paths, sources, unread records, conflicts, the index, the age of the data.",
    ),
    "lint": ("lint", "Check catalogue files: the format, and the rules across records."),
    "schema": (
        "lint",
        "Print the JSON Schema of a catalogue file, for editors (yaml-language-server reads it).",
    ),
    "read": (
        "read",
        "Read the dated points of a call: a page, a mail, a feed; each with the line that says it, sure or with the reason why not.",
    ),
    "add": (
        "add",
        "Add the dated points of a call to your own catalogue: the sure ones, and those that you confirm.",
    ),
    "import": (
        "import_",
        "Merge an upstream file into a catalogue, keeping what was curated by hand, the order and the comments.",
    ),
    "sources": (
        "sources",
        "List, add, remove, enable and disable the sources that `confradar sync` asks.",
    ),
}

# The columns of the help: with a gap at the right, up to 100 of them.
GAP = 2
WIDEST = 100 + GAP
NARROWEST = 30
# How the help orders them; what is for those who keep a catalogue comes last.
GROUPS = {
    "Find": ("list", "deadlines", "show", "forecast", "topics", "stats"),
    "Follow": ("follow", "unfollow", "following", "agenda", "remind"),
    "Plan": ("match", "plan", "timeline", "checklist", "guide"),
    "Calendar": ("export", "push"),
    "Data": ("sync", "changes", "conflicts", "sources", "doctor", "read", "add"),
    "Curate": ("lint", "import", "schema"),
}


class Formatter(HelpFormatter):
    """Help that leaves half of a narrow terminal to what it says of an option."""

    def write_dl(self, rows: Any, col_max: int = 30, col_spacing: int = 2) -> None:
        """Write names with texts beside them, or below those that are wider than their column."""
        super().write_dl(rows, min(col_max, self.width // 2 - 6), col_spacing)


class Page(Context):
    """A context whose help is written by `Formatter`."""

    formatter_class = Formatter


def loaded(module: str) -> dict[str, TyperCommand | TyperGroup]:
    """The commands that stand in a module, by name."""
    part = typer.Typer(rich_markup_mode=None)
    import_module(f"confradar.cli.{module}").add_to(part)
    commands = cast("dict[str, TyperCommand | TyperGroup]", get_group(part).commands)
    for command in commands.values():
        command.context_class = Page
    return commands


class Group(TyperGroup):
    """A group of commands whose help says of each its whole first sentence, ordered by headings."""

    def headings(self) -> dict[str, tuple[str, ...]]:
        """The names of the commands under their headings."""
        return {"Commands": tuple(self.commands)}

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 # the interface is Typer's
        """Write the commands."""
        width = max(map(len, self.commands))
        for heading, names in self.headings().items():
            with formatter.section(heading):
                formatter.write_dl(
                    [
                        (name.ljust(width), self.commands[name].get_short_help_str(1000))
                        for name in names
                    ]
                )


class StandIn(TyperCommand):
    """A command (or a group of commands) that is loaded when it is asked for."""

    def __init__(self, name: str, module: str, summary: str) -> None:
        super().__init__(name, help=summary, rich_markup_mode=None)
        self.module = module

    def load(self) -> TyperCommand | TyperGroup:
        """The command itself."""
        return loaded(self.module)[str(self.name)]

    def make_context(
        self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any
    ) -> Any:
        """The context of the command itself, which parses ``args`` and is then invoked in place of
        this one."""
        with Understood(str(self.name), args):
            return self.load().make_context(info_name, args, parent, **extra)


class Understood:
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
        from confradar.cli import meant
        from confradar.cli.boundary import Boundary

        with Boundary(loading=True):
            raise (
                meant.option(self.name, self.args, error)
                if self.name
                else meant.before(self.args, error)
            )


class Commands(Group):
    """The application's group: a stand-in for every command."""

    context_class = Page

    def headings(self) -> dict[str, tuple[str, ...]]:
        """The groups of the help."""
        return GROUPS

    def make_context(
        self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any
    ) -> Any:
        """The context of the application, which parses what stands before a command's name; its
        help is as wide as the terminal."""
        from shutil import get_terminal_size

        width = max(min(get_terminal_size().columns, WIDEST) - GAP, NARROWEST)
        with Understood("", args):
            return super().make_context(
                info_name, args, parent, **{"terminal_width": width, **extra}
            )

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first word names; of one that names none the right one is told."""
        if args and args[0] not in self.commands and not ctx.resilient_parsing:
            from confradar.cli import meant
            from confradar.cli.boundary import Boundary

            with Boundary(loading=True):
                raise meant.command(args)
        return super().resolve_command(ctx, args)

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        for name, (module, summary) in COMMANDS.items():
            self.add_command(StandIn(name, module, summary))
