"""Points of one page that mean the same: what is said twice is one, several days of one meaning
are a clash."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from confradar.formats.calls.dated_points import CLASH, Point
from confradar.formats.calls.placed_points import Read, meaning_key, words_of


def once(found: Sequence[Read]) -> list[Read]:
    """What is said twice, once: with all that either says."""
    kept: list[Read] = []
    for item in found:
        same = next(
            (at for at, other in enumerate(kept) if _same(other, item) or _says_less(item, other)),
            None,
        )
        less = next((at for at, other in enumerate(kept) if _says_less(other, item)), None)
        if same is None and less is not None:
            kept[less] = replace(item, point=_merged(item.point, kept[less].point))
        elif same is None:
            kept.append(item)
        else:
            kept[same] = replace(
                kept[same],
                point=_merged(kept[same].point, item.point),
                extended=kept[same].extended or item.extended,
            )
    return kept


def _same(one: Read, other: Read) -> bool:
    if (
        one.point.day != other.point.day
        or one.point.kind != other.point.kind
        or one.point.track != other.point.track
    ):
        return False
    if (
        one.run == other.run
        and one.point.evidence != other.point.evidence
        and one.point.kind in {"other", "camera_ready"}
    ):
        return one.point.label == other.point.label
    mine, theirs = words_of(one.point.label), words_of(other.point.label)
    return one.point.kind != "other" or mine <= theirs or theirs <= mine


def _says_less(one: Read, other: Read) -> bool:
    """Whether a point only leaves out that the other is for proposals: ``Submission deadline`` at
    the head of their call."""
    if (
        one.point.day != other.point.day
        or one.run == other.run
        or not words_of(one.point.label) <= words_of(other.point.label)
    ):
        return False
    if one.point.kind == "notification":
        return other.point.kind == "notification" and (one.point.track, other.point.track) == (
            "",
            "proposals",
        )
    return (
        one.point.kind == "paper"
        and not one.point.track
        and other.point.kind in {"workshop_proposal", "tutorial_proposal"}
    )


def _merged(one: Point, other: Point) -> Point:
    doubts = one.doubts if len(one.doubts) <= len(other.doubts) else other.doubts
    return replace(
        one,
        clock=one.clock or other.clock,
        zone=one.zone or other.zone,
        round=one.round or other.round,
        was=tuple(dict.fromkeys((*one.was, *other.was))),
        doubts=doubts,
    )


def with_clashes(found: Sequence[Read]) -> list[Point]:
    """Points of one meaning with several days are doubtful; but of one list those are two things
    that other words tell apart."""
    groups: dict[tuple[str, str, int], list[Read]] = defaultdict(list)
    for item in found:
        if item.point.kind not in {"other", "opening", "registration"}:
            groups[meaning_key(item.point)].append(item)
    days: dict[int, dict[tuple[str, str], set[date]]] = defaultdict(lambda: defaultdict(set))
    for item in found:
        days[item.run][item.point.kind, item.point.track].add(item.point.day)
    clash = {
        id(one)
        for items in groups.values()
        for one in items
        if any(_clash(one, other, days) for other in items)
    }
    return [
        replace(item.point, doubts=(*item.point.doubts, CLASH)) if id(item) in clash else item.point
        for item in found
    ]


def _clash(one: Read, other: Read, days: Mapping[int, Mapping[tuple[str, str], set[date]]]) -> bool:
    """Whether two points of one meaning contradict each other: of one list they do where their
    words are the same, of two where these have other days in common."""
    if one.point.day == other.point.day:
        return False
    if one.run == other.run:
        return words_of(one.point.label) == words_of(other.point.label)
    mine, theirs = days[one.run], days[other.run]
    both = mine.keys() & theirs.keys()
    return len(both) < 2 or any(mine[key] & theirs[key] for key in both)
