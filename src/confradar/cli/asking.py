"""Questions to the reader on a terminal, one line each."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

from confradar.cli.boundary import standard_input
from confradar.cli.context import Context
from confradar.errors import UsageError

Value = TypeVar("Value")


def can_ask(context: Context) -> bool:
    """Whether somebody is there who sees questions and can answer them."""
    return sys.stdin is not None and sys.stdin.isatty() and context.err.isatty()


def ask(context: Context, question: str, read: Callable[[str], Value], *, usual: str = "") -> Value:
    """The answer, as ``read`` makes it of what is typed (``usual``, where that is nothing); what it
    refuses by UsageError is told, and asked again. Raises UsageError where the input ends."""
    from confradar.views.text import safe

    shown = f"{question} [{usual}]: " if usual else f"{question}: "
    while True:
        print(safe(shown), end="", file=context.err, flush=True)
        line = standard_input().readline()
        if not line:
            print(file=context.err)
            raise UsageError(
                "the input ended before everything was answered", hint="nothing was written"
            )
        text = line.decode(errors="replace").strip()
        try:
            return read(text or usual)
        except UsageError as error:
            context.note(f"{error}{f' ({error.hint})' if error.hint else ''}")
