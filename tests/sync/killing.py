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
from datetime import UTC, date, datetime
from pathlib import Path

import filelock  # noqa: F401 # loaded once, not in every child

from confradar.formats.calls.dated_points import Point
from confradar.sources.answers import Answer, Validators
from confradar.sources.fetching import Fetched
from confradar.sources.registry import SourceSpec
from confradar.sync.check_pages import AskedPage, Seen, Wish, keep
from confradar.sync.combine import from_text
from confradar.sync.page_reading import PageSaid
from confradar.sync.page_records import Status, from_lines
from confradar.sync.run import Places, synchronise
from confradar.sync.store import Store

NOW = datetime(2026, 11, 20, tzinfo=UTC)
POINT = Point("paper", date(2028, 1, 20), 2028, "Papers", "Papers: 20 January 2028")
DISK = {"open", "os.rename", "os.remove", "os.mkdir", "os.truncate", "os.chmod", "tempfile.mkstemp"}


def main(
    folder: Path, base: Path, topics: Path, before: bytes, after: bytes, runs: int, what: str
) -> None:
    """Sync once to ``before``; then, again and again, to ``after`` (or take what an official page
    says: ``what`` is sync or check) in a child that is killed, looking at each state."""
    spec = SourceSpec("ccf", "https://lists.example/", "ccfddl")

    def sync(store: Path, body: bytes) -> None:
        places = Places(base, topics, Store(store))
        answers = {"ccf": Fetched(body, Validators(), None)}
        synchronise([spec], places, now=NOW, fetch=lambda _: answers)

    def check(store: Path) -> None:
        head = from_text(base.read_bytes(), "base")[0].model_copy(update={"editions": ()})
        page = AskedPage(head, 2028, "https://icml.cc/2028", True)
        said = PageSaid(Status.read, points=(POINT,))
        answer = Answer(b"a page", Validators("tag"))
        seen = {page.key: Seen(said, answer)}
        keep([page], seen, Wish(apply=True), [spec], Places(base, topics, Store(store)), now=NOW)

    def change(store: Path) -> None:
        check(store) if what == "check" else sync(store, after)

    kept, store = folder / "kept", folder / "sync"
    sync(kept, before)
    old = seen(Store(kept))
    shutil.copytree(kept, store)
    started = time.monotonic()
    change(store)
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
            change(store)
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
            change(store)
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
    venues = from_text(data, "catalogue")
    kdd = next(venue for venue in venues if venue.id == "kdd")
    point = next(item for item in kdd.editions[0].deadlines if item.kind.value == "paper")
    records = from_lines(store.read(state.pages) or b"") if state.pages else {}
    read = [item.status for item in records.values()]
    icml = next(venue for venue in venues if venue.id == "icml")
    taken = [item.at for edition in icml.editions for item in edition.deadlines if item.evidence]
    assert bool(read) == bool(taken), "what is kept of a page and what is in force are of one run"
    lines = [json.loads(line) for line in store.journal_lines()]
    return (
        state.number,
        point.at,
        tuple(item.at for item in point.revisions),
        tuple((line["sync"], line["what"]) for line in lines),
        tuple(taken),
    )


if __name__ == "__main__":
    where, base_file, topics_file, one, two, count, kind = sys.argv[1:]
    main(
        Path(where),
        Path(base_file),
        Path(topics_file),
        Path(one).read_bytes(),
        Path(two).read_bytes(),
        int(count),
        kind,
    )
