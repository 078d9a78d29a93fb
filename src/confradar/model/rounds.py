"""Shown rounds, told by date, and lasting keys, which stay what they were. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, count, pairwise

from confradar.model.deadline import Deadline


def with_keys(held: Iterable[tuple[Deadline, str]], fresh: Iterable[Deadline]) -> list[Deadline]:
    """Known points under the keys that they hold, then new ones: each under its own key, or the
    next free one of its kind and track."""
    known = [item.with_key(key) for item, key in held]
    used = {item.lasting_key for item in known}
    for item in fresh:
        key, number = item.lasting_key, item.round or 1
        while key in used:
            number += 1
            key = item.model_copy(update={"round": number, "lasting": None}).default_key
        used.add(key)
        known.append(item.with_key(key))
    return known


def numbered(deadlines: Sequence[Deadline]) -> list[Deadline]:
    """The points, in the order given, with rounds that follow their dates; lasting keys stay.

    Numbers that follow the dates stay what the source calls them (a list may hold only the second
    round). Where they do not, papers are counted by date, an abstract gets the round of the paper
    that follows it, and other kinds are counted like papers.
    """
    found = list(deadlines)
    for track in dict.fromkeys(item.track for item in found):
        here = [place for place, item in enumerate(found) if item.track == track]
        kinds: dict[str, list[int]] = {}
        for place in sorted(
            (place for place in here if found[place].known), key=lambda place: found[place].wall
        ):
            kinds.setdefault(found[place].kind.value, []).append(place)
        numbers = {
            place: number
            for places in kinds.values()
            for place, number in _rounds([found[place] for place in places], places)
        }
        numbers |= _with_papers(
            found,
            kinds.get("abstract", []),
            {
                place: numbers.get(place, found[place].round or 1)
                for place in kinds.get("paper", [])
            },
        )
        used = {found[place].key for place in here if place not in numbers and found[place].known}
        for place, number in numbers.items():
            found[place] = _in_round(found[place], number)
        used |= {found[place].key for place in numbers}
        for place in here:  # what is to be announced comes after what is
            if not found[place].known:
                while found[place].key in used:
                    found[place] = _in_round(found[place], (found[place].round or 1) + 1)
                used.add(found[place].key)
    return found


def closed_up(deadlines: Iterable[Deadline], track: str | None) -> list[Deadline]:
    """The points with a track's rounds counted without gaps, where one of them was none of the
    venue's; lasting keys stay."""
    found = list(deadlines)
    left = sorted({item.round or 1 for item in found if item.track == track})
    return [
        item.model_copy(
            update={"round": left.index(item.round or 1) + 1 if len(left) > 1 else None}
        ).with_key(item.lasting_key)
        if item.track == track
        else item
        for item in found
    ]


def _with_papers(
    found: Sequence[Deadline], abstracts: Sequence[int], papers: dict[int, int]
) -> dict[int, int]:
    """The numbers of abstracts, given by date as ``papers`` are, with their numbers: that of the
    nearest paper that follows, which no later abstract has. What is left keeps its own number,
    unless that is taken or its paper comes before it: then it is of none of the papers.
    """
    numbers: dict[int, int] = {}
    free = dict(papers)
    for place in reversed(abstracts):
        day = found[place].wall.date()
        mate = next((paper for paper in free if found[paper].wall.date() >= day), None)
        if mate is not None:
            numbers[place] = free[mate]
            free = {
                paper: number
                for paper, number in free.items()
                if found[paper].wall < found[mate].wall
            }
    of_round = {number: paper for paper, number in papers.items()}
    for place in [place for place in abstracts if place not in numbers]:
        own = found[place].round or 1
        early = own in of_round and found[of_round[own]].wall.date() < found[place].wall.date()
        candidates = chain([] if early else [own], count(max(papers.values(), default=0) + 1))
        numbers[place] = next(number for number in candidates if number not in numbers.values())
    several = (
        len(papers) > 1 or len(abstracts) > 1
    )  # where there is one of each, no round needs saying
    return {
        place: number
        for place, number in numbers.items()
        if several or number != (found[place].round or 1)
    }


def _rounds(ordered: Sequence[Deadline], places: Sequence[int]) -> list[tuple[int, int]]:
    """The place and number of each of several points of a kind, in order of date: their own where
    these follow the dates."""
    if len(ordered) > 1 and all(
        (before.round or 1) < (after.round or 1) for before, after in pairwise(ordered)
    ):
        return [(place, item.round or 1) for place, item in zip(places, ordered, strict=True)]
    return (
        [(place, number) for number, place in enumerate(places, start=1)]
        if len(ordered) > 1
        else []
    )


def _in_round(deadline: Deadline, number: int) -> Deadline:
    """The point in another round, under the lasting key that it has."""
    if (deadline.round or 1) == number and (deadline.round or number > 1):
        return deadline
    return deadline.model_copy(update={"round": number}).with_key(deadline.lasting_key)
