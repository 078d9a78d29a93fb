"""What a venue is, as pairs of name and text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from confradar.model.counts import first_of

if TYPE_CHECKING:
    from confradar.index.documents import VenueDoc
    from confradar.queries.venue_page import VenuePage


def _ranks(record: VenueDoc) -> Iterator[tuple[str, str, str | None]]:
    """Who ranks a venue, the rank, and the edition of the list where it is known."""
    ranks = record.get("ranks") or {}
    for title, rank, list_ in (
        ("CCF", ranks.get("ccf"), ranks.get("ccf_list")),
        ("CORE", ranks.get("core"), ranks.get("core_list")),
        ("TH-CPL", ranks.get("thcpl"), None),
    ):
        if rank:
            yield title, rank, list_


def brief_facts(page: VenuePage) -> Iterator[tuple[str, str]]:
    """What fits a first screen of the facts: ranks without their lists, links in one line, names
    alone."""
    whole, record = dict(facts(page)), page.record
    ranks = [f"{title} {rank}" for title, rank, _ in _ranks(record)]
    if h5 := record.get("h5"):
        ranks.append(f"h5-index {h5['index']}")
    if ranks:
        yield "Ranks", ", ".join(ranks)
    if links := ", ".join(whole[name] for name in ("Homepage", "dblp") if name in whole):
        yield "Links", links
    yield "Kind", whole["Kind"]
    yield "Topics", ", ".join(page.topics.values())
    yield from (
        (name, whole[name])
        for name in ("In Chinese", "Also called", "Former id", "Part of")
        if name in whole
    )
    if page.children:
        yield "With it", first_of([id_ for id_, _, _ in page.children], 3)
    if "Note" in whole:
        yield "Note", whole["Note"]


def facts(page: VenuePage) -> Iterator[tuple[str, str]]:
    """The venue's own facts as pairs of name and text, ranks and links first."""
    record = page.record
    if ranks := list(_ranks(record)):
        yield (
            "Ranks",
            ", ".join(
                f"{title} {rank}{f' ({list_})' if list_ else ''}" for title, rank, list_ in ranks
            ),
        )
    if h5 := record.get("h5"):
        year = f", {h5['year']}" if h5.get("year") else ""
        yield "h5-index", f"{h5['index']} ({_source(page, h5['source'])}{year})"
    if record.get("url"):
        yield "Homepage", record["url"]
    if record.get("dblp"):
        yield "dblp", f"https://dblp.org/db/{record['dblp']}/"
    yield (
        "Kind",
        ", ".join(record[key] for key in ("kind", "cadence", "activity") if record.get(key)),
    )
    yield "Topics", ", ".join(f"{name} ({id_})" for id_, name in page.topics.items())
    if chinese := record.get("name_zh"):
        yield "In Chinese", chinese
    if also := record.get("aliases", []):
        yield "Also called", ", ".join(also)
    if former := record.get("formerly"):
        yield "Former id", ", ".join(former)
    if page.parent:
        yield "Part of", f"{page.parent[1]} ({page.parent[0]})"
    if page.children:
        yield "With it", ", ".join(f"{acronym} ({id_})" for id_, acronym, _ in page.children)
    yield "Sources", ", ".join(dict.fromkeys(_source(page, source) for source in record["sources"]))
    if record.get("note"):
        yield "Note", record["note"]


def short(source: str) -> str:
    """A source's id, or the host of its page."""
    return source.split("/")[2].removeprefix("www.") if source.startswith("http") else source


def _source(page: VenuePage, source: str) -> str:
    known = page.sources.get(source)
    return known["name"] if known else short(source)
