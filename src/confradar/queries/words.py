"""Words beside a command's name: each an exact name of a venue, else of a topic; and what is to be
said of one that is neither."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from confradar.errors import UsageError
from confradar.model.kinds import DEADLINE_KINDS, KINDS, RANKS
from confradar.model.names import fold, nearest
from confradar.queries.filters import topic_called, venue_called

# A length of time, or what is left of one that lost its quotes.
_UNIT = re.compile(r"(?:\d+ ?)?(?:h|d|w|m|y|hour|day|week|month|year)s?")
_DAY = re.compile(r"today|tomorrow|yesterday|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")
# A rank with the name of its list: ``ccf-a``, ``core A*``.
_RANK = re.compile(r"(ccf|core|thcpl)[ :=-]?(a\*|[abc])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_EDITION = re.compile(r"(.*?\D)[ '-]*((?:19|20)\d\d)")


class Words(NamedTuple):
    """What words mean: ids of ``venues`` and of ``topics``, each in their order; ``told`` says what
    is not plain."""

    venues: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def read_words(
    index: sqlite3.Connection, words: Sequence[str], *, asked: str = "deadlines"
) -> Words:
    """Read words: several that are one name together, several in one joined by commas. Raises
    UsageError for one that is nothing, naming the right command: ``asked`` is the one that shows an
    edition.
    """
    venues: dict[str, None] = {}
    topics: dict[str, None] = {}
    told = []
    for name in _names(index, words):
        venue, topic = venue_called(index, name), topic_called(index, name)
        if venue:
            venues[venue.id] = None
            if topic:
                told.append(f"{name}: the venue {venue.acronym}; the topic is --topic {topic}")
            elif fold(name) not in {fold(venue.id), fold(venue.acronym)}:
                told.append(f"{name}: {venue.acronym} ({venue.id})")
        elif topic:
            topics[topic] = None
            told.append(f"{name}: topic" if fold(name) == fold(topic) else f"{name}: topic {topic}")
        else:
            raise unknown(index, name, words, word=True, asked=asked)
    return Words(tuple(venues), tuple(topics), tuple(told))


def _names(index: sqlite3.Connection, words: Sequence[str]) -> list[str]:
    """The names that the words make: the longest run of them that is one, else a word, parted at
    its commas where it is none."""
    names = []
    start = 0
    while start < len(words):
        for end in range(len(words), start, -1):
            joined = " ".join(words[start:end])
            if venue_called(index, joined) or topic_called(index, joined):
                names.append(joined)
                break
        else:
            end = start + 1
            names += [part for part in words[start].split(",") if part.strip()] or [words[start]]
        start = end
    return names


def unknown(
    index: sqlite3.Connection,
    name: str,
    beside: Sequence[str] = (),
    *,
    word: bool = False,
    asked: str = "deadlines",
) -> UsageError:
    """What is to be said of a name (of a ``word``: that may be a topic's too) that no venue has:
    what it is instead and the command for that, else the nearest names."""
    if topic := topic_called(index, name):
        return UsageError(f"there is no venue {name!r}, it is a topic: confradar list {topic}")
    none = f"there is no venue {name!r}" + (" and no topic" if word else "")
    others = " ".join(word for word in beside if word != name and venue_called(index, word))
    if hint := _elsewhere(index, name, others, asked):
        return UsageError(f"{none}: {hint}")
    sql = "select name from venue_name union all select id from venue union all select folded from topic_name"
    close = nearest(name, (known for (known,) in index.execute(sql)))
    search = f"confradar list -q {_quoted(name)}" if fold(name) else "confradar list"
    meant = f"did you mean {' or '.join(close)}? Or search: {search}" if close else search
    return UsageError(f"{none}: {meant}")


def _elsewhere(index: sqlite3.Connection, name: str, others: str, asked: str) -> str | None:
    """The command for a word that is a value of some option."""
    folded = fold(name)
    edition = _EDITION.fullmatch(name.strip())
    if _YEAR.fullmatch(folded):
        return f"confradar {asked} {others or 'VENUE'} --year {folded}"
    if edition and (venue := venue_called(index, edition[1])):
        return f"confradar {asked} {venue.id} --year {edition[2]}"
    if ranked := _RANK.fullmatch(name.strip().lower()):
        return f"confradar list --{ranked[1]} {_quoted(ranked[2].upper())}"
    if _DAY.fullmatch(name.strip().lower()):
        return f"confradar deadlines{f' {others}' if others else ''} --from {name.strip().lower()}"
    if name.upper() in {rank for ranks in RANKS.values() for rank in ranks}:
        return f"ranks are joined by commas: confradar list --ccf A,{'B' if name.upper() == 'A' else name.upper()}"
    if _UNIT.fullmatch(folded) or folded in {"next", "this", "in", "within"}:
        return (
            "a length of time is one word: confradar deadlines --within 3m, or --within '3 months'"
        )
    if kinds := [kind for kind in KINDS if folded in {kind, f"{kind}s", f"{kind[:-1]}ies"}]:
        return f"confradar list --kind {kinds[0]}"
    if kinds := [kind for kind in DEADLINE_KINDS if folded in {fold(kind), f"{fold(kind)}s"}]:
        return f"confradar deadlines{f' {others}' if others else ''} --deadline-kind {kinds[0]}"
    if row := index.execute(
        "select country from country_name where folded = ?", (folded,)
    ).fetchone():
        return f"confradar list --country {row[0]}"
    return None


def _quoted(text: str) -> str:
    import shlex

    return shlex.quote(text)
