"""What a command is given to read: a file, or standard input."""

from __future__ import annotations

from pathlib import Path

from confradar.cli.boundary import standard_input
from confradar.cli.context import Context
from confradar.errors import DataError, unreadable


def input_bytes(context: Context, source: str, most: int, *, what: str) -> bytes:
    """The bytes of a file, or of standard input (``-``), no more than one over ``most``, which
    shows that they are too many.

    On a terminal the reader is asked to paste ``what``. Raises DataError, StateError, UsageError.
    """
    if source == "-":
        stream = standard_input()
        if stream.isatty():
            context.note(f"paste {what}, then Ctrl-D on a line of its own")
        return stream.read(most + 1)
    path = Path(source)
    try:
        if path.is_dir():
            raise DataError(f"{source}: this is a folder: give a file of it")
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise unreadable(source, error) from None
    except ValueError as error:  # a name that no file can have
        raise DataError(f"{source}: cannot be read: {error}") from None


def input_name(source: str) -> str:
    """What messages call it."""
    return "standard input" if source == "-" else source
