"""Answers of OpenReview's API v2 -> points: the true deadlines of the venues that it serves, in
milliseconds since 1970.

Of an invitation, `duedate` is the deadline as announced, `cdate` when it opens; `expdate`, some
minutes later, is when the form closes and is not read. A deadline at 11:59 UTC is 23:59 AoE of the
day before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone

from confradar.errors import DataError
from confradar.formats.calls.dated_points import Point
from confradar.formats.calls.page_points import Call
from confradar.formats.calls.years import Edition
from confradar.formats.lazy_pattern import lazy
from confradar.formats.wording import read_label

_AOE = timezone(timedelta(hours=-12))
_ID = lazy(r"(?P<group>.+)/-/(?P<name>[\w-]+)")
_YEAR = lazy(r"/(20\d\d)(?:/|$)")
# Invitations that authors hand something in by, as its venues name them; what reviewers and chairs
# do is no date of a call.
_MEANT = (
    (re.compile(r"(?:Paper_|Full_)?Submission|Post_Submission"), "paper"),
    (re.compile(r"Abstract(?:_Submission|_Registration)?"), "abstract"),
    (re.compile(r"Full_(?:Paper_)?Submission|PDF_Submission"), "paper"),
    (re.compile(r"Supplementary_Material|Supplementary"), "supplementary"),
    (re.compile(r"Camera_Ready(?:_Revision|_Submission|_Verification)?"), "camera_ready"),
    (re.compile(r"(?:Author_)?Rebuttal|Author_Response"), "rebuttal_end"),
    (re.compile(r"Commitment(?:_Submission)?"), "commitment"),
)


def is_openreview(document: object) -> bool:
    """Whether a JSON document is an answer of that API: invitations or groups with ids of its
    kind."""
    return bool(_invitations(document) or _groups(document))


def call_of(document: object, *, year: int | None = None, venue: str = "") -> Call:
    """The points of the invitations in `document`. Raises DataError where authors hand in by none
    of them."""
    points: list[Point] = []
    edition: Edition | None = None
    for item in _invitations(document):
        match = _ID.fullmatch(str(item.get("id", "")))
        if match is None:
            continue
        group = match["group"]
        found = _YEAR.search(group)
        edition_year = year or (int(found[1]) if found else None)
        if edition_year is None:
            continue
        edition = edition or Edition(
            edition_year, venue=venue or venue_of(group), how=f"its OpenReview group is {group}"
        )
        kind = next((meant for pattern, meant in _MEANT if pattern.fullmatch(match["name"])), None)
        due = _instant(item.get("duedate"))
        if kind and due:
            points.append(
                _point(
                    kind,
                    due,
                    edition_year,
                    match["name"],
                    f"{item['id']}: duedate {item['duedate']}",
                )
            )
    if edition is None or not points:
        raise DataError("none of its invitations is for what authors submit")
    return Call(edition, tuple(points))


def venue_of(group: str) -> str:
    """The venue's short name in a group's id: `NeurIPS.cc/2026/Workshop/RPS` is RPS,
    `ICLR.cc/2027/Conference` ICLR."""
    parts = group.split("/")
    last = parts[-1]
    if last.lower() in {"conference", "main", "main_conference"} or last.isdigit():
        return (
            parts[0].split(".")[0]
            if "." in parts[0] and not parts[0].lower().startswith(("aclweb.", "acm.", "ieee."))
            else parts[1]
        )
    return last.replace("_", " ")


def _point(kind: str, due: datetime, year: int, label: str, evidence: str) -> Point:
    there = due.astimezone(_AOE)
    aoe = there.hour == 23 and there.minute >= 59
    local = there if aoe else due
    clock = f"{local:%H:%M}" + (f":{local:%S}" if local.second else "")
    shown = label.replace("_", " ")
    return Point(
        kind=kind,
        day=date(local.year, local.month, local.day),
        year=year,
        label=shown,
        evidence=evidence,
        clock=clock,
        zone="AoE" if aoe else "UTC",
        track=read_label(shown).track or "",
    )


def _instant(value: object) -> datetime | None:
    if not isinstance(value, int) or isinstance(value, bool) or not 10**11 < value < 5 * 10**12:
        return None
    return datetime.fromtimestamp(value / 1000, UTC)


def _invitations(document: object) -> Sequence[Mapping[str, object]]:
    items = document.get("invitations") if isinstance(document, Mapping) else document
    if isinstance(document, Mapping) and "/-/" in str(document.get("id", "")):
        items = [document]
    found = [item for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []
    return [item for item in found if "/-/" in str(item.get("id", "")) and "duedate" in item]


def _groups(document: object) -> bool:
    items = document.get("groups") if isinstance(document, Mapping) else None
    return isinstance(items, list) and any(
        isinstance(item, Mapping) and "/" in str(item.get("id", "")) for item in items
    )
