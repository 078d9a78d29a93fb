"""The shapes that documents of lists come in: where their records are."""

from __future__ import annotations

from confradar import strictyaml
from confradar.errors import DataError

_NAMES = {"title", "name", "conference", "shortname", "acronym"}
_OF_RECORD = {"year", "confs", "deadline", "deadlines"}


def records_of(document: object, source: str) -> list[tuple[object, int]]:
    """The records of a document, each with its line: the items of a list, of the lists in a mapping (``conferences: [...]``, or one
    list an area), the values of a mapping of records, or a single record. Raises DataError.
    """
    if isinstance(document, strictyaml.Seq):
        return _items(document)
    if isinstance(document, strictyaml.Map):
        lists = [
            value for value in document.values() if isinstance(value, strictyaml.Seq) and any(isinstance(item, dict) for item in value)
        ]
        inner = [value for value in document.values() if isinstance(value, strictyaml.Map) and _is_record(value)]
        if _is_record(document) or (not lists and not inner and _NAMES & document.keys()):
            return [(document, document.line)]
        if lists and not inner:
            return [item for value in lists for item in _items(value)]
        if inner and not lists:
            return [(value, document.lines[key][1]) for key, value in document.items()]
    raise DataError(f"{source}: expected a list of records, found {'nothing' if document is None else type(document).__name__.lower()}")


def _is_record(mapping: strictyaml.Map) -> bool:
    return bool(_NAMES & mapping.keys() and _OF_RECORD & mapping.keys())


def _items(items: strictyaml.Seq) -> list[tuple[object, int]]:
    return [(item, line) for item, (_, line) in zip(items, items.lines, strict=True)]
