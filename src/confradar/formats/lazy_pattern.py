"""Patterns that are compiled when they are first used: a page needs two thirds of those that read
calls, and compiling the rest would take a tenth of the time that it is read in."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any, AnyStr, cast


class _Lazy:
    """Stands for a pattern until one of its methods is asked for."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    @cached_property
    def _pattern(self) -> Any:
        return self._make()

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._pattern, name)
        setattr(self, name, found)
        return found


def lazy(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`, which does the work when the pattern is first used."""
    return cast("re.Pattern[AnyStr]", _Lazy(lambda: re.compile(text, flags)))
