"""An edition that stands twice in one list: what its records have in common, and where they
contradict each other. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from confradar.formats.lists.drafts import Draft
from confradar.model.names import fold
from confradar.model.venue import Difference
from confradar.model.wall_times import TBD, parse_wall
from confradar.model.zones import parse_zone

WHY = "stands so too in the same list"


def compared(
    source: str,
    known: Mapping[str, object],
    known_drafts: Sequence[Draft],
    facts: Mapping[str, object],
    drafts: Sequence[Draft],
) -> tuple[list[Draft], list[Difference]]:
    """The dates that a second record of an edition adds, and what it says otherwise than the first.

    Dates that a label, round or track tells apart are added; another date of the same point is a
    contradiction.
    """
    said: list[tuple[str, str, str | None]] = []
    if known.get("start") and facts.get("start") and _days(known) != _days(facts):
        said.append(("days", _days(facts), None))
    if not _same_place(str(known.get("place") or ""), str(facts.get("place") or "")):
        said.append(("place", str(facts["place"]), None))
    added = []
    for draft in drafts:
        if any(_contradicts(item, draft) for item in known_drafts):
            said.append(
                (
                    f"{draft.kind}.1.{draft.track}" if draft.track else draft.kind,
                    draft.at,
                    draft.zone,
                )
            )
        else:
            added.append(draft)
    return added, [
        Difference(source=source, key=key, value=value, zone=zone, why=WHY)
        for key, value, zone in said
    ]


def _days(facts: Mapping[str, object]) -> str:
    return f"{facts['start']}/{facts.get('end') or facts['start']}"


def _same_place(ours: str, theirs: str) -> bool:
    """Whether two texts may say the same place, one of them perhaps with more words."""
    ours_words, words = set(fold(ours).split()), set(fold(theirs).split())
    return ours_words <= words or words <= ours_words


def _contradicts(known: Draft, draft: Draft) -> bool:
    """Whether two dates that nothing tells apart differ."""
    if (known.kind, known.track) != (draft.kind, draft.track) or TBD in (known.at, draft.at):
        return False
    if known.kind == "other" or any((known.label, known.round, draft.label, draft.round)):
        return False
    first, second = parse_wall(known.at), parse_wall(draft.at)
    if first.date_only or second.date_only:
        return first.time.date() != second.time.date()
    zones = parse_zone(known.zone or "AoE"), parse_zone(draft.zone or "AoE")
    return first.time.replace(tzinfo=zones[0]) != second.time.replace(tzinfo=zones[1])
