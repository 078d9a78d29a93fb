"""Rounds and dates of two and three lists: whatever they say and in whatever order they are met,
moved, relabelled or dropped."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from confradar.catalogue.load import load_text
from confradar.model.deadline import Deadline
from confradar.model.venue import Edition
from confradar.sources.answers import Validators
from confradar.sources.fetching import Fetched
from confradar.sources.registry import SourceSpec
from confradar.sync.run import Places, synchronise
from confradar.sync.store import Store
from support import TOPICS
from sync.conftest import BASE

START = datetime(2026, 11, 1, 12, tzinfo=UTC)
FIRST = datetime(2026, 12, 1)
SPECS = [SourceSpec(id_, f"https://{id_}.example/", "ccfddl") for id_ in ("one", "two", "three")]
# Rounds of one venue are apart by more than lists differ from each other.
APART = timedelta(days=70)


@dataclass(frozen=True)
class Row:
    """A cycle as one list has it: days that it is off, whether it gives a time, an abstract and a
    label."""

    off: int
    exact: bool
    abstract: bool
    labelled: bool

    def text(self, cycle: int) -> str:
        paper = FIRST + APART * cycle + timedelta(days=self.off)
        clock = " 17:00:00" if self.exact else ""
        abstract = (
            f", abstract_deadline: '{paper - timedelta(days=7):%Y-%m-%d}{clock}'"
            if self.abstract
            else ""
        )
        label = f", comment: 'Cycle {cycle + 1}'" if self.labelled else ""
        return f"{{deadline: '{paper:%Y-%m-%d}{clock}'{abstract}{label}}}"


List = dict[int, Row]

rows = st.builds(
    Row, off=st.integers(-5, 5), exact=st.booleans(), abstract=st.booleans(), labelled=st.booleans()
)
lists = st.dictionaries(st.integers(0, 2), rows, min_size=1, max_size=3)


def body(known: List) -> bytes:
    """The list in ccfddl's format."""
    timeline = ", ".join(row.text(cycle) for cycle, row in sorted(known.items()))
    head = (
        "- {title: RDX, sub: SC, description: Example Conference on RDX, dblp: rdx, confs: "
        "[{year: 2027, id: rdx27, timezone: AoE, "
    )
    return f"{head}date: 'December 1-3, 2027', timeline: [{timeline}]}}]}}\n".encode()


@contextmanager
def world() -> Iterator[Places]:
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "base.yaml"
        base.write_text(BASE)
        yield Places(base, TOPICS, Store(Path(folder) / "sync"))


def sync(places: Places, day: int, known: dict[str, List]) -> Edition:
    """The edition after a sync of these lists, configured in one order."""
    specs = [spec for spec in SPECS if spec.id in known]
    answers = {spec.id: Fetched(body(known[spec.id]), Validators(), None) for spec in specs}
    report = synchronise(
        specs, places, now=START + timedelta(days=day), fetch=lambda _: answers, force=True
    )
    assert not [item for item in report.outcomes if item.error], report
    path = places.store.catalogue()
    assert path is not None
    (venue,) = [
        venue for venue in load_text(path.read_text(), str(path)).venues if venue.acronym == "RDX"
    ]
    return venue.editions[0]


def in_force(edition: Edition) -> set[tuple[str, int, str]]:
    return {(item.kind.value, item.round or 1, item.at) for item in edition.deadlines}


def timed(known: dict[str, List]) -> set[tuple[str, str]]:
    """The kinds and days for which a list gives a time."""
    found = set()
    for held in known.values():
        for cycle, row in held.items():
            if row.exact:
                paper = FIRST + APART * cycle + timedelta(days=row.off)
                found.add(("paper", f"{paper:%Y-%m-%d}"))
                if row.abstract:
                    found.add(("abstract", f"{paper - timedelta(days=7):%Y-%m-%d}"))
    return found


def papers(edition: Edition) -> list[Deadline]:
    return [item for item in edition.deadlines if item.kind.value == "paper"]


@settings(max_examples=8)
@given(st.tuples(lists, lists, lists))
def test_the_order_in_which_lists_are_first_met_changes_no_date_and_no_round(
    bodies: tuple[List, ...],
) -> None:
    given_by = dict(zip((spec.id for spec in SPECS), bodies, strict=True))
    results = set()
    for order in permutations(given_by):
        with world() as places:
            for day in range(len(order)):
                edition = sync(places, day, {id_: given_by[id_] for id_ in order[: day + 1]})
        results.add(frozenset(in_force(edition)))
    assert len(results) == 1, results


def changed(known: dict[str, List], moves: Sequence[tuple[str, int, str, int]]) -> dict[str, List]:
    """The lists after moves by some days, drops, and labels that come or go."""
    after = {id_: dict(held) for id_, held in known.items()}
    for id_, cycle, what, days in moves:
        row = after.get(id_, {}).get(cycle)
        if row is None:
            continue
        if what == "drop" and len(after[id_]) > 1:
            del after[id_][cycle]
        elif what == "move":
            after[id_][cycle] = Row(row.off + days, row.exact, row.abstract, row.labelled)
        elif what == "relabel":
            after[id_][cycle] = Row(row.off, row.exact, row.abstract, not row.labelled)
        elif what == "time":
            after[id_][cycle] = Row(row.off, True, row.abstract, row.labelled)
    return after


moves = st.lists(
    st.tuples(
        st.sampled_from([spec.id for spec in SPECS]),
        st.integers(0, 2),
        st.sampled_from(["move", "drop", "relabel", "time"]),
        st.integers(1, 15),
    ),
    max_size=3,
)


@settings(max_examples=20)
@given(st.lists(lists, min_size=2, max_size=3), st.lists(moves, min_size=1, max_size=3))
def test_keys_stay_pairs_are_right_and_no_time_is_lost(
    bodies: list[List], steps: list[list[tuple[str, int, str, int]]]
) -> None:
    known = {spec.id: held for spec, held in zip(SPECS, bodies, strict=False)}
    with world() as places:
        before = sync(places, 0, known)
        for day, step in enumerate(steps, start=1):
            known = changed(known, step)
            after = sync(places, day, known)
            keys = [item.lasting_key for item in after.deadlines]
            assert len(set(keys)) == len(keys)
            assert {item.lasting_key for item in before.deadlines} <= set(keys), (
                "a key is gone: its calendar event is orphaned"
            )
            ours = {item.lasting_key: item for item in before.deadlines}
            for item in after.deadlines:
                old = ours.get(item.lasting_key)
                if old is not None:
                    off = abs((item.wall - old.wall).days)
                    assert (item.kind, off <= 35) == (old.kind, True), (
                        f"{item.lasting_key} was {old.at} and is now {item.at}"
                    )
            for item in after.deadlines:
                if item.kind.value == "abstract":
                    mate = next(
                        (
                            paper
                            for paper in papers(after)
                            if (paper.round or 1) == (item.round or 1)
                        ),
                        None,
                    )
                    following = [
                        paper for paper in papers(after) if paper.wall.date() >= item.wall.date()
                    ]
                    assert mate is None or mate in following, f"{item.at} is paired with {mate}"
            lost = {
                (item.kind.value, item.at)
                for item in after.deadlines
                if item.date_only and not item.gone
            } & timed(known)
            assert not lost, f"a list gives a time for {lost}"
            before = after
