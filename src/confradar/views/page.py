"""Everything about one venue, as a page of text for a terminal or a pipe."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from confradar.model.counts import counted
from confradar.views.grid import Cell, Column, Grid, Styled, show
from confradar.views.table import NARROW, WIDE
from confradar.views.text import (
    announced,
    countdown,
    interval,
    late,
    local,
    ready,
    safe,
    short_day,
    unapplied,
    until,
    what,
)

if TYPE_CHECKING:
    from rich.console import Console

    from confradar.index.documents import EditionDoc, VenueDoc
    from confradar.index.points import DeadlineItem
    from confradar.queries.cycles import Cycle
    from confradar.queries.front import Front
    from confradar.queries.venues import VenuePage


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
    from rich.text import Text

    def line(text: str = "", style: str = "") -> None:
        console.print(Text(safe(text), style=style), soft_wrap=not console.is_terminal)

    record = page.record
    title = (
        record["acronym"]
        if record["acronym"] == record["name"]
        else f"{record['acronym']}: {record['name']}"
    )
    line(title + unapplied(record.get("unapplied")), "bold")
    for edition in front.coming:
        line()
        _edition(console, line, record, edition, whole=front.whole, now=now, zone=zone)
    if cycles:
        from confradar.views import cycles as cycle_views  # few venues have any

        line()
        line("Cycles", "bold")
        show(console, *cycle_views.table(cycles, now=now, width=console.width))
    told = {cycle.paper for cycle in cycles}
    estimates = [item for item in front.estimates if item not in told]
    if estimates:
        line()
        line("Estimated, not announced", "bold")
        show(console, *_estimates(estimates, now=now, zone=zone, width=console.width))
    elif not front.coming and record["kind"] in {"conference", "workshop"}:
        line()
        last = page.editions[0] if page.editions else None
        line(
            f"No edition to come is known; the last on record: {last['year']}{where_and_when(last)}"
            if last
            else "No edition is recorded yet.",
            "dim",
        )
    line()
    _facts(
        console,
        line,
        [
            *(facts(page) if front.whole else brief_facts(page)),
            *([("Extensions", risk)] if risk else []),
        ],
    )
    for edition in front.over:
        line()
        _edition(console, line, record, edition, whole=front.whole, now=now, zone=zone)
    if left := _left_out(front):
        line(left, "dim")


def _left_out(front: Front) -> str:
    """``8 passed dates and 5 earlier editions: --history; 2028: --all``."""
    counts = (
        (front.passed, "passed date", "passed dates"),
        (front.earlier, "earlier edition", "earlier editions"),
    )
    history = " and ".join(counted(count, one, many) for count, one, many in counts if count)
    parts = [f"{history}: --history"] if history else []
    if front.later:
        parts.append(f"{' and '.join(map(str, front.later))}: --all")
    return "; ".join(parts)


def _facts(console: Console, line: Callable[[str], None], pairs: Sequence[tuple[str, str]]) -> None:
    """The facts as two columns; in a pipe a line each."""
    from rich.table import Table
    from rich.text import Text

    if not console.is_terminal:
        for name, value in pairs:
            line(f"  {name:<11}  {value}")
        return
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in pairs:
        grid.add_row(f"  {name}", Text(safe(value)))
    console.print(grid)


def _edition(
    console: Console,
    line: Callable[..., None],
    record: VenueDoc,
    edition: EditionDoc,
    *,
    whole: bool,
    now: int,
    zone: tzinfo | None,
) -> None:
    """An edition: where and when, notes, and its dates."""
    from rich.padding import Padding
    from rich.text import Text

    line(
        f"{edition.get('name') or record['acronym']} {edition['year']}{where_and_when(edition)}",
        "bold",
    )
    for note in notes(edition) if whole else brief_notes(edition, record):
        if console.is_terminal:
            console.print(Padding(Text(safe(note), style="dim"), (0, 0, 0, 2)))
        else:
            line(f"  {note}")
    rows = list(_dates(edition, now=now, zone=zone, width=console.width))
    if not rows:
        return
    if console.width < NARROW:
        show(
            console,
            [
                Column("What", wrap=True),
                Column("Day", whole=True),
                Column("In", "right", whole=True),
            ],
            [row[:3] for row in rows],
        )
        return
    columns = [
        Column("  What", wrap=True, cap=40, floor=18),
        Column("Your time", whole=True),
        Column("In", "right", whole=True),
        Column("As announced", wrap=True, floor=22, turn=0),
        *([Column("Source", grow=True, style="dim", floor=8, turn=0, spare=True)] if whole else []),
    ]
    show(console, columns, [row[: len(columns)] for row in rows])


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
                interval(item).rpartition(" - ")[2] + late(item, now),
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
            interval(item).removeprefix("est. ") + late(item, now),
            "" if item.at < now else until(item, now),
            f"{'probably passed, not confirmed; ' if item.at < now else ''}{item.label or ''}",
        ]
        for item in coming
    ]
    return columns, rows


def _ranks(record: VenueDoc) -> Iterator[tuple[str, str, str | None]]:
    """Who ranks a venue, the rank, and the edition of the list where it is known."""
    ranks = record.get("ranks") or {}
    for title, rank, list_ in (
        ("CCF", ranks.get("ccf"), ranks.get("ccf_list")),
        ("CORE", ranks.get("core"), ranks.get("core_list")),
        ("TH-CPL", ranks.get("thcpl"), None),
    ):
        if rank:
            yield title, rank, list_


def brief_facts(page: VenuePage) -> Iterator[tuple[str, str]]:
    """What fits a first screen of the facts: ranks without their lists, links in one line, names
    alone."""
    whole, record = dict(facts(page)), page.record
    ranks = [f"{title} {rank}" for title, rank, _ in _ranks(record)]
    if h5 := record.get("h5"):
        ranks.append(f"h5-index {h5['index']}")
    if ranks:
        yield "Ranks", ", ".join(ranks)
    if links := ", ".join(whole[name] for name in ("Homepage", "dblp") if name in whole):
        yield "Links", links
    yield "Kind", whole["Kind"]
    yield "Topics", ", ".join(page.topics.values())
    yield from (
        (name, whole[name])
        for name in ("In Chinese", "Also called", "Former id", "Part of")
        if name in whole
    )
    if page.children:
        yield "With it", ", ".join(id_ for id_, _, _ in page.children)
    if "Note" in whole:
        yield "Note", whole["Note"]


def facts(page: VenuePage) -> Iterator[tuple[str, str]]:
    """The venue's own facts as pairs of name and text, ranks and links first."""
    record = page.record
    if ranks := list(_ranks(record)):
        yield (
            "Ranks",
            ", ".join(
                f"{title} {rank}{f' ({list_})' if list_ else ''}" for title, rank, list_ in ranks
            ),
        )
    if h5 := record.get("h5"):
        year = f", {h5['year']}" if h5.get("year") else ""
        yield "h5-index", f"{h5['index']} ({_source(page, h5['source'])}{year})"
    if record.get("url"):
        yield "Homepage", record["url"]
    if record.get("dblp"):
        yield "dblp", f"https://dblp.org/db/{record['dblp']}/"
    yield (
        "Kind",
        ", ".join(record[key] for key in ("kind", "cadence", "activity") if record.get(key)),
    )
    yield "Topics", ", ".join(f"{name} ({id_})" for id_, name in page.topics.items())
    if chinese := record.get("name_zh"):
        yield "In Chinese", chinese
    if also := record.get("aliases", []):
        yield "Also called", ", ".join(also)
    if former := record.get("formerly"):
        yield "Former id", ", ".join(former)
    if page.parent:
        yield "Part of", f"{page.parent[1]} ({page.parent[0]})"
    if page.children:
        yield "With it", ", ".join(f"{acronym} ({id_})" for id_, acronym, _ in page.children)
    yield "Sources", ", ".join(dict.fromkeys(_source(page, source) for source in record["sources"]))
    if record.get("note"):
        yield "Note", record["note"]


def where_and_when(edition: EditionDoc) -> str:
    """`` - Sydney, Australia - 6 to 12 Dec 2026``, as far as it is known."""
    parts = [edition.get("place"), days(edition), edition.get("format"), edition.get("status")]
    return "".join(f" - {part}" for part in parts if part)


def days(edition: EditionDoc) -> str | None:
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


def notes(edition: EditionDoc) -> Iterator[str]:
    """Link, acceptance rate, note, and what other sources say."""
    if url := edition.get("url"):
        yield url
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


def brief_notes(edition: EditionDoc, record: VenueDoc) -> Iterator[str]:
    """The same in short: no link that is the venue's own, and of what other sources say how much it
    is."""
    differing = len(edition.get("differs", ()))
    brief = edition.copy()
    brief.pop("differs", None)
    brief.pop("checked", None)
    if brief.get("url") == record.get("url"):
        brief["url"] = None
    yield from notes(brief)
    if differing:
        yield f"{counted(differing, 'difference')} between sources: confradar conflicts {record['id']} --year {edition['year']}"


def _dates(
    edition: EditionDoc, *, now: int, zone: tzinfo | None, width: int
) -> Iterator[list[Cell]]:
    narrow = width < NARROW
    pattern = "%a %Y-%m-%d %H:%M" if width >= WIDE else "%Y-%m-%d %H:%M"
    for point in edition.get("deadlines", ()):
        name = what(point["kind"], point.get("round"), point.get("track"))
        if point["kind"] == "other" and point.get("label"):
            name = point["label"]
        name = name if narrow else f"  {name}"
        sources = ", ".join(
            dict.fromkeys(short(source) for source in (point["source"], *point.get("also", ())))
        )
        instant = point.get("instant")
        if instant is None:
            yield [name, "not yet" if narrow else "to be announced", "", "TBD", sources]
            continue
        day, _, time = point["at"].replace(" ", "T").partition("T")
        shown = announced(f"{day}T{time}", point["zone"], not time)
        earlier = [
            re.split("[ T]", revision["at"].strip())[0] if revision["at"] != "TBD" else "TBD"
            for revision in point.get("revisions", ())
        ]
        reviewed = f" (via {point['via']})" if point.get("via") else ""
        moved = f" (moved from {', '.join(earlier)})" if earlier else ""
        tentative = (
            "" if point.get("certainty", "confirmed") == "confirmed" else f" ({point['certainty']})"
        )
        if point.get("gone"):
            tentative += f" (no longer listed, noticed {point['gone']})"
        left, mine = countdown(instant, now), local(instant, zone)
        style = "dim" if instant < now else ""
        yield [
            Styled(name, style),
            Styled(short_day(mine.date(), now) if narrow else f"{mine:{pattern}}", style),
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
