"""Everything about one venue: its record, its editions with their dates, and what belongs to it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from confradar.errors import UsageError
from confradar.index.points import POINTS, SELECT, DeadlineItem
from confradar.model.days import AOE_BEHIND, DAY
from confradar.model.kinds import CALLED_OFF, MAIN_KINDS
from confradar.queries.lookup import find_venue
from confradar.queries.submission import Known, known_facts

if TYPE_CHECKING:
    from confradar.index.documents import EditionDoc, SourceDoc, SubmissionDoc, VenueDoc

# An event day ends anywhere on Earth so long after it began in UTC, in seconds.
ONE_DAY = DAY + AOE_BEHIND.total_seconds()


class VenuePage(NamedTuple):
    """Everything about one venue: its record, its editions (newest first, each with its dates), and
    venues that belong to it. ``submissions`` are what the pages of all its editions say of a
    submission, by year."""

    called: str
    record: VenueDoc
    editions: list[EditionDoc]
    children: list[tuple[str, str, str]]
    parent: tuple[str, str] | None
    sources: dict[str, SourceDoc]
    topics: dict[str, str]
    estimates: Sequence[DeadlineItem] = ()
    submissions: Mapping[int, Sequence[SubmissionDoc]] = {}

    def facts(self, year: int | None) -> tuple[Known, ...]:
        """What a submission to its edition of ``year`` needs: see `known_facts`."""
        return known_facts(self.record.get("submission", ()), self.submissions, year)


def venue_page(
    index: sqlite3.Connection,
    name: str,
    *,
    now: int,
    year: int | None = None,
    language: str = "en",
) -> VenuePage:
    """Everything about the venue called ``name``, its topics named in a language; only the edition
    of ``year`` where given. Raises UsageError."""
    position, id_, _, called = find_venue(index, name)
    (doc, parent, unapplied) = index.execute(
        "select doc, parent, unapplied from venue where position = ?", (position,)
    ).fetchone()
    record = json.loads(doc) | ({"unapplied": unapplied} if unapplied else {})
    children = index.execute(
        "select id, acronym, name from venue where parent = ? order by folded", (id_,)
    ).fetchall()
    host = index.execute("select id, acronym from venue where id = ?", (parent,)).fetchone()
    sources = {key: json.loads(value) for key, value in index.execute("select id, doc from source")}
    names: dict[str, str] = dict(
        index.execute("select id, iif(? = 'zh', zh, en) from topic", (language,))
    )
    estimates = index.execute(
        f"{SELECT} where d.venue = ? and d.certainty = 'estimated' "
        "and (? is null or d.year = ?) order by d.at, d.kind, d.round",
        (position, year, year),
    )
    editions = _all_editions(index, position, now)
    return VenuePage(
        called,
        record,
        _chosen(index, position, id_, editions, year),
        children,
        host,
        sources,
        {topic: names.get(topic, topic) for topic in record["topics"]},
        [POINTS.read(row) for row in estimates],
        {item["year"]: item["submission"] for item in editions if "submission" in item},
    )


def _all_editions(index: sqlite3.Connection, position: int, now: int) -> list[EditionDoc]:
    """The editions of a venue, newest first, each with its status."""
    docs = index.execute("select doc from edition where venue = ? order by year desc", (position,))
    editions: list[EditionDoc] = [json.loads(doc) for (doc,) in docs]
    for edition in editions:
        edition["status"] = edition_status(edition, now=now)
    return editions


def _chosen(
    index: sqlite3.Connection,
    position: int,
    id_: str,
    editions: list[EditionDoc],
    year: int | None,
) -> list[EditionDoc]:
    """Only the edition of ``year`` where given. Raises UsageError where nothing is known of
    that."""
    chosen = [edition for edition in editions if year in {None, edition["year"]}]
    if year is not None and not chosen:
        estimated = index.execute(
            "select 1 from deadline where venue = ? and year = ?", (position, year)
        ).fetchone()
        if not estimated:
            years = ", ".join(str(edition["year"]) for edition in editions)
            hint = f"known: {years}" if years else "it has no editions"
            raise UsageError(f"{id_} has no edition {year}", hint=hint)
    return chosen


def edition_status(edition: EditionDoc, *, now: int) -> str:
    """planned (no main deadline known), open (one is ahead), closed (all have passed), over (the
    event too), cancelled or postponed."""
    if (status := edition.get("status")) in CALLED_OFF:
        return str(status)
    last_day = edition.get("end") or edition.get("start")
    if (
        last_day
        and datetime.fromisoformat(last_day).replace(tzinfo=UTC).timestamp() + ONE_DAY <= now
    ):
        return "over"
    if not last_day and edition["year"] < datetime.fromtimestamp(now, UTC).year:
        return "over"  # its days were never recorded
    points = [
        point
        for point in edition.get("deadlines", ())
        if point["kind"] in MAIN_KINDS and not point.get("track")
    ]
    instants = [at for point in points if (at := point["instant"]) is not None]
    if not instants:
        return "planned"
    return (
        "open" if max(instants) >= now or len(instants) < len(points) else "closed"
    )  # one to be announced keeps it open
