"""Learning the model of `confradar match` from titles: counts in, weights out. Needs numpy, and
nothing at random.

Every venue is a bag of its titles' terms, newer titles counting more. The chance of a term at a
venue is smoothed twice: towards the venues whose titles are most like its own, so that a small
venue knows the words of its field, and towards all titles. What stands in the model is how much
likelier than anywhere the term is there (its logarithm, where it is likelier at all): a linear
classifier, the naive Bayes one with what speaks against a venue left out.
"""

from __future__ import annotations

import csv
import gzip
import html
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from confradar.matching.packed_model import OUTSIDE, packed
from confradar.matching.terms import WORD, terms, tokens

MOST_BYTES = 2_000_000
LEAST_TITLES = 40  # a venue with fewer is reached through its topics
LEAST_USES = 3  # titles that a term must be in
AGEING = 0.85  # what a title of the year before counts, against one of the newest year
EVERYWHERE, LIKE_IT, NEIGHBOURS = 50.0, 1000.0, 5
FOREIGN = (
    0.2  # what an entry of a venue outside the catalogue matters, where there is no room for all
)
PER_NAT = 24.0  # steps of a weight
PER_LEVEL, OF_TITLES = (
    10,
    250_000,
)  # steps of a level: it doubles with how many titles of so many have the term
_MATTER = re.compile(
    r"^(proceedings|preface|foreword|editorial|front ?matter|message from|table of contents|"
    r"author index|welcome|keynote|title page|copyright)"
    r"|(program|organi[sz]ing|technical) committee|reviewers$",
    re.IGNORECASE,
)


class Title(NamedTuple):
    """A title that a venue published in a year; the id of a venue that the catalogue has not begins
    with OUTSIDE."""

    venue: str
    year: int
    text: str


class Features(NamedTuple):
    """The terms of many titles: of title n those of ``columns[begins[n]:begins[n + 1]]``; ``keys``
    and ``masses`` by column."""

    begins: np.ndarray
    columns: np.ndarray
    keys: np.ndarray
    masses: np.ndarray


class Learnt(NamedTuple):
    """The venues by number, how many titles each has and of which newest year, and the weights
    (venues by columns, in steps)."""

    venues: list[str]
    titles: list[int]
    newest: list[int]
    keys: np.ndarray
    weights: np.ndarray
    levels: np.ndarray
    prior: list[float]


def read_tables(paths: Iterable[Path], known: Iterable[str]) -> list[Title]:
    """The titles of csv files (plain or .gz) with the columns venue, year and title; front matter
    is left out. OUTSIDE goes before the id of a venue that is not ``known``.
    """
    ids = set(known)
    found = []
    for path in paths:
        with (
            gzip.open(path, "rt", encoding="utf-8", newline="")
            if path.suffix == ".gz"
            else path.open(encoding="utf-8", newline="") as file
        ):
            for row in csv.DictReader(file):
                if not _MATTER.search(row["title"]):
                    found.append(
                        Title(
                            row["venue"] if row["venue"] in ids else OUTSIDE + row["venue"],
                            int(row["year"]),
                            row["title"],
                        )
                    )
    return sorted(set(found))


def features(titles: Sequence[Title]) -> Features:
    """The terms of the titles, each once a title."""
    begins, flat, masses = [0], [], {}
    for title in titles:
        found = {term.key: term.mass for term in terms(tokens(title.text))}
        masses.update(found)
        flat.extend(sorted(found))
        begins.append(len(flat))
    keys, columns = np.unique(np.array(flat, dtype=np.uint32), return_inverse=True)
    return Features(np.array(begins), columns, keys, np.array([masses[int(key)] for key in keys]))


def held_out(titles: Sequence[Title]) -> tuple[list[int], list[int]]:
    """The places of the titles to learn from and of those to measure with: of each venue its newest
    year."""
    newest: dict[str, int] = {}
    for title in titles:
        newest[title.venue] = max(newest.get(title.venue, 0), title.year)
    later = [title.year == newest[title.venue] for title in titles]
    return [n for n, is_later in enumerate(later) if not is_later], [
        n for n, is_later in enumerate(later) if is_later
    ]


def learn(titles: Sequence[Title], found: Features, places: Sequence[int]) -> Learnt:
    """The model of the titles at ``places``."""
    by_venue: dict[str, list[int]] = defaultdict(list)
    for place in places:
        by_venue[titles[place].venue].append(place)
    venues = sorted(venue for venue, own in by_venue.items() if len(own) >= LEAST_TITLES)
    newest = [max(titles[place].year for place in by_venue[venue]) for venue in venues]
    counts = np.zeros((len(venues), len(found.keys)))
    uses = np.zeros(len(found.keys), dtype=np.int64)
    for number, venue in enumerate(venues):
        for place in by_venue[venue]:
            own = found.columns[found.begins[place] : found.begins[place + 1]]
            counts[number, own] += AGEING ** (newest[number] - titles[place].year)
            uses[own] += 1
    kept = uses >= LEAST_USES
    weights, prior = _weights(counts[:, kept], venues, found.masses[kept])
    levels = np.rint(PER_LEVEL * np.log2(1 + uses[kept] * (OF_TITLES / len(places)))).astype(
        np.uint8
    )
    return Learnt(
        venues,
        [len(by_venue[venue]) for venue in venues],
        newest,
        found.keys[kept],
        weights,
        levels,
        prior,
    )


def _weights(
    counts: np.ndarray, venues: Sequence[str], masses: np.ndarray
) -> tuple[np.ndarray, list[float]]:
    """The weights in steps, and of each venue the logarithm of its share of all terms."""
    totals = counts.sum(1, keepdims=True)
    everywhere = counts.sum(0) / counts.sum()
    alone = _likelier((counts + EVERYWHERE * everywhere) / (totals + EVERYWHERE), everywhere)
    unit = alone / np.sqrt((alone * alone).sum(1, keepdims=True))
    alike = unit @ unit.T
    np.fill_diagonal(alike, 0)
    for row in alike:
        row[np.argsort(-row, kind="stable")[NEIGHBOURS:]] = 0
    near = alike.sum(1, keepdims=True)
    like_it = np.where(near > 0, LIKE_IT, 0)  # a venue that shares no term has none around it
    around = (alike / np.where(near > 0, near, 1)) @ (counts / totals)
    chance = (counts + EVERYWHERE * everywhere + like_it * around) / (totals + EVERYWHERE + like_it)
    steps = np.rint(_likelier(chance, everywhere) * (PER_NAT * masses / WORD)).clip(0, 255)
    steps[_least(chance, steps, venues)] = 0
    return steps.astype(np.uint8), [
        round(math.log(total / totals.sum()), 3) for total in totals[:, 0]
    ]


def _likelier(chance: np.ndarray, everywhere: np.ndarray) -> np.ndarray:
    return np.maximum(np.log(chance / everywhere), 0)


def _least(chance: np.ndarray, steps: np.ndarray, venues: Sequence[str]) -> np.ndarray:
    """The entries that matter least (how often the term comes, times its weight), as many as the
    model's size has no room for."""
    room = (MOST_BYTES - 16_000 - 7 * steps.shape[1]) // 2
    matter = np.round(
        chance
        * steps
        * np.array([FOREIGN if venue.startswith(OUTSIDE) else 1 for venue in venues])[:, None]
        * 1e9
    )
    if (steps > 0).sum() <= room:
        return np.zeros(steps.shape, dtype=bool)
    least = np.sort(matter, axis=None)[-room]
    return matter <= least


def pack(learnt: Learnt, facts: Mapping[str, object]) -> bytes:
    """The bytes of the model's file."""
    weights: dict[int, dict[int, int]] = {}
    for column, key in enumerate(learnt.keys):
        own = np.flatnonzero(learnt.weights[:, column])
        weights[int(key)] = {int(number): int(learnt.weights[number, column]) for number in own}
    told = {
        "venues": learnt.venues,
        "newest": learnt.newest,
        "titles": learnt.titles,
        "prior": learnt.prior,
    }
    return packed(
        {**told, **facts},
        dict(zip(map(int, learnt.keys), map(int, learnt.levels), strict=True)),
        weights,
    )


def dblp_titles(path: Path, keys: Mapping[str, Sequence[tuple[str, str]]]) -> Iterator[Title]:
    """The titles of a dblp XML dump (plain or .gz). ``keys`` gives by dblp key (``conf/nips``) the
    venues that bear it, id and acronym: where several do, the book's own title decides.
    """
    record: list[str] = []
    key = ""
    with (
        gzip.open(path, "rt", encoding="latin-1")
        if path.suffix == ".gz"
        else path.open(encoding="latin-1") as file
    ):
        for line in file:
            # a record may end and the next begin on one line
            for part in re.split(r"(?<=</inproceedings>)|(?<=</article>)", line):
                if begun := re.search(
                    r'<(?:inproceedings|article)\b[^>]*\bkey="((?:conf|journals)/[^/"]+)/', part
                ):
                    record, key = [], begun[1]
                if key in keys:
                    record.append(part)
                    if part.endswith(("</inproceedings>", "</article>")):
                        yield from _title_of("".join(record), keys[key])
                        key = ""


def _title_of(record: str, venues: Sequence[tuple[str, str]]) -> Iterator[Title]:
    title, year = (
        re.search(r"<title>(.*?)</title>", record, re.DOTALL),
        re.search(r"<year>(\d{4})</year>", record),
    )
    venue = _venue_of(record, venues)
    if title and year and venue:
        text = html.unescape(re.sub(r"<[^>]+>", "", title[1])).rstrip(". ")
        if not _MATTER.search(text):
            yield Title(venue, int(year[1]), text)


def _venue_of(record: str, venues: Sequence[tuple[str, str]]) -> str | None:
    if len(venues) == 1:
        return venues[0][0]
    book = re.search(r"<(?:booktitle|journal)>(.*?)</", record)
    return next(
        (id_ for id_, acronym in venues if book and book[1].casefold() == acronym.casefold()), None
    )
