"""TOML files that people write and the program changes: parsed strictly, and never written
otherwise than meant."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any


def parsed(text: str) -> dict[str, Any]:
    """What the text says. Raises ValueError, in words, for everything that is no TOML or nests or
    counts beyond reason."""
    import tomllib

    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def changed(text: str, change: Callable[[Any], None]) -> str:
    """The text with ``change`` done to what it says; comments, order and style are kept wherever
    that can be written so.

    ``change`` is called with a mapping and uses what a dict has; it may be called more than once.
    The result is parsed before it is given: it says what it said before, but for the change. Raises
    ValueError for a text that is no TOML.
    """
    before, wanted = parsed(text), parsed(text)
    change(wanted)
    if _same(before, wanted):
        return text
    for attempt in _attempts(text, before, wanted, change):
        with suppress(ValueError):
            if _same(parsed(attempt), wanted):
                return attempt
    raise ValueError("cannot be changed without changing more than was asked for")


def _attempts(
    text: str, before: dict[str, Any], wanted: dict[str, Any], change: Callable[[Any], None]
) -> Iterator[str]:
    """Ways to write it, the one that keeps most first: the library can lose itself among inline,
    dotted and scattered tables."""
    import tomlkit

    def anew(document: Any) -> None:
        for key in (
            key
            for key in {**before, **wanted}
            if key not in wanted or not _same(before.get(key), wanted[key])
        ):
            document.pop(key, None)
            if key in wanted:
                document[key] = wanted[key]

    for edit in (change, anew):
        with suppress(Exception):  # whatever goes wrong in there, the next way is tried
            document = tomlkit.parse(text if text.endswith("\n") else text + "\n")
            edit(document)
            yield tomlkit.dumps(document)
    with suppress(Exception):
        yield tomlkit.dumps(wanted)


def _same(one: object, other: object) -> bool:
    """Whether two values say the same in TOML, where 1, 1.0 and true differ and the order of keys
    says nothing."""
    return json.dumps(one, sort_keys=True, default=repr) == json.dumps(
        other, sort_keys=True, default=repr
    )
