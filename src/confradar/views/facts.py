"""What a venue is, as pairs of name and text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from confradar.model.counts import first_of
from confradar.views.words import ENGLISH, Words

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


def brief_facts(page: VenuePage, say: Words = ENGLISH) -> Iterator[tuple[str, str]]:
    """What fits a first screen of the facts: kind and ranks without their lists in one line, links
    in another, what it belongs to."""
    whole, record = dict(facts(page, say)), page.record
    kind = say("fact.kind")
    ranks = [f"{title} {rank}" for title, rank, _ in _ranks(record)]
    if h5 := record.get("h5"):
        ranks.append(f"h5-index {h5['index']}")
    yield kind, say("semicolon").join([whole[kind], *([", ".join(ranks)] if ranks else [])])
    homes = (say("fact.homepage"), "dblp")
    if links := ", ".join(whole[name] for name in homes if name in whole):
        yield say("fact.links"), links
    yield say("fact.topics"), say("comma").join(page.topics.values())
    names = map(say, ("fact.chinese", "fact.former", "fact.part_of"))
    yield from ((name, whole[name]) for name in names if name in whole)
    if page.children:
        ids = first_of([id_ for id_, _, _ in page.children], 3)
        yield say("fact.children"), say.sentence(ids)


def facts(page: VenuePage, say: Words = ENGLISH) -> Iterator[tuple[str, str]]:
    """The venue's own facts as pairs of name and text, ranks and links first."""
    record = page.record
    if ranks := list(_ranks(record)):
        yield (
            say("fact.ranks"),
            ", ".join(
                f"{title} {rank}{f' ({list_})' if list_ else ''}" for title, rank, list_ in ranks
            ),
        )
    if h5 := record.get("h5"):
        year = f", {h5['year']}" if h5.get("year") else ""
        yield "h5-index", f"{h5['index']} ({_source(page, h5['source'])}{year})"
    if record.get("url"):
        yield say("fact.homepage"), record["url"]
    if record.get("dblp"):
        yield "dblp", f"https://dblp.org/db/{record['dblp']}/"
    yield say("fact.kind"), _kind(record, say)
    yield (
        say("fact.topics"),
        say("comma").join(f"{name} ({id_})" for id_, name in page.topics.items()),
    )
    if chinese := record.get("name_zh"):
        yield say("fact.chinese"), chinese
    if also := record.get("aliases", []):
        yield say("fact.also"), ", ".join(also)
    if former := record.get("formerly"):
        yield say("fact.former"), ", ".join(former)
    if page.parent:
        yield say("fact.part_of"), f"{page.parent[1]} ({page.parent[0]})"
    if page.children:
        yield (
            say("fact.children"),
            ", ".join(f"{acronym} ({id_})" for id_, acronym, _ in page.children),
        )
    sources = dict.fromkeys(_source(page, source) for source in record["sources"])
    yield say("fact.sources"), ", ".join(sources)
    if record.get("note"):
        yield say("fact.note"), record["note"]


def _kind(record: VenueDoc, say: Words) -> str:
    """``conference, annual``."""
    words = {
        "venue": record["kind"],
        "cadence": record.get("cadence"),
        "activity": record.get("activity"),
    }
    return say("comma").join(say.named(group, word) for group, word in words.items() if word)


def short(source: str) -> str:
    """A source's id, or the host of its page."""
    return source.split("/")[2].removeprefix("www.") if source.startswith("http") else source


def _source(page: VenuePage, source: str) -> str:
    known = page.sources.get(source)
    return known["name"] if known else short(source)
