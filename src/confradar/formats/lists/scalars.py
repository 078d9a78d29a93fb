"""Single values of records: texts, links, times, h5-indexes, acceptance rates."""

from __future__ import annotations

import re
from math import isfinite

from confradar.formats.lists.collector import Collector
from confradar.formats.lists.time_spellings import wall_of
from confradar.model.venue import Acceptance
from confradar.model.wall_times import TBD
from confradar.yaml_nodes import Map


def text_of(value: object) -> str | None:
    """A text or number as one line of text; None for nothing, true and false, and for what is no
    scalar."""
    return (
        " ".join(str(value).split()) or None
        if isinstance(value, str | int | float) and not isinstance(value, bool)
        else None
    )


def says_nothing(text: str | None) -> bool:
    """Whether a text only says that nothing is known (``TBA``, ``N/A``, ``--``, ``?``), or is
    none."""
    return (
        not text
        or unannounced(text)
        or text.strip(" .").lower() in {"n/a", "na", "none", "unknown", "?", "??", "???"}
        or not re.search(r"\w|\?", text)
    )


def unannounced(text: str) -> bool:
    """Whether a text says that a date is still to be announced."""
    return bool(
        re.fullmatch(
            r"t\.?b\.?[acd]\.?|(?:to be|not yet) (?:announced|confirmed|determined|decided|"
            r"defined)",
            text.strip(" .()[]"),
            re.IGNORECASE,
        )
    )


def link_of(collector: Collector, name: str, record: Map) -> str | None:
    """The record's link where it is an http(s) address; another is reported."""
    key = next(
        (key for key in ("link", "url", "website", "homepage") if text_of(record.get(key))), "link"
    )
    link = text_of(record.get(key))
    if link and not link.startswith(("http://", "https://")) and not says_nothing(link):
        collector.skip(name, key, f"{link!r} is not an http(s) address", record.lines[key][1])
    return link if link and link.startswith(("http://", "https://")) else None


def at_of(
    collector: Collector, name: str, key: str, value: str, line: int
) -> tuple[str, str | None] | None:
    """A time as it will stand in a deadline, the wall time or ``TBD``, and the zone where the text
    itself names one.

    None, reported, where it cannot be read.
    """
    if unannounced(value):
        return TBD, None
    try:
        return wall_of(value)
    except ValueError as error:
        collector.skip(name, key, str(error), line)
        return None


def rate_of(record: dict[str, object]) -> Acceptance:
    """An acceptance record of ccfddl's ``accept_rates``. Raises ValidationError."""
    keys = ("submitted", "accepted", "source")
    facts = {key: record[key] for key in keys if record.get(key) is not None}
    if "submitted" not in facts or "accepted" not in facts:
        facts["rate"] = record.get("rate")
    return Acceptance.model_validate(facts)


def h5_of(value: object, source: str) -> dict[str, object] | None:
    """An h5-index as a fact; the lists write 0 or -1 where they do not know it."""
    if isinstance(value, str):
        value = (
            int(value)
            if re.fullmatch(r"[0-9]{1,4}", value.strip())
            else None
            if says_nothing(value)
            else value
        )
    if value is None or (isinstance(value, int | float) and value <= 0):
        return None
    return {
        "index": round(value) if isinstance(value, float) and isfinite(value) else value,
        "source": source,
    }
