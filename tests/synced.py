"""What a sync did, in short, and the lists that several files of its tests give it."""

from __future__ import annotations

from confradar.sync.run import Report
from sync.conftest import World


def told(report: Report) -> list[tuple[object, ...]]:
    return [(item.what, item.venue, item.year, item.key) for item in report.movements]


def statuses(report: Report) -> dict[str, str]:
    return {outcome.spec.id: outcome.status for outcome in report.outcomes}


def journal(world: World) -> list[dict[str, object]]:
    return [dict(entry) for entry in world.places.store.entries()]


def files(world: World) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in world.places.store.folder.iterdir()}


OTHER = """
- title: UAI
  description: Uncertainty in Artificial Intelligence
  sub: AI
  rank: {}
  dblp: uai
  confs:
    - year: 2027
      id: uai27
      timeline:
        - {deadline: '2027-02-20 23:59:59'}
      timezone: AoE
      date: July 1-5, 2027
      place: Rome, Italy
"""


SECURITY = """
- title: FSE
  full_name: Fast Software Encryption
  year: 2027
  id: fse27
  link: https://fse.iacr.org/
  deadline: '2026-12-01 23:59:59'
  timezone: UTC
  date: March 1-5, 2027
  place: Rome, Italy
  sub: SEC
"""


LAB = """
schema: 1
venues:
  - id: retreat
    acronym: Retreat
    name: Our retreat
    kind: workshop
    topics: [nlp]
    sources: [https://lab.example/]
    editions:
      - year: 2027
        deadlines:
          - {kind: abstract, at: 2027-02-01 18:00, zone: Europe/Paris,
             source: https://lab.example/, recorded: 2026-10-01}
  - id: bad
    acronym: Bad
    name: A record that is not one
    kind: party
    topics: [nlp]
    sources: [https://lab.example/]
"""
