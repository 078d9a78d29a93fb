"""The edges of a run: streams that can take every text, and errors that become a line on stderr and an exit code."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from confradar.errors import ConfradarError, StateError


def prepare_streams() -> None:
    """Piped output is UTF-8 whatever the locale (PYTHONIOENCODING decides otherwise); a terminal that lacks a letter shows its code.

    Raises StateError when standard output is closed.
    """
    if sys.stderr is None:  # else print() would send messages among the results
        sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 # kept to the end of the process
    if sys.stdout is None:
        raise StateError("standard output is closed", hint="nothing could be shown")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            chosen = stream.isatty() or "PYTHONIOENCODING" in os.environ
            stream.reconfigure(encoding=None if chosen else "utf-8", errors="backslashreplace")


class Boundary:
    """The one place where errors become a line on stderr and an exit code. ``discard`` throws a damaged index away."""

    def __init__(self, discard: Callable[[], None] | None = None) -> None:
        self.discard = discard

    def __enter__(self) -> Boundary:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        sqlite3 = sys.modules.get("sqlite3")  # not imported for commands without an index
        if sqlite3 and isinstance(error, sqlite3.DatabaseError) and self.discard:
            self.discard()
            error = StateError(f"the index was damaged and has been removed ({error})", hint="run the command again: it will be rebuilt")
        if isinstance(error, ConfradarError):
            from confradar.views.text import safe

            lines = [safe(line) for line in str(error).splitlines()]
            hint = f"\n  {safe(error.hint)}" if error.hint else ""
            print("confradar: " + "\n".join(lines) + hint, file=sys.stderr)
            raise SystemExit(error.exit_code)
        if isinstance(error, BrokenPipeError) or (isinstance(error, OSError) and error.errno == errno.EPIPE):
            _end_quietly(141)
        if isinstance(error, KeyboardInterrupt):
            _end_quietly(130)
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            print("confradar: the output cannot be written: no space left", file=sys.stderr)
            _end_quietly(5)


def _end_quietly(code: int) -> NoReturn:
    """Leave without the interpreter's complaint about a stream that nobody reads any more."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(code)
