"""Kills syncing processes, hundreds of times, and looks at what they leave: run by test_kill,
prints one line of JSON.

Each child is a real process, forked from this one so that it starts at once. Some are killed at
each step that touches the disk, in turn (an audit hook counts them); others after a random time.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import filelock  # noqa: F401 # loaded once, not in every child

from confradar.sources.answers import Validators
from confradar.sources.fetching import Fetched
from confradar.sources.registry import SourceSpec
from confradar.sync.combine import from_text
from confradar.sync.run import Places, synchronise
from confradar.sync.store import Store

DISK = {"open", "os.rename", "os.remove", "os.mkdir", "os.truncate", "os.chmod", "tempfile.mkstemp"}


def main(folder: Path, base: Path, topics: Path, before: bytes, after: bytes, runs: int) -> None:
    """Sync once to ``before``; then, again and again, to ``after`` in a child that is killed,
    looking at each state."""
    spec = SourceSpec("ccf", "https://lists.example/", "ccfddl")

    def sync(store: Path, body: bytes) -> None:
        places = Places(base, topics, Store(store))
        answers = {"ccf": Fetched(body, Validators(), None)}
        synchronise([spec], places, now=datetime(2026, 11, 20, tzinfo=UTC), fetch=lambda _: answers)

    kept, store = folder / "kept", folder / "sync"
    sync(kept, before)
    old = seen(Store(kept))
    shutil.copytree(kept, store)
    started = time.monotonic()
    sync(store, after)
    took = time.monotonic() - started
    new = seen(Store(store))
    assert old != new
    outcomes = {"old": 0, "new": 0}
    step, stepping = 0, True
    generator = random.Random(7)  # noqa: S311 # the same moments each time
    while stepping or outcomes["old"] + outcomes["new"] < runs:
        shutil.rmtree(store)
        shutil.copytree(kept, store)
        step += 1
        child = os.fork()
        if child == 0:
            if stepping:
                killed_at(step)
            sync(store, after)
            os._exit(0)
        if not stepping:
            time.sleep(generator.uniform(0, 2.5 * took))
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        stepping = stepping and os.WIFSIGNALED(status)
        found = seen(Store(store))
        assert found in (old, new), f"a mix after step {step}: {found}"
        outcomes["old" if found == old else "new"] += 1
        if step % 7 == 0 or found == new:
            sync(store, after)
            assert seen(Store(store))[1:] == new[1:], f"not healed after step {step}"
    print(json.dumps({**outcomes, "steps": step}))


def killed_at(step: int) -> None:
    """End this process by the kill signal when it touches the disk for the ``step``-th time."""
    left = [step]

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in DISK and not (
            event == "open"
            and arguments[1] in {"r", "rb", None}
            and not isinstance(arguments[0], int)
        ):
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def seen(store: Store) -> tuple[object, ...]:
    """What a reader of the state sees: its number, the deadline's date and earlier values, and the
    journal. Fails where it is not whole."""
    state = store.state()
    data = store.read(state.catalogue)
    copy = store.read(state.sources["ccf"].copy)
    assert data is not None, "the catalogue is not whole"
    assert copy is not None, "the copy is not whole"
    kdd = next(venue for venue in from_text(data, "catalogue") if venue.id == "kdd")
    point = next(item for item in kdd.editions[0].deadlines if item.kind.value == "paper")
    lines = [json.loads(line) for line in store.journal_lines()]
    return (
        state.number,
        point.at,
        tuple(item.at for item in point.revisions),
        tuple((line["sync"], line["what"]) for line in lines),
    )


if __name__ == "__main__":
    where, base_file, topics_file, one, two, count = sys.argv[1:]
    main(
        Path(where),
        Path(base_file),
        Path(topics_file),
        Path(one).read_bytes(),
        Path(two).read_bytes(),
        int(count),
    )
