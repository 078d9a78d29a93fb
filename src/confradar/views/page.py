"""Everything about one venue, as a page of text for a terminal or a pipe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, tzinfo
from typing import TYPE_CHECKING, Any

from confradar.views.table import NARROW, WIDE, Cell, Column, Grid, Styled, show
from confradar.views.text import announced, countdown, interval, late, local, ready, safe, unapplied, until, what

if TYPE_CHECKING:
    from rich.console import Console

    from confradar.index.points import DeadlineItem
    from confradar.queries.cycles import Cycle
    from confradar.queries.venues import VenuePage

# How long an estimate that has passed unannounced is still shown.
PASSED_SHOWN = 120 * 86400


def show_page(
    console: Console, page: VenuePage, *, now: int, zone: tzinfo | None, risk: str | None = None, cycles: Sequence[Cycle] = ()
) -> None:
    """Print the page: what the venue is, the cycles that it reviews in, then its editions, newest first, each with all its dates."""
    from rich.table import Table
    from rich.text import Text

    def line(text: str = "", style: str = "") -> None:
        console.print(Text(safe(text), style=style), soft_wrap=not console.is_terminal)

    pattern = "%a %Y-%m-%d %H:%M" if console.width >= WIDE else "%Y-%m-%d %H:%M"
    record = page.record
    title = record["acronym"] if record["acronym"] == record["name"] else f"{record['acronym']}: {record['name']}"
    line(title + unapplied(record.get("unapplied")), "bold")
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in [*facts(page), *([("Extensions", risk)] if risk else [])]:
        grid.add_row(f"  {name}", Text(safe(value)))
        if not console.is_terminal:
            line(f"  {name:<9}  {value}")
    if console.is_terminal:
        console.print(grid)
    if cycles:
        from confradar.views import cycles as cycle_views  # few venues have any

        line()
        line("Cycles", "bold")
        show(console, *cycle_views.table(cycles, now=now, width=console.width))
    told = {cycle.paper for cycle in cycles}
    coming = [item for item in page.estimates if item.at >= now - PASSED_SHOWN and item not in told]
    if coming:
        line()
        line("Estimated, not announced", "bold")
        show(console, *_estimates(coming, now=now, width=console.width))
    for edition in page.editions:
        line()
        line(f"{edition.get('name') or record['acronym']} {edition['year']}{where_and_when(edition)}", "bold")
        for note in notes(edition):
            line(f"  {note}", "dim")
        rows = list(_dates(edition, now=now, zone=zone, pattern=pattern))
        if rows:
            columns = [
                Column("  What", cap=40),
                Column("Your time"),
                Column("In", "right"),
                Column("As announced"),
                Column("Source", grow=True, style="dim"),
            ]
            show(console, columns, rows)
    if not page.editions and record["kind"] in {"conference", "workshop"}:
        line()
        line("No edition is recorded yet.", "dim")


def _estimates(coming: Iterable[DeadlineItem], *, now: int, width: int) -> Grid:
    """The early side of each first, which is what to plan with; why and how long until then where there is room."""
    if width < NARROW:
        short: list[list[Cell]] = [
            [
                f"{item.year} {what(item.kind, item.round, item.track)}",
                "passed?" if item.at < now else ready(item, now, short=True),
                interval(item).rpartition(" - ")[2] + late(item, now),
            ]
            for item in coming
        ]
        return [Column("What", grow=True), Column("Be ready"), Column("Est. to")], short
    columns = [Column("  What"), Column("Be ready"), Column("80 % interval"), Column("In", "right"), Column("Why", grow=True, style="dim")]
    rows: list[list[Cell]] = [
        [
            f"  {item.year} {what(item.kind, item.round, item.track)}",
            "passed?" if item.at < now else ready(item, now),
            interval(item).removeprefix("est. ") + late(item, now),
            "" if item.at < now else until(item, now),
            f"{'probably passed, not confirmed; ' if item.at < now else ''}{item.label or ''}",
        ]
        for item in coming
    ]
    return columns, rows


def facts(page: VenuePage) -> Iterator[tuple[str, str]]:
    """The venue's own facts as pairs of name and text."""
    record = page.record
    also = record.get("aliases", [])
    if also:
        yield "Also called", ", ".join(also)
    if former := record.get("formerly"):
        yield "Former id", ", ".join(former)
    yield "Kind", ", ".join(record[key] for key in ("kind", "cadence", "activity") if record.get(key))
    yield "Topics", ", ".join(f"{name} ({id_})" for id_, name in page.topics.items())
    ranks = record.get("ranks", {})
    if ranks:
        titles = {"ccf": "CCF", "core": "CORE", "thcpl": "TH-CPL"}
        lists = {key: f" ({ranks[f'{key}_list']})" if ranks.get(f"{key}_list") else "" for key in titles}
        yield "Ranks", ", ".join(f"{titles[key]} {ranks[key]}{lists[key]}" for key in titles if ranks.get(key))
    if h5 := record.get("h5"):
        year = f", {h5['year']}" if h5.get("year") else ""
        yield "h5-index", f"{h5['index']} ({_source(page, h5['source'])}{year})"
    if record.get("url"):
        yield "Homepage", record["url"]
    if record.get("dblp"):
        yield "dblp", f"https://dblp.org/db/{record['dblp']}/"
    if page.parent:
        yield "Part of", f"{page.parent[1]} ({page.parent[0]})"
    if page.children:
        yield "With it", ", ".join(f"{acronym} ({id_})" for id_, acronym, _ in page.children)
    yield "Sources", ", ".join(dict.fromkeys(_source(page, source) for source in record["sources"]))
    if record.get("note"):
        yield "Note", record["note"]


def where_and_when(edition: dict[str, Any]) -> str:
    """`` - Sydney, Australia - 6 to 12 Dec 2026``, as far as it is known."""
    parts = [edition.get("place"), days(edition), edition.get("format"), edition.get("status")]
    return "".join(f" - {part}" for part in parts if part)


def days(edition: dict[str, Any]) -> str | None:
    """First to last day in words, else the source's own wording."""
    if not edition.get("start"):
        return edition.get("when")
    first = date.fromisoformat(edition["start"])
    last = date.fromisoformat(edition.get("end") or edition["start"])
    if first == last:
        return f"{first.day} {first:%b %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{last.day} {last:%b %Y}"
    return f"{first.day} {first:%b}{f' {first.year}' if first.year != last.year else ''} - {last.day} {last:%b %Y}"


def notes(edition: dict[str, Any]) -> Iterator[str]:
    """Link, acceptance rate, note, and what other sources say."""
    if edition.get("url"):
        yield edition["url"]
    if rate := edition.get("acceptance"):
        if rate.get("submitted") and rate.get("accepted") is not None:
            yield f"Accepted {rate['accepted']} of {rate['submitted']} ({rate['accepted'] / rate['submitted']:.1%})"
        else:
            yield f"Acceptance rate {rate['rate']:.1%}"
    if edition.get("parent"):
        yield f"Held at {edition['parent']}"
    if edition.get("joint_with"):
        yield f"Joint with {', '.join(edition['joint_with'])}"
    if edition.get("checked") and edition["status"] in {"planned", "open", "closed"}:
        yield f"Compared with the official page on {edition['checked']}"
    if edition.get("gone"):
        yield f"No longer listed by {short(edition['source'])} (noticed {edition['gone']})"
    if edition.get("note"):
        yield f"Note: {edition['note']}"
    reasons = (part.get("doubt") for part in (edition, *edition.get("deadlines", ())))
    for reason in dict.fromkeys(filter(None, reasons)):
        yield f"Doubtful: {reason}"
    for other in edition.get("differs", ()):
        why = f": {other['why']}" if other.get("why") else ""
        yield f"Differs: {short(other['source'])} has {other['key']} {other['value']}{' ' + other['zone'] if other.get('zone') else ''}{why}"


def _dates(edition: dict[str, Any], *, now: int, zone: tzinfo | None, pattern: str) -> Iterator[list[Cell]]:
    for point in edition.get("deadlines", ()):
        name = "  " + what(point["kind"], point.get("round"), point.get("track"))
        if point["kind"] == "other" and point.get("label"):
            name = f"  {point['label']}"
        sources = ", ".join(dict.fromkeys(short(source) for source in (point["source"], *point.get("also", ()))))
        instant = point.get("instant")
        if instant is None:
            yield [name, "to be announced", "", "TBD", sources]
            continue
        day, _, time = point["at"].replace(" ", "T").partition("T")
        shown = announced(f"{day}T{time}", point["zone"], not time)
        earlier = [
            re.split("[ T]", revision["at"].strip())[0] if revision["at"] != "TBD" else "TBD" for revision in point.get("revisions", ())
        ]
        reviewed = f" (via {point['via']})" if point.get("via") else ""
        moved = f" (moved from {', '.join(earlier)})" if earlier else ""
        tentative = "" if point.get("certainty", "confirmed") == "confirmed" else f" ({point['certainty']})"
        if point.get("gone"):
            tentative += f" (no longer listed, noticed {point['gone']})"
        left = countdown(instant, now)
        style = "dim" if instant < now else ""
        yield [
            Styled(name, style),
            Styled(f"{local(instant, zone):{pattern}}", style),
            Styled(left.removeprefix("in "), style),
            Styled(f"{shown}{reviewed}{moved}{tentative}", style),
            sources,
        ]


def short(source: str) -> str:
    """A source's id, or the host of its page."""
    return source.split("/")[2].removeprefix("www.") if source.startswith("http") else source


def _source(page: VenuePage, source: str) -> str:
    known = page.sources.get(source)
    return known["name"] if known else short(source)
