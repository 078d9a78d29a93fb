"""Seeded damage to everything the program reads, inside one process: ``python tests/fuzzing.py
[CASES] [FIRST SEED]``.

A case damages one thing and runs what reads it. It fails where anything but an error of ours comes
out, an exit code is none of the contract's, an error is not told, a command takes over ten seconds,
or a file of the reader's is lost. What failed is named by its seed.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).parent))

from confradar import paths
from confradar.catalogue.load import load_text, read_text
from confradar.errors import ConfradarError
from confradar.index.seal import whole
from confradar.sources.registry import SourceSpec
from confradar.sync.readers import read_source
from damage import COMMANDS, FILES, LISTS, OVERLAY, WORDS, damaged
from support import Done, called, deadline, edition, environment, venue, written

SECONDS = 10
CODES = {0, 1, 2, 3, 4, 5}


class Bench:
    """A small catalogue with its index, and folders that every case fills anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.calendar_text = b""
        records = [
            venue(
                "alpha",
                editions=[
                    edition(
                        2027, deadline("2027-01-15 23:59"), start="2027-06-01", end="2027-06-04"
                    )
                ],
            ),
            venue("beta"),
        ]
        self.own = written(folder / "own.yaml", *records)
        self.environ = environment(folder, CONFRADAR_CACHE_DIR=str(folder / "cache"))
        self.answer = called(["list"], self.environ)
        (self.index,) = (folder / "cache" / "index").iterdir()
        assert self.answer.code == 0
        self.parts: list[Callable[[random.Random], None]] = [
            self.files, self.files, self.words, self.catalogue, self.overlay, self.source,
            self.calendar, self.compiled,
        ]  # fmt: skip

    def case(self, seed: int) -> None:
        """One case. Raises AssertionError, or whatever the program lets out."""
        chance = random.Random(seed)  # noqa: S311 # to find faults, not to keep secrets
        begin = time.monotonic()
        chance.choice(self.parts)(chance)
        assert time.monotonic() - begin < SECONDS, "too slow"

    def files(self, chance: random.Random) -> None:
        """One of the reader's files is damaged, then a command reads or changes it."""
        for name, data in FILES.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_bytes(data)
        name = chance.choice(list(FILES))
        path = self.folder / name
        path.write_bytes(before := damaged(FILES[name], chance))
        self.told(chance.choice(COMMANDS))
        kept = [item.read_bytes() for item in path.parent.glob(f"{path.name}*") if item.is_file()]
        assert kept, f"{name} is lost"
        utf8 = before.decode(errors="ignore")
        if (
            "damaged" in "".join(item.name for item in path.parent.iterdir())
            and "config" not in name
        ):
            assert before in kept, f"what was damaged in {name} is lost: {utf8[:200]!r}"
        for item in path.parent.glob("*.damaged*"):
            item.unlink()

    def words(self, chance: random.Random) -> None:
        """A command line of words that exist."""
        words = chance.choices(WORDS, k=chance.randint(1, 7))
        if "-o" not in words and "--html" not in words:
            self.told(words)

    def told(self, arguments: list[str]) -> Done:
        done = called(arguments, self.environ)
        assert done.code in CODES, f"{arguments}: exit code {done.code}"
        assert done.code in {0, 1} or done.err.strip(), (
            f"{arguments}: exit code {done.code} and not a word"
        )
        assert "Traceback" not in done.err
        return done

    def catalogue(self, chance: random.Random) -> None:
        path = self.folder / "damaged.yaml"
        path.write_bytes(damaged(self.own.read_bytes(), chance))
        refused(lambda: load_text(read_text(path), str(path)))

    def overlay(self, chance: random.Random) -> None:
        """The reader's own catalogue is damaged: with 0 all is applied, else something is told;
        what others say is served unless the file is none.
        """
        path = self.folder / "config" / "venues.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(damaged(OVERLAY, chance))
        self.clean()
        try:
            done = self.told(["list", "--columns", "id", "--no-header"])
            assert done.code in {0, 3}
            assert done.code == 3 or not done.err.startswith("confradar:")
            ids = set(done.out.splitlines())
            assert ids >= {"alpha", "beta"} or (done.code == 3 and "not applied" not in done.err), (
                f"not served: {ids}, {done.err!r}"
            )
        finally:
            path.unlink()

    def compiled(self, chance: random.Random) -> None:
        """The index is damaged: the answer is what it was, and the index is whole again."""
        self.clean()
        assert called(["list"], self.environ) == self.answer
        self.index.write_bytes(damaged(self.index.read_bytes(), chance))
        assert called(["list"], self.environ) == self.answer, "another answer of a damaged index"
        assert whole(self.index), "the index is still damaged"

    def clean(self) -> None:
        """Take away what other cases left behind."""
        for name in FILES:
            (self.folder / name).unlink(missing_ok=True)

    def source(self, chance: random.Random) -> None:
        form = chance.choice(list(LISTS))
        body = damaged(LISTS[chance.choice([form, form, *LISTS])], chance)
        try:
            read_source(SourceSpec("list", "/x", form), body)
        except ConfradarError as error:
            assert error.hint != "please report this", f"a fault of the reader's: {error}"

    def calendar(self, chance: random.Random) -> None:
        """A calendar that `export` is to write over is damaged: it is ours and is replaced, or
        foreign and stays as it is."""
        path = self.folder / "calendar.ics"
        if not self.calendar_text:
            self.told(["export", "alpha", "-o", str(path)])
            self.calendar_text = path.read_bytes()
        path.write_bytes(before := damaged(self.calendar_text, chance))
        done = self.told(["export", "alpha", "-o", str(path)])
        after = path.read_bytes()
        assert after.startswith(b"BEGIN:VCALENDAR") if done.code == 0 else after == before, (
            f"half written, exit code {done.code}"
        )
        for item in self.folder.glob("calendar.ics?*"):
            item.unlink()


def refused(ask: Callable[[], object]) -> None:
    """Whether it is understood or refused, it is not with another error than ours."""
    try:
        ask()
    except ConfradarError as error:
        assert str(error).strip()


def main(cases: int, first: int) -> int:
    """Run the cases, print what failed by its seed, and the figures."""
    failures: dict[str, list[int]] = {}
    begin = time.monotonic()
    shipped = paths.bundled
    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.object(
            paths,
            "bundled",
            lambda name: Path(folder) / "own.yaml" if name == "venues.yaml" else shipped(name),
        ),
    ):
        bench = Bench(Path(folder))
        for seed in range(first, first + cases):
            try:
                bench.case(seed)
            except Exception as error:
                where = traceback.extract_tb(error.__traceback__)[-1]
                failures.setdefault(
                    f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}: "
                    f"{str(error)[:150]!r}",
                    [],
                ).append(seed)
    for what, seeds in failures.items():
        print(f"{len(seeds)} times, first with seed {seeds[0]}: {what}")
    print(
        f"{cases} cases from seed {first}, {sum(map(len, failures.values()))} failed, "
        f"{time.monotonic() - begin:.0f} s"
    )
    return 1 if failures else 0


if __name__ == "__main__":
    numbers = [int(text) for text in sys.argv[1:]]
    raise SystemExit(main(*(numbers + [20_000, 0][len(numbers) :])))
