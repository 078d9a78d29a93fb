"""Points of a call into a venue's record: which are new, which are known, which clash with what is
known. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from confradar.formats.calls.dated_points import Point
from confradar.formats.calls.dates import find_days
from confradar.formats.calls.page_points import Call
from confradar.formats.calls.years import names_in
from confradar.formats.wording import track_of
from confradar.model.deadline import Deadline, Revision
from confradar.model.kinds import Cadence, DeadlineKind, Kind
from confradar.model.names import slug
from confradar.model.venue import Edition, Venue
from confradar.sync.merge_result import Change, name_of

# What is told before the last word.
_FIRST = re.compile(r"\b(?:first|initial|preliminary)\b", re.IGNORECASE)
_TAGS = re.compile(
    r"^(?:\s*(?:subject|re|fwd?|aw|cfp|(?:\w+ )?call for (?:papers|participation|contributions)|"
    r"important dates|dates|home|\[[^\]]*\])\s*[:|–-]?\s*)+",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s[-–—|]+(?=\s|$)|\(\s*\)|\[\s*\]|\|")
_NO_NAME = re.compile(
    r"(?:[\w-]+ )?(?:cfp|call for \w+)|important dates|dates|home|(?:19|20)\d\d", re.IGNORECASE
)
CLASHES = "another value is known"


@dataclass(frozen=True)
class Offer:
    """A point as a deadline of the catalogue; `known` is the one in force under its key, `why` the
    reasons to ask before it is taken."""

    point: Point
    deadline: Deadline
    known: Deadline | None
    why: tuple[str, ...]

    @property
    def nothing_new(self) -> bool:
        """Whether the catalogue has it already."""
        return self.known is not None and _same_day(self.known, self.deadline) and not self._exacter

    @property
    def _exacter(self) -> bool:
        return self.known is not None and self.known.date_only and not self.deadline.date_only


def offers(call: Call, known: Edition | None, page: str, today: date) -> list[Offer]:
    """The points of a call as deadlines with `page` as their source, each beside the one that the
    edition in force has."""
    by_key = {item.key: item for item in known.deadlines} if known else {}
    found: list[Offer] = []
    taken: set[tuple[str, int, str]] = set()
    final = _final(call.points)
    for point in call.points:
        deadline = deadline_of(point, page, today)
        first = _FIRST.search(point.label) and point.day < final.get(
            (point.track, point.round), point.day
        )
        if deadline.key in taken or first:
            deadline = deadline_of(point, page, today, track=slug(point.label) or "more")
        if deadline.key in taken:
            continue
        taken.add(deadline.key)
        before = by_key.get(deadline.key)
        clash = (
            before is not None
            and before.known
            and before.source != page  # its own earlier reading is followed
            and not _same_day(before, deadline)
            and before.wall.date() not in point.was
        )
        why = (*point.doubts, *((f"{CLASHES}: {before.at}",) if clash and before else ()))
        found.append(Offer(point, deadline, before, why))
    return found


def _final(points: Sequence[Point]) -> dict[tuple[str, int | None], date]:
    """By track and round the last notification: an earlier one is of a first stage."""
    told = [point for point in points if point.kind == "notification" and point.sure]
    return {
        (point.track, point.round): point.day for point in sorted(told, key=lambda item: item.day)
    }


def _told_early(point: Point) -> str:
    early = point.kind == "notification" and track_of(point.label) == "early"
    return "early" if early else ""


def deadline_of(point: Point, page: str, today: date, *, track: str | None = None) -> Deadline:
    """A point as a deadline of the catalogue. What is told early has a track of its own there."""
    own = (
        point.track or _told_early(point)
        if point.track not in {"demo", "workshop", "tutorial"}
        or point.kind in {"paper", "notification", "camera_ready"}
        else ""
    )
    if point.kind == "other":
        own = track or slug(point.label) or own
    return Deadline(
        kind=DeadlineKind(point.kind),
        round=point.round,
        track=(track or slug(own)) or None,
        at=point.wall.replace("T", " "),
        zone=point.zone,
        label=point.label[:200] or None,
        source=page,
        recorded=today,
        revisions=tuple(
            Revision(at=day.isoformat(), recorded=today) for day in point.was if day != point.day
        ),
    )


def with_offers(
    edition: Edition | None, call: Call, taken: Sequence[Offer], page: str, today: date
) -> Edition:
    """The edition with what was taken: new points, moved ones with their earlier value, and days
    where it has none."""
    base = edition or Edition(year=call.edition.year, url=page, source=page, recorded=today)
    if base.start is None and call.edition.start:
        base = base.model_copy(update={"start": call.edition.start, "end": call.edition.end})
    points = {item.key: item for item in base.deadlines}
    for offer in taken:
        points[offer.deadline.key] = moved(points.get(offer.deadline.key), offer.deadline)
    return Edition.model_validate(
        {**base.model_dump(), "deadlines": [item.model_dump() for item in points.values()]}
    )


def moved(before: Deadline | None, after: Deadline) -> Deadline:
    """The new value with the lasting key, and the earlier values, of the one that it replaces."""
    if before is None:
        return after
    earlier = (
        ()
        if not before.known or _same_day(before, after)
        else (Revision(at=before.at, recorded=after.recorded),)
    )
    days = {item.at[:10] for item in (*before.revisions, *earlier)}
    more = tuple(item for item in after.revisions if item.at[:10] not in days)
    return after.model_copy(
        update={"lasting": before.lasting, "revisions": (*before.revisions, *earlier, *more)}
    )


def new_venue(call: Call, name: str, page: str, topics: Sequence[str]) -> Venue:
    """A record for a venue that no catalogue has. Its rhythm is not known, so nothing is estimated
    of it."""
    title = _TAGS.sub("", " ".join(call.title.split()))
    kind = Kind.workshop if "workshop" in title.lower() else Kind.conference
    return Venue(
        id=slug(name) or "venue",
        acronym=name,
        name=full_name(title, name) or name,
        kind=kind,
        topics=tuple(topics),
        url=page,
        cadence=Cadence.irregular,
        sources=(page,),
    )


def full_name(title: str, name: str) -> str:
    """What a title calls the venue beside its short `name`, and any other with a year, and before
    the days and place; empty where it says no more."""
    days = find_days(title)
    title = title[: days[0].start] if days else title
    for short in {name, *(found.name for found in names_in(title))}:
        spelled = rf"(?<!\w){re.escape(short)}(?!\w)"
        title = re.sub(rf"{spelled}[ '’`-]{{0,2}}(?:(?:19|20)\d\d|\d\d)\b", " ", title)
        title = re.sub(rf"^\W*{spelled}|[(\[]\s*{spelled}\s*[)\]]", " ", title)
    parts = (" ".join(part.split()).strip(" :,;.()[]") for part in _PARTS.split(title))
    return next((part[:200] for part in parts if part and not _NO_NAME.fullmatch(part)), "")


def changes_of(venue: str, year: int, taken: Sequence[Offer]) -> list[Change]:
    """What taking the offers does, in the words of a merge."""
    return [
        Change(
            "moved"
            if offer.known and offer.known.known and not _same_day(offer.known, offer.deadline)
            else "new",
            venue,
            year,
            name_of(offer.deadline),
            offer.known.at if offer.known else None,
            f"{offer.deadline.at} {offer.deadline.zone or ''}".strip(),
            offer.deadline.source,
        )
        for offer in taken
    ]


def _same_day(one: Deadline, other: Deadline) -> bool:
    return one.known and other.known and one.at[:10] == other.at[:10]
