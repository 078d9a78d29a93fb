"""What the fuzzing damages, and how: files, lists, command lines."""

from __future__ import annotations

import random

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
