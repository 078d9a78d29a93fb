"""Earlier values of deadlines that were extended, from a recorded history of moves. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from confradar.formats.lists.reading import Move, Reading
from confradar.model.deadline import Deadline, Revision
from confradar.model.names import fold
from confradar.model.venue import Venue
from confradar.model.wall_times import parse_wall
from confradar.sync.merge_result import Change, name_of


def apply_moves(merged: dict[str, Venue], reading: Reading, changes: list[Change]) -> None:
    """Keep the earlier values of deadlines that were extended, as a chain that ends at the date in
    the catalogue."""
    names = {fold(name): id_ for id_, venue in merged.items() for name in venue.names()}
    for (title, year, kind), moves in _grouped(reading.moves).items():
        venue = merged.get(names.get(fold(title), ""))
        if venue is None:
            continue
        editions = []
        for edition in venue.editions:
            if edition.year == year:
                deadlines = tuple(
                    _with_history(venue.id, year, item, kind, moves, changes)
                    for item in edition.deadlines
                )
                edition = edition.model_copy(update={"deadlines": deadlines})
            editions.append(edition)
        merged[venue.id] = venue.model_copy(update={"editions": tuple(editions)})


def _grouped(moves: Iterable[Move]) -> dict[tuple[str, int, str], list[Move]]:
    groups: dict[tuple[str, int, str], list[Move]] = {}
    for move in moves:
        groups.setdefault((move.title, move.year, move.kind), []).append(move)
    return groups


def _with_history(
    venue: str, year: int, deadline: Deadline, kind: str, moves: list[Move], changes: list[Change]
) -> Deadline:
    if deadline.kind.value != kind or deadline.track or not deadline.known or deadline.revisions:
        return deadline
    chain: list[Move] = []
    written, _, time = deadline.at.replace("T", " ").partition(" ")
    day = parse_wall(written).time.date()  # the day as written: a history of days knows no 24:00
    for move in sorted(moves, key=lambda item: item.recorded, reverse=True):
        if move.new == day:
            chain.append(move)
            day = move.old
    if not chain:
        return deadline
    revisions = tuple(
        Revision(at=f"{move.old.isoformat()} {time}".strip(), recorded=move.recorded)
        for move in reversed(chain)
    )
    changes.append(
        Change(
            "history",
            venue,
            year,
            name_of(deadline),
            " -> ".join(item.at for item in revisions),
            deadline.at,
            deadline.source,
        )
    )
    return deadline.model_copy(update={"revisions": revisions})
