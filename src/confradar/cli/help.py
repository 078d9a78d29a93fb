"""How help looks: as wide as the terminal, whole sentences, commands under headings."""

from __future__ import annotations

from typing import Any

from typer._click.core import Context
from typer._click.formatting import HelpFormatter
from typer.core import TyperGroup

from confradar.cli.language import english, told

# The columns of the help: with a gap at the right, up to 100 of them.
GAP = 2
WIDEST = 100 + GAP
NARROWEST = 30


def columns() -> int:
    """The width of the help."""
    from shutil import get_terminal_size

    return max(min(get_terminal_size().columns, WIDEST) - GAP, NARROWEST)


class Formatter(HelpFormatter):
    """Help that leaves half of a narrow terminal to what it says of an option."""

    def write_dl(self, rows: Any, col_max: int = 30, col_spacing: int = 2) -> None:
        """Write names with texts beside them, or below those that are wider than their column."""
        super().write_dl(rows, min(col_max, self.width // 2 - 6), col_spacing)


class Page(Context):
    """A context of the parser whose help is written by `Formatter`."""

    formatter_class = Formatter

    def make_formatter(self) -> HelpFormatter:
        """What writes the help, in the language of the run."""
        if english():
            return super().make_formatter()
        from confradar.cli.translated_help import TranslatedFormatter

        return TranslatedFormatter(width=self.terminal_width, max_width=self.max_content_width)


def with_told_help(offered: list[Any]) -> list[Any]:
    """What the shell offers, with its help in the language of the run."""
    for item in offered:
        item.help = told(item.help or "") or None
    return offered


class Group(TyperGroup):
    """A group of commands whose help shows the first sentence of each, under headings."""

    context_class = Page

    def headings(self) -> dict[str, tuple[str, ...]]:
        """The names of the commands under their headings."""
        return {"Commands": tuple(self.commands)}

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """What the shell offers, with help in the language of the run."""
        return with_told_help(super().shell_complete(ctx, incomplete))

    # The interface is Typer's.
    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
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
