"""`confradar add`: what a call says, into the reader's own catalogue or another file."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.calls import CallForm, CallVenue, CallYear, is_address, note_call, read_calls
from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.option_groups import Output
from confradar.cli.options import DryRun
from confradar.cli.output import write_changes
from confradar.cli.value_types import Offered
from confradar.errors import DataError, UsageError
from confradar.model.counts import counted

if TYPE_CHECKING:
    from confradar.formats.calls.document import Found
    from confradar.sync.add_call import Addition, Chosen, Written
    from confradar.sync.merge_call import Offer


@command("confradar add call.html --venue icml --year 2027", timeless=True)
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
        typer.Option(
            "--into",
            metavar="CATALOGUE",
            help="Another catalogue file to change.",
            readable=False,
        ),
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
            "--topic",
            "-t",
            metavar="TOPIC",
            help="Topic of a new venue (repeatable).",
            click_type=Offered("topics"),
        ),
    ] = None,
    venue: CallVenue = None,
    year: CallYear = None,
    as_: CallForm = None,
    dry_run: DryRun = False,
) -> None:
    """Add the dated points of a call to your own catalogue: the sure ones, and those that you
    confirm."""
    from confradar.sync.add_call import additions, apply

    _check_page(page)
    source = _source(call, former)
    calls = read_calls(context, source, venue=venue, year=year, form=as_)
    target = _target(context, into)
    in_use = _files(context, target)
    chosen = additions(
        calls,
        in_use,
        target,
        venue=venue,
        page=page or (source if is_address(source) else None),
        topics=topic or (),
        today=context.now.date(),
    )
    _note_calls(context, calls, chosen)
    taken = [(addition, _taken(context, addition, doubtful)) for addition in chosen.additions]
    changes = apply(
        target,
        taken,
        locks=context.paths.locks if into else context.paths.config,
        dry_run=dry_run,
        amending=into is None,
        context=_files(context, target),
    )
    write_changes(context, output, changes.made, empty="nothing to add")
    _note_written(context, target, changes, dry_run=dry_run)
    if any(item.call is None for item in calls):
        raise SystemExit(3)


def _check_page(page: str | None) -> None:
    """Raise UsageError for what is no address of a page, or holds a password."""
    from confradar.credentials import check_without

    if page is not None and not is_address(page):
        raise UsageError(f"--page: {page!r} is not an http(s) address")
    check_without(page or "")


def _source(call: str | None, former: str | None) -> str:
    source = call or former
    if source is None or (call and former):
        raise UsageError(
            "which call?", hint="confradar add FILE, an address, or - for what is pasted"
        )
    return source


def _target(context: Context, into: Path | None) -> Path:
    """The file that is changed. Raises DataError for one that is named and not there."""
    if into is not None and not into.is_file():
        raise DataError(f"{into}: no such catalogue file", hint="--into changes a file that exists")
    return into or context.paths.own_catalogue


def _files(context: Context, target: Path) -> tuple[Path, ...]:
    """The catalogue in use, without the file that is changed."""
    return tuple(path for path in context.files if not (target.exists() and path.samefile(target)))


def _note_calls(context: Context, calls: Sequence[Found], chosen: Chosen) -> None:
    """Say what was read, and of which calls the venue is not known."""
    for item in calls:
        used = any(addition.call is item.call for addition in chosen.additions)
        if item.call is None or len(calls) == 1 or used:
            note_call(context, item)
    if chosen.unknown:
        context.note(
            f"not in the catalogue, left out: {', '.join(chosen.unknown)} (give such a call alone "
            "to add its venue)"
        )


def _taken(context: Context, addition: Addition, doubtful: bool) -> list[Offer]:
    """The sure points, and of the doubtful ones those that the reader takes; what is left out is
    printed."""
    from confradar.views.read import what, when
    from confradar.views.text import safe

    taken, left = [], []
    asking = sys.stdin is not None and sys.stdin.isatty() and context.err.isatty()
    for offer in addition.offers:
        if offer.nothing_new:
            continue
        say = context.say
        named = f"{addition.name} {addition.year} {what(offer.point, say)}"
        shown = say("colon").join([named, when(offer.point, say)])
        why = "; ".join(offer.why)
        asked = bool(why) and not doubtful and asking
        question = "\n  ".join(
            map(
                safe,
                (shown, offer.point.evidence, say.sentence(f"doubtful: {why}. Take it?")),
            )
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


def _note_written(context: Context, target: Path, changes: Written, *, dry_run: bool) -> None:
    """Print what is still wrong, where it was written, and how to undo it."""
    for line in changes.findings:
        context.note(line)
    if changes.made and not dry_run:
        file = shlex.quote(str(target))
        undo = f"mv {shlex.quote(str(changes.kept))} {file}" if changes.kept else f"rm {file}"
        context.note(f"written to {target}; to undo: {undo}")
