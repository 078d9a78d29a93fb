"""Points of one page -> those that hold: what is said twice is one, an extension carries its
earlier value, clashes are told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from confradar.formats.calls.points import CLASH, PROSE, Point
from confradar.formats.wording import track_of

_FRESH = {
    "extended",
    "extension",
    "new",
    "updated",
    "revised",
    "deadline",
    "due",
    "date",
    "old",
    "original",
    "final",
    "the",
    "of",
    "for",
    "is",
    "wa",
}
_FINAL = re.compile(
    r"^(?!.*camera).*\bfinal (?:papers?|manuscripts?|full papers?|pdfs?|files?|uploads?)",
    re.IGNORECASE,
)
_FINAL_SUBMISSION = re.compile(r"\W*final (?:submissions?|uploads?)\b", re.IGNORECASE)
# What headings of rounds say: a word for one, a month or a season.
_ROUND = re.compile(
    r"\b(?:rounds?|cycles?|waves?|issues?|phases?|calls?|deadlines?|batch|submissions?|spring|summer|fall|autumn|winter|"
    r"jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|q[1-4]|first|second|third|early|late)\b",
    re.IGNORECASE,
)
# Sorts of papers, not places apart from the main track.
_SORTS = {
    "extended-abstract",
    "short",
    "position",
    "poster",
    "vision",
    "survey",
    "work-in-progress",
    "case-study",
    "experience",
    "workshop",
}
_HANDED_IN = {"abstract", "paper", "demo", "workshop_proposal", "tutorial_proposal"}


@dataclass(frozen=True)
class Read:
    """A point as read, and what of its place on the page matters for the others: its list, whether
    it is struck through as a whole, whether its words call it the new or the old one, and the
    heading that it stands under; `whole`: its words are struck through as well.
    """

    point: Point
    run: int
    prose: bool
    struck: bool
    extended: str | None
    heading: str = ""
    whole: bool = False


def settled(found: Sequence[Read]) -> list[Point]:
    """The points that hold, in the page's order."""
    listed = _extended(_of_papers([item for item in found if not item.prose]))
    listed = [item for item in listed if not _withdrawn(item, listed)]
    points = _clashes(_rounds(_only_track(_two_steps(_in_order(_once(listed))))))
    for item in found:
        if item.prose:
            points = _with_prose(points, item.point, extended=item.extended == "new")
    return points


def _key(point: Point) -> tuple[str, str, int]:
    return point.kind, point.track, point.round or 0


def _of_papers(found: list[Read]) -> list[Read]:
    """A notification in a list that has the main track's papers is theirs, though the page calls
    for proposals as well."""
    papers = {item.run for item in found if item.point.kind == "paper" and not item.point.track}
    return [
        replace(item, point=replace(item.point, track=""))
        if item.run in papers
        and item.point.kind == "notification"
        and item.point.track == "proposals"
        and "proposal" not in item.point.label.lower()
        else item
        for item in found
    ]


def _extended(found: list[Read]) -> list[Read]:
    """Of points of one list with one meaning, the struck or old ones are earlier values of the one
    that holds."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, item in enumerate(found):
        groups[(item.run, *_key(item.point))].append(place)
    gone: set[int] = set()
    kept = list(found)
    for places in groups.values():
        items = [found[place] for place in places]
        new = [place for place in places if found[place].extended == "new"]
        live = [place for place in places if not found[place].struck]
        old = [place for place in places if found[place].extended == "old"]
        words = [_words(found[place].point.label) for place in places]
        if any(first - second and second - first for first in words for second in words):
            continue
        holds = (
            new
            if new and len(new) < len(items)
            else live
            if live and len(live) < len(items)
            else []
        )
        if not holds and old and len(old) < len(items):
            holds = [place for place in places if place not in old]
        if len(holds) != 1:
            continue
        earlier = [place for place in places if place not in holds and abs(place - holds[0]) <= 2]
        gone.update(earlier)
        was = (*(found[place].point.day for place in earlier), *found[holds[0]].point.was)
        kept[holds[0]] = replace(kept[holds[0]], point=replace(kept[holds[0]].point, was=was))
    return [item for place, item in enumerate(kept) if place not in gone]


def _withdrawn(item: Read, listed: Sequence[Read]) -> bool:
    """Whether what is struck through with its words will not be: a day that is only over has no live
    one of its list before it."""
    return item.whole and any(
        not other.struck
        and other.run == item.run
        and other.point.day < item.point.day
        and other.point.kind not in {"opening", "other"}
        for other in listed
    )


def _words(label: str) -> set[str]:
    """The words of a label that say what it is for."""
    return {word.rstrip("s") for word in re.findall(r"[^\W\d_]{2,}", label.lower())} - _FRESH


def _in_order(found: list[Read]) -> list[Read]:
    """What its place among the others corrects: a final paper before the notification is the paper,
    metadata behind it no abstract."""
    told: dict[tuple[str, int], date] = {}
    papers = {
        (item.point.track, item.point.round or 0) for item in found if item.point.kind == "paper"
    }
    for item in found:
        if item.point.kind == "notification":
            key = item.point.track, item.point.round or 0
            told[key] = max(told.get(key, item.point.day), item.point.day)
    kept = []
    for item in found:
        point = item.point
        key = point.track, point.round or 0
        after = key in told and point.day > told[key]
        if (
            point.kind == "camera_ready"
            and key in told
            and not after
            and _FINAL.search(point.label)
        ):
            item = replace(item, point=replace(point, kind="other" if key in papers else "paper"))
        elif point.kind == "paper" and after and _FINAL_SUBMISSION.match(point.label):
            item = replace(item, point=replace(point, kind="camera_ready"))
        elif point.kind == "abstract" and after and key in papers:
            item = replace(item, point=replace(point, kind="other"))
        kept.append(item)
    return kept


def _two_steps(found: list[Read]) -> list[Read]:
    """Extended abstracts that the first notification is of, before any paper, are the main track's
    first step."""
    told = [
        item.point.day
        for item in found
        if item.point.kind == "notification" and not item.point.track
    ]
    papers = [
        item.point.day for item in found if item.point.kind == "paper" and not item.point.track
    ]
    kept = []
    for item in found:
        point = item.point
        answer = min((day for day in told if day > point.day), default=None)
        if (
            point.kind == "paper"
            and point.track == "extended-abstract"
            and answer
            and all(day > answer for day in papers)
        ):
            item = replace(
                item, point=replace(point, track="", kind="abstract" if papers else "paper")
            )
        kept.append(item)
    return kept


def _only_track(found: list[Read]) -> list[Read]:
    """Where all papers are of one sort (extended abstracts, posters), that sort is the main
    track."""
    tracks = {item.point.track for item in found if item.point.kind in {"paper", "abstract"}}
    apart = any(
        item.point.kind in {"demo", "workshop_proposal", "tutorial_proposal"} for item in found
    )
    if apart or len(tracks) != 1 or not (only := tracks.pop()) or only not in _SORTS:
        return found
    return [
        replace(item, point=replace(item.point, track="")) if item.point.track == only else item
        for item in found
    ]


def _rounds(found: list[Read]) -> list[Read]:
    """Lists under headings of their own that say the same things with other days are rounds,
    numbered by their dates."""
    lists: dict[tuple[int, str], list[Read]] = defaultdict(list)
    for item in found:
        if (
            not item.point.round
            and not item.point.track
            and item.heading
            and track_of(item.heading) in {None, "early"}
        ):
            lists[item.run, item.heading].append(item)
    papers = {
        key: item.point.day
        for key, items in lists.items()
        for item in items
        if item.point.kind == "paper"
    }
    keys = sorted(
        (key for key in papers if len(lists[key]) > 1 and _ROUND.search(key[1])),
        key=lambda key: papers[key],
    )
    if len(keys) < 2 or len({papers[key] for key in keys}) < len(keys):
        return found
    numbers = {id(item): number for number, key in enumerate(keys, start=1) for item in lists[key]}
    return [
        replace(item, point=replace(item.point, round=numbers[id(item)]))
        if id(item) in numbers
        else item
        for item in found
    ]


def _once(found: Sequence[Read]) -> list[Read]:
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
    mine, theirs = _words(one.point.label), _words(other.point.label)
    return one.point.kind != "other" or mine <= theirs or theirs <= mine


def _says_less(one: Read, other: Read) -> bool:
    """Whether a point only leaves out that the other is for proposals: ``Submission deadline`` at
    the head of their call."""
    if (
        one.point.day != other.point.day
        or one.run == other.run
        or not _words(one.point.label) <= _words(other.point.label)
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


def _clashes(found: Sequence[Read]) -> list[Point]:
    """Points of one meaning with several days are doubtful; but of one list those are two things
    that other words tell apart."""
    groups: dict[tuple[str, str, int], list[Read]] = defaultdict(list)
    for item in found:
        if item.point.kind not in {"other", "opening", "registration"}:
            groups[_key(item.point)].append(item)
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
        return _words(one.point.label) == _words(other.point.label)
    mine, theirs = days[one.run], days[other.run]
    both = mine.keys() & theirs.keys()
    return len(both) < 2 or any(mine[key] & theirs[key] for key in both)


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
                evidence=point.evidence,
                was=(*other.was, other.day),
                doubts=(*other.doubts, PROSE),
            )
            return [*points[:place], moved, *points[place + 1 :]]
        if other.day == point.day and other.kind == point.kind:
            filled = replace(other, clock=other.clock or point.clock, zone=other.zone or point.zone)
            return [*points[:place], filled, *points[place + 1 :]]
    if point.kind in _HANDED_IN and any(
        other.day == point.day and other.kind in _HANDED_IN and PROSE not in other.doubts
        for other in points
    ):
        return points
    if point.kind == "other" or any(
        other.kind == point.kind
        and (other.track == point.track or PROSE not in other.doubts)
        and not (other.round and point.round and other.round != point.round)
        for other in points
    ):
        return points
    return [*points, replace(point, doubts=tuple(dict.fromkeys((*point.doubts, PROSE))))]
