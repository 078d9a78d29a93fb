"""What `confradar publish` costs, and what its front page asks of a visitor.

    python bench/publish.py                 # some two minutes
    python bench/publish.py --rounds 5 --json samples.json

The shipped catalogue is published into an empty folder and again where nothing changed, then ten
times the catalogue (its records under other names), each by a process of its own on a warm index.
Where the extra [browser] and a Chromium are installed, the front page is opened with 3,500 venues,
and what each filter takes of the page's thread is told, the layout of the new rows with it. Prints
each figure beside its bar; ends with 1 when one is missed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
LAUNCH = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); from confradar.__main__ import main; main()"
)
SECONDS, MEMORY, GROWTH, UNCHANGED, FRONT, FILTER = 5.0, 150.0, 11.0, 1 / 3, 100.0, 100.0
VENUES = 3500
NEEDED = ("index.html", "style.css", "site.js", "data.js", "icon.svg")
# Changes a field and has the new rows laid out.
CHANGED = """([name, value]) => {
  const field = document.getElementById(name);
  field.value = value;
  field.dispatchEvent(new Event("input", {bubbles: true}));
  document.body.getBoundingClientRect();
}"""
CHANGES = (
    ("q", "learning"), ("q", "自然语言处理"), ("q", ""), ("topic", "nlp"), ("topic", ""),
    ("kind", "workshop"), ("kind", ""), ("certainty", "estimated"), ("certainty", ""),
    ("sort", "name"), ("sort", ""),
)  # fmt: skip


class Run(NamedTuple):
    """CPU (user and system) and wall time in seconds, peak memory in MiB."""

    cpu: float
    wall: float
    memory: float


def checkout(folder: Path, size: int) -> Path:
    """A folder with a copy of the program, whose data are ``size`` times the shipped ones."""
    target = folder / f"x{size}"
    shutil.copytree(ROOT / "src" / "confradar", target / "src" / "confradar")
    shutil.copytree(ROOT / "data", target / "data")
    script = str(ROOT / "bench" / "multiply.py")
    larger = str(target / "data" / "venues.yaml")
    subprocess.run([sys.executable, script, str(size), larger], check=True)
    return target


def run(place: Path, *arguments: str) -> Run:
    """The program of a checkout with these arguments."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("CONFRADAR_")}
    for name in ("CACHE", "CONFIG", "DATA", "STATE"):
        kept[f"CONFRADAR_{name}_DIR"] = str(place / "home" / name.lower())
    command = [sys.executable, "-c", LAUNCH, str(place / "src"), *arguments]
    begun = time.perf_counter()
    with subprocess.Popen(command, env=kept, stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(arguments)}: exit code {process.returncode}")
    memory = used.ru_maxrss / (1024 if sys.platform == "linux" else 2**20)
    return Run(used.ru_utime + used.ru_stime, time.perf_counter() - begun, memory)


def typer() -> float:
    """CPU seconds of `import typer` here and now; on the machine of docs/performance.md 0.085."""
    before = os.times()
    for _ in range(8):
        subprocess.run([sys.executable, "-c", "import typer"], check=True)
    after = os.times()
    used = after.children_user + after.children_system
    return (used - before.children_user - before.children_system) / 8


def published(place: Path, rounds: int) -> tuple[list[Run], list[Run]]:
    """Runs into an empty folder, and runs after them that change nothing."""
    run(place, "list", "-n", "1")
    site = place / "site"
    fresh, again = [], []
    for _ in range(rounds):
        shutil.rmtree(site, ignore_errors=True)
        fresh.append(run(place, "publish", str(site)))
        again.append(run(place, "publish", str(site)))
    return fresh, again


def filters(site: Path) -> list[tuple[str, float]]:
    """How long each filter takes with 3,500 venues, in ms; none where no browser can be driven."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return []
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if browser is None:
        return []
    text = (site / "data.js").read_text()
    data: dict[str, Any] = json.loads(text.removeprefix("var confradarData=").rstrip(";\n"))
    data["venues"] = data["venues"][:VENUES]
    (site / "data.js").write_text(f"var confradarData={json.dumps(data, ensure_ascii=False)};\n")
    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = opened.new_page()
        page.goto((site / "index.html").as_uri())
        session = page.context.new_cdp_session(page)
        # the page's own thread, whatever else the machine does
        session.send("Performance.enable", {"timeDomain": "threadTicks"})

        def spent() -> float:
            told = session.send("Performance.getMetrics")["metrics"]
            return next(item["value"] for item in told if item["name"] == "TaskDuration")

        found = []
        for name, value in CHANGES:
            before = spent()
            page.evaluate(CHANGED, [name, value])
            found.append((f"{name}={value}", 1000 * (spent() - before)))
        opened.close()
    return found


def told(name: str, value: float, unit: str, bar: float | None) -> bool:
    """Print a figure; whether it is within its bar."""
    met = bar is None or value <= bar
    shown = "" if bar is None else f"{bar:.3g} {unit}".strip()
    print(f"| {name:<46} | {value:>8.2f} {unit:<3} | {shown:>9} | {'yes' if met else 'NO':>3} |")
    return met


def main() -> None:
    """Measure, print and judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--size", type=int, default=10, help="how many times the catalogue")
    parser.add_argument("--json", type=Path, help="keep all samples in this file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="confradar-bench-") as name:
        small, large = (checkout(Path(name), size) for size in (1, options.size))
        floor = typer()
        fresh, again = published(small, options.rounds)
        floor = (floor + typer()) / 2
        more, _ = published(large, 1)
        front = sum(len(gzip.compress((small / "site" / part).read_bytes())) for part in NEEDED)
        timed = filters(large / "site")
    cpu = statistics.median(sample.cpu for sample in fresh)
    least = statistics.median(sample.cpu for sample in again)
    print("| what | figure | bar | met |\n|---|---:|---:|---:|")
    met = [
        told("published, CPU", cpu, "s", SECONDS),
        told("the same, times import typer", cpu / floor, "", None),
        told("the same, wall", statistics.median(one.wall for one in fresh), "s", None),
        told("peak memory", max(sample.memory for sample in fresh), "MiB", MEMORY),
        told("again, nothing changed, of the first", least / cpu, "", UNCHANGED),
        told(f"{options.size} times the catalogue, times the first", more[0].cpu / cpu, "", GROWTH),
        told("the same, peak memory", more[0].memory, "MiB", None),
        told("front page with all it needs, gzip", front / 1000, "kB", FRONT),
        *(told(f"filter {what}", took, "ms", FILTER) for what, took in timed),
    ]
    if not timed:
        print("no browser can be driven here: filters were not timed", file=sys.stderr)
    if options.json:
        samples = {"fresh": fresh, "again": again, "more": more, "filters": timed}
        options.json.write_text(json.dumps({"machine": os.uname().machine, **samples}))
    raise SystemExit(0 if all(met) else 1)


if __name__ == "__main__":
    main()
