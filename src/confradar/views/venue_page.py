"""Everything about one venue, as a page of text for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from confradar.model.kinds import DATED_KINDS, PAPER_KINDS
from confradar.queries.submission import by_origin
from confradar.views import edition as edition_view
from confradar.views import submission
from confradar.views.facts import brief_facts, facts
from confradar.views.grid import NARROW, Cell, Column, Grid, show
from confradar.views.reasons import label_of
from confradar.views.text import late, ready, safe, span, unapplied, until, what
from confradar.views.words import ENGLISH, Words

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
    say: Words = ENGLISH,
) -> None:
    """Print the page: the editions of ``front``, the next one first, its estimates, then what the
    venue is; earlier editions last."""
    screen = _Screen(console, page, front, (now, zone), say)
    screen.title()
    told = () if cycles and not front.whole else front.coming  # the cycles have their dates
    for edition in told:
        screen.edition(edition)
    screen.cycles(cycles)
    reviewed = {cycle.paper for cycle in cycles}
    screen.estimates([item for item in front.estimates if item not in reviewed])
    if front.whole:
        screen.submission(page.facts(front.year))
    screen.facts(risk)
    for edition in front.over:
        screen.edition(edition)
    if left := _left_out(page, front, len(front.coming) - len(told), say):
        screen.line(left, "dim")


class _Screen:
    """The parts of the page, each with an empty line before it."""

    def __init__(
        self,
        console: Console,
        page: VenuePage,
        front: Front,
        seen: tuple[int, tzinfo | None],
        say: Words,
    ) -> None:
        self._console, self._page, self._front = console, page, front
        (self._now, self._zone), self._say = seen, say

    def line(self, text: str = "", style: str = "") -> None:
        """Print a line."""
        from rich.text import Text

        wrapped = self._console.is_terminal
        self._console.print(Text(safe(text), style=style), soft_wrap=not wrapped)

    def title(self) -> None:
        """The venue's names."""
        record = self._page.record
        own = {"zh": record.get("name_zh")}.get(self._say.language)
        name = self._say("note", text=record["name"]) if own else ""
        names = dict.fromkeys((record["acronym"], own or record["name"]))
        mark = unapplied(record.get("unapplied"), self._say)
        self.line(self._say("colon").join(names) + name + mark, "bold")

    def edition(self, edition: EditionDoc) -> None:
        """An edition: where and when, notes, and its dates."""
        console, record, whole = self._console, self._page.record, self._front.whole
        name = f"{edition.get('name') or record['acronym']} {edition['year']}"
        self.line()
        journal = record["kind"] == "journal"  # which is open at any time, whatever is planned
        held: EditionDoc = {**edition, "status": ""} if journal else edition
        self.line(f"{name}{edition_view.where_and_when(held, self._say)}", "bold")
        brief = edition_view.brief_notes(edition, record, self._say)
        for note in edition_view.notes(edition, self._say) if whole else brief:
            self._note(note)
        columns, rows = edition_view.dates(
            edition,
            now=self._now,
            zone=self._zone,
            width=console.width,
            sources=whole,
            labels=journal,
            say=self._say,
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
        self.line(self._say("page.cycles"), "bold")
        width = self._console.width
        show(self._console, *view.table(cycles, now=self._now, width=width, say=self._say))

    def estimates(self, estimates: Sequence[DeadlineItem]) -> None:
        """What is estimated; where there is nothing to come, what was last."""
        if estimates:
            self.line()
            self.line(self._say("page.estimated"), "bold")
            grid = _estimates(
                estimates,
                now=self._now,
                zone=self._zone,
                width=self._console.width,
                say=self._say,
            )
            show(self._console, *grid)
        elif not self._front.coming and self._page.record["kind"] in DATED_KINDS:
            self.line()
            self.line(_nothing_to_come(self._page, self._say), "dim")

    def submission(self, facts: Sequence[Known]) -> None:
        """What a submission needs, a line a fact: of whichever edition that is known, which is
        said."""
        if _open(self._page):
            self.line()
            self.line(self._say("submission.open"), "bold")
        for group in by_origin(facts):
            self.line()
            self._submission(group)

    def _submission(self, facts: Sequence[Known]) -> None:
        self.line(self._say("submission", origin=submission.origin(facts, self._say)), "bold")
        self._pairs(submission.whole(facts, self._say))

    def facts(self, risk: str | None) -> None:
        """What the venue is, as two columns; in a pipe a line each."""
        pairs = list(facts(self._page, self._say) if self._front.whole else self._brief())
        pairs += [(self._say("fact.extensions"), risk)] if risk else []
        self.line()
        self._pairs(pairs)

    def _brief(self) -> Iterator[tuple[str, str]]:
        known = by_origin(self._page.facts(self._front.year))
        always = self._say("submission.open") if _open(self._page) else None
        told = [submission.brief(group, self._say, always=always) for group in known]
        if always and not any(group[0].year is None for group in known):
            told.insert(0, always)
        if told:
            yield self._say("fact.submission"), self._say("semicolon").join(told)
        yield from brief_facts(self._page, self._say)

    def _pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        from rich.cells import cell_len
        from rich.table import Table
        from rich.text import Text

        if not self._console.is_terminal:
            for name, value in pairs:
                pad = " " * (11 - cell_len(name))
                self.line(f"  {name}{pad}  {value}")
            return
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column(overflow="fold")
        for name, value in pairs:
            grid.add_row(f"  {name}", Text(safe(value)))
        self._console.print(grid)


def _nothing_to_come(page: VenuePage, say: Words) -> str:
    if not page.editions:
        return say("page.no_edition")
    last = page.editions[0]
    return say("page.last", edition=f"{last['year']}{edition_view.where_and_when(last, say)}")


def _open(page: VenuePage) -> bool:
    """Whether papers can be submitted at any time."""
    return page.record["kind"] in PAPER_KINDS and page.record.get("cadence") == "rolling"


def _left_out(page: VenuePage, front: Front, untold: int, say: Words) -> str:
    """``8 passed dates and 5 earlier editions: --history; 2 notes, 2028:
    --all``."""
    counts = ((front.passed, "page.passed"), (front.earlier, "page.earlier"))
    history = say("and").join(say.counted(key, count) for count, key in counts if count)
    parts = [f"{history}{say('colon')}--history"] if history else []
    more: list[str] = []
    if not front.whole:
        notes = sum(bool(record.get("note")) for record in (page.record, *front.coming))
        more += [say.counted("page.notes", notes)] if notes else []
    more += [say.counted("page.coming", untold)] if untold else []
    more += [say.counted("page.issues", front.issues)] if front.issues else []
    more += [say("and").join(map(str, front.later))] if front.later else []
    if more:
        parts.append(f"{say('comma').join(more)}{say('colon')}--all")
    return say("semicolon").join(parts)


def _estimates(
    coming: Iterable[DeadlineItem], *, now: int, zone: tzinfo | None, width: int, say: Words
) -> Grid:
    """The early side of each first, which is what to plan with; why and how long until then where
    there is room."""
    if width < NARROW:
        short: list[list[Cell]] = [
            [
                f"{item.year} {what(item.kind, item.round, item.track, say)}",
                say("date.passed") if item.at < now else ready(item, now, zone, say, short=True),
                say.near_day(span(item)[1]) + late(item, now),
            ]
            for item in coming
        ]
        return [
            Column(say("column.what"), wrap=True),
            Column(say("column.ready"), whole=True),
            Column(say("column.latest_estimate"), whole=True),
        ], short
    columns = [
        Column(f"  {say('column.what')}", wrap=True),
        Column(say("column.ready"), whole=True),
        Column(say("column.interval"), whole=True),
        Column(say("column.left"), "right", whole=True),
        Column(say("column.why"), grow=True, style="dim", floor=30, spare=True),
    ]
    rows: list[list[Cell]] = [
        [
            f"  {item.year} {what(item.kind, item.round, item.track, say)}",
            say("date.passed") if item.at < now else ready(item, now, zone, say),
            " - ".join(map(say.near_day, span(item))) + late(item, now),
            "" if item.at < now else until(item, now, say),
            f"{say('date.probably_passed') if item.at < now else ''}{label_of(item, say) or ''}",
        ]
        for item in coming
    ]
    return columns, rows
