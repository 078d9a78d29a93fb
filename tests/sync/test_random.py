"""Whatever two lists say from one sync to the next: nothing is lost, nothing is done twice."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from confradar.catalogue.load import load_text
from confradar.model.venue import Venue
from confradar.sources.answers import Validators
from confradar.sources.fetching import Fetched
from confradar.sources.registry import SourceSpec
from confradar.sync.run import Places, Report, synchronise
from confradar.sync.store import Store
from support import TOPICS
from sync.conftest import BASE

KINDS = ("paper", "abstract", "notification")
START = datetime(2026, 11, 1, 12, tzinfo=UTC)
SPECS = [SourceSpec(id_, f"https://{id_}.example/", "ccfddl") for id_ in ("one", "two")]

rows = st.lists(
    st.tuples(st.integers(0, 300), st.sampled_from(["", "notification", "second round", "TBD"])),
    min_size=1,
    max_size=3,
)
editions = st.dictionaries(st.sampled_from([2026, 2027, 2028]), rows, min_size=1, max_size=3)
bodies = st.dictionaries(
    st.sampled_from(["ICML", "KDD", "FSE", "UAI"]), editions, min_size=1, max_size=4
)


def written(year: int, offset: int) -> str:
    """The day so many days into the year before an edition's, as a list writes it."""
    return f"{START.replace(year=year - 1, month=1, day=1) + timedelta(days=offset):%Y-%m-%d}"


def text(body: dict[str, dict[int, list[tuple[int, str]]]]) -> bytes:
    """A list in ccfddl's format; dates are days after 1 January of the year before the edition."""
    lines = []
    for title, held in body.items():
        lines.append(
            f"- {{title: {title}, sub: {'SC' if title == 'FSE' else 'AI'}, description: "
            f"{title}, dblp: {title.lower()}, confs: ["
        )
        for year, points in held.items():
            dated = [
                f"{{deadline: '{'TBD' if note == 'TBD' else written(year, day)}'"
                + (f", comment: {note}" if note else "")
                + "}"
                if note != "TBD"
                else "{deadline: TBD}"
                for day, note in points
            ]
            lines.append(
                f"  {{year: {year}, id: {title}{year}, timezone: AoE, timeline: "
                f"[{', '.join(dated)}]}},"
            )
        lines.append("]}")
    return "\n".join(lines).encode()


def known(venues: tuple[Venue, ...]) -> set[tuple[str, int, str]]:
    """By venue and edition, every value: present, earlier, or another source's that is not
    followed."""
    beside = {
        (venue.id, edition.year, other.value[:10])
        for venue in venues
        for edition in venue.editions
        for other in edition.differs
        if other.key.startswith(KINDS)
    }
    return beside | {
        (venue, year, value) for venue, year, values in chains(venues) for value in values
    }


def chains(venues: tuple[Venue, ...]) -> list[tuple[str, int, list[str]]]:
    """By venue and edition, the day of each deadline and the earlier ones that it had."""
    return [
        (
            venue.id,
            edition.year,
            [
                at[:10]
                for at in (item.at, *(revision.at for revision in item.revisions))
                if at != "TBD"
            ],
        )
        for venue in venues
        for edition in venue.editions
        for item in edition.deadlines
    ]


@settings(max_examples=25)
@given(st.lists(st.tuples(bodies, bodies), min_size=2, max_size=4))
def test_nothing_is_lost_and_nothing_is_done_twice(
    steps: list[tuple[dict[str, dict[int, list[tuple[int, str]]]], ...]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "base.yaml"
        base.write_text(BASE)
        places = Places(base, TOPICS, Store(Path(folder) / "sync"))

        def sync(day: int, pair: tuple[dict[str, dict[int, list[tuple[int, str]]]], ...]) -> Report:
            answers = {
                spec.id: Fetched(text(body), Validators(), None)
                for spec, body in zip(SPECS, pair, strict=True)
            }
            return synchronise(
                SPECS, places, now=START + timedelta(days=day), fetch=lambda _: answers, force=True
            )

        def present() -> tuple[Venue, ...]:
            path = places.store.catalogue()
            assert path is not None
            return load_text(path.read_text(), str(path)).venues

        before: list[tuple[str, int, list[str]]] = []
        for day, pair in enumerate(steps):
            report = sync(day, pair)
            assert not [item for item in report.outcomes if item.error], report
            now = known(present())
            told = {
                (item.venue, item.year, str(item.old)[:10]) for item in report.movements if item.old
            }
            removed = {
                (item.venue, item.year, str(item.old)[:10])
                for item in report.movements
                if item.what == "removed" and item.old
            }
            gone = {
                (venue, year, value)
                for venue, year, values in before
                if not values
                or (venue, year, values[0])
                not in removed  # its earlier values go with what is said to be removed
                for value in values
            }
            assert gone - now <= told, "a date is gone, and nobody said so"
            for body in pair:
                for held in body.values():
                    for year, points in held.items():
                        for offset, note in points:
                            date = written(year, offset)
                            assert note == "TBD" or date in {value for _, _, value in now}, (
                                f"{date} was read and is nowhere"
                            )
            assert sync(day, pair).movements == (), "the same lists once more change nothing"
            before = chains(present())
