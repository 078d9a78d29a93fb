"""A seeded sample of the announced dates of a catalogue, to compare with official pages by hand.

    python bench/accuracy_sample.py data/venues.yaml --seed 2026-11 --size 40
    python bench/accuracy_sample.py --right 38 --compared 40    # the share, with its interval

Prints a table (TSV) of venue, year, key, value and source, in the order in which the points are
drawn: a larger size goes on where a smaller one ended. docs/accuracy.md holds the results.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from confradar.catalogue.load import load_text, read_text

CATALOGUE = Path(__file__).parents[1] / "data" / "venues.yaml"
Z95 = 1.959964  # the normal quantile of a two-sided 95 % interval


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the sample, or the interval of a result."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("catalogue", type=Path, nargs="?", default=CATALOGUE)
    parser.add_argument("--seed", default="2026-11", help="any text; the month of the round")
    parser.add_argument("--size", type=int, default=40, help="how many points to draw")
    parser.add_argument("--right", type=int, help="how many points were right")
    parser.add_argument("--compared", type=int, help="how many could be compared")
    given = parser.parse_args(arguments)
    if given.compared is not None:
        if given.right is None or not 0 <= given.right <= given.compared or not given.compared:
            parser.error("--right takes a number from 0 to --compared, which is at least 1")
        low, high = wilson(given.right, given.compared)
        share = given.right / given.compared
        print(f"{given.right} of {given.compared} right: {share:.1%}, 95 % {low:.1%} to {high:.1%}")
        return 0
    points = sorted(_points(given.catalogue))
    random.Random(given.seed).shuffle(points)
    print("venue", "year", "key", "value", "source", sep="\t")
    for point in points[: given.size]:
        print(*point, sep="\t")
    return 0


def wilson(right: int, compared: int) -> tuple[float, float]:
    """The Wilson score interval (95 %) of a share: its lower and upper end, from 0 to 1."""
    share, spread = right / compared, Z95**2 / compared
    centre = (share + spread / 2) / (1 + spread)
    half = Z95 / (1 + spread) * math.sqrt(share * (1 - share) / compared + spread / compared / 4)
    return centre - half, centre + half


def _points(catalogue: Path) -> Iterator[tuple[str, int, str, str, str]]:
    """Every announced date: the deadlines, and the days of the event as one point."""
    for venue in load_text(read_text(catalogue), str(catalogue)).venues:
        for edition in venue.editions:
            if edition.start and edition.end:
                days = f"{edition.start} to {edition.end}"
                yield venue.id, edition.year, "event", days, edition.source or ""
            for item in edition.deadlines:
                if item.known:
                    value = f"{item.at} {item.zone or edition.zone or ''}".rstrip()
                    yield venue.id, edition.year, item.lasting_key, value, item.source


if __name__ == "__main__":
    sys.exit(main())
