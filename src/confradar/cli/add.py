"""`confradar add`: what a call says, into the reader's own catalogue or another file."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.context import Context
from confradar.cli.options import Output, command
from confradar.cli.output import write
from confradar.cli.read import told
from confradar.cli.source import As, Venue, Year, calls_of
from confradar.errors import DataError, UsageError
from confradar.model.counts import counted

if TYPE_CHECKING:
    from confradar.sync.add_call import Addition
    from confradar.sync.merge_call import Offer


def add_to(app: typer.Typer) -> None:
    """Register the command."""

    @command(app, "add", timeless=True, example="confradar add call.html --venue icml --year 2027")
    def add(
        context: Context,
        output: Output,
        call: Annotated[
            str | None,
            typer.Argument(
                metavar="FILE|URL|-",
                help="A saved page, a mail, an address, or - for what is pasted.",
            ),
        ] = None,
        former: Annotated[str | None, typer.Option("--from", hidden=True)] = None,
        into: Annotated[
            Path | None,
            typer.Option("--into", metavar="CATALOGUE", help="Another catalogue file to change."),
        ] = None,
        doubtful: Annotated[
            bool, typer.Option("--doubtful", help="Take the doubtful points too, without asking.")
        ] = False,
        page: Annotated[
            str | None,
            typer.Option(
                "--page", metavar="URL", help="The call's address, where its text names none."
            ),
        ] = None,
        topic: Annotated[
            list[str] | None,
            typer.Option(
                "--topic", "-t", metavar="TOPIC", help="Topic of a new venue (repeatable)."
            ),
        ] = None,
        venue: Venue = None,
        year: Year = None,
        as_: As = None,
        dry_run: Annotated[
            bool, typer.Option("--dry-run", help="Only say what would change.")
        ] = False,
    ) -> None:
        """Add the dated points of a call to your own catalogue: the sure ones, and those that you
        confirm."""
        from confradar.credentials import check_without
        from confradar.sync.add_call import additions, apply
        from confradar.views import grid, items

        if page is not None and not page.startswith(("http://", "https://")):
            raise UsageError(f"--page: {page!r} is not an http(s) address")
        source = call or former
        if source is None or (call and former):
            raise UsageError(
                "which call?", hint="confradar add FILE, an address, or - for what is pasted"
            )
        check_without(page or "")
        found = calls_of(context, source, venue=venue, year=year, form=as_)
        target = into or context.paths.own_catalogue
        if into is not None and not into.is_file():
            raise DataError(
                f"{into}: no such catalogue file", hint="--into changes a file that exists"
            )
        address = page or (source if source.startswith(("http://", "https://")) else None)
        chosen = additions(
            found,
            _files(context, target),
            target,
            venue=venue,
            page=address,
            topics=topic or (),
            today=context.now.date(),
        )
        for item in found:
            if (
                item.call is None
                or len(found) == 1
                or any(addition.call is item.call for addition in chosen.additions)
            ):
                told(context, item)
        if chosen.unknown:
            context.note(
                f"not in the catalogue, left out: {', '.join(chosen.unknown)} (give such a call alone to add its venue)"
            )
        taken = [(addition, _taken(context, addition, doubtful)) for addition in chosen.additions]
        locks = context.paths.locks if into else context.paths.config
        changes = apply(
            target,
            taken,
            locks=locks,
            dry_run=dry_run,
            amending=into is None,
            context=_files(context, target),
        )
        write(
            context,
            output,
            items.MERGE,
            changes.made,
            row=lambda change: {name: getattr(change, name) for name in items.MERGE.columns},
            table=lambda rows: (
                [grid.Column("Change", grow=True, wrap=True)],
                [[str(change)] for change in rows],
            ),
            empty="nothing to add",
        )
        for line in changes.findings:
            context.note(line)
        if changes.made and not dry_run:
            undo = (
                f"mv {shlex.quote(str(changes.kept))} {shlex.quote(str(target))}"
                if changes.kept
                else f"rm {shlex.quote(str(target))}"
            )
            context.note(f"written to {target}; to undo: {undo}")
        if any(item.call is None for item in found):
            raise SystemExit(3)


def _files(context: Context, target: Path) -> tuple[Path, ...]:
    """The catalogue in use, without the file that is changed."""
    return tuple(path for path in context.files if not (target.exists() and path.samefile(target)))


def _taken(context: Context, addition: Addition, doubtful: bool) -> list[Offer]:
    """The sure points, and of the doubtful ones those that the reader takes; the others are
    told."""
    from confradar.views.points import what, when
    from confradar.views.text import safe

    taken, left = [], []
    asking = sys.stdin is not None and sys.stdin.isatty() and context.err.isatty()
    for offer in addition.offers:
        if offer.nothing_new:
            continue
        shown = f"{addition.name} {addition.year} {what(offer.point)}: {when(offer.point)}"
        why = "; ".join(offer.why)
        asked = bool(why) and not doubtful and asking
        question = "\n  ".join(
            map(safe, (shown, offer.point.evidence, f"doubtful: {why}. Take it?"))
        )
        if not why or doubtful or (asked and typer.confirm(question, err=True)):
            taken.append(offer)
        else:
            left.append(f"left out: {shown} ({why})")
    for line in left:
        context.note(line)
    if left and not asking:
        context.note(f"{counted(len(left), 'doubtful point')} left out: --doubtful takes them")
    return taken
