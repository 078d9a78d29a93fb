"""Writes the command reference (commands.md) and the man pages (man/) from the program's own help:

python docs/reference.py
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import typer
from typer._click.core import Context

from confradar.cli.app import app
from confradar.cli.commands import GROUPS, loaded

HERE = Path(__file__).parent
EXIT_CODES = {
    0: "Done; where nothing matches, nothing is printed.",
    1: "Findings (lint, doctor, check and changes with --exit-code), or nothing to write.",
    2: "The command line asks for what does not exist, or for what cannot be combined.",
    3: "A catalogue or another file cannot be understood.",
    4: "Something could not be fetched from the network.",
    5: "A configuration, cache or state file, or its directory, cannot be used.",
    130: "Interrupted.",
    141: "The reader of a pipe closed it.",
}
VARIABLES = {
    "CONFRADAR_TZ": "The zone in which times are shown, where --tz gives none.",
    "CONFRADAR_LANG": "The language (en, zh), where --lang gives none; else the locale's.",
    "CONFRADAR_CATALOGUE": "Your own catalogue files, separated as in PATH.",
    "CONFRADAR_CONFIG_DIR": "Where the configuration and your own catalogue are.",
    "CONFRADAR_DATA_DIR": "Where synced data are.",
    "CONFRADAR_STATE_DIR": "Where what you follow and ticked is remembered.",
    "CONFRADAR_CACHE_DIR": "Where the index is; it can be deleted at any time.",
    "CONFRADAR_NOW": "The present time, for tests and scripts: 2026-11-27T00:00Z.",
    "NO_COLOR": "Without colours, where it is set.",
}


class Entry(NamedTuple):
    """A command (``confradar sources add``) as the reference has it: its usage, what it does in
    paragraphs, its arguments and options with what is said of each, its examples."""

    name: str
    usage: str
    text: list[str]
    options: list[tuple[str, str]]
    examples: list[str]


def entries(name: str) -> Iterator[Entry]:
    """The entry of a command, and of those that it groups."""
    command = loaded(name)
    help_names = ["-h", "--help"]
    root = Context(typer.main.get_command(app), info_name="confradar", help_option_names=help_names)
    context = Context(command, root, name)
    yield _entry(command, context)
    for own in getattr(command, "commands", {}).values():
        yield _entry(own, Context(own, context, own.name))


def _entry(command: Any, context: Context) -> Entry:
    params = sorted(command.get_params(context), key=lambda param: param.param_type_name)
    return Entry(
        context.command_path,
        " ".join([context.command_path, *command.collect_usage_pieces(context)]),
        [" ".join(part.split()) for part in (command.help or "").split("\n\n")],
        [record for param in params if (record := param.get_help_record(context))],
        re.findall(r"Example: (.*)", command.epilog or ""),
    )


def markdown() -> str:
    """The reference as a page of the documentation."""
    lines = [
        "# Commands",
        "",
        "Every command with its options, as `confradar COMMAND --help` prints them; "
        "`python docs/reference.py` writes this page and the man pages.",
    ]
    for heading, names in GROUPS.items():
        lines += ["", f"## {heading}"]
        for entry in (entry for name in names for entry in entries(name)):
            lines += ["", f"### {entry.name}", "", f"    {entry.usage}"]
            lines += [line for text in entry.text for line in ("", _cell(text))]
            if entry.options:
                lines += ["", "| option | |", "|---|---|"]
                lines += [f"| `{_cell(name)}` | {_cell(text)} |" for name, text in entry.options]
            lines += ["", *(f"    {example}" for example in entry.examples)]
    lines += ["", "## Exit codes", "", "| code | |", "|---|---|"]
    lines += [f"| {code} | {text} |" for code, text in EXIT_CODES.items()]
    lines += ["", "## Environment", "", "| variable | |", "|---|---|"]
    lines += [f"| `{name}` | {text} |" for name, text in VARIABLES.items()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip() + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def man_pages() -> dict[str, str]:
    """The man pages by the names of their files: one for the program, one for each command."""
    commands = [name for names in GROUPS.values() for name in names]
    pages = {"confradar.1": _overview()}
    for name in commands:
        first, *own = entries(name)
        pages[f"confradar-{name}.1"] = _man(first, own)
    return pages


def _overview() -> str:
    lines = [*_title("confradar"), r"confradar \- conference, workshop and journal deadlines"]
    lines += [".SH SYNOPSIS", r"\fBconfradar\fR \fICOMMAND\fR [\fIOPTIONS\fR]", ".SH DESCRIPTION"]
    lines += [_roff(str(app.info.help))]
    for heading, names in GROUPS.items():
        lines += [f".SH {_roff(heading.upper())}"]
        for name in names:
            lines += [".TP", rf"\fBconfradar\-{name}\fR(1)", _roff(next(entries(name)).text[0])]
    lines += [".SH EXIT STATUS"]
    for code, text in EXIT_CODES.items():
        lines += [".TP", rf"\fB{code}\fR", _roff(text)]
    lines += [".SH ENVIRONMENT"]
    for variable, text in VARIABLES.items():
        lines += [".TP", rf"\fB{variable}\fR", _roff(text)]
    return "\n".join(lines) + "\n"


def _man(first: Entry, own: list[Entry]) -> str:
    title = first.name.replace(" ", "-")
    lines = [*_title(title), rf"{_roff(title)} \- {_roff(first.text[0].rstrip('.'))}"]
    lines += [".SH SYNOPSIS", *(_roff(entry.usage) + "\n.br" for entry in (first, *own))]
    lines += [".SH DESCRIPTION", *_paragraphs(first)]
    for entry in own:
        lines += [f".SS {_roff(entry.name)}", *_paragraphs(entry)]
    examples = [example for entry in (first, *own) for example in entry.examples]
    if examples:
        lines += [".SH EXAMPLES", ".nf", *map(_roff, examples), ".fi"]
    lines += [".SH SEE ALSO", r"\fBconfradar\fR(1)"]
    return "\n".join(lines) + "\n"


def _paragraphs(entry: Entry) -> Iterator[str]:
    for text in entry.text:
        yield from (".PP", _roff(text))
    for name, text in entry.options:
        yield from (".TP", rf"\fB{_roff(name)}\fR", _roff(text))


def _title(name: str) -> list[str]:
    heading = f'.TH {_roff(name.upper())} 1 "" "confradar" "confradar manual"'
    return [heading, ".SH NAME"]


def _roff(text: str) -> str:
    """A text as roff prints it: no line of it is a request, no letter of it a command."""
    plain = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{plain}" if plain.startswith((".", "'")) else plain


if __name__ == "__main__":
    os.environ["COLUMNS"] = "100"
    (HERE / "commands.md").write_text(markdown(), encoding="utf-8")
    for file, page in man_pages().items():
        (HERE / "man" / file).write_text(page, encoding="utf-8")
