"""The dates that stand in a record: which of its keys and rows hold them, and each one as a Draft.
Every one is read or reported."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from confradar.formats.lists.eventdate import event_days
from confradar.formats.lists.scalars import text_of
from confradar.formats.lists.time_spellings import wall_of
from confradar.formats.wording import read_label
from confradar.formats.wording.keys import (
    dated_by_name,
    key_name,
    kind_of_key,
    plain_key,
    track_key,
)
from confradar.yaml_nodes import Map, Seq

# Keys that hold several dates: a list, or a mapping by what each is for.
_GROUPS = frozenset({"deadlines", "important_dates", "key_dates", "dates", "milestones"})
# What a row of such a list may say beside its date; its date stands under one of the last.
_OF_ROW = frozenset(
    {
        "type",
        "kind",
        "label",
        "comment",
        "name",
        "description",
        "note",
        "timezone",
        "tz",
        "id",
        "link",
        "url",
        "track",
        "round",
        "cycle",
        "phase",
    }
)
# The two ends of a period: ``rebuttal: {start: ..., end: ...}``.
_STARTS, _ENDS = (
    {"start", "begin", "open", "opens", "from"},
    {"end", "close", "closes", "until", "to"},
)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_REBUTTAL = {"rebuttal_start", "rebuttal_end"}
_DATE_OF_ROW = ("date", "deadline", "due")
# When the list was kept, which is no date of an edition.
_KEPT = frozenset(
    [
        "updated",
        "last_updated",
        "last_update",
        "last_modified",
        "modified",
        "added",
        "date_added",
        "created",
        "created_at",
        "updated_at",
        "checked",
        "last_checked",
    ]
)

# Keys that hold a date in some lists and another fact in others.
_MAYBE = frozenset(
    [
        "acceptance",
        "decision",
        "workshop",
        "tutorial",
        "tutorials",
        "demo",
        "demos",
        "demonstration",
        "other",
        "commit",
        "revision",
    ]
)


@dataclass(frozen=True)
class Stated:
    """A dated field as it stands: its key, what it is for (None where nothing says so), its value
    and line, and of its row the label, the row itself (for its own zone), and what of it was not
    understood.
    """

    key: str
    kind: str | None
    value: object
    line: int
    label: str | None = None
    row: Map | None = None
    doubt: str | None = None


def stated_dates(
    record: Map, known: Container[str], *, prefix: str = "", every: bool = False
) -> list[Stated]:
    """The dated fields of a record. ``known`` keys are other facts; ``every``: any other key is
    told, dated or not."""
    return [
        item for key in record if key not in known for item in _of_key(record, key, prefix, every)
    ]


def _of_key(record: Map, key: str, prefix: str, every: bool) -> Iterator[Stated]:
    value, line, name = record[key], record.lines[key][1], key_name(key)
    if value is None or value in ("", []) or name in _KEPT:
        return
    if name in _GROUPS:
        yield from _values(prefix + key, "paper" if name == "deadlines" else None, value, line)
    elif name.startswith("extended_abstract") and not any(
        kind_of_key(other) == "abstract" for other in record if other != key
    ):
        yield from _values(prefix + key, "paper", value, line, "extended abstract")
    elif (kind := kind_of_key(key)) and (dated_by_name(key) or not _is_other(name, value)):
        yield from _values(prefix + key, kind, value, line)
    elif track_key(key) and (dated_by_name(key) or _holds_date(value)):
        yield from _values(prefix + key, "paper", value, line, name.replace("_", " "))
    elif kind is None and (every or dated_by_name(key) or _holds_date(value)):
        yield from _values(prefix + key, None, value, line)


def _values(
    key: str, kind: str | None, value: object, line: int, label: str | None = None
) -> Iterator[Stated]:
    """The dates of one value: itself, each item of a list, or what the rows of a mapping say."""
    if isinstance(value, Map):
        yield from _row(key, kind, value, line, label)
    elif isinstance(value, Seq):
        for item, (_, place) in zip(value, value.lines, strict=True):
            yield from _values(key, kind, item, place, label)
    else:
        yield Stated(key, kind, value, line, label)


def _row(key: str, kind: str | None, row: Map, line: int, label: str | None) -> Iterator[Stated]:
    """The dates of one row: ``{type: ..., label: ..., date: ...}``, or a mapping by what each date
    is for."""
    own = _label(row) or label
    word = text_of(row.get("type") or row.get("kind"))
    kind, doubt = _kind_of_row(word, own, kind)
    found = False
    for name, value in row.items():
        if value is None or value == "" or name in _OF_ROW:
            continue
        inner, place, unsure = kind_of_key(name), row.lines[name][1], None
        if plain_key(name) in _DATE_OF_ROW:
            plain = plain_key(name) == "deadline" and not word and (kind is None or doubt)
            inner, unsure = ("paper", None) if plain else (kind, doubt)
        elif kind and name in _STARTS:
            inner = "rebuttal_start" if kind in _REBUTTAL else "opening"
        elif kind and name in _ENDS:
            inner = "rebuttal_end" if kind in _REBUTTAL else kind
        elif (
            inner is None
            and not (isinstance(value, list | dict) or dated_by_name(name) or _holds_date(value))
        ) or (inner and not dated_by_name(name) and _is_other(name, value)):
            continue
        found = True
        for item in _values(name, inner, value, place, own if inner else name):
            yield replace(item, row=item.row or row, doubt=item.doubt or unsure)
    if not found:
        yield Stated(own or key, kind, None, line)


def _label(row: Map) -> str | None:
    """What a row says its date is for; a bare number is that of a round and the like."""
    for word in ("label", "comment", "name", "description", "track", "round", "cycle", "phase"):
        if text := text_of(row.get(word)):
            return f"{word} {text}" if text.isdigit() else text
    return None


def _kind_of_row(
    word: str | None, label: str | None, kind: str | None
) -> tuple[str | None, str | None]:
    """What a row's date is for, by its type, else by the label where nothing else says it; and a
    doubt."""
    if word is None:
        return (kind, None) if kind or not label else _kind_of_label(label)
    meant = kind_of_key(word)
    return meant or "other", None if meant else f"unknown type {word!r}, filed under other"


def _kind_of_label(label: str) -> tuple[str | None, str | None]:
    """What a date is for by its label alone; and a doubt where the label is not understood."""
    if kind := kind_of_key(label):
        return kind, None
    said = read_label(label)
    return said.kind, None if said.understood else _unknown_label(label)


def _unknown_label(label: str) -> str:
    """That words of a label are not understood."""
    return f"unknown label {label!r}, filed under other"


def _is_other(name: str, value: object) -> bool:
    """Whether a value under a key such as ``paper`` or ``workshop`` is a link or a flag, not a
    date."""
    link = isinstance(value, str) and bool(
        re.match(r"\s*(https?://|www\.|yes$|no$)", value, re.IGNORECASE)
    )
    return link or isinstance(value, bool) or (name in _MAYBE and not _holds_date(value))


def _holds_date(value: object) -> bool:
    """Whether a value is a date, or a list or mapping with one in it."""
    if isinstance(value, list):
        return any(_holds_date(item) for item in value)
    if isinstance(value, dict):
        return any(_holds_date(item) for item in value.values())
    text = text_of(value)
    if not text or not re.search(r"\d", text):
        return False
    try:
        wall_of(re.sub(r"^%[yY]", "2000", text))
    except ValueError:
        return bool(
            re.match(r"\d{4}-\d{1,2}-\d{1,2}\b", text)
            or (_YEAR.search(text) and event_days(text, 2000))
        )
    return True
