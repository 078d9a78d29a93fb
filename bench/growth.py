"""How confradar behaves as the catalogue grows: the same questions on the shipped catalogue 1, 10
and 100 times.

    python bench/growth.py                  # installs the wheel of this checkout in a fresh
    environment; about five minutes
    python bench/growth.py --sizes 1 10 --rounds 5

The larger catalogues hold the shipped records under other names. Prints time and memory of building
the index, and those of each question, as ratios to the same on the shipped catalogue. Ends with 1
when a bar is missed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import measuring
from measuring import ROOT, Case, Sample, Samples

TYPER = "import typer"
# Runs the program from a folder of its own, with that folder's data as the shipped ones.
LAUNCH = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); from confradar.__main__ import main; main()"
)
QUESTIONS = {
    "deadlines --format json, first line": (("deadlines", "--format", "json"), "line"),
    "list --topic nlp --limit 50": (("list", "--topic", "nlp", "--limit", "50"), "pipe"),
    "show neurips": (("show", "neurips"), "pipe"),
    "list --topic nlp": (("list", "--topic", "nlp"), "pipe"),
}
# On 100 times the catalogue: time as a ratio to the shipped one, and MiB.
BARS: dict[str, tuple[float, float | None]] = {
    "deadlines --format json, first line": (1.5, 40),
    "list --topic nlp --limit 50": (1.5, None),
    "show neurips": (1.5, None),
}
# Of the build: ratio to `import typer` on the shipped catalogue, seconds (wall) and MiB on 100
# times that.
COLD, SECONDS, MEMORY = 12.0, 90.0, 2048.0


def installed(python: Path, folder: Path, size: int) -> Path:
    """A folder with a copy of the installed program, whose data are ``size`` times the shipped
    ones."""
    script = "import confradar; print(confradar.__path__[0])"
    package = subprocess.run(
        [str(python), "-I", "-c", script], capture_output=True, text=True, check=True
    ).stdout.strip()
    target = folder / f"x{size}"
    shutil.copytree(package, target / "confradar", ignore=shutil.ignore_patterns("data"))
    shutil.copytree(ROOT / "data", target / "confradar" / "data")
    larger = target / "confradar" / "data" / "venues.yaml"
    # by a process of its own: a measured one counts as its own what this one had in memory when it
    # began it
    subprocess.run(
        [sys.executable, str(ROOT / "bench" / "multiply.py"), str(size), str(larger)], check=True
    )
    return target


def builds(
    python: Path, places: Mapping[int, Path], folder: Path, environ: Mapping[str, str], rounds: int
) -> dict[str, list[Sample]]:
    """Runs with a cold index: of the shipped size some interleaved with importing Typer, of the
    others one."""
    cold = folder / "cold"

    def first_run(size: int) -> Case:
        command = (
            str(python),
            "-c",
            LAUNCH,
            str(places[size]),
            "list",
            "--topic",
            "nlp",
            "--limit",
            "50",
        )
        return Case(
            f"x{size}",
            command,
            environ={"CONFRADAR_CACHE_DIR": str(cold)},
            before=measuring.emptied(cold),
        )

    first, *others = sorted(places)
    samples = measuring.measure(
        [Case(TYPER, (str(python), "-c", "import typer")), first_run(first)], rounds, environ
    )
    for size in others:
        samples[f"x{size}"] = [measuring.run(first_run(size), environ)]
    return samples


def questions(python: Path, places: Mapping[int, Path]) -> list[Case]:
    """Every question on every size."""
    return [
        Case(f"{name}, x{size}", (str(python), "-c", LAUNCH, str(place), *arguments), output)
        for name, (arguments, output) in QUESTIONS.items()
        for size, place in places.items()
    ]


def build_rows(samples: Samples, sizes: Sequence[int]) -> list[list[str]]:
    """The lines of the builds' table."""
    lines = []
    base = measuring.median(samples[f"x{sizes[0]}"], "cpu")
    typer = measuring.median(samples[TYPER], "cpu")
    for size in sizes:
        runs = samples[f"x{size}"]
        cpu, wall, memory = (
            measuring.median(runs, "cpu"),
            measuring.median(runs, "wall"),
            measuring.peak(runs),
        )
        bar = (
            f"{COLD:g} x typer"
            if size == 1
            else f"{SECONDS:g} s, {MEMORY:g} MiB"
            if size == 100
            else ""
        )
        met = cpu / typer <= COLD if size == 1 else wall <= SECONDS and memory <= MEMORY
        cells = [
            f"x{size}",
            f"{cpu:.1f}",
            f"{wall:.1f}",
            f"{cpu / typer:.1f}",
            f"{cpu / base:.1f}",
            f"{memory:.0f}",
        ]
        lines.append([*cells, bar, ("yes" if met else "NO") if bar else ""])
    return lines


def question_rows(samples: Samples, sizes: Sequence[int]) -> list[list[str]]:
    """The lines of the questions' table."""
    lines = []
    for name in QUESTIONS:
        for size in sizes:
            runs = samples[f"{name}, x{size}"]
            ratio, memory = (
                measuring.ratio(samples, f"{name}, x{size}", f"{name}, x{sizes[0]}"),
                measuring.peak(runs),
            )
            most, room = BARS.get(name, (None, None)) if size == 100 else (None, None)
            bar = "" if most is None else f"{most:g} x" + (f", {room:g} MiB" if room else "")
            met = most is not None and ratio <= most and (room is None or memory <= room)
            cells = [
                name,
                f"x{size}",
                f"{measuring.median(runs, 'cpu') * 1000:.0f}",
                f"{ratio:.2f}",
                f"{memory:.0f}",
            ]
            lines.append([*cells, bar, ("yes" if met else "NO") if bar else ""])
    return lines


def given_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What is asked for on the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--sizes",
        type=int,
        nargs="+",
        default=[1, 10, 100],
        help="how many times the catalogue (default: 1 10 100)",
    )
    parser.add_argument(
        "--rounds", type=int, default=20, help="how often each question is asked (default: 20)"
    )
    parser.add_argument(
        "--python", type=Path, help="measure this environment's confradar instead of a fresh one's"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all samples there")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and tell by the exit code whether all bars are met."""
    given = given_options(arguments)
    folder = Path(tempfile.mkdtemp(prefix="confradar-growth-"))
    try:
        python = given.python or measuring.fresh_environment(folder)
        (folder / "home").mkdir()
        environ = measuring.clean_environment(folder / "home")
        places = {size: installed(python, folder, size) for size in given.sizes}
        built = builds(python, places, folder, environ, max(1, given.rounds // 2))
        asked = measuring.measure(questions(python, places), given.rounds, environ)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    lines = build_rows(built, given.sizes), question_rows(asked, given.sizes)
    print(f"{measuring.machine()}, {given.rounds} rounds\n")
    print(
        measuring.table(
            ["first run, index cold", "CPU s", "wall s", "x typer", "x x1", "MiB", "bar", "met"],
            lines[0],
        )
    )
    print()
    print(
        measuring.table(
            ["question, index warm", "size", "CPU ms", "x x1", "MiB", "bar", "met"], lines[1]
        )
    )
    if given.json:
        samples = {"builds": measuring.as_json(built), "questions": measuring.as_json(asked)}
        given.json.write_text(json.dumps({"machine": measuring.machine(), **samples}))
    return 1 if any(line[-1] == "NO" for line in (*lines[0], *lines[1])) else 0


if __name__ == "__main__":
    sys.exit(main())
