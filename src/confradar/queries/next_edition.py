"""Which edition of a venue comes next: by what is announced, else by what is estimated. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from confradar.model.kinds import CALLED_OFF, MAIN_KINDS

if TYPE_CHECKING:
    from confradar.index.documents import EditionDoc
    from confradar.index.points import DeadlineItem
    from confradar.queries.venue_page import VenuePage


def year_of(page: VenuePage, *, now: int, chosen: bool = False) -> int | None:
    """The year of the edition that papers can be written for next at ``now``, else of the next one
    to be held; None where none is known. ``chosen``: the page is of one edition, which it is."""
    if chosen and page.editions:
        return page.editions[0]["year"]
    ahead, _, _ = by_state(page)
    year = next_year(ahead, page.estimates, now)
    return ahead[0]["year"] if year is None and ahead else year


def by_state(
    page: VenuePage,
) -> tuple[Sequence[EditionDoc], Sequence[EditionDoc], tuple[EditionDoc, ...]]:
    """The editions that are ahead, the next one first; those that were called off, where that is
    still news; and those that are over, newest first."""
    ahead = [
        edition
        for edition in reversed(page.editions)
        if edition["status"] not in {"over", *CALLED_OFF}
    ]
    off = [
        edition
        for edition in page.editions
        if edition["status"] in CALLED_OFF and edition["year"] >= _first_year(page, ahead)
    ]
    past = (edition for edition in page.editions if edition not in ahead and edition not in off)
    return ahead, off, tuple(past)


def _first_year(page: VenuePage, ahead: Sequence[EditionDoc]) -> int:
    """The first year of which it is still news that an edition was called off."""
    return (
        int(ahead[0]["year"])
        if ahead
        else max((edition["year"] for edition in page.editions), default=0)
    )


def next_year(ahead: Sequence[EditionDoc], guesses: Sequence[DeadlineItem], now: int) -> int | None:
    """The edition that papers can be written for next: announced, else estimated; None where no
    date is ahead."""
    announced = [
        edition["year"]
        for edition in ahead
        for point in edition.get("deadlines", ())
        if point["kind"] in MAIN_KINDS
        and not point.get("track")
        and (point.get("instant") or 0) >= now
    ]
    estimated = [item.year for item in guesses if item.kind in MAIN_KINDS and item.at >= now]
    return min([*announced, *estimated], default=None)
