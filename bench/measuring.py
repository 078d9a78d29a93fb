"""Measuring whole processes as a reader has them: CPU and wall time, peak memory, and ratios that
hold on a busy machine.

A machine's speed drifts, and others work on it. So all cases of a run are interleaved: in each
round every case runs once, in an order drawn at random, and what is told is the median of the
ratios within the rounds.
"""

from __future__ import annotations

import os
import pty
import random
import re
import shutil
import statistics
import struct
import subprocess
import sys
import termios
import time
import venv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from fcntl import ioctl
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NOW = "2026-11-21T00:00Z"
COLUMNS = 120
KIB = 1024


@dataclass(frozen=True)
class Case:
    """A command to measure.

    ``output`` is where its output goes: a ``pipe`` that is read to its end, a ``terminal``, or a
    pipe of which only the first ``line`` is read before it is closed, as ``head -1`` does.
    ``before`` prepares each run and is not measured.
    """

    name: str
    command: Sequence[str]
    output: str = "pipe"
    environ: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], None] | None = None


@dataclass(frozen=True)
class Sample:
    """One run: CPU (user and system) and wall time in seconds, peak memory in bytes."""

    cpu: float
    wall: float
    memory: int


Samples = Mapping[str, Sequence[Sample]]


def clean_environment(home: Path) -> dict[str, str]:
    """An environment with nothing of Python's or confradar's settings, an empty home, and a fixed
    clock."""
    ignored = (
        "PYTHON",
        "CONFRADAR_",
        "_CONFRADAR",
        "XDG_",
        "NO_COLOR",
        "FORCE_COLOR",
        "COLUMNS",
        "LINES",
    )
    kept = {key: value for key, value in os.environ.items() if not key.startswith(ignored)}
    return {**kept, "HOME": str(home), "TZ": "UTC", "TERM": "xterm-256color", "CONFRADAR_NOW": NOW}


def fresh_environment(folder: Path) -> Path:
    """The interpreter of a new virtual environment in which the wheel of this checkout is
    installed."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    subprocess.run([*pip, "wheel", "--no-deps", "-w", str(folder / "wheel"), str(ROOT)], check=True)
    (wheel,) = (folder / "wheel").glob("*.whl")
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    subprocess.run([str(python), *pip[1:], "install", str(wheel)], check=True)
    return python


def run(case: Case, environ: Mapping[str, str]) -> Sample:
    """Run a case once. Raises RuntimeError when it fails."""
    if case.before:
        case.before()
    theirs, ours = _terminal() if case.output == "terminal" else os.pipe()[::-1]
    start = time.perf_counter()
    process = subprocess.Popen(
        case.command,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs if case.output == "terminal" else subprocess.DEVNULL,
        env={**environ, **case.environ},
    )
    os.close(theirs)
    _read(ours, first_line=case.output == "line")
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in ({0, 141} if case.output == "line" else {0}):
        raise RuntimeError(
            f"{case.name}: exit {process.returncode}: {' '.join(map(str, case.command))}"
        )
    unit = 1 if sys.platform == "darwin" else KIB
    return Sample(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * unit)


def _terminal() -> tuple[int, int]:
    ours, theirs = pty.openpty()
    ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    return theirs, ours


def _read(descriptor: int, *, first_line: bool) -> None:
    try:
        while (chunk := os.read(descriptor, 65536)) and not (first_line and b"\n" in chunk):
            pass
    except OSError:  # so Linux says that a terminal was closed at its other end
        pass
    finally:
        os.close(descriptor)


def measure(
    cases: Sequence[Case], rounds: int, environ: Mapping[str, str], *, seed: int = 0
) -> dict[str, list[Sample]]:
    """Every case once a round, in an order drawn anew each round. Each runs once more before,
    unmeasured."""
    for case in cases:
        run(case, environ)
    samples: dict[str, list[Sample]] = {case.name: [] for case in cases}
    order = random.Random(seed)
    for number in range(rounds):
        for case in order.sample(cases, len(cases)):
            samples[case.name].append(run(case, environ))
        print(f"\rround {number + 1} of {rounds}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return samples


def ratio(samples: Samples, name: str, base: str, figure: str = "cpu") -> float:
    """The median, over the rounds, of a case's figure to that of ``base`` in the same round."""
    pairs = zip(samples[name], samples[base], strict=True)
    return statistics.median(getattr(one, figure) / getattr(other, figure) for one, other in pairs)


def median(samples: Sequence[Sample], figure: str) -> float:
    """The median of a figure."""
    return statistics.median(getattr(sample, figure) for sample in samples)


def peak(samples: Sequence[Sample]) -> float:
    """The highest peak memory, in MiB."""
    return max(sample.memory for sample in samples) / KIB**2


def instructions(case: Case, environ: Mapping[str, str]) -> int:
    """How many instructions a case takes, which does not drift as times do. Needs valgrind."""
    if case.before:
        case.before()
    tool = [
        "valgrind",
        "--tool=cachegrind",
        "--cache-sim=no",
        "--cachegrind-out-file=/dev/null",
        "--log-fd=9",
    ]
    ours, theirs = os.pipe()
    os.dup2(theirs, 9)
    # a script's own interpreter is named, since valgrind does not follow the first line of scripts
    head = (
        [str(Path(case.command[0]).with_name("python"))]
        if Path(case.command[0]).name == "confradar"
        else []
    )
    subprocess.run(
        [*tool, *head, *case.command],
        env={**environ, **case.environ},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=[9],
        check=True,
    )
    os.close(9)
    os.close(theirs)
    with os.fdopen(ours) as log:
        counted = re.search(r"I\s+refs:\s+([\d,]+)", log.read())
    if counted is None:
        raise RuntimeError("valgrind told no count of instructions")
    return int(counted[1].replace(",", ""))


def as_json(samples: Samples) -> dict[str, list[dict[str, float]]]:
    """All samples, for a file."""
    return {name: [asdict(sample) for sample in runs] for name, runs in samples.items()}


def machine() -> str:
    """The interpreter, the system and the number of processors, in a line."""
    import platform

    return (
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} processors"
    )


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table with aligned columns, the first to the left and the others to the right."""
    cells = [list(header), *(list(row) for row in rows)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(header))]
    lines = ["| " + " | ".join(_aligned(row, widths)) + " |" for row in cells]
    rule = (
        "|"
        + "|".join(
            "-" * (width + 1) + ("-" if not place else ":") for place, width in enumerate(widths)
        )
        + "|"
    )
    return "\n".join([lines[0], rule, *lines[1:]])


def _aligned(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [
        row[0].ljust(widths[0]),
        *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
    ]


def emptied(folder: Path) -> Callable[[], None]:
    """A preparation that removes a folder."""
    return lambda: shutil.rmtree(folder, ignore_errors=True)
