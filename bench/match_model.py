"""Build the model of `confradar match` from titles, and print how well it does on each venue's
newest year.

    python bench/match_model.py ../shared/papers/titles.csv.gz ../shared/papers/outside.csv.gz
    python bench/match_model.py dblp.xml.gz outside.csv        # a dblp dump: the venues of the
    catalogue, by their dblp keys
    python bench/match_model.py TABLE... --to /tmp/match.model

Tables have the columns venue (an id; one that the catalogue has not is of other computer science),
year and title. It learns twice: without each venue's newest year, which gives the table that is
printed, the groups of siblings and the limits of weak, fair and strong; and from all titles, which
gives the weights that are written. The same input gives the same bytes. Needs numpy.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from learning import (
    Features,
    Learnt,
    Title,
    dblp_titles,
    features,
    held_out,
    learn,
    pack,
    read_tables,
)

from confradar import paths
from confradar.matching.packed_model import OUTSIDE, Model
from confradar.matching.scoring import Scored, score

NAME = "match.model"
A_VENUE = 100  # held-out titles of a venue that the limits are taken from
REFUSED = 0.0375  # of real titles
OUTSIDE_ALONE = (
    0.98  # the chance of all venues outside the catalogue from which on nothing in it fits
)
TOLD_APART = (
    0.8  # siblings: the chance that a title of one and a title of the other are told apart is less
)
RIGHT = {"strong": 0.65, "fair": 0.35}
NEUTRAL = {
    "groups": [],
    "steepness": 1.0,
    "fair": 0.0,
    "strong": 0.0,
    "familiar": 0,
    "outside": 1.0,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn, print, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "tables",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="tables of titles (csv, csv.gz), or a dblp dump (xml, xml.gz)",
    )
    parser.add_argument(
        "--to", type=Path, default=paths.bundled("venues.yaml").with_name(NAME), metavar="FILE"
    )
    given = parser.parse_args(arguments)
    titles, kinds = titles_of(given.tables)
    found = features(titles)
    facts, model, later = measured(titles, found, kinds)
    print(table(titles, later, [score(model, titles[place].text) for place in later], model))
    data = pack(learn(titles, found, range(len(titles))), facts)
    given.to.write_bytes(data)
    print(f"\n{given.to}: {len(data):,} bytes, {len(titles):,} titles")
    return 0


def titles_of(tables: Sequence[Path]) -> tuple[list[Title], dict[str, str]]:
    """The titles of all tables, and the kinds of the catalogue's venues."""
    catalogue = yaml.load(paths.bundled("venues.yaml").read_bytes(), yaml.CSafeLoader)["venues"]
    keys: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for venue in catalogue:
        if venue.get("dblp"):
            keys[venue["dblp"]].append((venue["id"], venue["acronym"]))
    dumps = [path for path in tables if ".xml" in path.suffixes]
    titles = read_tables(
        [path for path in tables if path not in dumps], [venue["id"] for venue in catalogue]
    )
    for path in dumps:
        titles = sorted({*titles, *dblp_titles(path, keys)})
    return titles, {venue["id"]: venue["kind"] for venue in catalogue}


def measured(
    titles: Sequence[Title], found: Features, kinds: Mapping[str, str]
) -> tuple[dict[str, Any], Model, list[int]]:
    """The facts that titles which were not learnt from decide, the model that had not seen them,
    and their places."""
    earlier, later = held_out(titles)
    learnt = learn(titles, found, earlier)
    later = [
        place
        for place in later
        if titles[place].venue in learnt.venues and not titles[place].venue.startswith(OUTSIDE)
    ]
    some = _spread(titles, later)
    facts: dict[str, Any] = dict(NEUTRAL)
    model = Model(pack(learnt, facts))
    seen = [score(model, titles[place].text) for place in some]
    facts["familiar"] = _familiar(titles, some, seen)
    facts["steepness"] = _steepness(titles, some, seen, learnt)
    model = Model(pack(learnt, facts))
    seen = [score(model, titles[place].text) for place in some]
    facts["groups"] = _groups(titles, some, seen, learnt, kinds)
    facts["strong"], facts["fair"] = _limits(titles, some, seen, facts["groups"])
    facts["outside"] = OUTSIDE_ALONE
    return facts, Model(pack(learnt, facts)), later


def _spread(titles: Sequence[Title], places: Sequence[int]) -> list[int]:
    by_venue: dict[str, list[int]] = defaultdict(list)
    for place in places:
        by_venue[titles[place].venue].append(place)
    return [place for own in by_venue.values() for place in own[:: max(1, -(-len(own) // A_VENUE))]]


def _equal(titles: Sequence[Title], places: Sequence[int]) -> np.ndarray:
    """Weights by which every venue counts the same; they sum to 1."""
    counts: dict[str, int] = defaultdict(int)
    for place in places:
        counts[titles[place].venue] += 1
    return np.array([1 / counts[titles[place].venue] for place in places]) / len(counts)


def _familiar(titles: Sequence[Title], places: Sequence[int], seen: Sequence[Scored]) -> int:
    """The least that a text must be, so that no more than REFUSED of these are refused."""
    weights = _equal(titles, places)
    levels = np.array([one.familiar for one in seen])
    return max(level for level in range(200) if weights[levels < level].sum() <= REFUSED)


def _steepness(
    titles: Sequence[Title], places: Sequence[int], seen: Sequence[Scored], learnt: Learnt
) -> float:
    """By which the shares tell most of these titles' venues."""
    shares = np.log(np.array([one.shares for one in seen]))
    own = [learnt.venues.index(titles[place].venue) for place in places]
    weights = _equal(titles, places)

    def told(steepness: float) -> float:
        powers = np.exp(steepness * (shares - shares.max(1, keepdims=True)))
        return float(
            weights @ np.log((powers / powers.sum(1, keepdims=True))[np.arange(len(own)), own])
        )

    return float(max((round(0.5 + 0.1 * step, 1) for step in range(26)), key=told))


def _above(mine: Any, other: Any) -> float:
    """How often one of the first numbers is above one of the second; half of ties counts."""
    higher = (mine[:, None] > other[None, :]).mean()
    ties = (mine[:, None] == other[None, :]).mean()
    return round(float(higher + ties / 2), 4)


def _groups(
    titles: Sequence[Title],
    places: Sequence[int],
    seen: Sequence[Scored],
    learnt: Learnt,
    kinds: Mapping[str, str],
) -> list[list[str]]:
    """Venues of one kind that titles cannot tell apart, joined while the mean over the pairs of two
    groups is below TOLD_APART."""
    ids = [venue for venue in learnt.venues if not venue.startswith(OUTSIDE)]
    shares = np.log(np.array([one.shares for one in seen]) + 1e-300)
    of = {
        id_: [row for row, place in enumerate(places) if titles[place].venue == id_] for id_ in ids
    }
    apart = np.ones((len(ids), len(ids)))
    for one, first in enumerate(ids):
        for two, second in enumerate(ids[:one]):
            if kinds[first] == kinds[second]:
                here, there = learnt.venues.index(first), learnt.venues.index(second)
                mine = shares[of[first], here] - shares[of[first], there]
                other = shares[of[second], here] - shares[of[second], there]
                apart[one, two] = apart[two, one] = _above(mine, other)
    groups = [[number] for number in range(len(ids))]
    while len(groups) > 1:
        pairs = [
            (np.mean([apart[a, b] for a in groups[i] for b in groups[j]]), i, j)
            for i in range(len(groups))
            for j in range(i)
        ]
        nearest, i, j = min(pairs)
        if nearest >= TOLD_APART:
            break
        groups[j] += groups.pop(i)
    size = dict(zip(learnt.venues, learnt.titles, strict=True))
    named = [
        sorted((ids[number] for number in group), key=lambda id_: (-size[id_], id_))
        for group in groups
        if len(group) > 1
    ]
    return sorted(named)


def shares_of_groups(one: Scored, groups: Sequence[Sequence[str]]) -> dict[tuple[str, ...], float]:
    """The chance of every group (a venue alone is one too)."""
    of = {id_: tuple(group) for group in groups for id_ in group}
    found: dict[tuple[str, ...], float] = defaultdict(float)
    for venue, share in zip(one.facts.venues, one.shares, strict=True):
        if not venue.startswith(OUTSIDE):
            found[of.get(venue, (venue,))] += share
    return found


def _limits(
    titles: Sequence[Title],
    places: Sequence[int],
    seen: Sequence[Scored],
    groups: Sequence[Sequence[str]],
) -> tuple[float, float]:
    """The least shares of a group to be called strong and fair, so that each word is right as often
    as RIGHT says."""
    weights = _equal(titles, places)
    pairs = [
        (share, titles[place].venue in group, weight)
        for place, one, weight in zip(places, seen, weights, strict=True)
        for group, share in shares_of_groups(one, groups).items()
    ]
    share, right, weight = (np.array(column) for column in zip(*pairs, strict=True))

    def least(most: float, wanted: float) -> float:
        for percent in range(1, 100):
            within = (share >= percent / 100) & (share < most)
            if (
                within.any()
                and (weight[within] * right[within]).sum() / weight[within].sum() >= wanted
            ):
                return percent / 100
        return most

    strong = least(2, RIGHT["strong"])
    return strong, least(strong, RIGHT["fair"])


def table(
    titles: Sequence[Title], places: Sequence[int], seen: Sequence[Scored], model: Model
) -> str:
    """A line a venue: how many held-out titles, and how many of them have it in the first 5 and 10;
    and the mean over venues."""
    ranks: dict[str, list[int]] = defaultdict(list)
    inside = [
        number for number, venue in enumerate(model.facts.venues) if not venue.startswith(OUTSIDE)
    ]
    for place, one in zip(places, seen, strict=True):
        own = one.shares[model.facts.venues.index(titles[place].venue)]
        ranks[titles[place].venue].append(1 + sum(one.shares[number] > own for number in inside))
    rows = [(venue, len(own), *figures(own)) for venue, own in sorted(ranks.items())]
    means = [sum(row[column] for row in rows) / len(rows) for column in (2, 3, 4)]
    lines = [f"{'venue':<18}{'titles':>7}{'first 5':>9}{'first 10':>10}{'MRR':>7}"]
    for venue, count, five, ten, mrr in (
        *rows,
        (f"mean of {len(rows)}", sum(row[1] for row in rows), *means),
    ):
        lines.append(f"{venue:<18}{count:>7}{five:>9.3f}{ten:>10.3f}{mrr:>7.3f}")
    return "\n".join(lines)


def figures(ranks: Sequence[int]) -> tuple[float, float, float]:
    """The shares within the first 5 and 10, and the mean of the ranks' reciprocals."""
    count = len(ranks)
    return (
        sum(rank <= 5 for rank in ranks) / count,
        sum(rank <= 10 for rank in ranks) / count,
        sum(1 / rank for rank in ranks) / count,
    )


if __name__ == "__main__":
    sys.exit(main())
