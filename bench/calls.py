"""How well calls are read: the scorer's measures over pages with known points, by the class of
their layout.

    python bench/calls.py ../shared/calls                     # every page, its year given
    python bench/calls.py ../shared/calls --no-year           # the year is found by the program
    python bench/calls.py ../shared/calls --held-out          # only the third that nobody tuned to,
    by venue
    python bench/calls.py ../shared/calls --tuned             # only the others

FOLDER holds `pages/<id>.<form>` and `pages/<id>.truth.yaml`, as its README tells. A page is of
every class that fits it.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from confradar.errors import DataError
from confradar.formats.calls.blocks import Block
from confradar.formats.calls.dated_points import Point
from confradar.formats.calls.dates import find_days
from confradar.formats.calls.document import form_of, read_document
from confradar.formats.calls.page_blocks import page_of
from confradar.formats.calls.pairing import bare


@dataclass
class Count:
    """What was asked, told and right of a class of pages."""

    pages: int = 0
    asked: int = 0
    hit: int = 0
    hit_day: int = 0
    told: int = 0
    right: int = 0
    right_day: int = 0
    sure: int = 0
    sure_right: int = 0
    main: int = 0
    main_right: int = 0
    slowest: float = 0
    wrong: list[str] = field(default_factory=list)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table by class, and with `-v` every miss."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--no-year", action="store_true", help="the program finds the year")
    parser.add_argument(
        "--held-out", action="store_true", help="only the third that nobody tuned to"
    )
    parser.add_argument("--tuned", action="store_true", help="only the other two thirds")
    parser.add_argument("-v", "--verbose", action="store_true", help="every miss")
    given = parser.parse_args(arguments)
    counts: dict[str, Count] = {"all": Count()}
    for page, truth in pages(given.folder):
        if (given.held_out and not held_out(truth["venue"])) or (
            given.tuned and held_out(truth["venue"])
        ):
            continue
        measure(page, truth, None if given.no_year else truth["year"], counts)
    show(counts)
    if given.verbose:
        print(*counts["all"].wrong, sep="\n")
    return 0


def held_out(venue: str) -> bool:
    """Whether a venue's pages are of the third that is looked at last."""
    return int(hashlib.sha256(venue.strip().lower().encode()).hexdigest(), 16) % 3 == 0


def pages(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The pages of a folder with what is known of each."""
    for path in sorted((folder / "pages").glob("*.truth.yaml")):
        name = path.name.removesuffix(".truth.yaml")
        page = next(
            item for item in path.parent.glob(f"{name}.*") if not item.name.endswith(".truth.yaml")
        )
        yield page, yaml.safe_load(path.read_text(encoding="utf-8"))


def measure(
    page: Path, truth: Mapping[str, Any], year: int | None, counts: dict[str, Count]
) -> None:
    """Read a page and add how that went to the counts of its classes."""
    data = page.read_bytes()
    began = time.process_time()
    try:
        found = [
            point
            for item in read_document(data, page.name, year=year)
            if item.call
            for point in item.call.points
        ]
    except DataError:
        found = []
    took = time.process_time() - began
    for name in ("all", *classes(data, page.name, truth)):
        _add(counts.setdefault(name, Count()), page.stem, truth["points"], found, took)


def _matched(truth: Sequence[Mapping[str, Any]], found: Sequence[Point]) -> dict[int, int]:
    """By place of what is known, the place of the point told that is it."""
    left = list(range(len(found)))
    matched: dict[int, int] = {}
    for number, known in sorted(
        enumerate(truth), key=lambda pair: (pair[1].get("optional", False), len(pair[1]["kind"]))
    ):
        day, kinds = str(known["date"]), known["kind"]
        for place in left:
            if found[place].day.isoformat() == day and found[place].kind in kinds:
                matched[number] = place
                left.remove(place)
                break
    return matched


def _add(
    count: Count, name: str, truth: Sequence[Mapping[str, Any]], found: Sequence[Point], took: float
) -> None:
    """As the scorer counts: every point told must match one that is known, each once; optional ones
    are not asked for."""
    days = [point.day.isoformat() for point in found]
    matched = _matched(truth, found)
    left = [place for place in range(len(found)) if place not in set(matched.values())]
    asked = [number for number, known in enumerate(truth) if not known.get("optional")]
    right = set(matched.values())
    all_days = {str(known["date"]) for known in truth}
    count.pages += 1
    count.asked += len(asked)
    count.hit += sum(number in matched for number in asked)
    count.hit_day += sum(str(truth[number]["date"]) in days for number in asked)
    count.told += len(found)
    count.right += len(matched)
    count.right_day += sum(day in all_days for day in days)
    count.sure += sum(point.sure for point in found)
    count.sure_right += sum(point.sure and place in right for place, point in enumerate(found))
    for number in asked:
        if number in matched and "main" in truth[number]:
            count.main += 1
            count.main_right += bool(found[matched[number]].track) != truth[number]["main"]
    count.slowest = max(count.slowest, took)
    count.wrong += [
        f"{name} missed {truth[number]['date']} {'/'.join(truth[number]['kind'])}"
        for number in asked
        if number not in matched
    ]
    count.wrong += [
        f"{name} wrong {days[place]} {found[place].kind} | {found[place].evidence[:90]}"
        for place in left
    ]


def classes(data: bytes, name: str, truth: Mapping[str, Any]) -> list[str]:
    """The classes of layout that fit a page."""
    form = form_of(data, name)
    blocks: Sequence[Block] = page_of(data, form).blocks if form in {"html", "md", "txt"} else ()
    dated = [block for block in blocks if find_days(block.text.text)]
    points = truth["points"]
    rows = sum(block.kind == "row" for block in dated)
    alone = sum(block.kind != "row" and bare(block.text.text) for block in dated)
    told = {
        f"form: {form}": True,
        "mostly tables": bool(dated) and rows > len(dated) / 2,
        "dates on lines of their own": bool(dated) and alone > len(dated) / 2,
        "label and date in one line": bool(dated) and rows + alone <= len(dated) / 2,
        "struck through": any(block.text.struck for block in dated),
        "ranges": any(day.last for block in dated for day in find_days(block.text.text)),
        "several tracks": any(point.get("main") is False for point in points),
        "several rounds": any(point.get("round") for point in points),
        "superseded values": any(point.get("was") for point in points),
        "no year on any date": bool(dated)
        and not any(day.year for block in dated for day in find_days(block.text.text)),
        "no points": not [point for point in points if not point.get("optional")],
    }
    return [name for name, fits in told.items() if fits]


def show(counts: Mapping[str, Count]) -> None:
    """Print a line for each class."""
    print(
        f"{'class':<30}{'pages':>6}{'recall':>8}{'prec.':>8}{'day r.':>8}{'day p.':>8}"
        f"{'sure':>8}{'right':>8}{'main':>8}{'CPU s':>7}"
    )
    for name, count in sorted(counts.items(), key=lambda pair: (pair[0] != "all", pair[0])):
        shares = [
            (count.hit, count.asked),
            (count.right, count.told),
            (count.hit_day, count.asked),
            (count.right_day, count.told),
            (count.sure, count.told),
            (count.sure_right, count.sure),
            (count.main_right, count.main),
        ]
        shown = "".join(f"{part / whole:>8.1%}" if whole else f"{'-':>8}" for part, whole in shares)
        print(f"{name:<30}{count.pages:>6}{shown}{count.slowest:>7.2f}")


if __name__ == "__main__":
    raise SystemExit(main())
