"""Dated fields on their way to deadlines: what their words say, which are one point, and what tells
the others apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from confradar.formats.wording import read_label
from confradar.formats.wording.keys import extended_key
from confradar.model.days import DAY
from confradar.model.names import slug
from confradar.model.wall_times import TBD, parse_wall
from confradar.model.zones import parse_zone

# No deadline is put off by more days than this.
EXTENSION_DAYS = 60


@dataclass
class Draft:
    """One dated field. ``extended`` tells whether it is the ``new`` or the ``old`` value of a
    deadline that was put off; ``earlier`` are such values, oldest first, each with its zone where
    that is another; ``understood``: whether its label is.
    """

    kind: str
    at: str
    zone: str | None
    label: str | None = None
    round: int | None = None
    track: str | None = None
    key: str = ""
    note: str | None = None
    extended: str | None = None
    earlier: tuple[tuple[str, str | None], ...] = ()
    understood: bool = True


def draft_of(kind: str, at: str, zone: str | None, label: str | None, key: str) -> Draft:
    """A Draft whose kind, round and track are what the source's wording says."""
    day = None if at == TBD else parse_wall(at).time.date()
    said = read_label(label or "", kind=kind, day=day)
    return Draft(
        said.kind,
        at,
        zone,
        label or None,
        said.round,
        said.track,
        key,
        extended=said.extended,
        understood=said.understood,
    )


def joined(drafts: list[Draft]) -> list[Draft]:
    """The drafts with each extension and what it extends as one: the later value, the earlier kept
    beside it."""
    left = sorted((draft for draft in drafts if not _says_nothing(draft, drafts)), key=_when)
    for new in [draft for draft in left if draft.at != TBD]:
        if new.extended == "old":
            continue
        before = [old for old in left if old is not new and _extends(new, old)]
        if not before:
            continue
        old = before[-1]
        zone = old.zone if old.zone != new.zone else None
        new.earlier = (*old.earlier, (old.at, zone), *new.earlier)
        new.label, new.round = (
            (old.label or new.label) if new.extended == "new" else new.label,
            new.round or old.round,
        )
        left.remove(old)
    return left


def _says_nothing(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether a draft only says that an extension, of a date that is known, is not known."""
    same = [
        item
        for item in drafts
        if (item.kind, item.track) == (draft.kind, draft.track)
        and item.round in (None, draft.round)
    ]
    return draft.at == TBD and draft.extended == "new" and any(item.at != TBD for item in same)


def _extends(new: Draft, old: Draft) -> bool:
    """Whether one is the later value of the other: one of the two says so, and they are of the same
    thing."""
    if (
        (new.kind, new.track) != (old.kind, old.track)
        or old.at == TBD
        or (new.round and old.round and new.round != old.round)
    ):
        return False
    if (
        new.extended != "new" and old.extended != "old" and not extended_key(old.key)
    ):  # of a key and its extension the later holds
        return False
    return (
        0
        < (parse_wall(new.at).time - parse_wall(old.at).time).total_seconds()
        <= EXTENSION_DAYS * DAY
    )


def with_own_keys(drafts: list[Draft]) -> list[Draft]:
    """Sort by date, join extensions, and give every deadline of an edition its own kind, round and
    track.

    Explicit rounds and tracks are kept. Rows that share all three are the same point said twice
    (equal dates), or further tracks when their labels differ and are not plain main-track wording,
    or else rounds, numbered by date.
    """
    ordered = _without_twins(joined(drafts))
    _number(ordered)
    _name_tracks(ordered)
    return ordered


def _without_twins(drafts: list[Draft]) -> list[Draft]:
    """The points, of those that are said twice the first; of others alike the label is the
    track."""
    ordered: list[Draft] = []
    for draft in drafts:
        same = [known for known in ordered if _point(known) == _point(draft)]
        twin = next(
            (
                known
                for known in same
                if not (known.label and draft.label) or known.label == draft.label
            ),
            None,
        )
        if twin is None:
            if same and draft.kind != "other":
                draft.track = slug(draft.label or "") or None
            ordered.append(draft)
        else:
            twin.label, twin.zone = twin.label or draft.label, twin.zone or draft.zone
    return ordered


def _number(ordered: list[Draft]) -> None:
    """Give the points of one kind and track that name no round the next free ones."""
    groups: dict[tuple[str, str | None], list[Draft]] = {}
    for draft in ordered:
        groups.setdefault((draft.kind, draft.track), []).append(draft)
    for (kind, _), group in groups.items():
        if kind == "other":
            for draft in group:
                draft.track = draft.track or slug(draft.label or "") or None
            continue
        if len(group) == 1 and not group[0].earlier:  # else two rows, though they are one deadline
            continue
        taken: set[int] = {draft.round for draft in group if draft.round}
        for draft in group:
            if draft.round is None:
                draft.round = next(number for number in range(1, 100) if number not in taken)
                taken.add(draft.round)


def _name_tracks(ordered: list[Draft]) -> None:
    """Give each point that is still like another one a track of its own."""
    final: set[tuple[str, int, str]] = set()
    for draft in ordered:
        key = (draft.kind, draft.round or 1, draft.track or "")
        extra = 2
        while key in final:
            name = draft.track or slug(draft.label or "") or "further"
            key = (draft.kind, draft.round or 1, f"{name}-{extra}")
            extra += 1
        draft.track = key[2] or None
        final.add(key)


def _point(draft: Draft) -> tuple[object, ...]:
    """What two records of the same point have in common; no zone means AoE."""
    return (
        draft.kind,
        draft.round,
        draft.track,
        draft.at,
        draft.at == TBD or parse_zone(draft.zone or "AoE"),
    )


def _when(draft: Draft) -> tuple[bool, datetime | None]:
    return (True, None) if draft.at == TBD else (False, parse_wall(draft.at).time)
