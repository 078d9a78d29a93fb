"""Everything about one venue, as a page of text for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from confradar.model.counts import counted
from confradar.model.kinds import DATED_KINDS, PAPER_KINDS
from confradar.queries.submission import by_origin
from confradar.views import edition as edition_view
from confradar.views import submission
from confradar.views.facts import brief_facts, facts
from confradar.views.grid import NARROW, Cell, Column, Grid, show
from confradar.views.reasons import label_of
from confradar.views.submission import hidden_notes
from confradar.views.text import late, ready, safe, span, unapplied, until, what
from confradar.views.words import ENGLISH

if TYPE_CHECKING:
    from rich.console import Console

    from confradar.index.documents import EditionDoc
    from confradar.index.points import DeadlineItem
    from confradar.queries.cycles import Cycle
    from confradar.queries.submission import Known
    from confradar.queries.venue_first_screen import Front
    from confradar.queries.venue_page import VenuePage


def show_page(
    console: Console,
    page: VenuePage,
    front: Front,
    *,
    now: int,
    zone: tzinfo | None,
    risk: str | None = None,
    cycles: Sequence[Cycle] = (),
) -> None:
    """Print the page: the editions of ``front``, the next one first, its estimates, then what the
    venue is; earlier editions last."""
    screen = _Screen(console, page, front, now, zone)
    screen.title()
    for edition in front.coming:
        screen.edition(edition)
    screen.cycles(cycles)
    reviewed = {cycle.paper for cycle in cycles}
    screen.estimates([item for item in front.estimates if item not in reviewed])
    screen.submission(page.facts(front.year))
    screen.facts(risk)
    for edition in front.over:
        screen.edition(edition)
    if left := _left_out(front, hidden_notes(page.facts(front.year))):
        screen.line(left, "dim")


class _Screen:
    """The parts of the page, each with an empty line before it."""

    def __init__(
        self, console: Console, page: VenuePage, front: Front, now: int, zone: tzinfo | None
    ) -> None:
        self._console, self._page, self._front = console, page, front
        self._now, self._zone = now, zone

    def line(self, text: str = "", style: str = "") -> None:
        """Print a line."""
        from rich.text import Text

        wrapped = self._console.is_terminal
        self._console.print(Text(safe(text), style=style), soft_wrap=not wrapped)

    def title(self) -> None:
        """The venue's names."""
        record = self._page.record
        names = dict.fromkeys((record["acronym"], record["name"]))
        self.line(": ".join(names) + unapplied(record.get("unapplied")), "bold")

    def edition(self, edition: EditionDoc) -> None:
        """An edition: where and when, notes, and its dates."""
        console, record, whole = self._console, self._page.record, self._front.whole
        name = f"{edition.get('name') or record['acronym']} {edition['year']}"
        self.line()
        journal = record["kind"] == "journal"  # which is open at any time, whatever is planned
        held: EditionDoc = {**edition, "status": ""} if journal else edition
        self.line(f"{name}{edition_view.where_and_when(held)}", "bold")
        brief = edition_view.brief_notes(edition, record)
        for note in edition_view.notes(edition) if whole else brief:
            self._note(note)
        columns, rows = edition_view.dates(
            edition,
            now=self._now,
            zone=self._zone,
            width=console.width,
            sources=whole,
            labels=journal,
        )
        if rows:
            show(console, columns, rows)
        for link in edition_view.calls(edition) if journal else ():
            self._note(link)
        if whole and "submission" in edition and edition["year"] != self._front.year:
            facts = self._page.facts(edition["year"])
            self._submission([item for item in facts if item.year == edition["year"]])

    def _note(self, text: str) -> None:
        from rich.padding import Padding
        from rich.text import Text

        if self._console.is_terminal:
            self._console.print(Padding(Text(safe(text), style="dim"), (0, 0, 0, 2)))
        else:
            self.line(f"  {text}")

    def cycles(self, cycles: Sequence[Cycle]) -> None:
        """What the venue reviews for others, cycle by cycle."""
        if not cycles:
            return
        from confradar.views import cycles as view  # few venues have any

        self.line()
        self.line("Cycles", "bold")
        show(self._console, *view.table(cycles, now=self._now, width=self._console.width))

    def estimates(self, estimates: Sequence[DeadlineItem]) -> None:
        """What is estimated; where there is nothing to come, what was last."""
        if estimates:
            self.line()
            self.line("Estimated, not announced", "bold")
            width = self._console.width
            show(self._console, *_estimates(estimates, now=self._now, zone=self._zone, width=width))
        elif not self._front.coming and self._page.record["kind"] in DATED_KINDS:
            self.line()
            self.line(_nothing_to_come(self._page), "dim")

    def submission(self, facts: Sequence[Known]) -> None:
        """What a submission needs: of whichever edition that is known, which is said."""
        record = self._page.record
        if record["kind"] in PAPER_KINDS and record.get("cadence") == "rolling":
            self.line()
            self.line(ENGLISH("submission.open"), "bold")
        for group in by_origin(facts):
            self.line()
            self._submission(group)

    def _submission(self, facts: Sequence[Known]) -> None:
        """The facts of one origin: a line each, or in short a paragraph and the addresses."""
        self.line(ENGLISH("submission", origin=submission.origin(facts, ENGLISH)), "bold")
        if self._front.whole:
            self._pairs(submission.whole(facts, ENGLISH))
            return
        text, addresses = submission.brief(facts, ENGLISH)
        self._note(text)
        self._pairs(addresses)

    def facts(self, risk: str | None) -> None:
        """What the venue is, as two columns; in a pipe a line each."""
        pairs = list((facts if self._front.whole else brief_facts)(self._page))
        pairs += [("Extensions", risk)] if risk else []
        self.line()
        self._pairs(pairs)

    def _pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        from rich.table import Table
        from rich.text import Text

        if not self._console.is_terminal:
            for name, value in pairs:
                self.line(f"  {name:<11}  {value}")
            return
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column(overflow="fold")
        for name, value in pairs:
            grid.add_row(f"  {name}", Text(safe(value)))
        self._console.print(grid)


def _nothing_to_come(page: VenuePage) -> str:
    if not page.editions:
        return "No edition is recorded yet."
    last = page.editions[0]
    when = f"{last['year']}{edition_view.where_and_when(last)}"
    return f"No edition to come is known; the last on record: {when}"


def _left_out(front: Front, notes: int) -> str:
    """``8 passed dates and 5 earlier editions: --history; 2 notes on the submission, 2028:
    --all``."""
    counts = (
        (front.passed, "passed date", "passed dates"),
        (front.earlier, "earlier edition", "earlier editions"),
    )
    history = " and ".join(counted(count, one, many) for count, one, many in counts if count)
    parts = [f"{history}: --history"] if history else []
    more = [counted(notes, "note") + " on the submission"] if notes and not front.whole else []
    more += [" and ".join(map(str, front.later))] if front.later else []
    if more:
        parts.append(f"{', '.join(more)}: --all")
    return "; ".join(parts)


def _estimates(
    coming: Iterable[DeadlineItem], *, now: int, zone: tzinfo | None, width: int
) -> Grid:
    """The early side of each first, which is what to plan with; why and how long until then where
    there is room."""
    if width < NARROW:
        short: list[list[Cell]] = [
            [
                f"{item.year} {what(item.kind, item.round, item.track)}",
                "passed?" if item.at < now else ready(item, now, zone, short=True),
                ENGLISH.near_day(span(item)[1]) + late(item, now),
            ]
            for item in coming
        ]
        return [
            Column("What", wrap=True),
            Column("Be ready", whole=True),
            Column("Est. to", whole=True),
        ], short
    columns = [
        Column("  What", wrap=True),
        Column("Be ready", whole=True),
        Column("80 % interval", whole=True),
        Column("In", "right", whole=True),
        Column("Why", grow=True, style="dim", floor=30, spare=True),
    ]
    rows: list[list[Cell]] = [
        [
            f"  {item.year} {what(item.kind, item.round, item.track)}",
            "passed?" if item.at < now else ready(item, now, zone),
            " - ".join(map(ENGLISH.near_day, span(item))) + late(item, now),
            "" if item.at < now else until(item, now),
            f"{'probably passed, not confirmed; ' if item.at < now else ''}{label_of(item) or ''}",
        ]
        for item in coming
    ]
    return columns, rows
