"""What the first screen of a venue's page shows: the edition that comes next and its estimates; and
how much is left for those who ask. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from confradar.model.days import DAY
from confradar.model.kinds import MAIN_KINDS
from confradar.queries.first_screen import SEASON
from confradar.queries.next_edition import by_state, next_year, year_of

if TYPE_CHECKING:
    from confradar.index.documents import EditionDoc
    from confradar.index.points import DeadlineItem
    from confradar.queries.venue_page import VenuePage

# How many special issues of a journal a first screen has room for.
ISSUES = 4
# How long an estimate that has passed unannounced is still shown, in seconds.
PASSED_SHOWN = 120 * DAY


@dataclass(frozen=True, slots=True)
class Front:
    """The part of a page that is shown: editions that come, the next one first, each with the dates
    that are shown; estimates, soonest first; then editions that are ``over``, newest first.

    ``year`` is that of the edition that papers can be written for next, or that was chosen; None
    where none is known. ``whole``: in full. Else there are left out ``passed`` dates, ``earlier``
    editions, the dates of the years ``later``, and so many ``issues`` of a journal.
    """

    coming: tuple[EditionDoc, ...]
    estimates: tuple[DeadlineItem, ...]
    over: tuple[EditionDoc, ...] = ()
    year: int | None = None
    whole: bool = True
    passed: int = 0
    earlier: int = 0
    later: tuple[int, ...] = ()
    issues: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """Which dates are shown at ``now``: those of the next edition (of the year ``next_year``; None:
    of all), of later ones only what is near; with ``history`` those that have passed too."""

    now: int
    history: bool
    next_year: int | None

    def date(self, year: int, at: int | None) -> bool:
        """Whether a date is shown; ``at`` is None for one that is to be announced."""
        if at is None:
            return self.up_to_next(year)
        return (self.history or at >= self.now) and (
            self.up_to_next(year) or at <= self.now + SEASON
        )

    def estimate(self, item: DeadlineItem, dated: int | None) -> bool:
        """Whether an estimate is shown beside the dates of an edition that comes before (``dated``
        is its year): of the next one then what papers are submitted by."""
        return dated is None or item.year <= dated or item.kind in MAIN_KINDS

    def up_to_next(self, year: int) -> bool:
        """Whether it is no later edition than the next one."""
        return self.next_year is None or year <= self.next_year

    def part(self, edition: EditionDoc) -> EditionDoc:
        """An edition with the dates of it that are shown."""
        points = edition.get("deadlines", ())
        shown = [point for point in points if self.date(edition["year"], point.get("instant"))]
        return {**edition, "deadlines": shown}


def front(page: VenuePage, *, now: int, history: bool, later: bool, chosen: bool = False) -> Front:
    """What of a page is shown at ``now``: ``history`` adds what has passed, ``later`` what comes
    after the next edition. ``chosen``: the page is of one edition, which then comes first, whenever
    it was."""
    ahead, off, past = by_state(page)
    guesses = [item for item in page.estimates if item.at >= now - (PASSED_SHOWN if history else 0)]
    year = year_of(page, now=now, chosen=chosen)
    shown = Shown(now, history, None if later else next_year(ahead, guesses, now))
    coming = [shown.part(edition) for edition in (*off, *ahead)]
    kept = tuple(
        edition for edition in coming if edition["deadlines"] or shown.up_to_next(edition["year"])
    )
    dated = max((edition["year"] for edition in kept if edition["deadlines"]), default=None)
    estimates = tuple(
        item
        for item in guesses
        if (shown.date(item.year, item.at) and (later or shown.estimate(item, dated)))
        or (history and item.at < now)
    )
    if chosen:
        return Front((*kept, *past), estimates, year=year)
    hidden = {item.year for item in guesses if item not in estimates}
    hidden |= {
        edition["year"]
        for edition in ahead
        if not shown.up_to_next(edition["year"]) and _more(edition, coming)
    }
    years = tuple(sorted(hidden))
    if history:
        return Front(kept, estimates, past, year, later=years)
    passed = sum(
        (point.get("instant") or now) < now
        for edition in (*off, *ahead)
        for point in edition.get("deadlines", ())
    )
    kept, issues = _first_issues(kept) if page.record["kind"] == "journal" else (kept, 0)
    return Front(kept, estimates, (), year, False, passed, len(past), years, issues)


def _first_issues(editions: Sequence[EditionDoc]) -> tuple[tuple[EditionDoc, ...], int]:
    """A journal's editions with the first of their dates, and how many there are beside."""
    room, left = ISSUES, 0
    shown: list[EditionDoc] = []
    for edition in editions:
        points = sorted(edition["deadlines"], key=lambda point: point.get("instant") or 0)
        shown += [{**edition, "deadlines": points[:room]}] if points[:room] else []
        left += len(points[room:])
        room -= len(points[:room])
    return tuple(shown), left


def _more(edition: EditionDoc, coming: Sequence[EditionDoc]) -> bool:
    """Whether an edition has more than what is shown of it."""
    return all(
        len(part["deadlines"]) < len(edition.get("deadlines", ()))
        for part in coming
        if part["year"] == edition["year"]
    )
