"""What the reader says of a venue by hand, as what is to be written: read, compared with what is
known, and refused where it contradicts that or itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from confradar.catalogue.overlay import OWN
from confradar.errors import UsageError
from confradar.model.choice import one_of
from confradar.model.countries import country_of_place
from confradar.model.deadline import Deadline
from confradar.model.kinds import DATED_KINDS, DEADLINE_KINDS, Cadence, DeadlineKind, Kind
from confradar.model.names import slug
from confradar.model.venue import Edition, Venue
from confradar.model.wall_times import TBD, parse_wall
from confradar.model.zones import parse_zone
from confradar.sync.merge_call import moved
from confradar.sync.merge_result import Change, name_of
from confradar.sync.write_additions import Wanted

FORM = "KIND[.ROUND][.TRACK]=DAY[THH:MM]"
_EXAMPLE = "write paper=2027-09-24T23:59, paper.2=2027-12-01 or paper.short=TBD"


@dataclass(frozen=True)
class Entry:
    """What is said of an edition. ``source`` is where that stands, the reader's own word where it
    is empty; ``dates`` have neither zone nor source of their own yet."""

    year: int
    dates: tuple[Deadline, ...] = ()
    place: str | None = None
    start: date | None = None
    end: date | None = None
    source: str = ""


def read_date(text: str, zone: str | None) -> Deadline:
    """A dated point as it is written on the command line (FORM), the reader's own. Raises
    UsageError."""
    name, equals, day = (part.strip() for part in text.partition("="))
    if not (name and equals and day):
        raise UsageError(f"--date: {text!r} is no {FORM}", hint=_EXAMPLE)
    kind, number, track = _key(name)
    try:
        at = _wall(day)
        return Deadline(
            kind=DeadlineKind(kind),
            round=number,
            track=track,
            at=at,
            zone=zone if at != TBD and not parse_wall(at).date_only else None,
            source=OWN,
        )
    except ValidationError as error:
        raise UsageError(f"--date {text}: {_reason(error)}", hint=_EXAMPLE) from None
    except ValueError as error:
        raise UsageError(f"--date {text}: {error}") from None


def _key(name: str) -> tuple[str, int | None, str | None]:
    """``paper.2.short`` as kind, round and track. Raises UsageError."""
    kind, *more = name.split(".")
    word = one_of(kind, DEADLINE_KINDS, "--date: there is no kind of date")
    number = int(more.pop(0)) if more and re.fullmatch(r"[1-9]\d?", more[0]) else None
    track = more.pop(0) if more else None
    if more or (track is not None and track != slug(track)):
        raise UsageError(f"--date: {name!r} is no KIND[.ROUND][.TRACK]", hint=_EXAMPLE)
    return word, number, track


def _wall(day: str) -> str:
    """A day or a time as the catalogue writes it. Raises ValueError."""
    if day.upper() == TBD:
        return TBD
    text = day.replace("/", "-").replace("T", " ")
    parse_wall(text)
    return text


def read_zone(text: str) -> str:
    """A zone's name as it is written. Raises UsageError."""
    try:
        parse_zone(text)
    except ValueError as error:
        raise UsageError(f"--zone: {error}") from None
    return text


def read_text(text: str, option: str) -> str:
    """A name or a place on one line. Raises UsageError for what does not print."""
    line = " ".join(text.split())
    if not line.isprintable():
        raise UsageError(f"{option}: {line!r} has characters that do not print")
    if not line:
        raise UsageError(f"{option} is empty")
    return line


def read_day(text: str, option: str) -> date:
    """A day. Raises UsageError."""
    try:
        wall = parse_wall(text.replace("/", "-"))
        if wall.date_only:
            return wall.time.date()
    except ValueError:
        pass
    raise UsageError(f"{option}: {text!r} is not a day", hint="write 2027-05-03")


def entered(
    name: str, *, full: str, kind: str, topics: Sequence[str], url: str | None, source: str
) -> Venue:
    """The record of a new venue. Its rhythm is not known, so nothing is estimated of it. Raises
    UsageError for what cannot be."""
    id_ = slug(name)
    if not id_:
        raise UsageError(
            f"{name!r} gives no id: it has no letter or digit of ASCII",
            hint="call it by a short Latin name; --name takes the name in full",
        )
    try:
        return Venue(
            id=id_,
            acronym=name,
            name=full,
            kind=Kind(kind),
            topics=tuple(dict.fromkeys(topics)),
            url=url,
            cadence=Cadence.irregular if kind in DATED_KINDS else None,
            sources=(source or url or OWN,),
        )
    except ValidationError as error:
        raise UsageError(_reason(error)) from None


def wanted_alone(venue: Venue) -> Wanted:
    """A new venue of which no edition is said."""
    change = Change("new venue", venue.id, None, "", None, venue.name, venue.sources[0])
    return Wanted(venue, False, None, None, (change,))


def wanted(venue: Venue, entry: Entry, *, known: bool, doubtful: bool, today: date) -> Wanted:
    """What is to be written of an entry about a venue. Raises UsageError for what contradicts
    itself, and unless it is taken though ``doubtful`` for what contradicts an announced value."""
    in_force = venue.edition(entry.year)
    given = _dates(entry, today)
    new = [item for item in given if _is_new(item, _at(in_force, item), in_force)]
    if not doubtful:
        for item in new:
            _check(venue, entry.year, item, _at(in_force, item))
    facts = _facts(entry)
    if not doubtful and in_force is not None:
        _check_facts(venue, in_force, facts)
    facts = {key: value for key, value in facts.items() if getattr(in_force, key, None) != value}
    if "end" in facts and in_force is not None:  # a last day stands beside its first
        facts = {"start": in_force.start, **facts}

    def edition(known: Edition | None) -> Edition:
        base = known or Edition(year=entry.year)
        points = {item.key: item for item in base.deadlines}
        for item in new:
            points[item.key] = moved(points.get(item.key) or _at(in_force, item), item)
        given = {"deadlines": [item.model_dump() for item in points.values()], **facts}
        return Edition.model_validate({**base.model_dump(), **given})

    try:
        edition(None)
    except ValidationError as error:
        raise UsageError(f"{venue.acronym} {entry.year}: {_reason(error)}") from None
    return Wanted(venue, known, entry.year, edition, _made(venue, entry, new, facts, in_force))


def _dates(entry: Entry, today: date) -> list[Deadline]:
    """The entry's points as the catalogue has them. Raises UsageError for one that is given
    twice."""
    given: dict[tuple[str, int, str], Deadline] = {}
    for item in entry.dates:
        if item.key in given:
            raise UsageError(
                f"--date: {name_of(item)} is given twice",
                hint="tell them apart by round or track: paper.2, paper.short",
            )
        given[item.key] = item.model_copy(update={"source": entry.source or OWN, "recorded": today})
    return list(given.values())


def _facts(entry: Entry) -> dict[str, object]:
    """What is said of the edition itself, by the catalogue's keys."""
    said: dict[str, object] = {"place": entry.place, "start": entry.start, "end": entry.end}
    said["country"] = country_of_place(entry.place) if entry.place else None
    facts = {key: value for key, value in said.items() if value}
    return {**facts, "source": entry.source} if facts and entry.source else facts


def _at(edition: Edition | None, item: Deadline) -> Deadline | None:
    """The value in force of a point."""
    known = edition.deadlines if edition else ()
    return next((other for other in known if other.key == item.key), None)


def _is_new(item: Deadline, before: Deadline | None, edition: Edition | None) -> bool:
    return before is None or not _agree(item, before, edition)


def _agree(item: Deadline, before: Deadline, edition: Edition | None) -> bool:
    """Whether a value says no more than the one in force."""
    if not (item.known and before.known):
        return item.known == before.known
    if item.date_only:
        return item.wall.date() == before.wall.date()
    zone = edition.default_zone if edition else "AoE"
    return not before.date_only and item.instant(zone) == before.instant(zone)


def _check(venue: Venue, year: int, item: Deadline, before: Deadline | None) -> None:
    """Raise UsageError where another value is announced: not by the reader, and not one that this
    makes exacter."""
    if before is None or not before.known or before.source == OWN:
        return
    if before.date_only and item.known and item.wall.date() == before.wall.date():
        return
    raise UsageError(
        f"{venue.acronym} {year} {name_of(item)}: {before.at} {before.zone or ''}".rstrip()
        + f" is known ({before.source}), not {item.at}",
        hint="--doubtful writes yours all the same; the other one is kept as an earlier value",
    )


def _check_facts(venue: Venue, edition: Edition, facts: dict[str, object]) -> None:
    """Raise UsageError where another place or day is known, from elsewhere than the reader."""
    for key in ("place", "start", "end"):
        before, after = getattr(edition, key), facts.get(key)
        if before and after and before != after and edition.source:
            raise UsageError(
                f"{venue.acronym} {edition.year}: {key} {before} is known ({edition.source}), "
                f"not {after}",
                hint="--doubtful writes yours all the same",
            )


def _made(
    venue: Venue,
    entry: Entry,
    new: Sequence[Deadline],
    facts: dict[str, object],
    in_force: Edition | None,
) -> tuple[Change, ...]:
    """What the entry changes, in the words of a merge."""
    source = entry.source or OWN
    changes = [
        Change("new", venue.id, entry.year, key, _text(in_force, key), str(facts[key]), source)
        for key in ("place", "start", "end")
        if key in facts and facts[key] != getattr(in_force, key, None)
    ]
    for item in new:
        before = _at(in_force, item)
        known = before.at if before and before.known else None
        text = f"{item.at} {item.zone or ''}".strip()
        what = "moved" if known and known[:10] != item.at[:10] else "new"
        changes.append(Change(what, venue.id, entry.year, name_of(item), known, text, source))
    return tuple(changes)


def _text(edition: Edition | None, key: str) -> str | None:
    value = getattr(edition, key, None)
    return None if value is None else str(value)


def _reason(error: ValidationError) -> str:
    """The first thing that is wrong, without pydantic's own words."""
    first = error.errors()[0]
    where = ".".join(str(step) for step in first["loc"])
    text = first["msg"].removeprefix("Value error, ")
    return f"{where}: {text}" if where else text
