"""The exact search for the ladder of slots that is worth most (`plan_worth`), and for the slots of
a given order of venues. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from confradar.queries.plan_slots import Slot, Span
from confradar.queries.plan_step import Rules, allowed, fit
from confradar.queries.plan_worth import KEPT

Ladder = tuple[Slot, ...]


class Search:
    """The search among ``slots`` for a paper that is free from ``ready`` on.

    At each place of a ladder the slots that may follow are tried by what they could lead to at
    most, which is reckoned first, without the rule that no venue comes twice: so most are never
    looked at. What was found for a place, the steps left and the venues used is kept.
    """

    def __init__(self, slots: Sequence[Slot], ready: Span, rules: Rules) -> None:
        self.ready = ready
        self.rules = rules
        dues = {
            id(slot): min(Span.of(item).at for item in (slot.paper, slot.abstract) if item)
            for slot in slots
        }
        ahead = [slot for slot in slots if Span.of(slot.paper).high >= ready.at]
        self.slots = sorted(ahead, key=lambda slot: (dues[id(slot)], slot.place))
        self._dues = [dues[id(slot)] for slot in self.slots]
        spans = [Span.of(item) for slot in ahead for item in (slot.paper, slot.abstract) if item]
        self._widest = max((span.high - span.at for span in spans), default=0)
        self._worth = [rules.worth(slot, ready) for slot in self.slots]
        self._next: dict[int | None, list[int]] = {}
        self._ranked: dict[tuple[int | None, int], list[tuple[float, int]]] = {}
        self._barred: frozenset[tuple[str, int]] = frozenset()
        self._found: dict[
            tuple[int | None, int, frozenset[str]], tuple[float, tuple[int, ...]]
        ] = {}

    def best(self, depth: int, barred: Collection[tuple[str, int]] = ()) -> tuple[float, Ladder]:
        """What the best ladder of at most ``depth`` steps is worth, and its slots (none where no
        step can be made), without the editions that are ``barred``."""
        self._barred = frozenset(barred)
        self._found.clear()
        total, places = self._best(None, depth, frozenset())
        return total, tuple(self.slots[place] for place in places)

    def _following(self, place: int | None) -> list[int]:
        """The slots that may follow the one at ``place`` (None: the first ones)."""
        if place not in self._next:
            free = self.ready if place is None else self.slots[place].decided
            self._next[place] = self._open(free) if free else []
        return self._next[place]

    def _open(self, free: Span) -> list[int]:
        """The slots that a paper can go to that is free then."""
        wait = self.rules.wait
        first = bisect_left(self._dues, free.low - self._widest)
        last = len(self._dues) if wait is None else bisect_right(self._dues, free.at + wait)
        return [
            place
            for place in range(first, last)
            if allowed(fit(self.slots[place], free), self.rules)
        ]

    def _gain(self, place: int | None, other: int) -> float:
        """What a slot adds behind another: one that is not decided nothing, but as the first."""
        undecided = place is not None and self.slots[other].notification is None
        return 0.0 if undecided else self._worth[other]

    def _choices(self, place: int | None, left: int) -> list[tuple[float, int]]:
        """The slots that may follow, each with the most that the ladder can be worth from there,
        were a venue allowed to come twice; the best first."""
        key = (place, left)
        if key not in self._ranked:
            choices = [
                (self._gain(place, other) + KEPT * self._most(other, left - 1), other)
                for other in self._following(place)
            ]
            choices.sort(
                key=lambda item: (-item[0], -self._worth[item[1]], self.slots[item[1]].place)
            )
            self._ranked[key] = choices
        return self._ranked[key]

    def _most(self, place: int, left: int) -> float:
        choices = self._choices(place, left) if left else []
        return choices[0][0] if choices else 0.0

    def _best(
        self, place: int | None, left: int, used: frozenset[str]
    ) -> tuple[float, tuple[int, ...]]:
        """The best way on: what it is worth, as seen from there, and its slots."""
        if left == 0:
            return 0.0, ()
        key = (place, left, used)
        if key in self._found:
            return self._found[key]
        best: tuple[float, tuple[int, ...]] = (0.0, ())
        for most, other in self._choices(place, left):
            if best[1] and most <= best[0]:
                break
            slot = self.slots[other]
            if slot.venue.id in used or slot.edition in self._barred:
                continue
            further, rest = self._best(other, left - 1, used | {slot.venue.id})
            total = self._gain(place, other) + KEPT * further
            if not best[1] or total > best[0]:
                best = (total, (other, *rest))
        self._found[key] = best
        return best


def in_order(slots: Sequence[Slot], venues: Sequence[str], ready: Span, rules: Rules) -> Ladder:
    """Slots at these venues (ids), one each, in this order, as many from the first on as can be
    made: of those that lead as far, the ones with the sooner first deadline, then the second..."""
    of_venue = {
        id_: sorted((slot for slot in slots if slot.venue.id == id_), key=lambda slot: slot.place)
        for id_ in venues
    }
    found: dict[tuple[int, Span], Ladder] = {}

    def onward(number: int, free: Span | None) -> Ladder:
        if free is None or number == len(venues):
            return ()
        key = (number, free)
        if key not in found:
            ways = (
                (slot, *onward(number + 1, slot.decided))
                for slot in of_venue[venues[number]]
                if Span.of(slot.paper).high >= ready.at and allowed(fit(slot, free), rules)
            )
            found[key] = max(ways, key=len, default=())  # of equals the first
        return found[key]

    return onward(0, ready)
