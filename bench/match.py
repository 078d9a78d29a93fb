"""How well `confradar match` finds the venue of titles that its model has not seen, and what it
costs.

    python bench/match.py ../shared/papers/titles.csv.gz ../shared/papers/outside.csv.gz
    python bench/match.py TABLE... --most 50            # at most so many titles a venue: quicker
    python bench/match.py TABLE... --no-cost            # without the CPU and memory of whole
    processes

Every venue's newest year in the tables is held out. The figures are means over venues. Beside the
model stand two baselines: the words of the catalogue's topics and names, and the nearest centroid.
Ends with 1 where a bar is missed. Needs numpy.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import match_model
import measuring
import numpy as np
import yaml
from learning import Features, Title, features, held_out
from match_model import figures

from confradar import paths
from confradar.matching.packed_model import OUTSIDE, Model
from confradar.matching.scoring import Scored, fits, score
from confradar.matching.terms import WORD, terms, tokens

OTHERS = Path(__file__).parents[1] / "tests" / "corpus" / "match" / "other-sciences.txt"
SHORTLIST = 8  # venues that the command lists


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and tell by the exit code whether all bars are met."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tables", nargs="+", type=Path, metavar="FILE")
    parser.add_argument(
        "--most",
        type=int,
        default=10**9,
        help="at most so many held-out titles of a venue (default: all)",
    )
    parser.add_argument(
        "--rounds", type=int, default=20, help="how often each process runs (default: 20)"
    )
    parser.add_argument(
        "--no-cost", action="store_true", help="leave the cost of whole processes out"
    )
    given = parser.parse_args(arguments)
    titles, kinds = match_model.titles_of(given.tables)
    found = features(titles)
    _, model, later = match_model.measured(titles, found, kinds)
    later = _spread(titles, later, given.most)
    rows = [*_accuracy(titles, found, model, later)]
    rows.append(("size, MB", _size() / 1e6, "most", 2.0, "2"))
    rows += [] if given.no_cost else _cost(given.rounds)
    print(
        measuring.table(
            ["figure", "measured", "bar", "met"],
            (
                [name, f"{value:.3f}", told, _verdict(value, how, bar)]
                for name, value, how, bar, told in rows
            ),
        )
    )
    return 0 if all(_met(value, how, bar) for _, value, how, bar, _ in rows) else 1


Row = tuple[str, float, str, float, str]


def _met(value: float, how: str, bar: float) -> bool:
    return how == "" or (value >= bar if how == "least" else value <= bar)


def _verdict(value: float, how: str, bar: float) -> str:
    return "" if how == "" else "yes" if _met(value, how, bar) else "NO"


def _spread(titles: Sequence[Title], places: Sequence[int], most: int) -> list[int]:
    by_venue: dict[str, list[int]] = defaultdict(list)
    for place in places:
        by_venue[titles[place].venue].append(place)
    return [place for own in by_venue.values() for place in own[:: max(1, -(-len(own) // most))]]


def _accuracy(
    titles: Sequence[Title], found: Features, model: Model, later: Sequence[int]
) -> list[Row]:
    seen = [score(model, titles[place].text) for place in later]
    own = [titles[place].venue for place in later]
    ids = [venue for venue in model.facts.venues if not venue.startswith(OUTSIDE)]
    numbers = [model.facts.venues.index(id_) for id_ in ids]
    shares = np.array([[one.shares[number] for number in numbers] for one in seen])
    ours = _means(own, ids, shares)
    by_words = _topic_words(ids)
    words = _means(own, ids, np.array([by_words(titles[place].text) for place in later]))
    centroid = _means(own, ids, _centroids(titles, found, ids, later))
    refused = _mean(own, [one.refused for one in seen])
    listed = _means(own, ids, np.where([[one.refused] for one in seen], 0, shares))
    others = [score(model, line) for line in OTHERS.read_text().splitlines()]
    three = _topic_in_three(own, ids, shares)
    away = sum(one.refused for one in others) / len(others)
    first = f"venue in the first 5 ({len(set(own))} venues, {len(own):,} titles)"
    rows: list[Row] = [
        (first, ours[0], "least", 0.58, "0.58"),
        ("venue in the first 10", ours[1], "least", 0.72, "0.72"),
        ("mean reciprocal rank", ours[2], "least", 0.40, "0.40"),
        ("first 5, a refused title counted as missed", listed[0], "", 0, ""),
        ("first 10, a refused title counted as missed", listed[1], "", 0, ""),
        ("first 5, by topic words of the catalogue", words[0], "", 0, ""),
        ("first 5, against topic words", ours[0] / words[0], "least", 2.0, "2 times"),
        ("first 5, by nearest centroid", centroid[0], "", 0, ""),
        ("a venue of the right topic in the first 3", three, "least", 0.70, "0.70"),
        ("refused: real titles", refused, "most", 0.05, "0.05"),
        ("refused: titles of other sciences", away, "least", 0.9, "0.90"),
    ]
    return rows + _calibration(own, seen, model)


def _mean(own: Sequence[str], values: Sequence[float]) -> float:
    """The mean over venues of the means of their titles."""
    of: dict[str, list[float]] = defaultdict(list)
    for venue, value in zip(own, values, strict=True):
        of[venue].append(value)
    return sum(sum(found) / len(found) for found in of.values()) / len(of)


def _means(
    own: Sequence[str], ids: Sequence[str], scores: np.ndarray
) -> tuple[float, float, float]:
    """First 5, first 10 and MRR; of equal scores the venue's own comes in the middle."""
    place = {id_: column for column, id_ in enumerate(ids)}
    right = np.array([scores[row, place[venue]] for row, venue in enumerate(own)])
    above, equal = (scores > right[:, None]).sum(1), (scores == right[:, None]).sum(1)
    ranks = above + (equal + 1) // 2
    of: dict[str, list[int]] = defaultdict(list)
    for venue, rank in zip(own, ranks, strict=True):
        of[venue].append(int(rank))
    rows = [figures(found) for found in of.values()]
    return tuple(sum(row[column] for row in rows) / len(rows) for column in range(3))  # type: ignore[return-value]


def _catalogue() -> dict[str, dict[str, Any]]:
    return {
        venue["id"]: venue
        for venue in yaml.load(paths.bundled("venues.yaml").read_bytes(), yaml.CSafeLoader)[
            "venues"
        ]
    }


def _topic_words(ids: Sequence[str]) -> Callable[[str], list[float]]:
    """The baseline: the words of a text that stand in a venue's name or in the names of its topics,
    those of fewer venues counting more."""
    topics = {
        one["id"]: one
        for one in yaml.load(paths.bundled("topics.yaml").read_bytes(), yaml.CSafeLoader)["topics"]
    }
    catalogue = _catalogue()
    words: list[set[int]] = []
    for id_ in ids:
        named = [topics[topic] for topic in catalogue[id_]["topics"]]
        names = [
            catalogue[id_]["name"],
            *(name for topic in named for name in (topic["en"], *topic.get("aliases", ()))),
        ]
        words.append(
            {term.key for name in names for term in terms(tokens(name)) if term.mass == WORD}
        )
    uses = Counter(key for own in words for key in own)
    weight = {key: float(np.log(1 + len(ids) / count)) for key, count in uses.items()}

    def scores(text: str) -> list[float]:
        here = {term.key for term in terms(tokens(text)) if term.mass == WORD}
        return [sum(weight[key] for key in sorted(here & own)) for own in words]

    return scores


def _centroids(
    titles: Sequence[Title], found: Features, ids: Sequence[str], later: Sequence[int]
) -> np.ndarray:
    """The baseline: the cosine of a title's words (tf-idf) and the mean of those of each venue's
    titles."""
    earlier, _ = held_out(titles)
    place = {id_: row for row, id_ in enumerate(ids)}
    rarity = np.log(len(titles) / np.bincount(found.columns, minlength=len(found.keys)))

    def vector(number: int) -> tuple[np.ndarray, np.ndarray]:
        columns = found.columns[found.begins[number] : found.begins[number + 1]]
        values = rarity[columns]
        return columns, values / max(np.sqrt(values @ values), 1e-9)

    middle = np.zeros((len(ids), len(found.keys)), dtype=np.float32)
    for number in earlier:
        if titles[number].venue in place:
            columns, values = vector(number)
            middle[place[titles[number].venue], columns] += values
    middle /= np.sqrt((middle * middle).sum(1, keepdims=True))
    scores = []
    for number in later:
        columns, values = vector(number)
        scores.append(middle[:, columns] @ values)
    return np.array(scores)


def _topic_in_three(own: Sequence[str], ids: Sequence[str], shares: np.ndarray) -> float:
    """How often one of the first three venues has a topic of the right one's."""
    topics = {id_: set(venue["topics"]) for id_, venue in _catalogue().items()}
    best = np.argsort(-shares, axis=1, kind="stable")[:, :3]
    return _mean(
        own,
        [
            any(topics[venue] & topics[ids[column]] for column in row)
            for venue, row in zip(own, best, strict=True)
        ],
    )


def _calibration(own: Sequence[str], seen: Sequence[Scored], model: Model) -> list[Row]:
    """How often the paper was at one of the venues that are called so: for each title all of one
    fit and group count once."""
    facts = model.facts
    group_of = {venue: tuple(group) for group in facts.groups for venue in group}
    right: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for venue, one in zip(own, seen, strict=True):
        shares = {
            id_: share
            for id_, share in zip(facts.venues, one.shares, strict=True)
            if not id_.startswith(OUTSIDE)
        }
        fit = fits(facts, shares)
        listed: dict[tuple[str, object], set[str]] = defaultdict(set)
        for id_ in sorted(shares, key=lambda id_: -shares[id_])[:SHORTLIST]:
            listed[fit[id_], group_of.get(id_, id_)].add(id_)
        for (called, _), together in listed.items():
            right[called].append((venue, venue in together))
    counts = Counter(own)
    rows: list[Row] = []
    for called in ("strong", "fair", "weak"):
        total = sum(1 / counts[venue] for venue, _ in right[called])
        hits = sum(1 / counts[venue] for venue, is_right in right[called] if is_right)
        rows.append(
            (
                f"right where {called} (the venue or a sibling listed with it)",
                hits / total,
                "",
                0,
                "",
            )
        )
    return rows


def _size() -> int:
    return paths.bundled(match_model.NAME).stat().st_size


def _cost(rounds: int) -> list[Row]:
    """CPU and memory of whole processes, against those of `list --limit 1`, in one run."""
    command = [sys.executable, str(Path(__file__).with_name("match_cost.py")), str(rounds)]
    ratio, more = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return [
        ("CPU of the process, against list --limit 1", ratio, "most", 1.3, "1.3 times"),
        ("peak memory above it, MiB", more, "most", 10, "10"),
    ]


if __name__ == "__main__":
    sys.exit(main())
