"""A second, plain reading of the upstream lists, to compare with."""

from __future__ import annotations

import re
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from confradar.formats.lists.reading import Reading

Instants = dict[tuple[str, int], set[str]]


def plain_zone(name: str | None) -> timezone | ZoneInfo:
    named = {"AoE": -12, "PST": -8, "PDT": -7, "GMT": 0, "UTC": 0}
    if name is None:
        return timezone(timedelta(hours=-12))
    if name in named:
        return timezone(timedelta(hours=named[name]))
    if name == "PT":
        return ZoneInfo("America/Los_Angeles")
    if name == "CET" or "/" in name:
        return ZoneInfo(name)
    match = re.fullmatch(r"(?:UTC|GMT)([+-]\d+)", name)
    assert match, name
    return timezone(timedelta(hours=int(match[1])))


def plain_instant(value: object, zone: str | None) -> str:
    text = str(value).strip()
    if text == "TBD":
        return "TBD"
    numbers = [int(part) for part in re.split(r"[-: T]", text)]
    if len(numbers) == 3:
        numbers += [23, 59, 59]
    return datetime(*numbers[:3], *numbers[3:], tzinfo=plain_zone(zone)).astimezone(UTC).isoformat()  # type: ignore[misc,arg-type] # counted above


def plain_ccfddl(upstream: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for series in yaml.safe_load((upstream / "ccfddl" / "allconf.yml").read_text(encoding="utf-8")):
        for edition in series["confs"]:
            yield series["title"], edition


def plain_hf(upstream: Path) -> Iterator[dict[str, Any]]:
    with tarfile.open(upstream / "hf" / "ai-deadlines-main.tar.gz") as archive:
        for member in archive:
            stream = archive.extractfile(member)
            if stream is not None and re.search(r"/src/data/conferences/[^/]+\.yml$", member.name):
                yield from yaml.safe_load(stream.read())


def plain_aideadlines(upstream: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(
        (upstream / "aideadlines" / "conferences.yml").read_text(encoding="utf-8")
    )
    return found


def read_instants(reading: Reading) -> Instants:
    found: Instants = defaultdict(set)
    for venue in reading.venues:
        for edition in venue.editions:
            for item in edition.deadlines:
                found[(venue.acronym, edition.year)].add(
                    item.instant(edition.default_zone).isoformat() if item.known else "TBD"
                )
    return found


def assert_same(found: Instants, expected: Instants) -> None:
    """Nothing lost and nothing made up, edition by edition."""
    wrong = {
        key: (sorted(expected[key] - found[key]), sorted(found[key] - expected[key]))
        for key in expected
        if expected[key] != found[key]
    }
    assert wrong == {}, "lost, made up"
    assert {key for key in found if found[key]} == {key for key in expected if expected[key]}
