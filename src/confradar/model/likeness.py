"""What of a name counts when two are compared: `ACM STOC` is `STOC`, and a continent or the word
workshop tells two names apart. The one place that says so."""

from __future__ import annotations

import re
from typing import NamedTuple

from confradar.model.names import fold

# Who holds or sponsors a venue is no part of its name.
SOCIETIES = frozenset(
    """
    acm ieee cvf usenix siam ifip iacr isca rsj ras eai ccf caai aaai informs ahli vgtc
    springer elsevier sponsored
    """.split()
)
# Words that stand in the names of very many venues.
GENERAL = SOCIETIES | frozenset(
    """
    the of on and for in at to a an its with international intl conference conferences conf
    annual biennial symposium symposia meeting congress forum joint proceedings transactions
    journal advances world series edition
    """.split()
)


def _families(listed: str) -> dict[str, str]:
    """The words of each family, as the first of it."""
    return {word: family.split()[0] for family in listed.split("/") for word in family.split()}


# Words that tell a venue from another of the same subject: where it is held or who meets there, and
# what kind of meeting it is.
_PLACES = _families(
    """
    asia asian asiapacific apac / pacific asiapacific apac / europe european euro eu eurasian /
    africa african / america american americas / latin / north northern / south southern / east
    eastern / west western / nordic scandinavian / baltic / balkan / mediterranean / iberian /
    arab arabic / australia australian australasia australasian / canada canadian / mexico
    mexican / brazil brazilian / china chinese / india indian / japan japanese / korea korean /
    taiwan taiwanese / singapore / vietnam vietnamese / thai thailand / indonesia indonesian /
    iran iranian / israel israeli / turkey turkish / britain british uk / ireland irish / france
    french / germany german / italy italian / spain spanish / portugal portuguese / netherlands
    dutch / belgium belgian benelux / poland polish / russia russian / ukraine ukrainian /
    sweden swedish / norway norwegian / denmark danish / finland finnish / austria austrian /
    switzerland swiss / greece greek / czech / hungary hungarian / romania romanian / national /
    regional
    """
)
_MEETINGS = _families(
    """
    workshop workshops / companion / school / doctoral phd / student students / tutorial
    tutorials / challenge challenges / competition competitions / demonstrations demonstration
    demo demos / industry industrial / posters poster / satellite / winter / summer / spring /
    autumn fall
    """
)
# Those that are written together with a short name: ``AsiaCCS``, ``MMAsia``.
_JOINED = re.compile(
    r"(asia|euro|pacific|latin|africa|nordic|winter|summer|workshop)(?=\w{2})|(?<=\w\w)(asia|africa|workshop)$"
)
_HOST = re.compile(r"(?:\bat\b|(?:^|\s)@)\s*(?:the\s+)?([A-Z][\w&+-]*)")

# Where a joint meeting names one and then the other: ``Joint Conference on A and European
# Conference on B``.
_MEETING = r"\b(?:Conference|Symposium|Workshop|Meeting|Congress)\b"
_JOINT = re.compile(
    rf"(?<=\w)\s+(?:and|&|with)\s+(?=(?:(?!\b(?:and|on|of|for|in)\b).)*?{_MEETING})"
)


def bare(name: str) -> str:
    """The key under which short names of venues compare: societies and spacing are no part of
    it."""
    words = fold(name).split()
    return "".join([word for word in words if word not in SOCIETIES] or words)


def telling(name: str) -> frozenset[str]:
    """The beginnings of the words of a full name that say what it is about: ``cryptography`` and
    ``cryptology`` are one."""
    told = GENERAL | _PLACES.keys() | _MEETINGS.keys()
    return frozenset(
        word[:6] for word in fold(name).split() if word not in told and not word[0].isdigit()
    )


def marked(name: str) -> bool:
    """Whether a name has a distinguishing word: where a meeting is, or what kind of meeting."""
    return any(word in _PLACES or word in _MEETINGS for word in fold(name).split())


def apart(ours: tuple[str, str], theirs: tuple[str, str]) -> bool:
    """Whether a word tells two names (each a short and a full one) apart: a continent or country,
    another host, or what kind of meeting it is, in one of them and not in the other.
    """
    pairs = (
        (_marks(ours[0], our), _marks(theirs[0], their))
        for our in _parts(ours[1])
        for their in _parts(theirs[1])
    )
    return all(_differ(*pair) for pair in pairs)


def _parts(full: str) -> list[str]:
    """A full name, and each of the names that a joint meeting puts together."""
    parts = _JOINT.split(full)
    return [full, *(parts if len(parts) > 1 else [])]


def _differ(ours: _Marks, theirs: _Marks) -> bool:
    elsewhere = ours.places != theirs.places and not ours.places & theirs.places
    return (
        elsewhere
        or ours.meetings != theirs.meetings
        or bool(ours.host and theirs.host and ours.host != theirs.host)
    )


class _Marks(NamedTuple):
    """The distinguishing words of a name, each as the word that stands for all of its spellings."""

    places: set[str]
    meetings: set[str]
    host: str


def _marks(short: str, full: str) -> _Marks:
    joined = [part for found in _JOINED.finditer(bare(short)) for part in found.groups() if part]
    words = [*fold(full).split(), *fold(short).split(), *joined]
    places = {_PLACES[word] for word in words if word in _PLACES}
    # Of two words together the first says which: North, South and Latin America are not one.
    if "america" in places and places & {"north", "south", "latin"}:
        places.remove("america")
    if "americas" in words:
        places |= {"north", "south", "latin"}
    host = _HOST.search(full) or _HOST.search(short)
    meetings = {_MEETINGS[word] for word in words if word in _MEETINGS}
    return _Marks(places, meetings, bare(re.sub(r"\W?\d+$", "", host[1])) if host else "")
