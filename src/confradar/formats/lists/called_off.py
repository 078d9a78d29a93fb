"""Whether a record says that its edition is cancelled or postponed, wherever it says so; and its
dates without those called off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from confradar.formats.lists.collector import Collector
from confradar.formats.lists.dated_fields import Stated
from confradar.formats.lists.event import NOTES, OFF_FLAGS, when_of
from confradar.formats.lists.scalars import text_of
from confradar.formats.wording import Status, read_label, read_status
from confradar.yaml_nodes import Map

# What is read as being about the event, unless it names something else.
_OF_EVENT = ("status", "place", "location", "city", "venue", "timeline")
_PAPERS = {"paper", "abstract"}


def status_of(
    collector: Collector,
    name: str,
    record: Map,
    dates: Sequence[Stated],
    names: Sequence[str],
    year: int,
) -> tuple[str | None, list[Stated]]:
    """The edition's status, and its dates without the texts that say so. ``names`` are what its
    venue is called.

    A date that is called off while others of its edition's papers stand is left out, and told; so
    is what may be about the event.
    """
    status = _of_record(collector, name, record, names, year)
    off = {place: said for place, item in enumerate(dates) if (said := _of_date(item, names, year))}
    status = status or next((said.status for said in off.values() if said.of == "event"), None)
    papers = [place for place, item in enumerate(dates) if item.kind in _PAPERS]
    if status is None and papers and all(place in off for place in papers):
        status = off[papers[0]].status
    left = [item for place, item in enumerate(dates) if place not in off]
    if status is not None:
        return status, left + [
            dates[place]
            for place in off
            if read_status(_text(dates[place].value)) is None and dates[place].value
        ]
    for place in off:
        shown = dates[place].label or _text(dates[place].value)
        collector.skip(
            name,
            dates[place].key,
            f"called off ({shown!r}): this date is left out",
            dates[place].line,
        )
    return None, left


def _of_record(
    collector: Collector, name: str, record: Map, names: Sequence[str], year: int
) -> str | None:
    """What a record says of its event outside its dates."""
    if flag := next((key for key in OFF_FLAGS if record.get(key) is True), None):
        return "postponed" if flag == "postponed" else "cancelled"
    for key, text in _texts(record):
        # 延期 alone is an extension; where the event's days stand it is the event's.
        said = read_status(
            f"会议{text}" if key in when_of(record) and "延期" in text else text,
            own=names,
            year=year,
        )
        if said is None or (
            said.until and key in when_of(record)
        ):  # the days to which it is put off are read
            continue
        if said.of == "event" or (said.of == "it" and not said.until):
            return said.status
        reason = (
            f"{text[:200]!r} may be about one of its dates: its days and dates stay as they are"
        )
        collector.skip(name, key, reason, record.lines[key][1], lost=False)
    return None


def _texts(record: Map) -> Iterator[tuple[str, str]]:
    key, when = when_of(record)
    if when:
        yield key, when
    for key in (*_OF_EVENT, *NOTES):
        if text := text_of(record.get(key)):
            yield key, re.sub(r"<[^>]*>", "", text)


def _of_date(item: Stated, names: Sequence[str], year: int) -> Status | None:
    """What calls a date off: its value, or what stands beside it in its row. That it is put off to
    another day does not."""
    said = read_status(_text(item.value), own=names, year=year)
    if said and not said.until:
        return said
    row: Mapping[str, object] = item.row or {}
    for text in (item.label, *(text_of(row.get(key)) for key in ("status", "note", "comment"))):
        said = read_status(text or "", own=names, year=year)
        if said is None or (said.status == "postponed" and said.of != "event"):
            continue
        if said.of != "else" or read_label(text or "", kind=item.kind).kind == item.kind:
            return said
    return None


def _text(value: object) -> str:
    return text_of(value) or ""
