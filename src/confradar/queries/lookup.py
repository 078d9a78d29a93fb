"""What names stand for: venues, topics and countries by any of their names; words beside a
command's name, each a venue or a topic; and what is to be said of one that is nothing."""

import re
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from confradar.errors import UsageError
from confradar.model.choice import unknown as no_such
from confradar.model.kinds import DEADLINE_KINDS, KINDS, RANKS
from confradar.model.names import fold, nearest

# Compiled where a word is nothing else: here they would take a millisecond of every start.
# A length of time, or what is left of one that lost its quotes.
_UNIT = r"(?:\d+ ?)?(?:h|d|w|m|y|hour|day|week|month|year)s?"
_DAY = r"today|tomorrow|yesterday|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
# A rank with the name of its list: ``ccf-a``, ``core A*``.
_RANK = rf"({'|'.join(RANKS)})[ :=-]?(a\*|[abc])"
_YEAR = r"(?:19|20)\d\d"
_EDITION = r"(.*?\D)[ '-]*((?:19|20)\d\d)"


# What JSON writes between quotes as it is.
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")

# "One of these", as SQL with one parameter: there may be more values than SQLite takes parameters.
AMONG = "(select value from json_each(?))"


def among(values: Iterable[object]) -> str:
    """The parameter of ``AMONG`` that stands for these texts and numbers."""
    unique = list(dict.fromkeys(values))
    if all(_PLAIN.issuperset(str(value)) for value in unique):
        # JSON as well, without the time that it takes to import what writes it
        texts = (f'"{value}"' if isinstance(value, str) else str(value) for value in unique)
        return f"[{', '.join(texts)}]"
    import json

    return json.dumps(unique)


class Called(NamedTuple):
    """A venue and the name of it that was looked up: its position in the catalogue, id, acronym,
    that name."""

    position: int
    id: str
    acronym: str
    name: str


def venue_called(index: sqlite3.Connection, name: str) -> Called | None:
    """The venue that is called ``name``, exactly but for case, accents and separators; of several
    the one whose id it is. A Chinese name that no record gives is understood by its words."""
    row = index.execute(
        "select v.position, v.id, v.acronym, n.name "
        "from venue_name n join venue v on v.position = n.venue where n.folded = ? "
        "order by v.id != ?, v.position",
        (fold(name), fold(name).replace(" ", "-")),
    ).fetchone()
    if row is None and not name.isascii():
        from confradar.queries.chinese_names import venue_meant

        row = None if topic_called(index, name) else venue_meant(index, name)
    return Called(*row) if row else None


def topic_called(index: sqlite3.Connection, name: str) -> str | None:
    """The id of the topic that is called ``name``: its id, English or Chinese name, or an alias."""
    row = index.execute("select topic from topic_name where folded = ?", (fold(name),)).fetchone()
    return str(row[0]) if row else None


def find_venue(index: sqlite3.Connection, name: str) -> Called:
    """The venue that is called ``name``. Raises UsageError with the nearest names."""
    venue = venue_called(index, name)
    if venue is None:
        raise unknown(index, name)
    return venue


def find_topic(index: sqlite3.Connection, name: str) -> str:
    """The id of a topic by any of its names. Raises UsageError with the nearest."""
    topic = topic_called(index, name)
    if topic is None:
        names = (row[0] for row in index.execute("select folded from topic_name"))
        hint = "`confradar topics` shows them all"
        raise no_such(name, names, "there is no topic", hint=hint)
    return topic


def find_country(index: sqlite3.Connection, name: str) -> str:
    """The code of a country that editions were held in, by name or code. Raises UsageError."""
    code = _country_called(index, name)
    if code is None:
        hint = "a name or ISO code, such as DE"
        raise no_such(name, _country_names(index), "there is no country", hint=hint)
    return code


def find_region(index: sqlite3.Connection, name: str) -> tuple[str, ...]:
    """The codes of the countries of a region, or of a country, whether editions were held there or
    not. Raises UsageError with the nearest of both."""
    from confradar.model.countries import country_code
    from confradar.model.regions import REGIONS, region_countries

    if codes := region_countries(name):
        return codes
    code = _country_called(index, name) or country_code(name)
    if code is None:
        names = (*REGIONS, *_country_names(index))
        hint = "a region such as europe or east-asia, or a country such as DE"
        raise no_such(name, names, "there is no region and no country", hint=hint)
    return (code,)


def _country_called(index: sqlite3.Connection, name: str) -> str | None:
    row = index.execute(
        "select country from country_name where folded = ?", (fold(name),)
    ).fetchone()
    return str(row[0]) if row else None


def _country_names(index: sqlite3.Connection) -> list[str]:
    return [row[0] for row in index.execute("select folded from country_name")]


def names_beginning(
    index: sqlite3.Connection, column: str, table: str, begun: str, *, limit: int = 200
) -> list[str]:
    """The values of a column of the index that begin so, in their order."""
    pattern = begun.casefold().replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"
    sql = f"select distinct {column} from {table} where {column} like ? escape '!' order by 1"
    return [row[0] for row in index.execute(f"{sql} limit ?", (pattern, limit))]


def names_in(index: sqlite3.Connection, language: str) -> dict[str, str]:
    """The names of venues in a language, by id, where they have one; in English all have."""
    name = {"zh": "$.name_zh"}.get(language)
    sql = "select id, json_extract(doc, ?1) from venue where json_extract(doc, ?1) is not null"
    return dict(index.execute(sql, (name,))) if name else {}


def current_ids(index: sqlite3.Connection, ids: Sequence[str]) -> tuple[list[str], list[str]]:
    """The ids given, in their order, former ones as the venues' ids of now; and those that no venue
    has or had."""
    now = ids_now(index, ids)
    return list(dict.fromkeys(now.get(id_, id_) for id_ in ids)), [
        id_ for id_ in ids if id_ not in now
    ]


def ids_now(index: sqlite3.Connection, ids: Sequence[str]) -> dict[str, str]:
    """The venues' ids of now by those given, in their order; without those that no venue has or
    had."""
    present = {
        row[0] for row in index.execute(f"select id from venue where id in {AMONG}", (among(ids),))
    }
    former: dict[str, str] = {}
    if len(present) < len(ids):
        former = dict(
            index.execute("select old.value, v.id from venue v, json_each(v.doc, '$.formerly') old")
        )
    now = {id_: id_ if id_ in present else former.get(id_) for id_ in ids}
    return {old: id_ for old, id_ in now.items() if id_ is not None}


def former_ids(index: sqlite3.Connection, listed: Sequence[str], ids: Sequence[str]) -> list[str]:
    """The ids in a list under which it has these venues."""
    now = ids_now(index, listed)
    return [old for old, id_ in now.items() if id_ in ids]


class Words(NamedTuple):
    """What words mean: ids of ``venues`` and of ``topics``, each in their order; ``remarks`` say
    what is not plain."""

    venues: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def read_words(
    index: sqlite3.Connection, words: Sequence[str], *, asked: str = "deadlines"
) -> Words:
    """Read words: several that are one name together, several in one joined by commas. Raises
    UsageError for one that is nothing, naming the right command: ``asked`` is the one that shows an
    edition.
    """
    venues: dict[str, None] = {}
    topics: dict[str, None] = {}
    remarks = []
    for name in _names(index, words):
        venue, topic = venue_called(index, name), topic_called(index, name)
        if venue:
            venues[venue.id] = None
            if topic:
                remarks.append(f"{name}: the venue {venue.acronym}; the topic is --topic {topic}")
            elif fold(name) not in {fold(venue.id), fold(venue.acronym)}:
                remarks.append(f"{name}: {venue.acronym} ({venue.id})")
        elif topic:
            topics[topic] = None
            remarks.append(
                f"{name}: topic" if fold(name) == fold(topic) else f"{name}: topic {topic}"
            )
        else:
            raise unknown(index, name, words, word=True, asked=asked)
    return Words(tuple(venues), tuple(topics), tuple(remarks))


def read_venues(index: sqlite3.Connection, words: Sequence[str]) -> Words:
    """Read words that name venues. Raises UsageError for one that does not, and for none."""
    named = read_words(index, words, asked="show")
    if named.topics:
        raise unknown(index, named.topics[0])
    if not named.venues:
        raise UsageError("which venue?", hint="confradar list shows them all")
    return named


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
    sql = (
        "select name from venue_name union all select id from venue "
        "union all select folded from topic_name"
    )
    close = nearest(name, (row[0] for row in index.execute(sql)))
    search = f"confradar list -q {_quoted(name)}" if fold(name) else "confradar list"
    hint = f"did you mean {' or '.join(close)}? Or search: {search}" if close else search
    return UsageError(f"{none}: {hint}")


def _elsewhere(index: sqlite3.Connection, name: str, others: str, asked: str) -> str | None:
    """The command for a word that is a value of some option."""
    folded = fold(name)
    edition = re.fullmatch(_EDITION, name.strip())
    if re.fullmatch(_YEAR, folded):
        return f"confradar {asked} {others or 'VENUE'} --year {folded}"
    if edition and (venue := venue_called(index, edition[1])):
        return f"confradar {asked} {venue.id} --year {edition[2]}"
    if ranked := re.fullmatch(_RANK, name.strip().lower()):
        return f"confradar list --{ranked[1]} {_quoted(ranked[2].upper())}"
    if re.fullmatch(_DAY, name.strip().lower()):
        return f"confradar deadlines{f' {others}' if others else ''} --from {name.strip().lower()}"
    if name.upper() in {rank for ranks in RANKS.values() for rank in ranks}:
        other = "B" if name.upper() == "A" else name.upper()
        return f"ranks are joined by commas: confradar list --ccf A,{other}"
    if re.fullmatch(_UNIT, folded) or folded in {"next", "this", "in", "within"}:
        return (
            "a length of time is one word: confradar deadlines --within 3m, or --within '3 months'"
        )
    if kinds := [kind for kind in KINDS if folded in {kind, f"{kind}s", f"{kind[:-1]}ies"}]:
        return f"confradar list --kind {kinds[0]}"
    if kinds := [kind for kind in DEADLINE_KINDS if folded in {fold(kind), f"{fold(kind)}s"}]:
        return f"confradar deadlines{f' {others}' if others else ''} --deadline-kind {kinds[0]}"
    if country := _country_called(index, name):
        return f"confradar list --country {country}"
    return None


def _quoted(text: str) -> str:
    import shlex

    return shlex.quote(text)
