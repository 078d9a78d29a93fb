"""A small catalogue, indexed in memory, for the questions asked of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from confradar.index.opening import index_path, open_index
from support import TOPICS, deadline, edition, venue, written

Catalogue = Callable[..., sqlite3.Connection]


def announced_only(file: Path, folder: Path) -> sqlite3.Connection:
    """The index of a file without its estimates, of which other tests ask."""
    open_index([file], TOPICS, folder).close()
    index = sqlite3.connect(index_path([file], TOPICS, folder))
    index.execute("delete from deadline where certainty = 'estimated'")
    index.commit()
    return index


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    folder = tmp_path_factory.mktemp("queries")
    source = {"id": "lists", "name": "A list", "recorded": "2026-08-22"}
    file = written(
        folder / "c.yaml",
        venue(
            "lingua",
            acronym="LINGUA",
            name="Conference on Sprachverarbeitung für Übersetzung",
            name_zh="语言大会",
            aliases=["Babel"],
            topics=["translation"],
            ranks={"ccf": "A", "core": "A*", "thcpl": "A"},
            h5={"index": 90, "source": "lists"},
            editions=[
                edition(
                    2027,
                    deadline("2026-09-01 00:00:00", "abstract", zone="UTC"),
                    deadline("2026-09-08 00:00:00", zone="UTC", source="lists"),
                    deadline("2026-09-02 00:00:00", track="demo", zone="UTC"),
                    deadline("2026-11-01", "notification"),
                    deadline("TBD", "camera_ready"),
                    place="Zürich, Switzerland",
                    country="CH",
                ),
                edition(
                    2026, deadline("2025-09-08 00:00:00", zone="UTC"), place="北京", country="CN"
                ),
            ],
        ),
        venue(
            "visio",
            acronym="VISIO",
            topics=["detection", "speech"],
            ranks={"ccf": "B", "core": "A"},
            editions=[
                edition(
                    2027,
                    deadline("2026-08-31 23:59:59", zone="UTC"),
                    place="Berlin, Germany",
                    country="DE",
                )
            ],
        ),
        venue(
            "sido",
            acronym="Sido",
            kind="workshop",
            parent="lingua",
            topics=["nlp"],
            ranks={"core": "B"},
        ),
        venue(
            "annals",
            acronym="Annals",
            kind="journal",
            topics=["ml"],
            cadence=None,
            ranks={"ccf": "C"},
            h5={"index": 0, "source": "lists"},
        ),
        venue(
            "gone",
            acronym="Gone",
            topics=["nlp"],
            editions=[
                edition(
                    2027,
                    deadline("2026-10-01", zone="UTC"),
                    status="cancelled",
                    place="Rome, Italy",
                    country="IT",
                )
            ],
        ),
        sources=[source],
    )
    with closing(announced_only(file, folder / "index")) as connection:
        yield connection


@pytest.fixture
def indexed(tmp_path: Path) -> Iterator[Catalogue]:
    """The index of given records."""
    opened: list[sqlite3.Connection] = []

    def make(*records: dict[str, object]) -> sqlite3.Connection:
        opened.append(announced_only(written(tmp_path / "c.yaml", *records), tmp_path / "index"))
        return opened[-1]

    yield make
    for connection in opened:
        connection.close()
