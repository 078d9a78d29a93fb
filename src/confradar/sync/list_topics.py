"""Which fields a reader takes from a list, as topics: the list's own names of areas, or topics of
the tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from confradar.formats.lists.ccfddl import AREAS
from confradar.model.names import fold, nearest
from confradar.model.venue import Topic


def fields(areas: Sequence[str], topics: Iterable[Topic]) -> frozenset[str] | None:
    """The topics meant by these names, with all below them; None for no names: every topic. Raises
    ValueError for an unknown one."""
    if not areas:
        return None
    tree = tuple(topics)
    known = {fold(name): topic.id for topic in tree for name in topic.names()}
    known |= {fold(code): topic for code, topic in AREAS.items()}
    wanted: set[str] = set()
    for name in areas:
        if fold(name) not in known:
            close = nearest(name, (*AREAS, *(topic.id for topic in tree)))
            raise ValueError(
                f"{name!r} is no field"
                + (
                    f": did you mean {' or '.join(close)}?"
                    if close
                    else f": {', '.join(AREAS)}, or a topic"
                )
            )
        wanted.add(known[fold(name)])
    while below := {topic.id for topic in tree if topic.parent in wanted} - wanted:
        wanted |= below
    return frozenset(wanted)
