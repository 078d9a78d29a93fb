"""Deadlines of every month, written once in a record (``recurs``), as dated points of the editions
they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from confradar.model.deadline import Deadline
from confradar.model.kinds import Certainty
from confradar.model.venue import Edition, Recurrence, Venue

# A page that says "every month" is taken at its word for a year; for another one its dates are
# tentative, then it is to be read again.
CONFIRMED_MONTHS = 12
TENTATIVE_MONTHS = 24
HALF_A_MONTH = 14


def dated(venue: Venue) -> Venue:
    """The venue with the dates of its recurring deadlines: those of a year in that year's edition,
    the month as their round.

    A date that the record gives itself for a month, in whichever edition, stands for that month's.
    """
    if not venue.recurs:
        return venue
    editions = {edition.year: edition for edition in venue.editions}
    given = [
        point
        for edition in venue.editions
        for point in edition.deadlines
        if point.known and not point.track
    ]
    for recurrence in venue.recurs:
        for year, point in _points(recurrence):
            edition = editions.get(year) or Edition(
                year=year, source=recurrence.source, recorded=recurrence.recorded
            )
            if not any(_stands_for(point, known) for known in given) and all(
                point.key != known.key for known in edition.deadlines
            ):
                editions[year] = edition.model_copy(
                    update={"deadlines": (*edition.deadlines, point)}
                )
    return venue.model_copy(
        update={"editions": tuple(editions[year] for year in sorted(editions, reverse=True))}
    )


def _stands_for(point: Deadline, known: Deadline) -> bool:
    """Whether a date is nearer to this month's than to the next one's."""
    return known.kind is point.kind and abs((known.wall - point.wall).days) < HALF_A_MONTH


def _points(recurrence: Recurrence) -> Iterator[tuple[int, Deadline]]:
    read = recurrence.recorded
    first = read.year * 12 + read.month - 1 + (read.day > recurrence.day)
    for ahead, month in enumerate(range(first, first + TENTATIVE_MONTHS)):
        day = date(month // 12, month % 12 + 1, recurrence.day)
        yield (
            day.year,
            Deadline(
                kind=recurrence.kind,
                round=day.month,
                at=f"{day} {recurrence.time}" if recurrence.time else str(day),
                zone=recurrence.zone,
                label=recurrence.label,
                certainty=Certainty.confirmed if ahead < CONFIRMED_MONTHS else Certainty.tentative,
                source=recurrence.source,
                recorded=read,
            ),
        )
