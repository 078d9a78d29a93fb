"""The YAML document of a list's bytes, or a plain word about what they are instead."""

from __future__ import annotations

import re

from confradar import yamlfile
from confradar.errors import DataError
from confradar.formats.lists.archive import is_archive, likely_repository


def parse(data: bytes, source: str) -> object:
    """The YAML document in ``data``; a record that breaks a rule of strict YAML is a Broken in its
    place.

    Raises DataError, with a plain word where it is a web page or empty.
    """
    return yamlfile.load(yaml_text(data, source), source, records=True)


# What is met where a list is expected, by how it begins.
_PACKED = {b"BZh": "a .bz2", b"\xfd7zXZ": "an .xz", b"7z\xbc\xaf": "a .7z", b"%PDF": "a PDF"}
_BEFORE = r"(?:<\?xml[^>]*>|<!--.*?-->|\s)*"
_OTHERS = [
    (_BEFORE + r"(?:<!doctype html|<html)", "a web page"),
    (_BEFORE + r"<(?:rss|rdf:rdf|feed)\b", "a feed (RSS or Atom)"),
    (_BEFORE + r"<\w+[\s>]|<\?xml", "XML"),
    (r"begin:vcalendar", "a calendar (iCalendar)"),
]


def yaml_text(data: bytes, source: str) -> str:
    """The text of a YAML file. Raises DataError, with a plain word where it is empty or something
    else that is often met."""
    if is_archive(data):
        likely = likely_repository(data, source)
        hint = f"add it with --format {likely}" if likely else "give the one file in it"
        raise DataError(
            f"{source}: this is an archive or a folder, which is not read in this format", hint=hint
        )
    if what := next((what for head, what in _PACKED.items() if data.startswith(head)), None):
        raise DataError(
            f"{source}: this is {what} file, not data",
            hint="give the list itself, or a .tar.gz or .zip of the repository",
        )
    text = yamlfile.decode(data, source)
    head = text.lstrip()[:2000].lower()
    if not head:
        raise DataError(f"{source}: the file is empty")
    for pattern, what in _OTHERS:
        if re.match(pattern, head):
            raise DataError(
                f"{source}: this is {what}, not data",
                hint="check the address: the raw file is needed",
            )
    return text
