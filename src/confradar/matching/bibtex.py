"""The entries of a BibTeX file, as far as a title and where it was published need it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ENTRY = re.compile(r"@\s*(\w+)\s*[{(]")
_BARE = re.compile(r"[^\s,#{}()\"]*")
_JOINED = re.compile(r"\s*#\s*")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_FIELD = re.compile(r"\s*(?:,\s*)?([\w-]+)\s*=\s*")
FAR = 50_000  # characters within which what is opened must be closed
_NO_PAPER = {"comment", "preamble", "string"}


def entries(text: str) -> Iterator[dict[str, str]]:
    """The fields of each entry by name, in small letters; values are as they stand, without what
    encloses them."""
    place = 0
    while begun := _ENTRY.search(text, place):
        place = begun.end()
        if begun[1].lower() in _NO_PAPER:
            continue
        comma = text.find(",", place)
        if comma < 0:
            return
        place = comma
        fields: dict[str, str] = {}
        while named := _FIELD.match(text, place):
            value, place = _value(text, named.end())
            fields.setdefault(named[1].lower(), " ".join(value.split()))
        yield fields


def _value(text: str, place: int) -> tuple[str, int]:
    """A value that begins at a place, and where it ends: in braces, in quotes, or bare; several
    joined by #."""
    parts = []
    while True:
        if text[place : place + 1] == "{":
            part, place = braced(text, place)
        elif text[place : place + 1] == '"':
            part, place = _quoted(text, place)
        else:
            begin, place = place, _end(_BARE, text, place)
            part = text[begin:place]
        parts.append(part)
        after = _end(_JOINED, text, place)
        if after == place:
            return "".join(parts), place
        place = after


def _end(form: re.Pattern[str], text: str, place: int) -> int:
    """Where a form ends that is met at a place, else the place."""
    found = form.match(text, place)
    return found.end() if found else place


def _quoted(text: str, place: int) -> tuple[str, int]:
    """What stands between quotes; quotes in braces end nothing."""
    depth = 0
    for end in range(place + 1, min(place + FAR, len(text))):
        letter = text[end]
        depth += (letter == "{") - (letter == "}")
        if letter == '"' and depth <= 0:
            return text[place + 1 : end], end + 1
    end = min(place + FAR, len(text))
    return text[place + 1 : end], end


def braced(text: str, place: int) -> tuple[str, int]:
    """What stands between the brace at ``place`` and the one that closes it (else FAR characters),
    and where it ends."""
    depth = 0
    for found in _BRACE.finditer(text, place, place + FAR):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
            if depth == 0:
                return text[place + 1 : found.start()], found.end()
    end = min(place + FAR, len(text))
    return text[place + 1 : end], end
