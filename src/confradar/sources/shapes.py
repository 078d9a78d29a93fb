"""The shapes that records of lists come in: where the list is, what the edition's year is, which keys are dates."""

from __future__ import annotations

import re
from collections.abc import Container

from confradar import strictyaml
from confradar.errors import DataError
from confradar.sources.reading import Collector, text_of
from confradar.sources.wording import dated_by_name, kind_of_key

_YEAR_OF_TITLE = re.compile(r"(?:\s+|(?<=[A-Za-z])[-_]?)((?:19|20)\d{2})$|\s*['’](\d{2})$")


def dated_keys(found: Collector, name: str, record: strictyaml.Map, known: Container[str]) -> list[tuple[str, str, object]]:
    """The dates that stand in a record itself: key, kind and value, a list being several. Keys in ``known`` are other facts.

    A key that says it is a date but not which is reported.
    """
    dates: list[tuple[str, str, object]] = []
    for key, value in record.items():
        if key in known or value in (None, "", []):
            continue
        kind = kind_of_key(key)
        if kind is None and dated_by_name(key):
            found.fields += 1
            found.skip(name, key, f"unknown key: {text_of(value)!r} is left out", record.lines[key][1])
        elif kind is not None and (dated_by_name(key) or (kind_of_key(key) and _looks_dated(value))):
            items = list(value) if isinstance(value, list) else [value]
            found.fields += len(items)
            dates.extend((key, kind, item) for item in items)
    return dates


def _looks_dated(value: object) -> bool:
    """Whether a value is one or more dates, or stands for one."""
    items = value if isinstance(value, list) else [value]
    return all(isinstance(item, str | int) and bool(re.search(r"\d{4}|\btb[ad]\b|%y", str(item), re.IGNORECASE)) for item in items)


def year_of(record: strictyaml.Map, title: str) -> int | None:
    """The edition's year: the record's, as a number or as digits, else the one that ends its title (``ICML 2027``, ``ICML'27``)."""
    year = record.get("year")
    if isinstance(year, int) and not isinstance(year, bool):
        return year
    if isinstance(year, str) and re.fullmatch(r"\s*(19|20)\d{2}\s*", year):
        return int(year)
    match = _YEAR_OF_TITLE.search(title) if year is None else None
    return int(match[1] or f"20{match[2]}") if match else None


def series_title(title: str, year: int) -> str:
    """The title without the year of the edition."""
    match = _YEAR_OF_TITLE.search(title)
    return title[: match.start()].strip() if match and match.start() and int(match[1] or f"20{match[2]}") == year else title


def records_of(document: object, source: str) -> strictyaml.Seq:
    """The list of records: the document, the one list in it, or a single record. Raises DataError."""
    if isinstance(document, strictyaml.Map):
        lists = [value for value in document.values() if isinstance(value, strictyaml.Seq)]
        if "title" not in document and "name" not in document and len(lists) == 1:
            return lists[0]
        if "title" in document or "name" in document:
            alone = strictyaml.Seq(document.file, document.line)
            alone.append(document)
            alone.lines.append((document.file, document.line))
            return alone
    if not isinstance(document, strictyaml.Seq):
        raise DataError(f"{source}: expected a list of records, found {'nothing' if document is None else type(document).__name__.lower()}")
    return document


def status_of(*texts: str | None) -> str | None:
    """``cancelled`` where a text about an event says so."""
    return "cancelled" if any(text and re.search(r"\bcancell?ed\b", text, re.IGNORECASE) for text in texts) else None
