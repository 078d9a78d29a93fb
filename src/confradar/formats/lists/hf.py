"""huggingface/ai-deadlines: a ``.tar.gz`` of the repository, or one of its YAML files."""

from __future__ import annotations

import re
from datetime import date

from confradar.errors import DataError
from confradar.formats.lists.archive import REPOSITORIES, is_archive
from confradar.formats.lists.collector import Collector
from confradar.formats.lists.reading import Reading
from confradar.formats.lists.records import read_records
from confradar.formats.lists.shapes import check_form, files_of, records_of_files

SOURCE = "hf"
FOLDER = "src/data/conferences/"


def read(data: bytes, *, recorded: date | None = None, source: str = SOURCE) -> Reading:
    """Read an archive of the repository or of a fork (in memory), or a single YAML file.

    ``fields`` of the Reading counts dated fields. Raises DataError where the whole is not that
    format.
    """
    collector = Collector(source, recorded)
    files = _members(data, source) if is_archive(data) else [(source, data)]
    records = [(name, record, line) for name, record, line in records_of_files(collector, files)]
    check_form((record for _, record, _ in records), source, "hf")
    read_records(collector, records, None)
    return collector.finish()


def _members(data: bytes, source: str) -> list[tuple[str, bytes]]:
    """The conference files of the archive.

    They are those of ``src/data/conferences/`` and its folders. A fork may keep them elsewhere: in
    another folder named ``conferences``, or in one file of that name. Raises DataError where there
    are none, or several such places.
    """
    places: dict[str, list[tuple[str, bytes]]] = {}
    for path, content in files_of(data, source, SOURCE).items():
        match = REPOSITORIES[SOURCE].files.fullmatch(path)
        if match:
            places.setdefault(match["folder"] or match["file"], []).append(
                (match["name"] or match["file"], content)
            )
    usual = [place for place in places if re.fullmatch(rf"(?:[^/]+/)?{FOLDER}", place)]
    chosen = usual or list(places)
    if len(chosen) > 1:
        raise DataError(
            f"{source}: the archive has several lists: {', '.join(sorted(chosen)[:5])}",
            hint="give the one file instead",
        )
    return sorted(places[chosen[0]])
