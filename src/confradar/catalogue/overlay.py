"""Overlays: what the reader's own file says replaces, by key, what the catalogue says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from confradar.yaml_nodes import Map, Seq

# The source of what the reader wrote without naming one.
OWN = "own"
# What a group of facts has beside the facts themselves.
_ORIGIN = {"source", "recorded"}
_OF_A_GROUP = _ORIGIN | {"notes"}
_ID = re.compile(r"""\s*(?:-\s*)?(?:\{\s*)?id:\s*['"]?([a-z0-9][a-z0-9-]*)""")


def with_own_source(raw: Map) -> Map:
    """A record of the reader's own file: the values that need a source and name none have the
    reader for one. Changed in place."""
    for holder in (raw.get("h5"), *_maps(raw.get("recurs")), *_maps(raw.get("submission"))):
        _give(holder)
    for edition in _maps(raw.get("editions")):
        for holder in (edition.get("acceptance"), *_maps(edition.get("submission"))):
            _give(holder)
        for point in _maps(edition.get("deadlines")):
            if "at" in point:  # else the date is not the reader's
                _give(point)
    return raw


def ids_in(text: str) -> Iterator[tuple[int, str]]:
    """The ids that a file seems to name, each with its line: for one that cannot be read as
    YAML."""
    for number, line in enumerate(text.splitlines(), start=1):
        if found := _ID.match(line):
            yield number, found[1]


def _maps(items: object) -> list[Map]:
    return [item for item in items if isinstance(item, Map)] if isinstance(items, Seq) else []


def _give(holder: object, key: str = "source", value: object = OWN) -> None:
    if isinstance(holder, Map) and key not in holder:
        holder[key] = value
        holder.lines[key] = (holder.file, holder.line)


def completed(raw: Map) -> Map:
    """A whole record of the reader's own file, which need not say that it is from there. Changed in
    place."""
    given = Seq(raw.file, raw.line)
    given.append(OWN)
    given.lines.append((raw.file, raw.line))
    _give(raw, "sources", given)
    return raw


def laid_over(base: Map, overlay: Map, *, id_: str | None = None) -> Map:
    """The overlay's keys replace the base's; editions are matched by year, deadlines by kind, round
    and track, what a submission needs by fact.

    ``id_`` is the venue's id where the overlay may call it by a former one.
    """
    merged = _amended(base, overlay, {"editions": lambda item: item.get("year")})
    if id_ is not None:
        merged["id"] = id_
    return merged


def _amended(base: Map, overlay: Map, lists: dict[str, Any]) -> Map:
    merged = Map(overlay.file, overlay.line)
    for part in (base, overlay):
        for key, value in part.items():
            before = merged.get(key)
            if isinstance(before, Seq) and isinstance(value, Seq):
                if key in lists:
                    value = _amended_items(before, value, lists[key])
                elif key == "submission":
                    value = _amended_facts(before, value)
            merged[key] = value
            merged.lines[key] = part.lines[key]
    return merged


def _amended_facts(base: Seq, overlay: Seq) -> Seq:
    """The overlay's groups of facts behind those of the base, without the facts and notes that the
    overlay gives."""
    given = {key for group in _maps(overlay) for key in group} - _OF_A_GROUP
    noted = given | {key for group in _maps(overlay) for key in _notes(group)}
    merged = Seq(overlay.file, overlay.line)
    for group, place in zip(base, base.lines, strict=True):
        if isinstance(group, Map):
            group = _without(group, given)
            if notes := _notes(group):
                group["notes"] = _without(notes, noted)
            if not any(group[key] for key in group.keys() - _ORIGIN):
                continue
        merged.append(group)
        merged.lines.append(place)
    merged.extend(overlay)
    merged.lines.extend(overlay.lines)
    return merged


def _notes(group: Map) -> Map:
    notes = group.get("notes")
    return notes if isinstance(notes, Map) else Map(group.file, group.line)


def _without(item: Map, keys: set[str]) -> Map:
    left = Map(item.file, item.line)
    left.update({key: value for key, value in item.items() if key not in keys})
    left.lines = {key: item.lines[key] for key in left}
    return left


def deadline_key(item: Map) -> tuple[Any, Any, Any]:
    """What tells a deadline of an edition from its others: kind, round and track."""
    return (item.get("kind"), item.get("round") or 1, item.get("track") or "")


def _amended_items(base: Seq, overlay: Seq, key: Any) -> Seq:
    merged = Seq(overlay.file, overlay.line)
    rest = [
        (key(item) if isinstance(item, Map) else None, item, place)
        for item, place in zip(overlay, overlay.lines, strict=True)
    ]
    for item, place in zip(base, base.lines, strict=True):
        match = next(
            (
                found
                for found in rest
                if isinstance(item, Map) and found[0] is not None and found[0] == key(item)
            ),
            None,
        )
        if match:
            rest.remove(match)
            item, place = _amended(item, match[1], {"deadlines": deadline_key}), match[2]
        merged.append(item)
        merged.lines.append(place)
    for year, item, place in rest:
        at = next((at for at, item in enumerate(merged) if _before(year, item, key)), len(merged))
        merged.insert(at, item)
        merged.lines.insert(at, place)
    return merged


def _before(year: object, item: object, key: Any) -> bool:
    """Whether a new edition stands before another: the newest is first. Dates stand at the end."""
    other = key(item) if isinstance(item, Map) else None
    return isinstance(year, int) and isinstance(other, int) and year > other
