"""The single-file format of ai-deadlines and its many forks: one YAML list of editions."""

from __future__ import annotations

from datetime import date

from confradar.formats.lists.collector import Collector
from confradar.formats.lists.list_text import parse
from confradar.formats.lists.reading import Reading
from confradar.formats.lists.records import read_records
from confradar.formats.lists.shapes import check_form, records_of

SOURCE = "aideadlines"


def read(data: bytes, *, recorded: date | None = None, source: str = SOURCE) -> Reading:
    """Read one file of the format. ``fields`` of the Reading counts dated fields (each item of a
    list of deadlines is one).

    A record that names no zone means AoE, as the forks' pages do. Raises DataError where the whole
    is not that format.
    """
    document = records_of(parse(data, source), source)
    check_form((record for record, _ in document), source, "aideadlines")
    collector = Collector(source, recorded)
    read_records(
        collector,
        [
            (f"record {number}", record, line)
            for number, (record, line) in enumerate(document, start=1)
        ],
        "AoE",
    )
    return collector.finish()
