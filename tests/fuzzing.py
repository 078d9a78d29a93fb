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
from support import Done, called, deadline, edition, environment, venue, written

SECONDS = 10
CODES = {0, 1, 2, 3, 4, 5}
PIECES = [
    b"null",
    b"[]",
    b"{}",
    b"''",
    b'"',
    b"\x00",
    b"\xff",
    b"\n",
    b"-",
    b"9" * 40,
    b"9" * 5000,
    b"1e999",
    b"nan",
    b"[" * 2000,
    b"\xef\xbb\xbf",
    b"=",
    b":",
    b"&a",
    b"*a",
    b"!!python/x",
    b"9999-12-31",
    b"0001-01-01",
    b"24:00",
    b"\xe2\x80\xae",
    b"<<: ",
    b"true",
]

FILES = {
    "config/config.toml": (
        b'[sources.hf]\nenabled = false\nareas = ["AI"]\n[sources.lab]\nlocation = '
        b'"/nowhere"\nformat = "hf"\n'
    ),
    "state/following.txt": b"alpha\n# mine\nbeta\n",
    "state/reminders.json": b'{"alpha/2027/paper/1 7d": 1800000000}\n',
    "state/checklists/alpha-2027.toml": (
        b'done = {"1.1" = "2026-08-01T00:00:00Z"}\n[[added]]\nid = "m1"\ntext = "mine"\ndue = '
        b'"14d-before-event"\n'
    ),
    "data/sync/state.json": (
        b'{"schema": 1, "number": 2, "synced_at": "2026-08-01T00:00:00Z", "catalogue": null, '
        b'"recipe": null, "journal": 130, "sources": {"hf": {"location": "x", "format": "hf", '
        b'"checked": "2026-08-01T00:00:00Z", "editions": 3}}}'
    ),
    "data/sync/changes.jsonl": (
        b'{"sync": 2, "seen": "2026-08-01T00:00:00Z", "what": "moved", "venue": "alpha", '
        b'"year": 2027, "key": "paper", "old": "2027-01-10", "new": "2027-01-15"}\n'
    ),
}  # fmt: skip
COMMANDS = [
    ["agenda"], ["following"], ["changes"], ["changes", "--since", "2026-01-01", "-f", "json"],
    ["checklist", "alpha"],
    ["checklist", "alpha", "--done", "2.1"], ["checklist", "alpha", "--add", "x"],
    ["follow", "beta"], ["unfollow", "alpha"],
    ["remind", "--within", "400d"], ["sources", "list"], ["sources", "disable", "hf"],
    ["sources", "remove", "lab"], ["list", "-f", "json"],
]  # fmt: skip
WORDS = [
    "list",
    "deadlines",
    "show",
    "alpha",
    "--year",
    "timeline",
    "--from",
    "--to",
    "--within",
    "export",
    "-o",
    "--format",
    "json",
    "--columns",
    "id,next_deadline.at",
    "--tz",
    "AoE",
    "--now",
    "2026-13-01",
    "-q",
    "*",
    '"',
    "9999-12-31",
    "-1",
    "99999999999999999999",
    "plan",
    "--ready",
    "1d",
    "forecast",
    "conflicts",
    "guide",
    "faq",
    "topics",
    "stats",
    "-t",
    "nlp",
    "--limit",
    "remind",
    "--again",
    "checklist",
    "--lang",
    "zh",
    "\U0001f600",
    "%s",
    "a" * 300,
    "",
    "--following",
    "--confirmed",
    "--estimated",
    "-",
    "--",
    "--catalogue",
    "/dev/null",
    "following",
]
LISTS = {
    "ccfddl": (
        b"- title: AAAI\n  description: AAAI Conference on Artificial Intelligence\n  sub: AI\n "
        b" rank:\n    ccf: A\n  dblp: aaai\n  confs:\n    - year: 2027\n      id: aaai27\n      "
        b"link: https://aaai.example/\n      timeline:\n        - abstract_deadline: "
        b"'2026-07-21 23:59:59'\n          deadline: '2026-07-28 23:59:59'\n      timezone: "
        b"UTC-12\n      date: February 16 - 23, 2027\n      place: Montreal, Canada\n"
    ),
    "hf": (
        b"- title: ICML\n  year: 2027\n  id: icml27\n  full_name: International Conference on "
        b"Machine Learning\n  link: https://icml.example/\n  deadlines:\n    - type: paper\n    "
        b"  label: Paper submission\n      date: '2027-01-28 23:59:59'\n      timezone: AoE\n  "
        b"city: Seoul\n  country: South Korea\n  date: July 6 - July 11, 2027\n  start: "
        b"'2027-07-06'\n  end: '2027-07-11'\n  tags: [machine-learning]\n"
    ),
    "aideadlines": (
        b"- title: CVPR\n  year: 2027\n  id: cvpr27\n  link: https://cvpr.example/\n  deadline: "
        b"'2026-11-13 23:59:59'\n  timezone: UTC-12\n  place: Denver, USA\n  date: June 3-7, "
        b"2027\n  start: 2027-06-03\n  end: 2027-06-07\n  sub: CV\n"
    ),
}  # fmt: skip


OVERLAY = b"""schema: 1
venues:
  - id: alpha
    note: mine
    editions:
      - year: 2027
        deadlines:
          - {kind: paper, at: 2027-01-20 23:59, zone: AoE}
  - id: mine
    acronym: MINE
    name: A meeting of mine
    kind: conference
    topics: [nlp]
    url: https://mine.example/
"""


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to four changes: cut, doubled, flipped, or with a piece put in that
    parsers dislike."""
    body = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at, to = sorted(chance.randint(0, len(body)) for _ in range(2))
        what = chance.randrange(6)
        if what == 0:
            del body[at:to]
        elif what == 1:
            del body[at:]
        elif what == 2 and body:
            body[min(at, len(body) - 1)] ^= 1 << chance.randrange(8)
        elif what == 3:
            body[at:at] = body[at:to]
        else:
            body[at : at if what == 4 else min(to, at + 12)] = chance.choice(PIECES)
    return bytes(body)


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
        self.environ = environment(folder)
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
