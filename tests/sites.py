"""A small catalogue in place of the shipped one, of which sites are published."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest import mock

from confradar import paths
from support import Done, called, deadline, edition, environment, venue, written

# Texts that a page could take for something else.
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "]]>--></style></title></textarea>",
    "{{ 7 * 7 }}{% raw %}",
    "\u202egpj.exe\u202c\u2066\u200f",
    "javascript:alert(1)",
    "</script><script>alert(1)</script><!--",
    "\\u003cscript\\u003e &lt;b&gt; &amp;",
)


def _years(month: int, day: int) -> list[dict[str, Any]]:
    """Five editions, newest first, each with its paper deadline about the same day."""
    return [
        edition(
            year,
            deadline(f"{year - 1}-{month:02d}-{day + year % 3:02d} 23:59", zone="AoE"),
            start=f"{year}-07-0{year % 3 + 1}",
            end=f"{year}-07-0{year % 3 + 4}",
            place="Paris, France",
            country="FR",
            source="https://call.example/",
            recorded="2026-08-01",
            acceptance={"submitted": 1000, "accepted": 250 + year % 7, "source": "list"},
        )
        for year in range(2026, 2021, -1)
    ]


def venues() -> list[dict[str, Any]]:
    """The records of the small catalogue."""
    coming = edition(
        2027,
        deadline("2026-10-01 23:59", kind="abstract", zone="AoE"),
        deadline(
            "2026-10-08 23:59",
            zone="America/New_York",
            link="https://submit.example/",
            revisions=[{"at": "2026-10-01 23:59", "recorded": "2026-08-20"}],
            recorded="2026-08-20",
        ),
        deadline("2027-01-15", kind="notification"),
        start="2027-05-03",
        end="2027-05-07",
        place="Tokyo, Japan",
        country="JP",
        format="hybrid",
        url="https://alpha.example/2027",
        source="https://alpha.example/2027",
        recorded="2026-08-20",
    )
    off = edition(
        2027,
        deadline("2026-11-01", zone="UTC"),
        status="cancelled",
        recorded="2026-08-10",
        source="https://off.example/",
    )
    return [
        venue(
            "alpha",
            acronym="ALPHA",
            name_zh="阿尔法会议",
            aliases=["Alphabetic"],
            ranks={"ccf": "A", "core": "A*"},
            h5={"index": 90, "source": "list"},
            topics=["nlp"],
            editions=[coming, *_years(10, 5)],
        ),
        venue("beta", topics=["cv"], ranks={"ccf": "B"}, editions=_years(11, 12)),
        venue("off", topics=["ml"], editions=[off]),
        venue("shop", kind="workshop", parent="alpha", cadence=None),
        venue("paper-journal", kind="journal", cadence="rolling", topics=["ml"]),
        venue("arr", kind="community", cadence=None, topics=["nlp"]),
    ]


def hostile(name: str, text: str) -> dict[str, Any]:
    """A venue with a text in each place that takes any."""
    return venue(
        name,
        acronym=text[:40],
        name=text,
        name_zh=text,
        aliases=[text],
        topics=["nlp"],
        note=text,
        h5={"index": 5, "source": text},
        sources=[text, "https://bad.example/"],
        dblp=text,
        differs=[{"source": text, "key": "name", "value": text, "why": text}],
        editions=[
            edition(
                2027,
                deadline(
                    "2026-10-08 23:59", kind="other", label=text, source=text, note=text,
                    also=[text], evidence=text, zone="AoE",
                ),
                deadline("2026-10-09 23:59", label=text, source=text, zone="AoE"),
                place=text,
                start="2027-05-03",
                when=text,
                note=text,
                source=text,
                url='https://bad.example/"><script>alert(1)</script>',
                differs=[{"source": text, "key": "place", "value": text, "why": text}],
            )
        ],
    )  # fmt: skip


class World:
    """A reader with a small catalogue as the shipped one."""

    def __init__(self, folder: Path, *records: dict[str, Any]) -> None:
        self.folder = folder
        self.environ = environment(folder / "home")
        self.shipped = folder / "data" / "venues.yaml"
        self.ship(*(records or venues()))

    def ship(self, *records: dict[str, Any]) -> None:
        """Have this catalogue as the shipped one."""
        sources = [{"id": "list", "name": "a list", "recorded": "2026-08-25"}]
        written(self.shipped, *records, sources=sources)

    def __call__(self, *arguments: str, **more: str) -> Done:
        """The program, in this process."""
        real = paths.bundled
        mine = {"venues.yaml": self.shipped, "index.sqlite": self.folder / "none"}
        with mock.patch.object(paths, "bundled", lambda name: mine.get(name) or real(name)):
            return called(arguments, {**self.environ, **more})


def files(site: Path) -> dict[str, bytes]:
    """All files of a folder by their paths."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }
