"""How long confradar takes from the command to the prompt, as ratios to the bare interpreter and to
importing Typer.

    python bench/startup.py                 # installs the wheel of this checkout in a fresh
    environment, and measures that
    python bench/startup.py --rounds 50 --json startup.json --instructions

Prints a table: CPU time as a ratio to `python -c pass` and to `python -c "import typer"`, wall time
to the latter, peak memory, and the bar of each case. Ends with 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import measuring
from measuring import Case, Samples

PASS, TYPER = "python -c pass", "import typer"
# What is exported here: some 2,000 events, and 600 dated points fill a long table.
EXPORT = ("export", "--format", "ics", "--from", "2024-10-01")
ROWS = ("deadlines", "--past", "--limit", "600")
COLD = "first run, index cold"


@dataclass(frozen=True)
class Bar:
    """The most that a case may take: CPU time as a ratio to ``base``, and peak memory in MiB."""

    most: float
    base: str = TYPER
    memory: float | None = None


BARS = {
    "--version": Bar(1.15),
    "complete a command": Bar(1.15),
    "complete a venue": Bar(1.15),
    "next neurips": Bar(1.15),
    "list --topic nlp (tsv)": Bar(1.3),
    "list --topic nlp (jsonl)": Bar(1.3),
    "list --topic nlp (json)": Bar(1.3),
    "list --topic nlp (terminal)": Bar(2.0),
    "600 rows (terminal)": Bar(7),
    "export 2,000 events (ics)": Bar(60, PASS, 80),
    COLD: Bar(12),
}


def cases(python: Path, cold: Path) -> list[Case]:
    """All cases; ``cold`` is a cache directory to be emptied."""
    program = str(python.with_name("confradar"))

    def asked(name: str, *arguments: str, output: str = "pipe") -> Case:
        return Case(name, (program, *arguments), output)

    def completed(name: str, *words: str) -> Case:
        request = {
            "_CONFRADAR_COMPLETE": "complete_bash",
            "COMP_WORDS": " ".join(words),
            "COMP_CWORD": str(len(words) - 1),
        }
        return Case(name, (program,), environ=request)

    nlp = ("list", "--topic", "nlp")
    return [
        Case(PASS, (str(python), "-c", "pass")),
        Case(TYPER, (str(python), "-c", "import typer")),
        asked("--version", "--version"),
        asked("--help", "--help"),
        completed("complete a command", "confradar", "l"),
        completed("complete a venue", "confradar", "show", "neur"),
        asked("next neurips", "next", "neurips"),
        asked("list --topic nlp (tsv)", *nlp),
        asked("list --topic nlp (jsonl)", *nlp, "--format", "jsonl"),
        asked("list --topic nlp (json)", *nlp, "--format", "json"),
        asked("list --topic nlp (terminal)", *nlp, output="terminal"),
        asked("deadlines --format json", "deadlines", "--format", "json"),
        asked("show neurips", "show", "neurips"),
        asked("600 rows (terminal)", *ROWS, output="terminal"),
        asked("export 2,000 events (ics)", *EXPORT),
        Case(
            COLD,
            (program, *nlp),
            environ={"CONFRADAR_CACHE_DIR": str(cold)},
            before=measuring.emptied(cold),
        ),
    ]


def rows(samples: Samples, counted: Mapping[str, int]) -> list[list[str]]:
    """The lines of the table."""
    lines = []
    for name, runs in samples.items():
        bar = BARS.get(name)
        line = [name, f"{measuring.median(runs, 'cpu') * 1000:.0f}"]
        line += [f"{measuring.ratio(samples, name, base):.2f}" for base in (PASS, TYPER)]
        line += [
            f"{measuring.ratio(samples, name, TYPER, 'wall'):.2f}",
            f"{measuring.peak(runs):.0f}",
        ]
        line += (
            [f"{counted[name] / counted[TYPER]:.2f}" if name in counted else ""] if counted else []
        )
        lines.append([*line, _bar(bar), _verdict(samples, name, bar)])
    return lines


def _bar(bar: Bar | None) -> str:
    if bar is None:
        return ""
    return f"{bar.most:g} x {'pass' if bar.base == PASS else 'typer'}" + (
        f", {bar.memory:g} MiB" if bar.memory else ""
    )


def _verdict(samples: Samples, name: str, bar: Bar | None) -> str:
    return "" if bar is None else "yes" if met(samples, name, bar) else "NO"


def met(samples: Samples, name: str, bar: Bar) -> bool:
    """Whether a case keeps within its bar."""
    return measuring.ratio(samples, name, bar.base) <= bar.most and (
        bar.memory is None or measuring.peak(samples[name]) <= bar.memory
    )


def given_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What is asked for on the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--rounds", type=int, default=20, help="how often each case runs (default: 20)"
    )
    parser.add_argument(
        "--only", metavar="TEXT", help="measure only the cases with this in their name"
    )
    parser.add_argument(
        "--python", type=Path, help="measure this environment's confradar instead of a fresh one's"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all samples there")
    parser.add_argument(
        "--instructions", action="store_true", help="count instructions too (with valgrind, slow)"
    )
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and tell by the exit code whether all bars are met."""
    given = given_options(arguments)
    folder = Path(tempfile.mkdtemp(prefix="confradar-startup-"))
    try:
        python = given.python or measuring.fresh_environment(folder)
        (folder / "home").mkdir()
        environ = measuring.clean_environment(folder / "home")
        chosen = [
            case
            for case in cases(python, folder / "cold")
            if case.name in {PASS, TYPER} or (given.only or "") in case.name
        ]
        samples = measuring.measure(chosen, given.rounds, environ)
        piped = [case for case in chosen if case.output == "pipe"]
        counted = (
            {case.name: measuring.instructions(case, environ) for case in piped}
            if given.instructions
            else {}
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{measuring.machine()}, {given.rounds} rounds\n")
    more = ["instr. x typer"] if counted else []
    columns = ["case", "CPU ms", "x pass", "x typer", "wall x typer", "MiB", *more, "bar", "met"]
    print(measuring.table(columns, rows(samples, counted)))
    if given.json:
        kept = {"samples": measuring.as_json(samples), "instructions": counted}
        given.json.write_text(json.dumps({"machine": measuring.machine(), **kept}))
    return 0 if all(met(samples, name, bar) for name, bar in BARS.items() if name in samples) else 1


if __name__ == "__main__":
    sys.exit(main())
