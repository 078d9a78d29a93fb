"""Running the reader's own program (`remind --exec`)."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping, Sequence

from confradar.cli.context import Context
from confradar.errors import UsageError


def split_words(text: str | None, *, windows: bool = os.name == "nt") -> list[str]:
    """The words of a command; no shell reads them. On Windows a backslash is a letter, since paths
    have them. Raises UsageError."""
    try:
        lexer = shlex.shlex(text or "", posix=True)
        lexer.whitespace_split, lexer.commenters = True, ""
        lexer.escape = "" if windows else lexer.escape
        words = list(lexer)
    except ValueError as error:
        raise UsageError(f"--exec: {error}", hint="check its quotes") from None
    if text is not None and not words:
        raise UsageError("--exec names no command")
    return words


def run_program(context: Context, words: Sequence[str], fields: Mapping[str, str]) -> bool:
    """Run the command with the reminder's text as its last argument; whether it succeeded."""
    # What comes from data must not be read as an option.
    fields = {
        name: f" {value}" if value.startswith("-") else value for name, value in fields.items()
    }
    try:
        # The reader's own command, without a shell.
        done = subprocess.run(  # noqa: S603
            [*words, fields["REMIND_TEXT"]], env={**os.environ, **fields}, check=False
        )
    except (OSError, ValueError) as error:
        context.note(f"{words[0]}: {getattr(error, 'strerror', None) or error}")
        return False
    if done.returncode:
        context.note(f"{words[0]}: exit code {done.returncode}")
    return done.returncode == 0
