"""Points of one page -> those that hold: what is said twice is one, an extension carries its
earlier value, clashes are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from confradar.formats.calls.announcements import aside
from confradar.formats.calls.corrections import (
    beside_main,
    in_order,
    in_rounds,
    in_two_steps,
    of_only_track,
    of_papers,
    of_talks,
    of_workshop,
)
from confradar.formats.calls.dated_points import MOVED, PROSE, Point
from confradar.formats.calls.doubts import out_of_order
from confradar.formats.calls.placed_points import Read, meaning_key, words_of
from confradar.formats.calls.repeats import once, with_clashes
from confradar.formats.calls.shared_tasks import of_shared_task

_HANDED_IN = {"abstract", "paper", "demo", "workshop_proposal", "tutorial_proposal"}
# What the others of a page make of its points, in this order.
_STEPS = (
    once,
    of_talks,
    of_shared_task,
    of_workshop,
    beside_main,
    in_order,
    once,
    in_two_steps,
    of_only_track,
    once,
    in_rounds,
)


def settled(found: Sequence[Read]) -> list[Point]:
    """The points that hold, in the page's order."""
    listed = _extended(of_papers([item for item in found if not item.prose]))
    listed = [
        item for item in listed if not (_withdrawn(item, listed) or _superseded(item, listed))
    ]
    announced = aside(listed)
    listed = [item for item in listed if item not in announced]
    for step in _STEPS:
        listed = step(listed)
    points = out_of_order(with_clashes(listed))
    for item in (*announced, *(item for item in found if item.prose)):
        points = _with_prose(points, item.point, extended=item.extended == "new")
    return points


def _extended(found: list[Read]) -> list[Read]:
    """Of points of one list with one meaning, the struck or old ones are earlier values of the one
    that holds."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, item in enumerate(found):
        apart = frozenset(words_of(item.point.label)) if item.point.kind == "other" else None
        groups[(item.run, apart, *meaning_key(item.point))].append(place)
    gone: set[int] = set()
    kept = list(found)
    for places in groups.values():
        items = [found[place] for place in places]
        new = [place for place in places if found[place].extended == "new"]
        live = [place for place in places if not found[place].struck]
        old = [place for place in places if found[place].extended == "old"]
        words = [words_of(found[place].point.label) for place in places]
        if any(first - second and second - first for first in words for second in words):
            continue
        holds = (
            new
            if new and len(new) < len(items)
            else live
            if live and len(live) < len(items)
            else []
        )
        if len(holds) > 1:  # extended more than once
            holds = [place for place in holds if place in live]
        if not holds and old and len(old) < len(items):
            holds = [place for place in places if place not in old]
        if len(holds) != 1:
            continue
        earlier = [
            place
            for place in places
            if place not in holds and abs(place - holds[0]) <= _reach(found, place)
        ]
        gone.update(earlier)
        was = (*(found[place].point.day for place in earlier), *found[holds[0]].point.was)
        kept[holds[0]] = replace(kept[holds[0]], point=replace(kept[holds[0]].point, was=was))
    return [item for place, item in enumerate(kept) if place not in gone]


def _reach(found: Sequence[Read], place: int) -> int:
    """How many lines an earlier value may be from the one that holds: one more where it is struck
    among live ones, and so not only over."""
    before = found[place - 1] if place else None
    among = before is not None and before.run == found[place].run and not before.struck
    return 3 if among and found[place].struck else 2


def _withdrawn(item: Read, listed: Sequence[Read]) -> bool:
    """Whether what is struck through with its words will not be: a day that is only over has no
    live one of its list before it."""
    return item.whole and any(
        not other.struck
        and other.run == item.run
        and other.point.day < item.point.day
        and other.point.kind not in {"opening", "other"}
        for other in listed
    )


def _superseded(item: Read, listed: Sequence[Read]) -> bool:
    """Whether another list shows an item's day as the earlier value of the same deadline: its own
    was not changed when that one was."""
    return any(
        other.run != item.run
        and meaning_key(other.point) == meaning_key(item.point)
        and item.point.day in other.point.was
        and item.point.day < other.point.day
        for other in listed
    )


def _filled(point: Point, said: Point) -> Point:
    """A point with the time, the zone and the earlier values that a sentence gives of it."""
    return replace(
        point,
        clock=point.clock or said.clock,
        zone=point.zone or said.zone,
        was=tuple(dict.fromkeys((*point.was, *said.was))),
    )


def _with_prose(points: list[Point], point: Point, *, extended: bool) -> list[Point]:
    """What a sentence says adds a time or zone to a point of that day, or a point of a kind that no
    list has; that a list was not changed when a deadline was extended shows in the sentence that
    says so.
    """
    for place, other in enumerate(points):
        if (
            extended
            and other.kind == point.kind
            and other.track == point.track
            and other.day < point.day
        ):
            moved = replace(
                other,
                day=point.day,
                clock=point.clock or other.clock,
                zone=point.zone or other.zone,
                evidence=point.evidence,
                was=(*other.was, other.day),
                doubts=(*other.doubts, MOVED),
            )
            return [*points[:place], moved, *points[place + 1 :]]
        if other.day == point.day and other.kind == point.kind:
            return [*points[:place], _filled(other, point), *points[place + 1 :]]
    if point.kind in _HANDED_IN and any(
        other.day == point.day and other.kind in _HANDED_IN and PROSE not in other.doubts
        for other in points
    ):
        return points
    if (point.kind == "other" and point.track != "proposals") or any(
        other.kind == point.kind
        and (other.track == point.track or PROSE not in other.doubts)
        and not (other.round and point.round and other.round != point.round)
        for other in points
    ):
        return points
    return [*points, replace(point, doubts=tuple(dict.fromkeys((*point.doubts, PROSE))))]
