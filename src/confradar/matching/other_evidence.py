"""What speaks for a venue besides the titles of the model: its topics, and the titles in the
reader's own library. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import fsum, sqrt

from confradar.matching.terms import Token, tokens

# What the chance of a topic is worth for a venue without titles: as much as titles that hardly
# speak for theirs. Where the text names its topic, and no venue with titles has it, it stands below
# so many venues.
THROUGH, BEFORE = 0.01, 5

# How much a title of the reader's own that says the same counts, against all titles of the model.
OWN = 1.0


class Topics:
    """The chances of topics: each has that of the middle one of its venues with titles (``shares``,
    by id), so that no single venue of several topics speaks for all of them. ``of`` gives the
    topics of every venue, ``named`` those that the text names.
    """

    def __init__(
        self, shares: Mapping[str, float], of: Mapping[str, Sequence[str]], named: Collection[str]
    ) -> None:
        self.of, self.named = of, named
        titled: dict[str, list[float]] = defaultdict(list)
        for venue, share in sorted(shares.items(), key=lambda pair: pair[1]):
            for topic in of[venue]:
                titled[topic].append(share)
        self.chances = {topic: found[(len(found) - 1) // 2] for topic, found in titled.items()}
        self.below = min(sorted(shares.values(), reverse=True)[:BEFORE], default=1.0)

    def score(self, venue: str) -> float:
        """The score of a venue without titles: of the mean of its topics' chances the part THROUGH;
        or, where it has a topic that the text names and no venue with titles has, nearly that of
        the venue that it stands below.
        """
        own = self.of[venue]
        chance = fsum(self.chances.get(topic, 0.0) for topic in own) / max(len(own), 1)
        named = sum(topic in self.named and topic not in self.chances for topic in own)
        return self.below * (0.9 + 0.1 * chance) * named / len(own) if named else THROUGH * chance


def named_topics(words: Sequence[Token], names: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The topics that a text names, each with the words that do. ``names`` are pairs of a name and
    a topic's id."""
    stems = [word.stem for word in words]
    places: dict[str, list[int]] = defaultdict(list)
    for place, stem in enumerate(stems):
        places[stem].append(place)
    found: dict[str, list[str]] = {}
    heads = {stem[:2] for stem in stems}
    for name, topic in names:
        if name[:2] not in heads:  # a stem is a word's beginning; most names are passed over here
            continue
        wanted = [word.stem for word in tokens(name)]
        if not wanted or not all(wanted) or topic in found:
            continue
        for place in places.get(wanted[0], ()):
            if stems[place : place + len(wanted)] == wanted:
                found[topic] = [
                    " ".join(word.stands for word in words[place : place + len(wanted)]).lower()
                ]
                break
    return found


def likeness(
    words: Sequence[Token], library: Iterable[tuple[str, str]]
) -> dict[str, tuple[float, list[str]]]:
    """How like a text is to the reader's own titles (pairs of a venue's id and a title), 0 to 1,
    and the words in common, by venue: of its most similar titles. A word counts the less the more
    of the titles have it.
    """
    titles = [
        (venue, {word.stem for word in tokens(title) if word.stem}) for venue, title in library
    ]
    uses: dict[str, int] = defaultdict(int)
    for _, stems in titles:
        for stem in stems:
            uses[stem] += 1
    here = {word.stem: word.stands for word in words if word.stem}
    size = sqrt(fsum(1 / (1 + uses[stem]) for stem in here)) or 1.0
    found: dict[str, tuple[float, list[str]]] = {}
    for venue, stems in titles:
        common = sorted(
            (stem for stem in stems if stem in here), key=lambda stem: (uses[stem], stem)
        )
        if len(common) > 1:  # one word in common is chance
            length = sqrt(fsum(1 / (1 + uses[stem]) for stem in sorted(stems)))
            like = fsum(1 / (1 + uses[stem]) for stem in common) / (size * length)
            if like > found.get(venue, (0.0, []))[0]:
                found[venue] = (like, [here[stem].lower() for stem in common[:4]])
    return found
