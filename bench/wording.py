"""How well the grammar of labels reads the labelled rows of public lists.

    python bench/wording.py                 # precision and recall by kind and track, and every row
    that is read wrong
    python bench/wording.py --bar 0.99

``tests/corpus/labels.csv`` holds each label with what a careful person says it is for. Ends with 1
when fewer rows than the bar are right.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from confradar.formats.wording import read_label

LABELS = Path(__file__).parents[1] / "tests" / "corpus" / "labels.csv"
MAIN = "(main)"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 1 where the bar is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--bar", type=float, default=0.99, help="the share of rows that must be right"
    )
    bar = parser.parse_args(arguments).bar
    with LABELS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kinds, tracks, wrong = [], [], []
    for row in rows:
        found = read_label(row["label"], kind=row["filed"])
        kinds.append((row["kind"], found.kind))
        tracks.append((row["track"] or MAIN, found.track or MAIN))
        right = (row["kind"], row["track"], row["round"])
        read = (found.kind, found.track or "", str(found.round or ""))
        if right != read:
            wrong.append(
                f"{row['source']}: {row['label']!r} filed under {row['filed']}: "
                f"{'/'.join(read)}, not {'/'.join(right)}"
            )
    for name, pairs in (("kind", kinds), ("track", tracks)):
        _print(name, pairs)
    share = 1 - len(wrong) / len(rows)
    print(f"{len(rows)} labelled rows, {share:.1%} right in kind, track and round")
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return int(share < bar)


def _print(name: str, pairs: list[tuple[str, str]]) -> None:
    """Precision and recall of each value of ``name``, from pairs of what is right and what was
    read."""
    right, read = Counter(pair[0] for pair in pairs), Counter(pair[1] for pair in pairs)
    both = Counter(pair[0] for pair in pairs if pair[0] == pair[1])
    print(f"{name:<20}{'rows':>6}{'precision':>11}{'recall':>8}")
    for value in sorted({*right, *read}):
        precision = both[value] / read[value] if read[value] else 1
        recall = both[value] / right[value] if right[value] else 1
        print(f"{value:<20}{right[value]:>6}{precision:>11.1%}{recall:>8.1%}")
    print()


if __name__ == "__main__":
    sys.exit(main())
