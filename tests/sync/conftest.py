"""A small world to sync in: a curated catalogue of two venues, a store, and a server with lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from confradar.catalogue.load import load_text
from confradar.model.deadline import Deadline
from confradar.model.venue import Venue
from confradar.sources.answers import Limits
from confradar.sources.fetching import fetch_all
from confradar.sources.registry import SourceSpec
from confradar.sync.run import Places, Report, synchronise
from confradar.sync.store import Store
from server import Site, serving
from support import TOPICS

LIMITS = Limits(timeout=0.3, total=2, attempts=2, max_bytes=300_000, backoff=0.01, max_wait=1)

BASE = """
schema: 1
sources:
  - {id: lists, name: some list, recorded: 2026-08-01}
venues:
  - id: icml
    acronym: ICML
    name: International Conference on Machine Learning
    kind: conference
    topics: [ml]
    dblp: conf/icml
    cadence: annual
    sources: [https://icml.cc/]
    editions:
      - year: 2027
        place: Paris, France
        country: FR
        start: 2027-07-11
        end: 2027-07-17
        source: https://icml.cc/
        deadlines:
          - {kind: paper, at: 2027-01-28 23:59, zone: AoE, source: https://icml.cc/}
  - id: fse
    acronym: FSE
    name: Foundations of Software Engineering
    kind: conference
    topics: [se]
    dblp: conf/sigsoft
    cadence: annual
    sources: [https://fse.example/]
"""

LIST = """
- title: KDD
  description: Knowledge Discovery and Data Mining
  sub: DB
  rank: {ccf: A}
  dblp: kdd
  confs:
    - year: 2027
      id: kdd27
      link: https://kdd.example/
      timeline:
        - {deadline: '2027-02-08 23:59:59', abstract_deadline: '2027-02-01 23:59:59'}
      timezone: AoE
      date: August 1-5, 2027
      place: San Jose, USA
- title: ICML
  description: International Conference on Machine Learning
  sub: AI
  rank: {ccf: A}
  dblp: icml
  confs:
    - year: 2027
      id: icml27
      link: https://icml.cc/
      timeline:
        - {deadline: '2027-01-28 23:59:59'}
      timezone: AoE
      date: July 11-17, 2027
      place: Paris, France
"""


@dataclass
class World:
    """Where a sync works, and its server."""

    folder: Path
    site: Site
    specs: list[SourceSpec] = field(default_factory=list)

    @property
    def places(self) -> Places:
        base = self.folder / "base.yaml"
        if not base.exists():
            base.write_text(BASE)
        return Places(base, TOPICS, Store(self.folder / "sync"))

    def source(self, id_: str, form: str, body: str | bytes, *, day: int = 1_793_600_000) -> None:
        """Serve a list (its Last-Modified is 2026-11-02 unless said otherwise), and ask it from now
        on."""
        url = self.site.serve(f"/{id_}", body.encode() if isinstance(body, str) else body, day=day)
        if id_ not in {spec.id for spec in self.specs}:
            self.specs.append(SourceSpec(id_, url, form))

    def sync(
        self,
        day: str = "2026-11-10",
        *,
        offline: bool = False,
        force: bool = False,
        dry_run: bool = False,
    ) -> Report:
        """Bring all up to date at noon of a day."""
        now = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC)
        fetch = None if offline else partial(fetch_all, agent="confradar/9", limits=LIMITS)
        return synchronise(
            self.specs, self.places, now=now, fetch=fetch, force=force, dry_run=dry_run
        )

    def venues(self) -> dict[str, Venue]:
        """The merged catalogue, read back from its file."""
        path = self.places.store.catalogue()
        assert path is not None
        return {venue.id: venue for venue in load_text(path.read_text(), str(path)).venues}

    def deadline(self, venue: str, key: str = "paper", year: int = 2027) -> Deadline:
        """A deadline of the merged catalogue by its kind, with ``.2`` for a round."""
        kind, _, number = key.partition(".")
        edition = next(item for item in self.venues()[venue].editions if item.year == year)
        return next(item for item in edition.deadlines if item.key == (kind, int(number or 1), ""))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with serving() as site:
        yield World(tmp_path, site)
