"""The YAML document of a list's bytes, or a plain word about what they are instead."""

from __future__ import annotations

import re

from confradar import strictyaml
from confradar.errors import DataError


def parse(data: bytes, source: str) -> object:
    """The YAML document in ``data``; a record that breaks a rule of strict YAML is a Broken in its place.

    Raises DataError, with a plain word where it is a web page or empty.
    """
    return strictyaml.load(yaml_text(data, source), source, records=True)


# What is met where a list is expected, by how it begins.
_ARCHIVES = (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ", b"%PDF")
_BEFORE = r"(?:<\?xml[^>]*>|<!--.*?-->|\s)*"
_OTHERS = [
    (_BEFORE + r"(?:<!doctype html|<html)", "a web page"),
    (_BEFORE + r"<(?:rss|rdf:rdf|feed)\b", "a feed (RSS or Atom)"),
    (_BEFORE + r"<\w+[\s>]|<\?xml", "XML"),
    (r"begin:vcalendar", "a calendar (iCalendar)"),
]


def yaml_text(data: bytes, source: str) -> str:
    """The text of a YAML file. Raises DataError, with a plain word where it is empty or something else that is often met."""
    if data.startswith(_ARCHIVES):
        raise DataError(f"{source}: this is an archive, which is not read in this format", hint="give the one file in it")
    text = strictyaml.decode(data, source)
    head = text.lstrip()[:2000].lower()
    if not head:
        raise DataError(f"{source}: the file is empty")
    for pattern, what in _OTHERS:
        if re.match(pattern, head):
            raise DataError(f"{source}: this is {what}, not data", hint="check the address: the raw file is needed")
    return text
