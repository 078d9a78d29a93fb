"""What `confradar match` costs as a whole process, against `list --limit 1` in the same rounds: CPU
as a ratio, peak memory in MiB above it.

    python bench/match_cost.py 20

`bench/match.py` runs it apart: the peak memory that a system tells of a process is never less than
that of the one that started it.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

import measuring

TITLE = "Low-resource morphological inflection with transformers"


def cost(rounds: int) -> tuple[float, float]:
    """The ratio of CPU time, and the MiB more."""
    folder = Path(tempfile.mkdtemp(prefix="confradar-match-"))
    try:
        (folder / "home").mkdir()
        program = str(measuring.fresh_environment(folder).with_name("confradar"))
        cases = [
            measuring.Case("list", (program, "list", "--limit", "1")),
            measuring.Case("match", (program, "match", TITLE)),
        ]
        samples = measuring.measure(cases, rounds, measuring.clean_environment(folder / "home"))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return measuring.ratio(samples, "match", "list"), measuring.peak(
        samples["match"]
    ) - measuring.peak(samples["list"])


if __name__ == "__main__":
    print(json.dumps(cost(int(sys.argv[1]))))
