"""The dates that stand in a record: which of its keys and rows hold them, and each one as a Draft.
Every one is read or reported."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from confradar.formats.lists.collector import Collector
from confradar.formats.lists.drafts import Draft, draft_of
from confradar.formats.lists.eventdate import event_days
from confradar.formats.lists.scalars import at_of, text_of
from confradar.formats.lists.walltime import wall_of
from confradar.formats.wording import read_label
from confradar.formats.wording.clauses import without_dates
from confradar.formats.wording.keys import (
    dated_by_name,
    extended_key,
    key_name,
    kind_of_key,
    plain_key,
    says_period,
    track_key,
)
from confradar.model.walls import TBD
from confradar.model.zones import parse_zone
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
_TILL = re.compile(r"[-–—~～至到]|\b(?:to|through|until|till)\b", re.IGNORECASE)
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


def drafts_of(
    found: Collector,
    name: str,
    record: Map,
    dates: list[Stated],
    year: int,
    fallback: str | None,
) -> list[Draft]:
    """The dates as Drafts, in the zone that the date's text names, else its row, else the record,
    else ``fallback``.

    What cannot be read is reported. Where a zone cannot be, its dates are left out, but those that
    name no time.
    """
    zone, wrong = _zone(record, fallback)
    lost = False
    drafts = []
    for item in (end for given in dates for end in _ends(given, year)):
        draft = _draft(found, name, item, year)
        if draft is None:
            continue
        own, trouble = zone, wrong
        if item.row is not None and item.row.get(_zone_key(item.row)) is not None:
            own, trouble = _zone(item.row, zone)
        if not trouble or draft.zone or draft.at == TBD:
            draft.zone = draft.zone or own
            drafts.append(draft)
        elif trouble is wrong:
            lost = True
        else:
            found.skip(name, "timezone", f"{trouble}; its dates are left out", item.line)
    if wrong:
        found.skip(
            name,
            "timezone",
            f"{wrong}; its dates are left out" if lost else wrong,
            record.lines[_zone_key(record)][1],
        )
    return drafts


def _ends(item: Stated, year: int) -> list[Stated]:
    """The two ends of a period with its year (``1 Dec 2026 - 15 Jan 2027``): of a rebuttal, or
    where key or label say that it is one (``submission window``); else the date as it stands.
    """
    text = text_of(item.value) or ""
    days = event_days(text, year) if _YEAR.search(text) and ":" not in text else None
    between = [part for part, is_date in without_dates(text) if not is_date][1:-1]
    if (
        not days
        or days[0] == days[1]
        or item.kind is None
        or (between and not any(_TILL.search(part) for part in between))
    ):
        return [item]
    if item.kind in _REBUTTAL:
        kinds = ("rebuttal_start", "rebuttal_end")
    elif says_period(item.label or item.key):
        kinds = ("opening", item.kind)
    else:
        return [item]
    return [
        replace(item, kind=kind, value=day.isoformat())
        for kind, day in zip(kinds, days, strict=True)
    ]


def _draft(found: Collector, name: str, item: Stated, year: int) -> Draft | None:
    if item.doubt:
        found.skip(name, "type", item.doubt, item.line)
    if item.value is None:
        found.skip(name, item.key, "an entry without a date", item.line)
        return None
    shown = text_of(item.value) or str(item.value)
    if item.kind is None:
        found.skip(name, item.key, f"unknown key: {shown[:200]!r} is left out", item.line)
        return None
    if "%m" in shown:
        found.skip(
            name,
            item.key,
            f"{shown!r} is a day of every month, which gives no single date",
            item.line,
        )
        return None
    at_zone = at_of(found, name, item.key, filled(shown, year), item.line)
    if at_zone is None:
        return None
    draft = draft_of(item.kind, at_zone[0], at_zone[1], item.label, item.key)
    if extended_key(item.key):
        draft.extended = "new"
    if not draft.understood and not item.doubt:
        found.skip(name, "label", _unknown_label(item.label or ""), item.line, lost=False)
    return draft


def filled(value: str, year: int) -> str:
    """A template with its year. ``%y`` is the edition's, ``%Y`` the one before, as the pages of
    sec-deadlines have it."""
    return value.replace("%y", str(year)).replace("%Y", str(year - 1))


def _zone_key(record: Map) -> str:
    return "timezone" if text_of(record.get("timezone")) or "tz" not in record else "tz"


def _zone(record: Map, fallback: str | None) -> tuple[str | None, str | None]:
    """The zone that a record names, else ``fallback``; and why it cannot be read, where it
    cannot."""
    zone = record.get(_zone_key(record))
    text = str(zone) if isinstance(zone, dict | list | bool) else text_of(zone)
    if text is None:
        return fallback, None
    try:
        parse_zone(text)
    except ValueError as error:
        return None, str(error)
    return text, None
