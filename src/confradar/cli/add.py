"""`confradar add`: what a call says, or the reader by hand, into the reader's own catalogue or
another file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from confradar.cli.asking import can_ask
from confradar.cli.calls import CallForm, CallVenue, CallYear, is_address, note_call, read_calls
from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.entry_options import Entry
from confradar.cli.option_groups import Output
from confradar.cli.options import DryRun
from confradar.cli.own_file import How, files_beneath, write_wanted
from confradar.cli.value_types import Offered
from confradar.errors import UsageError
from confradar.model.counts import counted

if TYPE_CHECKING:
    from confradar.formats.calls.document import Found
    from confradar.sync.add_call import Addition, Chosen
    from confradar.sync.merge_call import Offer


@command(
    "confradar add call.html --venue icml --year 2027",
    "confradar add iclr --year 2028 --date paper=2027-09-24T23:59 --zone AoE",
    "confradar add mylab-ws --name 'Our workshop' --kind workshop --topic nlp",
    timeless=True,
)
def add(
    context: Context,
    output: Output,
    entry: Entry,
    call: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE|URL|-|VENUE",
            help="A saved page, a mail, an address, or - for what is pasted; or a venue of which "
            "you say something yourself.",
            click_type=Offered("venues"),
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
    confirm. Or add what you say yourself of a venue, known or new: by options, or asked for on a
    terminal."""
    how = How(into, doubtful, dry_run)
    name = call or venue
    if _by_hand(context, call or former, venue, entry):
        from confradar.cli.entry import add_entry

        if page or as_ or former or (call and venue):
            raise UsageError(
                "--page, --as and --venue tell of a call, not of what you say yourself",
                hint="confradar add VENUE --year YEAR --date KIND=DAY",
            )
        add_entry(context, output, name, entry, how, topics=topic or (), year=year)
    else:
        read = Told(venue, page, topic or (), year, as_)
        _add_call(context, output, _source(call, former), read, how)


class Told(NamedTuple):
    """What the reader says of a call."""

    venue: str | None
    page: str | None
    topics: Sequence[str]
    year: int | None
    form: str | None


def _by_hand(context: Context, call: str | None, venue: str | None, entry: Entry) -> bool:
    """Whether something is said by hand, not by a call. Raises UsageError for both at once."""
    is_call = call is not None and (
        call == "-" or is_address(call) or "/" in call or "." in call or Path(call).exists()
    )
    if entry != Entry():
        if is_call:
            raise UsageError(
                f"{call} is a call: --date, --name and their like tell of a venue",
                hint="confradar add VENUE --year YEAR --date KIND=DAY",
            )
        return True
    return not is_call and (call is not None or (venue is None and can_ask(context)))


def _add_call(context: Context, output: Output, source: str, told: Told, how: How) -> None:
    """Add the points of the calls in a file, at an address or on standard input."""
    from confradar.sync.add_call import additions, wanted

    _check_page(told.page)
    calls = read_calls(context, source, venue=told.venue, year=told.year, form=told.form)
    target = how.target(context)
    chosen = additions(
        calls,
        files_beneath(context, target),
        target,
        venue=told.venue,
        page=told.page or (source if is_address(source) else None),
        topics=told.topics,
        today=context.now.date(),
    )
    _note_calls(context, calls, chosen)
    taken = [
        wanted(addition, _taken(context, addition, how.doubtful), amending=how.into is None)
        for addition in chosen.additions
    ]
    write_wanted(context, output, how, taken, stated=False)
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
            "which call?",
            hint="confradar add FILE, an address, or - for what is pasted; or VENUE --year YEAR "
            "--date KIND=DAY",
        )
    return source


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
    asking = can_ask(context)
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
