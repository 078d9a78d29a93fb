"""`confradar check`: what official pages say, beside what is in use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.official import PAUSE, asked_pages, manners, seen
from confradar.cli.option_groups import Filters, Output
from confradar.cli.options import ExitCode, Following, Timeout, Venues
from confradar.cli.output import Also, write
from confradar.cli.selection import venue_filter
from confradar.cli.value_types import Seconds
from confradar.errors import UsageError
from confradar.model.counts import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from confradar.model.venue import Edition
    from confradar.queries.official import DuePage
    from confradar.queries.page_findings import PageFinding
    from confradar.sync.check_pages import AskedPage, Seen, Wish
    from confradar.sync.page_records import Key, Records

Years = Annotated[
    list[int] | None,
    typer.Option(
        "--year",
        "-y",
        min=1950,
        max=2100,
        metavar="YEAR",
        help="Of this edition (repeatable). Default: those that are not over.",
    ),
]
Most = Annotated[
    int,
    typer.Option("--max", min=1, max=5000, metavar="N", help="Ask so many pages at the most."),
]


@command(
    "confradar check --following --apply", "confradar check neurips --year 2027", timeless=True
)
def check(
    context: Context,
    filters: Filters,
    output: Output,
    venue: Venues = None,
    following: Following = False,
    year: Years = None,
    apply: Annotated[
        bool,
        typer.Option("--apply", help="Take what is sure and stands against no other source."),
    ] = False,
    accept: Annotated[
        bool,
        typer.Option("--accept", help="Take all that these venues' pages say, against others too."),
    ] = False,
    doubtful: Annotated[
        bool, typer.Option("--doubtful", help="With --accept: the doubtful values too.")
    ] = False,
    reject: Annotated[
        bool,
        typer.Option(
            "--reject", help="Go back: what was last taken of these venues' pages goes for good."
        ),
    ] = False,
    offline: Annotated[
        bool, typer.Option("--offline", help="What was fetched before, without the network.")
    ] = False,
    most: Most = 100,
    timeout: Timeout = 20,
    pause: Annotated[
        float,
        typer.Option(
            "--pause",
            metavar="SECONDS",
            help="Between two requests to a host.",
            click_type=Seconds(0, 600),
        ),
    ] = PAUSE,
    exit_code: ExitCode = False,
) -> None:
    """Read the official pages of venues, and show where they say something else, or something
    new. Exit with 4 when a page could not be fetched."""
    from confradar.queries.official import due_pages
    from confradar.sync.check_pages import Wish, kept_records

    wish = Wish(apply, accept, doubtful, reject)
    _check_wish(wish, venue)
    offline = offline or reject
    wanted = venue_filter(context, filters, venue, following=following)
    due, without = due_pages(context.index, wanted, now=context.epoch, years=year or ())
    if without and (venue or following):
        context.note(f"no official page is known of {counted(without, 'venue')} of these")
    records = kept_records(context.store)
    pages = asked_pages(context, _chosen(context, due, records, most, offline=offline))
    polite = None if offline else manners(timeout, pause)
    answers = seen(context, pages, records, polite) if polite else {}
    found, moved = _kept(context, pages, wish, answers)
    _write(context, output, found, empty=_empty(due, pages))
    _conclude(context, found, moved, asked=not offline, exit_code=exit_code)


def _empty(due: Sequence[DuePage], pages: Sequence[AskedPage]) -> str:
    """Why there is nothing to tell of the pages that are ``due``, of which these are looked at."""
    if not due:
        return "no page to read"
    return "nothing is known yet" if pages else "no page of these was read before"


def _kept(
    context: Context, pages: Sequence[AskedPage], wish: Wish, answers: Mapping[Key, Seen]
) -> tuple[list[PageFinding], int]:
    """What the pages say beside what was in use, those values marked that are taken, and how much
    moved in the catalogue; of a way back what they say beside what is in use then."""
    from confradar.queries.official import editions_in_use
    from confradar.queries.page_findings import with_taken
    from confradar.sources.registry import load_sources
    from confradar.sync.check_pages import Wish, keep
    from confradar.sync.present import records_of

    ids = {page.head.id for page in pages}
    before = editions_in_use(context.index, ids)
    if wish == Wish() and not answers:  # who only looks writes nothing
        records = records_of(context.store, context.store.state())
        return list(_findings(context, pages, records, before)), 0
    specs = load_sources(context.paths.settings)
    report = keep(pages, answers, wish, specs, context.places, now=context.now)
    for text in report.healed:
        context.note(text)
    moved = len(report.movements)
    if wish == Wish():
        return list(_findings(context, pages, report.records, before)), moved
    # another run may have taken the same meanwhile: what is in force now is taken, whoever did it
    after = editions_in_use(context.fresh().index, ids)
    found = _findings(context, pages, report.records, after if wish.reject else before)
    return list(with_taken(found, after)), moved


def _write(context: Context, output: Output, found: list[PageFinding], *, empty: str) -> None:
    from confradar.views import check as view
    from confradar.views import machine_rows

    write(
        context,
        output,
        machine_rows.PAGE_FINDING,
        found,
        row=machine_rows.plain_row,
        empty=empty,
        also=Also(screen=lambda console: view.show_findings(console, found, context.say))
        if found
        else Also(),
    )
    context.out.flush()


def _check_wish(wish: Wish, venue: Sequence[str] | None) -> None:
    """Raise UsageError for wishes that do not go together."""
    if (wish.accept or wish.apply) and wish.reject:
        raise UsageError("--reject goes back, --apply and --accept go on", hint="give one of them")
    if wish.doubtful and not wish.accept:
        raise UsageError("--doubtful is of --accept: only you can tell whether it is right")
    if (wish.accept or wish.reject) and not venue:
        raise UsageError(
            f"{'--accept' if wish.accept else '--reject'}: of which venue?",
            hint="confradar check neurips --accept",
        )


def _findings(
    context: Context,
    pages: Sequence[AskedPage],
    records: Records,
    in_use: Mapping[tuple[str, int], Edition],
) -> Iterator[PageFinding]:
    from confradar.queries.page_findings import findings

    for page in pages:
        if record := records.get(page.key):
            edition = in_use.get((page.head.id, page.year))
            yield from findings(record, page.head.acronym, edition, today=context.now.date())


def _conclude(
    context: Context, found: Sequence[PageFinding], moved: int, *, asked: bool, exit_code: bool
) -> None:
    """Say what changed, and end with the code of what was found; a page that failed counts where it
    was ``asked`` in this run."""
    from confradar.queries.page_findings import NEWS
    from confradar.sync.page_records import NOT_FETCHED

    if moved:
        context.note(f"{counted(moved, 'change')} of the catalogue: `confradar changes` tells them")
    open_ = sum(item.effect in {"fills a gap", "extends"} for item in found)
    if open_ and not moved:
        context.note(f"{counted(open_, 'value')} can be taken: --apply")
    if any(item.effect == "conflict" for item in found):
        context.note("against another source's word only --accept takes a value")
    if asked and any(item.status in NOT_FETCHED for item in found):
        raise SystemExit(4)
    if exit_code and any(item.status in NEWS for item in found):
        raise SystemExit(1)


def _chosen(
    context: Context, due: Sequence[DuePage], records: Records, most: int, *, offline: bool
) -> Sequence[DuePage]:
    """The pages that are asked now: those that were asked last the longest ago."""
    if offline:
        return [page for page in due if page.key in records]
    tried = {page.key: (records[page.key].tried or "") for page in due if page.key in records}
    first = sorted(due, key=lambda page: tried.get(page.key, ""))[:most]
    if left := len(due) - len(first):
        context.note(f"{counted(left, 'page')} more: run it again, or give --max")
    return [page for page in due if page in first]
