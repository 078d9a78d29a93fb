"""Why a point may be wrong: its year, its words, where it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from confradar.formats.calls.dated_points import (
    CONTRADICTS,
    EDITION_GUESSED,
    OF_PAPERS,
    ORDER,
    UNKNOWN,
    WEEKDAY,
    YEAR_GUESSED,
    Point,
)
from confradar.formats.calls.lines import Entry
from confradar.formats.calls.years import Edition
from confradar.formats.lazy_pattern import lazy
from confradar.formats.wording import Wording

_PAPERS = lazy(r"\b(?:papers?|manuscripts?|articles?|abstracts?)\b", re.IGNORECASE)
# What an event without papers is sent.
_TALKS_DUE = lazy(
    r"\bsubmi\w+ (?:deadline )?(?:for|of) (?:[\w-]+ )?(?:talks?|posters?)\b", re.IGNORECASE
)
# Kinds that words beside theirs do not change; results may be those of anything.
_PLAIN = {"notification", "camera_ready", "early_registration", "commitment"}
_SHOWN = lazy(r"\b(?:results?|outcomes?|selection|selected)\b", re.IGNORECASE)
_TOLD_KINDS = {"notification", "review_release"}
_HANDED = lazy(r"\bsubmi(?:t|ssions?)\b", re.IGNORECASE)
_TELLS = lazy(
    r"\b(?:notif\w*|accept\w*|decisions?|reviews?|results?|outcomes?|answers?|feedback|reject\w*|"
    r"inform\w*|announce\w*|respon\w+|reply|selection|selected)\b|[^\x00-\x7f]",
    re.IGNORECASE,
)
# What comes behind the papers of its track and round, and what comes ahead of them.
_BEHIND = {"camera_ready", "review_release", "rebuttal_start", "rebuttal_end"}
_AHEAD = {"opening", "abstract"}
_ABSTRACT = lazy(r"\babstracts?\b", re.IGNORECASE)
_TOLD = lazy(r"notif|accept|decision|inform", re.IGNORECASE)


def doubts_of(
    entry: Entry, wording: Wording, first: date, edition: Edition, guessed: bool
) -> tuple[str, ...]:
    """The reasons why a point that begins on `first` may be wrong; `guessed`: its year is."""
    zone, weekday = entry.value.zone, entry.value.weekday
    doubts = [entry.doubt, entry.value.first.doubt, zone.doubt if zone else ""]
    if weekday is not None and weekday != first.weekday():
        doubts.append(WEEKDAY)
    if edition.guessed and (entry.value.first.year or weekday != first.weekday()):
        doubts.append(EDITION_GUESSED)
    if guessed:
        doubts.append(YEAR_GUESSED)
    if not wording.understood or (wording.unknown and not _plain(wording.kind, entry.label)):
        doubts.append(f"{UNKNOWN}: {', '.join(wording.unknown)}")
    elif wording.kind == "other" and (
        _PAPERS.search(entry.label) or _TALKS_DUE.search(entry.label)
    ):
        doubts.append(OF_PAPERS)
    if (
        wording.kind in _TOLD_KINDS
        and _HANDED.search(entry.label)
        and not _TELLS.search(entry.label)
    ):
        doubts.append(CONTRADICTS)
    return tuple(filter(None, doubts))


def out_of_order(points: Sequence[Point]) -> list[Point]:
    """Points with a doubt of those that come before what they follow: printed papers and reviews
    before there are papers, and openings and titles of papers behind the papers."""
    papers = _days(points, "paper")
    kept = []
    for point in points:
        key = point.track, point.round or 0
        early = point.kind in _BEHIND and point.day < min(papers[key], default=point.day)
        ahead = point.kind in _AHEAD and not _ABSTRACT.search(point.label)
        late = ahead and point.day > max(papers[key], default=point.day)
        kept.append(replace(point, doubts=(*point.doubts, ORDER)) if early or late else point)
    return kept


def _days(points: Sequence[Point], kind: str) -> dict[tuple[str, int], list[date]]:
    """By track and round the days of the points of a kind."""
    found: dict[tuple[str, int], list[date]] = defaultdict(list)
    for point in points:
        if point.kind == kind:
            found[point.track, point.round or 0].append(point.day)
    return found


def _plain(kind: str, label: str) -> bool:
    """Whether the words that name a kind leave no doubt of it, whatever stands beside them."""
    return kind in _PLAIN and not (_SHOWN.search(label) and not _TOLD.search(label))
