"""The edges of a run: streams that can take every text, and errors that become a line on stderr and
an exit code."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from confradar.errors import ConfradarError, StateError, UsageError


def prepare_streams() -> None:
    """Piped output is UTF-8 whatever the locale (PYTHONIOENCODING decides otherwise); a terminal
    that lacks a letter shows its code.

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
    if isinstance(sys.stdout, io.TextIOWrapper) and isinstance(sys.stdout.buffer, io.RawIOBase):
        # PYTHONUNBUFFERED: what is bare may write a part of what it is given and say so to nobody.
        encoding, raw = sys.stdout.encoding, sys.stdout.buffer
        sys.stdout.flush()
        sys.stdout = io.TextIOWrapper(
            io.BufferedWriter(raw), encoding, "backslashreplace", line_buffering=True
        )
    if sys.stderr is sys.__stderr__ and isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.flush()
        sys.stderr = _Messages(
            sys.stderr.buffer, sys.stderr.encoding, "backslashreplace", line_buffering=True
        )


class _Messages(io.TextIOWrapper):
    """Standard error. That nobody reads it changes nothing of what is done, nor how it ends."""

    def write(self, text: str) -> int:
        with suppress(OSError):
            return super().write(text)
        self._give_up()
        return len(text)

    def flush(self) -> None:
        try:
            super().flush()
        except OSError:
            self._give_up()

    def _give_up(self) -> None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())
        super().flush()


class Boundary:
    """The one place where errors become a line on stderr and an exit code. ``discard`` throws a
    damaged index away.

    Within it an interrupt is KeyboardInterrupt, so that what was started is cleaned up; but not
    while the program is ``loading``.
    """

    def __init__(self, discard: Callable[[], None] | None = None, *, loading: bool = False) -> None:
        self.discard = discard
        self.loading = loading

    def __enter__(self) -> Boundary:
        self.before = None if self.loading else _interrupted_by(signal.default_int_handler)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: object
    ) -> None:
        _interrupted_by(self.before)
        if isinstance(error, SystemExit) and isinstance(error.__context__, BrokenPipeError):
            error = (
                error.__context__
            )  # help and versions are written by the library, which ends with 1 then
        sqlite3 = sys.modules.get("sqlite3")  # not imported for commands without an index
        if sqlite3 and isinstance(error, sqlite3.Error):
            if self.discard and index_damaged(error):
                self.discard()
                error = StateError(
                    f"the index was damaged and has been removed ({error})",
                    hint="run the command again: it will be rebuilt",
                )
            else:
                error = StateError(f"the index cannot answer: {error}", hint="ask for less at once")
        if isinstance(error, KeyboardInterrupt):
            _end_quietly(130)
        if isinstance(error, BrokenPipeError) or (
            isinstance(error, OSError) and error.errno == errno.EPIPE
        ):
            _end_quietly(141)
        if isinstance(error, OSError):
            _say(_trouble(error))
            _end_quietly(StateError.exit_code)
        if isinstance(
            error, UnicodeEncodeError
        ):  # what was given to the program is no text, and was needed as one
            error = UsageError(
                f"{error.object[max(0, error.start - 30) : error.end + 30]!r} is not UTF-8",
                hint="write the argument in UTF-8",
            )
        if isinstance(error, ConfradarError):
            _say(error)
            raise SystemExit(error.exit_code)


# What SQLite says of a damaged file: SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB. A question that
# is too long is no damage.
_DAMAGE = frozenset({10, 11, 26})


def index_damaged(error: BaseException) -> bool:
    """Whether this is what SQLite raises of a file that is damaged."""
    sqlite3 = sys.modules.get("sqlite3")
    return (
        bool(sqlite3 and isinstance(error, sqlite3.Error))
        and getattr(error, "sqlite_errorcode", min(_DAMAGE)) & 0xFF in _DAMAGE
    )


def _trouble(error: OSError) -> StateError:
    """What the system refused, in words: which file, where one is named; else it was the output."""
    why = (error.strerror or str(error)).removesuffix(" on device")
    if error.filename is None:
        return StateError(f"the output cannot be written: {why[:1].lower()}{why[1:]}")
    return StateError(
        f"{os.fsdecode(error.filename)}: cannot be used: {why}",
        hint="check the name, its permissions and free space",
    )


def standard_input() -> BinaryIO:
    """What is piped or typed. Raises UsageError where it is closed."""
    if sys.stdin is None:
        raise UsageError("standard input is closed", hint="give a file, or a pipe")
    return sys.stdin.buffer


def _say(error: ConfradarError) -> None:
    from confradar.cli.language import told
    from confradar.views.text import safe

    lines = [safe(told(line)) for line in str(error).splitlines()]
    hint = f"\n  {safe(told(error.hint))}" if error.hint else ""
    print("confradar: " + "\n".join(lines) + hint, file=sys.stderr)


def _interrupted_by(handler: Any) -> Any:
    """Have an interrupt handled so; the handler before. Threads but the main one leave it as it
    is."""
    with suppress(ValueError, TypeError):
        return signal.signal(signal.SIGINT, handler)
    return None


def _end_quietly(code: int) -> NoReturn:
    """Leave without the interpreter's complaint about a stream that nobody reads any more."""
    if sys.stdout is not None:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(code)
