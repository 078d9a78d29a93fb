"""The errors that confradar raises on purpose; each class has its exit code. Imports nothing of the
project."""

from __future__ import annotations


class ConfradarError(Exception):
    """Base of all expected errors. ``hint`` says how to fix it; ``exit_code`` is what the command
    line returns."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(ConfradarError):
    """The reader asked for something that does not exist or cannot be combined."""

    exit_code = 2


class NothingFoundError(ConfradarError):
    """Valid filters match nothing, where the answer cannot be empty."""


class DataError(ConfradarError):
    """A catalogue or an upstream file cannot be understood."""

    exit_code = 3


class NetworkError(ConfradarError):
    """A source could not be fetched."""

    exit_code = 4


class UnreachableError(NetworkError):
    """Nothing answered: there is no network, or the server is down."""


class RefusedError(NetworkError):
    """The server answered, but not with what was asked for: ``status`` is its answer."""

    def __init__(self, message: str, *, status: int, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.status = status


class StateError(ConfradarError):
    """A configuration, cache or state file, or its directory, cannot be used."""

    exit_code = 5


class DamagedError(StateError):
    """A file of the reader's was read, and does not decode or parse: only such a one is ever set
    aside."""


class BusyError(StateError):
    """Another process is changing the same file."""


def unreadable(path: object, error: OSError) -> ConfradarError:
    """The error of a file that cannot be read: wrong data where there is no such file, else the
    machine's trouble."""
    kind = (
        DataError
        if isinstance(error, FileNotFoundError | NotADirectoryError | IsADirectoryError)
        else StateError
    )
    return kind(
        f"{path}: cannot be read: {error.strerror}", hint="check the path and its permissions"
    )
