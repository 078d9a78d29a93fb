"""Ladders for several papers over one calendar: no two at one edition. Pure.

The best ladders together are those that are worth most in sum. They are found exactly by parting
cases: each paper gets its best ladder; where two meet at an edition, either the one keeps out of it
or the other does, and both cases are looked at again, the one that is worth most first. The first
case in which no two meet is the best. Where that takes more than CASES of them, the papers are
planned one after the other in the order given, each keeping out of the editions of those before it.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from confradar.queries.plan_search import Ladder, Search
from confradar.queries.plan_slots import Slot
from confradar.queries.plan_step import Rules

CASES = 300
Edition = tuple[str, int]
Barred = tuple[frozenset[Edition], ...]


@dataclass(frozen=True)
class Shared:
    """A ladder for each paper, in the order given; ``exact``: nothing is worth more in sum."""

    ladders: tuple[Ladder, ...]
    exact: bool = True


class _Papers:
    """The best ladder of each paper without some editions, each looked for once."""

    def __init__(
        self, slots: Sequence[Slot], readies: Sequence[int], depth: int, rules: Rules
    ) -> None:
        self.readies = readies
        self.depth = depth
        self._searches = {ready: Search(slots, rules.free(ready), rules) for ready in set(readies)}
        self._found: dict[tuple[int, frozenset[Edition]], tuple[float, Ladder]] = {}

    def best(self, number: int, barred: frozenset[Edition]) -> tuple[float, Ladder]:
        """What paper ``number``'s best ladder is worth, and its slots."""
        key = (self.readies[number], barred)
        if key not in self._found:
            self._found[key] = self._searches[key[0]].best(self.depth, barred)
        return self._found[key]

    def same(self, barred: Barred) -> tuple[tuple[int, tuple[Edition, ...]], ...]:
        """The same for cases that differ only in which of equal papers keeps out of what."""
        return tuple(
            sorted(
                (ready, tuple(sorted(out))) for ready, out in zip(self.readies, barred, strict=True)
            )
        )


def share(
    slots: Sequence[Slot],
    readies: Sequence[int],
    *,
    depth: int,
    rules: Rules,
    together: bool = False,
) -> Shared:
    """The best ladders for papers that are ready then (seconds since the epoch). ``together``:
    papers may meet at an edition."""
    papers = _Papers(slots, readies, depth, rules)
    free: Barred = (frozenset(),) * len(readies)
    if together:
        return Shared(_ladders(papers, free)[1])
    seen = {papers.same(free)}
    total, ladders = _ladders(papers, free)
    cases = [(-total, 0, free, ladders)]
    for number in range(1, CASES + 1):
        _, _, barred, ladders = heapq.heappop(cases)
        meeting = _meeting(ladders)
        if meeting is None:
            return Shared(ladders)
        *pair, edition = meeting
        for place, paper in enumerate(pair):
            further = tuple(
                out | {edition} if other == paper else out for other, out in enumerate(barred)
            )
            if papers.same(further) not in seen:
                seen.add(papers.same(further))
                total, ladders = _ladders(papers, further)
                heapq.heappush(cases, (-total, 2 * number + place, further, ladders))
    return Shared(_one_by_one(papers), exact=False)


def _ladders(papers: _Papers, barred: Barred) -> tuple[float, tuple[Ladder, ...]]:
    found = [papers.best(number, out) for number, out in enumerate(barred)]
    return sum(total for total, _ in found), tuple(ladder for _, ladder in found)


def _meeting(ladders: Sequence[Ladder]) -> tuple[int, int, Edition] | None:
    """Two papers and an edition at which they meet: the soonest one; None where none do."""
    met = [
        (slot.place, one, other, slot.edition)
        for (one, first), (other, second) in combinations(enumerate(ladders), 2)
        for slot in first
        if slot.edition in {beside.edition for beside in second}
    ]
    return min(met)[1:] if met else None


def _one_by_one(papers: _Papers) -> tuple[Ladder, ...]:
    taken: frozenset[Edition] = frozenset()
    ladders = []
    for number in range(len(papers.readies)):
        _, ladder = papers.best(number, taken)
        ladders.append(ladder)
        taken |= {slot.edition for slot in ladder}
    return tuple(ladders)
