"""Flat records, each one edition: what the single-file format, Hugging Face's and their forks have
in common."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from confradar.formats.lists.called_off import status_of
from confradar.formats.lists.collector import Collector
from confradar.formats.lists.dated_fields import Stated, stated_dates
from confradar.formats.lists.drafts import Draft
from confradar.formats.lists.event import event_facts, event_keys
from confradar.formats.lists.field_drafts import drafts_of
from confradar.formats.lists.naming import (
    NAME_KEYS,
    Called,
    called,
    host_of,
    identities,
    names_of,
    series_name,
    series_title,
    venue_id,
    year_of,
)
from confradar.formats.lists.scalars import h5_of, text_of
from confradar.formats.lists.tags import FALLBACK, read_tags
from confradar.formats.wording.keys import note_says
from confradar.model.kinds import RANKS
from confradar.yaml_nodes import Broken, Map

_TAGS = ("sub", "tags", "topics", "topic", "area", "areas", "category", "categories")
_RANKING = re.compile(rf"({'|'.join(RANKS)}):\s*([A-C]\*?)", re.IGNORECASE)


def read_records(
    collector: Collector, records: Sequence[tuple[str, object, int]], zone: str | None
) -> None:
    """Read editions: each with the name of what it stands in and its line. ``zone`` counts where a
    record names none."""
    names = [_called(record) for _, record, _ in records]
    keys = iter(identities([name for name in names if name is not None]))
    for (place, record, line), name in zip(records, names, strict=True):
        collector.editions += 1
        if isinstance(record, Map):
            _edition(collector, record, next(keys) if name else "", zone)
        elif isinstance(record, Broken):
            collector.skip(record.name or place, "record", record.reason, record.line)
        else:
            collector.skip(place, "record", "not a record", line)


def _called(record: object) -> Called | None:
    """What a record calls its venue; None where it names none or no year."""
    if not isinstance(record, Map):
        return None
    given, full = names_of(record)
    year = year_of(record, given or "")
    if not given or year is None:
        return None
    title, _ = series_title(given, year)
    return called(title, full or title, read_tags(*(record.get(key) for key in _TAGS)).areas, year)


def _edition(collector: Collector, record: Map, identity: str, zone: str | None) -> None:
    given, full = names_of(record)
    year = year_of(record, given or "")
    name = (
        f"{given or '?'} {year if year is not None else text_of(record.get('year')) or '?'} "
        f"({text_of(record.get('id')) or 'no id'})"
    )
    dates = stated_dates(record, NAME_KEYS | event_keys(record) | {"year", "id", *_TAGS})
    collector.fields += len(dates)
    if not given or year is None:
        reason = (
            f"missing or of the wrong type: the edition is left out with its dates ({len(dates)})"
        )
        collector.skip(name, "title" if not given else "year", reason, record.line)
        return
    title, cycle = series_title(given, year)
    tags = collector.tags(name, record, *_TAGS)
    full_name = series_name(full or title)
    host = host_of(record)
    workshop = host or "workshop" in f"{title} {full or ''}".lower()
    collector.venue(
        identity,
        {
            "id": venue_id(title),
            "acronym": title,
            "name": full_name,
            "kind": tags.kind or ("workshop" if workshop else "conference"),
            "parent": venue_id(series_title(host, year)[0]) if host else None,
            "topics": tags.topics or (FALLBACK,),
            "ranks": _ranks(record, tags.core),
            "h5": h5_of(record.get("hindex"), collector.source),
        },
    )
    status, dates = status_of(collector, name, record, dates, [title, full_name], year)
    labelled = [replace(item, label=item.label or cycle) for item in dates]
    drafts = _told(drafts_of(collector, name, record, labelled, year, zone), dates, record, cycle)
    facts = event_facts(collector, name, record, year, status)
    collector.edition(identity, year, facts, drafts, name, record.line)


def _ranks(record: Map, core: str | None) -> dict[str, str]:
    given = {
        list_.lower(): value
        for list_, value in _RANKING.findall(text_of(record.get("rankings")) or "")
    }
    return {**({"core": core} if core else {}), **given}


def _told(drafts: list[Draft], dates: list[Stated], record: Map, cycle: str | None) -> list[Draft]:
    """The drafts with what the record's note says of its one paper deadline: its round, or another
    kind."""
    note = " ".join(text for key in ("note", "comment") if (text := text_of(record.get(key))))
    kind, number = note_says(note)
    for draft in drafts:
        if (
            draft.label in (None, cycle)
            and sum(item.kind == draft.kind and not item.extended for item in drafts) == 1
        ):
            draft.round = draft.round or number
    if kind and [item.kind for item in dates] == ["paper"]:
        for draft in drafts:
            draft.kind = kind
    return drafts
