"""What an official page that the program read may change by itself. Pure.

A page's value is in force where nothing announced stands (an estimate, TBD, what its lists dropped,
a bare day that gets its time), where the page itself supersedes the value of another source (what
it strikes through or calls the old date, or what was in force from it before), and where the reader
accepted it. Any other value of its own is a conflict that is shown. What cannot be beside the
edition's other dates is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from confradar.model.deadline import Deadline, Revision
from confradar.model.kinds import Certainty
from confradar.model.plausible import Lead, doubted
from confradar.model.rounds import numbered, with_keys
from confradar.model.venue import Difference, Edition
from confradar.model.wall_times import parse_wall
from confradar.sync.merge_deadlines import LAST, in_free_rounds, paired, same_point
from confradar.sync.merge_result import name_of
from confradar.sync.page_records import PageRecord
from confradar.sync.precedence import ruled_out

REJECTED = "you rejected it"


class How(StrEnum):
    """What becomes of a page's value."""

    agrees = "agrees"
    fills = "fills a gap"
    supersedes = "supersedes"
    accepted = "accepted"
    differs = "differs"
    rejected = "rejected"
    impossible = "cannot be"


IN_FORCE = frozenset({How.agrees, How.fills, How.supersedes, How.accepted})


@dataclass(frozen=True)
class Verdict:
    """What becomes of a page's value, beside the one that the other sources give, if any."""

    how: How
    value: Deadline
    known: Deadline | None = None
    why: str = ""


def value_of(deadline: Deadline) -> str:
    """What the reader accepts or rejects: kind and track, time and zone. Rounds may be renamed."""
    named = deadline.model_copy(update={"round": None})
    return " ".join(filter(None, [name_of(named), deadline.at, deadline.zone]))


def laid_over(
    ours: Edition | None, theirs: Edition, page: PageRecord, leads: Sequence[Lead] = ()
) -> tuple[Edition | None, list[Verdict]]:
    """The edition with what the page says (``theirs``) laid over it, and what became of each value.
    ``ours`` is None where no other source has the edition, and so is what is given back where
    nothing of the page is in force. ``leads`` are of the venue's other editions.
    """
    impossible: dict[str, str] = {}
    while True:
        edition, verdicts = _laid(ours, theirs, page, impossible)
        if edition is None or not (fresh := _impossible(edition, page, leads)):
            return edition, verdicts
        impossible |= fresh


def _laid(
    ours: Edition | None, theirs: Edition, page: PageRecord, impossible: dict[str, str]
) -> tuple[Edition | None, list[Verdict]]:
    base = ours or _empty(theirs, page)
    points, verdicts = list(base.deadlines), []
    pairs, alone = paired(base, theirs)
    for place, value in pairs:
        verdict = _judged(base, base.deadlines[place], value, theirs, page, impossible)
        verdicts.append(verdict)
        points[place] = _in_force(verdict, page)
    fresh = []
    for value in in_free_rounds(base, pairs, alone):
        verdict = _judged_alone(base, value, pairs, page, impossible)
        verdicts.append(verdict)
        if verdict.how in IN_FORCE:
            fresh.append(_read(value, page, accepted=verdict.how is How.accepted))
    if ours is None and not fresh:
        return None, verdicts
    keyed = with_keys([(item, item.lasting_key) for item in points], fresh)
    if fresh:
        keyed = numbered(sorted(keyed, key=lambda item: item.wall if item.known else LAST))
    differs = tuple(_differences(base, verdicts, page))
    edition = base.model_copy(update={"deadlines": tuple(keyed), "differs": differs})
    return edition, verdicts


def _judged(
    ours: Edition,
    known: Deadline,
    value: Deadline,
    theirs: Edition,
    page: PageRecord,
    impossible: dict[str, str],
) -> Verdict:
    """What becomes of a value beside that of other sources."""
    if known.known and _agrees(ours, known, theirs, value):
        return Verdict(How.agrees, value, known)
    if decided := _decided(known, value, page, impossible):
        return decided
    if value.gone:
        return Verdict(How.differs, value, known, "the page no longer says it")
    if not known.known or known.gone:
        return Verdict(How.fills, value, known)
    judged = [item for item in ours.differs if item.why]  # by a curator; lists merely differ
    if ruled_out(judged, name_of(known), value.at):
        return Verdict(How.differs, value, known, "a curator looked at it, and ruled it out")
    if known.date_only and value.zone and _day(known.at) == _day(value.at):
        return Verdict(How.fills, value, known)
    if _day(known.at) in {_day(item.at) for item in value.revisions} and _day(known.at) != _day(
        value.at
    ):
        return Verdict(How.supersedes, value, known)
    return Verdict(How.differs, value, known, "another source announced another value")


def _decided(
    known: Deadline | None, value: Deadline, page: PageRecord, impossible: dict[str, str]
) -> Verdict | None:
    """What the reader said of a value, else that it cannot be; None where neither decides."""
    key = value_of(value)
    if key in page.force.rejected:
        return Verdict(How.rejected, value, known, REJECTED)
    if key in page.force.accepted:
        return Verdict(How.accepted, value, known)
    if key in impossible:
        return Verdict(How.impossible, value, known, impossible[key])
    return None


def _judged_alone(
    ours: Edition,
    value: Deadline,
    pairs: Sequence[tuple[int, Deadline]],
    page: PageRecord,
    impossible: dict[str, str],
) -> Verdict:
    """What becomes of a value that other sources have nothing beside: where they announce others of
    its kind, it is a further round only beside one of these that the page gives too."""
    if decided := _decided(None, value, page, impossible):
        return decided
    alike = [
        place
        for place, item in enumerate(ours.deadlines)
        if (item.kind, item.track) == (value.kind, value.track) and item.known and not item.gone
    ]
    if alike and not any(place in alike for place, _ in pairs):
        nearest = min(alike, key=lambda place: abs(ours.deadlines[place].wall - value.wall))
        known = ours.deadlines[nearest]
        return Verdict(How.differs, value, known, "another source announced another value")
    return Verdict(How.fills, value)


def _agrees(ours: Edition, known: Deadline, theirs: Edition, value: Deadline) -> bool:
    """The same instant; the same wall time where the page names no zone; the same day where one of
    them has no time, unless the page's says more."""
    if not known.date_only and not value.date_only and value.zone is None:
        return known.wall == value.wall
    exacter = known.date_only and not value.date_only and value.zone is not None
    return same_point(known, ours, value, theirs) and not exacter


def _empty(theirs: Edition, page: PageRecord) -> Edition:
    """An edition that only the page has, still without its dates."""
    return Edition(year=page.year, url=page.address, source=page.address, recorded=theirs.recorded)


def _day(at: str) -> date:
    """The day of a time as announced: 24:00 belongs to the day that it ends."""
    return parse_wall(re.split("[ T]", at.strip())[0]).time.date()


def _in_force(verdict: Verdict, page: PageRecord) -> Deadline:
    """The value that is in force after a verdict on one that other sources give too."""
    known, value = verdict.known, verdict.value
    if known is None:
        raise ValueError("a verdict on a pair has both")
    if verdict.how is How.agrees:
        sources = (known.source, *known.also)
        return (
            known
            if page.address in sources
            else known.model_copy(update={"also": (*known.also, page.address)})
        )
    if verdict.how not in IN_FORCE:
        return known
    same_day = known.known and _day(known.at) == _day(value.at)
    history = known.revisions
    if known.known and not known.gone and not same_day:
        told = {item.at for item in history}
        zone = known.zone if known.zone != value.zone else None
        earlier = Revision(at=known.at, zone=zone, recorded=value.recorded)
        history = (*history, *([earlier] if known.at not in told else []))
    taken = _read(value, page, accepted=verdict.how is How.accepted)
    return taken.model_copy(
        update={
            "kind": known.kind,
            "round": known.round,
            "track": known.track,
            "label": known.label or value.label,
            "link": known.link,
            "via": known.via,
            "note": known.note,
            "also": (known.source, *known.also) if same_day else (),
            "certainty": known.certainty if same_day else taken.certainty,
            "revisions": history,
            "lasting": None,
        }
    ).with_key(known.lasting_key)


def _read(value: Deadline, page: PageRecord, *, accepted: bool) -> Deadline:
    """A page's value as one that is in force: tentative until somebody else says so too."""
    certainty = Certainty.confirmed if accepted else Certainty.tentative
    return value.model_copy(update={"source": page.address, "certainty": certainty})


def _differences(
    base: Edition, verdicts: Sequence[Verdict], page: PageRecord
) -> Iterator[Difference]:
    """The values that are kept beside those in force: the page's, and those that it replaced."""
    yield from base.differs
    known = {(item.source, item.key, item.value) for item in base.differs}
    for verdict in verdicts:
        if verdict.known is None or verdict.how not in {How.differs, How.rejected, How.accepted}:
            continue
        item = verdict.known if verdict.how is How.accepted else verdict.value
        source = item.source if verdict.how is How.accepted else page.address
        difference = Difference(
            source=source,
            key=name_of(verdict.known),
            value=item.at,
            zone=item.zone,
            recorded=item.recorded,
            why=REJECTED if verdict.how is How.rejected else None,
        )
        if (source, difference.key, difference.value) not in known and item.known:
            yield difference


def _impossible(edition: Edition, page: PageRecord, leads: Sequence[Lead]) -> dict[str, str]:
    """The page's values, not the reader's accepted ones, that make something of the edition one
    that cannot be, with the reason."""
    found = {}
    for place, why in doubted(edition, leads).items():
        item = edition.deadlines[place] if place is not None else None
        if item and item.evidence and item.source == page.address:
            found[value_of(item)] = why
    return {key: why for key, why in found.items() if key not in page.force.accepted}
