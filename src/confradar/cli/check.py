"""`confradar check`: what official pages say, beside what is in use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.context import Context
from confradar.cli.official import asked_pages, manners, seen
from confradar.cli.options import OF_DATES, Filters, Output, Venues, command, seconds
from confradar.cli.output import write
from confradar.cli.selection import venue_filter
from confradar.errors import UsageError
from confradar.model.counts import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from confradar.model.venue import Edition
    from confradar.queries.official import DuePage
    from confradar.queries.page_findings import PageFinding
    from confradar.sync.check_pages import AskedPage
    from confradar.sync.page_records import Records


def add_to(app: typer.Typer) -> None:
    """Register the command."""

    @command(
        app,
        "check",
        timeless=True,
        without=OF_DATES,
        example=("confradar check --following --apply", "confradar check neurips --year 2027"),
    )
    def check(
        context: Context,
        filters: Filters,
        output: Output,
        venue: Venues = None,
        year: Annotated[
            list[int] | None,
            typer.Option(
                "--year",
                "-y",
                min=1950,
                max=2100,
                metavar="YEAR",
                help="Of this edition (repeatable). Default: those that are not over.",
            ),
        ] = None,
        apply: Annotated[
            bool,
            typer.Option(
                "--apply", help="Take what is sure and stands against no other source's word."
            ),
        ] = False,
        accept: Annotated[
            bool,
            typer.Option(
                "--accept", help="Take all that the pages of these venues say, against others too."
            ),
        ] = False,
        doubtful: Annotated[
            bool, typer.Option("--doubtful", help="With --accept: the doubtful values too.")
        ] = False,
        reject: Annotated[
            bool,
            typer.Option(
                "--reject",
                help="Go back: what was last taken of these venues' pages goes for good.",
            ),
        ] = False,
        offline: Annotated[
            bool, typer.Option("--offline", help="What was fetched before, without the network.")
        ] = False,
        most: Annotated[
            int,
            typer.Option(
                "--max", min=1, max=5000, metavar="N", help="Ask so many pages at the most."
            ),
        ] = 100,
        timeout: Annotated[
            float,
            typer.Option(
                "--timeout",
                metavar="SECONDS",
                min=0.1,
                max=3600,
                callback=seconds,
                help="Wait so long for a server; thirty times as long for all.",
            ),
        ] = 20,
        pause: Annotated[
            float,
            typer.Option(
                "--pause",
                metavar="SECONDS",
                min=0,
                max=600,
                callback=seconds,
                help="Between two requests to a host.",
            ),
        ] = 1,
        exit_code: Annotated[
            bool,
            typer.Option("--exit-code", help="Exit 1 when a page says something new or else."),
        ] = False,
    ) -> None:
        """Read the official pages of venues, and show where they say something else, or something
        new. Exit 4 when a page could not be fetched."""
        from confradar.queries.official import due_pages, editions_in_use
        from confradar.queries.page_findings import with_taken
        from confradar.sources.registry import load_sources
        from confradar.sync.check_pages import Wish, keep, kept_records
        from confradar.views import check as view
        from confradar.views import items

        _check_wish(venue, apply=apply, accept=accept, reject=reject, doubtful=doubtful)
        wanted = venue_filter(context, filters, venue or ())
        due, without = due_pages(context.index, wanted, now=context.epoch, years=year or ())
        records = kept_records(context.store)
        offline = offline or reject
        pages = asked_pages(context, _chosen(context, due, records, most, offline=offline))
        if without and (venue or filters.following):
            context.note(f"{counted(without, 'venue')} of these: no official page is known")
        ids = {page.head.id for page in pages}
        before = editions_in_use(context.index, ids)
        answers = {} if offline else seen(context, pages, records, manners(timeout, pause))
        report = keep(
            pages,
            answers,
            Wish(apply, accept, doubtful, reject),
            load_sources(context.paths.settings),
            context.places,
            now=context.now,
        )
        for text in report.healed:
            context.note(text)
        after = before
        if report.movements:
            after = editions_in_use(context.anew().index, ids)
        found = list(_findings(context, pages, report.records, after if reject else before))
        write(
            context,
            output,
            items.OFFICIAL,
            with_taken(found, after if after is not before else {}),
            row=view.row,
            table=lambda rows: view.table(rows, width=context.width),
            empty="no page to read" if not pages else "nothing is known of these pages",
        )
        context.out.flush()
        _conclude(context, found, len(report.movements), exit_code=exit_code)


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
    context: Context, found: Sequence[PageFinding], moved: int, *, exit_code: bool
) -> None:
    """Say what changed, and end with the code of what was found."""
    from confradar.queries.page_findings import NEWS

    if moved:
        context.note(f"{counted(moved, 'change')} of the catalogue: `confradar changes` tells them")
    open_ = sum(item.effect in {"fills a gap", "extends"} for item in found)
    if open_ and not moved:
        context.note(f"{counted(open_, 'value')} can be taken: --apply")
    if any(item.effect == "conflict" for item in found):
        context.note("against another source's word only --accept takes a value")
    if any(item.status in {"failed", "not asked"} for item in found):
        raise SystemExit(4)
    if exit_code and any(item.status in NEWS for item in found):
        raise SystemExit(1)


def _check_wish(
    venue: Sequence[str] | None, *, apply: bool, accept: bool, reject: bool, doubtful: bool
) -> None:
    """Raise UsageError for wishes that do not go together."""
    if (accept or apply) and reject:
        raise UsageError("--reject goes back, --apply and --accept go on", hint="give one of them")
    if doubtful and not accept:
        raise UsageError("--doubtful is of --accept: only you can tell whether it is right")
    if (accept or reject) and not venue:
        raise UsageError(
            f"{'--accept' if accept else '--reject'}: of which venue?",
            hint="confradar check neurips --accept",
        )


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
