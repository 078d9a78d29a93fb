"""What its place among the others corrects of a point: its kind, its track, its round."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from confradar.formats.calls.dated_points import Point
from confradar.formats.calls.headings import MAIN
from confradar.formats.calls.placed_points import Read, words_of
from confradar.formats.lazy_pattern import lazy
from confradar.formats.wording import read_label, track_of
from confradar.model.names import slug

_FINAL = lazy(
    r"^(?!.*camera).*\bfinal (?:papers?|manuscripts?|full papers?|pdfs?|files?|uploads?)",
    re.IGNORECASE,
)
_FINAL_SUBMISSION = lazy(
    r"\W*final (?:submissions?|uploads?|(?:poster|extended) abstracts?)\b|"
    r"(?<!extended )\bversions? of (?:the )?(?:accepted )?papers?\b",
    re.IGNORECASE,
)
_REVISED = lazy(
    r"\brevis(?:ed|ions? of) (?:accepted )?(?:full )?(?:papers?|manuscripts?)\b", re.IGNORECASE
)
_TALKS = lazy(r"\btalks?\b", re.IGNORECASE)
_TOLD = lazy(r"\b(?:notif\w+|acceptance|decisions?)\b", re.IGNORECASE)
_SENT = lazy(r"\b(?:submi\w+|proposals?) (?:deadline|due)\b|\bsubmissions?\b", re.IGNORECASE)
_PRESENTED = lazy(r"\bpresentations?\b(?! (?:abstracts?|papers?))", re.IGNORECASE)
_CODE = lazy(r"\bcode\b", re.IGNORECASE)
# What headings of rounds say: a word for one, a month or a season.
_ROUND = lazy(
    r"\b(?:rounds?|cycles?|waves?|issues?|phases?|calls?|deadlines?|batch|submissions?|spring|"
    r"summer|fall|autumn|winter|"
    r"jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|q[1-4]|"
    r"first|second|third|early|late)\b",
    re.IGNORECASE,
)
_MAIN_LIST = lazy(
    r"\W*(?:main|research) (?:conference|track|papers?)\W*|\W*(?:full |long )?papers\W*|"
    r"\W*(?:main )?(?:conference|papers?) (?:timeline|schedule|(?:important |key )?"
    r"(?:dates|deadlines))\W*",
    re.IGNORECASE,
)
# What a workshop calls its own papers beside those of a conference.
_OF_WORKSHOP = {"workshop track": "", "conference track": "conference"}
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
    "presentations",
    "talks",
}


def of_papers(found: list[Read]) -> list[Read]:
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


def in_order(found: list[Read]) -> list[Read]:
    """What its place among the others corrects: a final paper before the notification is the paper,
    metadata behind it no abstract and a presentation no paper, revised papers behind the last one
    are the final ones; code that no paper comes with supplements none."""
    told: dict[tuple[str, int], date] = {}
    papers = {
        (item.point.track, item.point.round or 0) for item in found if item.point.kind == "paper"
    }
    for item in found:
        if item.point.kind == "notification":
            key = item.point.track, item.point.round or 0
            told[key] = max(told.get(key, item.point.day), item.point.day)
    return [
        replace(item, point=replace(item.point, kind=_kind_in_order(item, found, papers, told)))
        for item in found
    ]


def _kind_in_order(
    item: Read,
    found: list[Read],
    papers: set[tuple[str, int]],
    told: Mapping[tuple[str, int], date],
) -> str:
    """The kind of a point, with the tracks and rounds that have `papers` and the last day on which
    each is `told`."""
    point = item.point
    key = point.track, point.round or 0
    after = key in told and point.day > told[key]
    if point.kind == "camera_ready" and key in told and not after and _FINAL.search(point.label):
        return "other" if key in papers else "paper"
    if point.kind in {"paper", "abstract"} and after and _FINAL_SUBMISSION.search(point.label):
        return "camera_ready"
    if point.kind == "other" and after and _last_of(item, found):
        return "camera_ready"
    of_none = point.kind == "supplementary" and not papers and _CODE.search(point.label)
    if of_none or (after and _comes_later(point, of_papers=key in papers)):
        return "other"
    return point.kind


def _last_of(item: Read, found: list[Read]) -> bool:
    """Whether revised papers, behind the last notification, are the last that are handed in."""
    same = [other.point for other in found if other.point.track == item.point.track]
    return bool(_REVISED.search(item.point.label)) and not any(
        other.kind == "camera_ready"
        or (other.kind == "notification" and other.day >= item.point.day)
        for other in same
    )


def _comes_later(point: Point, *, of_papers: bool) -> bool:
    """Whether what is handed in behind the notification is of what was accepted, and no submission:
    presentations, and metadata where there are papers."""
    if point.kind == "abstract":
        return of_papers and not _TALKS.search(point.label)
    return point.kind == "paper" and bool(_PRESENTED.search(point.label))


def of_talks(found: list[Read]) -> list[Read]:
    """Where talks are handed in and no papers, they are what papers are elsewhere."""
    kinds = {item.point.kind for item in found if not item.point.track}
    if kinds & {"paper", "abstract"}:
        return found
    kept = []
    for item in found:
        point = item.point
        if point.kind == "other" and not point.track and _TALKS.search(point.label):
            told, sent = _TOLD.search(point.label), _SENT.search(point.label)
            kind = "notification" if told else "paper" if sent else "other"
            item = replace(item, point=replace(point, kind=kind))
        kept.append(item)
    return kept


def in_two_steps(found: list[Read]) -> list[Read]:
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


def of_only_track(found: list[Read]) -> list[Read]:
    """Where all papers are of one sort (extended abstracts, posters), that sort is the main track,
    though a line that says no more than `deadline` gives their day without it."""
    papers = [
        item.point
        for item in found
        if item.point.kind in {"paper", "abstract"} and item.point.track != "post-proceedings"
    ]
    days = {point.day for point in papers if point.track}
    tracks = {
        point.track
        for point in papers
        if point.track or {point.day} != days or words_of(point.label)
    }
    proposed = any(
        item.point.kind in {"demo", "workshop_proposal", "tutorial_proposal"} for item in found
    )
    apart = proposed or any(
        item.point.kind == "other" and _SENT.search(item.point.label) for item in found
    )
    if len(tracks) != 1 or not (only := tracks.pop()) or only not in _SORTS:
        return found
    if apart and (proposed or only != "workshop"):
        return found
    return [
        replace(item, point=replace(item.point, track="")) if item.point.track == only else item
        for item in found
    ]


def of_workshop(found: list[Read]) -> list[Read]:
    """Answers to a workshop's papers on a page that has papers of the main track and none of
    workshops are those of the main track: the page is the workshop's."""
    papers = {item.point.track for item in found if item.point.kind in {"paper", "abstract"}}
    proposed = any(item.point.kind == "workshop_proposal" for item in found)
    answered = {item.point.kind for item in found if not item.point.track}
    if "" not in papers or "workshop" in papers or proposed:
        return found
    return [
        replace(item, point=replace(item.point, track=""))
        if item.point.track == "workshop"
        and item.point.kind in {"notification", "camera_ready"} - answered
        else item
        for item in found
    ]


def beside_main(found: list[Read]) -> list[Read]:
    """Lists under headings of unknown words are those of other tracks, where one beside them is
    under that of the main track: ``Main conference`` and ``Showpieces``. A workshop that has a
    conference's papers as well calls its own the workshop track.
    """
    if {_named(item) for item in found} >= _OF_WORKSHOP.keys():
        return _under(found, _OF_WORKSHOP)
    main = {item.point.kind for item in found if _MAIN_LIST.fullmatch(item.heading)}
    if "paper" not in main:
        return found
    apart = {
        _named(item): slug(item.heading)
        for item in found
        if item.point.kind in main | {"other"}
        and not item.point.track
        and _of_unknown_words(item.heading)
    }
    return _under(found, apart)


def _named(item: Read) -> str:
    return item.heading.lower().strip(" :")


def _of_unknown_words(heading: str) -> bool:
    """Whether words of a heading may name a track, since they say nothing else."""
    read = read_label(heading)
    other = _ROUND.search(heading) or MAIN.search(heading)
    return bool(read.unknown) and not read.said and not other


def _under(found: list[Read], tracks: Mapping[str, str]) -> list[Read]:
    """The points, those under a heading that is among the `tracks` with its track."""
    return [
        item
        if (track := tracks.get(_named(item))) is None
        else replace(item, point=replace(item.point, track=track))
        for item in found
    ]


def in_rounds(found: list[Read]) -> list[Read]:
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
