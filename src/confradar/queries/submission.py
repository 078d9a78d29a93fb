"""What a submission needs, fact by fact: what the pages of an edition say, else those of an earlier
one, and what holds at any time. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from confradar.model.submission_kinds import Fact

if TYPE_CHECKING:
    from confradar.index.documents import SubmissionDoc


class Known(NamedTuple):
    """A fact of a submission: its ``value`` as the catalogue has it (None where only a ``note`` is
    known), the edition whose page says so (``year``; None: it holds at any time), and the page with
    the day on which it was read (``source``, ``recorded``). ``earlier``: that edition is before the
    one that was asked for, whose facts may be others.
    """

    fact: str
    value: Any
    note: str | None
    year: int | None
    earlier: bool
    source: str
    recorded: str


def known_facts(
    standing: Sequence[SubmissionDoc],
    by_year: Mapping[int, Sequence[SubmissionDoc]],
    year: int | None,
) -> tuple[Known, ...]:
    """The facts of a submission to the edition of ``year`` (None: to the newest), in the order of
    `Fact`.

    What its own pages say (``by_year``); beside these what is ``standing``, of the venue at any
    time. Where its own pages say nothing, those of the newest edition before it fill the gaps.
    """
    own = by_year.get(year, ()) if year is not None else ()
    before = [item for item in by_year if year is None or item < year]
    found = _told(standing, None)
    if own:
        found |= _told(own, year)
    elif before:
        found = _told(by_year[max(before)], max(before), earlier=True) | found
    return tuple(found[fact.value] for fact in Fact if fact.value in found)


def _told(
    groups: Sequence[SubmissionDoc], year: int | None, *, earlier: bool = False
) -> dict[str, Known]:
    """What some pages say, by fact; the note of a fact may stand on another of them."""
    values = {fact.value: group for group in groups for fact in Fact if fact in group}
    notes = {fact: group for group in groups for fact in group.get("notes", {})}
    found = {}
    for fact in (*values, *notes):
        page: Mapping[str, Any] = values.get(fact) or notes[fact]
        note = notes[fact]["notes"][fact] if fact in notes else None
        read = page["source"], page["recorded"]
        found[fact] = Known(fact, page.get(fact), note, year, earlier, *read)
    return found


def by_origin(facts: Sequence[Known]) -> list[list[Known]]:
    """The facts of one edition together, and those that hold at any time."""
    origins: dict[int | None, list[Known]] = {}
    for item in facts:
        origins.setdefault(item.year, []).append(item)
    return list(origins.values())
