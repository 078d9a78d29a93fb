"""Dated fields as Drafts, each in the zone that it names, its row or its record."""

from __future__ import annotations

import re
from dataclasses import replace

from confradar.formats.lists.collector import Collector
from confradar.formats.lists.dated_fields import _REBUTTAL, _YEAR, Stated, _unknown_label
from confradar.formats.lists.drafts import Draft, draft_of
from confradar.formats.lists.eventdate import event_days
from confradar.formats.lists.scalars import at_of, text_of
from confradar.formats.wording.clauses import without_dates
from confradar.formats.wording.keys import extended_key, says_period
from confradar.model.wall_times import TBD
from confradar.model.zones import parse_zone
from confradar.yaml_nodes import Map

_TILL = re.compile(r"[-–—~～至到]|\b(?:to|through|until|till)\b", re.IGNORECASE)


def drafts_of(
    collector: Collector,
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
        draft = _draft(collector, name, item, year)
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
            collector.skip(name, "timezone", f"{trouble}; its dates are left out", item.line)
    if wrong:
        collector.skip(
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


def _draft(collector: Collector, name: str, item: Stated, year: int) -> Draft | None:
    if item.doubt:
        collector.skip(name, "type", item.doubt, item.line)
    if item.value is None:
        collector.skip(name, item.key, "an entry without a date", item.line)
        return None
    shown = text_of(item.value) or str(item.value)
    if item.kind is None:
        collector.skip(name, item.key, f"unknown key: {shown[:200]!r} is left out", item.line)
        return None
    if "%m" in shown:
        collector.skip(
            name,
            item.key,
            f"{shown!r} is a day of every month, which gives no single date",
            item.line,
        )
        return None
    at_zone = at_of(collector, name, item.key, filled(shown, year), item.line)
    if at_zone is None:
        return None
    draft = draft_of(item.kind, at_zone[0], at_zone[1], item.label, item.key)
    if extended_key(item.key):
        draft.extended = "new"
    if not draft.understood and not item.doubt:
        collector.skip(name, "label", _unknown_label(item.label or ""), item.line, lost=False)
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
