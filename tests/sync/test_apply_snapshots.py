"""Whole upstream snapshots into the shipped catalogue and into an empty one."""

from __future__ import annotations

from pathlib import Path

import pytest

from confradar.catalogue.load import load_text
from confradar.sources.upstream_file import Upstream, read_upstream
from confradar.sync.apply import merge_upstream, update_file

SNAPSHOTS = [
    ("ccfddl/allconf.yml", "ccfddl", "2026-08-20"),
    ("ccfddl/accept_rates.yml", "ccfddl", "2026-08-20"),
    ("ccfddl/revisions.csv", "ccfddl", "2026-08-20"),
    ("hf/ai-deadlines-main.tar.gz", "hf", "2026-07-16"),
    ("aideadlines/conferences.yml", "aideadlines", "2024-03-18"),
]


@pytest.fixture(scope="module")
def snapshots(upstream: Path) -> list[Upstream]:
    return [read_upstream(upstream / name, form, day) for name, form, day in SNAPSHOTS]


@pytest.mark.parametrize("number", range(len(SNAPSHOTS)), ids=[name for name, _, _ in SNAPSHOTS])
def test_importing_a_snapshot_into_the_shipped_catalogue_again_proposes_nothing(
    tmp_path: Path, shipped: Path, snapshots: list[Upstream], number: int
) -> None:
    path = tmp_path / "venues.yaml"
    path.write_bytes((shipped / "venues.yaml").read_bytes())
    changes = update_file(
        path, [lambda venues: merge_upstream(venues, snapshots[number])], locks=tmp_path / "locks"
    )
    assert [str(change) for change in changes if change.what != "noted"] == []
    assert bool(changes) == (path.read_bytes() != (shipped / "venues.yaml").read_bytes()), (
        "nothing is written that is not told"
    )


def test_all_snapshots_fill_an_empty_catalogue_and_then_change_nothing(
    tmp_path: Path, snapshots: list[Upstream]
) -> None:
    path = tmp_path / "venues.yaml"
    path.write_text("schema: 1\nvenues: []\n", encoding="utf-8")
    steps = [
        lambda venues, upstream=upstream: merge_upstream(venues, upstream) for upstream in snapshots
    ]
    assert len(update_file(path, steps, locks=tmp_path / "locks")) > 500
    venues = load_text(path.read_text(encoding="utf-8"), "file").venues
    assert sum(len(venue.editions) for venue in venues) > 600
    again = update_file(path, steps, locks=tmp_path / "locks")
    assert [str(change) for change in again if change.what not in {"kept", "history"}] == []
