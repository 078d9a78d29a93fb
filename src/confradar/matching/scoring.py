"""How well a text fits the venues that a model knows. Pure, and the same on every machine and
Python: integers, products, and sums by `fsum`, which rounds once (`sum` of floats is another thing
since Python 3.12).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import fsum, isqrt, sqrt
from typing import NamedTuple

from confradar.matching.packed_model import OUTSIDE, Facts, Model
from confradar.matching.terms import WORD, Term, Token, terms, tokens

PRIOR = 0.1  # how much the size of a venue speaks for it

# A word that no title has may be a name: it is as familiar as one that some few have.
UNKNOWN = 40

# What is more than this many words adds evidence of the same kind, and makes nothing surer.
SURE = 20

# A venue whose share of its group's chance is less fits no better than weakly, however well its
# siblings do.
OF_GROUP = 0.05

_STEPS = 24.0
_PHRASES = 4


class Scored(NamedTuple):
    """What a model says of a text. ``shares`` are the chances of the venues by number, which sum to
    1 (those outside the catalogue included); ``familiar`` says how much the text speaks of computer
    science at all, ``unknown`` are its words that no title has.
    """

    facts: Facts
    words: Sequence[Token]
    shares: Sequence[float]
    familiar: int
    unknown: Sequence[str]
    known: Sequence[tuple[Term, memoryview, memoryview]]

    @property
    def foreign(self) -> dict[str, float]:
        """The chances of the venues outside the catalogue."""
        pairs = zip(self.facts.venues, self.shares, strict=True)
        return {venue[len(OUTSIDE) :]: share for venue, share in pairs if venue.startswith(OUTSIDE)}

    @property
    def refused(self) -> bool:
        """Whether nothing in the catalogue fits: the text is of another science, or of a field that
        the catalogue does not cover."""
        return (
            self.familiar < self.facts.familiar or fsum(self.foreign.values()) > self.facts.outside
        )

    def phrases(self, number: int) -> list[str]:
        """The words of the text that speak most for a venue, the strongest first, as they stand in
        it."""
        return phrases(self.words, self.weights(number))

    def weights(self, number: int) -> dict[tuple[int, int], int]:
        """How much each word and pair (first and last token) speaks for a venue."""
        found: Counter[tuple[int, int]] = Counter()
        for term, venues, weights in self.known:
            place = bytes(venues).find(number)
            if place >= 0:
                found[term.first, term.last] += weights[place]
        return found


def score(model: Model, text: str) -> Scored:
    """What the model says of a text. A term that comes n times counts for the root of n."""
    words = tokens(text)
    facts = model.facts
    times = Counter(term.key for term in terms(words))
    totals = [0] * len(facts.venues)
    mass, levels, pairs = 0, [], []
    known, unknown, seen = [], [], set()
    for term in terms(words):
        if term.key in seen:
            continue
        seen.add(term.key)
        entry = model.entry(term.key)
        if term.mass == WORD:
            levels.append(UNKNOWN if entry is None else entry.level)
        elif term.first != term.last:
            pairs.append(0 if entry is None else entry.level)
        if entry is None:
            if term.mass == WORD:
                unknown.append(words[term.first].stands)
            continue
        factor = isqrt(64 * times[term.key])
        mass += term.mass * factor
        known.append((term, entry.venues, entry.weights))
        for number, weight in zip(entry.venues, entry.weights, strict=True):
            totals[number] += weight * factor
    size = max(mass / (8 * WORD), 1)
    unit = 8 * _STEPS * (sqrt(size) if size <= SURE else size / sqrt(SURE))
    sums = [total / unit + PRIOR * prior for total, prior in zip(totals, facts.prior, strict=True)]
    return Scored(
        facts, words, _shares(sums, facts.steepness), _familiar(levels, pairs), unknown, known
    )


def fits(facts: Facts, shares: Mapping[str, float]) -> dict[str, str]:
    """How well each venue fits, strong, fair or weak, by the chance of all that titles cannot tell
    from it. ``shares`` are chances by id."""
    found = {}
    for group in _groups(facts, shares):
        chance = fsum(shares[venue] for venue in group)
        fit = "strong" if chance >= facts.strong else "fair" if chance >= facts.fair else "weak"
        found.update(
            {venue: fit if shares[venue] >= OF_GROUP * chance else "weak" for venue in group}
        )
    return found


def _groups(facts: Facts, shares: Mapping[str, float]) -> list[list[str]]:
    """The groups of these venues; one that has no siblings is its own."""
    groups = [[venue for venue in group if venue in shares] for group in facts.groups]
    grouped = {venue for group in groups for venue in group}
    return [*groups, *([venue] for venue in shares if venue not in grouped)]


def _familiar(levels: Sequence[int], pairs: Sequence[int]) -> int:
    """How much a text speaks of computer science, from the levels of its words and pairs: the mean
    of the words', and more for each word of a title. In a longer text the words of all sciences are
    many; there the pairs tell.
    """
    count = len(levels)
    if not count:
        return 0
    longer = min(max(count - 10, 0), 20)
    return sum(levels) // count + 5 * min(count, 10) + longer * (sum(pairs) // count - 20) // 20


def _shares(sums: Sequence[float], steepness: float) -> list[float]:
    """The soft maximum, by powers of products only: libraries of mathematics differ in their last
    digits."""
    top = max(sums)
    powers = []
    for value in sums:
        power = max(1 + steepness * (value - top) / 1024, 0.0)
        for _ in range(10):
            power *= power
        powers.append(power)
    total = fsum(powers)
    return [power / total for power in powers]


def phrases(words: Sequence[Token], weights: dict[tuple[int, int], int]) -> list[str]:
    """The words and pairs of most weight, no word twice; a pair counts what its words do and more.
    The strongest first."""
    whole = {
        span: sum(weights.get(part, 0) for part in {span, (span[0], span[0]), (span[1], span[1])})
        for span in weights
    }
    found: list[str] = []
    taken: set[str] = set()
    for first, last in sorted(whole, key=lambda span: (-whole[span], span)):
        stems = {words[place].stem for place in (first, last)}
        if whole[first, last] > 0 and not stems & taken and len(found) < _PHRASES:
            taken |= stems
            pair = words[last].joined + _shown(words[last].stands) if last > first else ""
            found.append(_shown(words[first].stands) + pair)
    return found


def _shown(word: str) -> str:
    """A word without the capital of a title; one with further capitals or digits is a name and
    stays."""
    return word if word[1:] != word[1:].lower() or len(word) == 1 else word.lower()
