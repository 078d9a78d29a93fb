"""The shapes that documents of lists come in: where their records are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from confradar.errors import DataError
from confradar.formats.lists.archive import REPOSITORIES, likely_repository, members
from confradar.formats.lists.collector import Collector
from confradar.formats.lists.list_text import parse
from confradar.yaml_nodes import Map, Seq

_NAMES = {"title", "name", "conference", "shortname", "acronym"}
_OF_RECORD = {"year", "confs", "deadline", "deadlines"}


def records_of_files(
    collector: Collector, files: Sequence[tuple[str, bytes]]
) -> list[tuple[str, object, int]]:
    """The records of several files, each with its file's name and its line. A file that cannot be
    read is reported.

    Raises DataError where it is the only one.
    """
    records: list[tuple[str, object, int]] = []
    for name, content in files:
        try:
            records += [
                (name, record, line) for record, line in records_of(parse(content, name), name)
            ]
        except DataError as error:
            if len(files) == 1:
                raise
            collector.skip(name, "file", str(error))
    return records


def files_of(data: bytes, source: str, form: str) -> dict[str, bytes]:
    """The files of a repository's archive that hold the records of ``form``, by path.

    Raises DataError where it has none, with the likely format named where it is another's
    repository.
    """
    known = REPOSITORIES[form]
    files = members(data, source, known.files)
    if not files and (likely := likely_repository(data, source)):
        raise other_form(source, form, likely)
    if not files:
        raise DataError(
            f"{source}: the folder or archive has no {known.place}",
            hint="give the whole repository, as it is on its main branch",
        )
    return files


def check_form(records: Iterable[object], source: str, form: str) -> None:
    """Raise DataError, with the likely format named, where most records have the shape of another
    format than ``form``.

    Hugging Face's and the single-file format are one here: they differ in nothing that their forks
    keep to.
    """
    likely = likely_form(records)
    if likely is not None and (likely == "ccfddl") != (form == "ccfddl"):
        raise other_form(source, form, likely)


def likely_form(records: Iterable[object]) -> str | None:
    """The format of most records: a series with its editions below it is ccfddl's, a record of one
    edition Hugging Face's, or the single-file format's where its dates are no list. None where
    neither is the most.
    """
    maps = [record for record in records if isinstance(record, Map)]
    series = sum("confs" in record for record in maps)
    flat = [
        record
        for record in maps
        if "confs" not in record and {"deadline", "deadlines"} & record.keys()
    ]
    if series == len(flat):
        return None
    if series > len(flat):
        return "ccfddl"
    return (
        "hf" if any(isinstance(record.get("deadlines"), Seq) for record in flat) else "aideadlines"
    )


def other_form(source: str, form: str, likely: str) -> DataError:
    """The error of a list that is ``likely`` in another format than ``form``."""
    return DataError(
        f"{source}: this is no list in the format {form}; it looks like {likely}",
        hint=f"add it with --format {likely}",
    )


def records_of(document: object, source: str) -> list[tuple[object, int]]:
    """The records of a document, each with its line: the items of a list, of the lists in a mapping
    (``conferences: [...]``, or one list an area), the values of a mapping of records, or a single
    record. Raises DataError.
    """
    if isinstance(document, Seq):
        return _items(document)
    if isinstance(document, Map) and isinstance(document.get("venues"), list):
        raise DataError(
            f"{source}: this looks like a catalogue of confradar",
            hint="add it with --format confradar",
        )
    if isinstance(document, Map):
        lists = [
            value
            for value in document.values()
            if isinstance(value, Seq) and any(isinstance(item, dict) for item in value)
        ]
        inner = [
            value for value in document.values() if isinstance(value, Map) and _is_record(value)
        ]
        if _is_record(document) or (not lists and not inner and _NAMES & document.keys()):
            return [(document, document.line)]
        if lists and not inner:
            return [item for value in lists for item in _items(value)]
        if inner and not lists:
            return [(value, document.lines[key][1]) for key, value in document.items()]
    raise DataError(
        f"{source}: expected a list of records, found "
        f"{'nothing' if document is None else type(document).__name__.lower()}"
    )


def _is_record(mapping: Map) -> bool:
    return bool(_NAMES & mapping.keys() and _OF_RECORD & mapping.keys())


def _items(items: Seq) -> list[tuple[object, int]]:
    return [(item, line) for item, (_, line) in zip(items, items.lines, strict=True)]
