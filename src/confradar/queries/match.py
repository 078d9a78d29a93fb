"""Which venues a text fits, and when each is due next: what the model says, joined with the
catalogue."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import fsum
from typing import NamedTuple

from confradar.matching.other_evidence import OWN, Topics, likeness, named_topics
from confradar.matching.packed_model import Model
from confradar.matching.scoring import Scored, fits, score
from confradar.model.kinds import PAPER_KINDS
from confradar.model.names import fold
from confradar.queries.filters import VenueFilter
from confradar.queries.venues import VenueItem, venues

FITS = ("strong", "fair", "weak")
BY_TOPICS, FIRST = 3, 10


class Match(NamedTuple):
    """A venue that a text fits. ``score`` is its chance (0 to 1), ``fit`` one of FITS, by the
    chance of its whole ``group``: the venues that titles cannot distinguish from it (its own id
    among them; none where it stands alone). ``words`` of the text speak for it; ``newest`` is the
    year of the newest titles behind it, None where it is ``known`` by its topics or by the reader's
    own titles only (``known``: titles, topics or own).
    """

    venue: VenueItem
    fit: str
    score: float
    group: tuple[str, ...]
    words: tuple[str, ...]
    newest: int | None
    known: str


class Matches(NamedTuple):
    """The venues that fit, best first. Where none does: ``refused``, with the words of the text
    that are not ``unknown``. ``elsewhere`` names the venues outside the catalogue that the text is
    more like than all in it.
    """

    matches: tuple[Match, ...]
    refused: bool = False
    unknown: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()


def match(
    index: sqlite3.Connection,
    model: Model,
    text: str,
    wanted: VenueFilter,
    *,
    now: int,
    top: int | None = None,
    certainty: str = "all",
    library: Sequence[tuple[str, str]] = (),
) -> Matches:
    """The first ``top`` venues that a text fits, of those wanted, each with its next deadline at or
    after ``now`` (seconds since the epoch).

    ``library`` are the reader's own titles with the ids of their venues. Raises UsageError for a
    filter that names something unknown.
    """
    seen = score(model, text)
    listed = {
        item.id: item
        for item in venues(index, wanted, now=now, certainty=certainty)
        if item.kind in PAPER_KINDS
    }
    elsewhere = _elsewhere(seen)
    if seen.refused:
        return Matches(
            (), refused=True, unknown=tuple(dict.fromkeys(seen.unknown)), elsewhere=elsewhere
        )
    topics = {id_: json.loads(text) for id_, text in index.execute("select id, topics from venue")}
    best = _ordered(_scored(index, seen, listed, topics, library))[:top]
    return Matches(tuple(_with_words(one, seen, topics) for one in best), elsewhere=elsewhere)


def _ordered(matches: Iterable[Match]) -> list[Match]:
    """Best first, of equals those of the higher h5-index. Of the venues reached by topics no more
    than BY_TOPICS stand among the FIRST others."""
    ordered = sorted(matches, key=lambda one: (-one.score, -(one.venue.h5 or 0), one.venue.id))
    least = [one.score for one in ordered if one.known != "topics"][:FIRST][-1:]
    late = [one for one in ordered if one.known == "topics"][BY_TOPICS:]
    if not least or not late:
        return ordered
    below = {one.venue.id: one._replace(score=min(one.score, least[0])) for one in late}
    first = [one for one in ordered if one.venue.id not in below]
    return sorted(
        (*first, *below.values()), key=lambda one: -one.score
    )  # stable: of equals the first come first


def _with_words(one: Match, seen: Scored, topics: Mapping[str, Sequence[str]]) -> Match:
    """The same with the words that speak for it: for one that is reached by topics those that speak
    for the likeliest venue that shares one."""
    if one.words:
        return one
    venues = seen.facts.venues
    alike = [place for place, venue in enumerate(venues) if venue == one.venue.id]
    alike = alike or [
        place
        for place, venue in enumerate(venues)
        if set(topics.get(venue, ())) & set(topics[one.venue.id])
    ]
    speaks = max(alike, key=lambda place: seen.shares[place], default=None)
    return one if speaks is None else one._replace(words=tuple(seen.phrases(speaks)))


def _scored(
    index: sqlite3.Connection,
    seen: Scored,
    listed: Mapping[str, VenueItem],
    topics: Mapping[str, Sequence[str]],
    library: Sequence[tuple[str, str]],
) -> Iterator[Match]:
    """Every venue listed that anything speaks for, its score without its words where those are the
    model's to find."""
    facts = seen.facts
    shares = {
        venue: seen.shares[place] for place, venue in enumerate(facts.venues) if venue in topics
    }
    own = likeness(seen.words, library) if library else {}
    whole = 1 + OWN * fsum(like for like, _ in own.values())
    chances = {
        venue: (share + OWN * own.get(venue, (0.0, []))[0]) / whole
        for venue, share in shares.items()
    }
    yield from _by_titles(seen, listed, chances)
    named = named_topics(
        seen.words, index.execute("select folded, topic from topic_name order by topic, folded")
    )
    through = Topics(shares, topics, named)
    for venue, item in listed.items():
        if venue in shares:
            continue
        if venue in own:
            like, words = own[venue]
            chance = OWN * like / whole
            fit = "fair" if chance >= facts.fair else "weak"
            yield Match(item, fit, chance, (), tuple(words), None, "own")
        elif chance := through.score(venue):
            words = [word for topic in topics[venue] for word in named.get(topic, ())]
            yield Match(item, "weak", chance, (), tuple(words), None, "topics")


def _by_titles(
    seen: Scored, listed: Mapping[str, VenueItem], chances: Mapping[str, float]
) -> Iterator[Match]:
    """The venues listed whose titles the model knows."""
    facts = seen.facts
    newest = dict(zip(facts.venues, facts.newest, strict=True))
    fit = fits(facts, dict(chances))
    groups = {venue: tuple(group) for group in facts.groups for venue in group}
    for venue, item in listed.items():
        if venue in chances:
            group = groups.get(venue, ())
            yield Match(item, fit[venue], chances[venue], group, (), newest[venue], "titles")


def _elsewhere(seen: Scored) -> tuple[str, ...]:
    """The likeliest venues outside the catalogue, where all such together are likelier than all in
    it."""
    foreign = seen.foreign
    best = sorted(foreign, key=lambda venue: (-foreign[venue], venue))[:3]
    return tuple(best) if fsum(foreign.values()) > 0.5 else ()


def publishers(
    index: sqlite3.Connection, entries: Iterable[Mapping[str, str]]
) -> tuple[list[tuple[str, str]], int]:
    """The titles of BibTeX entries with the ids of the catalogue's venues that published them, and
    how many entries name no such venue."""
    rows = index.execute(
        "select n.folded, v.id, v.kind from venue_name n join venue v on v.position = n.venue "
        "order by 1, 2"
    )
    names = [(name, id_, kind) for name, id_, kind in rows if kind in PAPER_KINDS]
    titles, missed = [], 0
    for entry in entries:
        title, book = (re.sub(r"[{}\\]", "", entry.get(key, "")) for key in ("title", "booktitle"))
        book = book or re.sub(r"[{}\\]", "", entry.get("journal", ""))
        venue = _publisher(book, names) if title and book else None
        if venue:
            titles.append((venue, " ".join(title.split())))
        else:
            missed += 1
    return titles, missed


def _publisher(book: str, names: Iterable[tuple[str, str, str]]) -> str | None:
    """The venue whose name stands in a book's title, the longest one; a name of one word as it is
    written there: as an acronym."""
    whole = fold(book)
    capitals = {
        fold(word)
        for word in re.findall(r"[^\W_]+", book)
        if sum(letter.isupper() for letter in word) > 1
    }
    workshop = "workshop" in whole
    best: tuple[int, str] | None = None
    for name, id_, kind in names:
        stands = name == whole or (
            f" {name} " in f" {whole} " and (" " in name or name in capitals)
        )
        if (
            stands
            and (kind == "workshop" or not workshop)
            and (best is None or len(name) > best[0])
        ):
            best = (len(name), id_)
    return best[1] if best else None
